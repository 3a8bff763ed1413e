// One generation of workers: a client and its devices, joined by channels, closed together.
// Law: a pool is never repaired. Stop, a fault or a lost worker closes it; the next run makes another.
import { makeChannels } from "./channels.js";
import { makeLeash } from "./leash.js";
import { makeMailbox } from "./mailbox.js";
import { SLOTS } from "./protocol.js";
import { PythonWorker } from "./python_worker.js";

/** @typedef {import("./protocol.js").BootKit} BootKit */
/** @typedef {import("./protocol.js").Blocking} Blocking */
/** @typedef {import("./protocol.js").FromWorker} FromWorker */

export class Pool {
  /**
   * @param {object} parts
   * @param {import("./python_worker.js").WorkerSource} parts.source
   * @param {PythonWorker} parts.client fresh or waiting in reserve: it is this pool's from now on
   * @param {Blocking} parts.blocking
   * @param {(message: FromWorker) => void} parts.onMessage what the client worker says
   * @param {() => void} parts.onDevice a device worker has booted
   * @param {(error: Error) => void} parts.onFault called at most once
   */
  constructor({ source, client, blocking, onMessage, onDevice, onFault }) {
    this.source = source;
    this.onMessage = onMessage;
    this.onDevice = onDevice;
    this.onFault = onFault;
    this.isClosed = false;
    this.leash = makeLeash();
    this.channels = makeChannels();
    this.mailboxes = blocking === "atomics" ? Array.from({ length: SLOTS }, makeMailbox) : [];
    this.bell = blocking === "atomics" ? new SharedArrayBuffer(4) : null;
    /** @type {PythonWorker[]} */
    this.devices = [];
    this.client = this.adopted(client);
    const mailboxes = this.bell ? [...this.mailboxes, this.bell] : [];
    const ports = this.channels.client;
    client.post({ type: "join", ports, blocking, mailboxes, leashURL: this.leash.url }, ports);
  }

  get workers() {
    return [this.client, ...this.devices];
  }

  /** @param {PythonWorker} worker */
  adopted(worker) {
    worker.onMessage = (message) => this.heard(message);
    worker.onFault = (error) => this.fault(error);
    return worker;
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
      const worker = new PythonWorker(this.source, {
        script: "device_worker.js",
        name: `device ${slot}`,
        ports: [client, ...peers.filter((port) => port !== null)],
        parts: { slot, client, peers, mailbox, bell: this.bell },
      });
      this.devices.push(this.adopted(worker));
      worker.ready.then(() => this.isClosed || this.onDevice());
    }
  }

  /** Every worker that was asked for has booted. */
  async ready() {
    await Promise.all(this.workers.map(({ ready }) => ready));
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
    for (const worker of this.workers) worker.end();
  }
}
