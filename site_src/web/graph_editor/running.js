// Runs the graph of an editor and lays what the run gave over it: values, workers, what crossed. The timeline stands below.
// Law: a result belongs to the document that ran; an edit takes it away, undo brings it back.

/** @typedef {import("./editor_element.js").HeureumGraphEditor} Editor */

/** @type {Record<string, import("./words.js").Key>} */
const ENDINGS = { stopped: "stopped", "too long": "tooLong", "too much output": "tooMuch", "not loaded": "notLoaded", damaged: "notLoaded", failed: "failed" };

/** Before that, a picture of what goes on would only flicker. */
const LONG_RUN_MS = 150;

export class Running {
  /** @param {Editor} editor */
  constructor(editor) {
    this.editor = editor;
    /** @type {AbortController | null} */
    this.abort = null;
    this.output = "";
    /** @type {import("../cells/output_view.js").OutputView | null} where the page shows what a run prints and draws; else it is printed below the graph */
    this.outputs = null;
    /** @type {HTMLElement | null} where the timeline stands */
    this.place = null;
    /** @type {import("../timeline/run_view.js").RunView | null} */
    this.view = null;
    /** @type {import("./following.js").Following | null} what a run has done so far, while it goes on */
    this.following = null;
    /** @type {WeakMap<object, any>} the last result of each document */
    this.results = new WeakMap();
  }

  get isOn() {
    return this.abort !== null;
  }

  async start() {
    const { editor } = this;
    if (this.abort) return;
    const abort = (this.abort = new AbortController());
    editor.retry = null;
    editor.requestUpdate();
    await editor.queue;
    const document = editor.document;
    const asked = await editor.ask({ do: "run", document });
    if (asked.error || abort.signal.aborted) {
      this.abort = editor.stage = editor.bytes = null;
      if (asked.error?.kind === "runtime") editor.retry = () => this.start();
      return asked.error ? editor.refused(asked.error) : editor.tell("stopped");
    }
    await this.run(/** @type {any} */ (asked), document, abort);
  }

  /** @param {{code: string, workers: number}} what @param {any} document whose values these are @param {AbortController} abort */
  async run(what, document, abort = (this.abort = new AbortController())) {
    const { editor } = this;
    /** @type {Array<[import("../runtime/output.js").Stream, string]>} */
    const arrived = [];
    const began = { ms: performance.now() };
    const { outputs } = this;
    outputs?.begin();
    /** @type {any[]} */
    const told = [];
    const follow = async () => {
      const { Following } = await import("./following.js");
      if (this.abort === abort) this.following = new Following(editor, document, told);
    };
    const ending = await editor.studio.run(what, {
      onStage: (stage) => {
        editor.booting(stage);
        if (stage === "run") began.ms = performance.now();
      },
      onBytes: (received, total) => editor.booting(null, { received, total }),
      onOutput: (stream, text) => void (outputs ? outputs.add(stream, text) : arrived.push([stream, text])),
      onNews: (news) => {
        if (told.push(news) === 1) setTimeout(follow, LONG_RUN_MS);
        this.following?.take(news);
      },
    }, abort.signal);
    outputs?.settle();
    this.abort = null;
    const wasFollowed = this.following?.end();
    this.following = null;
    editor.stage = editor.bytes = null;
    // Once something is drawn, that stands in the page, and so does what is printed around it.
    const draws = arrived.some(([stream]) => stream === "show") && (await import("./drawn.js").catch(() => null));
    if (draws) this.outputs = draws.outputsOf(editor, arrived);
    this.output = draws ? "" : arrived.flatMap(([stream, text]) => (stream === "show" ? [] : text)).join("").slice(0, 20_000);
    this.end(ending, document, (performance.now() - began.ms) / 1000, wasFollowed);
    editor.wantForms();
    editor.dataset.runsEnded = String(Number(editor.dataset.runsEnded ?? 0) + 1); // for whoever watches from outside
    return ending;
  }

