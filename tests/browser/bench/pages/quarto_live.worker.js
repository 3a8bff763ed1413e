// Its extension also loads micropip, pyodide-http and its own wheel; those are on no registry here, and left out in its favour.
import { loadPyodide } from "./stock/pyodide.mjs";

const booting = loadPyodide({ stdout: (text) => postMessage(`${text}\n`) });
onmessage = async ({ data }) => {
  const python = await booting;
  await python.loadPackagesFromImports(data);
  await python.runPythonAsync(data);
};
