// Bytes between NumPy arrays in Python's heap and messages.
// Law: one copy out, one copy in. The heap's view is read anew every time: growth detaches old views.
import { Spares } from "./spares.js";

/** @typedef {{HEAPU8: Uint8Array<ArrayBuffer>}} Heap */

const spares = new Spares();

/**
 * Copies each (pointer, size) out of the heap; the copies can be transferred.
 * @param {Heap} heap
 * @param {number[]} spans pointer, size, pointer, size, ...
 * @returns {Array<Uint8Array<ArrayBuffer>>}
 */
export function copyOut(heap, spans) {
  const copies = [];
  for (let i = 0; i < spans.length; i += 2) {
    const bytes = heap.HEAPU8.subarray(spans[i], spans[i] + spans[i + 1]);
    const spare = spares.take(bytes.length);
    spare?.set(bytes);
    copies.push(spare ?? bytes.slice());
  }
  return copies;
}

/**
 * Copies what has arrived into the heap; it is of no more use to whoever gave it.
 * @param {Heap} heap
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {number} pointer
 */
export function copyIn(heap, bytes, pointer) {
  heap.HEAPU8.set(bytes, pointer);
  spares.keep(bytes);
}
