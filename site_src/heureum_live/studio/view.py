"""What is drawn and read aloud of a document, as STUDIO has it: layout, ports, types on edges, problems, a table, forms.

Takes a document and a language; gives plain JSON. Law: all that a picture says is in the table too.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from heureum_live.layout import Layout, PlacedNode, lay_out
from heureum_live.studio.document import Document, Node, node_of
from heureum_live.studio.editing_runs import device_of, worker_of
from heureum_live.studio.forms import forms_of
from heureum_live.studio.inferring import inferred
from heureum_live.studio.ports import InputPort, OutputPort, input_ports, output_ports, seats
from heureum_live.studio.problems import problems_of, told
from heureum_live.studio.speaking import spoken_input, spoken_node, spoken_output, summary, table
from heureum_live.studio.words import say

__all__ = ["layout_of", "view_of"]


def view_of(document: Document, language: str, *, selected: Collection[str] = (), with_forms: bool = True) -> dict[str, Any]:
    known = inferred(document)
    ports = {node.name: (input_ports(node), output_ports(document, node, known)) for node in document.nodes}
    layout = _laid_out(document, ports)
    problems = [told(document, each, language) for each in problems_of(document)]
    at_node: dict[str, list[dict[str, Any]]] = {}
    for each in problems:
        at_node.setdefault(each["node"], []).append(each)
    nodes = [
        _node(document, placed, *ports[placed.name], at_node.get(placed.name, []), language) for placed in layout.nodes
    ]  # fmt: skip
    return {
        "width": layout.width,
        "height": layout.height,
        "nodes": nodes,
        "edges": _edges(document, layout, nodes, at_node),
        "problems": problems,
        "is_ready": bool(document.nodes) and not problems,
        "summary": summary(document, len(problems), language),
        "table": table(document, nodes, language),
        "fetches": [{"tensor": each, "label": _label(document, each)} for each in document.fetches],
        "workers": document.workers,
        "placement": document.placement,
        "places": places(document, language),
        "forms": {name: forms_of(document, name, language) for name in selected if name in document.by_name}
        if with_forms
        else {},
    }


# Room for `float32[784,10]` on an edge. The same for every graph: an edit that names a longer type moves nothing.
GAP_PX = 104.0
Ports = Mapping[str, tuple[list[InputPort], list[OutputPort]]]


def layout_of(document: Document) -> Layout:
    """Where everything stands, as in the view."""
    known = inferred(document)
    return _laid_out(document, {node.name: (input_ports(node), output_ports(document, node, known)) for node in document.nodes})


def _laid_out(document: Document, ports: Ports) -> Layout:
    """Worked out once for a document, which never changes."""
    found: Layout | None = document.__dict__.get("_layout")
    if found is None:
        found = document.__dict__["_layout"] = _lay_out(document, ports)
    return found


def _lay_out(document: Document, ports: Ports) -> Layout:
    return lay_out(_drawn(document), ports={name: seats(*both) for name, both in ports.items()}, gap_px=GAP_PX)


def _drawn(document: Document) -> dict[str, Any]:
    """What the layout looks at; values are encoded only as far as a label shows them."""
    return {"nodes": [_record(node) for node in document.nodes]}


def _record(node: Node) -> dict[str, Any]:
    record: dict[str, Any] = {
        "name": node.name,
        "op": node.op,
        "inputs": [*node.inputs, *(f"^{each}" for each in node.controls)],
        "device": node.device,
        "attrs": {},
    }
    value = node.attrs.get("value")
    if node.op == "Const" and value is not None:
        shown = [each.decode(errors="replace") if isinstance(each, bytes) else each for each in value.ravel()[:8].tolist()]
        tensor = {"dtype": str(node.attrs.get("dtype") and node.attrs["dtype"].name), "shape": list(value.shape)}
        record["attrs"]["value"] = {"tensor": {**tensor, "values": shown} if value.size <= len(shown) else tensor}
    return record


def _node(
    document: Document,
    placed: PlacedNode,
    inputs: list[InputPort],
    outputs: list[OutputPort],
    problems: list[dict[str, Any]],
    language: str,
) -> dict[str, Any]:
    node = document.by_name[placed.name]
    said = _said(document, node, inputs, outputs, problems, language)
    middle = placed.y + placed.height / 2
    where = seats(inputs, outputs)
    right = round(placed.x + placed.width, 1)
    return {
        "name": placed.name,
        "op": placed.op,
        "label": placed.label,
        "detail": placed.detail,
        "kind": placed.kind,
        "x": placed.x,
        "y": placed.y,
        "width": placed.width,
        "height": placed.height,
        "device": placed.device,
        "worker": worker_of(placed.device),
        "spoken": said["spoken"],
        "fetched": said["fetched"],
        "inputs": [
            {**port, "x": placed.x, "y": round(middle + height, 1)}
            for port, height in zip(said["inputs"], (where.inputs[port.input] for port in inputs), strict=True)
        ],
        "outputs": [
            {**port, "x": right, "y": round(middle + height, 1)}
            for port, height in zip(said["outputs"], where.outputs, strict=True)
        ],
        "problems": problems,
    }


def _said(
    document: Document,
    node: Node,
    inputs: list[InputPort],
    outputs: list[OutputPort],
    problems: list[dict[str, Any]],
    language: str,
) -> dict[str, Any]:
    """All of a node but where it stands. Kept with the node for as long as the same flows into it."""
    fetched = any(each.partition(":")[0] == node.name for each in document.fetches)
    flow = node.__dict__.get("_known")
    kept = node.__dict__.get("_said")
    if kept is not None and not problems and flow is not None and kept[0] is flow and kept[1:3] == (language, fetched):
        return dict(kept[3])
    known = inferred(document)
    bad = {each["input"] for each in problems}
    said = {
        "spoken": spoken_node(document, node, inputs, outputs, problems, language),
        "fetched": fetched,
        "inputs": [
            {
                "input": port.input,
                "name": port.name,
                "source": port.source,
                "type": str(known.spec(port.source) or ""),
                "optional": port.appends,
                "spoken": spoken_input(node, port, language),
                "problem": port.input in bad,
            }
            for port in inputs
        ],
        "outputs": [
            {
                "output": port.output,
                "tensor": f"{node.name}:{port.output}",
                "name": port.name,
                "type": str(port.spec or ""),
                "reference": port.is_reference,
                "spoken": spoken_output(node, port, language),
            }
            for port in outputs
        ],
    }
    if not problems and known.specs.get(node.name) is not None:
        node.__dict__["_said"] = (flow, language, fetched, said)
    return said


def _edges(document: Document, layout: Layout, nodes: list[dict[str, Any]], at_node: dict[str, Any]) -> list[dict[str, Any]]:
    known = inferred(document)
    device = {node["name"]: node["device"] for node in nodes}
    bad = {(name, each["input"]) for name, problems in at_node.items() for each in problems}
    found = []
    for edge in layout.edges:
        is_control = edge.source.startswith("^")
        tail = edge.source[1:] if is_control else node_of(edge.source)
        found.append(
            {
                "from": edge.source,
                "to": edge.target,
                "input": edge.input,
                "points": [list(point) for point in edge.points],
                "type": "" if is_control else str(known.spec(edge.source) or ""),
                "is_control": is_control,
                "is_back": edge.points[-1][0] <= edge.points[0][0],
                "is_crossing": bool(device[tail] and device[edge.target] and device[tail] != device[edge.target]),
                "problem": (edge.target, edge.input) in bad,
                "label": _middle(edge.points),
            }
        )
    return found


def _middle(points: tuple[tuple[float, float], ...]) -> list[float]:
    """Half way along the curve that is in the middle."""
    at = (len(points) - 1) // 3 // 2 * 3
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = points[at : at + 4]
    return [round((x0 + 3 * x1 + 3 * x2 + x3) / 8, 1), round((y0 + 3 * y1 + 3 * y2 + y3) / 8, 1)]


def _label(document: Document, tensor: str) -> str:
    """The reader's own name for a tensor, or the node's."""
    return document.variables.get(tensor, tensor.removesuffix(":0"))


def places(document: Document, language: str) -> list[dict[str, Any]]:
    """Where a node can go."""
    workers = [
        {"worker": each, "device": device_of(each), "label": say(language, "worker", number=each)}
        for each in range(document.workers)
    ]
    return [{"worker": None, "device": "", "label": say(language, "engine")}, *workers]
