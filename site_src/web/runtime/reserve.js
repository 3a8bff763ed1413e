// A Python that waits: it answers the page's questions, and after Stop the next pool has its client at once.
// Law: a question is answered once or refused once. One that was being worked on when its worker ended is asked again.
import { LoadError } from "./load_error.js";
import { PythonWorker, SnapshotError } from "./python_worker.js";

/** @typedef {import("./python_worker.js").WorkerSource} WorkerSource */
/** @typedef {{id: number, request: string, resolve: (answer: string) => void, reject: (error: unknown) => void, worker: PythonWorker | null, tries: number}} Question */

/** A question whose worker is lost as often as this is what loses it. */
const TRIES = 3;

export class Reserve {
  /** @param {{source: () => WorkerSource, onSnapshotFault: (error: SnapshotError) => void}} parts */
  constructor({ source, onSnapshotFault }) {
    this.source = source;
    this.onSnapshotFault = onSnapshotFault;
    /** @type {PythonWorker | null} */
    this.waiting = null;
    /** @type {Map<number, Question>} */
    this.questions = new Map();
    this.lastQuestion = 0;
  }

  /** Has a worker boot if none waits yet. */
  ensure() {
    if (this.waiting) return this.waiting;
    const worker = new PythonWorker(this.source(), { script: "client_worker.js", name: "client" });
    worker.onMessage = (message) => this.heard(message);
    worker.onFault = (error) => {
      if (error instanceof SnapshotError) this.onSnapshotFault(error);
      this.lost(worker, error);
    };
    return (this.waiting = worker);
  }

  /** Gives the waiting worker away, or a fresh one. What it is still asked, it goes on to answer: pass on what it says to `heard`. */
  take() {
    const worker = this.ensure();
    this.waiting = null;
    return worker;
  }

  /**
   * @param {string} request
   * @param {AbortSignal} [signal]
   * @returns {Promise<string>}
   */
  ask(request, signal) {
    return new Promise((resolve, reject) => {
      const id = ++this.lastQuestion;
      /** @type {Question} */
      const question = { id, request, resolve, reject, worker: null, tries: 0 };
      if (signal?.aborted) return reject(signal.reason);
      signal?.addEventListener("abort", () => this.questions.delete(id) && reject(signal.reason), { once: true });
      this.questions.set(id, question);
      this.put(question);
    });
  }

  /** @param {Question} question */
  put(question) {
    question.tries += 1;
    question.worker = this.ensure();
    question.worker.post({ type: "ask", ask: question.id, request: question.request });
  }

  /** @param {import("./protocol.js").FromWorker} message */
  heard(message) {
    if (message.type !== "answer") return;
    this.questions.get(message.ask)?.resolve(message.answer);
    this.questions.delete(message.ask);
  }

  /**
   * A worker has ended, here or in a pool: what it was asked is asked again.
   * @param {PythonWorker} worker
   * @param {Error} error why
   */
  lost(worker, error) {
    if (this.waiting === worker) this.waiting = null;
    for (const question of this.questions.values()) {
      if (question.worker !== worker) continue;
      if (question.tries < TRIES && !(error instanceof LoadError)) this.put(question);
      else {
        this.questions.delete(question.id);
        question.reject(error);
      }
    }
  }

  /** Lets the waiting worker go, unless it is being asked something. */
  close() {
    if (this.questions.size) return;
    this.waiting?.end();
    this.waiting = null;
  }
}
