// Where an arrow key leads: the nearest node in that direction, as it lies on the screen.

/** @typedef {{name: string, x: number, y: number, width: number, height: number}} Box */

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** @param {string} key @returns {key is keyof typeof ARROWS} */
export function isArrow(key) {
  return key in ARROWS;
}

/**
 * @param {Box[]} nodes
 * @param {Box | undefined} from where to start; without one, the first node
 * @param {keyof typeof ARROWS} arrow
 * @returns {Box | undefined} `from` itself when nothing lies that way
 */
export function nearest(nodes, from, arrow) {
  if (!from) return nodes[0];
  const [dx, dy] = ARROWS[arrow];
  const centre = (/** @type {Box} */ box) => [box.x + box.width / 2, box.y + box.height / 2];
  const [x, y] = centre(from);
  let best = from;
  let least = Infinity;
  for (const node of nodes) {
    const [nodeX, nodeY] = centre(node);
    const along = (nodeX - x) * dx + (nodeY - y) * dy;
    const across = Math.abs((nodeX - x) * dy) + Math.abs((nodeY - y) * dx);
    // A node to the side counts as three times as far; what lies more sideways than ahead is not that way.
    if (node === from || along <= 1 || (dy !== 0 && across > 4 * along)) continue;
    const distance = along + 3 * across;
    if (distance < least) [best, least] = [node, distance];
  }
  return best;
}
