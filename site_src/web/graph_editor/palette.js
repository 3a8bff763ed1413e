// The searchable list of ops. Takes what Python's palette answers to the words typed; adds the op that is chosen.
import { html, nothing } from "lit";
import { close } from "./dialogs.js";

/** @typedef {import("./editor_element.js").HeureumGraphEditor} Editor */

/** @param {Editor} editor @param {any} dialog the palette's own state: query, categories, at */
export function palette(editor, dialog) {
  const say = /** @type {import("./words.js").SayMore} */ (editor.sayMore);
  if (dialog.categories === undefined) search(editor, dialog, "");
  const categories = dialog.categories ?? [];
  const ops = categories.flatMap((/** @type {any} */ category) => category.ops);
  const given = inputsGiven(editor);
  let number = 0;
  return html`<label class="field search"><span class="unseen">${say("search")}</span><input type="search" role="combobox" aria-expanded="true" aria-controls="ops" aria-autocomplete="list"
      aria-activedescendant=${ops.length ? `op-${dialog.at}` : nothing} placeholder=${say("searchHint")} autofocus autocomplete="off" autocapitalize="off" spellcheck="false"
      @input=${(/** @type {any} */ event) => search(editor, dialog, event.target.value)} @keydown=${(/** @type {KeyboardEvent} */ event) => pressed(editor, dialog, ops, event)}></label>
    ${given.length ? html`<p class="hint">${say("asInputs", { names: editor.chosen.join(", ") })}</p>` : nothing}
    <p class="hint" role="status">${dialog.categories ? (ops.length ? say("found", { count: ops.length }) : say("notFound")) : editor.status}</p>
    ${dialog.categories ? nothing : html`<progress aria-label=${say("working")} max=${editor.bytes?.total ?? nothing} value=${editor.bytes?.received ?? nothing}></progress>`}
    <div class="ops" id="ops" role="listbox" aria-label=${say("add")}>${categories.map((/** @type {any} */ category) => html`<div role="group" aria-label=${category.title}><h4 aria-hidden="true">${category.title}</h4>${category.ops.map((/** @type {any} */ op) => {
      const at = number++;
      return html`<div class="op" role="option" id="op-${at}" data-op=${op.op} aria-selected=${String(at === dialog.at)} @click=${() => add(editor, op)}>
        <b>${op.title}</b> ${op.symbol && op.symbol !== op.title ? html`<i>${op.symbol}</i>` : nothing}<span>${op.about}</span></div>`;
    })}</div>`)}</div>`;
}

/** @param {Editor} editor @param {any} dialog @param {string} query */
async function search(editor, dialog, query) {
  dialog.query = query;
  dialog.categories ??= null;
  const only = editor.dataset.ops?.split(",").map((name) => name.trim());
  const answer = await editor.ask({ do: "palette", query, ...(only ? { only } : {}) });
  if (dialog.query !== query) return; // more was typed meanwhile
  if (answer.error) editor.refused(answer.error);
  dialog.categories = answer.categories ?? [];
  dialog.at = 0;
  editor.requestUpdate();
}

/** @param {Editor} editor @param {any} dialog @param {any[]} ops @param {KeyboardEvent} event */
function pressed(editor, dialog, ops, event) {
  if (event.isComposing) return;
  const moves = /** @type {Record<string, number>} */ ({ ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 });
  if (event.key in moves) {
    dialog.at = Math.max(0, Math.min(ops.length - 1, dialog.at + moves[event.key]));
    editor.requestUpdate();
    editor.updateComplete.then(() => editor.renderRoot.querySelector(`#op-${dialog.at}`)?.scrollIntoView({ block: "nearest" }));
  } else if (event.key === "Enter") {
    // What was typed last may not have been answered yet: an edit waits its turn behind it.
    if (ops[dialog.at]) add(editor, ops[dialog.at]);
  } else return;
  event.preventDefault();
}

/** The outputs of the chosen nodes, in the order in which they were chosen. @param {Editor} editor @returns {string[]} */
function inputsGiven(editor) {
  const nodes = new Map(editor.view?.nodes.map((node) => [node.name, node]));
  return editor.chosen.flatMap((name) => nodes.get(name)?.outputs?.[0]?.tensor ?? []);
}

/** @param {Editor} editor @param {any} op */
function add(editor, op) {
  close(editor);
  const inputs = inputsGiven(editor);
  const takes = op.inputs.some((/** @type {any} */ input) => input.list) ? inputs.length : op.inputs.length;
  editor.edit({ do: "add", op: op.op, ...(inputs.length && takes ? { inputs: inputs.slice(0, takes) } : {}) });
}
