// The chosen node: its fields, inputs, outputs and value; or, when several are chosen, where they run.
// Takes the view's forms and ports; each field sends the request that Python wrote into it. Loaded with the first choice.
import { html, nothing } from "lit";
import { small } from "./value_picture.js";

/** @typedef {import("./editor_element.js").HeureumGraphEditor} Editor */
/** @typedef {import("./picture.js").Node} Node */
/** @typedef {import("./words.js").SayMore} Say */

/** @param {Editor} editor @param {Node} node @param {Say} say */
export function chosen(editor, node, say) {
  return editor.chosen.length > 1 ? several(editor, say) : one(editor, node, say);
}

/**
 * Fields show what the view says, also after the reader typed something that changed nothing; but never while they type.
 * @param {Editor} editor
 */
export function showFields(editor) {
  const focused = editor.shadowRoot?.activeElement;
  for (const field of /** @type {NodeListOf<any>} */ (editor.renderRoot.querySelectorAll("[data-value]"))) {
    const value = field.dataset.value ?? "";
    if (field.type === "checkbox") field.checked = value === "true";
    else if (field.type === "select-one") field.selectedIndex = Number(value);
    else if (field !== focused) field.value = value;
  }
}

/** What is worth a download is said before it. @param {Editor} editor */
export function prepare(editor) {
  const say = /** @type {Say} */ (editor.sayMore);
  return html`<p class="hint">${say("prepareWhy")}</p>
    <button type="button" class="tool worded prepare" @click=${() => editor.edit({ do: "view" })}>${say("prepare")}</button>`;
}

/** How the graph is run. @param {Editor} editor */
export function settings(editor) {
  return html`<div class="settings">${editor.view?.settings?.map((/** @type {any} */ field) => drawField(editor, { name: "" }, field))}</div>`;
}

/** @param {Editor} editor @param {Say} say */
function several(editor, say) {
  const places = editor.view?.places ?? [];
  return html`<h3>${say("several", { count: editor.chosen.length })}</h3><p class="names">${editor.chosen.join(", ")}</p>
    ${editor.isReadOnly ? nothing : html`<label class="field"><span>${say("place")}</span><select data-key="worker" data-value="0"
      @change=${(/** @type {any} */ event) => places[event.target.selectedIndex - 1] && editor.place(editor.chosen, places[event.target.selectedIndex - 1].worker)}>
      <option>—</option>${places.map((/** @type {any} */ place) => html`<option>${place.label}</option>`)}</select></label>`}`;
}

/** @param {Editor} editor @param {Node} node @param {Say} say */
function one(editor, node, say) {
  const fields = editor.view?.forms?.[node.name];
  const value = editor.over.nodes?.[node.name]?.value;
  return html`<h3>${node.name} <small>${node.op}</small></h3>
    ${node.problems?.length ? html`<ul class="problems">${node.problems.map((problem) => html`<li>${problem.text}${problem.detail ? html`<small lang="en">${problem.detail}</small>` : nothing}</li>`)}</ul>` : nothing}
    ${value ? valueOf(value, say) : nothing}
    ${fields ? fields.map((/** @type {any} */ field) => drawField(editor, node, field)) : nothing}
    ${node.inputs?.length ? html`<h4>${say("inputs")}</h4>${node.inputs.map((port) => inputField(editor, node, port, say))}` : nothing}
    ${node.outputs?.length ? html`<h4>${say("outputs")}</h4><ul class="outputs">${node.outputs.map((port) => html`<li><code>${port.tensor}</code> <code>${port.type}</code></li>`)}</ul>` : nothing}
    ${fields || editor.isReadOnly || editor.studio.isReady ? nothing : prepare(editor)}`;
}

/** @param {any} value @param {Say} say */
function valueOf(value, say) {
  const { width, height, picture, text } = small(value);
  const scale = Math.min(3, Math.max(1, 180 / width));
  return html`<h4>${say("value")} <code>${value.dtype}[${value.shape?.join(",")}]</code></h4>
    <svg class="whole" viewBox="0 0 ${width} ${height}" width=${Math.min(200, width * scale)} role="img" aria-label=${text || value.kind}>${picture}</svg>`;
}

