// <heureum-graph>: shows a view of a graph, to look at, move and zoom.
// Takes `view`, `overlay(what a run gave)` and `highlight(names)`; says `node-hover` with a node's name or null.
import { LitElement, html, nothing, svg } from "lit";
import { loadFor } from "../shared/near.js";
import { Fingers } from "./fingers.js";
import { Glide } from "./glide.js";
import { graphStyle } from "./graph_style.js";
import { picture } from "./picture.js";
import { Viewport } from "./viewport.js";
import { speakerOf } from "./words.js";

/** @typedef {import("./picture.js").View} View */

const LEAST_HEIGHT_PX = 120;
const LEAST_EDITED_PX = 230;
const NARROW_PX = 480;

export class HeureumGraph extends LitElement {
  static styles = [graphStyle];
  static properties = { view: { attribute: false, noAccessor: true } };

  constructor() {
    super();
    /** @type {import("./words.js").Say | null} */
    this.say = null;
    /** @type {import("./picture.js").Overlay} */
    this.over = {};
    /** @type {Set<string>} */
    this.selected = new Set();
    /** @type {string | null} */
    this.active = null;
    /** @type {string | null} */
    this.source = null;
    /** @type {ReadonlySet<string>} */
    this.lit = new Set();
    /** @type {string | null} */
    this.hovered = null;
    this.isList = false;
    this.viewport = new Viewport(() => this.requestUpdate());
    this.glide = new Glide(() => this.requestUpdate());
    this.watch = new ResizeObserver(() => this.measure());
    /** @type {HTMLElement | null} */
    this.canvas = null;
    /** Room for what is drawn, in CSS pixels; 0 follows the graph. */
    this.height = Number(this.dataset.height ?? 0);
  }

  get language() {
    const near = this.dataset.lang ?? /** @type {HTMLElement | null} */ (this.closest("[lang]"))?.lang ?? "ko";
    return near.startsWith("en") ? "en" : "ko";
  }

  /** @returns {View | null} */
  get view() {
    return this.glide.target;
  }

  set view(view) {
    this.glide.to(view);
    if (view) this.viewport.show(view);
    this.requestUpdate("view");
  }

  async connectedCallback() {
    super.connectedCallback();
    this.say ??= await loadFor(this, () => speakerOf(this.language));
    this.requestUpdate();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.watch.disconnect();
    this.canvas = null;
  }

  /** What a run gave, drawn over the graph. @param {import("./picture.js").Overlay | null} over */
  overlay(over) {
    this.over = over ?? {};
    this.requestUpdate();
  }

