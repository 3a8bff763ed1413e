// Asks Python's studio for one graph. Takes requests, gives answers; says how far a boot is.
// Law: never rejects. An ask that could not be answered gives an error that says what to do, and the document stays.

import { whole } from "./whole.js";

/**
 * @typedef {{do: string, [argument: string]: any}} Request
 * @typedef {{error?: {kind: string, text: string, node: string | null, input: number | null}, document?: any, view?: any, said?: string, notice?: string, select?: string[], changed?: boolean, [rest: string]: any}} Answer
 * @typedef {{onStage: (stage: "waiting" | "download" | "start" | "run") => void, onBytes: (received: number, total: number) => void}} Listener
 */

export class Studio {
  /** @param {import("./editor_element.js").HeureumGraphEditor} editor */
  constructor(editor) {
    this.editor = editor;
    /** Python has answered once: asking costs milliseconds, not a download. */
    this.isReady = false;
  }

  /** The page's Python; its script too is loaded when it is first asked. */
  async runtime() {
    const { pageRuntime } = await import("../runtime/page_runtime.js");
    return pageRuntime(/** @type {typeof import("./editor_element.js").HeureumGraphEditor} */ (this.editor.constructor).assets);
  }

  /** @param {Request} request @param {Listener["onBytes"]} onBytes @returns {Promise<Answer>} */
  async ask(request, onBytes) {
    const { language, history, say } = this.editor;
    // What the page shows, when the request is about it, Python knows by name.
    const step = request.document && request.document === history.present?.document ? history.present : null;
    const view = step?.view;
    try {
      const runtime = await this.runtime();
      const send = async (/** @type {object} */ asked) => JSON.parse(await runtime.ask(JSON.stringify({ language, ...asked }), { onBytes }));
      const known = step?.document.id ? { document: { id: step.document.id } } : {};
      let answer = view?.id ? await send({ ...request, ...known, shown: view.id }) : null;
      // Another Python, or one that forgot, is told everything, and where things stand.
      if (!answer || answer.error?.kind === "forgotten") answer = await send(view ? { ...request, near: { nodes: view.nodes, edges: view.edges } } : request);
      this.isReady = true;
      return step ? whole(answer, step) : answer;
    } catch (error) {
      console.warn("heureum: the studio did not answer.", error);
      // What never answered was most likely not loaded; what had answered before has failed.
      return { error: { kind: "runtime", text: say?.(this.isReady ? "failed" : "notLoaded") ?? String(error), node: null, input: null } };
    }
  }

  /**
   * @param {{code: string, workers: number}} what
   * @param {Listener & {onOutput: (stream: import("../runtime/output.js").Stream, text: string) => void, onNews: (news: any) => void}} listener
   * @param {AbortSignal} signal
   * @returns {Promise<import("../runtime/runtime.js").Ending>}
   */
  async run({ code, workers }, listener, signal) {
    return (await this.runtime()).run({ code, filename: "graph.py", workers, timeLimitS: 30, outputLimitBytes: 1_000_000 }, listener, signal);
  }
}
