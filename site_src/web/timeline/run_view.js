// What is shown of a run: the timeline, linked to the picture of the graph, and what can be done with the record.
// Takes records of runs, one after the other, and a place for each. What not every reader asks for is loaded when asked for.
import { html } from "../shared/dom.js";
import { define } from "./define.js";
import { HeureumTimeline } from "./timeline_element.js";
import { linkGraph } from "./graph_link.js";
import { speakerOf } from "./strings.js";

/** @typedef {import("./items.js").Run} Run */
/** @typedef {import("./strings.js").Say} Say */
/** @typedef {(request: object) => Promise<any>} Ask what Python answers */

define("heureum-timeline", HeureumTimeline);

export class RunView {
  /**
   * @param {HTMLElement | null} picture of the graph: an SVG in its figure, or a <heureum-graph>, then steps are shown in it
   * @param {Ask} ask
   */
  constructor(picture, ask) {
    this.picture = picture;
    this.ask = ask;
    /** @type {Run | null} the run that the next one is compared with */
    this.kept = null;
    this.unlink = () => {};
  }

  /** @param {Run} run @param {HTMLElement} place @param {object | null} [layout] of its graph */
  async show(run, place, layout = null) {
    this.unlink();
    const say = await speakerOf(place);
    const timeline = new HeureumTimeline();
    timeline.run = run;
    if (this.picture) this.unlink = linkGraph(this.picture, timeline);
    const status = html("span", { role: "status" });
    const failed = () => status.replaceChildren(say("notLoaded"));
    const keep = () => {
      this.kept = run;
      status.replaceChildren(say("kept"));
    };
    timeline.actions = [
      ...(run.steps?.events.length ? [{ name: "step", text: say("stepThrough"), run: () => this.step(run, layout, timeline).catch(failed) }] : []),
      { name: "keep", text: say("keep"), run: keep },
      { name: "download", text: say("download"), run: () => this.download(run).catch(failed) },
    ];
    place.replaceChildren(timeline, status);
    if (layout && this.picture) (await import("./still_values.js")).showValues(this.picture, run);
    if (this.kept) await this.compare(this.kept, run, place).catch(failed);
  }

  /** Opens the step-through, or closes it. @param {Run} run @param {object | null} layout @param {HeureumTimeline} timeline */
  async step(run, layout, timeline) {
    const open = timeline.parentElement?.querySelector("heureum-steps");
    if (open) return void open.dispatchEvent(new CustomEvent("close"));
    const { openSteps } = await import("./stepping.js");
    const graph = this.picture && "overlay" in this.picture ? this.picture : null;
    await openSteps({ run, timeline, graph, layout, answer: (request) => this.answer(request) });
  }

  /** @param {Run} first @param {Run} second @param {HTMLElement} place */
  async compare(first, second, place) {
    const { openComparison } = await import("./comparing.js");
    await openComparison({ first, second, place, answer: (request) => this.answer(request), forget: () => (this.kept = null) });
  }

  /** @param {object} request */
  async answer(request) {
    const answer = await this.ask(request);
    if (answer.error) throw new Error(answer.error.text);
    return answer;
  }

  /** @param {Run} run */
  async download(run) {
    const { text, filename } = await this.answer({ do: "chrome trace", run });
    (await import("../shared/download.js")).download(text, filename);
  }
}
