// One worker with Python in it: boots, says when it is ready, hands on what it says, and tells once when it is lost.
// Law: it is never repaired; whoever owns it ends it and starts another.
import { LoadError } from "./load_error.js";

/** @typedef {import("./protocol.js").BootKit} BootKit */
/** @typedef {import("./protocol.js").FromWorker} FromWorker */

// Firefox can hang when more than two workers boot Pyodide at once (pyodide issue 5044).
const BOOTS_ONE_BY_ONE = navigator.userAgent.includes("Firefox/");

// Far longer than any boot from a snapshot takes; some browsers never finish one, and say nothing.
const SNAPSHOT_BOOT_LIMIT_MS = 20_000;

/** A worker did not boot from the snapshot. Without it, it may. */
export class SnapshotError extends Error {}

/** Where workers come from: the scripts, what they boot from, and whose turn it is where they must boot one by one. */
export class WorkerSource {
  /** @param {URL} folder where the worker scripts are @param {string} pyodideURL @param {Promise<BootKit>} kit */
  constructor(folder, pyodideURL, kit) {
    this.folder = folder;
    this.pyodideURL = pyodideURL;
    this.kit = kit;
    /** @type {Promise<unknown>} */
    this.lastBoot = Promise.resolve();
  }
}

export class PythonWorker {
  /**
   * @param {WorkerSource} source
   * @param {object} parts
   * @param {string} parts.script
   * @param {string} parts.name
   * @param {MessagePort[]} [parts.ports]
   * @param {(kit: BootKit) => object} [parts.bootMessage]
   */
  constructor(source, { script, name, ports = [], bootMessage = (kit) => ({ type: "boot", kit }) }) {
    this.name = name;
    this.isReady = false;
    this.isOver = false;
    /** @type {(message: FromWorker) => void} */
    this.onMessage = () => {};
    /** @type {(error: Error) => void} called at most once */
    this.onFault = () => {};
    /** @type {BootKit | null} what it boots from, while it boots */
    this.bootsFrom = null;
    this.worker = new Worker(new URL(script, source.folder), { type: "module", name: `heureum ${name}` });
    this.ready = new Promise((/** @type {(value: void) => void} */ resolve) => {
      this.worker.onmessage = ({ data }) => {
        if (this.isOver) return;
        if (data.type === "fault") this.failed(data.message);
        else if (data.type !== "ready") this.onMessage(data);
        else {
          this.isReady = true;
          this.bootsFrom = null;
          resolve();
        }
      };
    });
    // A worker whose script cannot be loaded fires a plain Event without a message.
    this.worker.onerror = (event) => this.failed(event.message ?? `${script} could not be loaded`);
    this.worker.onmessageerror = () => this.failed("a message could not be read");
    this.worker.postMessage({ type: "prepare", pyodideURL: source.pyodideURL });
    const turn = BOOTS_ONE_BY_ONE ? source.lastBoot : Promise.resolve();
    source.lastBoot = this.ready;
    Promise.all([source.kit, turn]).then(
      ([kit]) => this.boot(kit, bootMessage(kit), ports),
      (error) => this.lost(error),
    );
  }

  /** @param {BootKit} kit @param {object} message @param {MessagePort[]} ports */
  boot(kit, message, ports) {
    if (this.isOver) return;
    this.bootsFrom = kit;
    this.worker.postMessage(message, ports);
    if (kit.snapshot) setTimeout(() => this.isReady || this.failed("did not boot in time"), SNAPSHOT_BOOT_LIMIT_MS);
  }

  /** Once it is ready. @param {object} message @param {Transferable[]} [transfer] */
  post(message, transfer = []) {
    this.ready.then(() => this.isOver || this.worker.postMessage(message, transfer));
  }

  /** @param {string} reason */
  failed(reason) {
    const text = `${this.name}: ${reason}`;
    if (this.bootsFrom?.snapshot) this.lost(new SnapshotError(text));
    else this.lost(this.isReady ? new Error(text) : new LoadError(this.name, reason));
  }

  /** @param {Error} error */
  lost(error) {
    if (this.isOver) return;
    this.end();
    this.onFault(error);
  }

  end() {
    this.isOver = true;
    this.worker.terminate();
  }
}
