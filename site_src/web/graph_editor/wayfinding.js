// Where a key leads: an arrow to the nearest node in that direction, Page Up and Down through all nodes in the graph's order.

/** @typedef {{name: string, x: number, y: number, width: number, height: number}} Box */

/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** @param {string} key */
export function isMove(key) {
  return key in ARROWS || ["Home", "End", "PageUp", "PageDown"].includes(key);
}

/**
 * @param {Box[]} nodes
 * @param {Box | undefined} from where to start; without one, the first node
 * @param {string} arrow
 * @returns {Box | undefined} `from` itself when nothing lies that way
 */
export function nearest(nodes, from, arrow) {
  if (!from) return nodes[0];
  const [dx, dy] = ARROWS[arrow] ?? [0, 0];
  const centre = (/** @type {Box} */ box) => [box.x + box.width / 2, box.y + box.height / 2];
  const [x, y] = centre(from);
  let best = from;
  let least = Infinity;
  for (const node of nodes) {
    const [nodeX, nodeY] = centre(node);
    const along = (nodeX - x) * dx + (nodeY - y) * dy;
    const across = Math.abs((nodeX - x) * dy) + Math.abs((nodeY - y) * dx);
    if (node === from || along <= 1) continue;
    const distance = along + 3 * across; // a node to the side counts as three times as far
    if (distance < least) [best, least] = [node, distance];
  }
  return best;
}

/**
 * @param {Box[]} nodes
 * @param {Box | undefined} from
 * @param {string} key
 * @returns {Box | undefined} undefined when the key is none of these
 */
export function inOrder(nodes, from, key) {
  const last = nodes.length - 1;
  const at = from ? nodes.indexOf(from) : -1;
  if (key === "Home") return nodes[0];
  if (key === "End") return nodes[last];
  if (key === "PageDown") return nodes[Math.min(last, at + 1)];
  return key === "PageUp" ? nodes[Math.max(0, at - 1)] : undefined;
}
