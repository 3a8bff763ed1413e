// How the timeline looks. Colours are the theme's; a worker's is the one its nodes have in the graph.
import { css } from "lit";
import { workerColours } from "../shared/worker_style.js";

export const controls = css`
  :host { color: var(--md-default-fg-color); display: block; font: 0.7rem/1.6 var(--md-text-font-family); word-break: keep-all; }
  :host([hidden]) { display: none; }
  .tools { align-items: center; display: flex; flex-wrap: wrap; gap: 6px; }
  button, select {
    background: none; border: 1px solid var(--heureum-line); border-radius: 6px; color: inherit;
    cursor: pointer; font: inherit; min-height: 28px; min-width: 28px; padding: 1px 9px;
  }
  select { background: var(--md-default-bg-color); }
  .tools button::first-letter { text-transform: uppercase; }
  button:hover:not(:disabled) { border-color: currentcolor; }
  button[aria-pressed="true"] { background: var(--md-default-fg-color); color: var(--md-default-bg-color); }
  button:disabled { cursor: default; opacity: 0.55; }
  :is(button, select, input, summary, [tabindex]):focus-visible { outline: 2px solid var(--md-accent-fg-color); outline-offset: 2px; }
  @media (pointer: coarse) { button, select { min-height: 40px; min-width: 40px; } }
  @media print { .tools { display: none; } }
  ${workerColours}
`;

export const styles = css`
  .headline { font-size: 0.78rem; font-weight: 600; margin: 0 0 10px; text-wrap: pretty; }
  .tools { margin-bottom: 8px; overflow-wrap: normal; }
  .actions { display: flex; flex-wrap: wrap; gap: inherit; margin-inline-start: auto; }
  @media (max-width: 480px) { .actions { flex-wrap: nowrap; width: 100%; } .actions button { flex: auto; line-height: 1.25; padding: 3px 6px; } }
  .chart { border-radius: 6px; cursor: default; position: relative; touch-action: pan-y; user-select: none; }
  .chart.zoomed { cursor: grab; }
  svg { display: block; overflow: hidden; width: 100%; }
  .lane { fill: color-mix(in srgb, var(--md-default-fg-color) 5%, transparent); }
  .lane-name { fill: var(--md-default-fg-color); font-size: 13px; font-weight: 600; paint-order: stroke; stroke: var(--md-default-bg-color); stroke-width: 4px; }
  .lane-summary { fill: var(--md-default-fg-color--light); font-size: 12px; font-weight: 400; }
  .compute rect {
    fill: color-mix(in srgb, var(--colour, var(--md-default-fg-color--light)) 30%, var(--md-default-bg-color));
    stroke: var(--colour, var(--md-default-fg-color--light)); stroke-width: 1.5;
  }
  .send rect { fill: var(--colour, var(--md-default-fg-color)); }
  .several rect { fill: color-mix(in srgb, var(--colour, var(--md-default-fg-color--light)) 75%, var(--md-default-bg-color)); stroke: none; }
  .wait rect { stroke: var(--md-default-fg-color--lighter); stroke-width: 1; }
  #waiting path { stroke: var(--md-default-fg-color--light); stroke-width: 1.2; }
  .idle rect { fill: transparent; }
  .heureum-span-name { fill: var(--md-default-fg-color); font-size: 12px; font-weight: 600; pointer-events: none; }
  .wait .heureum-span-name { font-weight: 400; paint-order: stroke; stroke: var(--md-default-bg-color); stroke-width: 3px; }
  .way, .head, .grip { pointer-events: stroke; }
  .way { fill: none; stroke: var(--md-default-fg-color--light); stroke-dasharray: 4 3; stroke-width: 1.5; }
  .head { fill: var(--md-default-fg-color--light); pointer-events: none; }
  .grip { fill: none; stroke: transparent; stroke-width: 12; }
  .critical:is(.compute, .send, .several) rect { stroke: var(--critical); stroke-width: 3; }
  .critical .way { stroke: var(--critical); stroke-dasharray: none; stroke-width: 2.5; }
  .critical .head { fill: var(--critical); }
  .dim { opacity: 0.3; }
  .lit rect, .lit .way { stroke: var(--md-default-fg-color); stroke-dasharray: none; stroke-width: 2.5; }
  .tick line { stroke: color-mix(in srgb, var(--md-default-fg-color) 9%, transparent); }
  .tick text { fill: var(--md-default-fg-color--light); font-size: 11px; font-variant-numeric: tabular-nums; }
  .cursor { pointer-events: none; stroke: var(--md-default-fg-color); stroke-width: 1.5; }
  .legend { display: flex; flex-wrap: wrap; gap: 4px 16px; list-style: none; margin: 8px 0 0; padding: 0; }
  .legend svg { display: inline-block; height: 14px; margin-inline-end: 5px; overflow: visible; vertical-align: -2px; width: 22px; }
  .findings { margin: 12px 0 0; padding-inline-start: 18px; }
  .findings li { margin: 2px 0; text-wrap: pretty; }
  .path i { font-style: normal; opacity: 0.8; }
  .path { font-family: var(--md-code-font-family, monospace); overflow-wrap: anywhere; }
  .path button { border-radius: 4px; font: inherit; min-height: 24px; min-width: 24px; padding: 0 5px; text-align: start; }
  details { margin-top: 10px; }
  summary { cursor: pointer; min-height: 24px; }
  /* Over what stands below: nothing may move when the focus leaves, or a click would miss. */
  #help { background: var(--md-default-bg-color); border-radius: 6px; margin: 4px 0 0; padding: 2px 6px; position: absolute; z-index: 1; }
  .chart:not(:focus-visible) + #help, .hidden { clip-path: inset(50%); height: 1px; overflow: hidden; position: absolute; white-space: nowrap; width: 1px; }
  :host { --critical: light-dark(#c2185b, #ff6b9d); }
  @media (forced-colors: active) { .compute rect, .wait rect { stroke: CanvasText; } .critical rect { stroke: Highlight; } }
  @media (prefers-reduced-motion: no-preference) { .chart rect, .way { transition: opacity 0.12s; } }
`;
