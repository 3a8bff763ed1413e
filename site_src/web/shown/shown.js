// Draws what a cell shows: takes the element of a block and its records, one after the other. Loaded at the first of them.
// Law: all text of a record is set as text; the numbers can be read as well as seen.
import { html } from "../shared/dom.js";
import { Chart } from "./chart.js";
import { Bars, Images, Matrix, Table } from "./pictures.js";
import { joined } from "./records.js";
import { speaker } from "./strings.js";

/** @typedef {import("./records.js").ShownRecord} ShownRecord */
/** @typedef {{update(record: ShownRecord): void}} View */

/** @type {Record<string, new (box: HTMLElement, say: import("./strings.js").Say) => View>} */
const VIEWS = { line: Chart, scatter: Chart, bar: Bars, image: Images, "heat map": Matrix, table: Table };

/** @type {WeakMap<HTMLElement, {record: ShownRecord, view: View, frame: number}>} */
const blocks = new WeakMap();

/**
 * @param {HTMLElement} figure of one block
 * @param {ShownRecord} record
 * @param {string} language
 */
export function show(figure, record, language) {
  const block = blocks.get(figure);
  if (block) {
    block.record = joined(block.record, record);
    // Points may come faster than frames.
    block.frame ||= requestAnimationFrame(() => {
      block.frame = 0;
      block.view.update(block.record);
    });
    return;
  }
  const box = html("div", {});
  if (record.title) figure.append(html("figcaption", {}, record.title));
  figure.append(box);
  const view = new VIEWS[record.kind](box, speaker(language));
  const first = joined(null, record);
  blocks.set(figure, { record: first, view, frame: 0 });
  view.update(first);
}
