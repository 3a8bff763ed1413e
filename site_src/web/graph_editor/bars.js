// The bar of tools above the graph, the strip of workers on it, and the line of words below.
import { html, nothing } from "lit";
import { workerClass } from "../shared/workers.js";
import { icon } from "./icons.js";

/** @typedef {import("./editor_element.js").HeureumGraphEditor} Editor */

/**
 * A button with the sign and the word of that name.
 * @param {Editor} editor
 * @param {Parameters<typeof icon>[0] & import("./words.js").Key} name
 * @param {() => void} press
 * @param {{isOff?: boolean, hasText?: boolean, keys?: string}} [how]
 */
function button(editor, name, press, { isOff, hasText, keys } = {}) {
  const label = editor.say?.(name) ?? "";
  // aria-disabled, so that a key pressed twice does not lose the focus.
  return html`<button type="button" class="tool ${name} ${hasText ? "worded" : ""}" aria-label=${label} title=${keys ? `${label} (${keys})` : label}
    aria-disabled=${isOff ? "true" : nothing} aria-keyshortcuts=${keys || nothing} @click=${() => isOff || press()}>${icon(name)}${hasText ? html`<span>${label}</span>` : nothing}</button>`;
}

/** @param {Editor} editor */
export function toolbar(editor) {
  const say = /** @type {import("./words.js").Say} */ (editor.say);
  const { history, running, viewport, isReadOnly } = editor;
  const nothingChosen = !editor.chosen.length;
  return html`<div class="bar" role="toolbar" aria-label=${say("tools")}>
    <div class="group">
      ${running.isOn
        ? button(editor, "stop", () => running.stop(), { hasText: true })
        : button(editor, "run", () => running.start(), { hasText: true, keys: "Control+Enter" })}
      ${isReadOnly ? nothing : html`<select class="workers" aria-label=${say("workers")} @change=${(/** @type {any} */ event) => editor.edit({ do: "set workers", workers: Number(event.target.value) })}>
        ${[1, 2, 3, 4, 5, 6, 7, 8].map((count) => html`<option value=${count} ?selected=${count === (editor.view?.workers ?? 2)}>${say("workersShort", { count })}</option>`)}</select>`}
    </div>
    ${isReadOnly ? nothing : html`<div class="group">
      ${button(editor, "add", () => editor.use("openPalette"), { hasText: true, keys: "A" })}
    </div><div class="group">
      ${button(editor, "undo", () => editor.turn("undo"), { isOff: !history.past.length, keys: "Control+Z" })}
      ${button(editor, "redo", () => editor.turn("redo"), { isOff: !history.future.length, keys: "Control+Shift+Z" })}
      ${editor.original && editor.document !== editor.original.document ? button(editor, "reset", () => editor.reset()) : nothing}
      ${button(editor, "connect", () => connect(editor), { isOff: nothingChosen, keys: "C" })}
      ${button(editor, "duplicate", () => editor.use("duplicate"), { isOff: nothingChosen, keys: "D" })}
      ${button(editor, "remove", () => editor.removeChosen(), { isOff: nothingChosen, keys: "Delete" })}
    </div>`}
    <div class="group last">
      ${isReadOnly ? nothing : button(editor, "arrange", () => editor.edit({ do: "arrange" }), { keys: "L" })}
      ${button(editor, "smaller", () => viewport.zoomOut(), { keys: "-" })}
      ${button(editor, "fit", () => viewport.fit(), { keys: "F" })}
      ${button(editor, "larger", () => viewport.zoomIn(), { keys: "+" })}
      ${button(editor, "help", () => editor.openDialog({ kind: "help" }), { keys: "?" })}
      ${button(editor, "others", () => editor.use("openMenu"))}
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
