// The page's end of inflating_worker.js: what to fetch in, files of a pack out.
// Law: what cannot be inflated is told to whoever reads the files; what did not arrive as it was published, to whoever waits for
// `arrived` as well.
import { takeInflating } from "./asked.js";
import { listening } from "./download.js";
import { DamagedError, LoadError } from "./load_error.js";

export class Inflating {
  /**
   * @param {URL} folder where the worker scripts are
   * @param {import("./inflating_worker.js").Wanted} wanted
   * @param {(size_bytes: number) => void} received
   */
  constructor(folder, wanted, received) {
    const { worker, failed } = takeInflating(folder);
    /** @type {ReadableStream<[path: string, bytes: Uint8Array<ArrayBuffer>]>} */
    this.readable = new ReadableStream({ start: (controller) => (this.controller = controller) });
    this.arrived = listening(new URL(wanted.url), (_signal, heard) => {
      worker.postMessage(wanted);
      return new Promise((/** @type {(value: void) => void} */ resolve, reject) => {
        failed.then(() => reject(new LoadError("inflating_worker.js", "could not be loaded", navigator.onLine ? "unreachable" : "offline")));
        worker.onmessage = ({ data }) => {
          heard();
          /** @type {import("./inflating_worker.js").Inflated} */
          const given = data;
          if ("receivedBytes" in given) received(given.receivedBytes);
          else if ("file" in given) this.controller?.enqueue(given.file);
          else if ("inflated" in given) this.end(given.inflated === null ? null : new LoadError("snapshot", given.inflated));
          else if (given.arrived) reject(errorOf(given.arrived));
          else resolve();
        };
      });
    });
    this.arrived.catch((error) => {
      worker.terminate();
      this.end(error);
    });
  }

  /** No more files will come. @param {unknown} error that whoever reads them gets, if it is not null */
  end(error) {
    if (error === null) this.controller?.close();
    else this.controller?.error(error);
    this.controller = undefined;
  }

  async *files() {
    const reader = this.readable.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  }
}

/** @param {import("./inflating_worker.js").Failure} failure */
function errorOf({ file, reason, code, isDamaged }) {
  return isDamaged ? new DamagedError(file, reason, code) : new LoadError(file, reason, code);
}
