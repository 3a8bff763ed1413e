// Brings graph editors to life when they come near the reader; before that they are plain HTML.
// Law: small, because every page pays for it.
import { whenNear } from "../shared/near.js";

const TAG = "heureum-graph-editor";

/** @param {URL} folder of the published assets */
export function loadGraphEditors(folder) {
  const load = () => import("./editor_element.js").then(({ define }) => define(folder));
  const look = () => {
    if (!customElements.get(TAG)) for (const graph of document.querySelectorAll(TAG)) whenNear(graph, load);
  };
  // The theme's own stream of pages, which instant navigation feeds.
  const pages = /** @type {any} */ (globalThis).document$;
  if (pages) pages.subscribe(look);
  else look();
}
