// A cell that can be edited and run: ties the editor, the page's runtime and what is shown after a run together.
// Law: the code in the editor is the reader's; every way a run can end leaves it as it is.
import { saveEdit, savedEdit } from "../shared/edits.js";
import { html } from "../shared/dom.js";
import { labels } from "../shared/labels.js";
import { speaker } from "../shared/strings.js";
import { pageRuntime } from "../runtime/page_runtime.js";
import { Editor } from "./editor.js";
import { errorBox } from "./error_box.js";
import { OutputView } from "./output_view.js";
import { Progress } from "./progress.js";
import { Report } from "./report.js";

/** @typedef {import("../runtime/runtime.js").Ending} Ending */

const TIME_LIMIT_S = 30;
const OUTPUT_LIMIT_BYTES = 1_000_000;
/** What is said of a run that can be tried again. */
const RETRIED = /** @type {const} */ ({ "not loaded": "notLoaded", damaged: "damaged", failed: "failed" });

export class LiveCell {
  /** @param {import("./cell_element.js").HeureumCell} cell */
  constructor(cell) {
    this.cell = cell;
    const language = cell.language ?? "ko";
    this.words = labels[language];
    this.say = speaker(language);
    this.progress = new Progress(/** @type {HTMLElement} */ (cell.status), this.say);
    this.output = new OutputView(cell, this.say);
    this.report = new Report(cell, this.say, async (request) => JSON.parse(await this.runtime.ask(JSON.stringify(request))));
    /** @type {Editor | null} */
    this.editor = null;
    /** @type {AbortController | null} */
    this.running = null;
    /** @type {HTMLElement | null} */
    this.error = null;
  }

  get code() {
    return this.editor?.code ?? savedEdit(this.cell.key ?? "") ?? this.cell.original ?? "";
  }

  get runtime() {
    return pageRuntime(/** @type {typeof import("./cell_element.js").HeureumCell} */ (this.cell.constructor).assets);
  }

  get timeLimitS() {
    return Number(this.cell.dataset.timeLimitS ?? TIME_LIMIT_S);
  }

  /** @param {MouseEvent} [click] where in the code the caret is to go */
  edit(click) {
    const box = /** @type {HTMLElement} */ (this.cell.codeBox);
    const offset = click && offsetAt(box, click);
    this.editor ??= new Editor(box, {
      code: this.code,
      label: this.say("editorLabel"),
      help: this.say("editorHelp"),
      onChange: (code) => this.changed(code),
      onRun: () => this.run(),
      onPlain: () => this.progress.end(this.say("editorPlain")),
    });
    if (this.cell.editButton) this.cell.editButton.hidden = true;
    this.editor.focus(offset ?? 0);
  }

  /** @param {string} code */
  changed(code) {
    const isEdited = code !== this.cell.original;
    saveEdit(this.cell.key ?? "", isEdited ? code : null);
    if (this.cell.reset) this.cell.reset.hidden = !isEdited;
    this.editor?.markLine(null);
  }

  async run() {
    if (this.running) return;
    const running = (this.running = new AbortController());
    this.showRunning(true);
    this.clearError();
    let startedMs = 0;
    const request = {
      code: this.code,
      filename: this.cell.dataset.example || "cell.py",
      workers: Number(this.cell.dataset.workers ?? 2),
      timeLimitS: this.timeLimitS,
      outputLimitBytes: OUTPUT_LIMIT_BYTES,
    };
    const ending = await this.runtime.run(
      request,
      {
        onStage: (stage) => {
          this.progress.stage(stage);
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
    this.show(ending, (performance.now() - startedMs) / 1000);
    this.cell.dataset.runsEnded = String(Number(this.cell.dataset.runsEnded ?? 0) + 1); // for whoever watches from outside
  }

  stop() {
    this.running?.abort();
  }

  async reset() {
    const original = this.cell.original ?? "";
    if (!this.editor) this.edit();
    await this.editor?.upgraded;
    this.editor?.replace(original); // undo brings the edit back
    this.changed(original);
    this.clearError();
    this.output.restore();
    this.report.restore();
    this.progress.end("");
    this.editor?.focus();
  }

  /** The cell has left the page: what it still runs ends; its edit is stored. */
  leave() {
    this.running?.abort();
  }

  /** @param {Ending} ending @param {number} elapsedS */
  show(ending, elapsedS) {
    const say = this.say;
    if (ending.kind === "finished") {
      const { result, usedWorkers, blocking } = ending;
      this.output.end();
      this.report.show(result, say("inClient"), !usedWorkers && blocking === "none" && result.run?.workers.length > 1);
      if (result.error) this.showError(result.error);
      this.progress.end(result.error ? say("raised") : say("finished", { seconds: elapsedS.toFixed(elapsedS < 10 ? 2 : 0) }));
    } else if (ending.kind === "stopped") this.progress.end(say("stopped"));
    else if (ending.kind === "too long") this.progress.end(say("tooLong", { seconds: this.timeLimitS }));
    else if (ending.kind === "too much output") this.progress.end(say("tooMuch", { megabytes: OUTPUT_LIMIT_BYTES / 1e6 }));
    else {
      const retry = html("button", { type: "button", class: "heureum-button", onclick: () => this.run() }, this.words.retry);
      const reason = html("code", { class: "heureum-reason" }, ending.reason);
      this.progress.end(say(RETRIED[ending.kind]), " ", retry, reason);
    }
  }

  /** @param {{type: string, message: string, line: number | null, traceback: string}} error */
  showError(error) {
    this.error = errorBox(error, this.say, () => this.edit());
    this.cell.toolbar?.after(this.error);
    if (error.line === null) return;
    if (!this.editor) {
      const focused = document.activeElement;
      this.edit();
      if (focused instanceof HTMLElement) focused.focus(); // marking a line is no reason to move the reader
    }
    this.editor?.markLine(error.line);
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
}

/**
 * How many characters of the code lie before a click.
 * @param {HTMLElement} box
 * @param {MouseEvent} click
 */
function offsetAt(box, click) {
  const code = box.querySelector("code");
  const caret = document.caretRangeFromPoint?.(click.clientX, click.clientY);
  if (!code || !caret || !code.contains(caret.startContainer)) return undefined;
  const before = document.createRange();
  before.setStart(code, 0);
  before.setEnd(caret.startContainer, caret.startOffset);
  return before.toString().length;
}
