// The page's side of offline use: registers the service worker once the page is there, and tells it what is worth keeping.
// Law: never in the way of reading or of the first run; where service workers are missing or refused, nothing happens.

/** The site's root; this file lies in assets/heureum/chunks/ below it. */
const ROOT = new URL("../../../", import.meta.url);

/** @type {(() => void) | null} */
let onFull = null;
let isFull = false;
let isTold = false;

/** @param {() => void} listener called once, when the browser has no room for what should be kept */
export function whenStorageIsFull(listener) {
  onFull = listener;
  if (isFull) tellFull();
}

function tellFull() {
  isFull = true;
  if (isTold || !onFull) return;
  isTold = true;
  onFull();
}

export async function beginOffline() {
  const { serviceWorker } = navigator;
  if (!serviceWorker) return;
  serviceWorker.addEventListener("message", ({ data }) => {
    if (data?.heureum === "storage full") tellFull();
  });
  try {
    await serviceWorker.register(new URL("service_worker.js", ROOT), { scope: ROOT.pathname });
  } catch {
    return; // refused, or the site is served without one
  }
  keep([...page(), ...performance.getEntriesByType("resource").map(({ name }) => name)]);
  // The theme's own stream of pages, which instant navigation feeds.
  /** @type {any} */ (globalThis).document$?.subscribe(() => keep(page()));
}

/** With the pictures that nobody has scrolled to yet. */
function page() {
  return [location.href, ...[...document.images].map(({ src }) => src)];
}

/** All that running code takes, after it has run once. */
export function keepRuntime() {
  const connection = /** @type {any} */ (navigator).connection;
  if (!connection?.saveData) keep(["runtime"]);
}

/** @param {string[]} addresses */
async function keep(addresses) {
  const registration = await navigator.serviceWorker?.getRegistration(ROOT);
  const worker = registration?.active ?? (registration && (await navigator.serviceWorker.ready).active);
  worker?.postMessage({ keep: addresses });
}
