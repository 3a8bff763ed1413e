// A view of a graph as SVG: nodes, ports, edges, and over them what a run gave: states, values, bytes that crossed.
// Law: draws what Python decided; nothing here knows what an op does.
import { nothing, svg } from "lit";
import { sizeText } from "../shared/quantities.js";
import { workerClass } from "../shared/workers.js";
import { edgeKey } from "./glide.js";
import { small } from "./value_picture.js";

/**
 * A view, as STUDIO answers it or as heureum_live/layout.py writes it (then without ports, types and problems).
 * @typedef {{input: number, name: string, source: string | null, type: string, takes: string, optional: boolean, x: number, y: number, spoken: string, problem: boolean}} Input
 * @typedef {{output: number, tensor: string, name: string, type: string, x: number, y: number, spoken: string}} Output
 * @typedef {{kind: string, text: string, detail: string, input: number | null}} Problem
 * @typedef {{name: string, op: string, label: string, detail: string, kind: string, x: number, y: number, width: number, height: number, device: string,
 *   spoken?: string, fetched?: boolean, inputs?: Input[], outputs?: Output[], problems?: Problem[]}} Node
 * @typedef {{from: string, to: string, input: number, points: number[][], type?: string, is_control?: boolean, is_crossing?: boolean, problem?: boolean, label?: number[] | null}} Edge
 * @typedef {{width: number, height: number, nodes: Node[], edges: Edge[], [rest: string]: any}} View
 * @typedef {{state?: string, pending?: number, worker?: string | null, value?: any, after_s?: number}} NodeOverlay
 * @typedef {{source: string, target: string, size_bytes?: number | null, elapsed_s?: number | null, state?: string}} EdgeOverlay
 * @typedef {{nodes?: Record<string, NodeOverlay>, edges?: EdgeOverlay[]}} Overlay
 */

const ARROW_PX = 6;
const PORT_PX = 4.5;
const GAP_PX = 4;
/** More labels than this say nothing. */
const MOST_LABELS = 200;

/**
 * @param {object} shown
 * @param {View} shown.view
 * @param {Overlay} shown.overlay
 * @param {ReadonlySet<string>} shown.selected
 * @param {string | null} shown.active
 * @param {string | null} shown.source the node that a connection being made begins at
 * @param {boolean} shown.isList nodes can be chosen one by one
 * @param {import("./words.js").Say} shown.say
 */
export function picture({ view, overlay, selected, active, source, isList, say }) {
  const placed = new Map(view.nodes.map((node) => [node.name, overlay.nodes?.[node.name]?.worker ?? node.device]));
  const crossed = new Map((overlay.edges ?? []).map((edge) => [`${edge.source}>${edge.target}`, edge]));
  const labelled = view.edges.length <= MOST_LABELS;
  return svg`
    <g>${view.edges.map((edge) => drawEdge(edge, placed, crossed.get(`${edge.from}>${edge.to}`)))}</g>
    <g class="labels" aria-hidden="true">${labelled ? view.edges.map((edge) => typeLabel(edge, crossed.get(`${edge.from}>${edge.to}`))) : nothing}</g>
    <g role=${isList ? "presentation" : nothing}>${view.nodes.map((node) =>
      drawNode(node, { over: overlay.nodes?.[node.name], worker: placed.get(node.name) ?? "", isSelected: selected.has(node.name), isActive: node.name === active, isSource: node.name === source, isList }))}</g>
    <g class="labels" aria-hidden="true">${view.edges.map((edge) => parcel(edge, crossed.get(`${edge.from}>${edge.to}`), say))}</g>
    <g class="values" aria-hidden="true">${overlay.nodes ? view.nodes.map((node) => hangingValue(node, overlay.nodes?.[node.name] ?? {}, roomBelow(view, node), placed.get(node.name) ?? "")) : nothing}</g>`;
}

