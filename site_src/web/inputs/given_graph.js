// Lets a cell read the page's graph as the reader has edited it: the first editor's document, as a file for Python.
// Law: the document is Python's from end to end; here it is only kept. The page's own graph needs no file.
import { html } from "../shared/dom.js";
import { putFile, removeFile } from "./files.js";

/** @typedef {import("../graph_editor/editor_element.js").HeureumGraphEditor} Editor */

const FILE = "graph.json";

export class GivenGraph {
  /** @param {import("./strings.js").Say} say @param {() => void} changed @param {URL} assets of the page */
  constructor(say, changed, assets) {
    this.say = say;
    this.changed = changed;
    this.editor = /** @type {Editor | null} */ (document.querySelector("heureum-graph-editor"));
    this.said = html("span", { role: "status" }, say("given"));
    const go = html("button", { type: "button", class: "heureum-button", onclick: () => this.go() }, say("toGraph"));
    this.element = html("div", { class: "heureum-input heureum-input-graph" }, this.said, " ", go);
    // What the reader left on an earlier visit is known to the editor alone.
    if (this.editor) import("../graph_editor/editor_element.js").then(({ define }) => define(assets)).then(() => this.follow(), () => {});
  }

  follow() {
    const keep = () => {
      const { document: drawn, original, view } = /** @type {Editor} */ (this.editor);
      const isEdited = Boolean(drawn) && drawn !== original?.document;
      if (isEdited) putFile(FILE, new TextEncoder().encode(JSON.stringify(drawn)));
      else removeFile(FILE);
      this.said.textContent = this.say(isEdited ? "givenEdited" : "given", { count: String(view?.nodes.length ?? 0) });
    };
    keep();
    this.editor?.addEventListener("graph-change", () => {
      keep();
      this.changed();
    });
  }

  go() {
    this.editor?.scrollIntoView({ block: "center" });
    this.editor?.fit();
  }
}
