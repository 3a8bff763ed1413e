// The messages that cross between the page, the client worker and the device workers, as types.
// Law: nothing here but names; who sends what to whom is readable from this file alone.

/** Device workers a page can have; the channels between all of them exist from the start. */
export const SLOTS = 8;

/** The slot number that stands for the client worker. */
export const CLIENT_SLOT = -1;

/** How a blocking `sess.run` waits: JSPI suspends Python's stack, Atomics blocks the thread, "none" cannot block. */
/** @typedef {"jspi" | "atomics" | "none"} Blocking */

/** Python's memory with NumPy and the engine imported, which comes beside it (heap.js), and what it remembers to have loaded. */
/**
 * @typedef {object} Snapshot
 * @property {Uint8Array<ArrayBuffer>} head what Pyodide writes before a memory
 * @property {number} heapBytes
 * @property {Array<[name: string, handles: number[]]>} handles
 * @property {SideModules} side
 */

/** @typedef {Array<[name: string, module: WebAssembly.Module]>} SideModules NumPy's extension modules */

/** The files themselves, of which Python imports what it needs. */
/**
 * @typedef {object} Packs
 * @property {SideModules} side
 * @property {Uint8Array<ArrayBuffer>} stdlib
 * @property {Array<Uint8Array<ArrayBuffer>>} packs files for site-packages
 */

/** What a worker needs to start Python; compiled modules are shared, bytes are cloned. */
/**
 * @typedef {object} BootKit
 * @property {string} pyodideURL folder of pyodide.mjs, with a trailing slash
 * @property {string} stdlibURL
 * @property {{numpy: string, heureum: string}} packURLs
 * @property {WebAssembly.Module} core
 * @property {Snapshot | null} snapshot
 * @property {Packs | null} packs downloaded only where there is no snapshot
 */

// Page to a worker. `prepare` comes first, so that Pyodide's scripts load while the rest is still downloaded.
/** @typedef {{type: "prepare", pyodideURL: string, lifeLine: string}} Prepare `lifeLine` is a lock to hold (life_line.js) */
// `heap` brings the memory of a snapshot. A client boots alone and joins a pool later, so that one can wait in reserve.
/** @typedef {{type: "boot", kit: BootKit, heap: MessagePort | null}} BootClient */
/** @typedef {{type: "join", ports: MessagePort[], blocking: Blocking, mailboxes: SharedArrayBuffer[], leashURL: string}} JoinPool */
/** @typedef {{type: "ask", ask: number, request: string}} Ask for heureum_live.studio; JSON both ways */
/** @typedef {{type: "boot", kit: BootKit, heap: MessagePort | null, slot: number, client: MessagePort, peers: Array<MessagePort | null>, mailbox: SharedArrayBuffer | null, bell: SharedArrayBuffer | null}} BootDevice */
/** @typedef {{type: "run", run: number, code: string, filename: string, outputLimitBytes: number, files: import("../inputs/files.js").Files, wantsNews: boolean}} RunCode */

// A worker to the page.
/** @typedef {{type: "ready", path: string, elapsedMs: number, memoryBytes: number}} Ready */
/** @typedef {{type: "fault", message: string}} Fault */
/** @typedef {{type: "ensure", count: number}} Ensure */
/** @typedef {{type: "output", run: number, stream: "stdout" | "stderr" | "show", text: string}} Output */
/** @typedef {{type: "flooded", run: number}} Flooded */
/** @typedef {{type: "news", run: number, news: string}} News what a session's run has done so far: JSON of heureum.trace.live */
/** @typedef {{type: "done", run: number, result: string, usedWorkers: boolean, memoryBytes: number}} Done */
/** @typedef {{type: "memory", memoryBytes: number}} Memory of a device, when a session on it ends */
/** @typedef {{type: "answer", ask: number, answer: string}} Answer */
/** @typedef {Ready | Fault | Ensure | Output | Flooded | News | Done | Memory | Answer} FromWorker */

// Between the client and the devices. A session is one transport in Python: several may be open at once.
/** @typedef {{type: "open", session: number, device: string, slots: string, mailbox: boolean}} Open `slots` is JSON, device name to slot */
// `spent` brings back buffers of earlier mail; `carrier` is where it has come from, and known to the receiver only.
/** @typedef {Array<Uint8Array<ArrayBuffer>>} Buffers */
/** @typedef {{type: "mail", session: number, to: string, header: string, buffers: Buffers, spent: Buffers, carrier?: import("./bytes.js").Carrier}} Mail */
/** @typedef {{type: "close", session: number}} Close */
/** @typedef {{type: "bell"}} Bell a device has written into its mailbox */
/** @typedef {Open | Mail | Close} ToDevice */
/** @typedef {Mail | Bell} ToClient */
