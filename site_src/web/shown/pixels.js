// Bytes of a picture on a canvas. Law: a colour stands for a value by the same rule as in site_src/plugin/shown/pictures.py.
import { html } from "../shared/dom.js";

const NEGATIVE = [10, 98, 168];
const MIDDLE = [247, 247, 247];
const POSITIVE = [176, 74, 0];

/** @typedef {{label: string, width: number, height: number, channels: number, pixels: string}} Picture */

/** @param {Picture} picture @param {boolean} isSigned @param {string} words */
export function canvasOf({ width, height, channels, pixels }, isSigned, words) {
  const canvas = html("canvas", { width, height, role: "img", "aria-label": words });
  const bytes = Uint8Array.from(atob(pixels), (char) => char.charCodeAt(0));
  const image = new ImageData(width, height);
  for (let at = 0; at < width * height; at++) {
    const [red, green, blue] = isSigned ? inTwoColours(bytes[at]) : channels < 3 ? Array(3).fill(bytes[at * channels]) : bytes.subarray(at * channels, at * channels + 3);
    image.data.set([red, green, blue, channels === 4 ? bytes[at * 4 + 3] : 255], at * 4);
  }
  canvas.getContext("2d")?.putImageData(image, 0, 0);
  return canvas;
}

/** @param {number} byte */
function inTwoColours(byte) {
  const part = (byte - 127.5) / 127.5;
  const end = part < 0 ? NEGATIVE : POSITIVE;
  return MIDDLE.map((middle, at) => Math.floor(middle + (end[at] - middle) * Math.abs(part) + 0.5));
}
