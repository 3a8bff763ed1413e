// An item, a run and a worker in words. Takes what the record holds and a speaker; gives text.
import { measuredTime, shortTime, sizeText, TICK_S } from "../shared/quantities.js";
import { workerName } from "../shared/workers.js";

/** @typedef {import("./items.js").Item} Item */
/** @typedef {import("./items.js").Run} Run */
/** @typedef {import("./strings.js").Say} Say */

// The shared functions ask for the page's own speaker; ours has the few keys that they use.
/** @param {number} bytes @param {Say} say */
export const size = (bytes, say) => sizeText(bytes, /** @type {any} */ (say));
/** @param {string} device @param {Say} say */
export const nameOf = (device, say) => workerName(device, /** @type {any} */ (say));

/** What an item is, in a few words: its name where it is drawn. @param {Item} item @param {Say} say */
export function title(item, say) {
  if (item.kind === "compute") return item.node;
  if (item.kind === "wait") return item.tensor ? say("waitsFor", { tensor: item.tensor, peer: nameOf(item.peer ?? "", say) }) : say("waitsForQueue");
  if (item.kind === "idle") return say("idle");
  return `${say(item.kind)} ${item.tensor}`;
}

/** A busy machine alone makes runs differ by so much. */
export const ALIKE = 1.1;

/** A browser's clock ticks coarsely: sums of a few ticks say nothing. @param {number} seconds */
const isMeasured = (seconds) => seconds >= 5 * TICK_S;

/** A length of time within a sentence. @param {number} seconds @param {Say} say */
const told = (seconds, say) => (seconds >= TICK_S ? shortTime(seconds) : say("under", { tick: shortTime(TICK_S) }));

/** The run in one sentence, the first a reader sees. @param {Run} run @param {Say} say */
export function headline(run, say) {
  const { work_s, speed_up } = run.analysis;
  const busy = run.workers.filter((worker) => run.analysis.workers[worker]?.node_count).length;
  const values = { workers: busy, elapsed: shortTime(run.elapsed_s), work: told(work_s, say), times: (speed_up ?? 0).toFixed(1) };
  if (!isMeasured(work_s)) return say("headTiny", values);
  if (busy < 2) return say("headOne", values);
  // On one core each bar also holds the time in which another had its turn: no sum of them says what was gained.
  if (navigator.hardwareConcurrency === 1) return say("headOneCore", values);
  const times = speed_up ?? 0;
  return say(times > ALIKE ? "headFaster" : times < 1 / ALIKE ? "headSlower" : "headSame", values);
}

/** What its times add up to. @param {Run} run @param {Say} say @returns {string[]} */
export function findings(run, say) {
  const { work_s, span_s, critical_s, parallelism, moved_bytes, transfer_count } = run.analysis;
  const error = Math.max(0, ...Object.values(run.clocks).map((clock) => clock.error_s));
  return [
    ...(isMeasured(work_s) ? [say("workSays", { work: told(work_s, say) }), say("spanSays", { span: told(span_s, say) })] : []),
    ...(parallelism && isMeasured(span_s) ? [say("parallelismSays", { parallelism: parallelism.toFixed(1) })] : []),
    ...(isMeasured(critical_s) ? [say("criticalSays", { critical: told(critical_s, say), percent: percent(critical_s, run.elapsed_s) })] : []),
    ...(run.workers.length > 1
      ? [transfer_count ? say("movedSays", { count: transfer_count, size: size(moved_bytes, say) }) : say("movedNone")]
      : []),
    ...(run.workers.length > 1 && error ? [say("clockSays", { error: shortTime(Math.max(error, TICK_S)) })] : []),
  ];
}

/** @param {number} part @param {number} whole */
export const percent = (part, whole) => (whole > 0 ? Math.round((100 * part) / whole) : 0);

/** How a worker spent its time, in a few words. @param {Run} run @param {string} worker @param {Say} say */
export function summary(run, worker, say) {
  const mine = run.analysis.workers[worker];
  const parts = /** @type {const} */ ([["compute", mine.compute_s], ["wait", mine.wait_s], ["idle", mine.idle_s]]);
  const shown = parts.filter(([, seconds]) => percent(seconds, run.elapsed_s));
  return shown.map(([kind, seconds]) => `${say(kind)} ${percent(seconds, run.elapsed_s)}%`).join("  ");
}
