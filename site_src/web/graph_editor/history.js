// The documents of one graph, from the first to the newest: undo, redo, and what storage keeps for the next visit.
// Law: a document is Python's; it is kept and handed back, never looked into.
import { store, stored } from "../shared/storage.js";

const LONGEST = 200;
/** Characters; a browser keeps about five million for a site. */
const LARGEST_STORED = 400_000;

/** @typedef {Record<string, any>} Document opaque */
/** @typedef {{code: string, text: string, base: Document | null}} Pane code that was typed and not run: the text and document it began with */
/** @typedef {{document: Document, view: any, pane?: Pane}} Step a document and its view, as Python answered */

export class History {
  /** @param {string} key of storage; "" keeps nothing @param {string} language of the views */
  constructor(key, language) {
    this.key = key;
    this.language = language;
    /** @type {Step[]} */
    this.past = [];
    /** @type {Step | null} */
    this.present = null;
    /** @type {Step[]} */
    this.future = [];
  }

  /** What an earlier visit left, or null. Without its view when that was too large to keep. @returns {Step & {language: string} | null} */
  stored() {
    const text = this.key ? stored(this.key) : null;
    try {
      const { document, view, language, pane } = JSON.parse(text ?? "");
      return { document, view: view ?? null, language, pane };
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
    const { document, view, pane } = this.present;
    const kept = { document, language: this.language, pane };
    const whole = JSON.stringify({ ...kept, view: { ...view, forms: {} } });
    store(this.key, whole.length <= LARGEST_STORED ? whole : JSON.stringify(kept));
  }

  /** Forgets what storage holds: the next visit begins with the page's own graph. */
  forget() {
    if (this.key) store(this.key, null);
  }
}

/**
 * What the build wrote into an element, and what an earlier visit left.
 * @param {HTMLElement} element @param {boolean} isReadOnly @param {string} language
 * @returns {{history: History, original: Step, isRestored: boolean, isForeign: boolean}} foreign: from the page in another language
 */
export function readPage(element, isReadOnly, language) {
  const written = JSON.parse(element.querySelector("template")?.content.textContent || "{}");
  /** @type {Step} */
  const original = written.document ? { document: written.document, view: written.view ?? null } : { document: written, view: null };
  const history = new History(isReadOnly ? "" : keyOf(element.dataset.name ?? "", original.document), language);
  const stored = history.stored();
  history.begin(stored ?? original);
  return { history, original, isRestored: Boolean(stored), isForeign: Boolean(stored && stored.language !== language) };
}

/** One graph of one version of a page, the same in every language. @param {string} name @param {Document} document as the page has it */
function keyOf(name, document) {
  const text = JSON.stringify([document.nodes, document.fetches]);
  let sum = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
  return `heureum:graph:${name}:${(sum >>> 0).toString(36)}`;
}
