// From one view of a graph to the next: nodes that stay glide to where they now stand, so that eyes can follow.
// Law: ends on the new view exactly, at once where motion is unwelcome or the graph is large.

const LENGTH_MS = 180;
const LARGEST = 250;

/** @typedef {import("./picture.js").View} View */

export class Glide {
  /** @param {() => void} changed */
  constructor(changed) {
    this.changed = changed;
    /** @type {View | null} */
    this.target = null;
    /** @type {View | null} what is to be drawn now */
    this.shown = null;
    this.frame = 0;
  }

  /** @param {View | null} view */
  to(view) {
    const from = this.shown;
    this.target = this.shown = view;
    cancelAnimationFrame(this.frame);
    if (!from || !view || view.nodes.length > LARGEST || matchMedia("(prefers-reduced-motion: reduce)").matches) return this.changed();
    const began = performance.now();
    const step = (/** @type {number} */ now) => {
      const part = Math.min(1, Math.max(0, (now - began) / LENGTH_MS));
      this.shown = part < 1 ? between(from, view, 1 - (1 - part) ** 3) : view;
      if (part < 1) this.frame = requestAnimationFrame(step);
      this.changed();
    };
    step(began);
  }
}

/** @param {View} from @param {View} to @param {number} part @returns {View} */
function between(from, to, part) {
  const mix = (/** @type {number} */ a, /** @type {number} */ b) => a + (b - a) * part;
  const nodes = new Map(from.nodes.map((node) => [node.name, node]));
  const edges = new Map(from.edges.map((edge) => [edgeKey(edge), edge]));
  return {
    ...to,
    nodes: to.nodes.map((node) => {
      const was = nodes.get(node.name);
      return was ? moved(node, mix(was.x, node.x) - node.x, mix(was.y, node.y) - node.y) : node;
    }),
    edges: to.edges.map((edge) => {
      const was = edges.get(edgeKey(edge));
      if (!was || was.points.length !== edge.points.length) return edge;
      return { ...edge, points: edge.points.map(([x, y], at) => [mix(was.points[at][0], x), mix(was.points[at][1], y)]) };
    }),
  };
}

/** @param {import("./picture.js").Node} node @param {number} dx @param {number} dy */
function moved(node, dx, dy) {
  const shift = (/** @type {any} */ part) => ({ ...part, x: part.x + dx, y: part.y + dy });
  return { ...shift(node), inputs: node.inputs?.map(shift), outputs: node.outputs?.map(shift) };
}

/** @param {import("./picture.js").Edge} edge */
export function edgeKey({ from, to, input }) {
  return `${from}>${to}:${input}`;
}
