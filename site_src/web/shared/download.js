// Text as a file that the browser saves.
import { html } from "./dom.js";

/** @param {string} text of JSON @param {string} filename */
export function download(text, filename) {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  html("a", { href: address, download: filename }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000); // the download has begun by then
}
