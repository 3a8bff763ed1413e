// Rows of a record as a table, in the open or, made when it is opened, behind a summary.
import { html } from "../shared/dom.js";
import { short } from "./strings.js";

/** @typedef {import("./records.js").Value} Value */

const MOST_ROWS = 100;

/**
 * @param {string[] | null} columns
 * @param {Value[][]} rows
 * @param {string} label
 */
export function tableOf(columns, rows, label) {
  const cell = (/** @type {Value} */ value) =>
    html("td", { class: typeof value === "number" && "heureum-number" }, typeof value === "boolean" ? (value ? "True" : "False") : short(value));
  const head = columns && html("thead", {}, html("tr", {}, ...columns.map((name) => html("th", { scope: "col" }, name))));
  const body = html("tbody", {}, ...rows.map((row) => html("tr", {}, ...row.map(cell))));
  return scrolling(label, html("table", {}, head, body));
}

/** @param {string} label @param {HTMLElement} table */
export function scrolling(label, table) {
  return html("div", { class: "heureum-table", role: "group", tabindex: "0", "aria-label": label }, table);
}

/** What a drawing shows, for those who cannot see it; made anew while it is open and more arrives. */
export class Details {
  /** @param {import("./strings.js").Say} say */
  constructor(say) {
    this.say = say;
    this.summary = html("summary", {}, say("asTable"));
    this.element = html("details", { ontoggle: () => this.fill() }, this.summary);
    /** @type {string[]} */
    this.columns = [];
    /** @type {() => Value[][]} */
    this.rows = () => [];
  }

  /** @param {string[]} columns @param {number} count @param {() => Value[][]} rows */
  update(columns, count, rows) {
    this.columns = columns;
    this.rows = rows;
    const step = Math.ceil(count / MOST_ROWS);
    const some = step > 1 ? ` (${this.say("some", { all: count, some: Math.ceil(count / step) })})` : "";
    this.summary.textContent = this.say("asTable") + some;
    this.fill();
  }

  fill() {
    if (!this.element.open) return;
    const rows = this.rows();
    const step = Math.max(1, Math.ceil(rows.length / MOST_ROWS));
    const kept = rows.filter((_, index) => (rows.length - 1 - index) % step === 0);
    this.element.replaceChildren(this.summary, tableOf(this.columns, kept, this.say("asTable")));
  }
}
