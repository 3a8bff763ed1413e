// The playground: an editor with its code beside it, a gallery, files and links.
// Takes the `.heureum-playground` that the page has around a graph; the graph and the code are two faces of one document.
import { Editor } from "../cells/editor.js";
import { OutputView } from "../cells/output_view.js";
import { html } from "../shared/dom.js";
import { speaker } from "../shared/strings.js";
import { askWhich } from "./conflict.js";
import { exportFile, importFile, takeDrops } from "./files.js";
import { openGallery } from "./gallery.js";
import { followLink, share } from "./link.js";
import { playgroundWords } from "./playground_words.js";

/** @typedef {import("./editor_element.js").HeureumGraphEditor} GraphEditor */

export class Playground {
  /** @param {HTMLElement} box @param {GraphEditor} graph */
  constructor(box, graph) {
    this.box = box;
    this.graph = graph;
    this.words = playgroundWords[graph.language === "en" ? "en" : "ko"];
    const step = graph.history.present;
    /** The document that the text in the code editor was made of, and that text. */
    this.base = step?.pane?.base ?? step?.document ?? null;
    this.text = step?.pane?.text ?? step?.view?.code ?? "";
    /** The step whose code is shown, and all that were. */
    this.step = step;
    this.seen = new WeakSet(step ? [step] : []);
    this.addTools();
    this.addCode();
    takeDrops(this);
    graph.addEventListener("graph-change", () => this.follow());
    followLink(this);
  }

  addTools() {
    const { words } = this;
    const button = (/** @type {string} */ name, /** @type {string} */ text, /** @type {() => void} */ press) =>
      html("button", { type: "button", class: `heureum-button playground-${name}`, onclick: press }, text);
    this.picker = html("input", { type: "file", accept: ".json,application/json", hidden: true, onchange: () => {
      const file = this.picker?.files?.[0];
      if (file) importFile(this, file);
      if (this.picker) this.picker.value = ""; // the same file may be chosen again
    } });
    /** @type {Array<[string, string, () => void]>} */
    const tools = [
      ["gallery", words.gallery, () => openGallery(this)],
      ["import", words.import, () => this.picker?.click()],
      ["export", words.export, () => exportFile(this)],
      ["share", words.share, () => share(this)],
    ];
    this.graph.append(html("div", { slot: "tools", class: "playground-tools" }, ...tools.map((tool) => button(...tool)), this.picker));
    this.graph.actions = tools.map(([, name, press]) => ({ name, about: "", press }));
  }

  addCode() {
    const { words } = this;
    const say = speaker(this.graph.language === "en" ? "en" : "ko");
    const host = html("div", { class: "heureum-code" });
    this.note = html("p", { class: "playground-note", role: "status" });
    this.runCode = html("button", { type: "button", class: "heureum-button heureum-run", onclick: () => this.take() }, words.runCode);
    this.fresh = html("button", { type: "button", class: "heureum-button", hidden: true, onclick: () => this.leave() }, words.fromGraph);
    this.pane = html("section", { class: "playground-code", "aria-label": words.code },
      html("div", { class: "heureum-toolbar" }, html("strong", {}, words.code), this.runCode, this.fresh, this.note), host);
    const output = html("div", { class: "playground-output", "data-lang": this.graph.language });
    this.pane.append(output);
    this.graph.running.outputs = new OutputView(output, say);
    this.graph.after(this.pane);
    this.editor = new Editor(host, {
      code: this.step?.pane?.code ?? this.text, label: say("editorLabel"), help: say("editorHelp"),
      onChange: () => this.typed(), onRun: () => this.take(), onPlain: () => {}, waits: true,
    });
    this.typed();
    for (const [target, type] of /** @type {const} */ ([[host, "focusout"], [window, "pagehide"]])) target.addEventListener(type, () => this.remember());
    // Coloured and numbered from the first time that the reader takes hold of the graph.
    this.graph.addEventListener("pointerdown", () => host.firstElementChild?.dispatchEvent(new Event("pointerover")), { once: true });
    // Wider or longer than its box, it is scrolled by key too.
    this.editor.upgraded.then(() => host.querySelector(".cm-scroller")?.setAttribute("tabindex", "0"));
  }

