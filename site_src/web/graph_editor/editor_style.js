// How the editor looks around its graph: bars, panel, dialogs. Measures in em of the host's text, so that readers' font sizes count.
import { css } from "lit";

export const editorStyle = css`
  :host { font-size: 14px; font-size: max(0.7rem, 13px); line-height: 1.5; margin: 1.5em 0; --line: var(--heureum-line, #d3dade); --far: var(--md-default-fg-color--light, #545e66); --bg: var(--md-default-bg-color, #fff); --soft: var(--md-code-bg-color, #f5f7f8); --accent: var(--md-accent-fg-color, #0b5f73); --bad: light-dark(#c22f38, #ff9a9f); word-break: keep-all; overflow-wrap: anywhere; }
  .frame { border: 1px solid var(--line); border-radius: 10px; container: editor / inline-size; overflow: clip; background: var(--bg); }
  button, input, select, textarea { font: inherit; color: inherit; }
  :is(button, input, select, textarea, summary, [tabindex]):focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
  .bar { display: flex; flex-wrap: wrap; gap: 6px 12px; padding: 8px 10px; background: var(--soft); border-bottom: 1px solid var(--line); }
  .group { display: flex; gap: 4px; align-items: center; }
  .group.last { margin-inline-start: auto; }
  .tool, select.workers { min-height: 34px; min-width: 34px; border: 1px solid transparent; border-radius: 7px; background: transparent; cursor: pointer; padding: 0 6px; display: inline-flex; align-items: center; justify-content: center; gap: 6px; font-weight: 600; font-size: 0.93em; }
  .tool.worded { border-color: var(--line); background: var(--bg); padding: 0 12px 0 8px; white-space: nowrap; }
  select.workers { border-color: var(--line); background: var(--bg); font-weight: 500; }
  .tool:hover { background: color-mix(in srgb, var(--accent) 12%, transparent); }
  .tool[aria-disabled] { opacity: 0.38; cursor: default; background: none; }
  .tool.run { background: var(--accent); border-color: var(--accent); color: var(--md-accent-bg-color, #fff); }
  .tool.run:hover { filter: brightness(1.12); }
  .tool.stop { color: var(--bad); }
  .icon { flex: none; }
  .main { display: grid; grid-template-columns: minmax(0, 1fr); }
  .stage { position: relative; min-width: 0; }
  .stage .canvas { padding-bottom: 0; }
  .carried rect { fill: var(--accent); } .carried text { fill: var(--md-accent-bg-color, #fff); font-size: 13px; font-weight: 600; }
  .strip { display: flex; flex-wrap: wrap; gap: 6px; padding: 6px 10px; border-top: 1px solid var(--line); }
  .place { --tint: var(--colour, var(--far)); min-height: 30px; padding: 0 12px 0 9px; border: 1px solid var(--line); border-radius: 15px; background: var(--bg); display: inline-flex; align-items: center; gap: 7px; font-size: 0.88em; cursor: pointer; transition: transform 0.12s, background 0.12s; }
  .place i { width: 10px; height: 10px; border-radius: 3px; background: var(--tint); flex: none; }
  .place[aria-disabled] { cursor: default; }
  .place[aria-pressed="true"] { border-color: var(--tint); background: color-mix(in srgb, var(--tint) 14%, var(--bg)); font-weight: 600; }
  .strip.open .place { border: 1px dashed var(--tint); padding: 6px 14px; }
  .strip.open .place.over { background: color-mix(in srgb, var(--tint) 26%, var(--bg)); border-style: solid; transform: scale(1.06); }
  .panel { border-top: 1px solid var(--line); padding: 10px 12px 12px; font-size: 0.92em; }
  h3, h4 { margin: 0 0 6px; font-size: 1.05em; font-weight: 650; }
  h3 small { font-weight: 400; color: var(--far); font-size: 0.88em; margin-inline-start: 4px; }
  h4 { font-size: 0.9em; color: var(--far); margin-top: 12px; }
  .panel p { margin: 0 0 8px; }
  .hint, .help { color: var(--far); }
  .help { font-size: 0.86em; margin: 3px 0 0 !important; }
  .why { color: var(--bad); font-size: 0.9em; margin: 3px 0 0 !important; }
  .names { overflow-wrap: anywhere; }
  .field { display: block; margin-bottom: 9px; }
  .field > :is(label, span) { display: block; font-size: 0.9em; font-weight: 600; margin-bottom: 2px; }
  .field :is(input:not([type="checkbox"]), select, textarea) { box-sizing: border-box; width: 100%; min-height: 34px; border: 1px solid var(--line); border-radius: 7px; background: var(--bg); padding: 4px 8px; }
  .field :is(textarea, input:not([type="search"], [type="checkbox"])) { font-family: var(--md-code-font-family, monospace); font-size: 0.95em; }
  .field textarea { resize: vertical; display: block; }
  .field [aria-invalid], .field.wrong select { border-color: var(--bad); }
  .field.toggle { display: flex; align-items: center; gap: 8px; min-height: 30px; cursor: pointer; }
  .field.toggle span { margin: 0; }
  .field.toggle input { width: 20px; height: 20px; accent-color: var(--accent); margin: 0; flex: none; }
  .field.input { display: grid; grid-template-columns: 4.2em minmax(0, 1fr); align-items: center; gap: 6px; margin-bottom: 5px; }
  .field.input span { margin: 0; font-family: var(--md-code-font-family, monospace); font-weight: 500; overflow: hidden; text-overflow: ellipsis; }
  ul { margin: 0; padding: 0; list-style: none; }
  .problems li { border-inline-start: 3px solid var(--bad); background: color-mix(in srgb, var(--bad) 8%, var(--bg)); border-radius: 0 6px 6px 0; margin-bottom: 6px; padding: 5px 9px; }
  .problems button { background: none; border: 0; padding: 0; margin: 0; text-align: start; cursor: pointer; min-height: 24px; }
  .problems button:hover { text-decoration: underline; }
  .ready { color: var(--accent); font-weight: 600; }
  .ready::before { content: "✓ "; }
  code { font-family: var(--md-code-font-family, monospace); font-size: 0.92em; }
  .outputs li { display: flex; justify-content: space-between; gap: 8px; flex-wrap: wrap; }
  .whole { display: block; max-width: 100%; height: auto; color: inherit; background: var(--soft); border-radius: 6px; --tint: var(--accent); }
  .foot { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 10px; min-height: 34px; padding: 3px 12px; border-top: 1px solid var(--line); background: var(--soft); font-size: 0.9em; color: var(--far); }
  .foot.bad { color: var(--bad); background: color-mix(in srgb, var(--bad) 7%, var(--bg)); }
  .status { flex: 1 1 14em; margin: 0; }
  progress { accent-color: var(--accent); height: 5px; flex: 1 1 100%; width: 100%; }
  .bytes { font-variant-numeric: tabular-nums; }
  .output { margin: 0; padding: 8px 12px; border-top: 1px solid var(--line); font: 0.9em/1.6 var(--md-code-font-family, monospace); max-height: 12em; overflow: auto; white-space: pre-wrap; }
  .more { border-top: 1px solid var(--line); }
  summary { cursor: pointer; padding: 7px 12px; font-size: 0.9em; min-height: 24px; color: var(--far); font-weight: 600; }
  details + details { border-top: 1px solid var(--line); }
  .scroll { overflow: auto; max-height: 24em; padding: 0 12px 10px; }
  pre.code { margin: 0; font: 0.9em/1.6 var(--md-code-font-family, monospace); }
  table { border-collapse: collapse; font-size: 0.88em; width: 100%; }
  caption { text-align: start; color: var(--far); padding-bottom: 4px; }
  th, td { text-align: start; padding: 3px 12px 3px 0; border-bottom: 1px solid var(--line); font-weight: 400; vertical-align: top; white-space: nowrap; }
  thead th { color: var(--far); }
  th button { background: none; border: 0; padding: 2px 4px; margin-inline-start: -4px; font-weight: 600; cursor: pointer; min-height: 26px; min-width: 26px; text-align: start; }
  tr.here { background: color-mix(in srgb, var(--accent) 10%, transparent); }
  dialog { border: 1px solid var(--line); border-radius: 12px; padding: 0; background: var(--bg); color: inherit; width: min(27em, calc(100vw - 24px)); max-height: min(36em, calc(100dvh - 40px)); margin-block-start: max(20px, 9dvh); box-shadow: 0 12px 48px #0005; overflow: hidden; }
  dialog::backdrop { background: #0006; }
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
  .row { display: flex; width: 100%; justify-content: space-between; gap: 12px; min-height: 44px; align-items: center; border: 1px solid var(--line); border-radius: 8px; background: var(--bg); margin-top: 6px; padding: 4px 12px; cursor: pointer; }
  .row span { color: var(--far); text-align: start; flex: 1 1 60%; font-size: 0.9em; } .row b { text-align: start; } .row:hover { border-color: var(--accent); }
  .keys { margin: 4px 0 0; }
  .keys div { display: grid; grid-template-columns: 11em 1fr; gap: 10px; padding: 3px 0; border-bottom: 1px solid color-mix(in srgb, var(--line) 60%, transparent); }
  dd { margin: 0; }
  kbd { font: 0.85em var(--md-code-font-family, monospace); border: 1px solid var(--line); border-radius: 4px; padding: 1px 5px; background: var(--soft); white-space: nowrap; }
  .touch { display: none; }
  @media (pointer: coarse) { .touch { display: inline; } .tool, select.workers, .place, .field :is(input:not([type="checkbox"]), select, textarea), .problems button, summary, th button, .op { min-height: 44px; } .tool { min-width: 42px; } .field.toggle { min-height: 44px; } }
  @container editor (min-width: 600px) {
    .main { grid-template-columns: minmax(0, 1fr) 15.5em; }
    .panel { border-top: 0; border-inline-start: 1px solid var(--line); height: 0; min-height: calc(100% - 22px); overflow: auto; }
  }
  @container editor (max-width: 420px) { .bar { gap: 2px; padding: 6px; } .group { display: contents; } .tool:not(.worded) { min-width: 37px; padding: 0; } .keys div { grid-template-columns: 8em 1fr; } }
  @media print { .bar, .panel, .foot, .strip { display: none; } .main { grid-template-columns: 1fr; } }
`;
