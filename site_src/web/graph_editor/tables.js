// The graph in words, below the picture: an equal table, and the code that makes the graph. Both are the view's own.
import { html, nothing } from "lit";

/** @typedef {import("./editor_element.js").HeureumGraphEditor} Editor */

/** @param {Editor} editor */
export function tableView(editor) {
  const table = editor.view?.table;
  if (!table) return nothing;
  const choose = (/** @type {string} */ name) => {
    editor.choose([name]);
    editor.canvas?.focus();
  };
  return html`<details><summary>${editor.say?.("table")}</summary><div class="scroll" tabindex="0" role="region" aria-label=${table.caption}><table><caption>${table.caption}</caption>
    <thead><tr>${table.columns.map((/** @type {string} */ column) => html`<th scope="col">${column}</th>`)}</tr></thead>
    <tbody>${table.rows.map((/** @type {any} */ row) => html`<tr class=${editor.selected.has(row.node) ? "here" : ""}>${row.cells.map((/** @type {string} */ cell, /** @type {number} */ at) =>
      at ? html`<td>${cell}</td>` : html`<th scope="row"><button type="button" @click=${() => choose(row.node)}>${cell}</button></th>`)}</tr>`)}</tbody></table></div></details>`;
}

/** @param {Editor} editor */
export function codeView(editor) {
  const code = editor.view?.code;
  if (!code || editor.hidesCode) return nothing;
  return html`<details><summary>${editor.say?.("code")}</summary><pre class="scroll code" tabindex="0" aria-label=${editor.say?.("code") ?? ""}><code>${code}</code></pre></details>`;
}
