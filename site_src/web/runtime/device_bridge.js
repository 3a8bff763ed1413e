// What Python's DeviceHost sees of its worker: post to the client or to a peer, copy bytes in.
// Law: direct channels only; the page never carries a tensor.
import { copyIn, copyOut } from "./bytes.js";
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
    this.client = client;
    this.peers = peers;
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
    const buffers = copyOut(this.heap, spans);
    /** @type {Mail} */
    const mail = { type: "mail", session, to, header, buffers };
    if (slot === CLIENT_SLOT && this.writer && this.byMailbox.has(session)) {
      this.writer.write(mail);
      return;
    }
    const port = slot === CLIENT_SLOT ? this.client : /** @type {MessagePort} */ (this.peers[slot]);
    port.postMessage(
      mail,
      buffers.map((buffer) => buffer.buffer),
    );
  }

  /** @param {Mail} mail @param {number} index @param {number} pointer */
  fill(mail, index, pointer) {
    copyIn(this.heap, mail.buffers[index], pointer);
  }
}
