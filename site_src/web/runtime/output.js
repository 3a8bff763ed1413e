// What a program prints, on its way to the page: paced, and cut at a limit.
// What it shows is a stream too: one line of JSON per record, which is never cut.
// Law: a line printed before a long computation shows at once; a flood costs the page few messages; order is kept.

/** @typedef {"stdout" | "stderr" | "show"} Stream */

const BURST = 100; // messages that may go at once
const PER_MS = 0.1; // and how fast that allowance grows back
const PIECE = 16_384;
const encoder = new TextEncoder();

export class OutputMeter {
  /**
   * @param {number} limitBytes
   * @param {(stream: Stream, text: string) => void} post
   * @param {() => void} flooded called once, when the limit is passed
   */
  constructor(limitBytes, post, flooded) {
    this.leftBytes = limitBytes;
    this.post = post;
    this.flooded = flooded;
    this.allowance = BURST;
    this.lastMs = performance.now();
    /** @type {Stream} */
    this.stream = "stdout";
    this.held = "";
  }

  /** @param {Stream} stream @param {string} text */
  write(stream, text) {
    if (this.leftBytes < 0) return;
    this.leftBytes -= encoder.encode(text).length;
    if (stream !== this.stream) this.flush();
    this.stream = stream;
    this.held += text;
    const now = performance.now();
    this.allowance = Math.min(BURST, this.allowance + (now - this.lastMs) * PER_MS);
    this.lastMs = now;
    if (this.allowance >= 1 || this.held.length >= PIECE || this.leftBytes < 0) this.flush();
    if (this.leftBytes < 0) this.flooded();
  }

  flush() {
    if (!this.held) return;
    this.allowance = Math.max(0, this.allowance - 1);
    this.post(this.stream, this.held);
    this.held = "";
  }
}
