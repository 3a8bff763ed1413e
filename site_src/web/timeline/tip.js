// What is said of an item that is pointed at: beside it, and aloud.
import { css, html } from "lit";
import { measuredTime, shortTime } from "../shared/quantities.js";
import { LANE_PX } from "./lanes.js";
import { nameOf, size, title } from "./sentences.js";

/** @typedef {import("./items.js").Item} Item */
/** @typedef {import("./strings.js").SayMore} Say */

/** How what is pointed at looks. */
export const pointedStyle = css`
  .tip {
    background: var(--md-default-bg-color); border: 1px solid var(--md-default-fg-color--light); border-radius: 6px; box-shadow: 0 2px 8px rgb(0 0 0 / 20%);
    max-width: min(280px, 90%); padding: 5px 10px; pointer-events: none; position: absolute; width: max-content; z-index: 2;
  }
  .tip b { display: block; overflow-wrap: anywhere; }
  .tip span { color: var(--md-default-fg-color--light); display: block; font-variant-numeric: tabular-nums; }
  .focused rect { stroke: var(--md-accent-fg-color); stroke-width: 3; }
  .focused .way { stroke: var(--md-accent-fg-color); stroke-width: 3; }
`;

/** @param {Item} item @param {import("./scale.js").Scale} scale @param {number} top of its lane @param {Say} say */
export function tip(item, scale, top, say) {
  const x = Math.min(scale.width - 40, Math.max(0, scale.x(item.start_s)));
  const side = x > scale.width / 2 ? `right:${Math.max(0, scale.width - x - 30)}px` : `left:${x}px`;
  return html`<div class="tip" style=${`${side};top:${top + LANE_PX - 6}px`}>
    <b>${title(item, say)}</b>${lines(item, say).map((line) => html`<span>${line}</span>`)}
  </div>`;
}

/** @param {Item} item @param {Say} say */
export const spoken = (item, say) => [title(item, say), ...lines(item, say)].join(". ");

/** All that is known of an item, line by line. @param {Item} item @param {Say} say */
function lines(item, say) {
  const kind = item.kind === "compute" ? `${say("compute")} · ${item.op}` : say(item.kind);
  const peer = item.peer ? nameOf(item.peer, say) : "";
  const crossed = `${size(item.size_bytes, say)}${item.dtype ? ` · ${item.dtype}` : ""}`;
  return [
    `${nameOf(item.device, say)} · ${kind}${item.isCritical ? ` · ${say("critical")}` : ""}`,
    `${say("starts", { at: shortTime(Math.max(0, item.start_s)) })} · ${say("lasts", { elapsed: measuredTime(item.end_s - item.start_s) })}`,
    ...(item.kind === "send" ? [`${say("to", { peer })} · ${crossed}`] : []),
    ...(item.kind === "recv" ? [`${say("from", { peer })} · ${crossed}`] : []),
    ...(item.kind === "wait" ? [say("beforeNode", { node: item.node })] : []),
  ];
}
