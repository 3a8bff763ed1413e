// How a run that did not finish ended, in words: what happened, and what to do about it.
import { html } from "../shared/dom.js";
import { megabytes } from "./limits.js";

/** @typedef {import("../runtime/runtime.js").Ending} Ending */
/** @typedef {import("./live_cell.js").LiveCell} LiveCell */

/**
 * @param {Exclude<Ending, {kind: "finished"}>} ending
 * @param {LiveCell} live
 * @returns {Array<string | Node>}
 */
export function sayEnding(ending, live) {
  const { say, sayCell } = live;
  const change = () => live.smallButton(sayCell("raiseLimit"), () => live.panels.open("settings"));
  if (ending.kind === "stopped") return [say("stopped")];
  if (ending.kind === "too long") return [say("tooLong", { seconds: live.limits.timeLimitS }), " ", change()];
  if (ending.kind === "too much output") return [say("tooMuch", { megabytes: megabytes(live.limits.outputLimitBytes) }), " ", change()];
  const fault = faultOf(ending);
  const again = fault === "missing" ? live.smallButton(sayCell("reload"), () => location.reload()) : live.smallButton(live.words.retry, () => live.run());
  return [sayCell(fault), " ", again, html("code", { class: "heureum-reason" }, ending.reason)];
}

/** The runtime's codes, and what is said of each. */
const SAID = /** @type {const} */ ({
  offline: "offline", unreachable: "notLoaded", missing: "missing", refused: "notLoaded", timeout: "timeout",
  "cut off": "damaged", changed: "damaged", boot: "notStarted", memory: "memory", lost: "lost",
});

/** @param {Extract<Ending, {code: unknown}>} ending */
function faultOf({ kind, code, reason }) {
  // A worker's script that does not come says no more than that.
  if (kind === "not loaded" && navigator.onLine === false) return "offline";
  // So answers our own service worker for a file of which the host has another version.
  return /HTTP 410\b/.test(reason) ? "missing" : SAID[code];
}