/** @param {number[][]} points */
export function curve([start, ...rest]) {
  let path = `M${start.join(" ")}`;
  for (let at = 0; at < rest.length; at += 3) path += `C${rest.slice(at, at + 3).flat().join(" ")}`;
  return path;
}

/** @param {Edge} edge @param {Map<string, string>} placed @param {EdgeOverlay | undefined} over */
function drawEdge(edge, placed, over) {
  const isControl = edge.from.startsWith("^");
  const tail = edge.from.replace(/^\^/, "").split(":")[0];
  const [from, to] = [placed.get(tail), placed.get(edge.to)];
  const [x, y] = edge.points[edge.points.length - 1];
  const classes = [
    "edge", isControl && "control", x <= edge.points[0][0] && "back", edge.problem && "wrong",
    (edge.is_crossing || (from && to && from !== to)) && "crossing", over?.state,
    from && workerClass(from),
  ];
  // Where there are ports, the port says where an edge ends.
  const head = `M${x - ARROW_PX} ${y - ARROW_PX / 1.5}L${x} ${y}L${x - ARROW_PX} ${y + ARROW_PX / 1.5}`;
  const path = curve(edge.points);
  return svg`<g class=${classes.filter(Boolean).join(" ")} data-edge=${edgeKey(edge)}>
    <path class="line" d=${path}/>${edge.type === undefined || isControl ? svg`<path class="head" d=${head}/>` : nothing}
    ${over?.state === "travelling" ? svg`<path class="pulse" d=${path} pathLength="100"/>` : nothing}</g>`;
}

/** On its line, which it hides as far as it is wide; under the nodes, so that it never covers a port. @param {Edge} edge @param {EdgeOverlay | undefined} over */
function typeLabel(edge, over) {
  if (!edge.type || !edge.label || over?.size_bytes != null) return nothing;
  const [x, y] = edge.label;
  return svg`<text class="type" x=${x} y=${y + 3.5} text-anchor="middle">${edge.type}</text>`;
}

/** What crossed between workers, and how large it was. @param {Edge} edge @param {EdgeOverlay | undefined} over @param {import("./words.js").Say} say */
function parcel(edge, over, say) {
  if (over?.size_bytes == null) return nothing;
  const [x, y] = edge.label ?? middle(edge.points);
  const text = say("crossed", { size: sizeText(over.size_bytes, /** @type {any} */ (say)) });
  const width = textWidth(text) * 6 + 14;
  return svg`<g class="parcel" transform="translate(${x - width / 2} ${y - 9})"><title>Send/Recv ${edge.type ?? ""}</title><rect width=${width} height="17" rx="8.5"/>
    <text x=${width / 2} y="12.5" text-anchor="middle">${text}</text></g>`;
}

/** Half way along, for a view that does not say where its labels stand. @param {number[][]} points */
function middle(points) {
  const at = 3 * Math.floor((points.length - 1) / 6);
  const [a, b, c, d] = points.slice(at, at + 4);
  return [0, 1].map((axis) => (a[axis] + 3 * b[axis] + 3 * c[axis] + d[axis]) / 8);
}

/** A letter counts one, a wide (CJK) one two. @param {string} text */
function textWidth(text) {
  return [...text].reduce((sum, letter) => sum + (letter > "\u1100" ? 1.8 : 1), 0);
}

/**
 * @param {Node} node
 * @param {{over: NodeOverlay | undefined, worker: string, isSelected: boolean, isActive: boolean, isSource: boolean, isList: boolean}} how
 */
