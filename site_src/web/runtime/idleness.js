// Notices that nothing has been going on for a while.
// Law: while anything goes on it is never idle; it is told once, and again only after something has gone on.

/** Long enough for reading on and coming back; a reader who left the page open keeps no hundreds of megabytes. */
const REST_AFTER_MS = 5 * 60_000;

export class Idleness {
  /** @param {() => void} onIdle */
  constructor(onIdle) {
    this.onIdle = onIdle;
    this.going = 0;
    this.timer = 0;
  }

  /**
   * @template T
   * @param {Promise<T>} work
   * @returns {Promise<T>} the same
   */
  async during(work) {
    clearTimeout(this.timer);
    this.going += 1;
    try {
      return await work;
    } finally {
      this.going -= 1;
      if (this.going === 0) this.timer = window.setTimeout(this.onIdle, REST_AFTER_MS);
    }
  }
}
