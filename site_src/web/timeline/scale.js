// The part of a run that is in view, and where in it a time stands. Takes seconds and pixels; gives the other.
// Law: the view never leaves the run and never shows less than a nanosecond.

const SMALLEST_S = 1e-9;
const TICK_PX = 110;
/** @type {Array<[number, string]>} */
const UNITS = [[1, "s"], [1e-3, "ms"], [1e-6, "µs"], [1e-9, "ns"]];

/** A window on `extent` seconds. */
export class Scale {
  /** @param {number} extent @param {number} width in pixels @param {number} from @param {number} to */
  constructor(extent, width, from = 0, to = extent) {
    this.extent = extent;
    this.width = Math.max(1, width);
    this.from = from;
    this.to = to;
  }

  get isWhole() {
    return this.from <= 0 && this.to >= this.extent;
  }

  /** @param {number} seconds */
  x(seconds) {
    return ((seconds - this.from) / (this.to - this.from)) * this.width;
  }

  /** @param {number} x */
  seconds(x) {
    return this.from + (x / this.width) * (this.to - this.from);
  }

  /** All of the run. */
  whole() {
    return new Scale(this.extent, this.width);
  }

  /** The same window, drawn as wide as that. @param {number} width */
  resized(width) {
    return new Scale(this.extent, width, this.from, this.to);
  }

  /** Closer, so that what stands at `x` stays there. @param {number} factor above 1 is closer @param {number} x */
  zoomed(factor, x = this.width / 2) {
    const length = Math.min(this.extent, Math.max(SMALLEST_S, (this.to - this.from) / factor));
    return this.showing(this.seconds(x) - (x / this.width) * length, length);
  }

  /** @param {number} pixels */
  moved(pixels) {
    return this.showing(this.from + (pixels / this.width) * (this.to - this.from), this.to - this.from);
  }

  /** So that a span is in view, and not smaller than can be seen. @param {number} start @param {number} end */
  revealing(start, end) {
    const length = this.to - this.from;
    if (this.x(end) - this.x(start) < 2 && !(start === end)) return this.showing((start + end) / 2 - (end - start) * 10, (end - start) * 20);
    if (start >= this.from && end <= this.to) return this;
    return this.showing((start + end) / 2 - Math.max(length, end - start) / 2, Math.max(length, end - start));
  }

  /** @param {number} from @param {number} length */
  showing(from, length) {
    const kept = Math.min(length, this.extent);
    const start = Math.min(Math.max(0, from), this.extent - kept);
    return new Scale(this.extent, this.width, start, start + kept);
  }

  /** Round times to write below the lanes, as exactly as the view needs. @returns {Array<{at_s: number, text: string}>} */
  ticks() {
    const wanted = (this.to - this.from) / Math.max(1, Math.floor(this.width / TICK_PX));
    const power = 10 ** Math.floor(Math.log10(wanted));
    const step = power * ([1, 2, 5, 10].find((each) => each * power >= wanted * 0.999) ?? 10);
    const [unit, name] = UNITS.find(([least]) => this.to >= least) ?? UNITS[UNITS.length - 1];
    const decimals = Math.max(0, -Math.floor(Math.log10(step / unit) + 1e-9));
    const first = Math.ceil(this.from / step);
    const count = Math.floor(this.to / step) - first + 1;
    return Array.from({ length: Math.max(0, Math.min(count, 50)) }, (_, index) => {
      const at_s = (first + index) * step;
      return { at_s, text: at_s ? `${(at_s / unit).toFixed(decimals)} ${name}` : "0" };
    });
  }
}
