// A layout (made by heureum_live/layout.py) as SVG: the same picture, by the same classes, as heureum_live/svg.py writes.
// Law: draws what it is given; where things stand, and what they mean, was decided in Python.
import { svg } from "../shared/dom.js";
import { workerClass } from "../shared/workers.js";

/** @typedef {{name: string, op: string, label: string, detail: string, kind: string, x: number, y: number, width: number, height: number, device: string}} PlacedNode */
/** @typedef {{from: string, to: string, input: number, points: Array<[number, number]>}} PlacedEdge */
/** @typedef {{width: number, height: number, nodes: PlacedNode[], edges: PlacedEdge[]}} Layout */

const ARROW_PX = 6;
let lastId = 0;

/**
 * @param {Layout} layout
 * @param {string} title
 * @param {string} description
 */
export function drawGraph({ width, height, nodes, edges }, title, description) {
  const id = `heureum-drawing-${++lastId}`;
  const device = new Map(nodes.map((node) => [node.name, node.device]));
  return svg(
    "svg",
    {
      class: "heureum-graph-drawing", width, height, viewBox: `0 0 ${width} ${height}`,
      role: "img", "aria-labelledby": `${id}-title ${id}-desc`,
    },
    svg("title", { id: `${id}-title` }, title),
    svg("desc", { id: `${id}-desc` }, description),
    svg("g", {}, ...edges.map((edge) => drawEdge(edge, device))),
    svg("g", {}, ...nodes.map(drawNode)),
  );
}

/** @param {PlacedEdge} edge @param {Map<string, string>} device */
function drawEdge({ from, to, points }, device) {
  const isControl = from.startsWith("^");
  const tail = isControl ? from.slice(1) : from.split(":")[0];
  const [start, ...curves] = points;
  const [x, y] = points[points.length - 1];
  const classes = [
    "heureum-edge",
    isControl && "heureum-edge-control",
    x <= start[0] && "heureum-edge-back",
    device.get(tail) !== device.get(to) && "heureum-edge-crossing",
  ];
  let path = `M${start.join(" ")}`;
  for (let at = 0; at < curves.length; at += 3) path += `C${curves.slice(at, at + 3).flat().join(" ")}`;
  path += `M${x - ARROW_PX} ${y - ARROW_PX / 1.5}L${x} ${y}L${x - ARROW_PX} ${y + ARROW_PX / 1.5}`;
  return svg("path", { class: classes.filter(Boolean).join(" "), fill: "none", d: path });
}

/** @param {PlacedNode} node */
function drawNode({ name, op, label, detail, kind, x, y, width, height, device }) {
  const middle = x + width / 2;
  const baseline = y + height / 2;
  const line = (/** @type {string} */ className, /** @type {number} */ at, /** @type {string} */ text) =>
    svg("text", { class: className, x: middle, y: at, "text-anchor": "middle" }, text);
  return svg(
    "g",
    { class: `heureum-node heureum-node-${kind} ${workerClass(device)}`.trim(), "data-node": name, "data-device": device },
    svg("title", {}, device ? `${name}: ${op} · ${device}` : `${name}: ${op}`),
    svg("rect", { x, y, width, height, rx: kind === "operation" ? 12 : height / 2 }),
    line("heureum-node-name", detail ? baseline - 2 : baseline + 5, label),
    detail ? line("heureum-node-detail", baseline + 14, detail) : null,
  );
}
