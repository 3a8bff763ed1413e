// Contents by their hash, in the browser's cache storage; and which pages are served by the network alone.
// Law: nothing is stored that is not what its hash says; a store that is full or broken is done without, and says so.

const HASH_LENGTH = 16; // hexadecimal digits of a SHA-256, as plugin/offline.py gives them
const CONTENT = "content/";
const FOREIGN = "foreign/";

export class Store {
  /** @param {URL} root of the site: others may live on the same origin */
  constructor(root) {
    this.root = root;
    this.isFull = false;
    /** @type {Promise<Cache> | null} */
    this.opening = null;
    /** @type {Promise<Set<string>> | null} */
    this.foreign = null;
  }

  open() {
    return (this.opening ??= caches.open(`heureum ${this.root.pathname}`));
  }

  /** @param {string} name */
  url(name) {
    return new URL(`.heureum/${name}`, this.root).href;
  }

  /** @param {string} hash @returns {Promise<Response | undefined>} */
  async find(hash) {
    try {
      return await (await this.open()).match(this.url(CONTENT + hash));
    } catch {
      return undefined;
    }
  }

  /**
   * Stores a response if it is what the hash says; gives whether it is. The storing itself may go on after the answer.
   * @param {string} hash
   * @param {Response} response
   * @param {{waitUntil: (work: Promise<unknown>) => void}} [event]
   */
  async put(hash, response, event) {
    const body = await response.arrayBuffer();
    if ((await hashOf(body)) !== hash) return false;
    const headers = { "Content-Type": response.headers.get("Content-Type") ?? "", "Content-Length": String(body.byteLength) };
    // Isolation is a page's own; an answer from here has to say it again.
    const kept = [...response.headers].filter(([name]) => name.startsWith("cross-origin-") || name === "content-security-policy");
    const storing = this.write(CONTENT + hash, new Response(body, { headers: { ...headers, ...Object.fromEntries(kept) } }));
    if (event) event.waitUntil(storing);
    else await storing;
    return true;
  }

  /** @param {string} name @param {Response} response */
  async write(name, response) {
    try {
      await (await this.open()).put(this.url(name), response);
      this.isFull = false;
    } catch {
      this.isFull = true;
    }
  }

  /** @param {string} client */
  async isForeign(client) {
    if (!client) return false;
    this.foreign ??= this.readForeign().catch(() => new Set());
    return (await this.foreign).has(client);
  }

  /** @param {string} client */
  async markForeign(client) {
    if (!client || (await this.isForeign(client))) return;
    (await this.foreign)?.add(client);
    await this.write(FOREIGN + client, new Response()); // this script is stopped and started at the browser's leisure
  }

  async readForeign() {
    const start = this.url(FOREIGN);
    const requests = await (await this.open()).keys();
    return new Set(requests.filter(({ url }) => url.startsWith(start)).map(({ url }) => url.slice(start.length)));
  }

  /** @param {Set<string>} hashes */
  async forgetAllBut(hashes) {
    try {
      const cache = await this.open();
      const start = this.url(CONTENT);
      for (const request of await cache.keys()) if (!hashes.has(request.url.slice(start.length))) await cache.delete(request);
    } catch {
      // What cannot be read need not be forgotten.
    }
  }
}

/** @param {ArrayBuffer} body */
export async function hashOf(body) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  return Array.from(digest.subarray(0, HASH_LENGTH / 2), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
