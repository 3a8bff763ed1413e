// The graph by keyboard. Takes a key pressed on the canvas; says whether it was one of ours.
// Law: single letters only work on the canvas, never in a field (anywhere.js has what works everywhere); whatever a pointer can do, a key can.
import { inputToUse } from "./connecting.js";
import { inOrder, isMove, nearest } from "./wayfinding.js";

/** @typedef {import("./editor_element.js").HeureumGraphEditor} Editor */

/** @param {Editor} editor @param {KeyboardEvent} event @returns {boolean} */
export function pressedInGraph(editor, event) {
  if (event.isComposing) return false;
  if (event.key === "Escape") return escape(editor);
  if (isMove(event.key) && !event.altKey) return step(editor, event);
  if (editor.gestures.wire && connectByKey(editor, event)) return true;
  if (event.ctrlKey || event.metaKey) return withControl(editor, event);
  if (event.key === "?") {
    editor.openDialog({ kind: "help" });
    return true;
  }
  if (event.key === " ") return toggle(editor);
  return (!editor.isReadOnly && edits(editor, event)) || editor.moveByKey(event);
}

/** @param {Editor} editor */
function escape(editor) {
  if (editor.gestures.cancel()) return true;
  if (!editor.chosen.length) return false;
  editor.choose([]);
  return true;
}

/** @param {Editor} editor @param {KeyboardEvent} event */
function step(editor, event) {
  const view = editor.view;
  if (!view?.nodes.length) return true;
  const from = view.nodes.find((node) => node.name === editor.active);
  const to = inOrder(view.nodes, from, event.key) ?? nearest(view.nodes, from, event.key);
  if (!to) return true;
  if (to === from) editor.announce(editor.sayMore?.("noWay") ?? "");
  else if (editor.gestures.wire || event.ctrlKey || event.metaKey) {
    editor.active = to.name; // the selection stays
    editor.revealActive();
    editor.requestUpdate();
  } else editor.choose([to.name], { add: event.shiftKey });
  return true;
}

/** @param {Editor} editor */
function toggle(editor) {
  const { active } = editor;
  if (!active) return true;
  if (editor.selected.has(active)) {
    editor.choose(editor.chosen.filter((name) => name !== active));
    editor.active = active;
  } else editor.choose([active], { add: true });
  return true;
}

/** Enter connects to the active node, a digit to its input of that number. @param {Editor} editor @param {KeyboardEvent} event */
function connectByKey(editor, event) {
  const target = editor.view?.nodes.find((node) => node.name === editor.active);
  if (!target) return false;
  if (event.key === "Enter" || event.key === " ") {
    const port = inputToUse(target);
    editor.gestures.finish({ node: target.name, input: port ?? -1 });
    return true;
  }
  const number = Number(event.key);
  if (!Number.isInteger(number) || number < 1 || event.key === " ") return false;
  editor.gestures.finish({ node: target.name, input: number - 1 });
  return true;
}

/** @param {Editor} editor @param {KeyboardEvent} event */
function withControl(editor, event) {
  const key = event.key.toLowerCase();
  if (key === "a") editor.choose(editor.view?.nodes.map((node) => node.name) ?? []);
  else if (key === "c" && editor.chosen.length && !editor.isReadOnly) copy(editor);
  else if (key === "x" && editor.chosen.length && !editor.isReadOnly) copy(editor).then((isCopied) => isCopied && editor.removeChosen());
  else if (key === "d" && !editor.isReadOnly) duplicate(editor);
  else return false;
  return true;
}

/** @param {Editor} editor @param {KeyboardEvent} event */
function edits(editor, event) {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (event.altKey) return false;
  if (key === "a" || key === "/" || key === "Insert") openPalette(editor);
  else if (key === "c") beginConnecting(editor);
  else if (key === "Delete" || key === "Backspace") editor.removeChosen();
  else if (key === "d") duplicate(editor);
  else if (key === "x") disconnectAll(editor);
  else if (key === "l") editor.edit({ do: "arrange" });
  else if (key === "e") editor.place(editor.chosen, null);
  else if (key === "F2" || key === "r") openField(editor, "name");
  else if (key === "Enter") openField(editor, "");
  else if (/^[0-7]$/.test(key) && editor.chosen.length && Number(key) < (editor.view?.workers ?? 0)) editor.place(editor.chosen, Number(key));
  else return false;
  return true;
}

/** @param {Editor} editor */
async function copy(editor) {
  return (await editor.warm())?.copy(editor);
}

/** @param {Editor} editor */
export function openPalette(editor) {
  editor.openDialog({ kind: "palette", query: "", at: 0 });
}

/** @param {Editor} editor */
export function duplicate(editor) {
  if (editor.chosen.length) editor.edit({ do: "duplicate", names: editor.chosen });
}

/** @param {Editor} editor */
export function beginConnecting(editor) {
  const node = editor.view?.nodes.find((one) => one.name === editor.active);
  const outputs = node?.outputs ?? [];
  if (!node || !outputs.length) return;
  if (outputs.length === 1) editor.gestures.start(outputs[0].tensor);
  else editor.warm().then((rest) => rest?.askOutput(editor, node));
}

/** @param {Editor} editor */
function disconnectAll(editor) {
  for (const name of editor.chosen) {
    const node = editor.view?.nodes.find((one) => one.name === name);
    for (const port of [...(node?.inputs ?? [])].reverse()) {
      if (port.source) editor.edit({ do: "disconnect", target: name, input: port.input });
    }
  }
}

/** The panel's field of that key, or its first worth changing; Python brings the fields when they are not there yet. @param {Editor} editor @param {string} key */
async function openField(editor, key) {
  if (!editor.chosen.length && editor.active) editor.choose([editor.active]);
  const [name] = editor.chosen;
  if (!name) return;
  await editor.warm();
  await editor.queue; // an answer that comes after the focus would draw other fields
  await editor.wantForms(true);
  await editor.updateComplete;
  const fields = /** @type {NodeListOf<HTMLInputElement>} */ (editor.renderRoot.querySelectorAll(".panel [data-key]"));
  const field = [...fields].find((one) => one.dataset.key === key) ?? [...fields].find((one) => one.dataset.key !== "name") ?? fields[0];
  field?.focus();
  field?.select?.();
}
