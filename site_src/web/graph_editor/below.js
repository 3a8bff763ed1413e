// Below the picture: a table equal to it, the code that makes it, and how it is run. All come when they are asked for.
import { html, nothing } from "lit";

/** @typedef {import("./editor_element.js").HeureumGraphEditor} Editor */

export class Below {
  /** @param {Editor} editor */
  constructor(editor) {
    this.editor = editor;
    this.hasTable = false;
    this.hasCode = false;
    this.hasSettings = false;
  }

  /** The present graph's code. After an edit it comes from Python, once the graph itself has been shown. @returns {Promise<string>} */
  async code() {
    const { editor } = this;
    const step = editor.history.present;
    if (step?.view && step.view.code === undefined) {
      await editor.updateComplete;
      await new Promise((shown) => requestAnimationFrame(() => setTimeout(shown)));
      step.view.code = (await editor.ask({ do: "code", document: step.document })).code;
      editor.requestUpdate();
    }
    return step?.view?.code ?? "";
  }

  /** The graph is another one. */
  follow() {
    if (this.hasCode) this.code();
  }

  draw() {
    const { editor } = this;
    const say = /** @type {import("./words.js").Say} */ (editor.say);
    /** @param {"hasTable" | "hasCode" | "hasSettings"} what */
    const toggled = (what) => (/** @type {Event} */ { target }) => {
      this[what] = /** @type {HTMLDetailsElement} */ (target).open;
      if (what !== "hasCode") editor.warm();
      this.follow();
      editor.requestUpdate();
    };
    return html`<div class="more">
      <details @toggle=${toggled("hasTable")}><summary>${say("table")}</summary>${this.hasTable ? editor.rest?.tableOf(editor) : nothing}</details>
      ${editor.hidesCode ? nothing : html`<details @toggle=${toggled("hasCode")}><summary>${say("code")}</summary><pre class="output code" tabindex="0" aria-label=${say("code")}>${editor.view?.code}</pre></details>`}
      ${editor.isReadOnly ? nothing : html`<details @toggle=${toggled("hasSettings")}><summary>${say("settings")}</summary>${this.hasSettings ? editor.rest?.settings(editor) : nothing}</details>`}
    </div>`;
  }
}
