// CodeMirror 6, set up for one cell of Python. Loaded on the first edit only; nothing else of the page knows CodeMirror.
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { HighlightStyle, bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { EditorState, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, drawSelection, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";

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

/** @typedef {ReturnType<typeof createView>} CodeView */

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
  const view = new EditorView({
    doc: code,
    extensions: [
      keymap.of([{ key: "Mod-Enter", run: runs }, { key: "Ctrl-Enter", run: runs }, indentWithTab, ...historyKeymap, ...defaultKeymap]),
      lineNumbers(), history(), drawSelection(), highlightActiveLine(), indentOnInput(), bracketMatching(),
      EditorState.tabSize.of(4), indentUnit.of("    "), python(), syntaxHighlighting(colours), mark,
      EditorView.editorAttributes.of({ class: "heureum-editor" }),
      EditorView.contentAttributes.of({ "aria-label": label, "aria-describedby": helpId, autocapitalize: "off" }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) onChange(update.state.doc.toString());
      }),
    ],
  });
  return {
    dom: view.dom,
    get code() {
      return view.state.doc.toString();
    },
    /** A change like any other: it can be undone. @param {string} next */
    replace(next) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next } });
    },
    /** @param {number} [offset] */
    focus(offset) {
      view.focus();
      if (offset !== undefined) this.select(offset, offset);
    },
    /** @param {number} from @param {number} to */
    select(from, to) {
      const last = view.state.doc.length;
      view.dispatch({ selection: { anchor: Math.min(from, last), head: Math.min(to, last) } });
    },
    /** @param {number | null} line */
    markLine(line) {
      view.dispatch({ effects: setMark.of(line) });
    },
  };
}
