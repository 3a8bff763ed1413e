// The page's end of inflating_worker.js: compressed chunks in, files of a pack out.
// Law: the worker lives no longer than the file; whoever reads the files learns of every failure, nobody else does.
import { LoadError } from "./load_error.js";

const SCRIPT = "inflating_worker.js";

export class Inflating {
  /** @param {URL} folder where the worker scripts are */
  constructor(folder) {
    const worker = new Worker(new URL(SCRIPT, folder), { type: "module", name: "heureum inflating" });
    this.worker = worker;
    /** @type {ReadableStream<[path: string, bytes: Uint8Array<ArrayBuffer>]>} */
    this.readable = new ReadableStream({
      start: (controller) => {
        this.controller = controller;
        worker.onmessage = ({ data }) => {
          /** @type {import("./inflating_worker.js").Inflated} */
          const given = data;
          if ("file" in given) controller.enqueue(given.file);
          else if ("failure" in given) this.abort(new LoadError("snapshot", given.failure));
          else this.end(() => controller.close());
        };
        worker.onerror = () => this.abort(new LoadError(SCRIPT, "could not be loaded", navigator.onLine ? "unreachable" : "offline"));
      },
    });
  }

  /** @param {Uint8Array<ArrayBuffer>} chunk is gone from here afterwards */
  write(chunk) {
    this.worker.postMessage({ chunk }, [chunk.buffer]);
  }

  /** All has been written. */
  close() {
    this.worker.postMessage({ isLast: true });
  }

  /** @param {unknown} error that whoever reads the files gets */
  abort(error) {
    this.end(() => this.controller?.error(error));
  }

  /** @param {() => void} how */
  end(how) {
    this.worker.terminate();
    if (this.controller) how();
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
