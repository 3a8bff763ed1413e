// One generation of workers: a client and its devices, booted together, closed together.
// Law: a pool is never repaired. Stop, a fault or a lost worker closes it; the next run makes another.
import { makeChannels } from "./channels.js";
import { makeLeash } from "./leash.js";
import { LoadError } from "./load_error.js";
import { makeMailbox } from "./mailbox.js";
import { SLOTS } from "./protocol.js";

/** @typedef {import("./protocol.js").BootKit} BootKit */
/** @typedef {import("./protocol.js").Blocking} Blocking */
/** @typedef {import("./protocol.js").FromWorker} FromWorker */
/** @typedef {{worker: Worker, ready: Promise<void>}} Started */

// Firefox can hang when more than two workers boot Pyodide at once (pyodide issue 5044).
const BOOTS_ONE_BY_ONE = navigator.userAgent.includes("Firefox/");

// Far longer than any boot from a snapshot takes; some browsers never finish one, and say nothing.
const SNAPSHOT_BOOT_LIMIT_MS = 20_000;

/** A worker did not boot from the snapshot. Without it, it may. */
export class SnapshotError extends Error {}

export class Pool {
  /**
   * @param {object} parts
   * @param {URL} parts.folder where the worker scripts are
   * @param {string} parts.pyodideURL
   * @param {Promise<BootKit>} parts.kit
   * @param {Blocking} parts.blocking
   * @param {(message: FromWorker) => void} parts.onMessage what the client worker says during a run
   * @param {(error: Error) => void} parts.onFault called at most once
   */
  constructor({ folder, pyodideURL, kit, blocking, onMessage, onFault }) {
    this.folder = folder;
    this.pyodideURL = pyodideURL;
    this.kit = kit;
    this.blocking = blocking;
    this.onMessage = onMessage;
    this.onFault = onFault;
    this.isClosed = false;
    this.leash = makeLeash();
    this.channels = makeChannels();
    this.mailboxes = blocking === "atomics" ? Array.from({ length: SLOTS }, makeMailbox) : [];
    this.bell = blocking === "atomics" ? new SharedArrayBuffer(4) : null;
    /** @type {Promise<void>} */
    this.lastBoot = Promise.resolve();
    /** @type {Started[]} */
    this.devices = [];
    this.client = this.startClient();
  }

  startClient() {
    const mailboxes = this.bell ? [...this.mailboxes, this.bell] : [];
    const ports = this.channels.client;
    return this.start("client_worker.js", "client", ports, (kit) => ({
      type: "boot", kit, ports, blocking: this.blocking, mailboxes, leashURL: this.leash.url,
    }));
  }

  /**
   * Makes sure that slots 0 to count-1 have a worker.
   * @param {number} count
   */
  ensure(count) {
    while (this.devices.length < Math.min(count, SLOTS)) {
      const slot = this.devices.length;
      const { client, peers } = this.channels.devices[slot];
      const mailbox = this.mailboxes[slot] ?? null;
      const ports = [client, ...peers.filter((port) => port !== null)];
      const started = this.start("device_worker.js", `device ${slot}`, ports, (kit) => ({
        type: "boot", kit, slot, client, peers, mailbox, bell: this.bell,
      }));
      this.devices.push(started);
    }
  }

  /** Every worker that was asked for has booted. */
  async ready() {
    await Promise.all([this.client, ...this.devices].map(({ ready }) => ready));
  }

  /**
   * @param {string} script
   * @param {string} name
   * @param {MessagePort[]} ports
   * @param {(kit: BootKit) => object} bootMessage
   * @returns {Started}
   */
  start(script, name, ports, bootMessage) {
    const worker = new Worker(new URL(script, this.folder), { type: "module", name: `heureum ${name}` });
    /** @type {BootKit | null} what it boots from, while it boots */
    let bootsFrom = null;
    let isBooted = false;
    const fail = (/** @type {string} */ reason) => {
      if (bootsFrom?.snapshot) this.fault(new SnapshotError(`${name}: ${reason}`));
      else this.fault(isBooted ? new Error(`${name}: ${reason}`) : new LoadError(name, reason));
    };
    const ready = new Promise((/** @type {(value: void) => void} */ resolve) => {
      worker.onmessage = ({ data }) => {
        if (data.type === "fault") fail(data.message);
        else if (data.type !== "ready") this.heard(data);
        else {
          isBooted = true;
          bootsFrom = null;
          resolve();
        }
      };
      // A worker whose script cannot be loaded fires a plain Event without a message.
      worker.onerror = (event) => fail(event.message ?? `${script} could not be loaded`);
      worker.onmessageerror = () => fail("a message could not be read");
    });
    worker.postMessage({ type: "prepare", pyodideURL: this.pyodideURL });
    const turn = BOOTS_ONE_BY_ONE ? this.lastBoot : Promise.resolve();
    this.lastBoot = ready;
    Promise.all([this.kit, turn]).then(
      ([kit]) => {
        if (this.isClosed) return;
        worker.postMessage(bootMessage(kit), ports);
        bootsFrom = kit;
        if (kit.snapshot) setTimeout(() => isBooted || fail("did not boot in time"), SNAPSHOT_BOOT_LIMIT_MS);
      },
      (error) => this.fault(error),
    );
    return { worker, ready };
  }

  /** @param {FromWorker} message */
  heard(message) {
    if (this.isClosed) return;
    if (message.type === "ensure") this.ensure(message.count);
    else this.onMessage(message);
  }

  /** @param {Error} error */
  fault(error) {
    if (this.isClosed) return;
    this.close();
    this.onFault(error);
  }

  close() {
    this.isClosed = true;
    this.leash.cut();
    for (const { worker } of [this.client, ...this.devices]) worker.terminate();
  }
}