function drawNode(node, { over, worker, isSelected, isActive, isSource, isList }) {
  const { name, op, kind, label, detail, width, height, problems = [] } = node;
  const classes = [
    "node", kind, workerClass(worker), over?.state, isSelected && "selected", isActive && "active", isSource && "source",
    problems.length && "wrong", node.fetched && "fetched",
  ];
  const radius = kind === "operation" || kind === "variable" ? 11 : Math.min(22, height / 2);
  const base = height / 2;
  const halo = svg`<rect class="halo" x="-5" y="-5" width=${width + 10} height=${height + 10} rx=${radius + 5}/>`;
  return svg`<g class=${classes.filter(Boolean).join(" ")} data-node=${name} role=${isList ? "presentation" : nothing} transform="translate(${node.x} ${node.y})">
    ${isList ? svg`<g role="option" id="node-${name}" aria-selected=${String(isSelected)} aria-label=${node.spoken ?? `${name}, ${op}`}>${halo}</g>` : svg`${halo}<title>${worker ? `${name}: ${op} · ${worker}` : `${name}: ${op}`}</title>`}
    <g class="body" aria-hidden=${isList ? "true" : nothing}>
      <rect class="card" width=${width} height=${height} rx=${radius}/>
      ${node.fetched ? svg`<rect class="fetch" x="3" y="3" width=${width - 6} height=${height - 6} rx=${radius - 3}/>` : nothing}
      <text class="name" x=${width / 2} y=${detail ? base - 2 : base + 5} text-anchor="middle">${label}</text>
      ${detail ? svg`<text class="detail" x=${width / 2} y=${base + 14} text-anchor="middle">${detail}</text>` : nothing}
      ${(node.inputs ?? []).map((port) => svg`<circle class="port ${port.source ? "" : "open"} ${port.problem ? "wrong" : ""} ${port.optional ? "optional" : ""}" cx=${port.x - node.x} cy=${port.y - node.y} r=${PORT_PX}/>`)}
      ${(node.outputs ?? []).map((port) => svg`<circle class="port out" cx=${port.x - node.x} cy=${port.y - node.y} r=${PORT_PX}/>`)}
      ${problems.length ? badge("wrong", width, "!") : nothing}
      ${over?.pending && over.state !== "done" ? badge("pending", width, String(over.pending)) : nothing}
    </g></g>`;
}

/** @param {string} kind @param {number} x @param {string} text */
function badge(kind, x, text) {
  return svg`<g class="badge ${kind}" transform="translate(${x - 3} 3)"><circle r="8.5"/><text y="4" text-anchor="middle">${text}</text></g>`;
}

/** @param {Node} node @param {NodeOverlay} over @param {number} room @param {string} worker */
function hangingValue(node, { value, after_s = 0 }, room, worker) {
  // A constant's label already says a number.
  if (!value || (node.kind === "constant" && value.kind === "number")) return nothing;
  const overlap = 5;
  const free = Math.max(20, room + overlap - GAP_PX);
  const { width, height, picture: inside, text } = small(value, free);
  // A picture that is taller than the room below the node is drawn smaller; whole it is seen in the node's panel.
  const scale = Math.min(1, free / height);
  const x = node.x + (node.width - width * scale) / 2;
  return svg`<g class="value ${workerClass(worker)}" data-value=${node.name} style="animation-delay:${after_s}s" transform="translate(${x} ${node.y + node.height - overlap}) scale(${scale})">
    <title>${node.name} = ${text}</title><rect width=${width} height=${height} rx="6"/>${inside}</g>`;
}

/** @type {WeakMap<View, Map<string, number>>} */
const rooms = new WeakMap();

/** How far it is from a node to the next one below it. @param {View} view @param {Node} node */
function roomBelow(view, node) {
  let room = rooms.get(view);
  if (!room) {
    room = new Map();
    const byTop = [...view.nodes].sort((a, b) => a.y - b.y);
    for (const one of view.nodes) {
      const bottom = one.y + one.height;
      const below = byTop.find((other) => other.y >= bottom && other.x < one.x + one.width && other.x + other.width > one.x);
      room.set(one.name, (below ? below.y : Math.max(view.height, bottom + 60)) - bottom);
    }
    rooms.set(view, room);
  }
  return room.get(node.name) ?? 0;
}
