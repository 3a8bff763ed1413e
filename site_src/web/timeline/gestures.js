// What a reader does to the chart: point, zoom, pan, by mouse, by touch and by keyboard.
// Law: a plain wheel and a vertical swipe scroll the page, as everywhere; whatever a pointer does, keys do too.
import "./run_view.js"; // packs better in one piece with what it shares
import { nearest } from "./items.js";
import { pointedStyle } from "./tip.js";

export { spoken, tip } from "./tip.js";

/** @typedef {import("./timeline_element.js").HeureumTimeline} HeureumTimeline */
/** @typedef {import("./items.js").Item} Item */

const NEARLY_PX = 3; // a hand that shakes does not drag

export class Gestures {
  /** @param {HeureumTimeline} timeline */
  constructor(timeline) {
    this.timeline = timeline;
    /** @type {Map<number, number>} pointers that are down, by where they are */
    this.down = new Map();
    this.left = 0;
  }

  /** @param {HTMLElement} chart */
  listen(chart) {
    const { timeline } = this;
    const root = /** @type {ShadowRoot} */ (timeline.renderRoot);
    const { styleSheet } = pointedStyle;
    if (styleSheet && !root.adoptedStyleSheets.includes(styleSheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, styleSheet];
    chart.addEventListener("keydown", (event) => this.key(event));
    // A wheel that zooms must not scroll the page, which a passive listener could not prevent.
    chart.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    chart.addEventListener("pointerover", ({ target }) => this.over(/** @type {Element} */ (target)));
    // A finger leaves when it is lifted; what it has touched stays shown until it touches something else.
    chart.addEventListener("pointerleave", ({ pointerType }) => pointerType === "touch" || timeline.point(null));
    chart.addEventListener("blur", () => timeline.point(null));
    chart.addEventListener("pointerdown", (event) => {
      this.left = chart.getBoundingClientRect().left;
      this.down.set(event.pointerId, event.clientX);
    });
    chart.addEventListener("pointermove", (event) => this.move(chart, event));
    for (const type of /** @type {const} */ (["pointerup", "pointercancel"])) {
      chart.addEventListener(type, (event) => {
        this.down.delete(event.pointerId);
        if (type === "pointerup" && event.pointerType === "touch") timeline.point(this.itemAt(/** @type {Element} */ (event.target)));
      });
    }
    return this;
  }

  /** @param {Element} target */
  over(target) {
    if (!this.down.size) this.timeline.point(this.itemAt(target));
  }

  /** @param {Element} target @returns {Item | null} */
  itemAt(target) {
    const at = target.closest("[data-at]")?.getAttribute("data-at");
    return at == null ? null : this.timeline.items[Number(at)];
  }

  /** @param {WheelEvent} event Ctrl is what a trackpad sends for a pinch */
  wheel(event) {
    const { timeline } = this;
    const { left } = /** @type {Element} */ (event.currentTarget).getBoundingClientRect();
    if (event.ctrlKey || event.metaKey) timeline.scale = timeline.scale.zoomed(1.0015 ** -event.deltaY, event.clientX - left);
    else if ((event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) && !timeline.scale.isWhole) timeline.scale = timeline.scale.moved(event.deltaX || event.deltaY);
    else return;
    event.preventDefault();
  }

  /** One pointer drags, two stretch. @param {HTMLElement} chart @param {PointerEvent} event */
  move(chart, event) {
    const { timeline, down } = this;
    const before = down.get(event.pointerId);
    if (before === undefined) return;
    if (down.size === 1) {
      if (timeline.scale.isWhole || (Math.abs(event.clientX - before) < NEARLY_PX && !chart.hasPointerCapture(event.pointerId))) return;
      chart.setPointerCapture(event.pointerId);
      timeline.scale = timeline.scale.moved(before - event.clientX);
    } else {
      const other = [...down].find(([id]) => id !== event.pointerId)?.[1] ?? 0;
      const factor = Math.abs(event.clientX - other) / Math.max(1, Math.abs(before - other));
      timeline.scale = timeline.scale.zoomed(factor || 1, other - this.left);
    }
    down.set(event.pointerId, event.clientX);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const { timeline } = this;
    const { scale } = timeline;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "+" || event.key === "=") timeline.scale = scale.zoomed(2, this.focusX());
    else if (event.key === "-") timeline.scale = scale.zoomed(0.5, this.focusX());
    else if (event.key === "0") timeline.scale = scale.whole();
    else if (event.key === "Escape") timeline.point(null);
    else if (["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"].includes(event.key)) this.go(event.key);
    else return;
    event.preventDefault();
  }

  focusX() {
    const { scale, focused } = this.timeline;
    return focused ? scale.x((focused.start_s + focused.end_s) / 2) : scale.width / 2;
  }

  /** To the next span of the lane, or across to the nearest in the next lane. @param {string} key */
  go(key) {
    const { timeline } = this;
    const lanes = [...timeline.lanes.values()].map((lane) => lane.filter(({ kind }) => kind !== "idle")).filter((lane) => lane.length);
    if (!lanes.length) return;
    const { focused } = timeline;
    const row = Math.max(0, lanes.findIndex((lane) => lane[0].device === focused?.device));
    const place = focused ? lanes[row].indexOf(focused) : -1;
    const last = lanes[row].length - 1;
    const across = key === "ArrowUp" ? row - 1 : row + 1;
    let next = focused;
    if (key === "Home") next = lanes[row][0];
    else if (key === "End") next = lanes[row][last];
    else if (key === "ArrowRight") next = lanes[row][Math.min(last, place + 1)];
    else if (key === "ArrowLeft") next = lanes[row][Math.max(0, place - 1)];
    else if (lanes[across]) next = nearest(lanes[across], focused?.start_s ?? 0);
    timeline.point(next ?? lanes[0][0], true);
    if (next) timeline.scale = timeline.scale.revealing(next.start_s, next.end_s);
  }
}
