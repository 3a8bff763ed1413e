// A value of a node, small enough to hang below it: a number, a little table, a heat map, an image, a histogram.
// Takes a ValueSummary, which Python made from the whole tensor; draws that and computes nothing.
import { svg } from "lit";

/**
 * @typedef {{dtype: string, shape: number[], kind: string, value?: number | boolean | string, text?: string, rows?: any[][],
 *   width?: number, height?: number, cells?: string, channels?: number, pixels?: string, counts?: number[], low?: any, high?: any}} ValueSummary
 * @typedef {{width: number, height: number, picture: unknown, text: string}} Small `text` says the same in words, or is empty
 */

const LETTER_PX = 6.7;
const ROW_PX = 14;
const MOST_ROWS = 4;
const MOST_COLUMNS = 4;
/** As wide as the columns of a graph are apart. */
const WIDEST_PX = 168;
const LONGEST = 14;
/** Least and greatest of a heat map; between them the colour is mixed. What is no number is red. */
const RAMP = [[232, 241, 244], [42, 138, 158], [6, 44, 56]];
const NOT_FINITE = [217, 54, 62];

/** @type {WeakMap<ValueSummary, string>} pictures are painted once */
const painted = new WeakMap();

/** @param {ValueSummary} value @param {number} [room] how high it may be: a table shows as many rows as fit @returns {Small} */
export function small(value, room = 99) {
  if (value.kind === "number") return line(numberText(value.value, value.dtype));
  if (value.kind === "text") return line(shortened(value.text ?? ""));
  if (value.kind === "table") return tableOf(value, room);
  if (value.kind === "histogram") return histogram(value);
  return raster(value);
}

/** A number as it is read: four digits that count, and a point where the type has one. @param {any} value @param {string} dtype */
export function numberText(value, dtype) {
  if (typeof value !== "number") return value === true ? "True" : value === false ? "False" : shortened(String(value ?? ""));
  if (Number.isInteger(value) && Math.abs(value) < 1e7) return dtype.includes("float") ? `${value}.0` : String(value);
  const text = String(Number(value.toPrecision(4)));
  return text.length > 8 ? value.toExponential(2) : text;
}

/** @param {string} text */
function shortened(text) {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

/** @param {string} text @returns {Small} */
function line(text) {
  const width = Math.max(24, text.length * LETTER_PX + 12);
  return { width, height: 20, text, picture: svg`<text class="value-text" x=${width / 2} y="14" text-anchor="middle">${text}</text>` };
}

/** @param {ValueSummary} value @param {number} room @returns {Small} */
function tableOf({ rows = [], dtype, shape }, room) {
  const texts = rows.map((row) => row.map((cell) => numberText(cell, dtype)));
  const all = `[${(shape.length > 1 ? texts.map((row) => `[${row.join(", ")}]`) : texts.map((row) => row.join(", "))).join(", ")}]`;
  if (all.length <= LONGEST) return { ...line(all), text: all };
  const isCutBelow = texts.length > MOST_ROWS || texts.length * ROW_PX + 6 > room;
  const most = isCutBelow ? Math.max(1, Math.min(MOST_ROWS, Math.floor((room - 6) / ROW_PX - 0.6))) : MOST_ROWS;
  const seen = texts.slice(0, most).map((row) => row.slice(0, MOST_COLUMNS));
  /** @type {number[]} */
  const widths = [];
  for (let left = WIDEST_PX, at = 0; at < seen[0].length; at++) {
    const wide = Math.max(...seen.map((row) => row[at].length)) * LETTER_PX + 8;
    if ((left -= wide) < 0 && at) break;
    widths.push(wide);
  }
  const isCutBeside = widths.length < texts[0].length;
  for (const row of seen) row.length = widths.length;
  const width = widths.reduce((sum, each) => sum + each, 8) + (isCutBeside ? 10 : 0);
  const height = (seen.length + (isCutBelow ? 0.6 : 0)) * ROW_PX + 6;
  const right = (/** @type {number} */ column) => widths.slice(0, column + 1).reduce((sum, each) => sum + each, 4) - 2;
  return {
    width, height, text: all,
    picture: svg`
      ${seen.map((row, y) => row.map((cell, x) => svg`<text class="value-text" x=${right(x)} y=${y * ROW_PX + 14} text-anchor="end">${cell}</text>`))}
      ${isCutBeside ? svg`<text class="value-text" x=${width - 10} y="14">…</text>` : null}
      ${isCutBelow ? svg`<text class="value-text" x=${width / 2} y=${height - 5} text-anchor="middle">⋯</text>` : null}`,
  };
}

/** @param {ValueSummary} value @returns {Small} */
function histogram({ counts = [], low, high, dtype }) {
  const [width, height] = [72, 36];
  const most = Math.max(1, ...counts);
  const step = (width - 8) / counts.length;
  const bars = counts.map((count, at) => {
    const tall = count ? Math.max(1, (count / most) * (height - 10)) : 0;
    return `M${4 + at * step} ${height - 4}v${-tall}h${step - 0.6}v${tall}z`;
  });
  const text = `${numberText(low, dtype)} … ${numberText(high, dtype)}`;
  return { width, height, text, picture: svg`<path class="value-bars" d=${bars.join("")}/>` };
}

/** @param {ValueSummary} value @returns {Small} */
function raster(value) {
  const [across, down] = [value.width ?? 1, value.height ?? 1];
  const scale = Math.min(72 / across, 48 / down);
  const [width, height] = [Math.max(12, across * scale), Math.max(8, down * scale)];
  const href = painted.get(value) ?? paint(value, across, down);
  painted.set(value, href);
  return {
    width: width + 6, height: height + 6, text: "",
    picture: svg`<image class="value-raster ${value.channels ? "" : "heat"}" href=${href} x="3" y="3" width=${width} height=${height} preserveAspectRatio="none"/>`,
  };
}

/** @param {ValueSummary} value @param {number} across @param {number} down */
function paint(value, across, down) {
  const canvas = document.createElement("canvas");
  canvas.width = across;
  canvas.height = down;
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const data = context.createImageData(across, down);
  const bytes = atob(value.cells ?? value.pixels ?? "");
  const channels = value.channels ?? 0;
  for (let at = 0; at < across * down; at++) {
    const byte = (/** @type {number} */ channel) => bytes.charCodeAt(at * (channels || 1) + channel);
    const colour = !channels ? heat(byte(0)) : channels < 3 ? [byte(0), byte(0), byte(0)] : [byte(0), byte(1), byte(2)];
    data.data.set([...colour, channels === 4 ? byte(3) : 255], at * 4);
  }
  context.putImageData(data, 0, 0);
  return canvas.toDataURL();
}

/** @param {number} level */
function heat(level) {
  if (!level) return NOT_FINITE;
  const along = ((level - 1) / 254) * (RAMP.length - 1);
  const at = Math.min(RAMP.length - 2, Math.floor(along));
  return RAMP[at].map((from, channel) => Math.round(from + (RAMP[at + 1][channel] - from) * (along - at)));
}
