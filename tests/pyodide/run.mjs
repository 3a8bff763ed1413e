// Runs the engine's tests inside Pyodide: `node --experimental-wasm-jspi run.mjs VENV_SITE_PACKAGES PACK... -- PYTEST_ARGUMENTS`.
// The flag lets Python wait for a promise, as browsers do without one.
// NumPy and the engine come from the packs that readers get; pytest comes from the environment that runs the native tests.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadPyodide } from "../../site_src/web/node_modules/pyodide/pyodide.mjs";

const repository = join(import.meta.dirname, "../..");
const end = process.argv.indexOf("--");
const [environment, ...packs] = process.argv.slice(2, end);

const pyodide = await loadPyodide({ env: { HOME: "/home/pyodide", PYTEST_DISABLE_PLUGIN_AUTOLOAD: "1", HYPOTHESIS_NO_PLUGINS: "1", NO_COLOR: "1" } });
const { FS } = pyodide;

for (const path of packs) {
  const bytes = readFileSync(path);
  const indexBytes = bytes.readUInt32LE(0);
  let at = 4 + indexBytes;
  for (const [name, sizeBytes] of JSON.parse(bytes.toString("utf8", 4, at))) {
    const target = `/lib/python3.13/site-packages/${name}`;
    FS.mkdirTree(target.slice(0, target.lastIndexOf("/")));
    FS.writeFile(target, bytes.subarray(at, (at += sizeBytes)));
  }
}

const tests = ["tests/engine", "tests/oracle"].map((folder) => [`/repository/${folder}`, join(repository, folder)]);
for (const [folder, source] of [["/environment", environment], ...tests]) {
  FS.mkdirTree(folder);
  FS.mount(FS.filesystems.NODEFS, { root: source }, folder);
}
FS.writeFile("/repository/pyproject.toml", readFileSync(join(repository, "pyproject.toml")));

pyodide.globals.set("arguments", pyodide.toPy(process.argv.slice(end + 1)));
try {
  process.exitCode = await pyodide.runPythonAsync(`
import importlib, os, sys
sys.dont_write_bytecode = True
importlib.invalidate_caches()
# Last, so that the packs' NumPy comes before the native one that lies there too.
sys.path.append("/environment")
os.chdir("/repository")
import pytest
int(pytest.main(arguments))
`);
} catch (error) {
  // Uncaught, Node would quote the line of Pyodide's source that threw, a megabyte long.
  console.error(error.message);
  process.exitCode = 70;
}
