// What opens over the graph: the palette of ops, a list to choose from, the shortcuts.
// The browser's own modal dialog keeps the focus inside and gives it back; Escape closes it.
import { html, nothing } from "lit";
import { icon } from "./icons.js";
import { palette } from "./palette.js";
import { KEYS } from "./shortcuts.js";

/** @typedef {import("./editor_element.js").HeureumGraphEditor} Editor */
/** @typedef {import("./words.js").SayMore} Say */
/** @typedef {{name: string, about: string, press: () => void}} Row */

/** @param {Editor} editor */
export function dialogs(editor) {
  const say = /** @type {Say} */ (editor.sayMore);
  const { dialog } = editor;
  if (!dialog) return nothing;
  const [title, inside] = dialog.kind === "palette" ? [say("add"), palette(editor, dialog)] : dialog.kind === "help" ? [say("keysTitle"), help(say)] : [dialog.title, list(editor, dialog)];
  return html`<dialog class=${dialog.kind} aria-label=${title} @cancel=${() => close(editor)} @click=${(/** @type {MouseEvent} */ event) => {
    if (event.target === event.currentTarget) close(editor); // the backdrop
  }}><div class="sheet"><header><h3>${title}</h3><button type="button" class="tool" aria-label=${say("close")} @click=${() => close(editor)}>${icon("close")}</button></header>${inside}</div></dialog>`;
}

/** Called when Lit has put it into the page. @param {Editor} editor */
export function open(editor) {
  const dialog = /** @type {HTMLDialogElement | null} */ (editor.renderRoot.querySelector("dialog"));
  if (dialog && !dialog.open) dialog.showModal();
}

/** Back to the graph. @param {Editor} editor */
export function close(editor) {
  editor.dialog = null; // first, or the next update opens it again
  /** @type {HTMLDialogElement | null} */ (editor.renderRoot.querySelector("dialog"))?.close();
  editor.requestUpdate();
  editor.canvas?.focus({ preventScroll: true });
}

/** @param {Say} say */
function help(say) {
  return html`<dl class="keys">${KEYS.map(([keys, key]) => html`<div><dt>${keys.split(" ").map((one) => html`<kbd>${one}</kbd> `)}</dt><dd>${say(key)}</dd></div>`)}</dl><p class="hint">${say("keyNote")}</p>`;
}

/** @param {Editor} editor @param {any} dialog */
function list(editor, { text, rows }) {
  return html`${text ? html`<p class="hint">${text}</p>` : nothing}${rows ? nothing : html`<progress aria-label=${editor.status} max=${editor.bytes?.total ?? nothing} value=${editor.bytes?.received ?? nothing}></progress>`}
    ${(rows ?? []).map((/** @type {Row} */ row) => html`<button type="button" class="row" @click=${() => {
      close(editor);
      row.press();
    }}><b>${row.name}</b><span>${row.about}</span></button>`)}`;
}
