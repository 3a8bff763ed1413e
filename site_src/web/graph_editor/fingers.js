// Pointers on a canvas: dragging the ground pans, two fingers pan and zoom, a wheel with Ctrl zooms.
// Law: tells a press from a drag by distance, for mouse and fingers alike, and gives each whole gesture to one owner.

const SLOP_PX = { mouse: 3, pen: 6, touch: 10 };

/** @typedef {import("./viewport.js").Viewport} Viewport */
/** @typedef {import("./viewport.js").Point} Point */

/**
 * What a gesture that began somewhere does. `move` is called from the moment it is a drag.
 * @typedef {object} Gesture
 * @property {(at: Point, event: PointerEvent) => void} [move]
 * @property {(at: Point, event: PointerEvent) => void} [drop]
 * @property {(at: Point, event: PointerEvent) => void} [press] it ended where it began
 * @property {() => void} [cancel]
 */

export class Fingers {
  /**
   * @param {HTMLElement} box
   * @param {Viewport} viewport
   * @param {(at: Point, event: PointerEvent) => Gesture | null} begin the gesture that begins here; null pans
   */
  constructor(box, viewport, begin) {
    this.box = box;
    this.viewport = viewport;
    this.begin = begin;
    /** @type {Map<number, Point>} */
    this.down = new Map();
    /** @type {{gesture: Gesture, start: Point, isDrag: boolean, id: number} | null} */
    this.current = null;
    box.addEventListener("pointerdown", (event) => this.pressed(event));
    box.addEventListener("pointermove", (event) => this.moved(event));
    box.addEventListener("pointerup", (event) => this.released(event));
    box.addEventListener("pointercancel", (event) => this.lost(event));
    box.addEventListener("wheel", (event) => this.turned(event), { passive: false });
  }

  /** @param {MouseEvent} event @returns {Point} from the box's corner */
  at(event) {
    const { left, top } = this.box.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  }

  /** @param {PointerEvent} event */
  pressed(event) {
    if (event.button !== 0 && event.button !== 1) return;
    const at = this.at(event);
    this.down.set(event.pointerId, at);
    if (this.down.size > 1) {
      this.give();
      return;
    }
    const gesture = (event.button === 0 && this.begin(at, event)) || this.panning(at);
    this.current = { gesture, start: at, isDrag: false, id: event.pointerId };
    this.box.setPointerCapture(event.pointerId);
  }

  /** @param {Point} last @returns {Gesture} */
  panning(last) {
    return {
      move: (at) => {
        this.viewport.pan(at.x - last.x, at.y - last.y);
        last = at;
      },
    };
  }

  /** @param {PointerEvent} event */
  moved(event) {
    const before = this.down.get(event.pointerId);
    if (!before) return;
    const at = this.at(event);
    this.down.set(event.pointerId, at);
    if (this.down.size === 2) return this.pinched(event.pointerId, before, at);
    const current = this.current;
    if (!current || current.id !== event.pointerId) return;
    const slop = SLOP_PX[/** @type {keyof typeof SLOP_PX} */ (event.pointerType)] ?? 3;
    current.isDrag ||= Math.hypot(at.x - current.start.x, at.y - current.start.y) > slop;
    if (current.isDrag) current.gesture.move?.(at, event);
  }

  /** @param {number} id @param {Point} before @param {Point} after */
  pinched(id, before, after) {
    const [[, other]] = [...this.down].filter(([finger]) => finger !== id);
    const length = (/** @type {Point} */ point) => Math.max(1, Math.hypot(point.x - other.x, point.y - other.y));
    this.viewport.zoom(length(after) / length(before), { x: (after.x + other.x) / 2, y: (after.y + other.y) / 2 });
    this.viewport.pan((after.x - before.x) / 2, (after.y - before.y) / 2);
  }

  /** @param {PointerEvent} event */
  released(event) {
    this.down.delete(event.pointerId);
    const current = this.current;
    if (!current || current.id !== event.pointerId) return;
    this.current = null;
    const at = this.at(event);
    if (current.isDrag) current.gesture.drop?.(at, event);
    else current.gesture.press?.(at, event);
  }

  /** @param {PointerEvent} event */
  lost(event) {
    this.down.delete(event.pointerId);
    if (this.current?.id === event.pointerId) this.give();
  }

  /** Gives up the gesture in hand. */
  give() {
    this.current?.gesture.cancel?.();
    this.current = null;
  }

  /** @param {WheelEvent} event */
  turned(event) {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.viewport.zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0025)), this.at(event));
  }
}
