// Takes the published folder's manifest, gives what every worker boots from (a BootKit).
// Law: each file is downloaded and compiled once per page; a failed download is never remembered, so Retry works.
// A snapshot is a short cut: whatever is wrong with it, the packs are taken instead, for as long as the page lives.
import { download, downloadJson } from "./download.js";
import { DamagedError, LoadError } from "./load_error.js";
import { readPack } from "./pack.js";
import { SIDE_MODULES } from "./side_modules.js";
import { CORE, SnapshotOpener, canLoadSnapshot } from "./snapshot.js";

/** @typedef {import("./protocol.js").BootKit} BootKit */
/** @typedef {import("./download.js").ManifestFile} ManifestFile */
/** @typedef {{version: string, pyodide: string, files: Record<string, ManifestFile>}} Manifest */
/** @typedef {(received: number, total: number) => unknown} OnBytes */
/** @typedef {import("./download.js").OnChunk} OnChunk */

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
    this.hasSnapshot = canLoadSnapshot();
    /** @type {WebAssembly.Module | null} */
    this.core = null;
    /** @type {Set<string>} addresses that gave something else than the manifest says */
    this.distrusted = new Set();
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

  /** Boots from packs from now on. */
  giveUpSnapshot() {
    this.hasSnapshot = false;
    this.pendingKit = null;
  }

  /** @returns {Promise<BootKit>} */
  async download() {
    const { files } = await this.manifest();
    this.hasSnapshot &&= "snapshot" in files;
    if (!this.hasSnapshot) return this.downloadPacks(files);
    return this.downloadSnapshot(files).catch((error) => {
      console.warn("heureum: no snapshot", error);
      this.hasSnapshot = false;
      return this.downloadPacks(files);
    });
  }

  /** @param {Manifest["files"]} files @returns {Promise<BootKit>} */
  async downloadSnapshot(files) {
    const opener = new SnapshotOpener();
    await this.downloading(files, ["snapshot"])("snapshot", (chunk) => opener.push(chunk));
    const { core, ...snapshot } = await opener.end();
    this.core ??= core;
    return { ...this.urls(files), core, snapshot, packs: null };
  }

  /** @param {Manifest["files"]} files @returns {Promise<BootKit>} */
  async downloadPacks(files) {
    const bytes = this.downloading(files, [CORE, "stdlib", "numpy", "heureum"]);
    const numpy = bytes("numpy");
    const [core, stdlib, numpyPack, heureumPack, side] = await Promise.all([
      this.compileCore(bytes),
      bytes("stdlib"),
      numpy,
      bytes("heureum"),
      numpy.then(compileSideModules),
    ]);
    return { ...this.urls(files), core, snapshot: null, packs: { side, stdlib, packs: [numpyPack, heureumPack] } };
  }

  /**
   * Gives what fetches one of these files; together they tell listeners how far they are.
   * @param {Manifest["files"]} files
   * @param {string[]} names
   */
  downloading(files, names) {
    const total = names.reduce((sum, name) => sum + files[name].size_bytes, 0);
    let received = 0;
    return (/** @type {string} */ name, /** @type {OnChunk} */ onChunk = () => {}) =>
      this.fetchBytes(files[name], (chunk) => {
        received += chunk.length;
        for (const listener of this.listeners) listener(received, total);
        onChunk(chunk);
      });
  }

  /**
   * The core is the same for both ways to boot: one that failed is no reason to fetch and compile it again.
   * @param {(name: string) => Promise<Uint8Array<ArrayBuffer>>} bytes
   */
  async compileCore(bytes) {
    return (this.core ??= await WebAssembly.compile(await bytes(CORE)));
  }

  /** @param {Manifest["files"]} files */
  urls(files) {
    return {
      pyodideURL: this.pyodideURL,
      stdlibURL: this.url(files.stdlib).href,
      packURLs: [this.url(files.numpy).href, this.url(files.heureum).href],
    };
  }

  /** @returns {Promise<Manifest>} */
  async manifest() {
    try {
      // The manifest names files by content; it alone must be fresh.
      this.pendingManifest ??= downloadJson(new URL("manifest.json", this.folder), "no-cache");
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
   * @param {OnChunk} onChunk
   * @returns {Promise<Uint8Array<ArrayBuffer>>}
   */
  async fetchBytes(file, onChunk) {
    try {
      return await download(this.url(file), file, this.distrusted.has(file.url) ? "reload" : "default", onChunk);
    } catch (error) {
      if (error instanceof DamagedError) this.distrusted.add(file.url);
      if (error instanceof LoadError && error.code === "missing") this.pendingManifest = null; // a newer version may be there
      throw error;
    }
  }
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
