// Says how far a run is: the stage in words (read aloud once per stage), the bytes or the seconds as a bar (not read aloud).
// Law: while code runs, something is drawn once a second. A bar that moves is drawn sixty times, on a core that a worker needs.
import { html } from "../shared/dom.js";

/** @typedef {import("../shared/strings.js").Say} Say */
/** @typedef {(seconds: number) => string} SaySeconds */

export class Progress {
  /** @param {HTMLElement} status a live region @param {Say} say @param {SaySeconds} saySeconds */
  constructor(status, say, saySeconds) {
    this.status = status;
    this.say = say;
    this.saySeconds = saySeconds;
    /** Counts the seconds of a run. */
    this.clock = 0;
    this.bar = html("progress", { class: "heureum-progress", "aria-hidden": "true" });
    this.bytes = html("span", { class: "heureum-bytes", "aria-hidden": "true" });
  }

  /** @param {"waiting" | "download" | "start" | "run"} stage @param {number} limitS of a run */
  stage(stage, limitS) {
    clearInterval(this.clock);
    this.status.textContent = this.say(stage);
    this.bytes.textContent = "";
    this.bar.removeAttribute("value");
    this.status.after(this.bar, this.bytes);
    if (stage === "run") this.count(limitS);
  }

  /** From now on, of so many seconds. They stand behind the stage, so that nothing moves when they come. @param {number} limitS */
  count(limitS) {
    this.status.append(" ", this.bytes);
    const beganMs = performance.now();
    this.bar.max = limitS;
    this.bar.value = 0;
    this.clock = window.setInterval(() => {
      this.bar.value = Math.round((performance.now() - beganMs) / 1000);
      this.bytes.textContent = this.saySeconds(this.bar.value);
    }, 1000);
  }

  /** @param {number} received @param {number} total */
  received(received, total) {
    this.bar.max = total;
    this.bar.value = received;
    const megabytes = (/** @type {number} */ size) => (size / 1e6).toFixed(1);
    this.bytes.textContent = this.say("bytes", { received: megabytes(received), total: megabytes(total) });
  }

  /** @param {...(string | Node)} message */
  end(...message) {
    clearInterval(this.clock);
    this.bar.remove();
    this.bytes.remove();
    this.status.replaceChildren(...message);
  }
}
