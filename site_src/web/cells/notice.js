// A calm bar between the code and the buttons: one thing that the reader should know, and what can be done about it.
// Law: one notice per cell at a time; it takes no focus.
import { html } from "../shared/dom.js";

/** @typedef {{text: string, do: () => void}} Choice */

export class Notice {
  /** @param {HTMLElement} toolbar before which it stands */
  constructor(toolbar) {
    this.toolbar = toolbar;
    this.box = html("div", { class: "heureum-notice", role: "status" });
  }

  /**
   * @param {string} text
   * @param {Choice[]} choices
   */
  say(text, choices = []) {
    const buttons = choices.map((choice) => html("button", { type: "button", class: "heureum-button", onclick: choice.do }, choice.text));
    this.box.replaceChildren(html("p", {}, text), html("span", { class: "heureum-choices" }, ...buttons));
    if (!this.box.isConnected) this.toolbar.before(this.box);
  }

  /** @param {Node} detail under the sentence and its buttons */
  add(detail) {
    this.box.append(detail);
  }

  clear() {
    this.box.remove();
  }
}
