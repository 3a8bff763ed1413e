// Fetches what a run needs a moment before it is asked for: when the reader reaches for Run, or has run code here before.
// Law: it starts no Python, says nothing when it fails (the run will), and costs a reader who only reads nothing.
import { store, stored } from "../shared/storage.js";

const HAS_RUN = "heureum:has-run";
let isIdleAwaited = false;

/**
 * @param {HTMLElement} run the button
 * @param {URL} assets
 */
export function fetchBeforehand(run, assets) {
  for (const intent of ["pointerenter", "focus"]) run.addEventListener(intent, () => fetch(assets), { once: true });
  if (isIdleAwaited || stored(HAS_RUN) === null) return;
  isIdleAwaited = true; // once a page, however many cells it has
  const whenIdle = globalThis.requestIdleCallback ?? setTimeout; // WebKit has none
  whenIdle(() => fetch(assets));
}

/** Code has run to its end here. */
export function rememberRun() {
  store(HAS_RUN, "1");
}

/** @param {URL} assets */
function fetch(assets) {
  if (/** @type {any} */ (navigator).connection?.saveData) return;
  import("../runtime/page_runtime.js").then(({ pageRuntime }) => pageRuntime(assets).prefetch()).catch(() => {});
}
