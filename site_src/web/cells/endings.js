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
  const change = () => live.smallButton(sayCell("raiseLimit"), () => live.open("settings"));
  if (ending.kind === "stopped") return [say("stopped")];
  if (ending.kind === "too long") return [say("tooLong", { seconds: live.limits.timeLimitS }), " ", change()];
  if (ending.kind === "too much output") return [say("tooMuch", { megabytes: megabytes(live.limits.outputLimitBytes) }), " ", change()];
  const fault = faultOf(ending);
  const again = fault === "missing" ? live.smallButton(sayCell("reload"), () => location.reload()) : live.smallButton(live.words.retry, () => live.run());
  return [sayCell(fault), " ", again, html("code", { class: "heureum-reason" }, ending.reason)];
}

/** @param {{kind: "not loaded" | "damaged" | "failed", reason: string}} ending */
export function faultOf({ kind, reason }) {
  if (kind === "damaged") return "damaged";
  if (/out of memory|could not allocate|allocation failed|memory access out of bounds/i.test(reason)) return "memory";
  if (kind === "failed") return "lost";
  if (navigator.onLine === false) return "offline";
  if (/HTTP 4\d\d/.test(reason)) return "missing";
  return /time/i.test(reason) ? "timeout" : "notLoaded";
}
