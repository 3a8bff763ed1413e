// Bytes between NumPy arrays in Python's heap and messages.
// Law: one copy out, one copy in, and a buffer goes back to whoever sent it with the next message there, to carry another tensor.
// The heap's view is read anew every time: growth detaches old views.
import { Spares } from "./spares.js";

/** @typedef {{HEAPU8: Uint8Array<ArrayBuffer>}} Heap */
/** @typedef {import("./protocol.js").Mail} Mail */

/** What has come back to this worker. */
const spares = new Spares();

/** One end of a channel between two workers. */
export class Carrier {
  /** @param {Heap} heap @param {MessagePort} port */
  constructor(heap, port) {
    this.heap = heap;
    this.port = port;
    /** What has come from there and is of no more use here. */
    this.spent = new Spares();
  }

  /**
   * @param {Omit<Mail, "buffers" | "spent">} mail
   * @param {number[]} spans pointer and size of each array
   */
  post(mail, spans) {
    const buffers = copyOut(this.heap, spans);
    const spent = this.spent.takeAll();
    this.port.postMessage(
      { ...mail, buffers, spent },
      [...buffers, ...spent].map((buffer) => buffer.buffer),
    );
  }

  /** @param {(message: any) => void} take gets what comes; mail has brought its buffers back by then */
  listen(take) {
    this.port.onmessage = ({ data }) => {
      if (data.type === "mail") {
        keepSpare(data.spent);
        data.carrier = this;
      }
      take(data);
    };
  }
}

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
 * Copies a buffer of mail into the heap; it is of no more use here.
 * @param {Heap} heap
 * @param {Mail} mail
 * @param {number} index
 * @param {number} pointer
 */
export function copyIn(heap, mail, index, pointer) {
  heap.HEAPU8.set(mail.buffers[index], pointer);
  mail.carrier?.spent.keep(mail.buffers[index]);
}

/** Keeps buffers for what this worker will send. @param {Array<Uint8Array<ArrayBuffer>>} buffers */
export function keepSpare(buffers) {
  for (const buffer of buffers) spares.keep(buffer);
}
