// Takes the published folder's manifest, gives what every worker boots from.
// Law: each file is downloaded and compiled once per page; a failed download is never remembered, so Retry works.
// A snapshot is a short cut: whatever is wrong with it, the packs are taken instead, for as long as the page lives.
import { store, stored } from "../shared/storage.js";
import { asked, dropInflating } from "./asked.js";
import { download, downloadJson } from "./download.js";
import { DamagedError, LoadError } from "./load_error.js";
import { findInflated, forgetInflated, keepInflated } from "./inflated.js";
import { Inflating } from "./inflating.js";
import { filesIn, readPack } from "./pack.js";
import { SIDE_MODULES } from "./side_modules.js";
import { CORE, closed, openSnapshot } from "./snapshot.js";
import { canLoadSnapshot } from "./snapshot_support.js";

/** @typedef {import("./protocol.js").BootKit} BootKit */
/** @typedef {import("./download.js").ManifestFile} ManifestFile */
/** @typedef {{version: string, pyodide: string, files: Record<string, ManifestFile>}} Manifest */
/**
 * A kit, and the memory that goes with it if it has a snapshot. Workers may begin as soon as it is there; only when `whole` has
 * resolved is everything there, and what was published.
 * @typedef {{kit: BootKit, heap: import("./heap.js").Heap | null, whole: Promise<void>}} Delivery
 */
/** @typedef {(received: number, total: number) => unknown} OnBytes */
/** @typedef {import("./download.js").OnChunk} OnChunk */

/** The address of a snapshot that does not start in this browser. */
const USELESS = "heureum:useless-snapshot";

export class Assets {
  /** @param {URL} folder holds manifest.json */
  constructor(folder) {
    this.folder = folder;
    /** @type {Promise<Manifest> | null} */
    this.pendingManifest = null;
    /** @type {Promise<Delivery> | null} */
    this.pending = null;
    /** @type {Set<OnBytes>} */
    this.listeners = new Set();
    this.hasSnapshot = canLoadSnapshot();
    /** @type {WebAssembly.Module | null} */
    this.core = null;
    this.isFromStorage = false;
    /** @type {(() => Promise<void>) | null} */
    this.keepsInflated = null;
    /** @type {Set<string>} addresses that gave something else than the manifest says */
    this.distrusted = new Set();
  }

  /** Where Pyodide's own scripts are: known before anything is downloaded. */
  get pyodideURL() {
    return new URL("pyodide/", this.folder).href;
  }

  /**
   * @param {OnBytes} onBytes
   * @returns {Promise<Delivery>}
   */
  async delivery(onBytes) {
    this.listeners.add(onBytes);
    const unlisten = () => this.listeners.delete(onBytes);
    const pending = (this.pending ??= this.download());
    const failed = () => {
      unlisten();
      if (this.pending === pending) this.pending = null;
    };
    pending.then(({ whole }) => whole.then(unlisten, failed), failed);
    return pending;
  }

  /**
   * Boots from packs from now on.
   * @param {boolean} neverWorks it arrived as it was published: this browser need not wait for it again
   */
  giveUpSnapshot(neverWorks) {
    const isPublished = neverWorks && !this.isFromStorage;
    this.hasSnapshot = false;
    this.pending = null;
    this.keepsInflated = null;
    this.snapshotURL().then((url) => {
      if (!url) return;
      forgetInflated(url);
      if (isPublished) store(USELESS, url.href);
    });
  }

  /** Makes the next visit's start a quicker one. Costs some time, and room in the browser's storage. */
  async keepSnapshot() {
    await this.keepsInflated?.();
    this.keepsInflated = null; // and what it holds
  }

  async snapshotURL() {
    const manifest = await this.pendingManifest?.catch(() => null);
    return manifest?.files.snapshot ? this.url(manifest.files.snapshot) : null;
  }

  /** @returns {Promise<Delivery>} */
  async download() {
    const { files } = await this.manifest();
    this.hasSnapshot &&= "snapshot" in files && stored(USELESS) !== this.url(files.snapshot).href;
    if (!this.hasSnapshot) return this.downloadPacks(files);
    return this.downloadSnapshot(files).catch((error) => {
      console.warn("heureum: no snapshot", error);
      this.hasSnapshot = false;
      return this.downloadPacks(files);
    });
  }

