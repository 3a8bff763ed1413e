// Takes a BootKit, gives a running Python with NumPy and the engine importable.
// Law: paths are tried in order, the last one is the plainest; Pyodide is unmodified and downloads nothing by itself.
import { readPack, writeFiles } from "./pack.js";
import { instantiateSideModules } from "./side_modules.js";

/** @typedef {import("./protocol.js").BootKit} BootKit */
/** @typedef {any} Pyodide */
/** @typedef {(options: object) => Promise<Pyodide>} LoadPyodide */
/** @typedef {{python: Pyodide, path: string}} Booted */

// Pyodide insists on a lock file; ours lists no package because packs bring them all.
const LOCK = JSON.stringify({
  info: { arch: "wasm32", platform: "emscripten_4_0_9", version: "0.29.5", python: "3.13.2", abi_version: "2025_0" },
  packages: {},
});

/** @type {Array<{name: string, boot: (load: LoadPyodide, kit: BootKit) => Promise<Pyodide>}>} */
const PATHS = [
  // The heap snapshot goes here, first.
  { name: "packs", boot: (load, kit) => bootFromPacks(load, kit, kit.side) },
  { name: "packs, plain dlopen", boot: (load, kit) => bootFromPacks(load, kit, []) },
];

/**
 * Loads Pyodide's two scripts; the heavy one registers a global that loadPyodide looks for.
 * @param {string} pyodideURL
 * @returns {Promise<LoadPyodide>}
 */
export async function loadScripts(pyodideURL) {
  const [{ loadPyodide }] = await Promise.all([import(`${pyodideURL}pyodide.mjs`), import(`${pyodideURL}pyodide.asm.js`)]);
  return loadPyodide;
}

/**
 * @param {LoadPyodide} load
 * @param {BootKit} kit
 * @returns {Promise<Booted>}
 */
export async function boot(load, kit) {
  /** @type {unknown[]} */
  const reasons = [];
  for (const path of PATHS) {
    try {
      const python = await path.boot(load, kit);
      python.runPython("import numpy");
      return { python, path: path.name };
    } catch (error) {
      reasons.push(`${path.name}: ${error}`);
    }
  }
  throw new Error(reasons.join("\n"));
}

/**
 * @param {LoadPyodide} load
 * @param {BootKit} kit
 * @param {BootKit["side"]} side
 */
async function bootFromPacks(load, kit, side) {
  const restore = serveLocally(kit);
  /** @type {any} */
  let emscripten;
  /** @type {unknown} Pyodide only logs what fsInit throws, and starts without the files */
  let failure = null;
  const scope = /** @type {any} */ (globalThis);
  const create = scope._createPyodideModule;
  scope._createPyodideModule = (/** @type {any} */ settings) => create((emscripten = settings)); // settings become the module
  try {
    const python = await load({
      indexURL: kit.pyodideURL,
      packageBaseUrl: kit.pyodideURL,
      stdLibURL: kit.stdlibURL,
      lockFileContents: LOCK,
      fsInit: async (/** @type {any} */ fs, /** @type {{sitePackages: string}} */ { sitePackages }) => {
        try {
          for (const pack of kit.packs) writeFiles(fs, sitePackages, readPack(pack));
          instantiateSideModules(emscripten, sitePackages, side);
        } catch (error) {
          failure = error;
        }
      },
    });
    if (failure) throw failure;
    return python;
  } finally {
    scope._createPyodideModule = create;
    restore();
  }
}

/**
 * Pyodide fetches its core and its standard library by address. While it boots, those two come from the kit:
 * the page has already downloaded them once, with progress, and compiled the core.
 * @param {BootKit} kit
 * @returns {() => void} puts everything back
 */
function serveLocally(kit) {
  const { fetch } = globalThis;
  const { instantiateStreaming } = WebAssembly;
  const coreURL = `${kit.pyodideURL}pyodide.asm.wasm`;
  globalThis.fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    if (url === coreURL) return new Response(null);
    if (url === kit.stdlibURL) return new Response(kit.stdlib);
    return fetch(input, init);
  };
  WebAssembly.instantiateStreaming = async (_source, imports) => ({
    module: kit.core,
    instance: await WebAssembly.instantiate(kit.core, imports),
  });
  return () => {
    globalThis.fetch = fetch;
    WebAssembly.instantiateStreaming = instantiateStreaming;
  };
}
