// A byte ring in shared memory: one device writes, the client reads while its thread is blocked.
// Law: one writer, one reader; a message is a frame (length, JSON, buffers) that may be longer than the ring,
// because the writer waits for room. After every write the bell, which all mailboxes share, is rung.

/** @typedef {import("./protocol.js").Mail} Mail */

export const MAILBOX_BYTES = 1 << 20;
const HEADER_BYTES = 8;
const WRITTEN = 0; // bytes ever written, modulo 2^32
const READ = 1;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export function makeMailbox() {
  return new SharedArrayBuffer(HEADER_BYTES + MAILBOX_BYTES);
}

export class MailboxWriter {
  /**
   * @param {SharedArrayBuffer} memory
   * @param {SharedArrayBuffer} bell
   * @param {() => void} nudge tells a client that does not block that there is something to read
   */
  constructor(memory, bell, nudge) {
    this.nudge = nudge;
    this.counters = new Int32Array(memory, 0, 2);
    this.data = new Uint8Array(memory, HEADER_BYTES);
    this.bell = new Int32Array(bell);
  }

  /** @param {Pick<Mail, "session" | "to" | "header" | "buffers">} mail */
  write({ session, to, header, buffers }) {
    const head = encoder.encode(JSON.stringify({ session, to, header, sizes: buffers.map((buffer) => buffer.length) }));
    this.stream(new Uint8Array(new Uint32Array([head.length]).buffer));
    this.stream(head);
    for (const buffer of buffers) this.stream(buffer);
    this.nudge();
  }

  /** @param {Uint8Array} bytes */
  stream(bytes) {
    for (let sent = 0; sent < bytes.length; ) {
      const written = Atomics.load(this.counters, WRITTEN);
      const read = Atomics.load(this.counters, READ);
      const room = this.data.length - ((written - read) | 0);
      if (room === 0) {
        this.nudge();
        Atomics.wait(this.counters, READ, read);
        continue;
      }
      const at = (written >>> 0) % this.data.length;
      const count = Math.min(room, bytes.length - sent, this.data.length - at);
      this.data.set(bytes.subarray(sent, sent + count), at);
      sent += count;
      Atomics.add(this.counters, WRITTEN, count);
      Atomics.add(this.bell, 0, 1);
      Atomics.notify(this.bell, 0);
    }
  }
}

export class MailboxReader {
  /** @param {SharedArrayBuffer} memory */
  constructor(memory) {
    this.counters = new Int32Array(memory, 0, 2);
    this.data = new Uint8Array(memory, HEADER_BYTES);
    /** What is being filled: the length, then the head, then each buffer. */
    this.parts = [new Uint8Array(4)];
    this.filled = 0;
    /** @type {{session: number, to: string, header: string, sizes: number[]} | null} */
    this.head = null;
  }

  /**
   * Takes whatever has arrived.
   * @returns {Mail | null} a message when one is complete; call again until null
   */
  read() {
    for (;;) {
      const part = this.parts[this.parts.length - 1];
      if (this.filled === part.length) {
        const mail = this.advance();
        if (mail) return mail;
        continue;
      }
      const written = Atomics.load(this.counters, WRITTEN);
      const read = Atomics.load(this.counters, READ);
      const available = (written - read) | 0;
      if (available === 0) return null;
      const at = (read >>> 0) % this.data.length;
      const count = Math.min(available, part.length - this.filled, this.data.length - at);
      part.set(this.data.subarray(at, at + count), this.filled);
      this.filled += count;
      Atomics.add(this.counters, READ, count);
      Atomics.notify(this.counters, READ);
    }
  }

  /** A part is full: what comes next? */
  advance() {
    const part = this.parts[this.parts.length - 1];
    this.filled = 0;
    if (this.parts.length === 1) {
      this.parts.push(new Uint8Array(new Uint32Array(part.buffer)[0]));
      return null;
    }
    this.head ??= JSON.parse(decoder.decode(part));
    const { session, to, header, sizes } = /** @type {NonNullable<typeof this.head>} */ (this.head);
    const buffers = this.parts.slice(2);
    if (buffers.length < sizes.length) {
      this.parts.push(new Uint8Array(sizes[buffers.length]));
      return null;
    }
    this.parts = [new Uint8Array(4)];
    this.head = null;
    return /** @type {Mail} */ ({ type: "mail", session, to, header, buffers, spent: [] });
  }
}
