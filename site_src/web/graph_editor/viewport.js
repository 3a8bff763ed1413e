// What of a graph is seen, and how large: pan, zoom, fit. Pixels only.
// Law: the page keeps its own scrolling. A wheel zooms with Ctrl or Command held, one finger moves sideways, two fingers move and zoom.

const SMALLEST = 0.15;
/** Names can be read at this scale and not much below. */
const READABLE = 0.45;
const LARGEST = 3;
const STEP = 1.25;
const MARGIN_PX = 12;

/** @typedef {{x: number, y: number}} Point */

export class Viewport {
  /** @param {() => void} changed */
  constructor(changed) {
    this.changed = changed;
    this.scale = 1;
    this.x = 0;
    this.y = 0;
    /** The box the graph is seen through, in CSS pixels. */
    this.box = { width: 0, height: 0 };
    /** @type {{width: number, height: number, nodes: Array<{x: number, y: number, height: number}>}} the whole graph, in its own units */
    this.content = { width: 1, height: 1, nodes: [] };
    /** Until the reader moves it, the whole graph stays in sight. */
    this.isFitted = true;
  }

  /** @param {number} width @param {number} height */
  resize(width, height) {
    if (width === this.box.width && height === this.box.height) return;
    this.box = { width, height };
    if (this.isFitted) this.fit(READABLE);
  }

  /** @param {Viewport["content"]} content */
  show(content) {
    this.content = content;
    if (this.isFitted) this.fit(READABLE);
  }

  /** The whole graph, a small one a little larger than life; of one that is too wide for `least`, the beginning. @param {number} [least] */
  fit(least = SMALLEST) {
    const { width, height, nodes } = this.content;
    const room = { width: this.box.width - 2 * MARGIN_PX, height: this.box.height - 2 * MARGIN_PX };
    if (room.width <= 0 || room.height <= 0) return;
    this.scale = Math.max(least, Math.min(1.25, room.width / width, room.height / height));
    this.x = Math.max(MARGIN_PX, (this.box.width - width * this.scale) / 2);
    // One that is too high is seen where it begins: at the node farthest to the left.
    const [first] = height * this.scale > room.height ? [...nodes].sort((one, other) => one.x - other.x) : [];
    this.y = this.box.height / 2 - this.scale * (first ? first.y + first.height / 2 : height / 2);
    this.isFitted = true;
    this.changed();
  }

  /** @param {number} dx @param {number} dy in CSS pixels */
  pan(dx, dy) {
    this.place(this.x + dx, this.y + dy);
  }

  /** @param {number} factor @param {Point} [at] in CSS pixels from the box's corner; what is there stays there */
  zoom(factor, at = { x: this.box.width / 2, y: this.box.height / 2 }) {
    const scale = Math.max(SMALLEST, Math.min(LARGEST, this.scale * factor));
    const ratio = scale / this.scale;
    this.scale = scale;
    this.place(at.x - (at.x - this.x) * ratio, at.y - (at.y - this.y) * ratio);
  }

  zoomIn() {
    this.zoom(STEP);
  }

  zoomOut() {
    this.zoom(1 / STEP);
  }

  /** Moves as little as shows a part of the graph. @param {{x: number, y: number, width: number, height: number}} [part] */
  reveal(part) {
    if (!part || !this.box.width) return;
    const { x, y, width, height } = part;
    const left = this.x + x * this.scale;
    const top = this.y + y * this.scale;
    const shift = (/** @type {number} */ start, /** @type {number} */ size, /** @type {number} */ room) =>
      start < MARGIN_PX ? MARGIN_PX - start : Math.min(0, room - MARGIN_PX - start - size);
    const dx = shift(left, width * this.scale, this.box.width);
    const dy = shift(top, height * this.scale, this.box.height);
    if (Math.abs(dx) > 1 || Math.abs(dy) > 1) this.pan(dx, dy);
  }

  /** From CSS pixels in the box to the graph's units. @param {Point} at @returns {Point} */
  toGraph({ x, y }) {
    return { x: (x - this.x) / this.scale, y: (y - this.y) / this.scale };
  }

  /** Some of the graph always stays in sight. @param {number} x @param {number} y */
  place(x, y) {
    const kept = 40;
    const { box, content, scale } = this;
    this.x = Math.min(box.width - kept, Math.max(kept - content.width * scale, x));
    this.y = Math.min(box.height - kept, Math.max(kept - content.height * scale, y));
    this.isFitted = false;
    this.changed();
  }
}
