// A heap snapshot: Python's memory after it has imported NumPy and the engine, made by make_snapshot.mjs.
// Law: the same extension modules, in the same order, before Python starts; Python finds them at the handles it remembers.
import { LoadError } from "./load_error.js";
import { filesIn } from "./pack.js";
import { SIDE_MODULES } from "./side_modules.js";

/** @typedef {import("./protocol.js").Snapshot} Snapshot */

export const HEAP = "heap";
/** Pyodide's own module lies there too: compressed, whether the host compresses or not, and compiled while the heap arrives. */
export const CORE = "pyodide.asm.wasm";
export const HANDLES = "handles.json";

/**
 * Whether this browser is known to finish such a boot: where stacks cannot be suspended (WebKit) it never ends.
 */
export function canLoadSnapshot() {
  return "Suspending" in WebAssembly && "DecompressionStream" in globalThis;
}

/**
 * Inflates and compiles while the rest is still downloaded: `push` what arrives, then `end`. Nothing of it is used before `opened`
 * resolves, and whoever downloads checks the whole first.
 */
export class SnapshotOpener {
  constructor() {
    const inflating = new DecompressionStream("gzip");
    this.writer = inflating.writable.getWriter();
    this.opened = open(inflating.readable);
    this.opened.catch(() => {}); // told to whoever waits for it, if anybody still does
  }

  /** @param {Uint8Array<ArrayBuffer>} chunk */
  push(chunk) {
    this.writer.write(chunk).catch(() => {}); // what cannot be inflated is told by `opened`
  }

  end() {
    this.writer.close().catch(() => {});
    return this.opened;
  }
}

/**
 * @param {ReadableStream<Uint8Array>} stream
 * @returns {Promise<Snapshot & {core: WebAssembly.Module}>}
 */
async function open(stream) {
  /** @type {Map<string, Promise<WebAssembly.Module>>} */
  const compiling = new Map();
  /** @type {Map<string, Uint8Array<ArrayBuffer>>} */
  const files = new Map();
  for await (const [path, bytes] of filesIn(stream)) {
    if (path === HEAP || path === HANDLES) files.set(path, bytes);
    else compiling.set(path, WebAssembly.compile(bytes));
  }
  const found = (/** @type {Map<string, any>} */ map, /** @type {string} */ path) => {
    if (!map.has(path)) throw new LoadError("snapshot", `has no ${path}`);
    return map.get(path);
  };
  const [core, ...side] = await Promise.all([CORE, ...SIDE_MODULES.map(({ path }) => path)].map((path) => found(compiling, path)));
  return {
    core,
    heap: found(files, HEAP),
    handles: JSON.parse(new TextDecoder().decode(found(files, HANDLES))),
    side: SIDE_MODULES.map(({ name }, index) => [name, side[index]]),
  };
}
