// A file of the runtime did not arrive, or arrived other than it was published.
// Law: the message names the file and the reason; the page says the rest in the reader's language.

export class LoadError extends Error {
  /** @param {string} file @param {string} reason */
  constructor(file, reason) {
    super(`${file}: ${reason}`);
    this.name = "LoadError";
    this.file = file;
  }
}

/** It is cut off, or not what the manifest says: another try must not take it from a cache. */
export class DamagedError extends LoadError {}
