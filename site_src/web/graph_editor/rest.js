// What a look at a graph does not need: loaded when the reader first touches it.
// The editor's own file is named so that all that both need stays in one piece of the bundle: one piece packs better than ten.
import "./editor_element.js";

export { askInput, askOutput } from "./asking.js";
export { copy, paste } from "./clipboard.js";
export { dialogs, open } from "./dialogs.js";
export { beginConnecting, duplicate, openPalette, pressedInGraph } from "./keys.js";
export { openMenu } from "./menu.js";
export { chosen, prepare, settings, showFields } from "./node_panel.js";
export { restStyle } from "./rest_style.js";
export { tableOf } from "./tables.js";
