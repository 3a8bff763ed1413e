// <heureum-timeline>: draws `run`, a run's record; fires `span-hover` with the node under the pointer or the focus, or null;
// `highlight(names)` lights what those nodes did. `extent_s` makes it as long as another run, `cursor_s` marks a moment.
// Law: only looks at the record. What times add up to was found in Python.
import { LitElement, html, nothing, svg } from "lit";
import { shortTime } from "../shared/quantities.js";
import { workerClass } from "../shared/workers.js";
import { inLane, itemsOf } from "./items.js";
import { AXIS_PX, LANE_PX, drawArrows, drawAxis, drawLane, drawName } from "./lanes.js";
import { Scale } from "./scale.js";
import { fullSpeakerOf, speakerOf } from "./strings.js";
import { controls, styles } from "./styles.js";
import { findings, headline, summary } from "./sentences.js";

/** @typedef {import("./items.js").Run} Run */
/** @typedef {import("./items.js").Item} Item */
/** @typedef {import("./strings.js").Say} Say */

export class HeureumTimeline extends LitElement {
  static styles = [controls, styles];
  static properties = {
    run: { attribute: false },
    extent_s: { attribute: false },
    cursor_s: { attribute: false },
    isBrief: { attribute: false },
    actions: { attribute: false },
    tables: { state: true },
    scale: { state: true },
    focused: { state: true },
    lit: { state: true },
    showsCritical: { state: true },
  };

  constructor() {
    super();
    /** @type {Run | null} */
    this.run = null;
    /** @type {number | null} */
    this.extent_s = null;
    /** @type {number | null} */
    this.cursor_s = null;
    /** Without sentences and tables: where two runs stand below each other. */
    this.isBrief = false;
    /** @type {Array<{name: string, text: string, run: () => void}>} what else can be done with the record */
    this.actions = [];
    /** @type {((run: Run, items: Item[]) => unknown) | null} */
    this.tables = null;
    /** @type {Scale} */
    this.scale = new Scale(1, 600);
    /** @type {Item | null} */
    this.focused = null;
    /** @type {Set<string>} */
    this.lit = new Set();
    this.showsCritical = true;
    /** @type {Item[]} */
    this.items = [];
    /** @type {Item[]} */
    this.arrivals = [];
    /** @type {Map<string, Item[]>} */
    this.lanes = new Map();
    /** @type {Element | null} */
    this.chartSeen = null;
    /** @type {typeof import("./gestures.js") | null} */
    this.pointing = null;
    /** @type {import("./strings.js").SayMore | null} there when `pointing` is */
    this.sayMore = null;
    /** Whether the chart does by itself what a reader asks of it. */
    this.isAwake = false;
    /** @type {import("./strings.js").Say | null} */
    this.say = null;
    /** Whether what has the focus is to be said: when it was reached by keyboard. */
    this.isSpoken = false;
    /** @type {Promise<import("./gestures.js").Gestures> | null} */
    this.gestures = null;
    this.resized = new ResizeObserver(([{ contentRect }]) => {
      if (contentRect.width) this.scale = this.scale.resized(contentRect.width);
    });
  }

  async connectedCallback() {
    super.connectedCallback();
    this.say ??= await speakerOf(this);
    this.requestUpdate();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.resized.disconnect();
  }

