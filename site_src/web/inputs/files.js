// The reader's files for Python's working directory: what was drawn, what was taken from their disk. They stay on this machine.
// Law: one store for all cells of the page; it outlives instant navigation and new workers, and ends with the tab.

/** @typedef {Record<string, Uint8Array | null>} Files by path; null is a file to take away */

/** @type {Map<string, Uint8Array | null>} */
const store = new Map();

/** @returns {Files} all of them, for a run */
export function cellFiles() {
  return Object.fromEntries(store);
}

/** @param {string} path @returns {Uint8Array | null} */
export function fileAt(path) {
  return store.get(path) ?? null;
}

/** @param {string} path @param {Uint8Array} bytes */
export function putFile(path, bytes) {
  store.set(path, bytes);
}

/** @param {string} path */
export function removeFile(path) {
  if (store.has(path)) store.set(path, null); // a worker may hold it from an earlier run
}
