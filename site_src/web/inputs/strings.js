// The words of what cells read: the drawing pad, the file picker, the page's graph.

const ko = {
  pad: "숫자를 쓰는 판. 마우스나 손가락으로 쓰십시오.",
  padHelp: "화살표로 펜을 옮기고, 스페이스로 펜을 내리거나 올립니다. 백스페이스는 마지막 획을, 델리트는 모두 지웁니다.",
  padHint: "여기에 숫자를 쓰십시오. 비워 두면 미리 넣어 둔 숫자를 씁니다.",
  undo: "한 획 지우기",
  clear: "모두 지우기",
  down: "펜을 내렸습니다.",
  up: "펜을 올렸습니다.",
  cleared: "모두 지웠습니다.",
  undone: "마지막 획을 지웠습니다.",
  pick: "MNIST 파일 고르기",
  pickHint: "파일은 이 컴퓨터를 떠나지 않습니다. 탭을 닫을 때까지 이 페이지의 모든 코드가 함께 씁니다.",
  needed: "파일 네 개가 모두 있어야 합니다. 더 고를 것: {names}",
  ready: "파일 네 개({megabytes}MB)를 모두 받았습니다. 이제 실행하면 진짜 MNIST를 읽습니다.",
  strange: "{names}: MNIST의 파일이 아닙니다. 이름이 train-images-idx3-ubyte.gz처럼 시작해야 합니다.",
  large: "{names}: 너무 큽니다. MNIST의 파일은 하나가 50MB를 넘지 않습니다.",
  unread: "{names}: 읽을 수 없습니다. 파일을 옮기거나 지우지 않았는지 확인해 주십시오.",
  forget: "MNIST 빼기",
  forgotten: "이제 다시 사이트에 든 숫자를 씁니다.",
  given: "맨 위의 그래프를 읽습니다.",
  givenEdited: "맨 위에서 고친 그래프를 읽습니다. 노드는 {count}개입니다.",
  toGraph: "그래프로 가기",
};

/** @type {typeof ko} */
const en = {
  pad: "A pad to write a digit on, with a mouse or a finger.",
  padHelp: "Arrow keys move the pen, Space lowers or lifts it. Backspace takes back the last stroke, Delete clears everything.",
  padHint: "Write a digit here. Left empty, a digit that is kept here is used.",
  undo: "Undo a stroke",
  clear: "Clear",
  down: "The pen is down.",
  up: "The pen is up.",
  cleared: "Cleared.",
  undone: "The last stroke is gone.",
  pick: "Choose MNIST files",
  pickHint: "The files do not leave this computer. All code of this page uses them until the tab is closed.",
  needed: "All four files are needed. Still missing: {names}",
  ready: "All four files are here ({megabytes} MB). From now on a run reads the real MNIST.",
  strange: "{names}: no file of MNIST. Its name should begin like train-images-idx3-ubyte.gz.",
  large: "{names}: too large. No file of MNIST has more than 50 MB.",
  unread: "{names}: could not be read. Was the file moved or deleted?",
  forget: "Remove MNIST",
  forgotten: "From now on the site's own digits are used again.",
  given: "Reads the graph at the top.",
  givenEdited: "Reads the graph at the top as you have edited it: {count} nodes.",
  toGraph: "Go to the graph",
};

/** @typedef {(key: keyof typeof ko, values?: Record<string, string>) => string} Say */

/** @param {string} language @returns {Say} */
export function speaker(language) {
  const words = language === "en" ? en : ko;
  return (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}
