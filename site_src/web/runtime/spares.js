// Buffers that have brought a tensor and may carry the next one of that size: getting fresh memory from the system takes as long as
// copying into it. What goes around between workers is mostly of few sizes.
// Law: a buffer is here or in use, never both; the least recently kept goes first when there are too many.

/** Smaller ones cost less than looking for one. */
const LEAST_BYTES = 1 << 16;
const MOST_BYTES = 1 << 26;

export class Spares {
  /** @type {Array<Uint8Array<ArrayBuffer>>} oldest first */
  kept = [];
  keptBytes = 0;

  /** @param {number} size @returns {Uint8Array<ArrayBuffer> | null} */
  take(size) {
    const index = size < LEAST_BYTES ? -1 : this.kept.findLastIndex(({ length }) => length === size);
    if (index < 0) return null;
    this.keptBytes -= size;
    return this.kept.splice(index, 1)[0];
  }

  /** @returns {Array<Uint8Array<ArrayBuffer>>} */
  takeAll() {
    this.keptBytes = 0;
    return this.kept.splice(0);
  }

  /** @param {Uint8Array<ArrayBuffer>} bytes nobody else uses */
  keep(bytes) {
    const { length } = bytes;
    if (length < LEAST_BYTES || length > MOST_BYTES || bytes.buffer.byteLength !== length) return;
    this.kept.push(bytes);
    this.keptBytes += length;
    while (this.keptBytes > MOST_BYTES) this.keptBytes -= /** @type {Uint8Array} */ (this.kept.shift()).length;
  }
}
