// The documents of one graph, from the first to the newest: undo, redo, and what storage keeps for the next visit.
// Law: a document is Python's; it is kept and handed back, never looked into.
import { store, stored } from "../shared/storage.js";

const LONGEST = 200;
/** Characters; a browser keeps about five million for a site. */
const LARGEST_STORED = 400_000;

/** @typedef {Record<string, any>} Document opaque */
/** @typedef {{document: Document, view: any}} Step a document and its view, as Python answered */

export class History {
  /** @param {string} key of storage; "" keeps nothing */
  constructor(key) {
    this.key = key;
    /** @type {Step[]} */
    this.past = [];
    /** @type {Step | null} */
    this.present = null;
    /** @type {Step[]} */
    this.future = [];
  }

  /** What an earlier visit left, or null. Without its view when that was too large to keep. @returns {Step | null} */
  stored() {
    const text = this.key ? stored(this.key) : null;
    try {
      const { document, view } = JSON.parse(text ?? "");
      return { document, view: view ?? null };
    } catch {
      return null;
    }
  }

  /** The first step: nothing to undo. @param {Step} step */
  begin(step) {
    this.past = [];
    this.future = [];
    this.present = step;
  }

  /** @param {Step} step */
  add(step) {
    if (this.present) this.past.push(this.present);
    if (this.past.length > LONGEST) this.past.shift();
    this.present = step;
    this.future = [];
    this.store();
  }

  /** @returns {Step | null} null when there is nothing to undo */
  undo() {
    return this.turn(this.past, this.future);
  }

  /** @returns {Step | null} */
  redo() {
    return this.turn(this.future, this.past);
  }

  /** @param {Step[]} from @param {Step[]} to */
  turn(from, to) {
    const step = from.pop();
    if (!step || !this.present) return null;
    to.push(this.present);
    this.present = step;
    this.store();
    return step;
  }

  store() {
    if (!this.key || !this.present) return;
    const { document, view } = this.present;
    const whole = JSON.stringify({ document, view: { ...view, forms: {} } });
    store(this.key, whole.length <= LARGEST_STORED ? whole : JSON.stringify({ document }));
  }

  /** Forgets what storage holds: the next visit begins with the page's own graph. */
  forget() {
    if (this.key) store(this.key, null);
  }
}

/** One graph of one version of a page. @param {string} name @param {string} text what the page has of it */
export function keyOf(name, text) {
  let sum = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
  return `heureum:graph:${name}:${(sum >>> 0).toString(36)}`;
}
