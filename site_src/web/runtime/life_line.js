// How the page learns that a worker has died in silence: browsers tell a page nothing when a worker is killed, but they give
// the dead worker's locks to whoever waits for them. The worker holds a lock for as long as it lives; the page waits for it.

/** @returns {string} a name that nobody else has */
export function lifeLineName() {
  return `heureum ${Date.now()} ${Math.random()}`;
}

/**
 * The worker's end. Resolves when it holds the line.
 * @param {string} name
 * @returns {Promise<void>}
 */
export function hold(name) {
  if (!navigator.locks) return Promise.resolve(); // only pages that came over HTTPS, or from this machine, have them
  return new Promise((resolve, reject) => {
    const forEver = () => {
      resolve();
      return new Promise(() => {});
    };
    navigator.locks.request(name, forEver).catch(reject);
  });
}

/**
 * The page's end, for a worker that holds the line.
 * @param {string} name
 * @param {() => void} onDeath
 * @param {AbortSignal} signal ends the watch
 */
export function watch(name, onDeath, signal) {
  navigator.locks?.request(name, { signal }, onDeath).catch((error) => {
    if (!signal.aborted) throw error;
  });
}
