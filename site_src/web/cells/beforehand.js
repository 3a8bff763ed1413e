// Fetches what a run needs a moment before it is asked for: when the reader reaches for Run, or has run code here before.
// Law: it starts no Python, says nothing when it fails (the run will), and costs a reader who only reads nothing.
import { asked, inflatingWorker } from "../runtime/asked.js";
import { canLoadSnapshot } from "../runtime/snapshot_support.js";
import { html } from "../shared/dom.js";
import { whenIdle } from "../shared/idle.js";
import { store, stored } from "../shared/storage.js";

const HAS_RUN = "heureum:has-run";
let isIdleAwaited = false;
let isAsked = false;

/**
 * @param {HTMLElement} run the button
 * @param {URL} assets
 * @param {string[]} chunks
 */
export function fetchBeforehand(run, assets, chunks) {
  for (const intent of ["pointerenter", "focus", "click"]) run.addEventListener(intent, () => begin(assets, chunks), { once: true });
  if (isIdleAwaited || stored(HAS_RUN) === null) return;
  isIdleAwaited = true; // once a page, however many cells it has
  whenIdle(() => begin(assets, chunks));
}

/** Code has run to its end here. */
export function rememberRun() {
  store(HAS_RUN, "1");
}

/** @param {URL} assets @param {string[]} chunks */
function begin(assets, chunks) {
  if (/** @type {any} */ (navigator).connection?.saveData || isAsked) return;
  isAsked = true;
  // All at once, or the browser would learn of them import by import.
  for (const chunk of chunks) document.head.append(html("link", { rel: "modulepreload", href: new URL(chunk, assets).href }));
  // It takes its time to start. Who has run code here before has what it would inflate.
  if (canLoadSnapshot() && stored(HAS_RUN) === null) asked.inflating ??= inflatingWorker(assets);
  asked.manifest = fetch(new URL("manifest.json", assets), { cache: "no-cache" });
  asked.manifest.catch(() => {}); // told to whoever takes it
  import("../runtime/page_runtime.js").then(({ pageRuntime }) => pageRuntime(assets).prefetch()).catch(() => (isAsked = false));
}
