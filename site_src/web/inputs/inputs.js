// What a cell's code reads beside its own text: makes the input that `data-input` asks for. Loaded on pages that have one.
// Law: the cell hears of a change by the event `heureum-input`; it runs again only if the reader has run it before.
import { DigitPad } from "./digit_pad.js";
import { GivenGraph } from "./given_graph.js";
import { MnistPicker } from "./mnist_picker.js";
import { speaker } from "./strings.js";

const INPUTS = { digit: DigitPad, graph: GivenGraph, mnist: MnistPicker };

/** @param {HTMLElement} cell @param {Element | null | undefined} before where the cell's buttons are */
export function addInput(cell, before) {
  const make = INPUTS[/** @type {keyof typeof INPUTS} */ (cell.dataset.input)];
  if (!make || cell.querySelector(".heureum-input")) return;
  const input = new make(speaker(cell.dataset.lang ?? "ko"), () => cell.dispatchEvent(new CustomEvent("heureum-input")), /** @type {any} */ (cell.constructor).assets);
  if (before) before.before(input.element);
  else cell.append(input.element);
}
