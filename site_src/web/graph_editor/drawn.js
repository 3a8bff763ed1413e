// Where a graph in an article shows what its code draws: below the graph, in the page's own light. Loaded with the first drawing.
import { OutputView } from "../cells/output_view.js";
import { html } from "../shared/dom.js";
import { speaker } from "../shared/strings.js";

/**
 * @param {import("./editor_element.js").HeureumGraphEditor} editor
 * @param {Array<[import("../cells/output_view.js").Stream, string]>} arrived what came before there was a place for it
 */
export function outputsOf(editor, arrived) {
  const { language } = editor;
  const box = html("div", { slot: "timeline", class: "playground-output", "data-lang": language });
  editor.insertBefore(box, editor.running.place);
  const outputs = new OutputView(box, speaker(language === "en" ? "en" : "ko"));
  outputs.begin();
  for (const [stream, text] of arrived) outputs.add(stream, text);
  outputs.settle();
  return outputs;
}
