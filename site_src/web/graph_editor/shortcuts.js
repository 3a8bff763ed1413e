// The keys of the graph, and what they do, in both languages.

const ko = {
  keysTitle: "키보드로 그래프 다루기",
  keyMove: "노드 사이를 옮겨 다니기",
  keyOrder: "그래프의 차례대로 옮겨 다니기",
  keyExtend: "이어서 고르기",
  keyToggle: "고르거나 놓기",
  keyAll: "모두 고르기",
  keyOpen: "고른 노드 고치기",
  keyRename: "이름 바꾸기",
  keyAdd: "연산 추가",
  keyConnect: "여기서부터 잇기. 받을 노드에서 Enter나 입력의 번호",
  keyDisconnect: "고른 노드의 입력을 모두 끊기",
  keyDelete: "지우기",
  keyDuplicate: "복제",
  keyCopy: "복사, 잘라내기, 붙이기",
  keyPlace: "작업자 0, 1, 2…에 맡기기. E는 엔진에 맡기기",
  keyUndo: "되돌리기, 다시 하기",
  keyZoom: "크게, 작게, 한눈에 보기",
  keyPan: "화면 옮기기",
  keyRun: "실행",
  keyEscape: "그만두기",
  keyHelp: "이 도움말",
  keyNote: "한 글자 단축키는 그래프에 초점이 있을 때만 듣습니다.",
};

/** @type {typeof ko} */
const en = {
  keysTitle: "The graph by keyboard",
  keyMove: "Move between nodes",
  keyOrder: "Move in the graph's own order",
  keyExtend: "Extend the selection",
  keyToggle: "Select or let go",
  keyAll: "Select all",
  keyOpen: "Edit the selected node",
  keyRename: "Rename",
  keyAdd: "Add an op",
  keyConnect: "Connect from here; on the receiving node press Enter or the input's number",
  keyDisconnect: "Disconnect all inputs of the selected nodes",
  keyDelete: "Delete",
  keyDuplicate: "Duplicate",
  keyCopy: "Copy, cut, paste",
  keyPlace: "Run on worker 0, 1, 2…; E leaves it to the engine",
  keyUndo: "Undo, redo",
  keyZoom: "Zoom in, zoom out, fit",
  keyPan: "Move the view",
  keyRun: "Run",
  keyEscape: "Cancel",
  keyHelp: "This help",
  keyNote: "Single-letter shortcuts only work while the graph has the focus.",
};

export const shortcutWords = { ko, en };

/** @type {Array<[string, keyof typeof ko]>} */
export const KEYS = [
  ["← ↑ → ↓", "keyMove"], ["PgUp PgDn Home End", "keyOrder"], ["Shift ←↑→↓", "keyExtend"], ["Space", "keyToggle"], ["Ctrl A", "keyAll"], ["Enter", "keyOpen"], ["F2", "keyRename"],
  ["A", "keyAdd"], ["C", "keyConnect"], ["X", "keyDisconnect"], ["Delete", "keyDelete"], ["D", "keyDuplicate"], ["Ctrl C X V", "keyCopy"],
  ["0 1 2… E", "keyPlace"], ["Ctrl Z, Ctrl Shift Z", "keyUndo"], ["+ − F", "keyZoom"], ["Alt ←↑→↓", "keyPan"], ["Ctrl Enter", "keyRun"], ["Esc", "keyEscape"], ["?", "keyHelp"],
];
