// How a graph looks: the same lines and colours as the still pictures of the articles (theme/assets/site/cells.css).
import { css } from "lit";
import { workerColours } from "../shared/worker_style.js";

export const graphStyle = css`
  :host { --fg: var(--md-default-fg-color); --far: var(--md-default-fg-color--light); --bg: var(--md-default-bg-color); --accent: var(--md-accent-fg-color); --bad: light-dark(#c22f38, #ff9a9f); display: block; position: relative; color: var(--fg); font-family: var(--md-text-font-family); -webkit-tap-highlight-color: transparent; }
  :host([hidden]), [hidden] { display: none !important; }
  .canvas {
    box-sizing: border-box; overflow: hidden; position: relative; cursor: grab; touch-action: pan-y; user-select: none; -webkit-user-select: none;
    background: radial-gradient(circle, color-mix(in srgb, var(--far) 26%, transparent) 0.9px, transparent 1.1px);
  }
  .canvas:active { cursor: grabbing; }
  .canvas:focus-visible { outline: 2px solid var(--accent); outline-offset: -2px; }
  svg.graph { display: block; }
  text { fill: var(--fg); pointer-events: none; }
  ${workerColours}
  .node, .edge, .value { --tint: var(--colour, var(--far)); }
  .node { cursor: pointer; animation: appear 0.18s; }
  @keyframes appear { from { opacity: 0; } }
  .card { fill: color-mix(in srgb, var(--tint) 11%, var(--bg)); stroke: var(--tint); stroke-width: 1.5; transition: fill 0.15s, stroke 0.15s; }
  .constant .card, .setting .card { stroke-dasharray: 4 3; }
  .placeholder .card { stroke-width: 2.5; }
  .fetch { fill: none; stroke: var(--tint); stroke-width: 1; opacity: 0.75; }
  .name { font-size: 14px; font-weight: 600; }
  .detail { font-size: 11.5px; fill: var(--far); }
  .setting .name { font-size: 11.5px; font-weight: 500; }
  .halo { fill: none; stroke: transparent; stroke-width: 2.5; transition: stroke 0.12s; }
  .node:hover .card, .node.lit .card { fill: color-mix(in srgb, var(--tint) 22%, var(--bg)); }
  .node.lit .halo { stroke: color-mix(in srgb, var(--tint) 55%, transparent); }
  .node.selected .halo { stroke: var(--accent); }
  .node.wrong .card { stroke: var(--bad); }
  .port { fill: var(--bg); stroke: var(--tint); stroke-width: 1.5; }
  .port.out { fill: var(--tint); }
  .port.open { stroke: var(--far); }
  .port.optional { stroke-dasharray: 2 2; }
  .port.wrong { stroke: var(--bad); fill: color-mix(in srgb, var(--bad) 30%, var(--bg)); }
  .line, .head { fill: none; stroke: var(--edge, var(--far)); stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round; }
  .edge { animation: appear 0.18s; }
  .control .line, .back .line { stroke-dasharray: 2 5; }
  .crossing { --edge: var(--fg); }
  .crossing .line { stroke-dasharray: 7 4; stroke-width: 2; }
  .edge.wrong { --edge: var(--bad); }
  .type { font: 10.5px var(--md-code-font-family, monospace); fill: var(--far); paint-order: stroke; stroke: var(--bg); stroke-width: 7px; stroke-linejoin: round; }
  .far .labels, .far .badge.pending { display: none; }
  .parcel rect { fill: var(--bg); stroke: var(--fg); stroke-width: 1; }
  .parcel text { font-size: 10.5px; font-weight: 600; }
  .value { pointer-events: none; animation: appear 0.25s backwards; }
  .value rect { fill: var(--bg); stroke: var(--tint); stroke-width: 1.2; }
  .value-text { font: 600 11px var(--md-code-font-family, monospace); }
  .value-bars { fill: var(--tint); }
  .value-raster { image-rendering: pixelated; }
  .heat { filter: var(--heureum-heat); }
  .badge circle { fill: var(--bad); stroke: var(--bg); stroke-width: 1.5; }
  .badge text { fill: var(--bg); font-size: 12px; font-weight: 700; }
  .edge.arrived:not(.crossing):not(.wrong) { --edge: color-mix(in srgb, var(--colour, var(--far)) 75%, var(--far)); }
  @media (prefers-reduced-motion: reduce) { *, .node, .edge, .value { animation: none !important; transition: none !important; } }
  @media (forced-colors: active) { .node.selected .halo { stroke: Highlight; } }
`;
