// The code editor: a plain text area at once, CodeMirror in its place as soon as it has been loaded.
// Law: usable from the first moment and without CodeMirror; the swap keeps text, selection and focus, and never interrupts an IME.
import { html } from "../shared/dom.js";

/** @typedef {import("./code_mirror.js").CodeView} CodeView */

/**
 * @typedef {object} EditorOptions
 * @property {string} code
 * @property {string} label
 * @property {string} help
 * @property {(code: string) => void} onChange
 * @property {() => void} onRun
 * @property {() => void} onPlain CodeMirror could not be loaded
 */

let lastId = 0;

export class Editor {
  /**
   * @param {HTMLElement} box whose content the editor replaces
   * @param {EditorOptions} options
   */
  constructor(box, options) {
    this.options = options;
    /** @type {CodeView | null} */
    this.view = null;
    /** @type {number | null} */
    this.markedLine = null;
    this.isComposing = false;
    const helpId = `heureum-editor-help-${++lastId}`;
    this.area = html("textarea", {
      class: "heureum-editor heureum-editor-plain", "aria-label": options.label, "aria-describedby": helpId,
      spellcheck: "false", autocapitalize: "off", autocomplete: "off", wrap: "off",
      oncompositionstart: () => (this.isComposing = true), oncompositionend: () => (this.isComposing = false),
      oninput: () => this.typed(), onkeydown: (/** @type {KeyboardEvent} */ event) => this.pressed(event),
    });
    this.area.value = options.code;
    this.area.rows = options.code.split("\n").length;
    this.host = html("div", { class: "heureum-editor-host" }, this.area);
    box.replaceChildren(this.host, html("p", { class: "heureum-editor-help", id: helpId }, options.help));
    this.upgraded = import("./code_mirror.js").then(({ createView }) => this.upgrade(createView, helpId)).catch(options.onPlain);
  }

  get code() {
    return this.view ? this.view.code : this.area.value;
  }

  /** @param {string} code */
  replace(code) {
    if (this.view) this.view.replace(code);
    else {
      this.area.value = code;
      this.typed();
    }
  }

  /** @param {number} [offset] where the caret goes */
  focus(offset) {
    if (this.view) this.view.focus(offset);
    else {
      this.area.focus({ preventScroll: true });
      if (offset !== undefined) this.area.setSelectionRange(offset, offset);
    }
  }

  /** @param {number | null} line counted from 1; null clears the mark */
  markLine(line) {
    this.markedLine = line;
    this.view?.markLine(line);
  }

  typed() {
    this.area.rows = this.area.value.split("\n").length;
    this.options.onChange(this.area.value);
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    event.preventDefault();
    this.options.onRun();
  }

  /**
   * @param {typeof import("./code_mirror.js").createView} createView
   * @param {string} helpId
   */
  async upgrade(createView, helpId) {
    if (this.isComposing) await new Promise((resolve) => this.area.addEventListener("compositionend", resolve, { once: true }));
    const { selectionStart, selectionEnd, value } = this.area;
    const hadFocus = document.activeElement === this.area;
    this.view = createView({ ...this.options, code: value, helpId });
    this.area.replaceWith(this.view.dom);
    this.view.select(selectionStart, selectionEnd);
    this.view.markLine(this.markedLine);
    if (hadFocus) this.view.focus();
  }
}
