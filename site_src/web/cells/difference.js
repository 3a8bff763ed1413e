// Two codes, line by line: what one has that the other has not. Loaded when a reader asks for it.
import { diffLines } from "diff";
import { html } from "../shared/dom.js";

/**
 * @param {string} before
 * @param {string} after
 * @param {import("./words.js").SayCell} say
 */
export function difference(before, after, say) {
  const parts = diffLines(withEnd(before), withEnd(after));
  if (parts.every((part) => !part.added && !part.removed)) return html("p", { class: "heureum-difference" }, say("same"));
  const lines = parts.flatMap((part) => part.value.replace(/\n$/, "").split("\n").map((line) => drawLine(part, line, say)));
  return html("pre", { class: "heureum-difference", tabindex: "0", role: "region", "aria-label": say("differenceLabel") }, ...lines);
}

/** Without it the last lines would differ by their line end. @param {string} code */
function withEnd(code) {
  return `${code.trimEnd()}\n`;
}

/** @param {import("diff").ChangeObject<string>} part @param {string} line @param {import("./words.js").SayCell} say */
function drawLine({ added, removed }, line, say) {
  // The signs are seen, the words are read aloud: colour alone says nothing.
  if (added) return html("ins", { "data-sign": "+" }, hidden(say("added")), line, "\n");
  if (removed) return html("del", { "data-sign": "−" }, hidden(say("removed")), line, "\n");
  return html("span", { "data-sign": " " }, line, "\n");
}

/** @param {string} word */
function hidden(word) {
  return html("span", { class: "heureum-unseen" }, `${word}: `);
}