  /** Lights what these nodes did, and nothing when there are none. @param {Iterable<string> | null} names */
  highlight(names) {
    this.lit = new Set(names ?? []);
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!this.run || !(changed.has("run") || changed.has("extent_s"))) return;
    const { run } = this;
    this.items = itemsOf(run);
    this.lanes = new Map(run.workers.map((worker) => [worker, inLane(this.items, worker)]));
    this.arrivals = this.items.filter(({ kind }) => kind === "recv");
    this.focused = null;
    const end = Math.max(this.extent_s ?? 0, run.elapsed_s, ...run.workers.map((worker) => this.lanes.get(worker)?.at(-1)?.end_s ?? 0));
    this.scale = new Scale(end || 1e-6, this.scale.width);
  }

  /** @param {Item | null} item @param {boolean} [isSpoken] */
  point(item, isSpoken = false) {
    if (this.focused === item) return;
    this.isSpoken = isSpoken;
    this.focused = item;
    this.hover(item?.node || null);
  }

  /** @param {string | null} node */
  hover(node) {
    this.dispatchEvent(new CustomEvent("span-hover", { detail: node, bubbles: true, composed: true }));
  }

  updated() {
    const chart = this.renderRoot.querySelector(".chart");
    if (!chart || this.chartSeen === chart) return;
    this.chartSeen = chart;
    this.resized.disconnect();
    this.resized.observe(chart);
    if (this.gestures) this.gestures.then((gestures) => gestures.listen(/** @type {HTMLElement} */ (chart)));
    else for (const type of ["pointerover", "focus", "keydown"]) chart.addEventListener(type, (event) => this.wake(event));
  }

  /** What a reader does to the chart is loaded when they first point at it or go there; what they do until then is done after. @param {Event} event */
  async wake(event) {
    if (this.isAwake) return;
    const { target } = event;
    if (event instanceof KeyboardEvent && /^(Arrow|Home|End)/.test(event.key)) event.preventDefault();
    this.gestures ??= Promise.all([import("./gestures.js"), fullSpeakerOf(this)]).then(([pointing, sayMore]) => {
      [this.pointing, this.sayMore] = [pointing, sayMore];
      return new pointing.Gestures(this).listen(/** @type {HTMLElement} */ (this.chartSeen));
    });
    const gestures = await this.gestures.catch(() => null);
    this.isAwake = Boolean(gestures);
    if (!gestures) return void (this.gestures = null); // it may come the next time
    if (event instanceof KeyboardEvent) gestures.key(event);
    else if (event.type === "pointerover") gestures.over(/** @type {Element} */ (target));
  }

  render() {
    const { run, say } = this;
    if (!run || !say) return nothing;
    return html`
      ${this.isBrief ? nothing : html`<p class="headline">${headline(run, say)}</p>`}
      <div class="tools" role="group" aria-label=${say("timeline")}>
        <button @click=${() => (this.scale = this.scale.zoomed(2))} aria-label=${say("zoomIn")} title=${say("zoomIn")}>+</button>
        <button @click=${() => (this.scale = this.scale.zoomed(0.5))} aria-label=${say("zoomOut")} title=${say("zoomOut")} ?disabled=${this.scale.isWhole}>−</button>
        <button @click=${() => (this.scale = this.scale.whole())} ?disabled=${this.scale.isWhole}>${say("fit")}</button>
        ${this.isBrief ? nothing : html`<button aria-pressed=${this.showsCritical} @click=${() => (this.showsCritical = !this.showsCritical)}>${say("critical")}</button>`}
        <span class="actions">${this.actions.map(({ name, text, run }) => html`<button class=${name} @click=${run}>${text}</button>`)}</span>
      </div>
      ${this.chart(run, say)}
      ${this.isBrief ? nothing : html`${this.legend(say)}${this.says(run, say)}${this.table(run, say)}`}
    `;
  }

  /** @param {Run} run @param {Say} say */
  chart(run, say) {
    const { scale } = this;
    const top = new Map(run.workers.map((worker, index) => [worker, index * LANE_PX]));
    const bottom = run.workers.length * LANE_PX;
    const look = { scale, lit: this.lit, focused: this.focused, showsCritical: this.showsCritical, say };
    const x = this.cursor_s === null ? null : scale.x(this.cursor_s);
    return html`<div
      class="chart ${scale.isWhole ? "" : "zoomed"}" tabindex="0" role="application" aria-label=${say("timeline")} aria-describedby="says help">
      <svg class="heureum-timeline-drawing" height=${bottom + AXIS_PX} aria-hidden="true">
        <defs><pattern id="waiting" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0V7"></path></pattern></defs>
        ${drawAxis(bottom, scale)}
        ${run.workers.map((worker) => drawLane(worker, this.lanes.get(worker) ?? [], top.get(worker) ?? 0, look))}
        ${drawArrows(this.arrivals, top, look)}
        ${run.workers.map((worker) => drawName(worker, top.get(worker) ?? 0, summary(run, worker, say), say))}
        ${x === null ? nothing : svg`<line class="cursor" x1=${x} x2=${x} y1="0" y2=${bottom}></line>`}
      </svg>
      ${this.focused && this.sayMore ? this.pointing?.tip(this.focused, scale, top.get(this.focused.device) ?? 0, this.sayMore) : nothing}
      <span id="says" class="hidden">${say("drawingSays", { workers: run.workers.length, elapsed: shortTime(run.elapsed_s), count: this.items.length })}</span>
      <span class="hidden" aria-live="polite">${this.isSpoken && this.focused && this.sayMore ? this.pointing?.spoken(this.focused, this.sayMore) : ""}</span>
    </div><p id="help">${say("help")}</p>`;
  }

  /** The same as a table, made when it is opened. @param {Run} run @param {Say} say */
  table(run, say) {
    const open = async (/** @type {Event} */ event) => {
      const details = /** @type {HTMLDetailsElement} */ (event.target);
      if (this.tables || !details.open) return;
      const came = await Promise.all([import("./tables.js"), fullSpeakerOf(this)]).catch(() => null);
      if (!came) return void (details.open = false); // to be opened again
      const [{ tables }, sayMore] = came;
      this.tables = (run, items) => tables(run, items, sayMore);
    };
    return html`<details class="tables" @toggle=${open}><summary>${say("tableTitle")}</summary>${this.tables?.(run, this.items) ?? nothing}</details>`;
  }

  /** @param {Say} say */
  legend(say) {
    const swatch = (/** @type {string} */ name, /** @type {unknown} */ drawing) => html`<li><svg aria-hidden="true" class=${workerClass("/task:0")}>${drawing}</svg>${say(/** @type {any} */ (name))}</li>`;
    const bar = (/** @type {string} */ kind) => svg`<g class=${kind}><rect fill="url(#waiting)" x="1" y="1" width="20" height="12" rx="3"></rect></g>`;
    return html`<ul class="legend">
      ${swatch("compute", bar("compute"))}${swatch("send", bar("send"))}${swatch("wait", bar("wait"))}
      ${swatch("handOff", svg`<path class="way" d="M1 2C10 2 8 12 20 12"></path>`)}
      ${this.showsCritical ? swatch("critical", bar("compute critical")) : nothing}
    </ul>`;
  }

  /** @param {Run} run @param {Say} say */
  says(run, say) {
    const path = run.analysis.critical_path;
    /** @param {string} node */
    const shows = (node) => (/** @type {Event} */ { type }) => {
      const isLeft = type === "blur" || type === "pointerleave";
      this.highlight(isLeft ? null : [node]);
      this.hover(isLeft ? null : node);
    };
    return html`<ul class="findings" aria-label=${say("mattersTitle")}>
      ${findings(run, say).map((each) => html`<li>${each}</li>`)}
      ${path.length > 1 ? html`<li>${say("criticalPath")}: <span class="path">${path.slice(0, 24).map(({ kind, node }, index) => html`${index ? " → " : ""}${kind === "transfer"
        ? html`<i>${say("handOff")} ${node}</i>`
        : html`<button @focus=${shows(node)} @blur=${shows(node)} @pointerenter=${shows(node)} @pointerleave=${shows(node)}>${node}</button>`}`)}${path.length > 24 ? " → …" : ""}</span></li>` : nothing}
    </ul>`;
  }
}
