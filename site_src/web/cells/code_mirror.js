// CodeMirror 6, set up for one cell of Python. Loaded on the first edit only; nothing else of the page knows CodeMirror.
import { closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { HighlightStyle, bracketMatching, indentOnInput, indentUnit, syntaxHighlighting, syntaxTree } from "@codemirror/language";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorState, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, drawSelection, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { completing } from "./completing.js";
import { phrases } from "./phrases.js";

// The theme's own colours for code, so that the editor looks like the code it replaces, in both schemes.
const colours = HighlightStyle.define([
  { tag: tags.comment, color: "var(--md-code-hl-comment-color)" },
  { tag: [tags.keyword, tags.operatorKeyword, tags.self], color: "var(--md-code-hl-keyword-color)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--md-code-hl-string-color)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--md-code-hl-number-color)" },
  { tag: tags.function(tags.definition(tags.variableName)), color: "var(--md-code-hl-function-color)" },
  { tag: tags.operator, color: "var(--md-code-hl-operator-color)" },
  { tag: [tags.punctuation, tags.bracket], color: "var(--md-code-hl-punctuation-color)" },
]);

/** @type {import("@codemirror/state").StateEffectType<number | null>} */
const setMark = StateEffect.define();
const markedLine = Decoration.line({ class: "heureum-marked-line" });
const mark = StateField.define({
  create: () => Decoration.none,
  update(marks, transaction) {
    let next = marks.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (!effect.is(setMark)) continue;
      const { doc } = transaction.state;
      const line = effect.value;
      next = line !== null && line >= 1 && line <= doc.lines ? Decoration.set([markedLine.range(doc.line(line).from)]) : Decoration.none;
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/**
 * @param {object} options
 * @param {string} options.code
 * @param {string} options.label
 * @param {string} options.helpId
 * @param {(code: string) => void} options.onChange
 * @param {() => void} options.onRun
 */
export function createView({ code, label, helpId, onChange, onRun }) {
  const runs = () => {
    onRun();
    return true;
  };
  const running = ["Mod-Enter", "Ctrl-Enter", "Shift-Enter"].map((key) => ({ key, run: runs }));
  const view = new EditorView({
    doc: code,
    extensions: [
      keymap.of([...running, ...completionKeymap, indentWithTab, ...closeBracketsKeymap, ...searchKeymap, ...historyKeymap, ...defaultKeymap]),
      lineNumbers(), history(), drawSelection(), highlightActiveLine(), indentOnInput(), bracketMatching(), closeBrackets(),
      EditorState.tabSize.of(4), indentUnit.of("    "), python(), syntaxHighlighting(colours), mark,
      completing(), search({ top: true }), highlightSelectionMatches(), EditorState.phrases.of(document.documentElement.lang === "en" ? phrases.en : phrases.ko),
      EditorView.editorAttributes.of({ class: "heureum-editor" }),
      EditorView.contentAttributes.of({ "aria-label": label, "aria-describedby": helpId, autocapitalize: "off" }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) onChange(update.state.doc.toString());
      }),
    ],
  });
  return new CodeView(view);
}

/** What a cell does to its editor. */
export class CodeView {
  /** @param {EditorView} view */
  constructor(view) {
    this.view = view;
    this.dom = view.dom;
  }

  get code() {
    return this.view.state.doc.toString();
  }

  /** A change like any other: it can be undone. @param {string} next */
  replace(next) {
    this.view.dispatch({ changes: { from: 0, to: this.view.state.doc.length, insert: next }, userEvent: "input.replace" });
  }

  /** @param {number} [offset] */
  focus(offset) {
    this.view.focus();
    if (offset !== undefined) this.select(offset, offset);
  }

  /** @param {number} from @param {number} to */
  select(from, to) {
    const last = this.view.state.doc.length;
    this.view.dispatch({ selection: { anchor: Math.min(from, last), head: Math.min(to, last) } });
  }

  /** @param {number | null} line */
  markLine(line) {
    this.view.dispatch({ effects: setMark.of(line) });
  }

  /** @param {number} line */
  goToLine(line) {
    const { doc } = this.view.state;
    const { from } = doc.line(Math.max(1, Math.min(line, doc.lines)));
    this.view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: "nearest" }) });
    this.view.focus();
  }

  /** Puts one word for another where it stands on a line. @param {number} lineNumber @param {string} written @param {string} meant */
  replaceWord(lineNumber, written, meant) {
    const { doc } = this.view.state;
    if (lineNumber > doc.lines) return;
    const line = doc.line(lineNumber);
    const found = new RegExp(`(?<![\\w])${written.replace(/[^\w]/g, "\\$&")}(?![\\w])`).exec(line.text);
    if (!found) return;
    const from = line.from + found.index;
    this.view.dispatch({ changes: { from, to: from + written.length, insert: meant }, selection: { anchor: from + meant.length }, userEvent: "input.replace" });
    this.view.focus();
  }

  /**
   * Writes a number into each `Session(workers=2)`; says whether there was one.
   * @param {number} count
   */
  setWorkers(count) {
    const { state } = this.view;
    /** @type {Array<{from: number, to: number, insert: string}>} */
    const changes = [];
    syntaxTree(state).iterate({
      enter: ({ name, from, to, node }) => {
        if (name !== "Number" || node.prevSibling?.name !== "AssignOp") return;
        const keyword = node.prevSibling.prevSibling;
        const call = node.parent?.name === "ArgList" ? node.parent.prevSibling : null;
        const text = (/** @type {import("@lezer/common").SyntaxNode} */ part) => state.sliceDoc(part.from, part.to);
        if (keyword && text(keyword) === "workers" && call && /Session$/.test(text(call))) changes.push({ from, to, insert: String(count) });
      },
    });
    if (changes.length) this.view.dispatch({ changes, userEvent: "input.replace" });
    return changes.length > 0;
  }
}
