// The page's address holds what somebody shared: shows it in its cell. Nothing runs.
// Law: the reader's own code is kept as an earlier one; the address lets go of the link, so that a reload shows what was made of it.
import { html } from "../shared/dom.js";
import { decode } from "../shared/share.js";
import { cellSpeaker } from "./words.js";

/** @typedef {import("./cell_element.js").HeureumCell} HeureumCell */

const REFUSED = /** @type {const} */ ({ "too large": "linkTooLarge", newer: "linkNewer", damaged: "linkDamaged" });

export async function openLink() {
  const { state, error } = await decode(location.hash);
  const taker = document.querySelector("[data-takes-links]"); // the playground's; links without a cell are for it
  if (taker && !state?.cell) return;
  const cells = /** @type {HeureumCell[]} */ ([...document.querySelectorAll("heureum-cell")]);
  const say = cellSpeaker(document.documentElement.lang === "en" ? "en" : "ko");
  if (error) return refuse(say(REFUSED[error]));
  const cell = cells.find((one) => one.name === state.cell);
  if (!cell) return refuse(say("linkElsewhere"));
  history.replaceState(history.state, "", location.pathname + location.search);
  cell.scrollIntoView({ block: "start" });
  cell.use((live) => live.versions.openShared(state.code ?? live.cell.original ?? ""));
}

/** At the top, where a reader who followed a link looks. @param {string} text */
function refuse(text) {
  document.querySelector(".heureum-refusal")?.remove();
  const box = html("div", { class: "heureum-notice heureum-refusal", role: "alert" }, html("p", {}, text));
  (document.querySelector("article") ?? document.body).prepend(box);
  box.scrollIntoView({ block: "center" });
}
