// A heap snapshot: Python's memory after it has imported NumPy and the engine, made by make_snapshot.mjs.
// Law: the same extension modules, in the same order, before Python starts; Python finds them at the handles it remembers.
import { Heap } from "./heap.js";
import { LoadError } from "./load_error.js";
import { packed } from "./pack.js";
import { SIDE_MODULES } from "./side_modules.js";

/** @typedef {{heapBytes: number, handles: Array<[name: string, handles: number[]]>}} About */
/** @typedef {Array<[path: string, bytes: Uint8Array<ArrayBuffer>]>} Files */
/** @typedef {AsyncGenerator<[path: string, bytes: Uint8Array<ArrayBuffer>]>} Arriving */
/**
 * `files` are those before the heap.
 * @typedef {{core: WebAssembly.Module, snapshot: import("./protocol.js").Snapshot, heap: Heap, whole: Promise<void>, files: Files}} Opened
 */

/** What Pyodide writes before a memory. */
export const HEAD = "head";
/** How large the heap is, and where in it Python remembers its extension modules. */
export const ABOUT = "about.json";
/** Pyodide's own module lies there too: compressed, whether the host compresses or not, and compiled while the heap arrives. */
export const CORE = "pyodide.asm.wasm";
/** Before the offset of each piece of the heap. */
export const HEAP = "heap/";

/**
 * Takes the files of a snapshot as they arrive. Resolves as soon as a worker can begin with it: the heap goes on arriving meanwhile,
 * until `whole` resolves or fails.
 * @param {Arriving} arriving
 * @returns {Promise<Opened>}
 */
export async function openSnapshot(arriving) {
  /** @type {Files} */
  const files = [];
  /** @type {Map<string, Promise<WebAssembly.Module>>} */
  const compiling = new Map();
  /** @type {About | null} */
  let about = null;
  /** @type {Uint8Array<ArrayBuffer> | null} */
  let head = null;
  /** @type {import("./heap.js").Piece | null} */
  let first = null;
  while (!first) {
    const { done, value } = await arriving.next();
    if (done) throw new LoadError("snapshot", `has no ${HEAP}`);
    const [path, bytes] = value;
    if (path.startsWith(HEAP)) {
      first = pieceOf(path, bytes);
      continue;
    }
    files.push(value);
    if (path === ABOUT) about = JSON.parse(new TextDecoder().decode(bytes));
    else if (path === HEAD) head = bytes;
    else compiling.set(path, WebAssembly.compile(bytes));
  }
  if (!about || !head) throw new LoadError("snapshot", `has no ${about ? HEAD : ABOUT}`);
  const heap = new Heap();
  const whole = heap.take(piecesOf(first, arriving));
  whole.catch(() => {}); // told to whoever waits for it
  const modules = [CORE, ...SIDE_MODULES.map(({ path }) => path)].map((path) => {
    const module = compiling.get(path);
    if (!module) throw new LoadError("snapshot", `has no ${path}`);
    return module;
  });
  const [core, ...side] = await Promise.all(modules);
  return { core, heap, whole, files, snapshot: { ...about, head, side: SIDE_MODULES.map(({ name }, index) => [name, side[index]]) } };
}

/**
 * What was opened, once it is whole, as one file again that `openSnapshot` takes.
 * @param {Pick<Opened, "files" | "heap">} opened
 * @returns {Blob}
 */
export function closed({ files, heap }) {
  return packed([...files, .../** @type {Files} */ (heap.pieces.map(({ offset, bytes }) => [HEAP + offset, bytes]))]);
}

/**
 * @param {import("./heap.js").Piece} first
 * @param {Arriving} arriving
 */
async function* piecesOf(first, arriving) {
  yield first;
  for await (const [path, bytes] of arriving) yield pieceOf(path, bytes);
}

/** @param {string} path @param {Uint8Array<ArrayBuffer>} bytes */
function pieceOf(path, bytes) {
  return { offset: Number(path.slice(HEAP.length)), bytes };
}
