// Copy and paste of nodes, as text that Python wrote: between graphs, pages and programs.

/** @typedef {import("./editor_element.js").HeureumGraphEditor} Editor */

/** What was copied last, in any editor of the page: where the system's clipboard is closed to it, this serves. */
let clipboard = "";

/** @param {Editor} editor @returns {Promise<boolean>} whether there is something to paste */
export async function copy(editor) {
  const { clipboard: text, said, error } = await editor.ask({ do: "copy", document: editor.document, names: editor.chosen });
  if (error) {
    editor.refused(error);
    return false;
  }
  clipboard = text;
  editor.announce(said ?? "");
  await navigator.clipboard?.writeText(text).catch(() => {});
  return true;
}

/** @param {Editor} editor @param {string} text of the system's clipboard, or "" */
export function paste(editor, text) {
  if (text || clipboard) editor.edit({ do: "paste", clipboard: text || clipboard });
}
