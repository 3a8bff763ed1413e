// What is shown of a run: the timeline, linked to the picture of the graph, and what can be done with the record.
// Takes records of runs, one after the other, and a place for each. What not every reader asks for is loaded when asked for.
import { html } from "../shared/dom.js";
import { HeureumTimeline } from "./timeline_element.js";
import { linkGraph } from "./graph_link.js";
import { speakerOf } from "./strings.js";

/** @typedef {import("./items.js").Run} Run */
/** @typedef {import("./strings.js").Say} Say */
/** @typedef {(request: object) => Promise<any>} Ask what Python answers */

/** @param {string} name @param {CustomElementConstructor} element */
function define(name, element) {
  if (!customElements.get(name)) customElements.define(name, element);
}

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
    if (this.kept) await this.compare(this.kept, run, place, say).catch(failed);
  }

  /** Opens the step-through, or closes it. @param {Run} run @param {object | null} layout @param {HeureumTimeline} timeline */
  async step(run, layout, timeline) {
    const open = timeline.parentElement?.querySelector("heureum-steps");
    if (open) return void open.dispatchEvent(new CustomEvent("close"));
    const { HeureumSteps } = await import("./steps_element.js");
    define("heureum-steps", HeureumSteps);
    const own = isGraph(this.picture) || !layout ? null : await graphOf(layout);
    const graph = own ?? /** @type {any} */ (isGraph(this.picture) ? this.picture : null);
    const steps = new HeureumSteps();
    steps.addEventListener("step", (event) => {
      const step = /** @type {CustomEvent<import("./steps_element.js").Step>} */ (event).detail;
      graph?.overlay(own && !own.hasRoom ? { ...step, edges: step.edges.map((edge) => ({ ...edge, size_bytes: null })) } : step);
      timeline.cursor_s = step.at_s;
    });
    if (own) this.makeRoom(own, run, () => own.overlay(steps.stateAt(steps.at)));
    steps.addEventListener("close", () => {
      timeline.cursor_s = null;
      if (!own) graph?.overlay(steps.stateAt(steps.count));
      own?.remove();
      steps.remove();
    });
    steps.run = run;
    timeline.before(...(own ? [own] : []), steps);
    await steps.updateComplete;
    steps.focus();
  }

  /**
   * A cell's layout has no room between its columns for what crossed; Python makes another that has.
   * @param {any} graph @param {Run} run @param {() => void} then
   */
  async makeRoom(graph, run, then) {
    const answer = await this.answer({ do: "lay out run", run }).catch(() => null);
    if (!answer) return; // without sizes it is as true
    graph.view = answer.layout;
    graph.hasRoom = true;
    then();
  }

  /** @param {Run} first @param {Run} second @param {HTMLElement} place @param {Say} say */
  async compare(first, second, place, say) {
    const { HeureumComparison } = await import("./comparison_element.js");
    define("heureum-comparison", HeureumComparison);
    const comparison = new HeureumComparison();
    Object.assign(comparison, { first, second });
    const drop = () => {
      this.kept = null;
      comparison.remove();
    };
    comparison.append(html("button", { type: "button", class: "heureum-button", onclick: drop }, say("dropKept")));
    place.append(comparison);
    comparison.facts = (await this.answer({ do: "compare runs", first, second })).facts;
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
    const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    html("a", { href: address, download: filename }).click();
    URL.revokeObjectURL(address);
  }
}

/** @param {HTMLElement | null} picture */
const isGraph = (picture) => picture !== null && "overlay" in picture;

/** @param {object} layout @returns {Promise<any>} a <heureum-graph> of it */
async function graphOf(layout) {
  const { HeureumGraph } = await import("../graph_editor/graph_element.js");
  define("heureum-graph", HeureumGraph);
  const graph = new HeureumGraph();
  graph.view = /** @type {any} */ (layout);
  return graph;
}
