// What the code printed and showed. Before the first run it is what the build's own run did, and Reset brings that back.
// Law: the last output stays until the next run starts; it arrives in frames, so a flood does not freeze the page; order is kept.
import { html } from "../shared/dom.js";

/** @typedef {"stdout" | "stderr" | "show"} Stream */
/** @typedef {import("../shown/records.js").ShownRecord} ShownRecord */

export class OutputView {
  /** @param {HTMLElement} cell @param {import("../shared/strings.js").Say} say */
  constructor(cell, say) {
    this.cell = cell;
    this.say = say;
    /** @type {HTMLElement} */
    this.box = cell.querySelector(".heureum-output") ?? html("div", { class: "heureum-output", "data-label": say("output") });
    if (!this.box.isConnected) cell.append(this.box);
    this.built = [...this.box.childNodes];
    /** @type {Array<{stream: Stream, text: string}>} */
    this.arrived = [];
    this.frame = 0;
    /** @type {Map<number, HTMLElement>} */
    this.blocks = new Map();
    this.begun = 0;
    /** @type {Promise<typeof import("../shown/shown.js")> | null} */
    this.drawing = null;
  }

  begin() {
    this.box.style.minHeight = `${this.box.clientHeight}px`; // what stands below stays where it is
    this.box.replaceChildren();
    this.arrived = [];
    this.blocks.clear();
    this.begun++;
  }

  /** @param {Stream} stream @param {string} text */
  add(stream, text) {
    this.arrived.push({ stream, text });
    this.frame ||= requestAnimationFrame(() => this.draw());
  }

  draw() {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    for (const { stream, text } of this.arrived) {
      if (stream === "show") for (const line of text.split("\n")) line && this.show(JSON.parse(line));
      else this.print(stream, text);
    }
    this.arrived = [];
  }

  /** @param {"stdout" | "stderr"} stream @param {string} text */
  print(stream, text) {
    let printed = this.box.lastElementChild;
    if (!printed?.classList.contains("heureum-printed")) {
      printed = html("pre", { class: "heureum-printed", tabindex: "0" });
      this.box.append(printed);
    }
    const last = printed.lastElementChild;
    if (last?.classList.contains(`heureum-${stream}`)) last.append(text);
    else printed.append(html("samp", { class: `heureum-${stream}` }, text));
  }

  /** @param {ShownRecord} record */
  show(record) {
    this.box.dispatchEvent(new CustomEvent("heureum-record", { detail: record, bubbles: true })); // for whoever watches from outside
    if (record.kind === "text") {
      this.box.append(html("p", { class: "heureum-said" }, record.text));
      return;
    }
    let figure = this.blocks.get(record.block);
    if (!figure) {
      figure = html("figure", { class: "heureum-shown" });
      this.blocks.set(record.block, figure);
      this.box.append(figure);
    }
    this.drawIn(figure, record);
  }

  /** Its place is taken at once; what draws it is loaded when it is first needed. @param {HTMLElement} figure @param {ShownRecord} record */
  async drawIn(figure, record) {
    const { begun } = this;
    try {
      // One promise for all: of several imports the last may be done first, and points would change places.
      const { show } = await (this.drawing ??= import("../shown/shown.js"));
      if (begun === this.begun) show(figure, record, this.cell.dataset.lang ?? "ko");
    } catch (error) {
      this.drawing = null;
      figure.replaceChildren(html("p", {}, this.say("notDrawn")));
      console.warn("heureum: not drawn.", error);
    }
  }

  end() {
    this.draw();
    if (!this.box.hasChildNodes()) this.box.append(html("span", { class: "heureum-nothing" }, this.say("noOutput")));
  }

  /** The run is over, in whatever way. */
  settle() {
    this.draw();
    this.box.style.minHeight = "";
  }

  restore() {
    this.begin();
    this.box.replaceChildren(...this.built);
  }
}
