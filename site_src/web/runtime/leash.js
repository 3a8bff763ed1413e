// Ends a Python loop soon after Stop, on pages without shared memory too.
// Why: `terminate()` lets a busy thread burn on for two seconds (Chromium), and nothing can tell a busy worker anything,
// but a busy worker can look: the page revokes a blob's address, and Python, which asks for signals every few bytecodes,
// finds it gone and gets a KeyboardInterrupt. A long kernel asks for nothing; that one ends by `terminate()`.

const LOOK_EVERY_MS = 200; // a look is a synchronous request for a blob in memory, about a millisecond

/** @returns {{url: string, cut: () => void}} the page's end */
export function makeLeash() {
  const url = URL.createObjectURL(new Blob(["held"]));
  return { url, cut: () => URL.revokeObjectURL(url) };
}

/**
 * The worker's end: what Pyodide reads as its interrupt buffer.
 * @param {string} url
 */
export function interruptBuffer(url) {
  const SIGINT = 2;
  let lookAtMs = performance.now() + LOOK_EVERY_MS;
  let isCut = false;
  return {
    get 0() {
      if (!isCut && performance.now() >= lookAtMs) {
        isCut = !isHeld(url);
        lookAtMs = performance.now() + LOOK_EVERY_MS;
      }
      return isCut ? SIGINT : 0;
    },
    set 0(_seen) {}, // Pyodide acknowledges a signal; a leash that is cut stays cut
  };
}

/** @param {string} url */
function isHeld(url) {
  const request = new XMLHttpRequest();
  try {
    request.open("GET", url, false);
    request.send();
    return request.status === 200;
  } catch {
    return false;
  }
}
