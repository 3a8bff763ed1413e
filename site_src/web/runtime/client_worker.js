// The client worker: boots Python and waits in reserve, answering questions; in a pool it runs the reader's code.
// Law: one run at a time; whatever goes wrong before a result is a `fault`, and the page then replaces this worker.
import { boot, prepare } from "./boot.js";
import { placeFiles } from "./cell_files.js";
import { ClientBridge } from "./client_bridge.js";
import { interruptBuffer } from "./leash.js";
import { OutputMeter } from "./output.js";
import { bootFaultsToPage, faultsToPage, page } from "./worker_scope.js";

/** @typedef {import("./protocol.js").Prepare | import("./protocol.js").BootClient | import("./protocol.js").JoinPool} Beginning */
/** @typedef {import("./protocol.js").RunCode | import("./protocol.js").Ask} Work */

/** @type {Promise<import("./boot.js").LoadPyodide>} */
let scripts;
/** @type {any} Pyodide's API object */
let python;
/** @type {any} Python's run_cell_json */
let runCell;
/** @type {any} Python's heureum_live.studio.answer, once it was asked for */
let answer;
/** @type {ClientBridge} */
let bridge;
/** @type {OutputMeter} */
let output;
/** Where Python starts: the reader's files go there, wherever their code has gone. */
let home = "";

/** @param {import("./protocol.js").BootClient} message */
async function start({ kit, heap }) {
  const booted = await boot(await scripts, kit, heap);
  python = booted.python;
  home = python.FS.cwd();
  runCell = python.pyimport("heureum_live.run_cell").run_cell_json;
  page.postMessage({ type: "ready", path: booted.path, elapsedMs: performance.now(), memoryBytes: memoryBytes() });
}

/** @param {import("./protocol.js").JoinPool} message */
function join({ ports, blocking, mailboxes, leashURL }) {
  bridge = new ClientBridge({
    ports,
    blocking,
    mailboxes,
    heap: python._module,
    ensure: (count) => page.postMessage({ type: "ensure", count }),
    beforeWait: () => output?.flush(),
  });
  python.setInterruptBuffer(interruptBuffer(leashURL));
  python.registerJsModule("_heureum_bridge", bridge);
}

/** @param {import("./protocol.js").Ask} message */
function respond({ ask, request }) {
  answer ??= python.pyimport("heureum_live.studio").answer;
  page.postMessage({ type: "answer", ask, answer: answer(request) });
}

/** @param {import("./protocol.js").RunCode} message */
async function run({ run, code, filename, outputLimitBytes, files, wantsNews }) {
  output = new OutputMeter(
    outputLimitBytes,
    (stream, text) => page.postMessage({ type: "output", run, stream, text }),
    () => page.postMessage({ type: "flooded", run }),
  );
  bridge.usedWorkers = false;
  placeFiles(python.FS, home, files);
  const tell = wantsNews ? (/** @type {string} */ news) => page.postMessage({ type: "news", run, news }) : undefined;
  const result = await runCell(code, filename, output.write.bind(output), tell);
  output.flush();
  bridge.closeAll();
  page.postMessage({ type: "done", run, result, usedWorkers: bridge.usedWorkers, memoryBytes: memoryBytes() });
}

const memoryBytes = () => python._module.HEAPU8.length;

page.onmessage = ({ data }) =>
  faultsToPage(async () => {
    /** @type {Beginning | Work} */
    const message = data;
    if (message.type === "prepare") await (scripts = prepare(message));
    else if (message.type === "boot") await bootFaultsToPage(() => start(message));
    else if (message.type === "join") join(message);
    else if (message.type === "ask") respond(message);
    else await run(message);
  });
