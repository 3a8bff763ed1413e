// The graph in words, below the picture: a table that is the view's own.
import { html } from "lit";

/** @typedef {import("./editor_element.js").HeureumGraphEditor} Editor */

/** @param {Editor} editor */
export function tableOf(editor) {
  const { table } = /** @type {import("./picture.js").View} */ (editor.view);
  const choose = (/** @type {string} */ name) => {
    editor.choose([name]);
    editor.canvas?.focus();
  };
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${table.caption}><table><caption>${table.caption}</caption>
    <thead><tr>${table.columns.map((/** @type {string} */ column) => html`<th scope="col">${column}</th>`)}</tr></thead>
    <tbody>${table.rows.map((/** @type {any} */ row) => html`<tr class=${editor.selected.has(row.node) ? "here" : ""}>${row.cells.map((/** @type {string} */ cell, /** @type {number} */ at) =>
      at ? html`<td>${cell}</td>` : html`<th scope="row"><button type="button" @click=${() => choose(row.node)}>${cell}</button></th>`)}</tr>`)}</tbody></table></div>`;
}
