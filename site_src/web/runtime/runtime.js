// The page's runtime: runs code, one run at a time, and always stops.
// Law: `run` resolves with an Ending, whatever happens; it never rejects and never hangs past its time limit and those of boots.
import { whenIdle } from "../shared/idle.js";
import { Assets } from "./assets.js";
import { allowedByAddress, chooseBlocking } from "./blocking.js";
import { aborted, endingOf, resultOf } from "./ending.js";
import { Idleness } from "./idleness.js";
import { Pool } from "./pool.js";
import { SLOTS } from "./protocol.js";
import { SnapshotError, WorkerSource } from "./python_worker.js";
import { Reserve } from "./reserve.js";

/** @typedef {import("./protocol.js").FromWorker} FromWorker */
/** @typedef {import("./protocol.js").Blocking} Blocking */

/**
 * @typedef {object} Request
 * @property {string} code
 * @property {string} filename
 * @property {number} workers device workers to have ready before the code starts, if the machine has as many cores
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
 * @property {(news: any) => void} [onNews] what a session's run has done so far, as heureum.trace.live says it
 */

/** @typedef {import("./ending.js").Ending} Ending */

/**
 * What a page has running. `memoryBytes` is Python's heap, as the worker last said. The one in reserve answers questions, and is
 * there when a run is stopped. `cores` is what the browser says the machine has, `most` how many device workers are started
 * before code asks for them.
 * @typedef {{name: string, state: import("./python_worker.js").State, memoryBytes: number}} Member
 * @typedef {{workers: Member[], reserve: Member | null, isRunning: boolean, cores: number, most: number, blocking: Blocking}} Inventory
 */

/** A run that takes so long is one that a reader may stop: it is time to have another Python in reserve. */
const LONG_RUN_MS = 1000;

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
    /** Ends the current run when its time is over; before that, fills the reserve. */
    this.timers = [0, 0];
    this.idleness = new Idleness(() => this.rest());
    this.cores = navigator.hardwareConcurrency || 1;
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
    return this.idleness.during(this.runBusily(request, listener, signal));
  }

  /**
   * @param {Request} request
   * @param {Listener} listener
   * @param {AbortSignal} signal
   * @returns {Promise<Ending>}
   */
  async runBusily(request, listener, signal) {
    const run = ++this.lastRun;
    /** @type {Promise<Ending>} */
    const ended = new Promise((end) => (this.current = { run, request, listener, hasBegun: false, end }));
    const { end } = /** @type {NonNullable<typeof this.current>} */ (/** @type {unknown} */ (this.current));
    const stop = () => this.replace({ kind: "stopped" });
    signal.addEventListener("abort", stop, { once: true });
    this.start(request, listener, run).catch((error) => end(endingOf(error)));
    const ending = await ended;
    for (const timer of this.timers) clearTimeout(timer);
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
    if (this.blocking !== "none") pool.ensure(Math.min(request.workers, this.most));
    const { whole } = await pool.source.delivery;
    whole.then(() => this.current?.run === run && !this.current.hasBegun && listener.onStage("start"), () => {});
    await pool.ready();
    if (this.current?.run !== run) return;
    listener.onStage("run");
    this.current.hasBegun = true;
    const { code, filename, outputLimitBytes, files = {} } = request;
    pool.client.worker.postMessage({ type: "run", run, code, filename, outputLimitBytes, files, wantsNews: Boolean(listener.onNews) });
    this.timers = [0, window.setTimeout(() => this.reserve.ensure(), LONG_RUN_MS)];
    this.limit();
  }

  /** The current run has its time from when the last worker has booted, which has a limit of its own: waiting for it is not the code's doing. */
  limit() {
    if (!this.current?.hasBegun) return;
    clearTimeout(this.timers[0]);
    const end = () => this.pool?.devices.every(({ isReady }) => isReady) && this.replace({ kind: "too long" });
    this.timers[0] = window.setTimeout(end, this.current.request.timeLimitS * 1000);
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
      return await this.idleness.during(this.reserve.ask(request, signal));
    } finally {
      if (onBytes) this.watchers.delete(onBytes);
    }
  }

  /** How many device workers are started before a run begins: more than cores would only wait for one another. */
  get most() {
    return Math.min(SLOTS, this.cores);
  }

  /** Downloads and compiles what a run will need, for a reader who seems about to run something. Starts no Python. */
  prefetch() {
    this.workerSource(); // if it fails, the run will try again and say what is wrong
  }

  /** @returns {Inventory} */
  inventory() {
    const member = (/** @type {import("./python_worker.js").PythonWorker} */ { name, state, memoryBytes }) => ({ name, state, memoryBytes });
    return {
      workers: this.pool?.workers.map(member) ?? [],
      reserve: this.reserve.waiting && member(this.reserve.waiting),
      isRunning: this.current !== null,
      cores: this.cores,
      most: this.most,
      blocking: this.blocking,
    };
  }

  /** Lets all workers go: nobody has used them for a while. The next run starts them again, from what is already downloaded. */
  rest() {
    this.dropPool(new Error("idle"));
    this.reserve.close();
  }

  workerSource() {
    const isDownloading = (/** @type {number} */ received, /** @type {number} */ total) => {
      this.current?.listener.onBytes(received, total);
      for (const watcher of this.watchers) watcher(received, total);
    };
    if (this.source) return this.source;
    const delivery = this.assets.delivery(isDownloading);
    const source = new WorkerSource(this.folder, this.assets.pyodideURL, delivery);
    delivery.then(({ whole }) => whole).catch(() => this.source === source && (this.source = null)); // the next worker tries again
    return (this.source = source);
  }

  makePool() {
    const client = this.reserve.take();
    return new Pool({
      source: this.workerSource(),
      client,
      blocking: this.blocking,
      onMessage: (message) => this.heard(message),
      onDevice: () => this.limit(),
      onFault: (error) => (error instanceof SnapshotError ? this.bootAnew(error) : this.replace(endingOf(error))),
    });
  }

  /** @param {SnapshotError} error */
  giveUpSnapshot(error) {
    console.warn("heureum: boots without the snapshot.", error);
    this.assets.giveUpSnapshot(error.code === "boot");
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
    else if (message.type === "news") current.listener.onNews?.(JSON.parse(message.news));
    else if (message.type === "flooded") this.replace({ kind: "too much output" });
    else {
      const { usedWorkers } = message;
      current.end({ kind: "finished", result: resultOf(message.result), usedWorkers, blocking: this.blocking });
      // The reader has what they waited for. Whatever they stop next, another Python waits; the next visit's starts sooner.
      this.reserve.ensure().ready.then(() => whenIdle(() => this.assets.keepSnapshot()));
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
