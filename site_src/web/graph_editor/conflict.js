// The graph and the code were both changed: shows what each has, and lets the reader choose. Neither is dropped: undo has the other.

/** @param {import("./playground.js").Playground} playground @param {any} conflict Python's @param {any} run what the code's run gave */
export function askWhich(playground, conflict, run) {
  const { graph } = playground;
  const rows = ["both", "graph", "code"].filter((side) => conflict[side]).map((side) => ({
    name: conflict[side].label,
    about: conflict[side].changes.join(" "),
    press: () => playground.accept(conflict[side], side === "code" ? run : null),
  }));
  graph.openDialog({ kind: "list", title: playground.words.conflict, text: conflict.text, rows });
}
