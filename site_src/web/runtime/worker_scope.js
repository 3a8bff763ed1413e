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
    fault(error);
  }
}

/**
 * The same for a boot, in which Emscripten drops some failures, such as that of getting memory: then the boot would never end.
 * @param {() => Promise<void>} work
 */
export async function bootFaultsToPage(work) {
  const dropped = (/** @type {PromiseRejectionEvent} */ event) => {
    event.preventDefault();
    fault(event.reason);
  };
  globalThis.addEventListener("unhandledrejection", dropped);
  await faultsToPage(async () => {
    await work();
    globalThis.removeEventListener("unhandledrejection", dropped);
  });
}

/** @param {unknown} error */
function fault(error) {
  page.postMessage({ type: "fault", message: String(error instanceof Error ? error.message : error) });
}

// When WebAssembly itself breaks down, what Python was asked for is never answered, and no error event reaches the page.
addEventListener("unhandledrejection", (event) => {
  const { reason } = event;
  if (!(reason instanceof WebAssembly.RuntimeError) && !reason?.pyodide_fatal_error) return; // a promise of the reader's own
  event.preventDefault();
  fault(reason);
});
