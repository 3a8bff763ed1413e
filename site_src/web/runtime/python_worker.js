// One worker with Python in it: boots, says when it is ready, hands on what it says, and tells once when it is lost.
// Law: it is never repaired; whoever owns it ends it and starts another.
import { lifeLineName, watch } from "./life_line.js";
import { LoadError, WorkerError, isOutOfMemory, isUnreachable } from "./load_error.js";

/** @typedef {import("./assets.js").Delivery} Delivery */
/** @typedef {import("./protocol.js").FromWorker} FromWorker */
/** @typedef {"waits" | "boots" | "ready" | "over"} State waits: for the download, or for its turn */

// Firefox can hang when more than two workers boot Pyodide at once (pyodide issue 5044).
const BOOTS_ONE_BY_ONE = navigator.userAgent.includes("Firefox/");

// Far longer than any boot takes; some browsers never finish one, and say nothing. From the snapshot it is the quicker one, and
// there is something else to try.
const SNAPSHOT_BOOT_LIMIT_MS = 10_000;
const BOOT_LIMIT_MS = 60_000;

/** A worker did not boot from the snapshot. Without it, it may. */
export class SnapshotError extends WorkerError {}

/** Where workers come from: the scripts, what they boot from, and whose turn it is where they must boot one by one. */
export class WorkerSource {
  /** @param {URL} folder where the worker scripts are @param {string} pyodideURL @param {Promise<Delivery>} delivery */
  constructor(folder, pyodideURL, delivery) {
    this.folder = folder;
    this.pyodideURL = pyodideURL;
    this.delivery = delivery;
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
   * @param {object} [parts.parts] of a device, for its boot
   */
  constructor(source, { script, name, ports = [], parts = {} }) {
    this.name = name;
    /** @type {State} */
    this.state = "waits";
    /** Of Python's heap, as it last said. */
    this.memoryBytes = 0;
    /** @type {(message: FromWorker) => void} */
    this.onMessage = () => {};
    /** @type {(error: Error) => void} called at most once */
    this.onFault = () => {};
    this.bootsFromSnapshot = false;
    /** Whether all that it boots from has arrived as it was published. @type {Promise<void>} */
    this.whole = Promise.resolve();
    this.over = new AbortController();
    this.ended = new Promise((resolve) => this.over.signal.addEventListener("abort", resolve));
    this.lifeLine = lifeLineName();
    this.worker = new Worker(new URL(script, source.folder), { type: "module", name: `heureum ${name}` });
    this.ready = new Promise((/** @type {(value: void) => void} */ resolve) => {
      this.worker.onmessage = ({ data }) => this.heard(data, resolve);
    });
    // A worker whose script cannot be loaded fires a plain Event without a message.
    this.worker.onerror = ({ message }) => {
      if (message) this.failed(message, "boot");
      else this.failed(`${script} could not be loaded`, navigator.onLine ? "unreachable" : "offline");
    };
    this.worker.onmessageerror = () => this.failed("a message could not be read", "lost");
    this.worker.postMessage({ type: "prepare", pyodideURL: source.pyodideURL, lifeLine: this.lifeLine });
    const turn = BOOTS_ONE_BY_ONE ? source.lastBoot : Promise.resolve();
    source.lastBoot = Promise.race([this.ready, this.ended]);
    Promise.all([source.delivery, turn]).then(
      ([delivery]) => this.boot(delivery, parts, ports),
      (error) => this.lost(error),
    );
  }

  get isReady() {
    return this.state === "ready";
  }

  /** @param {FromWorker} message @param {() => void} resolve */
  heard(message, resolve) {
    if (this.state === "over") return;
    if (message.type === "fault") return this.failed(message.message, codeOf(message.message));
    if ("memoryBytes" in message) this.memoryBytes = message.memoryBytes;
    if (message.type === "memory") return;
    if (message.type !== "ready") return this.onMessage(message);
    // It has begun with what was not yet known to be whole.
    this.whole.then(() => {
      if (this.state === "over") return;
      this.state = "ready";
      watch(this.lifeLine, () => this.failed("it was ended from outside", "lost"), this.over.signal);
      resolve();
    });
  }

  /** @param {Delivery} delivery @param {object} parts @param {MessagePort[]} ports */
  boot({ kit, heap, whole }, parts, ports) {
    if (this.state === "over") return;
    this.state = "boots";
    this.bootsFromSnapshot = kit.snapshot !== null;
    this.whole = whole;
    const pieces = heap?.follow() ?? null;
    this.worker.postMessage({ type: "boot", kit, heap: pieces, ...parts }, pieces ? [pieces, ...ports] : ports);
    whole.then(
      () => this.limit(this.bootsFromSnapshot ? SNAPSHOT_BOOT_LIMIT_MS : BOOT_LIMIT_MS),
      (error) => this.failed(String(error), error.code ?? "cut off"), // what is cut off cannot be inflated
    );
  }

  /** Gives it so long to boot, now that it has all it needs. @param {number} limitMs */
  limit(limitMs) {
    const timer = setTimeout(() => this.failed("did not boot in time", "boot"), limitMs);
    Promise.race([this.ready, this.ended]).then(() => clearTimeout(timer));
  }

  /** Once it is ready. @param {object} message @param {Transferable[]} [transfer] */
  post(message, transfer = []) {
    this.ready.then(() => this.state === "over" || this.worker.postMessage(message, transfer));
  }

  /** @param {string} reason @param {import("./load_error.js").FaultCode} code */
  failed(reason, code) {
    if (this.isReady) this.lost(new WorkerError(this.name, reason, code === "boot" ? "lost" : code));
    else if (this.state === "boots" && this.bootsFromSnapshot) this.lost(new SnapshotError(this.name, reason, code));
    else this.lost(new LoadError(this.name, reason, code));
  }

  /** @param {Error} error */
  lost(error) {
    if (this.state === "over") return;
    this.end();
    this.onFault(error);
  }

  end() {
    this.state = "over";
    this.over.abort();
    this.worker.terminate();
  }
}

/** @param {string} reason what a worker that does not boot has thrown @returns {import("./load_error.js").FaultCode} */
function codeOf(reason) {
  if (isOutOfMemory(reason)) return "memory";
  if (isUnreachable(reason)) return navigator.onLine ? "unreachable" : "offline";
  return "boot";
}
