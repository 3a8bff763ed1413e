// The client worker: boots Python, runs the reader's code, posts what it prints and its result.
// Law: one run at a time; whatever goes wrong before a result is a `fault`, and the page then replaces this worker.
import { boot, loadScripts } from "./boot.js";
import { ClientBridge } from "./client_bridge.js";
import { interruptBuffer } from "./leash.js";
import { OutputMeter } from "./output.js";
import { faultsToPage, page } from "./worker_scope.js";

/** @typedef {import("./protocol.js").Prepare | import("./protocol.js").BootClient | import("./protocol.js").RunCode} FromPage */

/** @type {Promise<import("./boot.js").LoadPyodide>} */
let scripts;
/** @type {any} Python's run_cell_json */
let runCell;
/** @type {ClientBridge} */
let bridge;
/** @type {OutputMeter} */
let output;

/** @param {import("./protocol.js").BootClient} message */
async function start({ kit, ports, blocking, mailboxes, leashURL }) {
  const { python, path } = await boot(await scripts, kit);
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
  runCell = python.pyimport("heureum_live.run_cell").run_cell_json;
  page.postMessage({ type: "ready", path, elapsedMs: performance.now() });
}

/** @param {import("./protocol.js").RunCode} message */
async function run({ run, code, filename, outputLimitBytes }) {
  output = new OutputMeter(
    outputLimitBytes,
    (stream, text) => page.postMessage({ type: "output", run, stream, text }),
    () => page.postMessage({ type: "flooded", run }),
  );
  bridge.usedWorkers = false;
  const result = await runCell(code, filename, output.write.bind(output));
  output.flush();
  bridge.closeAll();
  page.postMessage({ type: "done", run, result, usedWorkers: bridge.usedWorkers });
}

page.onmessage = ({ data }) =>
  faultsToPage(async () => {
    /** @type {FromPage} */
    const message = data;
    if (message.type === "prepare") await (scripts = loadScripts(message.pyodideURL));
    else if (message.type === "boot") await start(message);
    else await run(message);
  });
