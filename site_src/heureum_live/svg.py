"""A layout as a still picture. Takes a `Layout` and its words, gives one SVG element as text, safe to place in HTML.

Its law: classes only, no colours, so that the theme decides (light, dark, print); every text is escaped; it can be
read aloud.

Classes, the same that the page's own drawing uses:
  heureum-graph-drawing                the svg element
  heureum-edge                         a path (curve and arrow head), stroke only
    heureum-edge-control                 it orders, carries nothing
    heureum-edge-back                    it closes a cycle
    heureum-edge-crossing                its ends stand on different devices: a Send/Recv pair carries it
  heureum-node                         a group: rect (rounded by CSS or its rx) and one or two lines of text
    heureum-node-constant, -placeholder, -setting, -operation
    heureum-worker-N                     N = the device's task number modulo 8; absent while unplaced
  heureum-node-name, heureum-node-detail   the lines of text
  heureum-edge-type                    what flows along an edge, on the edge's own line, which it hides as far as it is wide
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from heureum_live.layout import Layout, PlacedEdge, PlacedNode

__all__ = ["describe", "draw", "worker_class"]

ARROW_PX = 6.0
WORKER_COLOURS = 8

SIZE_TEXT = {
    "ko": "노드 {nodes}개, 간선 {edges}개의 그래프입니다.",
    "en": "A graph of {nodes} nodes and {edges} edges.",
}
LONGEST_DESCRIPTION = 40


def draw(layout: Layout, *, title: str, description: str, key: str = "", edges: Iterable[Mapping[str, Any]] = ()) -> str:
    """`key` tells two equal pictures on one page apart; their ids must differ. `edges` of a view say their types, and where."""
    digest = hashlib.sha256(f"{key}\0{title}\0{description}\0{layout}".encode()).hexdigest()[:10]
    title_id, description_id = f"heureum-title-{digest}", f"heureum-desc-{digest}"
    device = {node.name: node.device for node in layout.nodes}
    size = f'width="{layout.width:g}" height="{layout.height:g}" viewBox="0 0 {layout.width:g} {layout.height:g}"'
    return "".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" class="heureum-graph-drawing" {size}',
            f' role="img" aria-labelledby="{title_id} {description_id}">',
            f'<title id="{title_id}">{_text(title)}</title><desc id="{description_id}">{_text(description)}</desc>',
            "<g>",
            *(_edge(edge, device) for edge in layout.edges),
            "</g><g>",
            *(_type(edge) for edge in edges if edge["type"] and edge["label"]),
            *(_node(node) for node in layout.nodes),
            "</g></svg>",
        ]
    )


def describe(layout: Layout, language: str) -> str:
    """What the picture shows, in words, for those who do not see it. Large graphs give their size alone."""
    parts = [SIZE_TEXT[language].format(nodes=len(layout.nodes), edges=len(layout.edges))]
    if len(layout.nodes) <= LONGEST_DESCRIPTION:
        inputs: dict[str, list[str]] = {}
        for edge in layout.edges:
            inputs.setdefault(edge.target, []).append(_tail(edge))
        parts += [f"{node} ← {', '.join(tails)}." for node, tails in inputs.items()]
        placed: dict[str, list[str]] = {}
        for node in layout.nodes:
            if node.device:
                placed.setdefault(node.device, []).append(node.name)
        parts += [f"{name}: {', '.join(placed[name])}." for name in sorted(placed)]
    return " ".join(parts)


def worker_class(device: str) -> str:
    """`/job:worker/task:1` gives `heureum-worker-1`; anything that names no task gives nothing."""
    task = device.rpartition("/task:")[2].partition("/")[0] if "/task:" in device else ""
    return f"heureum-worker-{int(task) % WORKER_COLOURS}" if task.isascii() and task.isdigit() else ""


def _edge(edge: PlacedEdge, device: dict[str, str]) -> str:
    classes = ["heureum-edge"]
    if edge.source.startswith("^"):
        classes.append("heureum-edge-control")
    if edge.points[-1][0] <= edge.points[0][0]:
        classes.append("heureum-edge-back")
    if device[_tail(edge)] and device[edge.target] and device[_tail(edge)] != device[edge.target]:
        classes.append("heureum-edge-crossing")
    (x, y), *curves = edge.points
    steps = [f"M{x:g} {y:g}"]
    for at in range(0, len(curves), 3):
        steps.append("C" + " ".join(f"{x:g} {y:g}" for x, y in curves[at : at + 3]))
    x, y = edge.points[-1]
    steps.append(f"M{x - ARROW_PX:g} {y - ARROW_PX / 1.5:g}L{x:g} {y:g}L{x - ARROW_PX:g} {y + ARROW_PX / 1.5:g}")
    return f'<path class="{" ".join(classes)}" fill="none" d="{"".join(steps)}"/>'


def _type(edge: Mapping[str, Any]) -> str:
    x, y = edge["label"]
    return f'<text class="heureum-edge-type" x="{x:g}" y="{y + 3.5:g}" text-anchor="middle">{_text(edge["type"])}</text>'


def _node(node: PlacedNode) -> str:
    classes = f"heureum-node heureum-node-{node.kind} {worker_class(node.device)}".rstrip()
    middle = node.x + node.width / 2
    radius = 12 if node.kind == "operation" else node.height / 2
    hover = f"{node.name}: {node.op}" + (f" · {node.device}" if node.device else "")
    baseline = node.y + node.height / 2
    lines = [("heureum-node-name", node.label, baseline - 2 if node.detail else baseline + 5)]
    if node.detail:
        lines.append(("heureum-node-detail", node.detail, baseline + 14))
    return "".join(
        [
            f'<g class="{classes}"><title>{_text(hover)}</title>',
            f'<rect x="{node.x:g}" y="{node.y:g}" width="{node.width:g}" height="{node.height:g}" rx="{radius:g}"/>',
            *(
                f'<text class="{kind}" x="{middle:g}" y="{y:g}" text-anchor="middle">{_text(text)}</text>'
                for kind, text, y in lines
            ),
            "</g>",
        ]
    )


def _tail(edge: PlacedEdge) -> str:
    return edge.source.removeprefix("^").partition(":")[0]


def _text(text: str) -> str:
    """Escaped, and without the control characters that XML cannot hold at all."""
    return escape("".join(character if character.isprintable() else " " for character in text))
