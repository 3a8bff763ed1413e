// What every page loads: finds live cells and gives them their buttons. All else is loaded at the first Run or edit.
import { HeureumCell } from "./cells/cell_element.js";
import { loadGraphEditors } from "./graph_editor/load.js";

HeureumCell.assets = new URL("./", import.meta.url);
if (!customElements.get("heureum-cell")) customElements.define("heureum-cell", HeureumCell);
loadGraphEditors(HeureumCell.assets);
