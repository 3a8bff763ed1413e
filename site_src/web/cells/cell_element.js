// <heureum-cell>: takes the cell that the build wrote (code, graph, output), adds buttons and the reader's saved edit.
// Law: small, because every page pays for it; the rest of the cell (live_cell.js) is loaded when it is first needed.
import { html } from "../shared/dom.js";
import { kept } from "../shared/edits.js";
import { labels } from "../shared/labels.js";
import { whenNear } from "../shared/near.js";
import { fetchBeforehand } from "./beforehand.js";
import { OUTPUT_LIMIT_BYTES, TIME_LIMIT_S, megabytes, workersIn } from "./limits.js";

/** @typedef {import("./live_cell.js").LiveCell} LiveCell */

export class HeureumCell extends HTMLElement {
  /** The published folder; main.js knows it, because it lies there. */
  static assets = new URL(".", document.baseURI);
  /** What is needed to run something, as files of that folder. @type {string[]} */
  static chunks = [];

  /** @type {Promise<LiveCell> | null} */
  live = null;

  connectedCallback() {
    if (this.querySelector(".heureum-toolbar")) return;
    this.language = /** @type {import("../shared/labels.js").Language} */ (this.dataset.lang === "en" ? "en" : "ko");
    this.codeBox = /** @type {HTMLElement} */ (this.querySelector(".heureum-code"));
    const code = /** @type {HTMLElement} */ (this.codeBox.querySelector("code"));
    /** The code as the article has it. */
    this.original = code.textContent ?? "";
    this.built = [...code.childNodes];
    this.addToolbar();
    if (this.dataset.input) whenNear(this, () => import("../inputs/inputs.js").then(({ addInput }) => addInput(this, this.toolbar)));
    const record = kept(this.name);
    if (record.code !== null) this.print(record.code);
    this.show();
    this.codeBox.addEventListener("click", (event) => {
      if (getSelection()?.isCollapsed && !(/** @type {Element} */ (event.target).closest("button, a, .heureum-editor"))) this.use((live) => live.edit(event));
    });
    if (record.code !== null && (record.fromLink || record.base !== this.dataset.codeHash)) this.use((live) => live.versions.explain());
  }

  disconnectedCallback() {
    this.live?.then((live) => live.leave());
  }

  /** What its record is kept under; a link names the cell by it. */
  get name() {
    return this.dataset.example || `code-${this.dataset.codeHash}`;
  }

  addToolbar() {
    const words = labels[this.language ?? "ko"];
    /** @param {string} name @param {string} text @param {(live: LiveCell) => unknown} action */
    const button = (name, text, action) =>
      html("button", { type: "button", class: `heureum-button heureum-${name}`, onclick: () => this.use(action) }, text);
    this.run = button("run", words.run, (live) => live.run());
    this.stop = button("stop", words.stop, (live) => live.stop());
    this.editButton = button("edit", words.edit, (live) => live.edit());
    this.reset = button("reset", words.reset, (live) => live.versions.reset());
    this.restore = button("restore", words.restore, (live) => live.versions.restore());
    this.settings = button("settings heureum-quiet", "", (live) => live.panels.toggle("settings"));
    this.copy = button("copy heureum-quiet", words.copy, (live) => live.copy());
    this.share = button("share heureum-quiet", words.share, (live) => live.panels.toggle("share"));
    this.stop.hidden = true;
    for (const opener of [this.settings, this.share]) opener.setAttribute("aria-expanded", "false");
    this.status = html("span", { class: "heureum-status", role: "status" });
    const buttons = [this.run, this.stop, this.editButton, this.reset, this.restore];
    const more = html("span", { class: "heureum-more" }, this.settings, this.copy, this.share);
    this.toolbar = html("div", { class: "heureum-toolbar", role: "group", "aria-label": words.tools }, ...buttons, this.status, more);
    this.codeBox?.after(this.toolbar);
    const { assets, chunks } = /** @type {typeof HeureumCell} */ (this.constructor);
    fetchBeforehand(this.run, assets, chunks);
  }

  /** Without the editor: the article's code in its colours, any other as it was typed. @param {string} code */
  print(code) {
    this.codeBox?.querySelector("code")?.replaceChildren(...(code === this.original ? (this.built ?? []) : [code]));
  }

  /** What the buttons say of the code and of the limits. @param {string} [code] */
  show(code) {
    const { settings, reset, restore } = this;
    const { code: edit, earlier, limits } = kept(this.name);
    if (!settings || !reset || !restore) return;
    const words = labels[this.language ?? "ko"];
    const { timeLimitS = TIME_LIMIT_S, outputLimitBytes = OUTPUT_LIMIT_BYTES } = limits;
    const workers = workersIn(code ?? edit ?? this.original ?? "", Number(this.dataset.workers ?? 2));
    const [count, ...rest] = words.limits(workers, timeLimitS, megabytes(outputLimitBytes));
    settings.replaceChildren(count, html("span", {}, ...rest)); // on a phone there is room for the first alone
    settings.setAttribute("aria-label", `${words.settings}: ${settings.textContent}`);
    reset.hidden = edit === null;
    restore.hidden = edit !== null || !earlier.length;
  }

  /**
   * Loads the rest of the cell once; a failure is said where the reader looks, with a way to try again.
   * @param {(live: LiveCell) => unknown} action
   */
  async use(action) {
    this.live ??= import("./live_cell.js").then(({ LiveCell }) => new LiveCell(this));
    const live = await this.live.catch(() => (this.live = null));
    try {
      if (!live) throw new Error("not loaded");
      await action(live);
    } catch (error) {
      console.error(error);
      const words = labels[this.language ?? "ko"];
      const retry = html("button", { type: "button", class: "heureum-button", onclick: () => this.use(action) }, words.retry);
      this.status?.replaceChildren(words.notLoaded, " ", retry);
    }
  }
}
