// Says how far a run is: the stage in words (read aloud once per stage), the bytes as a bar (not read aloud).
import { html } from "../shared/dom.js";

/** @typedef {import("../shared/strings.js").Say} Say */

export class Progress {
  /** @param {HTMLElement} status a live region @param {Say} say */
  constructor(status, say) {
    this.status = status;
    this.say = say;
    this.bar = html("progress", { class: "heureum-progress", "aria-hidden": "true" });
    this.bytes = html("span", { class: "heureum-bytes", "aria-hidden": "true" });
  }

  /** @param {"waiting" | "download" | "start" | "run"} stage */
  stage(stage) {
    this.status.textContent = this.say(stage);
    this.bytes.textContent = "";
    this.bar.removeAttribute("value");
    if (!this.bar.isConnected) this.status.after(this.bar, this.bytes);
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
    this.bar.remove();
    this.bytes.remove();
    this.status.replaceChildren(...message);
  }
}
