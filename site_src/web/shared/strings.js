// Every sentence the running cell says, in both languages. Values in braces are filled by `say`.
// Law: the languages have the same keys (the type of `en` is checked against `ko`).

const ko = {
  waiting: "먼저 시작한 코드가 끝나기를 기다립니다.",
  download: "파이썬과 넘파이를 내려받습니다.",
  bytes: "{received} / {total} MB",
  start: "작업자를 준비합니다.",
  run: "실행하고 있습니다.",
  finished: "{seconds}초 만에 끝났습니다.",
  raised: "오류가 나서 끝났습니다.",
  stopped: "멈췄습니다. 고친 코드는 그대로 있습니다.",
  tooLong: "{seconds}초 안에 끝나지 않아 멈췄습니다. 끝나지 않는 반복이 없는지 살펴보세요.",
  tooMuch: "출력이 {megabytes}MB를 넘어 멈췄습니다.",
  notLoaded: "실행에 필요한 파일을 받지 못했습니다. 네트워크를 확인한 뒤 다시 시도해 주세요.",
  damaged: "받은 파일이 온전하지 않습니다. 다시 시도하면 새로 받습니다.",
  failed: "실행기가 뜻밖에 멈췄습니다. 다시 시도하면 새로 시작합니다.",
  inClient:
    "이 브라우저에서는 sess.run이 다른 웹 워커를 기다릴 수 없어, 한 워커 안에서 차례로 실행했습니다. await sess.run_async(...)로 고치면 여러 워커에서 실행됩니다.",
  onLine: "{line}번째 줄",
  traceback: "오류가 난 경로",
  output: "출력",
  noOutput: "출력이 없습니다.",
  notDrawn: "그림을 그리는 데 필요한 파일을 받지 못했습니다. 다시 실행하면 새로 받습니다.",
  ranGraph: "방금 실행한 그래프입니다. 색은 노드를 실행한 작업자를 뜻합니다.",
  graphTitle: "실행한 그래프",
  graphSize: "노드 {nodes}개, 간선 {edges}개.",
  tooLarge: "노드가 {nodes}개라서 그림으로 그리지 않았습니다.",
  report: "어디에서 언제 실행했나",
  watched: "sess.run을 {count}번 실행했고, 이것은 그 가운데 {watched}번째의 기록입니다. 되풀이하는 실행은 이따금만 기록하고 나머지는 더 빨리 실행합니다.",
  placement: "작업자와 노드",
  worker: "작업자 {task}",
  workerColumn: "작업자",
  nodes: "실행한 노드",
  transfers: "작업자 사이로 오간 텐서",
  noTransfers: "작업자 사이로 오간 텐서가 없습니다.",
  tensor: "텐서",
  from: "보낸 곳",
  to: "받은 곳",
  size: "크기",
  bytesUnit: "{size}바이트",
  elapsed: "걸린 시간",
  editorLabel: "파이썬 코드 편집기",
  editorHelp: "Tab은 들여쓰기입니다. Esc를 누른 다음 Tab을 누르면 편집기에서 나옵니다. Ctrl+Enter로 실행합니다.",
  editorPlain: "편집기를 모두 받지 못해 단순한 입력창을 씁니다.",
};

/** @type {typeof ko} */
const en = {
  waiting: "Waiting for the code that started first.",
  download: "Downloading Python and NumPy.",
  bytes: "{received} / {total} MB",
  start: "Starting the workers.",
  run: "Running.",
  finished: "Finished in {seconds} s.",
  raised: "Ended with an error.",
  stopped: "Stopped. Your edits are still here.",
  tooLong: "Stopped: it did not finish within {seconds} s. Is there a loop that never ends?",
  tooMuch: "Stopped: it printed more than {megabytes} MB.",
  notLoaded: "A file needed to run this could not be loaded. Check the network, then retry.",
  damaged: "A file arrived damaged. Retry downloads it anew.",
  failed: "The runtime stopped unexpectedly. Retry starts a new one.",
  inClient:
    "In this browser sess.run cannot wait for other web workers, so everything ran inside one. With await sess.run_async(...) it runs on several.",
  onLine: "line {line}",
  traceback: "Traceback",
  output: "Output",
  noOutput: "Nothing was printed.",
  notDrawn: "A file needed to draw this could not be loaded. Run again to load it anew.",
  ranGraph: "The graph that just ran. A node's colour is the worker that ran it.",
  graphTitle: "The graph that ran",
  graphSize: "{nodes} nodes, {edges} edges.",
  tooLarge: "Not drawn: it has {nodes} nodes.",
  report: "What ran where, and when",
  watched: "sess.run ran {count} times; this is what run {watched} did. Of runs that repeat only some are watched, and the others are faster.",
  placement: "Workers and their nodes",
  worker: "worker {task}",
  workerColumn: "Worker",
  nodes: "Nodes it ran",
  transfers: "Tensors that crossed between workers",
  noTransfers: "No tensor crossed between workers.",
  tensor: "Tensor",
  from: "Sent by",
  to: "Received by",
  size: "Size",
  bytesUnit: "{size} bytes",
  elapsed: "Took",
  editorLabel: "Python code editor",
  editorHelp: "Tab indents. Press Esc, then Tab to leave the editor. Ctrl+Enter runs the code.",
  editorPlain: "The full editor could not be loaded; this is a plain one.",
};

const strings = { ko, en };

/**
 * @typedef {keyof typeof ko} Key
 * @typedef {(key: Key, values?: Record<string, string | number>) => string} Say
 */

/**
 * @param {import("./labels.js").Language} language
 * @returns {Say}
 */
export function speaker(language) {
  return (key, values = {}) => strings[language][key].replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}
