// An exception as the reader sees it: what, where, and the way there on request.
import { html } from "../shared/dom.js";

/**
 * @param {{type: string, message: string, line: number | null, traceback: string}} error
 * @param {import("../shared/strings.js").Say} say
 * @param {() => void} goToLine
 * @returns {HTMLElement}
 */
export function errorBox(error, say, goToLine) {
  const where =
    error.line !== null &&
    html("button", { type: "button", class: "heureum-button heureum-error-line", onclick: goToLine }, say("onLine", { line: error.line }));
  return html(
    "div",
    { class: "heureum-error", role: "alert" },
    html("p", { class: "heureum-error-title" }, html("strong", {}, error.type), " ", where),
    error.message && html("pre", { class: "heureum-error-message" }, error.message),
    html("details", {}, html("summary", {}, say("traceback")), html("pre", { tabindex: "0" }, error.traceback)),
  );
}
