// What a run may take: time, output, workers. The defaults, and how many workers a code asks for.

export const TIME_LIMIT_S = 30;
export const OUTPUT_LIMIT_BYTES = 1_000_000;
export const MOST_WORKERS = 8;

/**
 * How many workers a code speaks of, before Python has read it: the most that is written after `workers=`.
 * @param {string} code
 * @param {number} otherwise what the article says
 */
export function workersIn(code, otherwise) {
  const found = [...code.matchAll(/\bworkers\s*=\s*(\d+)/g)].map((match) => Number(match[1]));
  return found.length ? Math.min(Math.max(...found), MOST_WORKERS) : otherwise;
}

/**
 * How many workers to have ready for a code: none for one that does not speak of any, whose sessions run where the code does.
 * Only a guess that saves time; Python asks for what it needs.
 * @param {string} code
 * @param {number} otherwise what the article says
 */
export function workersAhead(code, otherwise) {
  return /workers|:\/\//.test(code) ? workersIn(code, otherwise) : 0;
}

/** @param {number} bytes */
export function megabytes(bytes) {
  return String(Number((bytes / 1e6).toFixed(1)));
}
