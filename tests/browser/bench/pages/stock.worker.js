import { loadPyodide } from "./stock/pyodide.mjs";

const python = await loadPyodide();
postMessage(python.runPython("sum(range(10))"));
