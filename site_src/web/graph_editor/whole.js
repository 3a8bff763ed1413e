// An answer as a whole again: Python sends what is new, and for the rest the place where the page has it.

/** @typedef {import("./studio.js").Answer} Answer */
/** @typedef {import("./history.js").Step} Step */

/** @param {Answer} answer @param {Step} step what the page held when it asked @returns {Answer} */
export function whole(answer, { document, view }) {
  if (!answer.since) return answer;
  const all = (/** @type {any[]} */ fresh, /** @type {any[]} */ held) => fresh.map((one) => (typeof one === "number" ? held[one] : one));
  const news = answer.view;
  return {
    ...answer,
    ...(answer.document && { document: { ...answer.document, nodes: all(answer.document.nodes, document.nodes) } }),
    view: {
      ...news,
      nodes: all(news.nodes, view.nodes),
      edges: all(news.edges, view.edges),
      table: { ...news.table, rows: all(news.table.rows, view.table.rows) },
    },
  };
}
