// A run while it goes on, laid over its graph: where each node runs, what is done and what it gave, what has crossed.
// Takes news as heureum.trace.live says it. Loaded with the first run that takes long.
import "../timeline/run_view.js"; // packs better in one piece with what it shares
import { statesStyle } from "../timeline/states_style.js";

/** @typedef {import("./picture.js").NodeOverlay} NodeOverlay */
/** @typedef {import("./picture.js").EdgeOverlay} EdgeOverlay */
/**
 * @typedef {object} News
 * @property {{nodes: Record<string, NodeOverlay>, edges: EdgeOverlay[]} | null} start of another run of a session
 * @property {Record<string, NodeOverlay>} nodes
 * @property {Record<number, string>} edges their new states
 * @property {Record<number, number>} sizes
 * @property {Record<string, any>} values
 */

/** Drawing gets this share of the time, however large the graph. */
const SHARE = 4;

export class Following {
  /** @param {import("./editor_element.js").HeureumGraphEditor} editor @param {object | null} document what runs @param {News[]} told */
  constructor(editor, document, told) {
    this.editor = editor;
    this.document = document;
    /** @type {Record<string, NodeOverlay>} */
    this.nodes = {};
    /** @type {EdgeOverlay[]} */
    this.edges = [];
    this.timer = 0;
    this.waitMs = 0;
    this.isDrawn = false;
    for (const news of told) this.take(news);
  }

  /** @param {News} news */
  take({ start, nodes, edges, sizes, values }) {
    if (start) ({ nodes: this.nodes, edges: this.edges } = start);
    for (const [name, change] of Object.entries(nodes)) this.nodes[name] = { ...this.nodes[name], ...change };
    for (const [at, state] of Object.entries(edges)) this.edges[Number(at)] = { ...this.edges[Number(at)], state };
    for (const [at, size_bytes] of Object.entries(sizes)) this.edges[Number(at)] = { ...this.edges[Number(at)], size_bytes };
    for (const [tensor, value] of Object.entries(values)) {
      const [name, output] = tensor.split(":");
      if (output === "0") this.nodes[name] = { ...this.nodes[name], value };
    }
    this.timer ||= window.setTimeout(() => this.draw(), this.waitMs);
  }

  async draw() {
    const { editor } = this;
    // After an edit this run is no longer the graph's own; and code may describe another one.
    if (this.document === editor.document) {
      const beganMs = performance.now();
      if (!this.isDrawn) editor.dress(statesStyle);
      this.isDrawn = true;
      editor.overlay({ nodes: { ...this.nodes }, edges: [...this.edges] });
      await editor.updateComplete;
      this.waitMs = SHARE * (performance.now() - beganMs);
    }
    this.timer = 0;
  }

  /** @returns {boolean} whether anything of it was seen */
  end() {
    clearTimeout(this.timer);
    return this.isDrawn;
  }
}
