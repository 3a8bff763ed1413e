// Takes the published folder's manifest, gives what every worker boots from (a BootKit).
// Law: each file is downloaded and compiled once per page; a failed download is never remembered, so Retry works.
import { readPack } from "./pack.js";
import { SIDE_MODULES } from "./side_modules.js";

/** @typedef {import("./protocol.js").BootKit} BootKit */
/** @typedef {{url: string, size_bytes: number, sha256: string}} ManifestFile */
/** @typedef {{version: string, pyodide: string, files: Record<string, ManifestFile>}} Manifest */
/** @typedef {(received: number, total: number) => unknown} OnBytes */

/** A file of the runtime did not arrive. The message names it; the page says the rest in the reader's language. */
export class LoadError extends Error {
  /** @param {string} file @param {string} reason */
  constructor(file, reason) {
    super(`${file}: ${reason}`);
    this.name = "LoadError";
    this.file = file;
  }
}

export class Assets {
  /** @param {URL} folder holds manifest.json */
  constructor(folder) {
    this.folder = folder;
    /** @type {Promise<Manifest> | null} */
    this.pendingManifest = null;
    /** @type {Promise<BootKit> | null} */
    this.pendingKit = null;
    /** @type {Set<OnBytes>} */
    this.listeners = new Set();
  }

  /** Where Pyodide's own scripts are: known before anything is downloaded. */
  get pyodideURL() {
    return new URL("pyodide/", this.folder).href;
  }

  /**
   * @param {OnBytes} onBytes
   * @returns {Promise<BootKit>}
   */
  async kit(onBytes) {
    this.listeners.add(onBytes);
    try {
      this.pendingKit ??= this.download();
      return await this.pendingKit;
    } catch (error) {
      this.pendingKit = null;
      throw error;
    } finally {
      this.listeners.delete(onBytes);
    }
  }

  /** @returns {Promise<BootKit>} */
  async download() {
    const manifest = await this.manifest();
    const names = ["pyodide.asm.wasm", "stdlib", "numpy", "heureum"];
    const total = names.reduce((sum, name) => sum + manifest.files[name].size_bytes, 0);
    let received = 0;
    /** @param {number} count */
    const count = (count) => {
      received += count;
      for (const listener of this.listeners) listener(received, total);
    };
    const bytes = (/** @type {string} */ name) => this.fetchBytes(manifest.files[name], count);
    const numpy = bytes("numpy");
    const [core, stdlib, numpyPack, heureumPack, side] = await Promise.all([
      bytes("pyodide.asm.wasm").then((wasm) => WebAssembly.compile(wasm)),
      bytes("stdlib"),
      numpy,
      bytes("heureum"),
      numpy.then(compileSideModules),
    ]);
    return {
      pyodideURL: this.pyodideURL,
      stdlibURL: this.url(manifest.files.stdlib).href,
      core,
      side,
      stdlib,
      packs: [numpyPack, heureumPack],
    };
  }

  /** @returns {Promise<Manifest>} */
  async manifest() {
    try {
      // The manifest names files by content; it alone must be fresh.
      this.pendingManifest ??= request(new URL("manifest.json", this.folder), "no-cache").then((response) => response.json());
      return await this.pendingManifest;
    } catch (error) {
      this.pendingManifest = null;
      throw error;
    }
  }

  /** @param {ManifestFile} file */
  url(file) {
    return new URL(file.url, this.folder);
  }

  /**
   * @param {ManifestFile} file
   * @param {(count: number) => void} onChunk
   * @returns {Promise<Uint8Array<ArrayBuffer>>}
   */
  async fetchBytes(file, onChunk) {
    const response = await request(this.url(file), "default");
    const reader = /** @type {ReadableStream<Uint8Array>} */ (response.body).getReader();
    const bytes = new Uint8Array(file.size_bytes);
    let received = 0;
    for (;;) {
      const { done, value } = await reader.read().catch((error) => {
        throw new LoadError(file.url, String(error));
      });
      if (done) break;
      if (received + value.length > bytes.length) throw new LoadError(file.url, `longer than ${bytes.length} bytes`);
      bytes.set(value, received);
      received += value.length;
      onChunk(value.length);
    }
    if (received !== bytes.length) throw new LoadError(file.url, `${received} of ${bytes.length} bytes arrived`);
    return bytes;
  }
}

/**
 * @param {URL} url
 * @param {RequestCache} cache
 */
async function request(url, cache) {
  const response = await fetch(url, { cache }).catch((error) => {
    throw new LoadError(url.pathname, String(error));
  });
  if (!response.ok) throw new LoadError(url.pathname, `HTTP ${response.status}`);
  return response;
}

/** @param {Uint8Array<ArrayBuffer>} pack */
async function compileSideModules(pack) {
  const files = readPack(pack);
  return Promise.all(
    SIDE_MODULES.map(async ({ name, path }) => {
      const bytes = files.get(path);
      if (!bytes) throw new LoadError("numpy", `has no ${path}`);
      return /** @type {[string, WebAssembly.Module]} */ ([name, await WebAssembly.compile(bytes)]);
    }),
  );
}
