// Bundles the browser's half into the folder given as the argument: entry points keep their names, what they share goes to chunks/.
// esbuild's JS API, because its command is replaced by a native binary only when install scripts may run.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { litTemplates } from "./lit_templates.mjs";

const here = import.meta.dirname;
const workers = Object.fromEntries(["client", "device", "inflating"].map((name) => [`${name}_worker`, join(here, `runtime/${name}_worker.js`)]));
const styles = join(here, "main.css");

/** @type {import("esbuild").BuildOptions} */
const common = { bundle: true, minify: true, target: "es2022", outdir: process.argv[2], absWorkingDir: here, charset: "utf8", logLevel: "warning", plugins: [litTemplates] };

/** @type {import("esbuild").BuildOptions} */
const modules = { ...common, format: "esm", external: ["pyodide", "node:*"], legalComments: "linked" }; // Pyodide is fetched at run time, never bundled

try {
  const { metafile } = await build({
    ...modules,
    entryPoints: { main: join(here, "main.js") },
    splitting: true,
    chunkNames: "chunks/[name]-[hash]",
    metafile: true,
  });
  listRunChunks(/** @type {import("esbuild").Metafile} */ (metafile));
  // Each in one file: nothing starts before it has arrived, and threads share nothing anyway.
  await build({ ...modules, entryPoints: workers });
  // A classic script: not every browser takes modules as service workers.
  await build({ ...common, entryPoints: { service_worker: join(here, "offline/service_worker.js") }, format: "iife" });
  if (existsSync(styles)) await build({ ...common, entryPoints: { main: styles } });
} catch (error) {
  const isSaid = "errors" in /** @type {object} */ (error); // by esbuild, with the place
  if (!isSaid) console.error(error);
  process.exitCode = 1;
}

/**
 * Tells main.js what a run takes beside itself, so that all of it is asked for at once and not import by import. main.js alone
 * can be told: it is the one file that is not named by its content.
 * @param {import("esbuild").Metafile} metafile
 */
function listRunChunks({ outputs }) {
  const main = /** @type {string} */ (Object.keys(outputs).find((path) => path.endsWith("main.js")));
  /** @type {Set<string>} */
  const found = new Set();
  const follow = (/** @type {string} */ path) => {
    if (found.has(path)) return;
    found.add(path);
    for (const { path: next, kind } of outputs[path].imports) if (kind === "import-statement") follow(next);
  };
  follow(main);
  const before = new Set(found);
  const begun = ["live_cell", "page_runtime"].map((name) => Object.keys(outputs).find((path) => path.includes(`chunks/${name}-`)));
  for (const path of begun) follow(/** @type {string} */ (path));
  const names = [...found].filter((path) => !before.has(path)).map((path) => path.slice(path.indexOf("chunks/")));
  const file = join(here, main);
  const text = readFileSync(file, "utf8");
  if (!text.includes("HEUREUM_RUN_CHUNKS")) throw new Error("main.js has no place for the list of chunks");
  writeFileSync(file, text.replace("HEUREUM_RUN_CHUNKS", names.sort().join(" ")));
}
