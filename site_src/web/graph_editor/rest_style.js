// How the panel of a node, the tables and what opens over the graph look, and the graph while it is edited.
import { css } from "lit";

export const restStyle = css`
  .canvas:focus-visible .node.active .halo { stroke: var(--accent); stroke-dasharray: 5 4; }
  .canvas:focus-visible .node.active.selected .halo { stroke-dasharray: none; stroke-width: 3.5; }
  .port.aim { fill: var(--accent); stroke: var(--accent); }
  .connecting .node:not(.source) .port:not(.out) { stroke: var(--accent); stroke-width: 2.5; }
  .node.source .port.out { stroke: var(--accent); stroke-width: 5; stroke-opacity: 0.4; }
  .ghost { fill: none; stroke: var(--accent); stroke-width: 2.5; stroke-dasharray: 6 5; stroke-linecap: round; pointer-events: none; }
  .marquee { fill: color-mix(in srgb, var(--accent) 10%, transparent); stroke: var(--accent); stroke-dasharray: 4 3; }
  .carried { position: absolute; z-index: 1; pointer-events: none; transform: translate(-50%, -140%); max-width: 12em; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; padding: 2px 12px; border-radius: 13px; background: var(--accent); color: var(--md-accent-bg-color); font-weight: 600; }
  .strip.open .place { border: 1px dashed var(--tint); padding: 6px 14px; }
  .strip.open .place.over { background: color-mix(in srgb, var(--tint) 26%, var(--bg)); border-style: solid; transform: scale(1.06); }
  h3 small { font-weight: 400; color: var(--far); font-size: 0.88em; margin-inline-start: 4px; }
  p.help { color: var(--far); font-size: 0.86em; margin: 3px 0 0 !important; }
  .problems small { display: block; color: var(--far); margin-top: 4px; }
  .why { color: var(--bad); font-size: 0.9em; margin: 3px 0 0 !important; }
  .names { overflow-wrap: anywhere; }
  .field { display: block; margin-bottom: 9px; }
  .field > :is(label, span) { display: block; font-size: 0.9em; font-weight: 600; margin-bottom: 2px; }
  .field :is(input:not([type="checkbox"]), select, textarea) { box-sizing: border-box; width: 100%; min-height: 34px; border: 1px solid var(--line); border-radius: 7px; background: var(--bg); padding: 4px 8px; }
  .field :is(textarea, input:not([type="search"], [type="checkbox"])) { font-family: var(--md-code-font-family, monospace); font-size: 0.95em; }
  .field textarea { resize: vertical; display: block; field-sizing: content; max-height: 10em; }
  .field [aria-invalid], .field.wrong select { border-color: var(--bad); }
  .settings { display: grid; grid-template-columns: repeat(auto-fit, minmax(15em, 1fr)); gap: 0 16px; padding: 0 12px 4px; font-size: 0.92em; }
  .field.toggle { display: flex; align-items: center; gap: 8px; min-height: 30px; cursor: pointer; }
  .field.toggle span { margin: 0; }
  .field.toggle input { width: 20px; height: 20px; accent-color: var(--accent); margin: 0; flex: none; }
  .field.input { display: grid; grid-template-columns: 5.4em minmax(0, 1fr); align-items: center; gap: 6px; margin-bottom: 5px; }
  .field.input span { margin: 0; font-family: var(--md-code-font-family, monospace); font-weight: 500; overflow: hidden; text-overflow: ellipsis; }
  code { font-family: var(--md-code-font-family, monospace); font-size: 0.92em; }
  .outputs li { display: flex; justify-content: space-between; gap: 8px; flex-wrap: wrap; }
  .whole { display: block; max-width: 100%; height: auto; color: inherit; background: var(--soft); border-radius: 6px; --tint: var(--accent); }
  .scroll { overflow: auto; max-height: 24em; padding: 0 12px 10px; }
  table { border-collapse: collapse; font-size: 0.88em; width: 100%; }
  caption { text-align: start; color: var(--far); padding-bottom: 4px; }
  th, td { text-align: start; padding: 3px 12px 3px 0; border-bottom: 1px solid var(--line); font-weight: 400; vertical-align: baseline; white-space: nowrap; }
  thead th { color: var(--far); }
  th button { background: none; border: 0; padding: 2px 4px; margin-inline-start: -4px; font-weight: 600; cursor: pointer; min-height: 26px; min-width: 26px; text-align: start; }
  tr.here { background: color-mix(in srgb, var(--accent) 10%, transparent); }
  dialog { border: 1px solid var(--line); border-radius: 12px; padding: 0; background: var(--bg); color: inherit; width: min(27em, calc(100vw - 24px)); max-height: min(50em, 86dvh); margin-block-start: 7dvh; box-shadow: 0 12px 48px #0005; overflow: hidden; }
  dialog::backdrop { background: #0006; }
  :is(dialog, .sheet):focus-visible { outline: 0; }
  .sheet { display: flex; flex-direction: column; max-height: inherit; padding: 10px 14px 12px; box-sizing: border-box; overflow: auto; }
  header { display: flex; justify-content: space-between; align-items: center; }
  header h3 { margin: 0; }
  .sheet .hint { margin: 4px 0 0; font-size: 0.9em; }
  .search { margin: 2px 0 0; }
  .search input { min-height: 42px !important; font-size: 1.05em; }
  .unseen { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  .ops { overflow: auto; min-height: 0; flex: 1; }
  dialog.palette .sheet { overflow: hidden; }
  .ops h4 { position: sticky; top: 0; background: var(--bg); margin: 8px 0 0; padding: 2px 0; }
  .op { padding: 6px 9px; border-radius: 7px; cursor: pointer; min-height: 30px; }
  .op i { font-style: normal; color: var(--accent); margin-inline-start: 4px; }
  .op span { display: block; color: var(--far); font-size: 0.88em; }
  .op:hover { background: var(--soft); }
  .op[aria-selected="true"] { background: color-mix(in srgb, var(--accent) 14%, var(--bg)); }
  .row { display: flex; flex: none; flex-wrap: wrap; width: 100%; gap: 0 12px; min-height: 44px; align-items: center; border: 1px solid var(--line); border-radius: 8px; background: var(--bg); margin-top: 6px; padding: 4px 12px; cursor: pointer; }
  .row span { color: var(--far); text-align: start; font-size: 0.9em; } .row:hover { border-color: var(--accent); }
  .keys { margin: 4px 0 0; }
  .keys div { display: grid; grid-template-columns: 11em 1fr; gap: 10px; padding: 3px 0; border-bottom: 1px solid color-mix(in srgb, var(--line) 60%, transparent); }
  dd { margin: 0; }
  kbd { font: 0.85em var(--md-code-font-family, monospace); border: 1px solid var(--line); border-radius: 4px; padding: 1px 5px; background: var(--soft); white-space: nowrap; }
  @media (pointer: coarse) { .field :is(input:not([type="checkbox"]), select, textarea), th button, .op, .field.toggle { min-height: 44px; } }
  @container editor (max-width: 420px) { .keys div { grid-template-columns: 8em 1fr; } }
`;
