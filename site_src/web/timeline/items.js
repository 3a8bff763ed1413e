// What a lane shows, from a run's record: spans and gaps as items in one order, and who stands next to whom.
// Law: nothing is worked out here; kinds, waits and the critical path are as the record has them.

/**
 * @typedef {{device: string, node: string, op: string, kind: "compute" | "send" | "recv" | "wait", start_s: number, end_s: number, size_bytes: number, peer: string | null, dtype: string | null, shape: number[] | null}} Span
 * @typedef {{device: string, kind: "wait" | "idle", start_s: number, end_s: number, tensor: string | null, peer: string | null, node: string | null}} Gap
 * @typedef {{work_s: number, span_s: number, span_path: string[], critical_s: number, critical_path: Array<{kind: "compute" | "transfer", node: string, device: string, start_s: number, end_s: number, elapsed_s: number, peer?: string, size_bytes?: number}>, parallelism: number | null, speed_up: number | null, moved_bytes: number, transfer_count: number, workers: Record<string, {node_count: number, compute_s: number, send_s: number, wait_s: number, idle_s: number, other_s: number, sent_bytes: number, received_bytes: number}>, operations: Array<{op: string, count: number, total_s: number}>}} Analysis
 * @typedef {{workers: string[], elapsed_s: number, placement: Record<string, string>, spans: Span[], gaps: Gap[], analysis: Analysis, values: Record<string, any>, steps: any, clocks: Record<string, {offset_s: number, error_s: number}>}} Run
 * @typedef {{at: number, kind: "compute" | "send" | "recv" | "wait" | "idle", device: string, node: string, op: string, tensor: string | null, peer: string | null, size_bytes: number, dtype: string | null, start_s: number, end_s: number, isCritical: boolean}} Item
 */

/** Whose output a tensor is: `c` of `c:0` and of `^c`. @param {string} tensor */
export const makerOf = (tensor) => tensor.replace(/^\^/, "").replace(/:\d+$/, "");

/** @param {Run} run @returns {Item[]} in order of start */
export function itemsOf(run) {
  const critical = new Set(run.analysis.critical_path.map(({ kind, node, device }) => `${kind} ${node} ${device}`));
  const items = run.spans
    .filter(({ kind }) => kind !== "wait") // it is among the gaps
    .map((span) => ({
      at: 0,
      kind: span.kind,
      device: span.device,
      node: span.kind === "compute" ? span.node : makerOf(span.node),
      op: span.op,
      tensor: span.kind === "compute" ? null : span.node,
      peer: span.peer,
      size_bytes: span.size_bytes,
      dtype: span.dtype,
      start_s: span.start_s,
      end_s: span.end_s,
      isCritical: critical.has(`${span.kind === "recv" ? "transfer" : span.kind} ${span.node} ${span.device}`),
    }));
  const gaps = run.gaps.map((gap) => ({ at: 0, op: "", size_bytes: 0, dtype: null, isCritical: false, ...gap, node: gap.node ?? "" }));
  /** @type {Item[]} */
  const all = [...items, ...gaps].sort((one, two) => one.start_s - two.start_s);
  all.forEach((item, at) => (item.at = at));
  return all;
}

/** What stands in a lane; a receive is an arrow between two. @param {Item[]} items @param {string} device */
export const inLane = (items, device) => items.filter((item) => item.device === device && item.kind !== "recv");

/** The index of the first item that ends after `from`. Lanes do not overlap, so ends are in order too. @param {Item[]} lane @param {number} from */
export function firstInView(lane, from) {
  let low = 0;
  let high = lane.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lane[middle].end_s < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The item of a lane that is nearest in time. @param {Item[]} lane @param {number} at_s */
export function nearest(lane, at_s) {
  const distance = (/** @type {Item} */ item) => Math.max(item.start_s - at_s, at_s - item.end_s, 0);
  return lane.reduce((best, item) => (distance(item) < distance(best) ? item : best), lane[0]);
}
