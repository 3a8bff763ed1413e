// The keys of the graph, each with the name of the sentence that says what it does.

/** @type {Array<[string, import("./words.js").MoreKey]>} */
export const KEYS = [
  ["← ↑ → ↓", "keyMove"], ["PgUp PgDn Home End", "keyOrder"], ["Shift ←↑→↓", "keyExtend"], ["Space", "keyToggle"], ["Ctrl A", "keyAll"], ["Enter", "keyOpen"], ["F2", "keyRename"],
  ["A", "keyAdd"], ["C", "keyConnect"], ["X", "keyDisconnect"], ["Delete", "keyDelete"], ["D", "keyDuplicate"], ["Ctrl C X V", "keyCopy"],
  ["0 1 2… E", "keyPlace"], ["Ctrl Z, Ctrl Shift Z", "keyUndo"], ["+ − F", "keyZoom"], ["L", "keyArrange"], ["Alt ←↑→↓", "keyPan"], ["Ctrl Enter", "keyRun"], ["Esc", "keyEscape"], ["?", "keyHelp"],
];
