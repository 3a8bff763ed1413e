// Fetches one published file and holds it to the manifest: every byte of it, and no other.
// Law: it ends. A host that answers nothing, or stops in the middle, is given up after a while; what arrived is never handed on
// unless it is whole.
import { DamagedError, LoadError } from "./load_error.js";

/** @typedef {{url: string, size_bytes: number, sha256: string}} ManifestFile */
/** @typedef {(chunk: Uint8Array<ArrayBuffer>) => void} OnChunk */

// Not of the whole download, which may be as slow as it likes: of silence.
const SILENCE_LIMIT_MS = 30_000;

/**
 * @param {URL} url
 * @param {ManifestFile} file what must arrive
 * @param {RequestCache} cache
 * @param {OnChunk} onChunk gets every piece as it arrives, before the whole is checked
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
export async function download(url, file, cache, onChunk) {
  return listening(url, async (signal, heard) => {
    const response = await checked(url, fetch(url, { cache, signal }));
    heard();
    const reader = /** @type {ReadableStream<Uint8Array<ArrayBuffer>>} */ (response.body).getReader();
    const bytes = new Uint8Array(file.size_bytes);
    let received = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      heard();
      if (received + value.length > bytes.length) throw new DamagedError(file.url, `longer than ${bytes.length} bytes`, "changed");
      bytes.set(value, received);
      received += value.length;
      onChunk(value);
    }
    if (received !== bytes.length) throw new DamagedError(file.url, `${received} of ${bytes.length} bytes arrived`, "cut off");
    await check(file, bytes);
    return bytes;
  });
}

/**
 * @param {URL} url
 * @param {RequestCache} cache
 * @param {Promise<Response> | null} asked the answer, if it has been asked for already
 * @returns {Promise<any>}
 */
export function downloadJson(url, cache, asked) {
  return listening(url, async (signal) => (await checked(url, asked ?? fetch(url, { cache, signal }))).json());
}

/**
 * Gives up work of which nothing was heard for too long; whatever it fails with becomes a LoadError.
 * @template T
 * @param {URL} url
 * @param {(signal: AbortSignal, heard: () => void) => Promise<T>} work calls `heard` whenever something arrives
 * @returns {Promise<T>}
 */
export async function listening(url, work) {
  const silence = new AbortController();
  /** @type {Promise<never>} for work that does not look at the signal */
  const givenUp = new Promise((_, reject) => silence.signal.addEventListener("abort", () => reject(silence.signal.reason)));
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let times = 0;
  const heard = () => {
    times += 1;
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(), SILENCE_LIMIT_MS);
  };
  heard();
  try {
    return await Promise.race([work(silence.signal, heard), givenUp]);
  } catch (error) {
    if (error instanceof LoadError) throw error;
    if (silence.signal.aborted) throw new LoadError(url.pathname, `nothing arrived in a time of ${SILENCE_LIMIT_MS / 1000} s`, "timeout");
    const code = !navigator.onLine ? "offline" : times > 2 ? "cut off" : "unreachable";
    throw new LoadError(url.pathname, String(error), code);
  } finally {
    clearTimeout(timer);
  }
}

/** @param {URL} url @param {Promise<Response>} answer */
async function checked(url, answer) {
  const response = await answer;
  if (response.ok) return response;
  const isGone = response.status === 404 || response.status === 410;
  throw new LoadError(url.pathname, `HTTP ${response.status}`, isGone ? "missing" : "refused");
}

/**
 * @param {ManifestFile} file
 * @param {Uint8Array<ArrayBuffer>} bytes
 */
async function check(file, bytes) {
  if (!globalThis.crypto?.subtle) return; // only pages that came over HTTPS, or from this machine, have it
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const found = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (found !== file.sha256) throw new DamagedError(file.url, "not the file that was published", "changed");
}
