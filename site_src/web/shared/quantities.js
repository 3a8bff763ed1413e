// Times and sizes in the shortest form that says them.

/** A browser rounds its clocks, and more coarsely where the page is not isolated. */
export const TICK_S = globalThis.crossOriginIsolated ? 2e-5 : 2e-4;

/** A measured length of time. What lies below the clock's tick is not pretended to be known. @param {number} seconds */
export function measuredTime(seconds) {
  return seconds < TICK_S ? `< ${shortTime(TICK_S)}` : shortTime(seconds);
}

/** @param {number} seconds */
export function shortTime(seconds) {
  if (seconds >= 1) return `${digits(seconds)} s`;
  if (seconds >= 999.5e-6) return `${digits(seconds * 1e3)} ms`;
  return `${Math.round(seconds * 1e6)} µs`;
}

/** @param {number} size @param {import("./strings.js").Say} say */
export function sizeText(size, say) {
  if (size < 1e4) return say("bytesUnit", { size });
  return size < 1e6 ? `${digits(size / 1e3)} kB` : `${digits(size / 1e6)} MB`;
}

/** Two significant digits, or the whole number. @param {number} value */
function digits(value) {
  return value < 10 ? value.toFixed(1) : value.toFixed(0);
}
