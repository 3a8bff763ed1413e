// Copy and paste of nodes, as text that Python wrote: between graphs, pages and programs.
import { isTyping } from "./keys.js";

/** @typedef {import("./editor_element.js").HeureumGraphEditor} Editor */

/** What was copied last, in any editor of the page: where the system's clipboard is closed to it, this serves. */
let clipboard = "";

/** @param {Editor} editor */
export async function copy(editor) {
  const { clipboard: text, said, error } = await editor.ask({ do: "copy", document: editor.document, names: editor.chosen });
  if (error) return editor.refused(error);
  clipboard = text;
  editor.announce(said ?? "");
  await navigator.clipboard?.writeText(text).catch(() => {});
}

/** @param {Editor} editor @param {ClipboardEvent} event */
export function paste(editor, event) {
  if (editor.isReadOnly || isTyping(event)) return;
  event.preventDefault();
  const text = event.clipboardData?.getData("text/plain") || clipboard;
  if (text) editor.edit({ do: "paste", clipboard: text });
}
