// A pad for one digit: strokes by pointer, touch or keyboard, kept as a file that Python reads.
// Law: only strokes are written down; centring, scaling and the brush are heureum.examples.drawing's.
import { html } from "../shared/dom.js";
import { fileAt, putFile } from "./files.js";

/** @typedef {[x: number, y: number]} Point of a square of 100 by 100 */

const FILE = "digit.json";
const SIDE = 100;
const RESOLUTION = 5.6; // canvas pixels per unit
const STEP = 5;
const MOVES = /** @type {Record<string, Point>} */ ({ ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] });

let lastId = 0;

export class DigitPad {
  /** @param {import("./strings.js").Say} say @param {() => void} changed */
  constructor(say, changed) {
    this.say = say;
    this.changed = changed;
    /** @type {Point[][]} */
    this.strokes = readStrokes();
    /** @type {Point} */
    this.pen = [SIDE / 2, SIDE / 4];
    this.isDown = false;
    this.hasKeys = false;
    const helpId = `heureum-pad-help-${++lastId}`;
    const size = SIDE * RESOLUTION;
    this.canvas = html("canvas", {
      class: "heureum-pad", width: size, height: size, tabindex: "0", role: "application", "aria-label": say("pad"), "aria-describedby": helpId,
      onpointerdown: (/** @type {PointerEvent} */ event) => this.begin(event),
      onpointermove: (/** @type {PointerEvent} */ event) => this.follow(event),
      onpointerup: () => this.lift(), onpointercancel: () => this.lift(),
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.pressed(event), onblur: () => this.lift(),
    });
    this.context = this.canvas.getContext("2d");
    this.heard = html("span", { class: "heureum-input-said", role: "status" });
    const button = (/** @type {string} */ text, /** @type {() => void} */ onclick) => html("button", { type: "button", class: "heureum-button", onclick }, text);
    const buttons = html("div", { class: "heureum-input-buttons" }, button(say("undo"), () => this.undo()), button(say("clear"), () => this.clear()));
    const beside = html("div", {}, html("p", {}, say("padHint")), html("p", { id: helpId, class: "heureum-input-help" }, say("padHelp")), buttons, this.heard);
    this.element = html("div", { class: "heureum-input heureum-input-digit" }, this.canvas, beside);
    this.pointer = -1;
    const scheme = new MutationObserver(() => this.draw());
    scheme.observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
    requestAnimationFrame(() => this.draw()); // colours are known when it is in the page
  }

  /** @param {PointerEvent} event */
  begin(event) {
    if (event.button !== 0) return;
    event.preventDefault();
    this.canvas.focus({ preventScroll: true });
    this.canvas.setPointerCapture(event.pointerId);
    this.hasKeys = false;
    this.pointer = event.pointerId;
    this.start(this.placeOf(event));
  }

  /** @param {PointerEvent} event */
  follow(event) {
    if (!this.isDown || event.pointerId !== this.pointer) return;
    const events = event.getCoalescedEvents?.() ?? [];
    for (const each of events.length ? events : [event]) this.add(this.placeOf(each));
    this.draw();
  }

  /** @param {PointerEvent} event @returns {Point} */
  placeOf(event) {
    const box = this.canvas.getBoundingClientRect();
    return [inside(((event.clientX - box.left) / box.width) * SIDE), inside(((event.clientY - box.top) / box.height) * SIDE)];
  }

  /** @param {Point} point */
  start(point) {
    this.isDown = true;
    this.strokes.push([point]);
    this.draw();
  }

  /** @param {Point} point */
  add(point) {
    const stroke = this.strokes[this.strokes.length - 1];
    const last = stroke[stroke.length - 1];
    if (last[0] !== point[0] || last[1] !== point[1]) stroke.push(point);
  }

  lift() {
    if (!this.isDown) return;
    this.isDown = false;
    this.pointer = -1;
    this.keep();
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const move = MOVES[event.key];
    if (move) {
      this.pen = [inside(this.pen[0] + move[0]), inside(this.pen[1] + move[1])];
      if (this.isDown) this.add(this.pen);
    } else if (event.key === " ") this.togglePen();
    else if (event.key === "Backspace") this.undo();
    else if (event.key === "Delete") this.clear();
    else return;
    event.preventDefault();
    this.hasKeys = true;
    this.draw();
  }

  togglePen() {
    this.heard.textContent = this.say(this.isDown ? "up" : "down");
    if (this.isDown) this.lift();
    else this.start(this.pen);
  }

  undo() {
    if (this.isDown) this.isDown = false;
    if (!this.strokes.pop()) return;
    this.heard.textContent = this.say("undone");
    this.keep();
  }

  clear() {
    this.isDown = false;
    if (!this.strokes.length) return;
    this.strokes = [];
    this.heard.textContent = this.say("cleared");
    this.keep();
  }

  keep() {
    this.draw();
    putFile(FILE, new TextEncoder().encode(JSON.stringify({ strokes: this.strokes })));
    this.changed();
  }

  draw() {
    const { context } = this;
    if (!context) return;
    const colours = getComputedStyle(this.canvas);
    context.clearRect(0, 0, this.canvas.width, this.canvas.height);
    context.save();
    context.scale(RESOLUTION, RESOLUTION);
    context.strokeStyle = context.fillStyle = colours.color;
    context.lineWidth = 7;
    context.lineCap = context.lineJoin = "round";
    for (const stroke of this.strokes) {
      context.beginPath();
      context.moveTo(...stroke[0]);
      for (const point of stroke.length > 1 ? stroke.slice(1) : stroke) context.lineTo(...point);
      context.stroke();
    }
    if (this.hasKeys) {
      context.lineWidth = 1;
      context.strokeStyle = colours.outlineColor;
      context.beginPath();
      context.arc(this.pen[0], this.pen[1], this.isDown ? 3 : 6, 0, 2 * Math.PI);
      context.stroke();
    }
    context.restore();
  }
}

/** @returns {Point[][]} what was drawn earlier in this tab */
function readStrokes() {
  const bytes = fileAt(FILE);
  return bytes ? JSON.parse(new TextDecoder().decode(bytes)).strokes : [];
}

/** @param {number} value */
function inside(value) {
  return Math.round(Math.min(SIDE, Math.max(0, value)) * 10) / 10;
}
