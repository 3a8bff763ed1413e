// What the code printed. Before the first run it shows what the build's own run printed, and Reset brings that back.
// Law: the last output stays until the next run starts; text arrives in frames, so a flood does not freeze the page.
import { html } from "../shared/dom.js";

export class OutputView {
  /** @param {HTMLElement} cell @param {import("../shared/strings.js").Say} say */
  constructor(cell, say) {
    this.say = say;
    this.box = cell.querySelector(".heureum-output") ?? html("pre", { class: "heureum-output", "data-label": say("output") });
    if (!this.box.isConnected) cell.append(this.box);
    this.box.setAttribute("tabindex", "0");
    this.built = [...this.box.childNodes];
    /** @type {Array<{stream: "stdout" | "stderr", text: string}>} */
    this.arrived = [];
    this.frame = 0;
  }

  begin() {
    this.box.replaceChildren();
    this.arrived = [];
  }

  /** @param {"stdout" | "stderr"} stream @param {string} text */
  add(stream, text) {
    this.arrived.push({ stream, text });
    this.frame ||= requestAnimationFrame(() => this.draw());
  }

  draw() {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    for (const { stream, text } of this.arrived) {
      const last = this.box.lastElementChild;
      if (last?.classList.contains(`heureum-${stream}`)) last.append(text);
      else this.box.append(html("samp", { class: `heureum-${stream}` }, text));
    }
    this.arrived = [];
  }

  end() {
    this.draw();
    if (!this.box.hasChildNodes()) this.box.append(html("span", { class: "heureum-nothing" }, this.say("noOutput")));
  }

  restore() {
    this.begin();
    this.box.replaceChildren(...this.built);
  }
}
