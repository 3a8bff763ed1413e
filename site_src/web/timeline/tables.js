// The same as the chart, as tables: for those who do not see it, and for exact numbers.
// Law: every span is there, up to as many as anybody reads; beyond, the table by operations says what they add up to.
import { html, nothing } from "lit";
import "./run_view.js"; // packs better in one piece with what it shares
import { measuredTime, shortTime } from "../shared/quantities.js";
import { nameOf, percent, size, title } from "./sentences.js";

/** @typedef {import("./items.js").Item} Item */
/** @typedef {import("./items.js").Run} Run */
/** @typedef {import("./strings.js").SayMore} Say */

const MOST_ROWS = 200;
const STYLE = `
  .scroll { overflow-x: auto; }
  table { border-collapse: collapse; font-variant-numeric: tabular-nums; margin: 6px 0; }
  caption { font-weight: 600; padding: 6px 0; text-align: start; }
  th, td { border-bottom: 1px solid var(--heureum-line, #8884); padding: 3px 12px 3px 0; text-align: start; white-space: nowrap; }
  th { font-weight: 600; }
`;

/** @param {Run} run @param {Item[]} items @param {Say} say */
export function tables(run, items, say) {
  const shown = items.slice(0, MOST_ROWS);
  const spans = shown.map((item) => [
    nameOf(item.device, say),
    item.kind === "compute" ? html`<code>${item.node}</code>` : title(item, say),
    item.kind === "compute" ? `${say("compute")} · ${item.op}` : say(item.kind),
    shortTime(Math.max(0, item.start_s)),
    measuredTime(item.end_s - item.start_s),
    item.tensor && item.kind !== "wait" ? size(item.size_bytes, say) : "",
  ]);
  const workers = run.workers.map((worker) => {
    const mine = run.analysis.workers[worker];
    const share = (/** @type {number} */ seconds) => `${measuredTime(seconds)} (${percent(seconds, run.elapsed_s)}%)`;
    return [nameOf(worker, say), share(mine.compute_s), share(mine.send_s), share(mine.wait_s), share(mine.idle_s), share(mine.other_s), String(mine.node_count)];
  });
  const operations = run.analysis.operations.map(({ op, count, total_s }) => [html`<code>${op}</code>`, String(count), measuredTime(total_s)]);
  return html`<style>${STYLE}</style>
    ${table(say("workersTitle"), [say("workerColumn"), say("compute"), say("send"), say("wait"), say("idle"), say("other"), say("node")], workers)}
    ${table(say("operations"), [say("operation"), say("times"), say("total")], operations)}
    ${items.length > MOST_ROWS ? html`<p>${say("rowsLeftOut", { count: items.length, shown: MOST_ROWS })}</p>` : nothing}
    ${table(say("timeline"), [say("workerColumn"), say("node"), say("kind"), say("startsAt"), say("lasted"), say("details")], spans)}
  `;
}

/** @param {string} caption @param {string[]} columns @param {unknown[][]} rows */
function table(caption, columns, rows) {
  return html`<div class="scroll" role="region" tabindex="0" aria-label=${caption}><table>
    <caption>${caption}</caption>
    <thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
    <tbody>${rows.map((row) => html`<tr>${row.map((cell, index) => (index ? html`<td>${cell}</td>` : html`<th scope="row">${cell}</th>`))}</tr>`)}</tbody>
  </table></div>`;
}
