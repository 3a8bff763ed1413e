// Lanes as SVG: bars where a worker computed, hatching where it waited, arrows where a tensor crossed.
// Law: every item in view is drawn where it was measured; those too close to tell apart are drawn as one. So the number of
// elements is bounded by the pixels, not by the run.
import { nothing, svg } from "lit";
import { workerClass } from "../shared/workers.js";
import { firstInView } from "./items.js";
import { nameOf } from "./sentences.js";

/** @typedef {import("./items.js").Item} Item */
/** @typedef {import("./scale.js").Scale} Scale */
/** @typedef {import("./strings.js").Say} Say */
/** @typedef {{scale: Scale, lit: Set<string>, focused: Item | null, showsCritical: boolean, say: Say}} Look */

export const LANE_PX = 62;
export const BAR_TOP_PX = 24;
export const BAR_PX = 26;
export const AXIS_PX = 24;
const LETTER_PX = 7.2;
const APART_PX = 2;
const MOST_ARROWS = 300;

/** @param {Item} item @param {Look} look */
const state = (item, { lit, focused, showsCritical }) =>
  [
    showsCritical && item.isCritical && "critical",
    lit.size && (item.kind === "compute" || item.kind === "send" || item.kind === "recv") && (lit.has(item.node) ? "lit" : "dim"),
    item === focused && "focused",
  ]
    .filter(Boolean)
    .join(" ");

/** @param {string} device @param {Item[]} lane @param {number} top @param {Look} look */
export function drawLane(device, lane, top, look) {
  const { scale } = look;
  return svg`<g class=${workerClass(device)}>
    <rect class="lane" y=${top + BAR_TOP_PX} width=${scale.width} height=${BAR_PX} rx="4"></rect>
    ${drawItems(lane, top + BAR_TOP_PX, look)}
  </g>`;
}

/** Drawn last: arrows pass behind names. @param {string} device @param {number} top @param {string} summary @param {Say} say */
export function drawName(device, top, summary, say) {
  return svg`<text class="lane-name" y=${top + 15}>${nameOf(device, say)}<tspan class="lane-summary" dx="10">${summary}</tspan></text>`;
}

/** @param {Item[]} lane @param {number} y @param {Look} look */
function drawItems(lane, y, look) {
  const { scale } = look;
  const drawn = [];
  for (let at = firstInView(lane, scale.from); at < lane.length && lane[at].start_s <= scale.to; ) {
    const first = lane[at];
    const x = Math.max(-4, scale.x(first.start_s));
    let end = Math.min(scale.width + 4, scale.x(first.end_s));
    let count = 1;
    // Neighbours that together are no wider than a hair become one bar.
    while (at + count < lane.length && end - x < APART_PX && scale.x(lane[at + count].end_s) - x < APART_PX) {
      end = Math.max(end, scale.x(lane[at + count].end_s));
      count += 1;
    }
    const room = at + count < lane.length ? scale.x(lane[at + count].start_s) - x : scale.width - x;
    drawn.push(count > 1 ? drawCluster(lane.slice(at, at + count), x, Math.max(end - x, APART_PX), y, look) : drawItem(first, x, end - x, room, y, look));
    at += count;
  }
  return drawn;
}

/** @param {Item[]} items @param {number} x @param {number} width @param {number} y @param {Look} look */
function drawCluster(items, x, width, y, look) {
  const shown = items.find((item) => item === look.focused) ?? items.find((item) => item.isCritical) ?? items.find(({ kind }) => kind === "compute") ?? items[0];
  return svg`<g class="heureum-span ${shown.kind} several ${state(shown, look)}" data-at=${shown.at} data-node=${shown.node}>
    <rect x=${x} y=${y} width=${width} height=${BAR_PX}></rect></g>`;
}

/** @param {Item} item @param {number} x @param {number} width @param {number} room until the next item @param {number} y @param {Look} look */
function drawItem(item, x, width, room, y, look) {
  if (item.kind === "idle") return svg`<g class="heureum-gap idle ${state(item, look)}" data-at=${item.at}><rect x=${x} y=${y} width=${Math.max(width, 0)} height=${BAR_PX}></rect></g>`;
  const inset = item.kind === "compute" ? 0 : 5;
  const text = item.kind === "compute" ? item.node : item.kind === "wait" && item.tensor ? look.say("waitsHere", { tensor: item.tensor }) : "";
  const needed = text.length * LETTER_PX + 10;
  const start = Math.max(x, 0);
  // A name stands in its bar, or after it where the lane is empty.
  const place = Math.min(x + width, look.scale.width) - start >= needed ? start + 6 : item.kind === "compute" && room - width >= needed ? x + width + 5 : null;
  return svg`<g class="heureum-${item.kind === "wait" ? "gap" : "span"} ${item.kind} ${state(item, look)}" data-at=${item.at} data-node=${item.node}>
    <rect fill=${item.kind === "wait" ? "url(#waiting)" : nothing} x=${x} y=${y + inset} width=${Math.max(width, APART_PX)} height=${BAR_PX - 2 * inset} rx=${Math.min(4, width / 2)}></rect>
    ${text && place !== null ? svg`<text class="heureum-span-name" x=${place} y=${y + 17}>${text}</text>` : nothing}
  </g>`;
}

/** @param {Item[]} arrivals in order of start @param {Map<string, number>} top of each lane @param {Look} look */
export function drawArrows(arrivals, top, look) {
  const { scale, showsCritical } = look;
  const seen = new Set();
  const drawn = [];
  for (const item of arrivals) {
    const from = top.get(item.peer ?? "");
    const to = top.get(item.device);
    if (from === undefined || to === undefined || item.end_s < scale.from || item.start_s > scale.to) continue;
    const [x1, x2] = [scale.x(item.start_s), scale.x(item.end_s)];
    const place = `${item.peer} ${item.device} ${Math.round(x1 / APART_PX)} ${Math.round(x2 / APART_PX)}`;
    const matters = (showsCritical && item.isCritical) || item === look.focused || look.lit.has(item.node);
    if (!matters && (seen.has(place) || seen.size > MOST_ARROWS)) continue;
    seen.add(place);
    const isDown = to > from;
    const y1 = from + BAR_TOP_PX + (isDown ? BAR_PX : 0);
    const y2 = to + BAR_TOP_PX + (isDown ? -1 : BAR_PX + 1);
    const bend = (y2 - y1) / 2;
    const head = isDown ? -6 : 6;
    drawn.push(svg`<g class="heureum-hand-off ${workerClass(item.peer ?? "")} ${state(item, look)}" data-at=${item.at} data-tensor=${item.tensor} data-node=${item.node}>
      <path class="grip" d="M${x1} ${y1}C${x1} ${y1 + bend} ${x2} ${y2 - bend} ${x2} ${y2}"></path>
      <path class="way" d="M${x1} ${y1}C${x1} ${y1 + bend} ${x2} ${y2 - bend} ${x2} ${y2 + head}"></path>
      <path class="head" d="M${x2 - 4} ${y2 + head}L${x2} ${y2}L${x2 + 4} ${y2 + head}Z"></path>
    </g>`);
  }
  return drawn;
}

/** @param {number} top @param {Scale} scale */
export function drawAxis(top, scale) {
  return scale.ticks().map(({ at_s, text }) => {
    const x = scale.x(at_s);
    const anchor = x < 20 ? "start" : x > scale.width - 28 ? "end" : "middle";
    return svg`<g class="tick"><line x1=${x} x2=${x} y2=${top}></line><text x=${x} y=${top + 16} text-anchor=${anchor}>${text}</text></g>`;
  });
}
