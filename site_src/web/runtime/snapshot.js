// A heap snapshot: Python's memory after it has imported NumPy and the engine, made by make_snapshot.mjs.
// Law: the same extension modules, in the same order, before Python starts; Python finds them at the handles it remembers.
import { LoadError } from "./load_error.js";
import { readPack } from "./pack.js";
import { SIDE_MODULES } from "./side_modules.js";

/** @typedef {import("./protocol.js").Snapshot} Snapshot */

export const HEAP = "heap";
export const HANDLES = "handles.json";

/**
 * Whether this browser is known to finish such a boot: where stacks cannot be suspended (WebKit) it never ends.
 */
export function canLoadSnapshot() {
  return "Suspending" in WebAssembly && "DecompressionStream" in globalThis;
}

/**
 * @param {Uint8Array<ArrayBuffer>} compressed
 * @returns {Promise<Snapshot>}
 */
export async function openSnapshot(compressed) {
  const inflated = new Blob([compressed]).stream().pipeThrough(new DecompressionStream("gzip"));
  const files = readPack(new Uint8Array(await new Response(inflated).arrayBuffer()));
  const file = (/** @type {string} */ path) => {
    const bytes = files.get(path);
    if (!bytes) throw new LoadError("snapshot", `has no ${path}`);
    return bytes;
  };
  const handles = JSON.parse(new TextDecoder().decode(file(HANDLES)));
  const compiling = SIDE_MODULES.map(({ path }) => WebAssembly.compile(file(path)));
  // A buffer of its own: a view would drag the whole pack along to every worker.
  const heap = file(HEAP).slice();
  const modules = await Promise.all(compiling);
  return { heap, handles, side: SIDE_MODULES.map(({ name }, index) => [name, modules[index]]) };
}
