// A link that holds the graph: made for the clipboard and the address bar, opened when the reader says so.
import { html } from "../shared/dom.js";
import { decode, encode, isShared } from "../shared/share.js";

/** @typedef {import("./playground.js").Playground} Playground */

/** @param {Playground} playground */
export async function share({ graph, words }) {
  let hash;
  try {
    hash = await encode({ document: /** @type {any} */ (graph.document) });
  } catch (error) {
    return graph.announce(error instanceof RangeError ? words.linkTooLong : String(error), true);
  }
  const url = new URL(hash, location.href).href;
  history.replaceState(history.state, "", url);
  const isCopied = await navigator.clipboard?.writeText(url).then(() => true, () => false);
  graph.announce(isCopied ? words.linkCopied : words.linkInBar);
}

/** Somebody's graph in the address: it is opened by a press, never by itself. @param {Playground} playground */
export async function followLink(playground) {
  const { graph, words, box } = playground;
  if (!isShared(location.hash)) return;
  const { state, error } = await decode(location.hash);
  if (!state) return graph.announce(words.links[/** @type {"damaged"} */ (error)], true);
  const note = html("p", { class: "playground-link", role: "status" }, state.document ? words.linkFound : words.codeFound, " ");
  const open = html("button", { type: "button", class: "heureum-button heureum-run", onclick: async () => {
    note.remove();
    if (state.document) await graph.edit({ do: "open", graph: state.document });
    if (state.code) playground.editor?.replace(state.code);
  } }, words.openLink);
  note.append(open);
  box.prepend(note);
}
