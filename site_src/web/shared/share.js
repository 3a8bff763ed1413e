// A link's hash holds what a reader shares: takes a SharedState, gives `#heureum=1.…`, and back.
// Law: a hash is a stranger's input. It is refused unless every part of it is what is listed here, within limits that are held
// while it is read, not after; decoding runs nothing. The letters before the dot are the format's version.

/**
 * What a link may carry. A link with `cell` is for the live cell of that example, one without for the playground.
 * @typedef {object} SharedState
 * @property {string} [cell] the example that a cell shows
 * @property {string} [code]
 * @property {Record<string, unknown>} [document] the graph editor's; Python validates it
 * @property {number} [workers]
 * @property {Record<string, string>} [placement] node to worker
 * @property {number} [seed]
 */

/**
 * Why there is no state: the link is too long, comes from a newer site, or is damaged or not ours.
 * @typedef {"too large" | "newer" | "damaged"} Refusal
 */

/** @typedef {{state: SharedState, error?: undefined} | {state?: undefined, error: Refusal}} Decoded */

const MARK = "#heureum=";
const VERSION = "1";
/** Browsers take more; what people paste links into does not. */
export const LONGEST_HASH = 32_000;
/** A short hash can inflate to gigabytes. */
const LARGEST_TEXT_BYTES = 1_000_000;
const DEEPEST = 100;
const MOST_WORKERS = 8;

/** @type {Record<string, (value: any) => boolean>} */
const PARTS = {
  cell: (value) => typeof value === "string" && /^[\w./:-]{1,200}$/.test(value),
  code: (value) => typeof value === "string",
  document: (value) => isRecord(value) && isShallow(value, DEEPEST),
  workers: (value) => Number.isInteger(value) && value >= 1 && value <= MOST_WORKERS,
  placement: (value) => isRecord(value) && Object.values(value).every((worker) => typeof worker === "string"),
  seed: (value) => Number.isSafeInteger(value),
};

/** Whether an address's hash is one of ours, whole or not. @param {string} hash */
export function isShared(hash) {
  return hash.startsWith(MARK);
}

/**
 * @param {SharedState} state
 * @returns {Promise<string>} the hash, with its `#`
 * @throws {RangeError} when the link would be longer than LONGEST_HASH
 */
export async function encode(state) {
  if (!isState(state)) throw new TypeError("not a state that a link can carry");
  const bytes = await through(new TextEncoder().encode(JSON.stringify(state)), new CompressionStream("deflate"), Infinity);
  const hash = `${MARK}${VERSION}.${toText(bytes)}`;
  if (hash.length > LONGEST_HASH) throw new RangeError(`${hash.length} characters are too many for a link`);
  return hash;
}

/**
 * @param {string} hash
 * @returns {Promise<Decoded>}
 */
export async function decode(hash) {
  if (hash.length > LONGEST_HASH) return { error: "too large" };
  const [, version, text] = /^#heureum=(\d{1,4})\.([\w-]+)$/.exec(hash) ?? [];
  if (version === undefined) return { error: "damaged" };
  if (version !== VERSION) return { error: "newer" };
  try {
    const bytes = await through(fromText(text), new DecompressionStream("deflate"), LARGEST_TEXT_BYTES);
    const state = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return isState(state) ? { state } : { error: "damaged" };
  } catch (error) {
    return { error: error instanceof RangeError ? "too large" : "damaged" };
  }
}

/** @param {unknown} value @returns {value is SharedState} */
function isState(value) {
  if (!isRecord(value)) return false;
  const parts = Object.entries(value);
  return parts.length > 0 && parts.every(([name, part]) => Object.hasOwn(PARTS, name) && PARTS[name](part));
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @param {unknown} value @param {number} depth @returns {boolean} */
function isShallow(value, depth) {
  if (typeof value !== "object" || value === null) return true;
  return depth > 0 && Object.values(value).every((part) => isShallow(part, depth - 1));
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {CompressionStream | DecompressionStream} change
 * @param {number} largest how much may come out before it is given up
 */
async function through(bytes, change, largest) {
  const reader = new Blob([bytes]).stream().pipeThrough(change).getReader();
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const pieces = [];
  for (let size = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) break;
    pieces.push(value);
    size += value.length;
    if (size > largest) {
      await reader.cancel();
      throw new RangeError(`more than ${largest} bytes`);
    }
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}

/** @param {Uint8Array} bytes @returns {string} base64url */
function toText(bytes) {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** @param {string} text base64url */
function fromText(text) {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
