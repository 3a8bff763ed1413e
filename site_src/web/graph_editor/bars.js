// The bar of tools above the graph, the strip of workers on it, and the line of words below.
import { html, nothing } from "lit";
import { workerClass } from "../shared/workers.js";
import { icon } from "./icons.js";

/** @typedef {import("./editor_element.js").HeureumGraphEditor} Editor */

/**
 * @param {object} button
 * @param {string} button.name
 * @param {string} button.label
 * @param {() => void} button.press
 * @param {Parameters<typeof icon>[0]} button.sign
 * @param {boolean} [button.isOff]
 * @param {boolean} [button.hasText]
 * @param {string} [button.keys]
 */
export function button({ name, label, press, sign, isOff = false, hasText = false, keys = "" }) {
  // aria-disabled, so that a key pressed twice does not lose the focus.
  return html`<button type="button" class="tool ${name} ${hasText ? "worded" : ""}" aria-label=${label} title=${keys ? `${label} (${keys})` : label}
    aria-disabled=${isOff ? "true" : nothing} aria-keyshortcuts=${keys || nothing} @click=${() => isOff || press()}>${icon(sign)}${hasText ? html`<span>${label}</span>` : nothing}</button>`;
}

/** @param {Editor} editor */
export function toolbar(editor) {
  const say = /** @type {import("./words.js").Say} */ (editor.say);
  const { history, running, viewport, isReadOnly } = editor;
  const nothingChosen = !editor.chosen.length;
  return html`<div class="bar" role="toolbar" aria-label=${say("tools")}>
    <div class="group">
      ${running.isOn
        ? button({ name: "stop", label: say("stop"), press: () => running.stop(), sign: "stop", hasText: true })
        : button({ name: "run", label: say("run"), press: () => running.start(), sign: "run", hasText: true, keys: "Control+Enter" })}
      ${isReadOnly ? nothing : html`<select class="workers" aria-label=${say("workers")} @change=${(/** @type {any} */ event) => editor.edit({ do: "set workers", workers: Number(event.target.value) })}>
        ${[1, 2, 3, 4, 5, 6, 7, 8].map((count) => html`<option value=${count} ?selected=${count === (editor.view?.workers ?? 2)}>${say("workersShort", { count })}</option>`)}</select>`}
    </div>
    ${isReadOnly ? nothing : html`<div class="group">
      ${button({ name: "add", label: say("add"), press: () => editor.use("openPalette"), sign: "add", hasText: true, keys: "A" })}
    </div><div class="group">
      ${button({ name: "undo", label: say("undo"), press: () => editor.turn("undo"), sign: "undo", isOff: !history.past.length, keys: "Control+Z" })}
      ${button({ name: "redo", label: say("redo"), press: () => editor.turn("redo"), sign: "redo", isOff: !history.future.length, keys: "Control+Shift+Z" })}
      ${editor.original && editor.document !== editor.original.document ? button({ name: "reset", label: say("reset"), press: () => editor.reset(), sign: "reset" }) : nothing}
      ${button({ name: "connect", label: say("connect"), press: () => connect(editor), sign: "connect", isOff: nothingChosen, keys: "C" })}
      ${button({ name: "duplicate", label: say("duplicate"), press: () => editor.use("duplicate"), sign: "duplicate", isOff: nothingChosen, keys: "D" })}
      ${button({ name: "remove", label: say("remove"), press: () => editor.removeChosen(), sign: "remove", isOff: nothingChosen, keys: "Delete" })}
    </div>`}
    <div class="group last">
      ${isReadOnly ? nothing : button({ name: "arrange", label: say("arrange"), press: () => editor.edit({ do: "arrange" }), sign: "arrange", keys: "L" })}
      ${button({ name: "smaller", label: say("smaller"), press: () => viewport.zoomOut(), sign: "smaller", keys: "-" })}
      ${button({ name: "fit", label: say("fit"), press: () => viewport.fit(), sign: "fit", keys: "F" })}
      ${button({ name: "larger", label: say("larger"), press: () => viewport.zoomIn(), sign: "larger", keys: "+" })}
      ${button({ name: "help", label: say("help"), press: () => editor.openDialog({ kind: "help" }), sign: "help", keys: "?" })}
      ${button({ name: "others", label: say("others"), press: () => editor.use("openMenu"), sign: "others" })}
    </div><slot name="tools"></slot></div>`;
}

/** From the toolbar the connection goes on where the reader then is: on the graph. @param {Editor} editor */
function connect(editor) {
  editor.use("beginConnecting");
  editor.canvas?.focus();
}

/** @param {Editor} editor */
export function workerStrip(editor) {
  const say = /** @type {import("./words.js").Say} */ (editor.say);
  const places = editor.view?.places ?? [];
  if (!places.length) return nothing;
  const { load } = editor.gestures;
  const chosen = new Set(editor.view?.nodes.filter((node) => editor.selected.has(node.name)).map((node) => node.device));
  return html`<div class="strip ${load ? "open" : ""}" role="group" aria-label=${say("places")}>${places.map((/** @type {any} */ place) => {
    const isHere = chosen.size === 1 && chosen.has(place.device ?? "");
    return html`<button type="button" class="place ${workerClass(place.device ?? "")} ${load?.place === place ? "over" : ""}" aria-pressed=${editor.chosen.length ? String(isHere) : nothing}
      aria-disabled=${editor.isReadOnly || !editor.chosen.length ? "true" : nothing} @click=${() => !editor.isReadOnly && editor.place(editor.chosen, place.worker)}><i></i>${place.label}</button>`;
  })}</div>`;
}

/** @param {Editor} editor */
export function statusBar(editor) {
  const say = /** @type {import("./words.js").Say} */ (editor.say);
  const { bytes, pending, stage } = editor;
  const megabytes = (/** @type {number} */ size) => (size / 1e6).toFixed(1);
  return html`<div class="foot ${editor.status && "said"} ${editor.isProblem ? "bad" : ""}">
    <p class="status" role="status">${editor.status || editor.view?.summary}</p>
    ${editor.retry ? html`<button type="button" class="tool worded" @click=${editor.retry}>${say("retry")}</button>` : nothing}
    ${bytes ? html`<span class="bytes" aria-hidden="true">${say("bytes", { received: megabytes(bytes.received), total: megabytes(bytes.total) })}</span>` : nothing}
    ${stage || pending || editor.running.isOn ? html`<progress aria-label=${say("working")} max=${bytes?.total ?? nothing} value=${bytes?.received ?? nothing}></progress>` : nothing}
  </div>`;
}
