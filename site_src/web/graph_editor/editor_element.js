// <heureum-graph-editor>: a graph that can be edited by mouse, touch and keyboard, and run.
// Takes the document and view that the build put into the page. Every edit goes to Python as a command and comes back as a
// document with its view, or as a refusal; here are only the selection, the gesture in hand, and the stack of documents.
import { html, nothing } from "lit";
import { loadFor } from "../shared/near.js";
import { isTyping, pressedOnCanvas, pressedSomewhere } from "./anywhere.js";
import { statusBar, toolbar, workerStrip } from "./bars.js";
import { Below } from "./below.js";
import { editorStyle } from "./editor_style.js";
import { Gestures } from "./gestures.js";
import { ChoosingGraph } from "./choosing_graph.js";
import { HeureumGraph } from "./graph_element.js";
import { graphStyle } from "./graph_style.js";
import { History, readPage } from "./history.js";
import { panel } from "./panel.js";
import { Running } from "./running.js";
import { Studio } from "./studio.js";
import { fullSpeakerOf } from "./words.js";

/** @typedef {import("./studio.js").Answer} Answer */
/** @typedef {import("./studio.js").Request} Request */

export class HeureumGraphEditor extends ChoosingGraph {
  static styles = [graphStyle, editorStyle];
  static assets = new URL(".", document.baseURI);

  constructor() {
    super();
    this.isReadOnly = "readOnly" in this.dataset;
    this.height = Number(this.dataset.height ?? 0);
    this.history = new History("", "");
    /** @type {{kind: "palette" | "help" | "list", [rest: string]: any} | null} */
    this.dialog = null;
    /** @type {{node: string | null, key: string, typed: string, text: string} | null} what Python refused, with what was typed */
    this.refusal = null;
    /** @type {typeof import("./rest.js") | null} */
    this.rest = null;
    /** @type {import("./words.js").SayMore | null} there when `rest` is */
    this.sayMore = null;
    this.pending = 0;
    /** @type {{received: number, total: number} | null} */
    this.bytes = null;
    /** @type {string | null} how far a boot is, while one goes on */
    this.stage = null;
    /** @type {(() => void) | null} offered beside the status */
    this.retry = null;
    /** The page shows the code by itself. */
    this.hidesCode = Boolean(this.closest(".heureum-playground"));
    /** @type {import("./dialogs.js").Row[]} what the page can do with the graph besides */
    this.actions = [];
    this.isRestored = this.isForeign = false;
    /** @type {Promise<unknown> | null} on the playground's page, what stands around the graph */
    this.playground = null;
    /** @type {import("./history.js").Step | null} the graph as the page has it */
    this.original = null;
    /** @type {Promise<unknown>} edits go one after the other */
    this.queue = Promise.resolve();
    this.gestures = new Gestures(this);
    this.running = new Running(this);
    this.below = new Below(this);
    this.studio = new Studio(this);
  }

  get document() {
    return this.history.present?.document ?? null;
  }

  async connectedCallback() {
    if (!this.history.present) Object.assign(this, readPage(this, this.isReadOnly, this.language));
    this.view = this.history.present?.view ?? null;
    await super.connectedCallback();
    if (!this.view) this.warm();
    if (this.isRestored) this.tell("restored");
    // What an earlier visit left in the other language is drawn, and then said in this one.
    if (this.isForeign) this.edit({ do: "view" }).then(() => this.history.store());
    const playground = /** @type {HTMLElement | null} */ (this.closest(".heureum-playground"));
    if (playground) this.playground ??= loadFor(playground, () => import("./playground.js")).then(({ Playground }) => new Playground(playground, this));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.running.stop();
  }

  /** Sends a command about the present document. @param {Request} command @returns {Promise<Answer>} */
  edit(command) {
    this.pending++;
    this.requestUpdate();
    const answered = this.queue.then(() => this.perform(command));
    this.queue = answered.catch(() => {});
    return answered;
  }

  /** @param {Request} command */
  async perform(command) {
    const answer = await this.ask({ code: false, ...command, document: this.document, selected: this.chosen, read_only: this.isReadOnly });
    this.pending--;
    if (answer.error) this.refused(answer.error);
    else if (answer.document || answer.view) this.take(answer, ["new", "open", "start", "arrange"].includes(command.do));
    this.requestUpdate();
    return answer;
  }

  /** Asks without changing anything. @param {Request} request */
  async ask(request) {
    if (!this.studio.isReady) this.booting("download");
    const answer = await this.studio.ask(request, (received, total) => this.booting(null, { received, total }));
    if (this.stage && !this.running.isOn) {
      this.bytes = this.stage = null;
      this.announce("");
    }
    return answer;
  }

  /** @param {string | null} stage @param {{received: number, total: number} | null} [bytes] */
  booting(stage, bytes = null) {
    if (stage) this.tell(/** @type {any} */ (stage === "run" ? "running" : stage));
    if (stage) this.stage = stage;
    this.bytes = bytes;
    this.requestUpdate();
  }

  /** @param {Answer} answer an edit's @param {boolean} [isOther] another picture, which is seen from its beginning */
  take({ document, view, said, notice, select, changed }, isOther = false) {
    this.viewport.isFitted ||= isOther;
    const step = { document: document ?? this.document, view };
    if (document && changed !== false) {
      this.history.add(step);
      this.running.clear();
    } else if (this.history.present) this.history.present.view = { code: this.view?.code, ...view };
    this.refusal = null;
    this.edge = null;
    if (select && document) this.choose(select, { quietly: true });
    this.show(this.history.present?.view ?? view);
    if (said) this.announce([said, notice].filter(Boolean).join(" "));
    if (document) this.changed();
    if (!this.pending) this.wantForms(); // the answer's are of what was chosen when it was asked
  }

