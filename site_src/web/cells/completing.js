// Completion: the engine's public names, as the build listed them, and the reader's own. Loaded with CodeMirror.
// Law: JavaScript shows Python's list; it neither knows nor guesses what a name is.
import { autocompletion } from "@codemirror/autocomplete";
import { globalCompletion, localCompletionSource } from "@codemirror/lang-python";
import { html } from "../shared/dom.js";

/** @typedef {import("@codemirror/autocomplete").CompletionContext} Context */
/** @typedef {import("@codemirror/autocomplete").Completion} Completion */
/** @typedef {Record<string, [kind: string, signature: string, sentence: string]>} Names */

/** Beside the folder of chunks that this file is bundled into. */
const NAMES = new URL("../completions.json", import.meta.url);

/** @type {Promise<Names> | null} */
let loading = null;

function names() {
  loading ??= fetch(NAMES).then((response) => (response.ok ? response.json() : Promise.reject(new Error(`HTTP ${response.status}`))));
  return loading.catch(() => {
    loading = null; // asked for again at the next point; the reader's own names are completed meanwhile
    return /** @type {Names} */ ({});
  });
}

export function completing() {
  const ofEngine = async (/** @type {Context} */ context) => {
    const written = context.matchBefore(/[A-Za-z_][\w.]*\.\w*/);
    if (!written) return null;
    const [alias, ...path] = written.text.split(".");
    if (!isEngine(context.state.doc.toString(), alias)) return null;
    const parent = path.slice(0, -1).map((part) => `${part}.`).join("");
    const all = Object.entries(await names());
    const options = all.filter(([name]) => name.startsWith(parent) && !name.includes(".", parent.length)).map(([name, about]) => option(name.slice(parent.length), about));
    return options.length ? { from: written.to - path[path.length - 1].length, options, validFor: /^\w*$/ } : null;
  };
  return autocompletion({ override: [ofEngine, localCompletionSource, globalCompletion], icons: false });
}

/** Whether code calls the engine so: `import heureum as tf`. @param {string} code @param {string} alias */
function isEngine(code, alias) {
  return [...code.matchAll(/^\s*import\s+heureum(?:\.compat\.v1)?(?:\s+as\s+(\w+))?/gm)].some((found) => (found[1] ?? "heureum") === alias);
}

/** @param {string} name @param {Names[string]} about @returns {Completion} */
function option(name, [kind, signature, sentence]) {
  return {
    label: name,
    type: kind === "value" ? "constant" : kind === "module" ? "namespace" : kind,
    detail: kind === "module" ? "." : undefined,
    info: signature || sentence ? () => html("div", {}, html("code", {}, name + signature), sentence && html("p", {}, sentence)) : undefined,
  };
}
