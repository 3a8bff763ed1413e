// Pictures, matrices, bars and tables: what needs no library. The build draws the same elements (site_src/plugin/shown).
import { html, svg } from "../shared/dom.js";
import { canvasOf } from "./pixels.js";
import { drawable } from "./records.js";
import { short } from "./strings.js";
import { scrolling, tableOf } from "./tables.js";

/** @typedef {import("./records.js").ShownRecord} ShownRecord */
/** @typedef {import("./records.js").Value} Value */
/** @typedef {import("./strings.js").Say} Say */

const MOST_COLUMNS = 12;
const LARGEST_TABLE = 32;
const MOST_NUMBERS = 16;
const LEVELS = 10;

class Drawn {
  /** @param {HTMLElement} box @param {Say} say */
  constructor(box, say) {
    this.box = box;
    this.say = say;
  }

  /** @param {Node[]} drawing */
  put(...drawing) {
    this.box.replaceChildren(...drawing);
  }
}

export class Table extends Drawn {
  /** @param {ShownRecord} record */
  update(record) {
    this.put(tableOf(record.columns, record.rows, record.title || this.say("table")));
  }
}

export class Images extends Drawn {
  /** @param {ShownRecord} record */
  update(record) {
    const figures = record.images.map((/** @type {import("./pixels.js").Picture} */ each) => {
      const words = `${each.label || this.say("image")}, ${this.say("size", { width: each.width, height: each.height })}`;
      return html("span", { class: "heureum-picture" }, canvasOf(each, record.is_signed, words), each.label && html("span", {}, each.label));
    });
    const columns = Math.min(record.columns ?? Math.min(figures.length, 5), MOST_COLUMNS);
    const scale = record.is_signed ? [html("p", { class: "heureum-scale" }, scaleOf(record, this.say))] : [];
    this.put(html("div", { class: `heureum-pictures heureum-columns-${columns}` }, ...figures), ...scale);
  }
}

export class Matrix extends Drawn {
  /** @param {ShownRecord} record */
  update(record) {
    const rows = record.values.length;
    const columns = record.values[0].length;
    const scale = scaleOf(record, this.say);
    const label = record.title || this.say("heatMap");
    if (Math.max(rows, columns) > LARGEST_TABLE) {
      const bytes = record.values.flat().map((/** @type {Value} */ value) => Math.round(255 * partOf(value, record)));
      const picture = { label: "", width: columns, height: rows, channels: 1, pixels: btoa(String.fromCharCode(...bytes)) };
      const words = `${label}, ${this.say("size", { width: columns, height: rows })}, ${scale}`;
      const drawing = html("span", { class: "heureum-picture" }, canvasOf(picture, false, words));
      this.put(html("div", { class: "heureum-pictures heureum-columns-1" }, drawing), html("p", { class: "heureum-scale" }, scale));
      return;
    }
    const cell = (/** @type {Value} */ value) => {
      const level = Math.round(LEVELS * partOf(value, record));
      const shown = columns <= MOST_NUMBERS ? short(value) : html("span", { class: "heureum-hidden" }, short(value));
      return html("td", { class: `heureum-heat-${level}` }, shown);
    };
    const corner = [record.y_label, record.x_label].filter(Boolean).join(" \\ ");
    const head = html("tr", {}, html("td", {}, corner), ...record.column_labels.map((/** @type {string} */ name) => html("th", { scope: "col" }, name)));
    const body = record.values.map((/** @type {Value[]} */ row, /** @type {number} */ at) =>
      html("tr", {}, html("th", { scope: "row" }, record.row_labels[at]), ...row.map(cell)),
    );
    this.put(scrolling(label, html("table", { class: "heureum-matrix" }, html("thead", {}, head), html("tbody", {}, ...body))));
  }
}

/** Bars lie, so that long labels have room on a phone; being rows of a table they can be read without being seen. */
export class Bars extends Drawn {
  /** @param {ShownRecord} record */
  update(record) {
    const { series } = record;
    const isMany = series.length > 1;
    const known = series.flatMap((/** @type {any} */ each) => each.values.map(drawable)).filter((/** @type {any} */ value) => value !== null);
    const low = Math.min(0, ...known);
    const room = Math.max(0, ...known) - low || 1;
    const rows = record.labels.flatMap((/** @type {string} */ label, /** @type {number} */ at) =>
      series.map((/** @type {any} */ each, /** @type {number} */ index) => {
        const value = drawable(each.values[at]);
        const name = isMany && html("td", {}, each.name);
        return html("tr", {}, html("th", { scope: "row" }, label), name, html("td", {}, barOf(value, low, room, index)), html("td", { class: "heureum-number" }, short(each.values[at])));
      }),
    );
    const column = (/** @type {string} */ text) => (text ? html("th", { scope: "col" }, text) : html("td", {}));
    const values = record.y_label || "";
    const head = (isMany || record.x_label || values) && html("thead", {}, html("tr", {}, column(record.x_label), isMany && column(this.say("series")), html("td", {}), column(values)));
    this.put(scrolling(record.title || this.say("table"), html("table", { class: "heureum-bars" }, head, html("tbody", {}, ...rows))));
  }
}

/** @param {number | null} value @param {number} low @param {number} room @param {number} index */
function barOf(value, low, room, index) {
  const percent = (/** @type {number} */ part) => `${(100 * part).toFixed(2)}%`;
  const left = (Math.min(value ?? 0, 0) - low) / room;
  const bar = svg("rect", { class: `heureum-bar heureum-series-${index % 8}`, x: percent(left), y: 0, width: percent(Math.abs(value ?? 0) / room), height: "100%" });
  return svg("svg", { class: "heureum-bar-room", "aria-hidden": "true" }, bar);
}

/** From 0 to 1; nothing for what is no number. @param {Value} value @param {ShownRecord} record */
function partOf(value, record) {
  const number = Number(String(value).replace(/inf$/, "Infinity"));
  const { low, high } = record;
  return Number.isNaN(number) || !(high > low) ? 0 : Math.min(1, Math.max(0, (number - low) / (high - low)));
}

/** @param {ShownRecord} record @param {Say} say */
function scaleOf(record, say) {
  return say("scale", { low: short(record.low), high: short(record.high) });
}