  get isTyped() {
    return this.editor?.code !== this.text;
  }

  typed() {
    this.say(this.isTyped ? this.words.typed : "");
    if (this.fresh) this.fresh.hidden = !this.isTyped;
  }

  /** @param {string} text */
  say(text) {
    if (this.note) this.note.textContent = text;
  }

  /** What the reader typed becomes a step among the edits of the graph, so that undo takes both back in their order. */
  remember() {
    const { history } = this.graph;
    const { present } = history;
    const code = this.editor?.code ?? "";
    if (!present || this.step !== present || code === (present.pane?.code ?? this.text)) return;
    this.add({ document: present.document, view: present.view, ...(this.isTyped && { pane: { code, text: this.text, base: this.base } }) });
  }

  /** A step that changes the code alone. @param {import("./history.js").Step} step */
  add(step) {
    this.graph.history.add(step);
    this.seen.add(step);
    this.step = step;
    this.graph.requestUpdate();
  }

  /** From what was typed back to the graph's own code; undo brings it back. */
  async leave() {
    this.remember();
    const { present } = this.graph.history;
    if (present?.pane) this.add({ document: present.document, view: present.view });
    await this.showCode();
  }

  /** The graph is another one: the code follows, unless the reader is in the middle of changing it. */
  async follow() {
    const { present } = this.graph.history;
    if (!present || present === this.step) return;
    const isBack = this.seen.has(present);
    this.seen.add(present);
    if (isBack && present.pane) this.open(present, present.pane);
    else if (isBack || !this.isTyped) await this.showCode(isBack);
    else this.carryOn(present);
  }

  /** What is being typed stays, beside a graph that was edited meanwhile. @param {import("./history.js").Step} step */
  carryOn(step) {
    step.pane = { code: this.editor?.code ?? "", text: this.text, base: this.base };
    this.step = step;
    this.graph.history.store();
    this.say(this.words.both);
  }

  /** @param {import("./history.js").Step} step @param {import("./history.js").Pane} pane as it was when the step was left */
  open(step, { code, text, base }) {
    [this.step, this.text, this.base] = [step, text, base];
    if (this.editor?.code !== code) this.editor?.replace(code);
    this.typed();
  }

  /** Shows the graph's code. @param {boolean} isAsked whatever the reader typed */
  async showCode(isAsked = true) {
    const step = this.graph.history.present;
    const text = await this.graph.below.code();
    if (!step || step !== this.graph.history.present) return; // the next edit brings its own
    if (!isAsked && this.isTyped) return this.carryOn(step);
    this.open(step, { code: text, text, base: step.document });
  }

  /** Runs the code; the graph it makes takes the place of the one that is shown, or joins it. */
  async take() {
    const { graph } = this;
    if (!this.isTyped) return graph.running.start();
    if (graph.running.isOn) return;
    this.remember();
    const code = this.editor?.code ?? "";
    const ending = await graph.running.run({ code, workers: graph.view?.workers ?? 2 }, null);
    if (ending.kind !== "finished") return;
    const { document: described, error } = ending.result;
    if (error || !described) return this.say(error ? `${error.type}: ${error.message}` : this.words.noGraph);
    const answer = await graph.ask({ do: "take code", document: graph.document, base: this.base, code, described });
    if (answer.error) return graph.refused(answer.error);
    if (answer.conflict) return askWhich(this, answer.conflict, ending.result.run);
    this.accept(answer, ending.result.run);
  }

  /** @param {import("./studio.js").Answer} answer @param {any} run what ran to make it, or null */
  accept(answer, run) {
    this.text = this.editor?.code ?? ""; // what was typed has been taken: the code may follow the graph again
    const { running } = this.graph;
    const printed = [...(running.outputs?.box.childNodes ?? [])]; // it belongs to the graph that the code made, which is only shown now
    this.graph.take(answer);
    if (!run || !this.graph.document) return;
    running.outputs?.box.replaceChildren(...printed);
    running.keep(this.graph.document, run);
    running.show(run);
  }
}
