// Hangs what a run computed below the nodes of a still picture of its graph, as far as there is room in it.
// Takes the figure with the picture that graph_editor/draw.js made, and the run's record.
import { render, svg } from "lit";
import { small } from "../graph_editor/value_picture.js";
import "../graph_editor/graph_element.js"; // which steps want next; in one piece with it, it packs better

/** Between two rows, and a little of the node itself. */
const ROOM_PX = 24;
const OVERLAP_PX = 4;

/** @param {HTMLElement} figure @param {import("./items.js").Run} run */
export function showValues(figure, run) {
  const drawing = figure.querySelector("svg.heureum-graph-drawing");
  if (!drawing) return;
  for (const node of drawing.querySelectorAll("[data-node]")) {
    const value = run.values[`${node.getAttribute("data-node")}:0`];
    // A constant's label says its value; a table would be too small to read.
    if (!value || node.matches(".heureum-node-constant, .heureum-node-setting")) continue;
    const { width, height, text, picture } = small(value);
    if (value.kind === "table" && height > ROOM_PX) continue;
    const [x, y, wide, tall] = ["x", "y", "width", "height"].map((name) => Number(node.querySelector("rect")?.getAttribute(name)));
    const scale = Math.min(1, ROOM_PX / height);
    const place = document.createElementNS("http://www.w3.org/2000/svg", "g");
    place.setAttribute("class", "heureum-node-value");
    place.setAttribute("transform", `translate(${x + (wide - width * scale) / 2} ${y + tall - OVERLAP_PX}) scale(${scale})`);
    render(svg`<title>${node.getAttribute("data-node")} = ${text}</title><rect width=${width} height=${height} rx="6"></rect>${picture}`, place);
    node.append(place);
  }
  makeRoom(/** @type {SVGSVGElement} */ (drawing));
}

/** Values of the lowest row may reach below the picture. @param {SVGSVGElement} drawing */
function makeRoom(drawing) {
  const { x, y, width, height } = drawing.viewBox.baseVal;
  const box = drawing.getBBox();
  const needed = Math.max(height, Math.ceil(box.y + box.height + 4 - y));
  drawing.setAttribute("viewBox", `${x} ${y} ${width} ${needed}`);
  drawing.setAttribute("height", String(needed));
}
