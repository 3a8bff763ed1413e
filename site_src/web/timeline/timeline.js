// A run's measured spans: one lane a worker, computing as bars, hand-offs as lines from the sender to the receiver.
// Law: every span is drawn where it was measured and is in the table too; widths are in percent, so it fits any screen.
import { html, svg } from "../shared/dom.js";
import { measuredTime, shortTime } from "../shared/quantities.js";
import { table } from "../shared/table.js";
import { workerClass, workerName, workerTag } from "../shared/workers.js";

/** @typedef {import("../shared/strings.js").Say} Say */
/** @typedef {{device: string, node: string, op: string, kind: "compute" | "send" | "recv", start_s: number, end_s: number, size_bytes: number, peer: string | null}} Span */
/** @typedef {{workers: string[], elapsed_s: number, spans: Span[]}} Run */

const LANE_PX = 56;
const BAR_TOP_PX = 22;
const BAR_PX = 24;
const AXIS_PX = 22;
const HAIRLINE_PERCENT = 0.4;
const LABEL_PERCENT = 5; // a name needs about this much of a lane
let lastId = 0;

/** @param {Run} run @param {Say} say */
export function drawTimeline(run, say) {
  const end = Math.max(run.elapsed_s, ...run.spans.map((span) => span.end_s));
  const height = run.workers.length * LANE_PX + AXIS_PX;
  const id = `heureum-timeline-${++lastId}`;
  const lane = new Map(run.workers.map((worker, index) => [worker, index * LANE_PX]));
  /** @param {number} seconds */
  const percent = (seconds) => (100 * Math.max(0, seconds)) / end;
  const shown = run.spans.filter((span) => lane.has(span.device));
  return html(
    "figure",
    { class: "heureum-timeline" },
    html("figcaption", {}, say("timeline")),
    svg(
      "svg",
      { class: "heureum-timeline-drawing", width: "100%", height, role: "img", "aria-labelledby": id },
      svg("title", { id }, say("timelineSays", { workers: run.workers.length, elapsed: shortTime(run.elapsed_s) })),
      ...run.workers.map((worker) => drawLane(lane.get(worker) ?? 0)),
      ...run.workers.flatMap((worker) => drawBars(shown.filter((span) => span.device === worker && span.kind === "compute"), lane.get(worker) ?? 0, percent)),
      ...shown.filter(({ kind, peer }) => kind === "recv" && peer && lane.has(peer)).map((span) => drawHandOff(span, lane, percent)),
      ...run.workers.map((worker) => svg("text", { class: "heureum-lane-name", y: (lane.get(worker) ?? 0) + 14 }, workerName(worker, say))),
      ...drawAxis(end, run.workers.length * LANE_PX),
    ),
    html("details", {}, html("summary", {}, say("spans")), spanTable(run.spans, say)),
  );
}

/** @param {number} top */
function drawLane(top) {
  return svg("rect", { class: "heureum-lane", y: top + BAR_TOP_PX, width: "100%", height: BAR_PX, rx: 3 });
}

/**
 * @param {Span[]} spans of one worker, in the order they began
 * @param {number} top
 * @param {(seconds: number) => number} percent
 */
function drawBars(spans, top, percent) {
  let free = 0; // from here on the lane is empty
  return spans.map((span, index) => {
    const x = Math.min(percent(span.start_s), 100 - HAIRLINE_PERCENT);
    // A span shorter than the clock's tick is drawn as a hairline, not left out.
    const width = Math.max(percent(span.end_s) - x, HAIRLINE_PERCENT);
    const next = index + 1 < spans.length ? percent(spans[index + 1].start_s) : 100;
    const place = { x: `${x}%`, y: top + BAR_TOP_PX, width: `${width}%`, height: BAR_PX };
    const bar = svg(
      "g",
      { class: `heureum-span ${workerClass(span.device)}`, "data-node": span.node },
      svg("title", {}, `${span.node} (${span.op}): ${measuredTime(span.end_s - span.start_s)}`),
      svg("rect", { ...place, rx: 2 }),
      // The inner svg cuts a name that is longer than its place: the bar, or the empty lane after or before it.
      width >= LABEL_PERCENT
        ? name(span, place, "start")
        : next - x - width >= LABEL_PERCENT
          ? name(span, { ...place, x: `${x + width}%`, width: `${next - x - width}%` }, "start")
          : x - free >= LABEL_PERCENT && name(span, { ...place, x: `${free}%`, width: `${x - free}%` }, "end"),
    );
    free = x + width;
    return bar;
  });
}

/** @param {Span} span @param {Record<string, string | number>} place @param {"start" | "end"} side */
function name(span, place, side) {
  const x = side === "start" ? { x: 6 } : { x: "100%", dx: -6, "text-anchor": "end" };
  return svg("svg", place, svg("text", { class: "heureum-span-name", y: 16, ...x }, span.node));
}

/** @param {Span} span a receive: it starts when the peer began to send @param {Map<string, number>} lane @param {(seconds: number) => number} percent */
function drawHandOff(span, lane, percent) {
  const from = lane.get(/** @type {string} */ (span.peer)) ?? 0;
  const to = lane.get(span.device) ?? 0;
  const isDown = to > from;
  const x = Math.min(percent(span.end_s), 100);
  const y = to + BAR_TOP_PX + (isDown ? 0 : BAR_PX);
  return svg(
    "g",
    { class: "heureum-hand-off", "data-tensor": span.node },
    svg("title", {}, `${span.node}: ${measuredTime(span.end_s - span.start_s)}`),
    svg("line", { x1: `${percent(span.start_s)}%`, y1: from + BAR_TOP_PX + (isDown ? BAR_PX : 0), x2: `${x}%`, y2: y }),
    svg("circle", { cx: `${x}%`, cy: y, r: 3 }),
  );
}

/** @param {number} end @param {number} top */
function drawAxis(end, top) {
  const anchors = ["start", "middle", "end"];
  return anchors.map((anchor, index) =>
    svg("text", { class: "heureum-tick", x: `${index * 50}%`, y: top + 14, "text-anchor": anchor }, index ? shortTime((end * index) / 2) : "0"),
  );
}

/** @param {Span[]} spans @param {Say} say */
function spanTable(spans, say) {
  const rows = spans.map((span) => [
    workerTag(span.device, say),
    html("code", {}, span.node),
    say(span.kind),
    shortTime(Math.max(0, span.start_s)),
    measuredTime(span.end_s - span.start_s),
  ]);
  return table(say("timeline"), [say("workerColumn"), say("node"), say("kind"), say("startsAt"), say("lasted")], rows, "heureum-spans");
}
