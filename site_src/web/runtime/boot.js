// Takes a BootKit, gives a running Python with NumPy and the engine importable.
// Law: Pyodide downloads nothing by itself. From a snapshot or not at all: the page decides what to try after it, because only
// the page can end a boot that hangs. From packs the ways are tried in order, the last one is the plainest.
import { receive } from "./heap.js";
import { hold } from "./life_line.js";
import { readPack, writeFiles } from "./pack.js";
import { LOCK, headOnly, withSettings } from "./pyodide.js";
import { instantiateSideModules } from "./side_modules.js";

/** @typedef {import("./protocol.js").BootKit} BootKit */
/** @typedef {import("./protocol.js").Packs} Packs */
/** @typedef {import("./protocol.js").Snapshot} Snapshot */
/** @typedef {import("./pyodide.js").Python} Python */
/** @typedef {(options: object) => Promise<Python>} LoadPyodide */
/** @typedef {{python: Python, path: string}} Booted */

const STANDARD_LIBRARY = "/lib/python313.zip";

/** @type {Array<{name: string, boot: (load: LoadPyodide, kit: BootKit, packs: Packs) => Promise<Python>}>} */
const WAYS = [
  { name: "packs", boot: (load, kit, packs) => bootFromPacks(load, kit, packs, packs.side) },
  { name: "packs, plain dlopen", boot: (load, kit, packs) => bootFromPacks(load, kit, packs, []) },
];

/**
 * Loads Pyodide's two scripts; the heavy one registers a global that loadPyodide looks for. From then on the page knows if this
 * worker dies.
 * @param {import("./protocol.js").Prepare} message
 * @returns {Promise<LoadPyodide>}
 */
export async function prepare({ pyodideURL, lifeLine }) {
  const scripts = [import(`${pyodideURL}pyodide.mjs`), import(`${pyodideURL}pyodide.asm.js`)];
  const [{ loadPyodide }] = await Promise.all([...scripts, hold(lifeLine)]);
  return loadPyodide;
}

/**
 * @param {LoadPyodide} load
 * @param {BootKit} kit
 * @param {MessagePort | null} heap
 * @returns {Promise<Booted>}
 */
export async function boot(load, kit, heap) {
  if (kit.snapshot && heap) return { python: await bootFromSnapshot(load, kit, kit.snapshot, heap), path: "snapshot" };
  /** @type {unknown[]} */
  const reasons = [];
  for (const way of WAYS) {
    try {
      const python = await way.boot(load, kit, /** @type {Packs} */ (kit.packs));
      python.runPython("import numpy");
      return { python, path: way.name };
    } catch (error) {
      reasons.push(`${way.name}: ${error}`);
    }
  }
  throw new Error(reasons.join("\n"));
}

/**
 * What Python remembers is put into place when C has started, which would overwrite it, and before Python does. It is still
 * arriving meanwhile.
 * @param {LoadPyodide} load
 * @param {BootKit} kit
 * @param {Snapshot} snapshot
 * @param {MessagePort} heap
 */
async function bootFromSnapshot(load, kit, { head, heapBytes, handles, side }, heap) {
  const python = await start(load, kit, {
    stdlib: new Uint8Array(),
    options: { _loadSnapshot: Promise.resolve(headOnly(head, heapBytes)) },
    prepare: (emscripten, _fs, sitePackages) => instantiateSideModules(emscripten, sitePackages, side, new Map(handles)),
    initialised: (emscripten) => receive(heap, emscripten.HEAPU8, emscripten._sbrk(0)),
  });
  python.pyimport("heureum_live.snapshot").restore((/** @type {"stdlib" | "numpy" | "heureum"} */ pack) => bringFiles(python, kit, pack));
  return python;
}

/**
 * Puts files into place that a snapshot left behind. Waits for them: Python is in the middle of an import.
 * @param {Python} python
 * @param {BootKit} kit
 * @param {"stdlib" | "numpy" | "heureum"} pack
 */
function bringFiles(python, kit, pack) {
  if (pack === "stdlib") python.FS.writeFile(STANDARD_LIBRARY, downloadNow(kit.stdlibURL), { canOwn: true });
  else writeFiles(python.FS, python._api.sitepackages, readPack(downloadNow(kit.packURLs[pack])));
}

/** @param {string} url */
function downloadNow(url) {
  const request = new XMLHttpRequest();
  request.open("GET", url, false);
  request.responseType = "arraybuffer";
  request.send();
  if (request.status !== 200) throw new Error(`${url}: HTTP ${request.status}`);
  return new Uint8Array(request.response);
}

/**
 * @param {LoadPyodide} load
 * @param {BootKit} kit
 * @param {Packs} packs
 * @param {Packs["side"]} side
 */
async function bootFromPacks(load, kit, packs, side) {
  return start(load, kit, {
    stdlib: packs.stdlib,
    prepare: (emscripten, fs, sitePackages) => {
      for (const pack of packs.packs) writeFiles(fs, sitePackages, readPack(pack));
      instantiateSideModules(emscripten, sitePackages, side);
    },
  });
}

/**
 * @param {LoadPyodide} load
 * @param {BootKit} kit
 * @param {object} parts
 * @param {Uint8Array<ArrayBuffer>} parts.stdlib
 * @param {object} [parts.options] for Pyodide
 * @param {(emscripten: any, fs: any, sitePackages: string) => void} parts.prepare as soon as there are files
 * @param {(emscripten: any) => unknown} [parts.initialised] before Python starts, which waits for it
 * @returns {Promise<Python>}
 */
async function start(load, kit, { stdlib, options, prepare, initialised }) {
  const restore = serveLocally(kit, stdlib);
  /** @type {unknown} Pyodide only logs what fsInit throws, and starts without the files */
  let failure = null;
  try {
    const { python } = await withSettings(
      (settings) =>
        load({
          indexURL: kit.pyodideURL,
          packageBaseUrl: kit.pyodideURL,
          stdLibURL: kit.stdlibURL,
          lockFileContents: LOCK,
          ...options,
          fsInit: async (/** @type {any} */ fs, /** @type {{sitePackages: string}} */ { sitePackages }) => {
            try {
              prepare(settings.current, fs, sitePackages);
            } catch (error) {
              failure = error;
            }
          },
        }),
      initialised,
    );
    if (failure) throw failure;
    return python;
  } finally {
    restore();
  }
}

/**
 * Pyodide fetches its core and its standard library by address. While it boots, those two come from the kit:
 * the page has already downloaded them once, with progress, and compiled the core.
 * @param {BootKit} kit
 * @param {Uint8Array<ArrayBuffer>} stdlib
 * @returns {() => void} puts everything back
 */
function serveLocally(kit, stdlib) {
  const { fetch } = globalThis;
  const { instantiateStreaming } = WebAssembly;
  const coreURL = `${kit.pyodideURL}pyodide.asm.wasm`;
  globalThis.fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    if (url === coreURL) return new Response(null);
    if (url === kit.stdlibURL) return new Response(stdlib);
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
