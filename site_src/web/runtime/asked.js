// What was begun before the runtime that needs it had arrived: whoever takes something takes it away.

/** @typedef {{worker: Worker, failed: Promise<unknown>}} InflatingWorker `failed` resolves if its script does not come */

/** @type {{manifest: Promise<Response> | null, inflating: InflatingWorker | null}} */
export const asked = { manifest: null, inflating: null };

/** Takes the worker that was begun, or begins one. @param {URL} folder where the worker scripts are */
export function takeInflating(folder) {
  const begun = asked.inflating ?? inflatingWorker(folder);
  asked.inflating = null;
  return begun;
}

/** There is nothing to inflate. */
export function dropInflating() {
  asked.inflating?.worker.terminate();
  asked.inflating = null;
}

/** @param {URL} folder @returns {InflatingWorker} which waits for its file */
export function inflatingWorker(folder) {
  const worker = new Worker(new URL("inflating_worker.js", folder), { type: "module", name: "heureum inflating" });
  return { worker, failed: new Promise((resolve) => (worker.onerror = resolve)) };
}