  /** A style more, for what was loaded later. @param {import("lit").CSSResult} style */
  dress({ styleSheet }) {
    const root = /** @type {ShadowRoot} */ (this.renderRoot);
    if (styleSheet && !root.adoptedStyleSheets.includes(styleSheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, styleSheet];
  }

  /** @param {Iterable<string> | string | null} names */
  highlight(names) {
    this.lit = new Set(typeof names === "string" ? [names] : (names ?? []));
    this.requestUpdate();
  }

  fit() {
    this.viewport.fit();
  }

  render() {
    return this.say && this.view ? this.drawCanvas() : html`<slot></slot>`;
  }

  /** @param {unknown} [above] drawn over everything, in the graph's units */
  drawCanvas(above = nothing) {
    const { x, y, scale } = this.viewport;
    const view = /** @type {View} */ (this.glide.shown);
    const say = /** @type {import("./words.js").Say} */ (this.say);
    const classes = `${scale < 0.55 ? "far" : ""} ${this.over.nodes ? "ran" : ""} ${this.source ? "connecting" : ""}`;
    return html`<div class="canvas ${classes}" part="canvas" tabindex="0" role=${this.isList ? "listbox" : "group"} aria-multiselectable=${this.isList ? "true" : nothing}
        aria-label=${this.isList ? say("canvas") : say("picture")} aria-describedby=${this.isList ? "how" : nothing}
        aria-activedescendant=${this.isList && this.active ? `node-${this.active}` : nothing}
        @keydown=${this.pressed} @pointerover=${this.hover} @pointerleave=${this.hover}>
      <svg class="graph" width="100%" height="100%" role=${this.isList ? "presentation" : "img"} aria-label=${this.isList ? nothing : (view.summary ?? say("picture"))}>
        <g transform="translate(${x} ${y}) scale(${scale})">${picture({
          view, overlay: this.over, selected: this.selected, active: this.active, source: this.source, isList: this.isList, say,
        })}${above ? svg`<g class="above">${above}</g>` : nothing}</g>
      </svg></div>`;
  }

  updated() {
    const canvas = /** @type {HTMLElement | null} */ (this.renderRoot.querySelector(".canvas"));
    if (canvas && canvas !== this.canvas) {
      this.canvas = canvas;
      this.fingers = new Fingers(canvas, this.viewport, (at, event) => this.begin(at, event));
      this.watch.disconnect();
      this.watch.observe(canvas);
    }
    if (!canvas) return;
    this.measure();
    const { scale, x, y } = this.viewport;
    const apart = 22 * scale * (scale < 0.6 ? 2 : 1) * (scale < 0.3 ? 2 : 1); // or the dots would become a mesh
    canvas.style.backgroundSize = `${apart}px ${apart}px`;
    canvas.style.backgroundPosition = `${x}px ${y}px`;
    for (const node of canvas.querySelectorAll("[data-node]")) node.classList.toggle("lit", this.lit.has(/** @type {SVGElement} */ (node).dataset.node ?? ""));
  }

  /** The canvas is as high as the graph needs at this width, unless a height is asked for. */
  measure() {
    const canvas = this.canvas;
    if (!canvas || !this.view) return;
    const width = canvas.clientWidth;
    const wanted = Math.min(1.25, Math.max(0.6, (width - 24) / this.view.width)) * this.view.height + 48;
    const needed = Math.round(Math.min(560, Math.max(this.isList ? LEAST_EDITED_PX : LEAST_HEIGHT_PX, wanted)));
    // A height that was asked for is meant for a screen; on a phone it would be mostly empty.
    canvas.style.height = `${this.height && width < NARROW_PX ? Math.min(this.height, needed) : this.height || needed}px`;
    this.viewport.resize(width, canvas.clientHeight);
  }

  /** A gesture on a node; the editor has some. @param {import("./viewport.js").Point} at @param {PointerEvent} event @returns {import("./fingers.js").Gesture | null} */
  begin(at, event) {
    return null;
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    if (this.moveByKey(event)) event.preventDefault();
  }

  /** Zoom, fit and moving, by key. @param {KeyboardEvent} event @returns {boolean} whether the key was one of these */
  moveByKey(event) {
    if (event.ctrlKey || event.metaKey) return false;
    const { viewport } = this;
    const far = 60;
    /** @type {Record<string, () => void>} */
    const moves = {
      "+": () => viewport.zoomIn(), "=": () => viewport.zoomIn(), "-": () => viewport.zoomOut(), 0: () => viewport.fit(), f: () => viewport.fit(),
    };
    if (event.altKey || !this.isList) {
      Object.assign(moves, {
        ArrowLeft: () => viewport.pan(far, 0), ArrowRight: () => viewport.pan(-far, 0), ArrowUp: () => viewport.pan(0, far), ArrowDown: () => viewport.pan(0, -far),
      });
    }
    const move = moves[event.key];
    move?.();
    return Boolean(move);
  }

  /** @param {PointerEvent} event */
  hover(event) {
    const node = event.type === "pointerleave" ? null : /** @type {Element} */ (event.target).closest?.("[data-node]");
    const name = node ? (/** @type {SVGElement} */ (node).dataset.node ?? null) : null;
    if (name === this.hovered) return;
    this.hovered = name;
    this.dispatchEvent(new CustomEvent("node-hover", { detail: name, bubbles: true, composed: true }));
  }
}
