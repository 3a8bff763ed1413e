// Asks which output a connection begins at, or which input it ends at, where a node has several.

/** @typedef {import("./editor_element.js").HeureumGraphEditor} Editor */

/** Asks which output a connection begins at. @param {Editor} editor @param {import("./picture.js").Node} node */
export function askOutput(editor, node) {
  const rows = (node.outputs ?? []).map((port) => ({ name: port.tensor, about: port.type, press: () => editor.gestures.start(port.tensor) }));
  editor.openDialog({ kind: "list", title: editor.sayMore?.("chooseOutput", { source: node.name }), rows });
}

/** Asks which input a connection ends at. @param {Editor} editor @param {string} source @param {import("./picture.js").Node} node */
export function askInput(editor, source, node) {
  const say = /** @type {import("./words.js").SayMore} */ (editor.sayMore);
  const rows = (node.inputs ?? []).map((port) => ({
    name: port.name, about: port.source ? say("taken", { source: port.source }) : say("free"),
    press: () => editor.edit({ do: "connect", source, target: node.name, input: port.input }),
  }));
  editor.openDialog({ kind: "list", title: say("chooseInput", { target: node.name }), rows });
}