  /** @param {Manifest["files"]} files @returns {Promise<Delivery>} */
  async downloadSnapshot(files) {
    const url = this.url(files.snapshot);
    const kept = this.distrusted.has(files.snapshot.url) ? null : await findInflated(url);
    this.isFromStorage = kept !== null;
    try {
      if (kept) {
        dropInflating();
        return await this.deliver(files, filesIn(kept), Promise.resolve());
      }
    } catch {
      this.isFromStorage = false;
      await forgetInflated(url);
    }
    const file = files.snapshot;
    const inflating = new Inflating(this.folder, { url: url.href, file, cache: this.cacheFor(file) }, this.counting(files, ["snapshot"]));
    const arrived = this.noted(file, inflating.arrived);
    arrived.catch(() => {}); // told to whoever waits for it
    return this.deliver(files, inflating.files(), arrived);
  }

  /**
   * @param {Manifest["files"]} files
   * @param {import("./snapshot.js").Arriving} arriving
   * @param {Promise<void>} arrived
   * @returns {Promise<Delivery>}
   */
  async deliver(files, arriving, arrived) {
    const opened = await openSnapshot(arriving);
    const { core, snapshot, heap } = opened;
    this.core ??= core;
    const whole = Promise.all([opened.whole, arrived]).then(() => {
      this.keepsInflated = () => keepInflated(this.url(files.snapshot), () => closed(opened));
    });
    whole.catch(() => {}); // told to whoever waits for it
    return { kit: { ...this.urls(files), core, snapshot, packs: null }, heap, whole };
  }

  /** @param {Manifest["files"]} files @returns {Promise<Delivery>} */
  async downloadPacks(files) {
    dropInflating();
    const received = this.counting(files, [CORE, "stdlib", "numpy", "heureum"]);
    const bytes = (/** @type {string} */ name) => this.fetchBytes(files[name], (chunk) => received(chunk.length));
    const numpy = bytes("numpy");
    const [core, stdlib, numpyPack, heureumPack, side] = await Promise.all([
      this.compileCore(bytes),
      bytes("stdlib"),
      numpy,
      bytes("heureum"),
      numpy.then(compileSideModules),
    ]);
    const kit = { ...this.urls(files), core, snapshot: null, packs: { side, stdlib, packs: [numpyPack, heureumPack] } };
    return { kit, heap: null, whole: Promise.resolve() };
  }

  /**
   * Gives what is to be called when so much more of these files has arrived: it tells listeners how far they are together.
   * @param {Manifest["files"]} files
   * @param {string[]} names
   */
  counting(files, names) {
    const total = names.reduce((sum, name) => sum + files[name].size_bytes, 0);
    let received = 0;
    return (/** @type {number} */ size_bytes) => {
      received += size_bytes;
      for (const listener of this.listeners) listener(received, total);
    };
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
      packURLs: { numpy: this.url(files.numpy).href, heureum: this.url(files.heureum).href },
    };
  }

  /** @returns {Promise<Manifest>} */
  async manifest() {
    try {
      // The manifest names files by content; it alone must be fresh.
      this.pendingManifest ??= downloadJson(new URL("manifest.json", this.folder), "no-cache", asked.manifest);
      asked.manifest = null;
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
  fetchBytes(file, onChunk) {
    return this.noted(file, download(this.url(file), file, this.cacheFor(file), onChunk));
  }

  /** @param {ManifestFile} file @returns {RequestCache} */
  cacheFor(file) {
    return this.distrusted.has(file.url) ? "reload" : "default";
  }

  /**
   * Learns from a download that fails what the next try must not trust.
   * @template T
   * @param {ManifestFile} file
   * @param {Promise<T>} arrived
   * @returns {Promise<T>}
   */
  async noted(file, arrived) {
    try {
      return await arrived;
    } catch (error) {
      if (error instanceof DamagedError) this.distrusted.add(file.url);
      if (error instanceof LoadError && error.code === "missing") asked.manifest = this.pendingManifest = null; // a newer version may be there
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
