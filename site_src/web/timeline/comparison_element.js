// <heureum-comparison>: two runs below each other on one scale, and what differs between them in words.
// Takes `first` and `second`, records of runs, and `facts`, what Python found by comparing them.
import { LitElement, css, html, nothing } from "lit";
import { measuredTime, shortTime } from "../shared/quantities.js";
import { ALIKE, size } from "./sentences.js";
import { fullSpeakerOf } from "./strings.js";
import { controls } from "./styles.js";
import "./run_view.js"; // its <heureum-timeline>

/** @typedef {import("./items.js").Run} Run */
/** @typedef {import("./strings.js").SayMore} Say */
/** @typedef {{elapsed_s: [number, number], times_as_fast: number | null, worker_count: [number, number], moved_bytes: [number, number], wait_s: [number, number], transfer_dtypes: [string[], string[]], moved_nodes: string[], only_in_first: string[], only_in_second: string[], value_difference: {tensor: string, difference: number, largest: number} | null}} Facts */

const MOST_NAMES = 8;

export class HeureumComparison extends LitElement {
  static styles = [
    controls,
    css`
      :host { border-top: 1px solid var(--heureum-line); margin-top: 16px; padding-top: 12px; }
      h3, h4 { font-size: 0.78rem; margin: 0 0 6px; }
      h4 { font-weight: 600; margin-top: 12px; }
      ul { margin: 8px 0; padding-inline-start: 18px; }
    `,
  ];
  static properties = { first: { attribute: false }, second: { attribute: false }, facts: { attribute: false }, say: { state: true } };

  constructor() {
    super();
    /** @type {Run | null} */
    this.first = null;
    /** @type {Run | null} */
    this.second = null;
    /** @type {Facts | null} */
    this.facts = null;
    /** @type {Say | null} */
    this.say = null;
  }

  async connectedCallback() {
    super.connectedCallback();
    this.say ??= await fullSpeakerOf(this);
  }

  render() {
    const { first, second, say } = this;
    if (!first || !second || !say) return nothing;
    const extent = Math.max(first.elapsed_s, second.elapsed_s);
    return html`<section aria-label=${say("compareTitle")}>
      <h3>${say("compareTitle")}</h3>
      ${this.facts ? html`<ul class="facts">${sentences(this.facts, say).map((each) => html`<li>${each}</li>`)}</ul>` : nothing}
      <h4>${say("firstRun")}</h4>
      <heureum-timeline .run=${first} .extent_s=${extent} .isBrief=${true}></heureum-timeline>
      <h4>${say("secondRun")}</h4>
      <heureum-timeline .run=${second} .extent_s=${extent} .isBrief=${true}></heureum-timeline>
      <slot></slot>
    </section>`;
  }
}

/** @param {Facts} facts @param {Say} say */
function sentences(facts, say) {
  const [one, two] = facts.elapsed_s.map(shortTime);
  const times = facts.times_as_fast ?? 1;
  const pace = times > ALIKE ? "faster" : times < 1 / ALIKE ? "slower" : "sameTime";
  const differ = (/** @type {any[]} */ pair) => String(pair[0]) !== String(pair[1]);
  const bytes = facts.moved_bytes.map((each) => size(each, say));
  const list = (/** @type {string[]} */ names) => names.slice(0, MOST_NAMES).join(", ") + (names.length > MOST_NAMES ? ` ${say("andMore", { count: names.length - MOST_NAMES })}` : "");
  const { value_difference: worst } = facts;
  return [
    say(pace, { one, two, times: (times < 1 ? 1 / times : times).toFixed(1) }),
    differ(facts.worker_count) && say("workersChanged", { one: facts.worker_count[0], two: facts.worker_count[1] }),
    differ(facts.moved_bytes) ? say("bytesChanged", { one: bytes[0], two: bytes[1] }) : facts.moved_bytes[0] && say("bytesSame", { one: bytes[0] }),
    differ(facts.transfer_dtypes) && facts.transfer_dtypes.every((each) => each.length) && say("dtypesChanged", { one: facts.transfer_dtypes[0].join(", "), two: facts.transfer_dtypes[1].join(", ") }),
    facts.wait_s.some(Boolean) && say("waitChanged", { one: measuredTime(facts.wait_s[0]), two: measuredTime(facts.wait_s[1]) }),
    facts.moved_nodes.length && say("movedNodes", { names: list(facts.moved_nodes) }),
    facts.only_in_first.length && say("onlyFirst", { names: list(facts.only_in_first) }),
    facts.only_in_second.length && say("onlySecond", { names: list(facts.only_in_second) }),
    worst && (worst.difference ? say("valuesDiffer", { tensor: worst.tensor, difference: worst.difference.toPrecision(3), percent: worst.largest ? (100 * worst.difference / worst.largest).toPrecision(2) : "–" }) : say("valuesSame")),
  ].filter((each) => typeof each === "string");
}
