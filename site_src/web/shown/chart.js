// Curves and points, drawn by uPlot: they grow while a program runs, and follow the width and the colour scheme.
import uPlot from "uplot";
import { html } from "../shared/dom.js";
import { drawable } from "./records.js";
import { short } from "./strings.js";
import { Details } from "./tables.js";

/** @typedef {import("./records.js").ShownRecord} ShownRecord */
/** @typedef {import("./records.js").Series} Series */

const HEIGHT_PX = 260;
/** @type {Record<string, string>} */
const RAISED = { "-": "⁻", 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶", 7: "⁷", 8: "⁸", 9: "⁹" };
// Not by colour alone; the build draws the same.
const DASHES = [[], [8, 4], [2, 3], [10, 3, 2, 3]];

export class Chart {
  /** @param {HTMLElement} box @param {import("./strings.js").Say} say */
  constructor(box, say) {
    this.say = say;
    this.plotBox = html("div", { class: "heureum-plot", role: "img" });
    this.details = new Details(say);
    box.append(this.plotBox, this.details.element);
    /** @type {uPlot | null} */
    this.plot = null;
    this.names = "";
    new ResizeObserver(() => this.plot && this.width && this.plot.setSize({ width: this.width, height: HEIGHT_PX })).observe(this.plotBox);
    watchScheme(this.plotBox, () => this.plot?.redraw(true, true));
  }

  get width() {
    return this.plotBox.clientWidth;
  }

  /** @param {ShownRecord} record */
  update(record) {
    const { data, names } = record.kind === "line" ? curves(record) : points(record);
    const known = JSON.stringify([names, record.x_label, record.y_label, record.scales]);
    if (this.plot && known === this.names) this.plot.setData(data);
    else {
      this.plot?.destroy();
      this.names = known;
      this.plot = new uPlot(this.options(record, names), data, this.plotBox);
    }
    this.describe(record, names);
  }

  /** @param {ShownRecord} record @param {string[]} names @returns {import("uplot").Options} */
  options(record, names) {
    const isLine = record.kind === "line";
    const css = (/** @type {string} */ name) => getComputedStyle(this.plotBox).getPropertyValue(name);
    const font = `12px ${css("--md-text-font-family") || "sans-serif"}`;
    const axis = (/** @type {string} */ label, /** @type {number} */ size, /** @type {boolean} */ isLog) => ({
      label: label || undefined, labelFont: font, labelSize: 22, font, size,
      ...(isLog ? { splits: (/** @type {any} */ _plot, /** @type {number} */ _at, /** @type {number} */ low, /** @type {number} */ high) => powers(low, high) } : {}),
      values: (/** @type {any} */ _plot, /** @type {Array<number | null>} */ splits) => splits.map((each) => (each === null ? "" : tickText(each, isLog))),
      stroke: () => css("--md-default-fg-color--light"),
      grid: { stroke: () => css("--heureum-line"), width: 1 },
      ticks: { show: false },
    });
    return {
      width: this.width || 320,
      height: HEIGHT_PX,
      scales: { x: { time: false, distr: record.scales?.x === "log" ? 3 : 1 }, y: { distr: record.scales?.y === "log" ? 3 : 1 } },
      axes: [
        axis(record.x_label, 34, record.scales?.x === "log"),
        axis(record.y_label, 56, record.scales?.y === "log"),
      ],
      legend: { show: names.length > 1 || names[0] !== "" },
      cursor: { drag: { x: false, y: false } },
      series: [
        { label: record.x_label || "x", value: (_, value) => (value === null ? "–" : short(value)) },
        ...names.map((name, index) => ({
          label: name || record.y_label || record.title || "y",
          stroke: () => css(`--heureum-worker-${index % 8}`),
          width: 2,
          dash: DASHES[index % DASHES.length],
          value: (/** @type {uPlot} */ _, /** @type {number | null} */ value) => (value === null ? "–" : short(value)),
          paths: isLine ? undefined : () => null,
          points: { show: isLine ? undefined : true, size: isLine ? 6 : 8, fill: () => css(`--heureum-worker-${index % 8}`) },
        })),
      ],
    };
  }

  /** @param {ShownRecord} record @param {string[]} names */
  describe(record, names) {
    const { say } = this;
    const label = (/** @type {string} */ name) => name || record.y_label || record.title || "y";
    if (record.kind === "line") {
      const ranges = record.series.map((/** @type {Series} */ each) => `${label(each.name)}: ${rangeOf(each, say)}`);
      this.plotBox.setAttribute("aria-label", [record.title || say("line"), ...ranges].join(". "));
      this.details.update([record.x_label || "x", ...names.map(label)], record.x.length, () =>
        record.x.map((/** @type {any} */ x, /** @type {number} */ row) => [x, ...record.series.map((/** @type {Series} */ each) => each.values[row])]),
      );
      return;
    }
    const rows = () => record.groups.flatMap((/** @type {any} */ group) => group.x.map((/** @type {any} */ x, /** @type {number} */ row) => [group.name, x, group.y[row]]));
    this.plotBox.setAttribute("aria-label", `${record.title || say("scatter")}. ${rows().length}`);
    this.details.update([say("group"), record.x_label || "x", record.y_label || "y"], rows().length, rows);
  }
}

/** Powers of ten between, at most seven. @param {number} low @param {number} high */
function powers(low, high) {
  const first = Math.ceil(Math.log10(low) - 1e-9);
  const count = Math.floor(Math.log10(high) + 1e-9) - first + 1;
  const apart = Math.max(1, Math.ceil(count / 7));
  return Array.from({ length: Math.max(0, Math.ceil(count / apart)) }, (_, at) => 10 ** (first + at * apart));
}

/** On a scale of powers, large and small ones are written as powers. @param {number} value @param {boolean} isLog */
function tickText(value, isLog) {
  const power = isLog ? Math.round(Math.log10(value)) : 0;
  if (power > 3 || power < -3) return `10${[...String(power)].map((digit) => RAISED[digit]).join("")}`;
  return Math.abs(value) < 1e5 ? short(value) : value.toExponential(0).replace("e+", "e");
}

/** @param {Series} series @param {import("./strings.js").Say} say */
function rangeOf({ values }, say) {
  const known = values.map(drawable).filter((value) => value !== null);
  if (!known.length) return "-";
  const low = known.reduce((a, b) => Math.min(a, b));
  const high = known.reduce((a, b) => Math.max(a, b));
  return say("range", { low: short(low), high: short(high), last: short(values[values.length - 1]) });
}

/**
 * uPlot wants ascending places, and positive numbers where a scale is logarithmic.
 * @param {ShownRecord} record
 * @returns {{data: import("uplot").AlignedData, names: string[]}}
 */
function curves(record) {
  const usable = (/** @type {any} */ value, /** @type {string} */ scale) => {
    const number = drawable(value);
    return number !== null && scale === "log" && number <= 0 ? null : number;
  };
  const order = record.x
    .map((/** @type {any} */ x, /** @type {number} */ row) => ({ x: usable(x, record.scales.x), row }))
    .filter((/** @type {any} */ each) => each.x !== null)
    .sort((/** @type {any} */ a, /** @type {any} */ b) => a.x - b.x || a.row - b.row);
  const data = record.series.map((/** @type {Series} */ each) =>
    order.map((/** @type {{row: number}} */ { row }) => usable(each.values[row], record.scales.y)),
  );
  return { data: [order.map((/** @type {{x: number}} */ { x }) => x), ...data], names: record.series.map((/** @type {Series} */ each) => each.name) };
}

/**
 * Each point has a place of its own, at which only its group has a value.
 * @param {ShownRecord} record
 * @returns {{data: import("uplot").AlignedData, names: string[]}}
 */
function points(record) {
  const all = record.groups
    .flatMap((/** @type {any} */ group, /** @type {number} */ index) =>
      group.x.map((/** @type {any} */ x, /** @type {number} */ row) => ({ x: drawable(x), y: drawable(group.y[row]), index })),
    )
    .filter((/** @type {any} */ point) => point.x !== null && point.y !== null)
    .sort((/** @type {any} */ a, /** @type {any} */ b) => a.x - b.x);
  const data = record.groups.map((/** @type {any} */ _, /** @type {number} */ group) =>
    all.map((/** @type {any} */ point) => (point.index === group ? point.y : null)),
  );
  return { data: [all.map((/** @type {any} */ point) => point.x), ...data], names: record.groups.map((/** @type {any} */ group) => group.name) };
}

/**
 * Calls back when the reader changes between light and dark, as long as the element is in the page.
 * @param {HTMLElement} element
 * @param {() => void} changed
 */
function watchScheme(element, changed) {
  const observer = new MutationObserver(() => (element.isConnected ? changed() : observer.disconnect()));
  observer.observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
}
