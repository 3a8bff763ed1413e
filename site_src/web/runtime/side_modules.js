// NumPy's extension modules: compiled once on the page, instantiated in each worker before Python starts.
// Law: a fixed order (a heap snapshot depends on it). Python's own dlopen then finds them loaded and compiles nothing.

const SUFFIX = ".cpython-313-wasm32-emscripten.so";

/** The modules that `import numpy` itself needs; the others (fft, random, ...) load from the pack when first imported. */
export const SIDE_MODULES = ["numpy/_core/_multiarray_umath", "numpy/linalg/_umath_linalg"].map((name) => ({
  name,
  path: name + SUFFIX,
}));

/**
 * @param {any} emscripten Pyodide's Emscripten module
 * @param {string} sitePackages
 * @param {Array<[name: string, module: WebAssembly.Module]>} modules
 * @param {Map<string, number[]>} [handles] what a restored heap calls them
 */
export function instantiateSideModules(emscripten, sitePackages, modules, handles) {
  for (const [name, module] of modules) {
    const path = `${sitePackages}/${name}${SUFFIX}`;
    const library = emscripten.newDSO(path, undefined, "loading");
    library.refcount = Infinity; // never unloaded
    library.global = false;
    const flags = { loadAsync: false, nodelete: true, allowUndefined: true };
    library.exports = emscripten.loadWebAssemblyModule(module, flags, path, {});
    for (const handle of handles?.get(name) ?? []) emscripten.LDSO.loadedLibsByHandle[handle] = library;
  }
}
