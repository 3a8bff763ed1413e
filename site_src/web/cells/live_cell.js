// A cell that can be edited and run: ties the editor, the page's runtime and what is shown after a run together.
// Law: the code in the editor is the reader's; every way a run can end leaves it as it is.
import { kept } from "../shared/edits.js";
import { html } from "../shared/dom.js";
import { labels } from "../shared/labels.js";
import { speaker } from "../shared/strings.js";
import { cellFiles } from "../inputs/files.js";
import { rememberRun } from "./beforehand.js";
import { keepRuntime, whenStorageIsFull } from "../offline/offline.js";
import { pageRuntime } from "../runtime/page_runtime.js";
import { Editor, offsetAt } from "./editor.js";
import { sayEnding } from "./endings.js";
import { errorBox } from "./error_box.js";
import { OUTPUT_LIMIT_BYTES, TIME_LIMIT_S, workersAhead } from "./limits.js";
import { OutputView } from "./output_view.js";
import { Panels } from "./panels.js";
import { Progress } from "./progress.js";
import { Report } from "./report.js";
import { Versions } from "./versions.js";
import { cellSpeaker } from "./words.js";

/** @typedef {import("../runtime/runtime.js").Ending} Ending */
/** @typedef {import("./cell_element.js").HeureumCell} HeureumCell */

export class LiveCell {
  /** @param {HeureumCell} cell */
  constructor(cell) {
    this.cell = cell;
    this.language = cell.language ?? "ko";
    this.words = labels[this.language];
    this.say = speaker(this.language);
    this.sayCell = cellSpeaker(this.language);
    this.progress = new Progress(/** @type {HTMLElement} */ (cell.status), this.say, (seconds) => this.sayCell("seconds", { seconds }));
    this.output = new OutputView(cell, this.say);
    this.report = new Report(cell, this.say, async (request) => JSON.parse(await this.runtime.ask(JSON.stringify(request))));
    this.versions = new Versions(this);
    /** @type {Editor | null} */
    this.editor = null;
    /** @type {AbortController | null} */
    this.running = null;
    /** @type {HTMLElement | null} */
    this.error = null;
    this.panels = new Panels(this);
    /** Whether the code is being changed by us: what is kept was settled before. */
    this.isShowing = false;
    /** Whether what the code reads has changed since the last run began. */
    this.isStale = false;
    this.runsEnded = 0;
    cell.addEventListener("heureum-input", () => this.inputChanged());
  }

  get code() {
    return this.editor?.code ?? kept(this.cell.name).code ?? this.cell.original ?? "";
  }

  get assets() {
    return /** @type {typeof import("./cell_element.js").HeureumCell} */ (this.cell.constructor).assets;
  }

  get runtime() {
    return pageRuntime(this.assets);
  }

  get limits() {
    return { timeLimitS: TIME_LIMIT_S, outputLimitBytes: OUTPUT_LIMIT_BYTES, ...kept(this.cell.name).limits };
  }

  /** @param {MouseEvent} [click] where in the code the caret is to go */
  edit(click) {
    const offset = click && offsetAt(/** @type {HTMLElement} */ (this.cell.codeBox), click);
    this.openEditor().focus(offset ?? 0);
  }

  openEditor() {
    this.editor ??= new Editor(/** @type {HTMLElement} */ (this.cell.codeBox), {
      code: this.code,
      label: this.say("editorLabel"),
      help: this.say("editorHelp"),
      onChange: (code) => this.changed(code),
      onRun: () => this.run(),
      onPlain: () => this.progress.end(this.say("editorPlain")),
    });
    if (this.cell.editButton) this.cell.editButton.hidden = true;
    return this.editor;
  }

  /** @param {string} code */
  changed(code) {
    if (!this.isShowing) this.versions.typed(code);
    this.editor?.markLine(null);
  }

  /** Shows other code; in the editor as a change that can be undone. @param {string} code */
  showCode(code) {
    this.isShowing = true;
    if (this.editor) this.editor.replace(code);
    else this.cell.print(code);
    this.isShowing = false;
    this.cell.show(code);
  }

