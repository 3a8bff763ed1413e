// What a run did: the graph in the workers' colours, who ran what, what crossed, and when. Drawn from measured data only.
import { drawGraph } from "../graph_editor/draw.js";
import { html } from "../shared/dom.js";
import { measuredTime, sizeText } from "../shared/quantities.js";
import { table } from "../shared/table.js";
import { workerClass, workerName } from "../shared/workers.js";

/** @typedef {import("../shared/strings.js").Say} Say */

export class Report {
  /** @param {HTMLElement} cell @param {Say} say @param {import("../timeline/run_view.js").Ask} ask */
  constructor(cell, say, ask) {
    this.cell = cell;
    this.say = say;
    this.ask = ask;
    this.figure = /** @type {HTMLElement | null} */ (cell.querySelector("figure.heureum-graph"));
    this.built = this.figure ? [...this.figure.childNodes] : [];
    this.box = html("div", { class: "heureum-report" });
    /** @type {import("../timeline/run_view.js").RunView | null} */
    this.view = null;
  }

  /** @param {any} result a CellResult @param {string} caption @param {string} note @param {boolean} hasNote */
  show(result, caption, note, hasNote) {
    this.restore();
    if (this.figure) this.figure.hidden = !result.graph; // the build's picture would not be of this code
    if (this.figure && result.graph) this.showGraph(result, caption);
    if (!result.run || !ranOnWorkers(result.run)) return;
    const { say } = this;
    this.box.replaceChildren(
      ...(hasNote ? [html("p", { class: "heureum-note" }, note)] : []),
      html("p", { class: "heureum-report-title" }, say("report")),
      ...(result.runs.watched < result.runs.count ? [html("p", { class: "heureum-note" }, say("watched", result.runs))] : []),
      placementTable(result.run, say),
      transferTable(result.run, say),
    );
    this.cell.append(this.box);
    this.showTimeline(result);
  }

  /** The timeline and its library are loaded with the first run that has something to show. @param {any} result */
  async showTimeline(result) {
    const place = html("div", { class: "heureum-timeline" });
    this.box.append(place);
    try {
      const { RunView } = await import("../timeline/run_view.js");
      this.view ??= new RunView(this.figure, this.ask);
      await this.view.show(result.run, place, result.layout);
    } catch {
      place.replaceChildren(this.say("notLoaded"));
    }
  }

  /** @param {any} result @param {string} caption */
  showGraph(result, caption) {
    const { say } = this;
    const nodes = result.graph.nodes.length;
    const drawing = result.layout
      ? drawGraph(result.layout, say("graphTitle"), say("graphSize", { nodes, edges: result.layout.edges.length }))
      : html("p", {}, say("tooLarge", { nodes }));
    this.figure?.replaceChildren(drawing, html("figcaption", {}, caption));
  }

  /** Shows which node of the drawing is meant, by more than colour. @param {string} name @param {boolean} [moves] */
  light(name, moves = false) {
    for (const node of this.figure?.querySelectorAll("[data-node]") ?? []) {
      node.classList.toggle("heureum-node-failed", node.getAttribute("data-node") === name);
    }
    if (moves) this.figure?.querySelector(".heureum-node-failed")?.scrollIntoView({ block: "center", inline: "center" });
  }

  /** Other code than the article's begins to run: the build's picture is not of it. */
  hideBuilt() {
    if (this.figure && this.built.some((node) => node.isConnected)) this.figure.hidden = true;
  }

  restore() {
    this.box.remove();
    if (this.figure) this.figure.hidden = false;
    this.figure?.replaceChildren(...this.built);
  }
}

/** A session without workers runs in one place, in one go: there is nothing to tell apart. @param {any} run */
function ranOnWorkers(run) {
  return run.workers.some((/** @type {string} */ worker) => worker.startsWith("/job:worker/"));
}

/** @param {string} device @param {Say} say */
function workerTag(device, say) {
  return html("span", { class: `heureum-tag ${workerClass(device)}`, title: device }, workerName(device, say));
}

/** @param {any} run @param {Say} say */
function placementTable(run, say) {
  /** @type {Map<string, string[]>} */
  const nodes = new Map(run.workers.map((/** @type {string} */ worker) => [worker, []]));
  for (const [node, worker] of Object.entries(run.placement)) nodes.get(worker)?.push(node);
  const rows = [...nodes].map(([worker, names]) => [
    workerTag(worker, say),
    html("span", {}, ...names.flatMap((name, index) => [index ? " " : null, html("code", {}, name)])),
  ]);
  return table(say("placement"), [say("workerColumn"), say("nodes")], rows, "heureum-placement");
}

/** @param {any} run @param {Say} say */
function transferTable(run, say) {
  if (run.workers.length < 2) return "";
  if (!run.transfers.length) return html("p", {}, say("noTransfers"));
  const rows = run.transfers.map((/** @type {any} */ transfer) => [
    html("code", {}, transfer.tensor),
    workerTag(transfer.from, say),
    workerTag(transfer.to, say),
    sizeText(transfer.size_bytes, say),
    measuredTime(transfer.elapsed_s),
  ]);
  const columns = [say("tensor"), say("from"), say("to"), say("size"), say("elapsed")];
  return table(say("transfers"), columns, rows, "heureum-transfers");
}
