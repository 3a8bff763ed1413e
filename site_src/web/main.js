// What every page loads: finds live cells and gives them their buttons. All else is loaded at the first Run or edit.
import { HeureumCell } from "./cells/cell_element.js";
import { loadGraphEditors } from "./graph_editor/load.js";
import { loadFor } from "./shared/near.js";

HeureumCell.assets = new URL("./", import.meta.url);
HeureumCell.chunks = "HEUREUM_RUN_CHUNKS".split(" "); // build.mjs fills it in
if (!customElements.get("heureum-cell")) customElements.define("heureum-cell", HeureumCell);
loadGraphEditors(HeureumCell.assets);

// A link that holds somebody's code: shown, never run.
const openLink = () => {
  if (location.hash.startsWith("#heureum=")) loadFor(document.body, () => import("./cells/shared_link.js")).then(({ openLink }) => openLink());
};
openLink();
addEventListener("hashchange", openLink);

// After everything that the reader waits for. When it does not come, nothing is kept this time.
const beginOffline = () => setTimeout(() => import("./offline/offline.js").then(({ beginOffline }) => beginOffline(), () => {}), 0);
if (document.readyState === "complete") beginOffline();
else addEventListener("load", beginOffline);
