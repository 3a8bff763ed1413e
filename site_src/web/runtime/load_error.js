// What can go wrong with the runtime itself, typed: a file did not arrive, Python did not start, a worker is lost.
// Law: the message names the file or the worker and the reason, for whoever mends it; the code is for the page, which says the
// rest in the reader's language.

/**
 * offline: the browser has no network. unreachable: it has, but the host gave no answer. missing: the host has no such file (a
 * newer version was published). refused: any other HTTP status. timeout: nothing arrived for a long time. cut off: fewer bytes
 * than were published. changed: other bytes. boot: everything arrived, but Python did not start. memory: none was left.
 * lost: a worker broke down while it was in use.
 * @typedef {"offline" | "unreachable" | "missing" | "refused" | "timeout" | "cut off" | "changed" | "boot" | "memory" | "lost"} FaultCode
 */

export class LoadError extends Error {
  /** @param {string} file @param {string} reason @param {FaultCode} [code] */
  constructor(file, reason, code = "boot") {
    super(`${file}: ${reason}`);
    this.name = "LoadError";
    this.file = file;
    this.reason = reason;
    this.code = code;
  }
}

/** It is cut off, or not what the manifest says: another try must not take it from a cache. */
export class DamagedError extends LoadError {}

/** A worker that was in use is of no more use. */
export class WorkerError extends Error {
  /** @param {string} worker @param {string} reason @param {FaultCode} code */
  constructor(worker, reason, code) {
    super(`${worker}: ${reason}`);
    this.name = "WorkerError";
    this.code = code;
  }
}

/** Whether this is how browsers and WebAssembly say that memory has run out. @param {string} reason */
export function isOutOfMemory(reason) {
  return /out of memory|could not allocate|cannot allocate|allocation failed|array buffer allocation/i.test(reason);
}

/** Whether this is how browsers say that a script which another one imports did not come. @param {string} reason */
export function isUnreachable(reason) {
  return /dynamically imported module|importing a module script/i.test(reason);
}