  /** @param {any} ending @param {any} document @param {number} elapsedS @param {boolean} [wasFollowed] values have come up one by one */
  end(ending, document, elapsedS, wasFollowed) {
    const { editor } = this;
    if (ending.kind !== "finished") {
      this.lay(this.results.get(editor.document ?? {})?.run);
      editor.retry = ["not loaded", "damaged", "failed"].includes(ending.kind) ? () => this.start() : null;
      return editor.tell(ENDINGS[ending.kind], editor.retry !== null);
    }
    const { error, run } = ending.result;
    if (run && document) this.keep(document, run);
    this.show(document === editor.document ? run : null, wasFollowed);
    if (error) editor.tell("raised", true, { message: error.message });
    else {
      const { runs } = ending.result;
      const watched = runs.watched < runs.count ? ` ${editor.say?.("watched", runs)}` : "";
      editor.announce(`${editor.say?.("finished", { seconds: elapsedS.toFixed(2) })}${watched}`);
    }
    editor.dispatchEvent(new CustomEvent("graph-run", { detail: ending.result, bubbles: true, composed: true }));
  }

  stop() {
    this.abort?.abort();
  }

  /** @param {any} document @param {any} run */
  keep(document, run) {
    this.results.set(document, { run, output: this.output, shown: [...(this.outputs?.box.childNodes ?? [])] });
  }

  clear() {
    this.restore({});
  }

  /** The result of the present document, if it has run. @param {object} [document] */
  restore(document = this.editor.document ?? {}) {
    const kept = this.results.get(document);
    this.output = kept?.output ?? "";
    this.outputs?.box.replaceChildren(...(kept?.shown ?? []));
    this.show(kept?.run ?? null);
  }

  /** @param {any} run a run record, or null @param {boolean} [atOnce] */
  show(run, atOnce) {
    this.lay(run, atOnce);
    this.showTimeline(run).catch(() => this.editor.tell("notLoaded", true));
  }

  /** @param {any} run a run record, or nothing @param {boolean} [atOnce] */
  lay(run, atOnce) {
    this.editor.overlay(run ? overlayOf(run, atOnce) : null);
  }

  /** The timeline is loaded with the first run. @param {any} run */
  async showTimeline(run) {
    const { editor } = this;
    if (this.place) this.place.hidden = !run;
    if (!run) return;
    const { RunView } = await import("../timeline/run_view.js");
    this.place ??= editor.appendChild(Object.assign(document.createElement("div"), { slot: "timeline", className: "heureum-report" }));
    this.view ??= new RunView(editor, (request) => editor.ask(/** @type {any} */ (request)));
    await this.view.show(run, this.place);
  }
}

/** How the graph looks when all is done. @param {any} run @param {boolean} [atOnce] @returns {import("./picture.js").Overlay} */
function overlayOf(run, atOnce) {
  const crossed = new Map((run.transfers ?? []).map((/** @type {any} */ one) => [`${one.tensor}>${one.to}`, one]));
  // Values come up in the order in which they were computed, and as far apart, in a moment that eyes can follow.
  const ends = new Map((run.steps?.events ?? []).flatMap((/** @type {any} */ event) => (event.kind === "finish" ? [[event.node, event.at_s]] : [])));
  const [first, last] = [Math.min(...ends.values()), Math.max(...ends.values())];
  const after = (/** @type {string} */ name) => (atOnce ? 0 : 0.7 * ((ends.get(name) ?? first) - first)) / (last - first) || 0;
  const nodes = Object.fromEntries(Object.entries(run.placement).map(([name, worker]) => [name, { state: "done", worker: /** @type {string} */ (worker), value: run.values?.[`${name}:0`], after_s: after(name) }]));
  for (const [tensor, value] of Object.entries(run.values ?? {})) {
    const [name, output] = tensor.split(":");
    if (output === "0") nodes[name] ??= { state: "done", worker: "", value, after_s: 0 };
  }
  const edges = (run.steps?.edges ?? []).map((/** @type {any} */ edge) => {
    const moved = crossed.get(`${edge.source}>${run.placement[edge.target]}`);
    return { ...edge, size_bytes: moved?.size_bytes ?? null, elapsed_s: moved?.elapsed_s ?? null, state: "arrived" };
  });
  return { nodes, edges };
}
