// Serves the site from this browser's storage: what was seen once is there without the host, at once and of one version.
// Takes the list of published files with their hashes, which the build puts before this script (plugin/offline.py).
// Law: files are stored by content, and a version is a list of contents: a page gets files of its own version or none, whatever
// the host has by then; a version that can't be had whole any more is given to no new page while the host answers. What is not
// listed is the network's. Full storage costs offline use, nothing else.
import { offlinePage } from "./offline_page.js";
import { Store } from "./store.js";

/** @typedef {{files: Record<string, string>}} Published path below the scope to hash */

const scope = /** @type {any} */ (globalThis);
/** @type {Published} */
const { files } = scope.HEUREUM;
const root = new URL(scope.registration.scope);
const store = new Store(root);
/** Stands for every page opened from now on, once this version lacks a file that the host no longer has. */
const NEW_PAGES = "new-pages";

// A newer version waits until no page of the older one is open, or until the last one is left.
scope.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(store.forgetAllBut(new Set(Object.values(files)))));

scope.addEventListener("message", (/** @type {any} */ event) => {
  if (event.data === "take over") event.waitUntil(scope.skipWaiting());
  else if (Array.isArray(event.data?.keep)) event.waitUntil(keep(event.data.keep, event.source));
});

scope.addEventListener("fetch", (/** @type {any} */ event) => {
  const { request } = event;
  const path = pathOf(request.url);
  if (request.method !== "GET" || path === null || request.headers.has("range")) return;
  if (request.mode === "navigate") event.respondWith(navigate(event, path));
  else if (path in files) event.respondWith(serve(event, path));
});

/** The published path that an address stands for, or null if it lies outside. @param {string} address */
function pathOf(address) {
  const url = new URL(address);
  if (url.origin !== root.origin || !url.pathname.startsWith(root.pathname)) return null;
  const path = decodeURIComponent(url.pathname.slice(root.pathname.length));
  return path === "" || path.endsWith("/") ? `${path}index.html` : path;
}

/** @param {any} event @param {string} path */
async function navigate(event, path) {
  const { request, resultingClientId } = event;
  const { waiting } = scope.registration;
  if (waiting && (await scope.clients.matchAll({ type: "window" })).length <= 1) {
    waiting.postMessage("take over"); // this is the last page of its version, and it is being left
    const { pathname, search } = new URL(request.url);
    // Without the address's fragment: to the same address with one, a browser only scrolls, in this empty page.
    return new Response(null, { headers: { Refresh: `0; url=${pathname}${search}` } });
  }
  const hash = files[path];
  const [stored, isLeft] = await Promise.all([hash && store.find(hash), store.isForeign(NEW_PAGES)]);
  if (stored && !isLeft) return stored;
  try {
    const response = await fetch(request);
    const isOurs = hash && !isLeft && response.ok && (await store.put(hash, response.clone(), event));
    if (!isOurs) {
      // The host has another version by now: this page is that version's, and so is all that it asks for.
      scope.registration.update().catch(() => {});
      await store.markForeign(resultingClientId);
    }
    return response;
  } catch {
    return stored ?? offlinePage(path, root);
  }
}

/** @param {any} event @param {string} path */
async function serve(event, path) {
  const { request, clientId, resultingClientId } = event;
  if (await store.isForeign(clientId)) {
    if (resultingClientId) await store.markForeign(resultingClientId); // a worker of such a page
    return fetch(request);
  }
  const hash = files[path];
  const stored = await store.find(hash);
  const isDistrusted = request.cache === "reload"; // what came before was damaged, or so it seemed
  if (stored && !isDistrusted) return stored;
  const asked = isDistrusted || isNamedByContent(path) ? request : new Request(request, { cache: "no-cache" });
  const response = await fetch(asked).catch((error) => stored ?? Promise.reject(error));
  if (response === stored) return response;
  if (response.ok && isNamedByContent(path)) {
    event.waitUntil(store.put(hash, response.clone(), event)); // it arrives piece by piece, and whoever asked checks it
    return response;
  }
  if (response.ok && (await store.put(hash, response.clone(), event))) return response;
  // Either the host has a newer version, of which this page must not get a part; or it alters files, which is its right, or lost one.
  if (!(await isOutdated())) return response;
  await store.markForeign(NEW_PAGES);
  return response.ok ? new Response("another version", { status: 410 }) : response;
}

/** @param {string} path */
function isNamedByContent(path) {
  return /-[0-9A-Za-z]{8}\.\w+$/.test(path) || path.endsWith(".wasm");
}

async function isOutdated() {
  await scope.registration.update().catch(() => {});
  return Boolean(scope.registration.installing ?? scope.registration.waiting);
}

/** What a page has loaded before we were there; "runtime" is all that running code may take. @param {string[]} asked @param {Client} page */
async function keep(asked, page) {
  const paths = asked.flatMap((address) => (address === "runtime" ? runtimePaths() : [pathOf(address)]));
  for (const path of new Set(paths)) {
    const hash = path === null ? undefined : files[path];
    if (store.isFull) return page.postMessage({ heureum: "storage full" });
    if (!hash || (await store.find(hash))) continue;
    const response = await fetch(new URL(/** @type {string} */ (path).replace(/(^|\/)index\.html$/, "$1"), root), { cache: "force-cache" }).catch(() => null);
    if (response?.ok) await store.put(hash, response);
  }
}

/** What running code may take, and what searching takes, which no page has asked for by then. */
function runtimePaths() {
  const runtime = /^assets\/heureum\/(?!licences\/)/;
  const search = /^(\w+\/)?search\/search_index\.json$|^assets\/javascripts\/(workers\/.*|lunr\/min\/lunr\.(stemmer\.support|ko)\.min)\.js$/;
  return Object.keys(files).filter((path) => runtime.test(path) || search.test(path));
}
