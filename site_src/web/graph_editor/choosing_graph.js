// A graph whose nodes and edges can be chosen, one or several, and that says in words what happens to it.
import { HeureumGraph } from "./graph_element.js";

export class ChoosingGraph extends HeureumGraph {
  constructor() {
    super();
    this.isList = true;
    /** @type {string | null} where the keyboard is */
    this.active = null;
    /** @type {string[]} in the order in which they were chosen */
    this.chosen = [];
    /** @type {{to: string, input: number} | null} the edge that is chosen */
    this.edge = null;
    this.status = "";
    this.isProblem = false;
  }

  /** Another view, in which what was chosen stays so, as far as it is there. @param {any} view */
  show(view) {
    const names = new Set(view.nodes.map((/** @type {any} */ node) => node.name));
    this.chosen = this.chosen.filter((name) => names.has(name));
    this.selected = new Set(this.chosen);
    if (!this.active || !names.has(this.active)) this.active = this.chosen[this.chosen.length - 1] ?? null;
    this.view = view;
    this.revealActive();
  }

  /** For the live region and the status line. @param {string} text @param {boolean} [isProblem] */
  announce(text, isProblem = false) {
    this.status = text;
    this.isProblem = isProblem;
    this.requestUpdate();
  }

  /** @param {string[]} names @param {{quietly?: boolean, add?: boolean}} [how] */
  choose(names, { quietly = false, add = false } = {}) {
    this.chosen = add ? [...this.chosen.filter((name) => !names.includes(name)), ...names] : [...names];
    this.selected = new Set(this.chosen);
    this.active = this.chosen[this.chosen.length - 1] ?? this.active;
    this.edge = null;
    if (!quietly) this.revealActive();
    this.requestUpdate();
  }

  revealActive() {
    this.viewport.reveal(this.view?.nodes.find((one) => one.name === this.active));
  }
}
