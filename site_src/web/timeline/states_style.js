// How the graph looks while a run is stepped through: what waits, is ready, computes, travels.
import { css } from "lit";

export const statesStyle = css`
  .badge.pending circle { fill: var(--far); }
  .badge.pending text { font-size: 10.5px; }
  .node.waiting .body { opacity: 0.5; }
  .node.ready .halo { stroke: color-mix(in srgb, var(--tint) 60%, transparent); stroke-dasharray: 3 4; }
  .node.running .halo { stroke: var(--tint); animation: breathe 0.8s infinite alternate ease-in-out; }
  .node.running .card { fill: color-mix(in srgb, var(--tint) 34%, var(--bg)); }
  @keyframes breathe { from { stroke-opacity: 0.25; } }
  .edge.waiting { opacity: 0.4; }
  .pulse { fill: none; stroke: var(--tint); stroke-width: 5; stroke-linecap: round; stroke-dasharray: 4 96; animation: travel 0.9s infinite linear; }
  @keyframes travel { from { stroke-dashoffset: 100; } to { stroke-dashoffset: 0; } }
  @media (prefers-reduced-motion: reduce) { .pulse { stroke-dashoffset: 48; } }
`;
