// Undo and run by key, from anywhere in the editor. All other keys are the canvas's own (keys.js), and are loaded with the first touch.

/** @typedef {import("./editor_element.js").HeureumGraphEditor} Editor */

/** A key pressed in a field belongs to the field. @param {Event} event */
export function isTyping(event) {
  const target = /** @type {HTMLElement} */ (event.composedPath()[0]);
  return target.matches?.("input, textarea, select");
}

/** Undo and run, from anywhere in the editor. @param {Editor} editor @param {KeyboardEvent} event */
export function pressedSomewhere(editor, event) {
  if (event.defaultPrevented || !(event.ctrlKey || event.metaKey)) return;
  const key = event.key.toLowerCase();
  if (key === "enter") editor.running.start();
  else if (isTyping(event) || editor.isReadOnly) return;
  else if (key === "z") editor.turn(event.shiftKey ? "redo" : "undo");
  else if (key === "y") editor.turn("redo");
  else return;
  event.preventDefault();
}

/** @param {Editor} editor @param {KeyboardEvent} event */
export function pressedOnCanvas(editor, event) {
  if (editor.rest?.pressedInGraph(editor, event)) event.preventDefault();
  if (editor.rest) return;
  // The keys have been on their way since the graph got the focus; until they come it must not scroll the page.
  if (/^(Arrow|Page|Home|End| )/.test(event.key)) event.preventDefault();
  editor.warm().then((rest) => rest?.pressedInGraph(editor, event));
}
