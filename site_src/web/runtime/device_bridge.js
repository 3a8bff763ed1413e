// What Python's DeviceHost sees of its worker: post to the client or to a peer, copy bytes in.
// Law: direct channels only; the page never carries a tensor.
import { Carrier, copyIn, copyOut, keepSpare } from "./bytes.js";
import { MailboxWriter } from "./mailbox.js";
import { CLIENT_SLOT } from "./protocol.js";

/** @typedef {import("./protocol.js").Mail} Mail */

export class DeviceBridge {
  /**
   * @param {object} parts
   * @param {MessagePort} parts.client
   * @param {Array<MessagePort | null>} parts.peers by slot; null at this device's own
   * @param {SharedArrayBuffer | null} parts.mailbox
   * @param {SharedArrayBuffer | null} parts.bell
   * @param {import("./bytes.js").Heap} parts.heap
   */
  constructor({ client, peers, mailbox, bell, heap }) {
    this.client = new Carrier(heap, client);
    this.peers = peers.map((port) => port && new Carrier(heap, port));
    const nudge = () => client.postMessage({ type: "bell" });
    this.writer = mailbox && bell ? new MailboxWriter(mailbox, bell, nudge) : null;
    this.heap = heap;
    /** @type {Set<number>} sessions whose client blocks its thread and reads the mailbox */
    this.byMailbox = new Set();
  }

  /**
   * @param {number} session
   * @param {number} slot
   * @param {string} to
   * @param {string} header
   * @param {...number} spans pointer and size of each array
   */
  post(session, slot, to, header, ...spans) {
    if (slot === CLIENT_SLOT && this.writer && this.byMailbox.has(session)) {
      const buffers = copyOut(this.heap, spans);
      this.writer.write({ session, to, header, buffers });
      keepSpare(buffers);
      return;
    }
    const carrier = slot === CLIENT_SLOT ? this.client : /** @type {Carrier} */ (this.peers[slot]);
    carrier.post({ type: "mail", session, to, header }, spans);
  }

  /** Everything that holds a channel to another worker. */
  get carriers() {
    return [this.client, ...this.peers].filter((carrier) => carrier !== null);
  }

  /** @param {Mail} mail @param {number} index @param {number} pointer */
  fill(mail, index, pointer) {
    copyIn(this.heap, mail, index, pointer);
  }
}
