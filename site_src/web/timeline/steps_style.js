// How the step-through looks.
import { css } from "lit";

export const stepsStyle = css`
  .steps { border: 1px solid var(--heureum-line); border-radius: 8px; margin: 10px 0; padding: 10px 12px; }
  label { align-items: center; display: inline-flex; gap: 6px; margin-inline-start: auto; }
  .play { min-width: 84px; }
  input { accent-color: var(--md-accent-fg-color); display: block; margin: 10px 0 4px; width: 100%; }
  @media (pointer: coarse) { input { min-height: 32px; } }
  .now { font-size: 0.78rem; margin: 4px 0 8px; min-height: 2.6em; }
  .count { color: var(--md-default-fg-color--light); display: block; font-size: 0.7rem; font-variant-numeric: tabular-nums; }
  dl { display: grid; gap: 8px 20px; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); margin: 0; }
  dt { font-weight: 600; }
  dt::before { border: 2px solid var(--md-default-fg-color--light); border-radius: 50%; content: ""; display: inline-block; height: 6px; margin-inline-end: 6px; width: 6px; }
  .running dt::before { background: var(--md-accent-fg-color); border-color: var(--md-accent-fg-color); }
  .ready dt::before { border-color: var(--md-accent-fg-color); }
  .travelling dt::before { border-radius: 0; transform: rotate(45deg); }
  .waiting { grid-column: 1 / -1; }
  dd { margin: 0; min-height: 1.6em; overflow-wrap: anywhere; }
  code { background: color-mix(in srgb, var(--md-default-fg-color) 7%, transparent); border-radius: 4px; font-family: var(--md-code-font-family, monospace); padding: 0 5px; }
`;
