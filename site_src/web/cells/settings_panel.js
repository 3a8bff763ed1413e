// What a run may take, for the reader to set: workers, time, output; and on request, how many web workers are alive and how large.
// Law: the number of workers is the code's own; picking another changes the code, where everybody can see it.
import { html } from "../shared/dom.js";
import { keep, kept } from "../shared/edits.js";
import { sizeText } from "../shared/quantities.js";
import { OUTPUT_LIMIT_BYTES, TIME_LIMIT_S, MOST_WORKERS, workersIn } from "./limits.js";

/** @typedef {import("./live_cell.js").LiveCell} LiveCell */

const TIMES_S = { min: 1, max: 3600 };
const OUTPUTS_MB = { min: 0.1, max: 100, step: 0.1 };
let lastId = 0;

/** @param {LiveCell} live @returns {HTMLElement} */
export function settingsPanel(live) {
  const { sayCell: say, cell } = live;
  const { limits } = kept(cell.name);
  const time = html("input", { type: "number", ...TIMES_S, required: true, value: limits.timeLimitS ?? TIME_LIMIT_S });
  const output = html("input", { type: "number", ...OUTPUTS_MB, required: true, value: (limits.outputLimitBytes ?? OUTPUT_LIMIT_BYTES) / 1e6 });
  const save = () => {
    if (!time.checkValidity() || !output.checkValidity()) return; // the browser marks the field; the last good limit stays
    const next = { timeLimitS: time.valueAsNumber, outputLimitBytes: Math.round(output.valueAsNumber * 1e6) };
    const isStandard = next.timeLimitS === TIME_LIMIT_S && next.outputLimitBytes === OUTPUT_LIMIT_BYTES;
    keep(cell.name, { limits: isStandard ? {} : next });
    cell.show(live.code);
  };
  const reset = () => {
    time.value = String(TIME_LIMIT_S);
    output.value = String(OUTPUT_LIMIT_BYTES / 1e6);
    save();
  };
  time.addEventListener("change", save);
  output.addEventListener("change", save);
  return html(
    "div",
    { class: "heureum-panel heureum-settings-panel", role: "group", "aria-label": live.words.settings },
    field(say("workersLabel"), workersPicker(live), say("workersSays", { cores: navigator.hardwareConcurrency })),
    field(say("timeLabel"), time),
    field(say("outputLabel"), output, say("limitsSay")),
    inventory(live),
    html("p", { class: "heureum-panel-actions" }, live.smallButton(say("standard"), reset), live.smallButton(say("resetPage"), () => live.resetPage())),
  );
}

/** @param {string} label @param {HTMLElement} control @param {string} [hint] */
function field(label, control, hint) {
  const id = `heureum-field-${++lastId}`;
  control.id = id;
  if (hint) control.setAttribute("aria-describedby", `${id}-hint`);
  return html("p", { class: "heureum-field" }, html("label", { for: id }, label), control, hint && html("span", { class: "heureum-hint", id: `${id}-hint` }, hint));
}

/** @param {LiveCell} live */
function workersPicker(live) {
  const written = workersIn(live.code, Number(live.cell.dataset.workers ?? 2));
  const most = Math.max(2, written, Math.min(MOST_WORKERS, navigator.hardwareConcurrency || 2));
  const options = Array.from({ length: most }, (_, index) => html("option", { value: index + 1, selected: index + 1 === written }, String(index + 1)));
  const picker = html("select", {}, ...options);
  picker.addEventListener("change", async () => {
    if (await live.setWorkers(Number(picker.value))) return;
    picker.value = String(written);
    live.progress.end(live.sayCell("noWorkersInCode"));
  });
  return picker;
}

/** Web workers that are alive, and the memory of their Pythons: what the runtime says. @param {LiveCell} live */
function inventory(live) {
  const { sayCell: say } = live;
  const found = html("span", { role: "status" });
  const measure = () => {
    const { workers, reserve } = live.runtime.inventory();
    const alive = reserve ? [...workers, reserve] : workers;
    const sizeBytes = alive.reduce((sum, { memoryBytes }) => sum + (memoryBytes ?? 0), 0);
    found.textContent = alive.length ? say("inventoryLine", { count: alive.length, size: sizeText(sizeBytes, live.say) }) : say("noInventory");
  };
  return html("p", { class: "heureum-field" }, html("span", {}, say("inventory")), live.smallButton(say("measure"), measure), found);
}
