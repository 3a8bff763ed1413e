// What readers did to a cell, kept in this browser per example: their code, earlier codes of theirs, limits they set.
// Law: no code of a reader's is dropped silently: what is replaced becomes an earlier one. The name depends neither on the
// language nor on the article's code.
import { store, stored } from "./storage.js";

/**
 * @typedef {object} Kept
 * @property {string | null} code the reader's, null where it is the article's
 * @property {string} base hash of the article's code that it began from
 * @property {boolean} fromLink came by a link and was not touched since
 * @property {string[]} earlier codes that were replaced, latest first
 * @property {{timeLimitS?: number, outputLimitBytes?: number}} limits
 */

const PREFIX = "heureum:cell:";
const MOST_EARLIER = 5;

/** @returns {Kept} */
function nothing() {
  return { code: null, base: "", fromLink: false, earlier: [], limits: {} };
}

/** @param {string} name of the cell @returns {Kept} */
export function kept(name) {
  try {
    return { ...nothing(), ...JSON.parse(stored(PREFIX + name) ?? "{}") };
  } catch {
    return nothing();
  }
}

/** @param {string} name @param {Partial<Kept>} change */
export function keep(name, change) {
  const next = { ...kept(name), ...change };
  const isNothing = next.code === null && !next.earlier.length && !Object.keys(next.limits).length;
  store(PREFIX + name, isNothing ? null : JSON.stringify(next));
}

/**
 * The earlier codes with one more. A link's code that nobody touched is no reader's work.
 * @param {Kept} record whose code is about to be replaced
 * @returns {string[]}
 */
export function withEarlier({ code, fromLink, earlier }) {
  if (code === null || fromLink) return earlier;
  return [code, ...earlier.filter((one) => one !== code)].slice(0, MOST_EARLIER);
}
