// The page's runtime: runs code, one run at a time, and always stops.
// Law: `run` resolves with an Ending, whatever happens; it never rejects and never hangs past its time limit.
import { Assets } from "./assets.js";
import { allowedByAddress, chooseBlocking } from "./blocking.js";
import { DamagedError, LoadError } from "./load_error.js";
import { Pool } from "./pool.js";
import { SnapshotError, WorkerSource } from "./python_worker.js";
import { Reserve } from "./reserve.js";

/** @typedef {import("./protocol.js").FromWorker} FromWorker */
/** @typedef {import("./protocol.js").Blocking} Blocking */

/**
 * @typedef {object} Request
 * @property {string} code
 * @property {string} filename
 * @property {number} workers device workers to have ready before the code starts
 * @property {number} timeLimitS
 * @property {number} outputLimitBytes
 * @property {import("../inputs/files.js").Files} [files] for Python's working directory
 */

/** What happens on the way, for the reader to see. */
/**
 * @typedef {object} Listener
 * @property {(stage: "waiting" | "download" | "start" | "run") => void} onStage
 * @property {(received: number, total: number) => void} onBytes
 * @property {(stream: "stdout" | "stderr" | "show", text: string) => void} onOutput
 */

/**
 * How a run ended.
 * @typedef {{kind: "finished", result: any, usedWorkers: boolean, blocking: Blocking}
 *   | {kind: "stopped"} | {kind: "too long"} | {kind: "too much output"}
 *   | {kind: "not loaded", reason: string} | {kind: "damaged", reason: string} | {kind: "failed", reason: string}} Ending
 */

export class Runtime {
  /**
   * @param {URL} folder of the published assets
   * @param {readonly string[]} allowedBlocking
   */
  constructor(folder, allowedBlocking = allowedByAddress(location.search)) {
    this.folder = folder;
    this.assets = new Assets(folder);
    this.blocking = chooseBlocking(allowedBlocking);
    /** @type {WorkerSource | null} */
    this.source = null;
    /** @type {Pool | null} */
    this.pool = null;
    this.reserve = new Reserve({ source: () => this.workerSource(), onSnapshotFault: (error) => this.giveUpSnapshot(error) });
    /** @type {Set<(received: number, total: number) => void>} who watches the download beside the current run */
    this.watchers = new Set();
    /** @type {{run: number, request: Request, listener: Listener, hasBegun: boolean, end: (ending: Ending) => void} | null} */
    this.current = null;
    this.lastRun = 0;
    /** Ends the current run when its time is over. */
    this.timer = 0;
    /** @type {Promise<unknown>} runs go one after the other */
    this.queue = Promise.resolve();
  }

  /**
   * @param {Request} request
   * @param {Listener} listener
   * @param {AbortSignal} signal Stop
   * @returns {Promise<Ending>}
   */
  run(request, listener, signal) {
    if (this.current) listener.onStage("waiting");
    const ending = this.queue.then(() => this.runNow(request, listener, signal));
    this.queue = ending;
    // A run that still waits its turn is stopped at once; a running one is ended by runNow.
    return Promise.race([ending, aborted(signal)]);
  }

  /**
   * @param {Request} request
   * @param {Listener} listener
   * @param {AbortSignal} signal
   * @returns {Promise<Ending>}
   */
  async runNow(request, listener, signal) {
    if (signal.aborted) return { kind: "stopped" };
    const run = ++this.lastRun;
    /** @type {Promise<Ending>} */
    const ended = new Promise((end) => (this.current = { run, request, listener, hasBegun: false, end }));
    const { end } = /** @type {NonNullable<typeof this.current>} */ (/** @type {unknown} */ (this.current));
    const stop = () => this.replace({ kind: "stopped" });
    signal.addEventListener("abort", stop, { once: true });
    this.start(request, listener, run).catch((error) => end(endingOf(error)));
    const ending = await ended;
    clearTimeout(this.timer);
    signal.removeEventListener("abort", stop);
    this.current = null;
    return ending;
  }

  /**
   * Boots what is not booted yet and hands over the code.
   * @param {Request} request
   * @param {Listener} listener
   * @param {number} run
   */
  async start(request, listener, run) {
    if (!this.pool) listener.onStage("download");
    const pool = (this.pool ??= this.makePool());
    // Where nothing can wait for them, devices are only needed by run_async, which asks for them itself.
    if (this.blocking !== "none") pool.ensure(request.workers);
    await pool.source.kit;
    if (this.current?.run !== run) return; // it has ended meanwhile
    listener.onStage("start");
    await pool.ready();
    if (this.current?.run !== run) return;
    listener.onStage("run");
    this.current.hasBegun = true;
    const { code, filename, outputLimitBytes, files = {} } = request;
    pool.client.worker.postMessage({ type: "run", run, code, filename, outputLimitBytes, files });
    this.timer = window.setTimeout(() => this.replace({ kind: "too long" }), request.timeLimitS * 1000);
  }

