// What Python's BrowserTransport sees of the page (imported there as `_heureum_bridge`): post, wait, copy.
// Law: knows slots and sessions, never what a message means. Posting never blocks; only `wait` does.
import { Carrier, copyIn } from "./bytes.js";
import { MailboxReader } from "./mailbox.js";
import { SLOTS } from "./protocol.js";

/** @typedef {import("./protocol.js").Mail} Mail */
/** @typedef {import("./protocol.js").ToClient} ToClient */
/** @typedef {import("./protocol.js").Blocking} Blocking */

/** The mail of one session that Python has not taken yet. */
class Inbox {
  /** @type {Mail[]} */
  mails = [];
  /** @type {((mail: Mail) => void) | null} */
  taker = null;

  /** @param {Mail} mail */
  put(mail) {
    const taker = this.taker;
    this.taker = null;
    if (taker) taker(mail);
    else this.mails.push(mail);
  }
}

export class ClientBridge {
  /**
   * @param {object} parts
   * @param {MessagePort[]} parts.ports one to each slot
   * @param {Blocking} parts.blocking
   * @param {SharedArrayBuffer[]} parts.mailboxes one of each slot and then the bell; empty unless blocking by Atomics
   * @param {import("./bytes.js").Heap} parts.heap
   * @param {(count: number) => void} parts.ensure asks the page for that many device workers
   * @param {() => void} parts.beforeWait
   */
  constructor({ ports, blocking, mailboxes, heap, ensure, beforeWait }) {
    this.slots = SLOTS;
    this.blocking = blocking;
    this.carriers = ports.map((port) => new Carrier(heap, port));
    this.heap = heap;
    this.ensure = ensure;
    this.beforeWait = beforeWait;
    this.readers = mailboxes.slice(0, -1).map((memory) => new MailboxReader(memory));
    this.bell = mailboxes.length ? new Int32Array(mailboxes[mailboxes.length - 1]) : null;
    /** @type {Map<number, Inbox>} */
    this.inboxes = new Map();
    this.lastSession = 0;
    /** Whether anything was posted since the flag was last lowered: the page tells the reader what really ran. */
    this.usedWorkers = false;
    for (const carrier of this.carriers) carrier.listen((message) => this.arrived(message));
  }

  /** @param {ToClient} message */
  arrived(message) {
    if (message.type === "bell") this.drain();
    else this.inboxes.get(message.session)?.put(message); // mail of a closed session is dropped
  }

  /** Takes what devices have left in their mailboxes. */
  drain() {
    for (const reader of this.readers) {
      for (let mail = reader.read(); mail; mail = reader.read()) this.arrived(mail);
    }
  }

  /**
   * @param {string} devicesJson names in slot order
   * @returns {number} the session
   */
  open(devicesJson) {
    /** @type {string[]} */
    const devices = JSON.parse(devicesJson);
    const session = ++this.lastSession;
    const slots = JSON.stringify(Object.fromEntries(devices.map((device, slot) => [device, slot])));
    this.inboxes.set(session, new Inbox());
    this.ensure(devices.length);
    const mailbox = this.blocking === "atomics";
    devices.forEach((device, slot) => this.carriers[slot].port.postMessage({ type: "open", session, device, slots, mailbox }));
    return session;
  }

  /**
   * @param {number} session
   * @param {number} slot
   * @param {string} to
   * @param {string} header
   * @param {...number} spans pointer and size of each array
   */
  post(session, slot, to, header, ...spans) {
    this.usedWorkers = true;
    this.carriers[slot].post({ type: "mail", session, to, header }, spans);
  }

  /**
   * The next message of a session, as a promise (awaited, or waited for by JSPI).
   * @param {number} session
   * @returns {Promise<Mail>}
   */
  next(session) {
    this.beforeWait();
    const inbox = this.inbox(session);
    const mail = inbox.mails.shift();
    return mail ? Promise.resolve(mail) : new Promise((resolve) => (inbox.taker = resolve));
  }

  /**
   * The next message of a session; blocks this thread on the bell.
   * @param {number} session
   * @returns {Mail}
   */
  wait(session) {
    this.beforeWait();
    const inbox = this.inbox(session);
    const bell = /** @type {Int32Array<SharedArrayBuffer>} */ (this.bell);
    for (;;) {
      const rung = Atomics.load(bell, 0); // before draining, or a ring in between would be slept through
      this.drain();
      const mail = inbox.mails.shift();
      if (mail) return mail;
      Atomics.wait(bell, 0, rung);
    }
  }

  /** @param {Mail} mail @param {number} index @param {number} pointer */
  fill(mail, index, pointer) {
    copyIn(this.heap, mail, index, pointer);
  }

  /** @param {number} session */
  close(session) {
    if (!this.inboxes.delete(session)) return;
    for (const { port } of this.carriers) port.postMessage({ type: "close", session });
  }

  /** After a run: sessions that the reader's code left open. */
  closeAll() {
    for (const session of [...this.inboxes.keys()]) this.close(session);
  }

  /** @param {number} session */
  inbox(session) {
    const inbox = this.inboxes.get(session);
    if (!inbox) throw new Error(`session ${session} is closed`);
    return inbox;
  }
}
