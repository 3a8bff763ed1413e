// The worker's own end of its line to the page, typed (the DOM library describes pages only).

/** @typedef {import("./protocol.js").FromWorker} FromWorker */

/** @type {{postMessage(message: FromWorker): void, onmessage: ((event: MessageEvent) => void) | null}} */
export const page = /** @type {any} */ (globalThis);

/**
 * Turns anything thrown into a message to the page: the worker is then of no more use.
 * @param {() => Promise<void>} work
 */
export async function faultsToPage(work) {
  try {
    await work();
  } catch (error) {
    page.postMessage({ type: "fault", message: String(error instanceof Error ? error.message : error) });
  }
}
