// Python's memory on its way from the host into workers: in pieces, because that is how it arrives, and without its empty pages.
// Law: a worker gets every piece, those that came before it asked and those that come later; a piece is kept for the next worker.

/** @typedef {{offset: number, bytes: Uint8Array<ArrayBuffer>}} Piece what lies between pieces is zero */
/** @typedef {{pieces: Piece[], isLast: boolean}} Pieces message to a worker */

export class Heap {
  /** @param {number} size_bytes of the whole memory */
  constructor(size_bytes) {
    this.sizeBytes = size_bytes;
    /** @type {Piece[]} */
    this.pieces = [];
    this.isWhole = false;
    /** @type {Set<MessagePort>} */
    this.followers = new Set();
  }

  /**
   * Takes pieces until there are no more; fails as they do.
   * @param {AsyncIterable<Piece>} pieces
   */
  async take(pieces) {
    for await (const piece of pieces) {
      this.pieces.push(piece);
      this.tell({ pieces: [piece], isLast: false });
    }
    this.isWhole = true;
    this.tell({ pieces: [], isLast: true });
    this.followers.clear();
  }

  /** @param {Pieces} message */
  tell(message) {
    for (const port of this.followers) port.postMessage(message);
  }

  /** @returns {MessagePort} for a worker, which hands it to `receive` */
  follow() {
    const { port1, port2 } = new MessageChannel();
    const message = { pieces: this.pieces, isLast: this.isWhole };
    port1.postMessage(message);
    if (!this.isWhole) this.followers.add(port1);
    return port2;
  }
}

/**
 * The worker's end: resolves when all pieces are in place.
 * @param {MessagePort} port
 * @param {Uint8Array} memory all zero
 * @returns {Promise<void>}
 */
export function receive(port, memory) {
  return new Promise((resolve, reject) => {
    port.onmessage = ({ data }) => {
      /** @type {Pieces} */
      const { pieces, isLast } = data;
      try {
        for (const { offset, bytes } of pieces) memory.set(bytes, offset);
      } catch (error) {
        reject(error); // a piece beyond the end
      }
      if (!isLast) return;
      port.close();
      resolve();
    };
  });
}
