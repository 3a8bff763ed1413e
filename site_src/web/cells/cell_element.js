// <heureum-cell>: takes the cell that the build wrote (code, graph, output), adds buttons and the reader's saved edit.
// Law: small, because every page pays for it; the rest of the cell (live_cell.js) is loaded when it is first needed.
import { html } from "../shared/dom.js";
import { editKey, savedEdit } from "../shared/edits.js";
import { labels } from "../shared/labels.js";

/** @typedef {import("./live_cell.js").LiveCell} LiveCell */

export class HeureumCell extends HTMLElement {
  /** The published folder; main.js knows it, because it lies there. */
  static assets = new URL(".", document.baseURI);

  /** @type {Promise<LiveCell> | null} */
  live = null;

  connectedCallback() {
    if (this.querySelector(".heureum-toolbar")) return;
    this.language = /** @type {import("../shared/labels.js").Language} */ (this.dataset.lang === "en" ? "en" : "ko");
    this.codeBox = /** @type {HTMLElement} */ (this.querySelector(".heureum-code"));
    const code = /** @type {HTMLElement} */ (this.codeBox.querySelector("code"));
    /** The code as the article has it. */
    this.original = code.textContent ?? "";
    this.key = editKey(this.dataset.example ?? "", this.dataset.codeHash ?? "");
    this.addToolbar();
    const edit = savedEdit(this.key);
    // Not highlighted until the editor is opened; but what the reader typed is what they see.
    if (edit !== null) code.textContent = edit;
    this.codeBox.addEventListener("click", (event) => {
      if (getSelection()?.isCollapsed && !(/** @type {Element} */ (event.target).closest("button, a, .heureum-editor"))) this.use((live) => live.edit(event));
    });
  }

  disconnectedCallback() {
    this.live?.then((live) => live.leave());
  }

  addToolbar() {
    const words = labels[this.language ?? "ko"];
    /** @param {string} name @param {string} text @param {(live: LiveCell) => void} action */
    const button = (name, text, action) =>
      html("button", { type: "button", class: `heureum-button heureum-${name}`, onclick: () => this.use(action) }, text);
    this.run = button("run", words.run, (live) => live.run());
    this.stop = button("stop", words.stop, (live) => live.stop());
    this.editButton = button("edit", words.edit, (live) => live.edit());
    this.reset = button("reset", words.reset, (live) => live.reset());
    this.stop.hidden = true;
    this.reset.hidden = savedEdit(this.key ?? "") === null;
    this.status = html("span", { class: "heureum-status", role: "status" });
    const buttons = [this.run, this.stop, this.editButton, this.reset];
    this.toolbar = html("div", { class: "heureum-toolbar", role: "group", "aria-label": words.tools }, ...buttons, this.status);
    this.codeBox?.after(this.toolbar);
  }

  /**
   * Loads the rest of the cell once; a failure is said where the reader looks, with a way to try again.
   * @param {(live: LiveCell) => void} action
   */
  async use(action) {
    this.live ??= import("./live_cell.js").then(({ LiveCell }) => new LiveCell(this));
    try {
      action(await this.live);
    } catch {
      this.live = null;
      const words = labels[this.language ?? "ko"];
      const retry = html("button", { type: "button", class: "heureum-button", onclick: () => this.use(action) }, words.retry);
      this.status?.replaceChildren(words.notLoaded, " ", retry);
    }
  }
}