  async run() {
    if (this.running) return;
    const running = (this.running = new AbortController());
    this.showRunning(true);
    this.clearError();
    const { code, limits } = this;
    if (code !== this.cell.original) this.report.hideBuilt();
    let startedMs = 0;
    const request = {
      code,
      filename: this.cell.dataset.example || "cell.py",
      workers: workersAhead(code, Number(this.cell.dataset.workers ?? 2)),
      ...limits,
      files: cellFiles(),
    };
    this.isStale = false;
    const ending = await this.runtime.run(
      request,
      {
        onStage: (stage) => {
          this.progress.stage(stage, limits.timeLimitS);
          if (stage !== "run") return;
          startedMs = performance.now();
          this.output.begin();
        },
        onBytes: (received, total) => this.progress.received(received, total),
        onOutput: (stream, text) => this.output.add(stream, text),
      },
      running.signal,
    );
    this.running = null;
    this.showRunning(false);
    this.output.settle();
    this.show(ending, (performance.now() - startedMs) / 1000);
    this.runsEnded++;
    this.cell.dataset.runsEnded = String(this.runsEnded); // for whoever watches from outside
    if (this.isStale && ending.kind === "finished") this.run();
  }

  /** Another drawing, other files: what was run once is run again, and never before that. */
  inputChanged() {
    this.isStale = true;
    if (this.runsEnded && !this.running) this.run();
  }

  stop() {
    this.running?.abort();
  }

  /** What other code did is no longer shown. */
  forget() {
    this.clearError();
    this.output.restore();
    this.report.restore();
    this.progress.end("");
  }

  /** The cell has left the page: what it still runs ends; its edit is stored. */
  leave() {
    this.running?.abort();
  }

  /** @param {Ending} ending @param {number} elapsedS */
  show(ending, elapsedS) {
    if (ending.kind !== "finished") return this.progress.end(...sayEnding(ending, this));
    keepRuntime();
    rememberRun();
    whenStorageIsFull(() => this.versions.notice.say(this.sayCell("storageFull")));
    const { say } = this;
    const { result, usedWorkers, blocking } = ending;
    this.output.end();
    const caption = result.error?.node ? this.sayCell("failedGraph") : result.run ? say("ranGraph") : this.sayCell("madeGraph");
    this.report.show(result, caption, say("inClient"), !usedWorkers && blocking === "none" && result.run?.workers.length > 1);
    if (result.error) this.showError(result.error);
    this.progress.end(result.error ? say("raised") : say("finished", { seconds: elapsedS.toFixed(elapsedS < 10 ? 2 : 0) }));
  }

  /** @param {import("./error_box.js").CellError} error */
  showError(error) {
    this.error = errorBox(error, this, {
      goToLine: (line) => this.openEditor().goToLine(line),
      replace: (written, meant) => this.openEditor().replaceWord(error.line ?? 1, written, meant),
      light: (node) => this.report.light(node, true),
    });
    this.cell.toolbar?.after(this.error);
    if (error.node) this.report.light(error.node.name);
    if (error.line === null) return;
    const focused = document.activeElement;
    const hadEditor = Boolean(this.editor);
    this.openEditor().markLine(error.line);
    if (!hadEditor && focused instanceof HTMLElement) focused.focus({ preventScroll: true }); // marking a line moves nobody
  }

  clearError() {
    this.error?.remove();
    this.error = null;
    this.editor?.markLine(null);
  }

  /** @param {boolean} isRunning */
  showRunning(isRunning) {
    const { run, stop } = this.cell;
    if (!run || !stop) return;
    const hadFocus = document.activeElement === run || document.activeElement === stop;
    run.hidden = isRunning;
    stop.hidden = !isRunning;
    this.cell.toggleAttribute("data-running", isRunning);
    if (hadFocus) (isRunning ? stop : run).focus();
  }

  async copy() {
    const { copyText } = await import("./share_panel.js");
    this.progress.end((await copyText(this.code)) ? this.words.copied : this.sayCell("notCopied"));
  }

  /** Writes another number of workers into the code; says whether there was a place for it. @param {number} count */
  async setWorkers(count) {
    return this.openEditor().setWorkers(count);
  }

  /** Every cell of the page shows the article's code again; one button takes it back. */
  async resetPage() {
    const cells = /** @type {HeureumCell[]} */ ([...document.querySelectorAll("heureum-cell")]).filter((cell) => kept(cell.name).code !== null);
    /** @type {LiveCell[]} */
    const lives = [];
    for (const cell of cells) await cell.use((live) => live.versions.reset() && lives.push(live));
    if (!lives.length) return this.progress.end(this.sayCell("pageIsUntouched"));
    const undo = () => lives.forEach((live) => live.versions.restore());
    this.progress.end(this.sayCell("pageWasReset", { count: lives.length }), " ", this.smallButton(this.sayCell("undo"), undo));
  }

  /** @param {string} text @param {() => void} act */
  smallButton(text, act) {
    return html("button", { type: "button", class: "heureum-button", onclick: act }, text);
  }
}
