// A table with a caption that scrolls by itself on a narrow screen.
import { html } from "./dom.js";

/**
 * @param {string} caption
 * @param {string[]} columns
 * @param {Array<Array<Node | string>>} rows
 * @param {string} name
 */
export function table(caption, columns, rows, name) {
  const cells = (/** @type {Array<Node | string>} */ row) => row.map((cell) => html("td", {}, cell));
  return html(
    "div",
    { class: `heureum-table ${name}`, role: "region", tabindex: "0", "aria-label": caption },
    html(
      "table",
      {},
      html("caption", {}, caption),
      html("thead", {}, html("tr", {}, ...columns.map((column) => html("th", { scope: "col" }, column)))),
      html("tbody", {}, ...rows.map((row) => html("tr", {}, ...cells(row)))),
    ),
  );
}

