// Which port a connection goes to when the reader names only the node: the input that is free, or the one that is asked for.
// Law: goes by what the view shows as empty; whether it fits is Python's to say.

/** @param {import("./picture.js").Node} node @returns {number | null} null when the reader has to choose */
export function inputToUse(node) {
  const inputs = node.inputs ?? [];
  const free = inputs.find((port) => !port.source && !port.optional) ?? inputs.find((port) => !port.source);
  if (free) return free.input;
  return inputs.length === 1 ? inputs[0].input : null;
}
