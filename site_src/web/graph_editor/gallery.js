// Graphs to start from. The list and the graphs are Python's; starting one is an edit, so that undo brings back what was there.

/** @param {import("./playground.js").Playground} playground */
export async function openGallery({ graph, words }) {
  const dialog = { kind: /** @type {const} */ ("list"), title: words.gallery, text: words.galleryHint, rows: /** @type {any} */ (null) };
  graph.openDialog(dialog);
  const { graphs, error } = await graph.ask({ do: "gallery" });
  if (error) {
    graph.refused(error);
    dialog.text = error.text;
  }
  const start = (/** @type {import("./studio.js").Request} */ request) => () => graph.edit(request);
  dialog.rows = [
    ...(graphs ?? []).map((/** @type {any} */ one) => ({ name: one.title, about: one.about, press: start({ do: "start", id: one.id }) })),
    ...(error ? [] : [{ name: words.blank, about: words.blankAbout, press: start({ do: "new", workers: 2 }) }]),
  ];
  graph.requestUpdate();
}
