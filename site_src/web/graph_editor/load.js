// Brings graph editors to life when they come near the reader, by scrolling or by focus; before that they are plain HTML.
// Law: small, because every page pays for it.

const TAG = "heureum-graph-editor";
/** Far enough for the script to arrive before the graph is in sight. */
const NEAR = "600px";

/** @param {URL} folder of the published assets */
export function loadGraphEditors(folder) {
  /** @type {Promise<unknown> | null} */
  let loading = null;
  const load = () => {
    // A file that did not come may come the next time the reader is here.
    loading ??= import("./editor_element.js").then(({ define }) => define(folder)).catch(() => (loading = null));
  };
  const near = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && load(), { rootMargin: NEAR });
  const look = () => {
    near.disconnect();
    if (customElements.get(TAG)) return;
    for (const graph of document.querySelectorAll(TAG)) {
      near.observe(graph);
      graph.addEventListener("focusin", load, { once: true });
    }
  };
  // The theme's own stream of pages, which instant navigation feeds.
  const pages = /** @type {any} */ (globalThis).document$;
  if (pages) pages.subscribe(look);
  else look();
}
