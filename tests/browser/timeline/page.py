"""A page with nothing but the timeline's elements, bundled as the site bundles them, and runs with exact times."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from heureum.execution import Span
from heureum.graph import GraphDef, NodeDef
from heureum.trace import RunRecord
from heureum.value_summary import summarize

WEB = Path(__file__).parents[3] / "site_src" / "web"
ONE, TWO = "/job:worker/task:0", "/job:worker/task:1"

# As in site_src/web/build.mjs; the theme's variables are those of Material's two palettes.
BUNDLE = """
import {{ build }} from "esbuild";
const options = {{ bundle: true, format: "esm", splitting: true, target: "es2022", absWorkingDir: {web} }};
await build({{ ...options, entryPoints: {entries}, outdir: {folder}, ...{more} }});
"""
HTML = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><title>timeline</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>
html {{ font-size: 125%; }}
body {{
  background: var(--md-default-bg-color); color: var(--md-default-fg-color); margin: 16px;
  --md-text-font-family: sans-serif; --md-accent-fg-color: #526cfe;
}}
[data-md-color-scheme="default"] {{
  --md-default-fg-color: rgba(0, 0, 0, 0.87); --md-default-fg-color--light: rgba(0, 0, 0, 0.66);
  --md-default-fg-color--lighter: rgba(0, 0, 0, 0.32);
  --md-default-bg-color: #fff; --heureum-line: #d3dade; --heureum-worker-0: #0a62a8; --heureum-worker-1: #b04a00;
}}
[data-md-color-scheme="slate"] {{
  color-scheme: dark;
  --md-default-fg-color: rgba(226, 228, 233, 0.87); --md-default-fg-color--light: rgba(226, 228, 233, 0.66);
  --md-default-fg-color--lighter: rgba(226, 228, 233, 0.32);
  --md-default-bg-color: #1e2129; --heureum-line: #39424a; --heureum-worker-0: #5fb4ee; --heureum-worker-1: #f0a04b;
}}
</style></head>
<body data-md-color-scheme="{scheme}"><main><h1>timeline</h1><div id="place"></div></main>
<script type="module">
{imports}
window.runs = {runs};
window.ready = true;
</script></body></html>
"""


def bundle(entries: list[str], folder: Path, **more: Any) -> None:
    """Bundle modules of site_src/web into a folder, with more of esbuild's options."""
    paths = json.dumps([str(WEB / entry) for entry in entries])
    script = BUNDLE.format(entries=paths, folder=json.dumps(str(folder)), web=json.dumps(str(WEB)), more=json.dumps(more))
    command = ["node", "--input-type=module", "--eval", script]
    subprocess.run(command, cwd=WEB, check=True, capture_output=True)


def by_hand(slow: float = 1.0) -> RunRecord:
    """c on one worker, d on the other, e on the first again, which waits for d. Milliseconds: c 0-2, d 3-7, e 8-9."""
    nodes = (
        NodeDef("a", "Const", (), ONE, {"value": 3.0}),
        NodeDef("c", "Neg", ("a:0",), ONE),
        NodeDef("d", "Square", ("c:0",), TWO),
        NodeDef("e", "Mul", ("c:0", "d:0"), ONE),
    )
    milli = slow * 1e-3
    spans = [
        Span(ONE, "c", "Neg", "compute", 0, 2 * milli, 4),
        Span(ONE, "c:0", "_Send", "send", 2 * milli, 2.2 * milli, 4, TWO, "float32", ()),
        Span(TWO, "c:0", "_Recv", "recv", 2 * milli, 3 * milli, 4, ONE, "float32", ()),
        Span(TWO, "d", "Square", "compute", 3 * milli, 7 * milli, 4),
        Span(TWO, "d:0", "_Send", "send", 7 * milli, 7.2 * milli, 4, ONE, "float32", ()),
        Span(ONE, "d:0", "_Recv", "recv", 7 * milli, 8 * milli, 4, TWO, "float32", ()),
        Span(ONE, "e", "Mul", "compute", 8 * milli, 9 * milli, 4),
    ]
    placement = {node.name: node.device for node in nodes}
    values = {f"{name}:0": summarize(value) for name, value in {"c": -3.0, "d": 9.0, "e": -27.0}.items()}
    begun = {ONE: 0.0, TWO: 0.0}
    return RunRecord.of([ONE, TWO], 0, 9 * milli, placement, GraphDef(nodes), spans, begun_s=begun, values=values)


def many(count: int = 10_000) -> RunRecord:
    """So many nodes, in turns on two workers, each of a microsecond."""
    nodes = tuple(NodeDef(f"n{i}", "Neg", (f"n{i - 2}:0",) if i > 1 else (), (ONE, TWO)[i % 2]) for i in range(count))
    spans = [
        Span(node.device, node.name, "Neg", "compute", i // 2 * 1.5e-6, i // 2 * 1.5e-6 + 1e-6, 4) for i, node in enumerate(nodes)
    ]
    placement = {node.name: node.device for node in nodes}
    return RunRecord.of([ONE, TWO], 0, count * 0.75e-6, placement, GraphDef(nodes), spans, begun_s={ONE: 0.0, TWO: 0.0})
