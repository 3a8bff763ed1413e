// An exception as the reader sees it: what, in which node, on which of their lines; the way there, and all of it, on request.
// Law: everything that came from the reader's code is text.
import { html } from "../shared/dom.js";

/**
 * As heureum_live/errors.py gives it.
 * @typedef {object} CellError
 * @property {string} type
 * @property {string} message
 * @property {number | null} line
 * @property {string} traceback
 * @property {string} full
 * @property {Array<{line: number, function: string, code: string}>} frames
 * @property {{name: string, op: string, line: number | null} | null} node
 * @property {{written: string, meant: string} | null} suggestion
 */

/**
 * @param {CellError} error
 * @param {{say: import("../shared/strings.js").Say, sayCell: import("./words.js").SayCell}} speakers
 * @param {{goToLine: (line: number) => void, replace: (written: string, meant: string) => void, light: (node: string) => void}} actions
 * @returns {HTMLElement}
 */
export function errorBox(error, { say, sayCell }, { goToLine, replace, light }) {
  const { line, node, suggestion, frames } = error;
  const button = (/** @type {string} */ text, /** @type {() => void} */ act, name = "heureum-error-line") =>
    html("button", { type: "button", class: `heureum-button ${name}`, onclick: act }, text);
  const says = [];
  if (suggestion) {
    const fix = button(sayCell("replaceBy", { meant: suggestion.meant }), () => replace(suggestion.written, suggestion.meant), "heureum-fix");
    says.push(html("p", { class: "heureum-error-hint" }, sayCell("meant"), " ", fix));
  }
  if (node) {
    const text = sayCell(node.line === null ? "nodeFailed" : "nodeMade", { node: node.name, op: node.op, line: node.line ?? 0 });
    says.push(html("p", { class: "heureum-error-hint" }, html("button", { type: "button", class: "heureum-error-node", onclick: () => light(node.name) }, text)));
  }
  if (/MemoryError$/.test(error.type)) says.push(html("p", { class: "heureum-error-hint" }, sayCell("outOfMemory")));
  return html(
    "div",
    { class: "heureum-error", role: "alert" },
    html("p", { class: "heureum-error-title" }, html("strong", {}, error.type), " ", line !== null && button(say("onLine", { line }), () => goToLine(line))),
    error.message && html("pre", { class: "heureum-error-message" }, error.message),
    ...says,
    frames.length > 1 && path(frames, sayCell, goToLine),
    error.full && html("details", {}, html("summary", {}, sayCell("fullTraceback")), html("pre", { tabindex: "0" }, error.full)),
  );
}

/** @param {CellError["frames"]} frames @param {import("./words.js").SayCell} say @param {(line: number) => void} goToLine */
function path(frames, say, goToLine) {
  const steps = frames.map(({ line, function: name, code }) =>
    html("li", {}, html("button", { type: "button", class: "heureum-frame", onclick: () => goToLine(line) }, say("inFunction", { line, name }), " ", html("code", {}, code))),
  );
  return html("div", { class: "heureum-frames" }, html("p", {}, say("calls")), html("ol", {}, ...steps));
}
