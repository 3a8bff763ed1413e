// Asks Python's studio for one graph. Takes requests, gives answers; says how far a boot is.
// Law: never rejects. An ask that could not be answered gives an error that says what to do, and the document stays.

/**
 * @typedef {{do: string, [argument: string]: any}} Request
 * @typedef {{error?: {kind: string, text: string, node: string | null, input: number | null}, document?: any, view?: any, said?: string, notice?: string, select?: string[], changed?: boolean, [rest: string]: any}} Answer
 * @typedef {{onStage: (stage: "waiting" | "download" | "start" | "run") => void, onBytes: (received: number, total: number) => void}} Listener
 */

export class Studio {
  /** @param {URL} folder of the published assets @param {string} language @param {import("./words.js").Say} say */
  constructor(folder, language, say) {
    this.folder = folder;
    this.language = language;
    this.say = say;
    /** Python has answered once: asking costs milliseconds, not a download. */
    this.isReady = false;
  }

  /** The page's Python; its script too is loaded when it is first asked. */
  async runtime() {
    const { pageRuntime } = await import("../runtime/page_runtime.js");
    return pageRuntime(this.folder);
  }

  /** @param {Request} request @param {Listener["onBytes"]} onBytes @returns {Promise<Answer>} */
  async ask(request, onBytes) {
    try {
      const answer = JSON.parse(await (await this.runtime()).ask(JSON.stringify({ language: this.language, ...request }), { onBytes }));
      this.isReady = true;
      return answer;
    } catch (error) {
      console.warn("heureum: the studio did not answer.", error);
      // What never answered was most likely not loaded; what had answered before has failed.
      return { error: { kind: "runtime", text: this.say(this.isReady ? "failed" : "notLoaded"), node: null, input: null } };
    }
  }

  /**
   * @param {{code: string, workers: number}} what
   * @param {Listener & {onOutput: (stream: import("../runtime/output.js").Stream, text: string) => void}} listener
   * @param {AbortSignal} signal
   * @returns {Promise<import("../runtime/runtime.js").Ending>}
   */
  async run({ code, workers }, listener, signal) {
    return (await this.runtime()).run({ code, filename: "graph.py", workers, timeLimitS: 30, outputLimitBytes: 1_000_000 }, listener, signal);
  }
}
