// Which port a connection goes to when the reader names only the node: the input that is free, or the one that is asked for.
// Law: goes by what the view shows as empty; whether it fits is Python's to say.

/** @param {import("./picture.js").Node} node @returns {number | null} null when the reader has to choose */
export function inputToUse(node) {
  const inputs = node.inputs ?? [];
  const free = inputs.find((port) => !port.source && !port.optional) ?? inputs.find((port) => !port.source);
  if (free) return free.input;
  return inputs.length === 1 ? inputs[0].input : null;
}

/** @typedef {import("./editor_element.js").HeureumGraphEditor} Editor */

/** Asks which output a connection begins at. @param {Editor} editor @param {import("./picture.js").Node} node */
export function askOutput(editor, node) {
  const rows = (node.outputs ?? []).map((port) => ({ name: port.tensor, about: port.type, press: () => editor.gestures.start(port.tensor) }));
  editor.openDialog({ kind: "list", title: editor.say?.("chooseOutput", { source: node.name }), rows });
}

/** Asks which input a connection ends at. @param {Editor} editor @param {string} source @param {import("./picture.js").Node} node */
export function askInput(editor, source, node) {
  const say = /** @type {import("./words.js").Say} */ (editor.say);
  const rows = (node.inputs ?? []).map((port) => ({
    name: port.name, about: port.source ? say("taken", { source: port.source }) : say("free"),
    press: () => editor.edit({ do: "connect", source, target: node.name, input: port.input }),
  }));
  editor.openDialog({ kind: "list", title: say("chooseInput", { target: node.name }), rows });
}
