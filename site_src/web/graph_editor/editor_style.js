// How the editor looks around its graph: bars, overview, status. Measures in em of the host's text, so that readers' font sizes count.
import { css } from "lit";

export const editorStyle = css`
  :host { font-size: 14px; font-size: max(0.7rem, 13px); line-height: 1.5; margin: 1.5em 0; --line: var(--heureum-line); --soft: var(--md-code-bg-color); word-break: keep-all; overflow-wrap: anywhere; }
  .frame { border: 1px solid var(--line); border-radius: 10px; container: editor / inline-size; overflow: clip; background: var(--bg); }
  button, input, select, textarea { font: inherit; color: inherit; }
  :is(button, input, select, textarea, summary, [tabindex]):focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
  .bar { display: flex; flex-wrap: wrap; gap: 6px 12px; padding: 8px 10px; min-height: var(--heureum-bar-height, 0); align-content: flex-start; background: var(--soft); border-bottom: 1px solid var(--line); }
  .group { display: flex; gap: 4px; align-items: center; }
  .group.last { margin-inline-start: auto; }
  .tool, select.workers { min-height: 34px; min-width: 34px; border: 1px solid transparent; border-radius: 7px; background: transparent; cursor: pointer; padding: 0 6px; display: inline-flex; align-items: center; justify-content: center; gap: 6px; font-weight: 600; font-size: 0.93em; }
  .tool.worded { border-color: var(--line); background: var(--bg); padding: 0 12px 0 8px; white-space: nowrap; }
  select.workers { border-color: var(--line); background: var(--bg); font-weight: 500; }
  .tool:hover { background: color-mix(in srgb, var(--accent) 12%, transparent); }
  .tool[aria-disabled] { opacity: 0.38; cursor: default; background: none; }
  .tool.run { background: var(--accent); border-color: var(--accent); color: var(--md-accent-bg-color); }
  .tool.run:hover { filter: brightness(1.12); }
  .others { display: none; }
  .tool.stop { color: var(--bad); }
  .icon { flex: none; }
  .main { display: grid; grid-template-columns: minmax(0, 1fr); }
  .stage { position: relative; min-width: 0; }
  .stage .canvas { padding-bottom: 0; }
  .strip { display: flex; flex-wrap: wrap; gap: 6px; padding: 6px 10px; border-top: 1px solid var(--line); }
  .place { --tint: var(--colour, var(--far)); min-height: 30px; padding: 0 12px 0 9px; border: 1px solid var(--line); border-radius: 15px; background: var(--bg); display: inline-flex; align-items: center; gap: 7px; font-size: 0.88em; cursor: pointer; transition: transform 0.12s, background 0.12s; }
  .place i { width: 10px; height: 10px; border-radius: 3px; background: var(--tint); flex: none; }
  .place[aria-disabled] { cursor: default; }
  .place[aria-pressed="true"] { border-color: var(--tint); background: color-mix(in srgb, var(--tint) 14%, var(--bg)); font-weight: 600; }
  .panel { border-top: 1px solid var(--line); padding: 10px 12px 12px; font-size: 0.92em; }
  h3, h4 { margin: 0 0 6px; font-size: 1.05em; font-weight: 650; }
  h4 { font-size: 0.9em; color: var(--far); margin-top: 12px; }
  .panel p { margin: 0 0 8px; }
  .hint { color: var(--far); }
  ul { margin: 0; padding: 0; list-style: none; }
  .problems li { border-inline-start: 3px solid var(--bad); background: color-mix(in srgb, var(--bad) 8%, var(--bg)); border-radius: 0 6px 6px 0; margin-bottom: 6px; padding: 5px 9px; }
  .problems button { background: none; border: 0; padding: 0; margin: 0; text-align: start; cursor: pointer; min-height: 24px; }
  .problems button:hover { text-decoration: underline; }
  .ready { color: var(--accent); font-weight: 600; }
  .ready::before { content: "✓ "; }
  .foot { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 10px; min-height: 34px; padding: 3px 12px; border-top: 1px solid var(--line); background: var(--soft); font-size: 0.9em; color: var(--far); }
  .foot.said { position: sticky; bottom: 0; z-index: 2; }
  .foot.bad { color: var(--bad); background: color-mix(in srgb, var(--bad) 7%, var(--bg)); }
  .status { flex: 1 1 14em; margin: 0; }
  progress { accent-color: var(--accent); height: 5px; flex: 1 1 100%; width: 100%; }
  .bytes { font-variant-numeric: tabular-nums; }
  .output { margin: 0; padding: 8px 12px; border-top: 1px solid var(--line); font: 0.9em/1.6 var(--md-code-font-family, monospace); max-height: 12em; overflow: auto; white-space: pre-wrap; }
  .output.code { border: 0; max-height: 24em; }
  .more { border-top: 1px solid var(--line); }
  summary { cursor: pointer; padding: 7px 12px; font-size: 0.9em; min-height: 24px; color: var(--far); font-weight: 600; }
  details + details { border-top: 1px solid var(--line); }
  .touch { display: none; }
  @media (pointer: coarse) { .touch { display: inline; } .tool, select.workers, .place, .problems button { min-height: 44px; } summary { padding-block: 13px; } .tool { min-width: 42px; } }
  @container editor (min-width: 600px) {
    .main { grid-template-columns: minmax(0, 1fr) 15.5em; }
    .panel { border-top: 0; border-inline-start: 1px solid var(--line); height: 0; min-height: calc(100% - 22px); overflow: auto; }
  }
  @container editor (max-width: 720px) { .tool:is(.arrange, .reset, .connect, .duplicate, .help), .add span { display: none; } .tool.others { display: inline-flex; } .tool.add { padding: 0 6px; } }
  @container editor (max-width: 540px) { .tool:is(.smaller, .larger), slot[name="tools"] { display: none; } }
  @container editor (max-width: 420px) { .bar { gap: 2px; padding: 6px; } .group { display: contents; } .tool:is(.remove, .fit) { display: none; } .bar .tool:not(.run, .stop) { min-width: 34px; padding: 0; } select.workers { padding: 0 2px; } .others { margin-inline-start: auto; } }
  @media print { .bar, .panel, .foot, .strip { display: none; } .main { grid-template-columns: 1fr; } }
`;
