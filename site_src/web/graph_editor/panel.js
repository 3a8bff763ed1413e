// Beside the graph: what the graph needs to run; and, once a node is chosen, that node (node_panel.js).
import { html, nothing } from "lit";

/** @typedef {import("./editor_element.js").HeureumGraphEditor} Editor */
/** @typedef {import("./words.js").Say} Say */

/** @param {Editor} editor */
export function panel(editor) {
  const say = /** @type {Say} */ (editor.say);
  const node = editor.view?.nodes.find((one) => one.name === editor.chosen[editor.chosen.length - 1]);
  const inside = node && editor.rest && editor.sayMore ? editor.rest.chosen(editor, node, editor.sayMore) : overview(editor, say);
  return html`<div class="panel" role="group" aria-label=${node ? node.name : say("overview")}>${inside}</div>`;
}

/** @param {Editor} editor @param {Say} say */
function overview(editor, say) {
  const view = editor.view;
  const problems = view?.problems ?? [];
  const hint = editor.isReadOnly ? say("hintReadOnly") : view && !view.nodes.length ? say("empty") : say("hint");
  return html`<p class="hint">${hint} ${editor.isReadOnly ? nothing : html`<span class="touch">${say("hintTouch")}</span>`}</p>
    ${view ? nothing : editor.rest?.prepare(editor)}
    ${problems.length
      ? html`<h4>${say("problems", { count: problems.length })}</h4><ul class="problems">${problems.map((/** @type {any} */ problem) =>
          html`<li>${problem.node
            ? html`<button type="button" @click=${() => editor.choose([problem.node])}>${problem.text}</button>`
            : problem.text}</li>`)}</ul>`
      : view?.is_ready ? html`<p class="ready">${say("noProblems")}</p>` : nothing}`;
}
