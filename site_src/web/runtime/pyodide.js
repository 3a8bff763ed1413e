// What both the worker that starts Pyodide and the build step that makes a heap snapshot tell it.
// Law: Pyodide is unmodified; what is reached behind its public names is reached here, for exactly this version.

/** @typedef {any} Python Pyodide's API object */
/** @typedef {any} Emscripten its Emscripten module */

// Pyodide insists on a lock file; ours lists no package because packs bring them all.
export const LOCK = JSON.stringify({
  info: { arch: "wasm32", platform: "emscripten_4_0_9", version: "0.29.5", python: "3.13.2", abi_version: "2025_0" },
  packages: {},
});

/**
 * Loads Pyodide with its Emscripten module in reach: `settings.current`, from before Python starts.
 * @param {(settings: {current: Emscripten}) => Promise<Python>} load
 * @param {(emscripten: Emscripten) => unknown} [initialised] called when C's own start is over and Python's is not yet, which waits for it
 * @returns {Promise<{python: Python, emscripten: Emscripten}>}
 */
export async function withSettings(load, initialised = () => {}) {
  const scope = /** @type {any} */ (globalThis);
  const create = scope._createPyodideModule;
  /** @type {{current: Emscripten}} */
  const settings = { current: null };
  scope._createPyodideModule = async (/** @type {Emscripten} */ given) => {
    const module = await create((settings.current = given)); // they become the module
    await initialised(module);
    return module;
  };
  try {
    return { python: await load(settings), emscripten: settings.current };
  } finally {
    scope._createPyodideModule = create;
  }
}

/** Where in a snapshot of Pyodide's the memory begins. @param {Uint8Array<ArrayBuffer>} snapshot */
export function headBytes(snapshot) {
  return new Uint32Array(snapshot.buffer, snapshot.byteOffset, 2)[1];
}

/**
 * A snapshot with nothing behind its head: Pyodide asks it only how much memory it takes, and leaves the memory as it finds it.
 * @param {Uint8Array<ArrayBuffer>} head
 * @param {number} memoryBytes
 */
export function headOnly(head, memoryBytes) {
  return Object.defineProperty(head, "length", { value: memoryBytes });
}
