// <heureum-steps>: a recorded run, one step at a time. Takes `run`; fires `step` with the state of nodes and edges at that step,
// and the moment it was measured, for a graph and a timeline to show.
// Law: what each step changed was derived in Python from the record; here changes are only put one after the other.
import { LitElement, html, nothing } from "lit";
import { shortTime } from "../shared/quantities.js";
import { nameOf } from "./sentences.js";
import { fullSpeakerOf } from "./strings.js";
import { stepsStyle } from "./steps_style.js";
import { controls } from "./styles.js";

/** @typedef {import("./items.js").Run} Run */
/** @typedef {import("./strings.js").SayMore} Say */
/**
 * @typedef {{state: string, pending: number, worker: string, value?: any}} NodeState
 * @typedef {{source: string, target: string, size_bytes: number | null, elapsed_s: number | null, state: string}} EdgeState
 * @typedef {{nodes: Record<string, NodeState>, edges: EdgeState[], at_s: number}} Step
 */

const SPEEDS = [0.5, 1, 2, 4];
const STEP_MS = 900; // at speed 1
const MOST_NAMES = 12;

export class HeureumSteps extends LitElement {
  static shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static styles = [controls, stepsStyle];
  static properties = { run: { attribute: false }, at: { state: true }, isPlaying: { state: true }, speed: { state: true }, say: { state: true } };

  constructor() {
    super();
    /** @type {Run | null} */
    this.run = null;
    this.at = 0;
    this.isPlaying = false;
    this.speed = 1;
    /** @type {Say | null} */
    this.say = null;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
  }

  async connectedCallback() {
    super.connectedCallback();
    this.say ??= await fullSpeakerOf(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
    this.isPlaying = false;
  }

  get count() {
    return this.run?.steps.events.length ?? 0;
  }

  /** The state after that many steps. The same whichever way one came there. @param {number} at @returns {Step} */
  stateAt(at) {
    const { steps, values } = /** @type {Run} */ (this.run);
    /** @type {Record<string, NodeState>} */
    const nodes = {};
    for (const [name, node] of Object.entries(steps.nodes)) nodes[name] = { .../** @type {NodeState} */ (node) };
    const edges = steps.edges.map((/** @type {EdgeState} */ edge) => ({ ...edge }));
    for (const event of steps.events.slice(0, at)) {
      for (const [name, changes] of Object.entries(event.nodes)) Object.assign(nodes[name], changes);
      for (const [index, state] of Object.entries(event.edges)) edges[Number(index)].state = state;
    }
    for (const [name, node] of Object.entries(nodes)) if (node.state === "done" && values[`${name}:0`]) node.value = values[`${name}:0`];
    return { nodes, edges, at_s: at ? steps.events[at - 1].at_s : 0 };
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!this.run || !(changed.has("run") || changed.has("at"))) return;
    if (changed.has("run")) this.at = 0;
    this.step = this.stateAt(this.at);
    this.dispatchEvent(new CustomEvent("step", { detail: this.step, bubbles: true, composed: true }));
  }

  /** @param {number} at */
  go(at) {
    this.at = Math.max(0, Math.min(this.count, at));
    if (this.at === this.count) this.pause();
  }

  play() {
    if (this.at === this.count) this.at = 0;
    this.isPlaying = true;
    this.tick();
  }

  tick() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.go(this.at + 1);
      if (this.isPlaying) this.tick();
    }, STEP_MS / this.speed);
  }

  pause() {
    clearTimeout(this.timer);
    this.isPlaying = false;
  }

  /** By hand: playing ends, or it would run away from the reader. @param {number} at */
  choose(at) {
    this.pause();
    this.go(at);
  }

  render() {
    const { run, say, step } = this;
    if (!run || !say || !step) return nothing;
    return html`<div class="steps" role="group" aria-label=${say("stepsTitle")} @keydown=${this.key}>
      <div class="tools">
        <button @click=${() => this.choose(0)} ?disabled=${this.at === 0}>${say("first")}</button>
        <button class="back" @click=${() => this.choose(this.at - 1)} ?disabled=${this.at === 0}>← ${say("back")}</button>
        <button class="play" @click=${() => (this.isPlaying ? this.pause() : this.play())}>${this.isPlaying ? say("pause") : `▶ ${say("play")}`}</button>
        <button class="next" @click=${() => this.choose(this.at + 1)} ?disabled=${this.at === this.count}>${say("next")} →</button>
        <label>${say("speed")} <select @change=${(/** @type {any} */ event) => (this.speed = Number(event.target.value))}>
          ${SPEEDS.map((times) => html`<option value=${times} ?selected=${times === this.speed}>${say("speedTimes", { times })}</option>`)}
        </select></label>
        <button class="close" @click=${() => this.dispatchEvent(new CustomEvent("close"))}>${say("close")}</button>
      </div>
      <input type="range" min="0" max=${this.count} .value=${String(this.at)} aria-label=${say("scrub")}
        aria-valuetext=${`${say("stepCount", { at: this.at, count: this.count })}. ${this.says(say)}`} @input=${(/** @type {any} */ event) => this.choose(Number(event.target.value))}>
      <p class="now"><span class="count">${say("stepCount", { at: this.at, count: this.count })} · ${shortTime(step.at_s)}</span> <span aria-live=${this.isPlaying ? "off" : "polite"}>${this.says(say)}</span></p>
      ${this.lists(step, say)}
    </div>`;
  }

  /** What this step did. @param {Say} say */
  says(say) {
    if (!this.at) return say("beforeSteps");
    const { kind, node, device, peer } = /** @type {Run} */ (this.run).steps.events[this.at - 1];
    const key = /** @type {const} */ ({ start: "sayStart", finish: "sayFinish", send: "saySend", arrive: "sayArrive" })[/** @type {"start"} */ (kind)];
    return say(key, { node, device: nameOf(device, say), peer: nameOf(peer ?? "", say) });
  }

  /** @param {Step} step @param {Say} say */
  lists({ nodes, edges }, say) {
    const named = (/** @type {string} */ state) => Object.keys(nodes).filter((name) => nodes[name].state === state);
    /** @type {Map<string, string[]>} */
    const missing = new Map();
    for (const { source, target, state } of edges) if (state !== "arrived") missing.set(target, [...(missing.get(target) ?? []), source]);
    const waiting = named("waiting").map((node) => say("waitsForInputs", { node, tensors: (missing.get(node) ?? []).join(", ") }));
    const travelling = [...new Set(edges.filter(({ state }) => state === "travelling").map(({ source }) => source))];
    return html`<dl>
      ${entry("running", named("running"), say)}${entry("travelling", travelling, say)}${entry("ready", named("ready"), say)}${entry("waiting", waiting, say)}
    </dl>`;
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement) return;
    if (event.key === "ArrowRight") this.choose(this.at + 1);
    else if (event.key === "ArrowLeft") this.choose(this.at - 1);
    else if (event.key === "Home") this.choose(0);
    else if (event.key === "End") this.choose(this.count);
    else return;
    event.preventDefault();
  }
}

/** @param {"running" | "travelling" | "ready" | "waiting"} state @param {string[]} names @param {Say} say */
function entry(state, names, say) {
  const left = names.length - MOST_NAMES;
  return html`<div class=${state}><dt>${say(state)}</dt><dd>${names.length ? html`${names.slice(0, MOST_NAMES).map((name) => html`<code>${name}</code> `)}${left > 0 ? say("andMore", { count: left }) : ""}` : say("none")}</dd></div>`;
}
