// Opens the step-through of a run beside its timeline: the controls, and the graph that shows each step.
// Takes the run, and a graph to show it in; where there is none, a <heureum-graph> of the layout is made for as long.
import { define } from "./define.js";
import "./run_view.js"; // packs better in one piece with what it shares
import { statesStyle } from "./states_style.js";
import { HeureumSteps } from "./steps_element.js";

/** @typedef {import("./items.js").Run} Run */
/** @typedef {import("./steps_element.js").Step} Step */
/** @typedef {import("./timeline_element.js").HeureumTimeline} HeureumTimeline */

/**
 * @param {object} parts
 * @param {Run} parts.run
 * @param {HeureumTimeline} parts.timeline
 * @param {any} parts.graph what shows the graph already, or null
 * @param {object | null} parts.layout
 * @param {(request: object) => Promise<any>} parts.answer Python's
 */
export async function openSteps({ run, timeline, graph, layout, answer }) {
  define("heureum-steps", HeureumSteps);
  const own = graph || !layout ? null : await graphOf(layout);
  const shown = own ?? graph;
  const steps = new HeureumSteps();
  steps.addEventListener("step", (event) => {
    const step = /** @type {CustomEvent<Step>} */ (event).detail;
    shown?.overlay(own && !own.hasRoom ? withoutSizes(step) : step);
    timeline.cursor_s = step.at_s;
  });
  steps.addEventListener("close", () => {
    timeline.cursor_s = null;
    if (!own) shown?.overlay(steps.stateAt(steps.count));
    own?.remove();
    steps.remove();
  });
  steps.run = run;
  timeline.before(...(own ? [own] : []), steps);
  shown?.dress(statesStyle);
  if (own) makeRoom(own, run, answer).then(() => own.overlay(own.hasRoom ? steps.stateAt(steps.at) : withoutSizes(steps.stateAt(steps.at))));
  await steps.updateComplete;
  steps.focus();
}

/** @param {object} layout @returns {Promise<any>} a <heureum-graph> of it */
async function graphOf(layout) {
  const { HeureumGraph } = await import("../graph_editor/graph_element.js");
  define("heureum-graph", HeureumGraph);
  const graph = new HeureumGraph();
  graph.view = /** @type {any} */ (layout);
  return graph;
}

/** @param {Step} step */
const withoutSizes = (step) => ({ ...step, edges: step.edges.map((edge) => ({ ...edge, size_bytes: null })) });

/**
 * A cell's layout has no room between its columns for what crossed; Python makes another that has.
 * @param {any} graph @param {Run} run @param {(request: object) => Promise<any>} answer
 */
async function makeRoom(graph, run, answer) {
  const made = await answer({ do: "lay out run", run }).catch(() => null);
  if (!made) return; // without sizes it is as true
  graph.view = made.layout;
  graph.hasRoom = true;
}
