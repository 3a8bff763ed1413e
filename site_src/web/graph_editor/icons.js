// The editor's signs, 20 by 20, drawn with lines in the colour of the text beside them.
import { html } from "lit";

const PATHS = {
  add: "M10 4v12M4 10h12",
  undo: "M7.5 4 4 7.5 7.5 11M4.5 7.5H12a4 4 0 0 1 0 8H8",
  redo: "M12.5 4 16 7.5 12.5 11M15.5 7.5H8a4 4 0 0 0 0 8h4",
  remove: "M4 6h12M8 6V4h4v2M6 6l.7 10h6.6L14 6M8.7 9v4.5M11.3 9v4.5",
  duplicate: "M7.5 7.5h8v8h-8zM12.5 7.5v-3h-8v8h3",
  connect: "M6.5 10h7M4.5 8.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6M15.5 8.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6",
  fit: "M4 8V4h4M12 4h4v4M16 12v4h-4M8 16H4v-4",
  larger: "M10 5v10M5 10h10",
  smaller: "M5 10h10",
  run: "M7 4.5v11l8.5-5.5z",
  stop: "M6 6h8v8H6z",
  help: "M7.5 7.6A2.6 2.6 0 0 1 10 5.4c1.5 0 2.6.9 2.6 2.2 0 1.9-2.6 2-2.6 4M10 14.4v.2",
  close: "M5.5 5.5l9 9M14.5 5.5l-9 9",
  arrange: "M3.5 4.5h4v4h-4zM12.5 3h4v4h-4zM12.5 12h4v4h-4zM7.5 6.5 12.5 5M7.5 7.5l5 6",
  others: "M4.5 10h.1M10 10h.1M15.4 10h.1",
  reset: "M5 5v4h4M5.4 8.8A5.3 5.3 0 1 1 4.8 12",
};

/** @param {keyof typeof PATHS} name */
export function icon(name) {
  const isSolid = name === "run" || name === "stop";
  return html`<svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false"><path
    d=${PATHS[name]} fill=${isSolid ? "currentColor" : "none"} stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"/></svg>`;
}
