// The snapshot as it is after inflating, kept in the browser's storage: reading it takes a fraction of inflating it again.
// Law: a short cut. Without storage, or without room to spare in it, nothing is kept; what was kept and turns out wrong is
// forgotten, and the published file is taken again.
import { store, stored } from "../shared/storage.js";

const CACHE = "heureum inflated";
/** The address of what is kept: whoever has nothing there is not held up by asking, which takes a first visit 40 ms. */
const KEPT = "heureum:inflated";
/** It takes about 40 MB. Where that is a good part of what the browser allows, other things need it more. */
const ROOM_BYTES = 400e6;

/** @param {URL} url of the published file, whose name tells its content @returns {Promise<ReadableStream<Uint8Array> | null>} */
export async function findInflated(url) {
  if (stored(KEPT) !== url.href) return null;
  try {
    const cache = await caches.open(CACHE);
    return (await cache.match(key(url)))?.body ?? null;
  } catch {
    return null; // no storage here, or it is broken
  }
}

/**
 * Keeps what the published file inflates to. What was kept of other versions goes.
 * @param {URL} url
 * @param {() => Blob} inflated
 */
export async function keepInflated(url, inflated) {
  try {
    const { quota = 0, usage = 0 } = await navigator.storage.estimate();
    const cache = await caches.open(CACHE);
    if (quota - usage < ROOM_BYTES || (await cache.match(key(url)))) return;
    await cache.put(key(url), new Response(inflated()));
    store(KEPT, url.href);
    const folder = new URL(".", url).href;
    const outdated = (await cache.keys()).filter((request) => request.url.startsWith(folder) && request.url !== key(url));
    for (const request of outdated) await cache.delete(request);
  } catch {
    // No storage, or it is full; the page may also have been left meanwhile.
  }
}

/** @param {URL} url */
export async function forgetInflated(url) {
  try {
    await (await caches.open(CACHE)).delete(key(url));
  } catch {
    // What cannot be opened is not used either.
  }
}

/** @param {URL} url */
function key(url) {
  return `${url.href}.inflated`;
}
