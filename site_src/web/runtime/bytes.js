// Bytes between NumPy arrays in Python's heap and messages.
// Law: one copy out, one copy in. The heap's view is read anew every time: growth detaches old views.

/** @typedef {{HEAPU8: Uint8Array<ArrayBuffer>}} Heap */

/**
 * Copies each (pointer, size) out of the heap; the copies can be transferred.
 * @param {Heap} heap
 * @param {number[]} spans pointer, size, pointer, size, ...
 * @returns {Array<Uint8Array<ArrayBuffer>>}
 */
export function copyOut(heap, spans) {
  const copies = [];
  for (let i = 0; i < spans.length; i += 2) copies.push(heap.HEAPU8.slice(spans[i], spans[i] + spans[i + 1]));
  return copies;
}

/**
 * @param {Heap} heap
 * @param {Uint8Array} bytes
 * @param {number} pointer
 */
export function copyIn(heap, bytes, pointer) {
  heap.HEAPU8.set(bytes, pointer);
}
