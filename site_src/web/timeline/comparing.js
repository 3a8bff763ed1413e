// Puts the comparison of two runs below the timeline of the second, with what Python found by comparing them.
import { html } from "../shared/dom.js";
import { HeureumComparison } from "./comparison_element.js";
import { define } from "./define.js";
import { fullSpeakerOf } from "./strings.js";

/** @typedef {import("./items.js").Run} Run */

/** @param {{first: Run, second: Run, place: HTMLElement, answer: (request: object) => Promise<any>, forget: () => void}} parts */
export async function openComparison({ first, second, place, answer, forget }) {
  define("heureum-comparison", HeureumComparison);
  const say = await fullSpeakerOf(place);
  const comparison = new HeureumComparison();
  Object.assign(comparison, { first, second });
  const drop = () => {
    forget();
    comparison.remove();
  };
  comparison.append(html("button", { type: "button", class: "heureum-button", onclick: drop }, say("dropKept")));
  place.append(comparison);
  comparison.facts = (await answer({ do: "compare runs", first, second })).facts;
}
