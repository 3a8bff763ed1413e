// Bundles the browser's half into the folder given as the argument: entry points keep their names, what they share goes to chunks/.
// esbuild's JS API, because its command is replaced by a native binary only when install scripts may run.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { litTemplates } from "./lit_templates.mjs";

const here = import.meta.dirname;
const scripts = ["main.js", "runtime/client_worker.js", "runtime/device_worker.js"];
const entryPoints = Object.fromEntries(
  scripts.map((path) => [path.replace(/^.*\//, "").replace(/\.js$/, ""), join(here, path)]),
);
const styles = join(here, "main.css");

/** @type {import("esbuild").BuildOptions} */
const common = { bundle: true, minify: true, target: "es2022", outdir: process.argv[2], absWorkingDir: here, charset: "utf8", logLevel: "warning", plugins: [litTemplates] };

try {
  await build({
    ...common,
    entryPoints,
    format: "esm",
    splitting: true,
    chunkNames: "chunks/[name]-[hash]",
    // Pyodide is fetched at run time from the manifest's address, never bundled.
    external: ["pyodide", "node:*"],
    legalComments: "linked",
  });
  // A classic script: not every browser takes modules as service workers.
  await build({ ...common, entryPoints: { service_worker: join(here, "offline/service_worker.js") }, format: "iife" });
  if (existsSync(styles)) await build({ ...common, entryPoints: { main: styles } });
} catch {
  // esbuild has already said what is wrong, and where.
  process.exitCode = 1;
}
