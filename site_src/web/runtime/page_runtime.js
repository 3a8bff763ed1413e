// The page's one Runtime. It outlives instant navigation, which replaces the page's content but not its scripts.
import { Runtime } from "./runtime.js";

/** @type {Runtime | null} */
let runtime = null;

/** @param {URL} folder of the published assets; the first caller decides */
export function pageRuntime(folder) {
  return (runtime ??= new Runtime(folder));
}