  /** Announces one of the sentences of words.js. @param {import("./words.js").Key} key @param {boolean} [isProblem] @param {import("./words.js").Values} [values] */
  tell(key, isProblem, values) {
    this.announce(this.say?.(key, values) ?? "", isProblem);
  }

  /** Opens a dialog. @param {NonNullable<typeof this.dialog>} dialog */
  openDialog(dialog) {
    this.dialog = dialog;
    this.warm();
    this.requestUpdate();
  }

  /** What a look at the graph does not need is loaded when the reader first touches it; what did not come is asked for again the next time. */
  async warm() {
    if (this.rest) return this.rest;
    try {
      const [rest, sayMore] = await Promise.all([import("./rest.js"), fullSpeakerOf(this.language)]);
      this.dress(rest.restStyle);
      [this.rest, this.sayMore] = [rest, sayMore];
    } catch {
      this.tell("notLoaded", true);
    }
    this.requestUpdate();
    return this.rest;
  }

  /** @param {ClipboardEvent} event */
  pasted(event) {
    if (this.isReadOnly || isTyping(event)) return;
    event.preventDefault();
    const text = event.clipboardData?.getData("text/plain") ?? "";
    this.warm().then((rest) => rest?.paste(this, text));
  }

  changed() {
    this.below.follow();
    this.dispatchEvent(new CustomEvent("graph-change", { detail: this.history.present, bubbles: true, composed: true }));
  }

  /** @param {NonNullable<Answer["error"]>} error */
  refused(error) {
    this.announce(error.text, true);
    if (!error.node) return;
    this.choose([error.node], { quietly: true });
    this.wantForms();
  }

  /** What is chosen is shown in the panel. @param {string[]} names @param {{quietly?: boolean, add?: boolean}} [how] */
  choose(names, how = {}) {
    super.choose(names, how);
    if (this.refusal?.node !== this.active) this.refusal = null;
    this.warm();
    if (how.quietly) return;
    if (this.chosen.length > 1) this.announce(this.sayMore?.("selected", { count: this.chosen.length }) ?? "");
    this.wantForms();
  }

  /** The fields of what is chosen come from Python; they are not worth a boot by themselves. @param {boolean} [boots] */
  async wantForms(boots = false) {
    const [name] = this.chosen;
    if (this.isReadOnly || !name || this.view?.forms?.[name]) return;
    if (boots || this.studio.isReady) await this.edit({ do: "view", code: false });
  }

  /** Undo or redo, in line with the edits that are still on their way. @param {"undo" | "redo"} way */
  turn(way) {
    this.queue = this.queue.then(() => {
      const step = this.history[way]();
      if (!step) return this.tell(way === "undo" ? "nothingToUndo" : "nothingToRedo");
      this.running.restore();
      if (step.view) this.show(step.view);
      this.tell(way === "undo" ? "undone" : "redone");
      this.changed();
      this.wantForms();
    });
  }

  /** Back to the graph as the page has it; undo brings the edits back. */
  reset() {
    if (this.original && this.document !== this.original.document) this.take({ ...this.original, select: [] });
    this.history.forget();
  }

  removeChosen() {
    if (this.edge) this.edit({ do: "disconnect", target: this.edge.to, input: this.edge.input });
    else if (this.chosen.length) this.edit({ do: "delete", names: this.chosen });
  }

  /** @param {string[]} names @param {number | null} worker */
  place(names, worker) {
    if (names.length) this.edit({ do: "set device", names, worker });
  }

  /** @param {import("./viewport.js").Point} at @param {PointerEvent} event */
  begin(at, event) {
    return this.gestures.begin(at, event);
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    pressedOnCanvas(this, event);
  }

  /** What a tool of the bar does. @param {"openPalette" | "beginConnecting" | "duplicate" | "openMenu"} tool */
  use(tool) {
    this.warm().then((rest) => rest?.[tool](this));
  }

  updated() {
    super.updated();
    this.rest?.showFields(this);
    this.rest?.open(this);
  }

  render() {
    if (!this.say) return html`<slot></slot>`;
    const hasView = Boolean(this.view);
    return html`<section class="frame" aria-label=${this.say("overview")} @keydown=${(/** @type {KeyboardEvent} */ event) => pressedSomewhere(this, event)} @paste=${this.pasted}>
        ${toolbar(this)}
        <div class="main" @focusin=${this.warm} @pointerover=${this.warm}><div class="stage">${hasView ? this.drawCanvas(this.gestures.draw()) : html`<slot></slot>`}${hasView ? workerStrip(this) : nothing}${this.gestures.drawLoad()}</div>${panel(this)}</div>
        ${statusBar(this)}
        ${this.running.output ? html`<pre class="output" tabindex="0" aria-label=${this.say("output")}>${this.running.output}</pre>` : nothing}
        <slot name="timeline"></slot>
        ${hasView ? this.below.draw() : nothing}
        <p id="how" hidden>${this.say("how")}</p>
      </section>${this.rest?.dialogs(this)}`;
  }
}

/** @param {URL} folder of the published assets */
export async function define(folder) {
  HeureumGraphEditor.assets = folder;
  if (!customElements.get("heureum-graph")) customElements.define("heureum-graph", HeureumGraph);
  if (!customElements.get("heureum-graph-editor")) customElements.define("heureum-graph-editor", HeureumGraphEditor);
}
