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
 * @property {boolean} [waits] CodeMirror is loaded when the reader first touches the code, not at once
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
    const touched = new Promise((resolve) => {
      if (!options.waits) return resolve(null);
      for (const type of ["pointerover", "focusin"]) this.host.addEventListener(type, resolve, { once: true });
    });
    this.upgraded = touched.then(() => import("./code_mirror.js")).then(({ createView }) => this.upgrade(createView, helpId)).catch(options.onPlain);
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

  /** @param {number} line */
  async goToLine(line) {
    await this.upgraded;
    if (this.view) return this.view.goToLine(line);
    const before = this.area.value.split("\n").slice(0, line - 1).join("\n").length;
    this.focus(before && before + 1);
  }

  /** @param {number} line @param {string} written @param {string} meant */
  async replaceWord(line, written, meant) {
    await this.upgraded;
    this.view?.replaceWord(line, written, meant);
  }

  /** Whether the code had a number of workers to change. @param {number} count @returns {Promise<boolean>} */
  async setWorkers(count) {
    await this.upgraded;
    return this.view?.setWorkers(count) ?? false;
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
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey || event.shiftKey) || event.isComposing) return;
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

/**
 * How many characters of the code lie before a click.
 * @param {HTMLElement} box
 * @param {MouseEvent} click
 */
export function offsetAt(box, click) {
  const code = box.querySelector("code");
  const caret = document.caretRangeFromPoint?.(click.clientX, click.clientY);
  if (!code || !caret || !code.contains(caret.startContainer)) return undefined;
  const before = document.createRange();
  before.setStart(code, 0);
  before.setEnd(caret.startContainer, caret.startOffset);
  return before.toString().length;
}
