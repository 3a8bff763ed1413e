// Python's memory on its way from the host into workers: in pieces, because that is how it arrives, and without its empty pages.
// Law: a worker gets every piece, those that came before it asked and those that come later; a piece is kept for the next worker.
// What a worker gets is a copy that becomes its own: that is quicker than a message which is copied on both sides.

/** @typedef {{offset: number, bytes: Uint8Array<ArrayBuffer>}} Piece what lies between pieces is zero */
/** @typedef {{pieces: Piece[], isLast: boolean}} Pieces message to a worker */

export class Heap {
  constructor() {
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
      for (const port of this.followers) give(port, [piece], false);
    }
    this.isWhole = true;
    for (const port of this.followers) give(port, [], true);
    this.followers.clear();
  }

  /** @returns {MessagePort} for a worker, which hands it to `receive` */
  follow() {
    const { port1, port2 } = new MessageChannel();
    give(port1, this.pieces, this.isWhole);
    if (!this.isWhole) this.followers.add(port1);
    return port2;
  }
}

/**
 * @param {MessagePort} port
 * @param {Piece[]} pieces
 * @param {boolean} isLast
 */
function give(port, pieces, isLast) {
  const copies = pieces.map(({ offset, bytes }) => ({ offset, bytes: bytes.slice() }));
  port.postMessage(
    { pieces: copies, isLast },
    copies.map(({ bytes }) => bytes.buffer),
  );
}

/**
 * The worker's end: resolves when all pieces are in place.
 * @param {MessagePort} port
 * @param {Uint8Array} memory
 * @param {number} usedBytes so much of it is in use and will be no more; the rest is zero
 * @returns {Promise<void>}
 */
export function receive(port, memory, usedBytes) {
  memory.fill(0, 0, usedBytes);
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
