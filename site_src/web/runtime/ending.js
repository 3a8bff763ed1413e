// How a run can end, and which of these ends an error is.
// Law: whatever goes wrong is one of these; the page has a sentence for each kind and code, and shows the reason beside it.
import { DamagedError, LoadError, WorkerError } from "./load_error.js";

/** @typedef {import("./protocol.js").Blocking} Blocking */
/** @typedef {import("./load_error.js").FaultCode} FaultCode */

/**
 * How a run ended.
 * @typedef {{kind: "finished", result: any, usedWorkers: boolean, blocking: Blocking}
 *   | {kind: "stopped"} | {kind: "too long"} | {kind: "too much output"}
 *   | {kind: "not loaded" | "damaged" | "failed", code: FaultCode, reason: string}} Ending
 */

/**
 * @param {unknown} error
 * @returns {Ending}
 */
export function endingOf(error) {
  const reason = error instanceof Error ? error.message : String(error);
  const code = error instanceof LoadError || error instanceof WorkerError ? error.code : "lost";
  if (error instanceof DamagedError) return { kind: "damaged", code, reason };
  return { kind: error instanceof LoadError ? "not loaded" : "failed", code, reason };
}

/**
 * @param {AbortSignal} signal
 * @returns {Promise<Ending>}
 */
export function aborted(signal) {
  return new Promise((resolve) => {
    const stopped = () => resolve({ kind: "stopped" });
    if (signal.aborted) stopped();
    else signal.addEventListener("abort", stopped, { once: true });
  });
}

/**
 * A record of a run is whole only with its graph, which crosses once.
 * @param {string} json
 */
export function resultOf(json) {
  const result = JSON.parse(json);
  if (result.run) result.run.graph = result.graph;
  return result;
}
