// Boots Python under Node, imports NumPy and the engine, and writes its heap: `make_snapshot.mjs PYODIDE STDLIB OUT NUMPY_PACK HEUREUM_PACK`.
// OUT is a gzipped pack (runtime/snapshot.js reads it): at which handles Python knows its modules, Pyodide's and NumPy's modules,
// and the heap. The heap is last, and in pieces: it takes longest to arrive, and workers begin to boot meanwhile.
// Run Node with --experimental-wasm-jspi: the heap remembers that stacks can be suspended, as they can wherever it is used.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { LOCK, headBytes, withSettings } from "./runtime/pyodide.js";
import { readPack, writeFiles } from "./runtime/pack.js";
import { SIDE_MODULES, instantiateSideModules } from "./runtime/side_modules.js";
import { ABOUT, CORE, HEAD, HEAP } from "./runtime/snapshot.js";

process.on("uncaughtException", (error) => {
  console.error(error.message); // Node would quote the line of Pyodide's source that threw, a megabyte long
  process.exit(1);
});
const [pyodide, stdlib, out, ...packs] = process.argv.slice(2);
process.argv.length = 1;
process.argv.push("/heureum"); // it lands in Python's environment, and no path of this machine may

const PAGE_BYTES = 16384;
/** A piece is handed on once it is whole: the smaller, the sooner. */
const PIECE_BYTES = 1 << 20;

/** Package metadata would make Pyodide list loaded packages, and of those it makes no snapshot. */
const isForSnapshot = (/** @type {string} */ path) => !path.includes(".dist-info/");

await import(pathToFileURL(join(pyodide, "pyodide.asm.js")).href);
const { loadPyodide } = await import(pathToFileURL(join(pyodide, "pyodide.mjs")).href);
const files = packs.flatMap((path) => [...readPack(new Uint8Array(readFileSync(path)))].filter(([name]) => isForSnapshot(name)));
const byPath = new Map(files);
const side = SIDE_MODULES.map(({ name, path }) => [name, new WebAssembly.Module(byPath.get(path))]);

const { python, emscripten } = await withSettings((settings) =>
  loadPyodide({
    indexURL: pyodide,
    packageBaseUrl: pyodide,
    stdLibURL: stdlib,
    lockFileContents: LOCK,
    env: { HOME: "/home/pyodide" },
    _makeSnapshot: true,
    fsInit: async (fs, { sitePackages }) => {
      writeFiles(fs, sitePackages, byPath);
      instantiateSideModules(settings.current, sitePackages, side);
    },
  }),
);
python.pyimport("heureum_live.snapshot").prepare();
const handles = SIDE_MODULES.map(({ name, path }) => [name, handlesOf(emscripten, path)]);
const snapshot = python.makeMemorySnapshot();
const head = snapshot.slice(0, headBytes(snapshot));
const heap = snapshot.subarray(head.length);
const entries = [
  [ABOUT, new TextEncoder().encode(JSON.stringify({ heapBytes: heap.length, handles }))],
  [HEAD, head],
  [CORE, readFileSync(join(pyodide, CORE))],
  ...SIDE_MODULES.map(({ path }) => [path, byPath.get(path)]),
  ...piecesOf(heap),
];
writeFileSync(out, gzipSync(packed(entries), { level: 6 })); // level 9 takes six times as long for 2 % less
process.exit(0);

function handlesOf(emscripten, path) {
  const libraries = Object.entries(emscripten.LDSO.loadedLibsByHandle);
  return libraries.filter(([, library]) => library.name.endsWith(`/${path}`)).map(([handle]) => Number(handle));
}

/** What is not zero, as entries: `heap/<offset>`. */
function piecesOf(heap) {
  const pieces = [];
  const isEmpty = (start) => heap.subarray(start, start + PAGE_BYTES).every((byte) => byte === 0);
  for (let start = 0; start < heap.length; ) {
    if (isEmpty(start)) {
      start += PAGE_BYTES;
      continue;
    }
    let end = start + PAGE_BYTES;
    while (end < heap.length && end - start < PIECE_BYTES && !isEmpty(end)) end += PAGE_BYTES;
    pieces.push([`${HEAP}${start}`, heap.slice(start, end)]);
    start = end;
  }
  return pieces;
}

function packed(entries) {
  let index = JSON.stringify(entries.map(([path, bytes]) => [path, bytes.length]));
  index = index.padEnd(Math.ceil(index.length / 4) * 4);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(index.length);
  return Buffer.concat([length, Buffer.from(index), ...entries.map(([, bytes]) => bytes)]);
}
