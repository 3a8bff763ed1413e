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
 * @returns {Promise<{python: Python, emscripten: Emscripten}>}
 */
export async function withSettings(load) {
  const scope = /** @type {any} */ (globalThis);
  const create = scope._createPyodideModule;
  /** @type {{current: Emscripten}} */
  const settings = { current: null };
  scope._createPyodideModule = (/** @type {Emscripten} */ given) => create((settings.current = given)); // they become the module
  try {
    return { python: await load(settings), emscripten: settings.current };
  } finally {
    scope._createPyodideModule = create;
  }
}
