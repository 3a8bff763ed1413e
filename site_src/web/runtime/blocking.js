// Which way a blocking `sess.run` can wait in this browser.
// Law: features decide, never the browser's name; `allowed` only ever takes ways away (tests switch them off with it).

/** @typedef {import("./protocol.js").Blocking} Blocking */

/**
 * @param {readonly string[]} allowed
 * @returns {Blocking}
 */
export function chooseBlocking(allowed) {
  if (allowed.includes("jspi") && "Suspending" in WebAssembly) return "jspi";
  // Isolation alone is not enough: WebKitGTK isolates pages and has no shared memory.
  const sharesMemory = globalThis.crossOriginIsolated && "SharedArrayBuffer" in globalThis;
  if (allowed.includes("atomics") && sharesMemory) return "atomics";
  return "none";
}

/**
 * The ways the page's address allows: `?heureum-blocking=atomics` leaves only that one.
 * @param {string} search
 * @returns {string[]}
 */
export function allowedByAddress(search) {
  const asked = new URLSearchParams(search).get("heureum-blocking");
  return asked === null ? ["jspi", "atomics"] : asked.split(",");
}