  /**
   * Asks Python's heureum_live.studio; boots what it takes. Runs of the reader's code do not hold it up, nor does Stop.
   * Rejects with a LoadError when Python could not be downloaded (asking again tries again), or with the signal's reason.
   * @param {string} request JSON
   * @param {{signal?: AbortSignal, onBytes?: (received: number, total: number) => void}} [how]
   * @returns {Promise<string>} JSON
   */
  async ask(request, { signal, onBytes } = {}) {
    if (onBytes) this.watchers.add(onBytes);
    try {
      return await this.reserve.ask(request, signal);
    } finally {
      if (onBytes) this.watchers.delete(onBytes);
    }
  }

  workerSource() {
    const isDownloading = (/** @type {number} */ received, /** @type {number} */ total) => {
      this.current?.listener.onBytes(received, total);
      for (const watcher of this.watchers) watcher(received, total);
    };
    if (this.source) return this.source;
    const kit = this.assets.kit(isDownloading);
    const source = new WorkerSource(this.folder, this.assets.pyodideURL, kit);
    kit.catch(() => this.source === source && (this.source = null)); // the next worker tries again
    return (this.source = source);
  }

  makePool() {
    const client = this.reserve.take();
    return new Pool({
      source: this.workerSource(),
      client,
      blocking: this.blocking,
      onMessage: (message) => this.heard(message),
      onFault: (error) => (error instanceof SnapshotError ? this.bootAnew(error) : this.abandon(endingOf(error))),
    });
  }

  /** @param {SnapshotError} error */
  giveUpSnapshot(error) {
    console.warn("heureum: boots without the snapshot.", error);
    this.assets.giveUpSnapshot();
    this.source = null;
  }

  /**
   * The snapshot did not work here: a run that waits for it boots without.
   * @param {SnapshotError} error
   */
  bootAnew(error) {
    this.giveUpSnapshot(error);
    this.dropPool(error);
    const current = this.current;
    if (!current) return;
    if (current.hasBegun) return current.end(endingOf(error)); // what it has done cannot be done twice
    this.start(current.request, current.listener, current.run).catch((error) => current.end(endingOf(error)));
  }

  /** @param {FromWorker} message */
  heard(message) {
    if (message.type === "answer") return this.reserve.heard(message);
    const current = this.current;
    if (!current || !("run" in message) || message.run !== current.run) return;
    if (message.type === "output") current.listener.onOutput(message.stream, message.text);
    else if (message.type === "flooded") this.replace({ kind: "too much output" });
    else {
      const { usedWorkers } = message;
      current.end({ kind: "finished", result: resultOf(message.result), usedWorkers, blocking: this.blocking });
      this.reserve.ensure(); // the reader has what they waited for; whatever they stop next, another Python waits
    }
  }

  /**
   * Ends the current run and all workers, whatever they are doing.
   * @param {Ending} ending
   */
  abandon(ending) {
    this.dropPool(new Error(ending.kind));
    this.current?.end(ending);
  }

  /** @param {Error} why */
  dropPool(why) {
    const pool = this.pool;
    if (!pool) return;
    this.pool = null;
    pool.close();
    this.reserve.lost(pool.client, why);
  }

  /**
   * Ends a run that was running well, though not to its end. As many workers start again at once, for the next run to find ready.
   * A run that is stopped before it has begun asks for none.
   * @param {Ending} ending
   */
  replace(ending) {
    const count = this.current?.hasBegun ? (this.pool?.devices.length ?? 0) : null;
    this.abandon(ending);
    if (count === null) return;
    this.pool = this.makePool();
    this.pool.ensure(count);
  }
}

/**
 * @param {unknown} error
 * @returns {Ending}
 */
function endingOf(error) {
  const reason = error instanceof Error ? error.message : String(error);
  if (error instanceof DamagedError) return { kind: "damaged", reason };
  return { kind: error instanceof LoadError ? "not loaded" : "failed", reason };
}

/**
 * @param {AbortSignal} signal
 * @returns {Promise<Ending>}
 */
function aborted(signal) {
  return new Promise((resolve) => {
    const stopped = () => resolve({ kind: "stopped" });
    if (signal.aborted) stopped();
    else signal.addEventListener("abort", stopped, { once: true });
  });
}

/**
 * A record of a run is whole only with its graph, which crosses once.
 * @param {string} json
 */
function resultOf(json) {
  const result = JSON.parse(json);
  if (result.run) result.run.graph = result.graph;
  return result;
}
