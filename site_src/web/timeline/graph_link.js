// A graph and a timeline of the same run: what is pointed at in one is lit in the other.
// Takes the picture of the graph (an SVG whose nodes have data-node, or a <heureum-graph>) and the timeline.

/** @typedef {import("./timeline_element.js").HeureumTimeline} HeureumTimeline */

/** @param {HTMLElement} picture @param {HeureumTimeline} timeline @returns {() => void} what undoes it */
export function linkGraph(picture, timeline) {
  const listening = new AbortController();
  const { signal } = listening;
  const graph = /** @type {any} */ ("highlight" in picture ? picture : picture.querySelector("heureum-graph"));
  timeline.addEventListener("span-hover", (event) => {
    const { detail } = /** @type {CustomEvent<string | null>} */ (event);
    if (graph) graph.highlight(detail ? [detail] : []);
    else light(picture, detail);
  }, { signal });
  picture.addEventListener("node-hover", (event) => {
    const { detail } = /** @type {CustomEvent<string | null>} */ (event);
    timeline.highlight(detail ? [detail] : null);
  }, { signal });
  if (!graph) {
    picture.addEventListener("pointerover", ({ target }) => {
      const node = /** @type {Element} */ (target).closest("[data-node]")?.getAttribute("data-node") ?? null;
      light(picture, node);
      timeline.highlight(node === null ? null : [node]);
    }, { signal });
    picture.addEventListener("pointerleave", () => {
      light(picture, null);
      timeline.highlight(null);
    }, { signal });
  }
  return () => listening.abort();
}

/** @param {HTMLElement} picture @param {string | null} node */
function light(picture, node) {
  for (const drawn of picture.querySelectorAll("[data-node]")) drawn.classList.toggle("heureum-node-lit", drawn.getAttribute("data-node") === node);
}