/** @param {Editor} editor @param {{name: string}} node @param {any} field */
function drawField(editor, node, field) {
  const refused = editor.refusal?.node === node.name && editor.refusal.key === field.key ? editor.refusal : null;
  const shown = refused ? refused.typed : field.value === null ? "" : String(field.value);
  const id = `field-${field.key.replace(/\W/g, "-")}`;
  const about = [field.help && `${id}-help`, refused && `${id}-why`].filter(Boolean).join(" ") || nothing;
  const send = (/** @type {any} */ value) => sendField(editor, node, field, value);
  const invalid = refused ? "true" : nothing;
  let input;
  if (field.kind === "toggle") {
    input = html`<input type="checkbox" id=${id} data-key=${field.key} data-value=${shown} aria-describedby=${about}
      @change=${(/** @type {any} */ event) => send(String(event.target.checked))}>`;
    return html`<label class="field toggle">${input}<span>${field.label}</span></label>`;
  }
  if (field.kind === "choice") {
    input = html`<select id=${id} data-key=${field.key} data-value=${field.choices.findIndex((/** @type {any} */ choice) => choice.value === field.value)} aria-describedby=${about} aria-invalid=${invalid} @change=${(/** @type {any} */ event) => send(field.choices[event.target.selectedIndex].value)}>
      ${field.choices.map((/** @type {any} */ choice) => html`<option>${choice.label}</option>`)}</select>`;
  } else if (field.kind === "multiline") {
    input = html`<textarea id=${id} data-key=${field.key} rows=${Math.min(6, shown.split("\n").length)} spellcheck="false" autocapitalize="off" aria-describedby=${about} aria-invalid=${invalid} data-value=${shown}
      @change=${(/** @type {any} */ event) => send(event.target.value)} @keydown=${(/** @type {KeyboardEvent} */ event) => leave(editor, event, shown)}></textarea>`;
  } else {
    input = html`<input id=${id} data-key=${field.key} spellcheck="false" autocapitalize="off" autocomplete="off" aria-describedby=${about} aria-invalid=${invalid} data-value=${shown}
      @change=${(/** @type {any} */ event) => send(event.target.value)} @keydown=${(/** @type {KeyboardEvent} */ event) => leave(editor, event, shown)}>`;
  }
  return html`<div class="field"><label for=${id}>${field.label}</label>${input}
    ${refused ? html`<p class="why" id="${id}-why">${refused.text}</p>` : nothing}
    ${field.help ? html`<p class="help" id="${id}-help">${field.help}</p>` : nothing}</div>`;
}

/** Enter accepts and goes back to the graph, Escape gives up what was typed. @param {Editor} editor @param {KeyboardEvent} event @param {string} shown */
function leave(editor, event, shown) {
  if (event.isComposing) return;
  const field = /** @type {HTMLInputElement} */ (event.target);
  if (event.key === "Escape") field.value = shown;
  else if (event.key !== "Enter" || event.shiftKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  editor.canvas?.focus(); // a change is sent when the field is left
}

/** @param {Editor} editor @param {{name: string}} node @param {any} field @param {any} value */
async function sendField(editor, node, field, value) {
  const answer = await editor.edit({ ...field.request, [field.puts]: value });
  if (!answer.error) return;
  editor.refusal = { node: node.name, key: field.key, typed: String(value), text: answer.error.text };
  editor.requestUpdate();
}

/** @param {Editor} editor @param {Node} node @param {import("./picture.js").Input} port @param {Say} say */
function inputField(editor, node, port, say) {
  const label = port.optional && !port.source ? say("appended") : port.name;
  if (editor.isReadOnly) return html`<p class="names">${label} ← <code>${port.source ?? say("nothingIn")}</code></p>`;
  const sources = editor.view?.nodes.flatMap((other) => (other.name === node.name ? [] : (other.outputs ?? []))) ?? [];
  return html`<label class="field input ${port.problem ? "wrong" : ""}"><span>${label}</span><select data-key="input ${port.input}" data-value=${sources.findIndex((output) => output.tensor === port.source) + 1} @change=${(/** @type {any} */ event) => {
    const source = event.target.value;
    editor.edit(source ? { do: "connect", source, target: node.name, input: port.input } : { do: "disconnect", target: node.name, input: port.input });
  }}>
    <option value="">${say("nothingIn")}</option>
    ${sources.map((output) => html`<option value=${output.tensor}>${output.tensor}${output.type ? ` · ${output.type}` : ""}</option>`)}</select></label>`;
}
