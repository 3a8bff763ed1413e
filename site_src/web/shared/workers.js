// A device's short name and colour. The same numbers as heureum_live/svg.py gives the nodes.

const COLOURS = 8;

/** @param {string} device @returns {number | null} its task number */
function task(device) {
  const match = /\/task:(\d+)/.exec(device);
  return match ? Number(match[1]) : null;
}

/** @param {string} device @returns {string} the CSS class that carries its colour, or "" */
export function workerClass(device) {
  const number = task(device);
  return number === null ? "" : `heureum-worker-${number % COLOURS}`;
}

/** @param {string} device @param {import("./strings.js").Say} say */
export function workerName(device, say) {
  const number = task(device);
  return number === null ? device : say("worker", { task: number });
}
