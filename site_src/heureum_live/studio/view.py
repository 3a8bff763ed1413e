"""What is drawn and read aloud of a document, as STUDIO has it: layout, ports, types on edges, problems, a table, forms.

Takes a document and a language; gives plain JSON. Law: all that a picture says is in the table too.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial
from typing import Any

from heureum_live.layout import Layout, PlacedEdge, PlacedNode, lay_out
from heureum_live.stood import Stood
from heureum_live.studio.document import Document, Node, node_of
from heureum_live.studio.editing_runs import device_of, worker_of
from heureum_live.studio.forms import forms_of, settings_of
from heureum_live.studio.inferring import inferred
from heureum_live.studio.labelling import Labels
from heureum_live.studio.ports import InputPort, OutputPort, input_ports, output_ports, seats
from heureum_live.studio.problems import problems_of, told
from heureum_live.studio.seeing import Seen
from heureum_live.studio.speaking import row, spoken_input, spoken_node, spoken_output, summary, table
from heureum_live.studio.words import say

__all__ = ["layout_of", "seen_of", "view_of"]


def view_of(document: Document, language: str, *, selected: Collection[str] = (), with_forms: bool = True) -> dict[str, Any]:
    return seen_of(document, language, selected=selected, with_forms=with_forms).view


def seen_of(
    document: Document,
    language: str,
    *,
    selected: Collection[str] = (),
    with_forms: bool = True,
    earlier: Seen | None = None,
    stood: Stood | None = None,
) -> Seen:
    """The view, and what the next one can be made of. With `stood`, what an edit left alone stays where it is."""
    known = inferred(document)
    ports = {node.name: (input_ports(node), output_ports(document, node, known)) for node in document.nodes}
    seen = Seen(document, language, _laid_out(document, ports, earlier, stood))
    problems = [told(document, each, language) for each in problems_of(document)]
    at_node: dict[str, list[dict[str, Any]]] = {}
    for each in problems:
        at_node.setdefault(each["node"], []).append(each)
    nodes = []
    rows = []
    for placed in seen.layout.nodes:
        its = at_node.get(placed.name, [])
        said = _said(document, document.by_name[placed.name], *ports[placed.name], its, language)
        make = partial(_drawn_node, document, placed, ports[placed.name], said, its, language)
        drawn, its_row = seen.part(earlier, placed.name, (placed, said, its), make)
        nodes.append(drawn)
        rows.append(its_row)
    seen.view.update(
        {
            "width": seen.layout.width,
            "height": seen.layout.height,
            "nodes": nodes,
            "edges": _edges(document, seen, earlier, at_node),
            "problems": problems,
            "is_ready": bool(document.nodes) and not problems,
            "summary": summary(document, len(problems), language),
            "table": table(rows, language),
            "fetches": [{"tensor": each, "label": _label(document, each)} for each in document.fetches],
            "workers": document.workers,
            "placement": document.placement,
            "settings": settings_of(document, language) if with_forms else [],
            "places": places(document, language),
            "forms": {name: forms_of(document, name, language) for name in selected if name in document.by_name}
            if with_forms
            else {},
        }
    )
    return seen


# Room for `float32[784,10]` on an edge. The same for every graph: an edit that names a longer type moves nothing.
GAP_PX = 104.0
# Room for a value of one line that hangs below its node, clear of the next one's outline.
ROW_GAP_PX = 30.0
Ports = Mapping[str, tuple[list[InputPort], list[OutputPort]]]


def layout_of(document: Document) -> Layout:
    """Where everything stands in a view of its own."""
    known = inferred(document)
    return _laid_out(document, {node.name: (input_ports(node), output_ports(document, node, known)) for node in document.nodes})


def _laid_out(document: Document, ports: Ports, earlier: Seen | None = None, stood: Stood | None = None) -> Layout:
    if earlier is not None and earlier.document is document:
        return earlier.layout
    return lay_out(
        _drawn(document),
        ports={name: seats(*both) for name, both in ports.items()},
        gap_px=GAP_PX,
        row_gap_px=ROW_GAP_PX,
        stood=stood,
    )


def _drawn(document: Document) -> dict[str, Any]:
    """What the layout looks at; values are encoded only as far as a label shows them."""
    return {"nodes": [_record(node) for node in document.nodes]}


def _record(node: Node) -> dict[str, Any]:
    """Written once for a node, which never changes."""
    found: dict[str, Any] | None = node.__dict__.get("_record")
    if found is None:
        found = node.__dict__["_record"] = _written(node)
    return found


def _written(node: Node) -> dict[str, Any]:
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


def _drawn_node(
    document: Document,
    placed: PlacedNode,
    ports: tuple[list[InputPort], list[OutputPort]],
    said: dict[str, Any],
    problems: list[dict[str, Any]],
    language: str,
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The node, and its row of the table."""
    inputs, outputs = ports
    middle = placed.y + placed.height / 2
    where = seats(inputs, outputs)
    right = round(placed.x + placed.width, 1)
    node = {
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
    return node, row(document, node, language)


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
        said: dict[str, Any] = kept[3]
        return said
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


def _edges(document: Document, seen: Seen, earlier: Seen | None, at_node: dict[str, Any]) -> list[dict[str, Any]]:
    known = inferred(document)
    device = {node.name: node.device for node in document.nodes}
    bad = {(name, each["input"]) for name, problems in at_node.items() for each in problems}
    found = []
    labels = Labels(len(seen.layout.edges))
    for edge in seen.layout.edges:
        is_control = edge.source.startswith("^")
        ends = (device[edge.source[1:] if is_control else node_of(edge.source)], device[edge.target])
        text = "" if is_control else str(known.spec(edge.source) or "")
        own = {
            "type": text,
            "label": labels.place(edge, text),
            "is_control": is_control,
            "is_crossing": bool(all(ends) and ends[0] != ends[1]),
            "problem": (edge.target, edge.input) in bad,
        }
        name = (edge.source, edge.target, edge.input)
        found.append(seen.part(earlier, name, (edge, own), partial(_drawn_edge, edge, own)))
    return found


def _drawn_edge(edge: PlacedEdge, own: dict[str, Any]) -> dict[str, Any]:
    return {
        "from": edge.source,
        "to": edge.target,
        "input": edge.input,
        "points": [list(point) for point in edge.points],
        "is_back": edge.points[-1][0] <= edge.points[0][0],
        **own,
    }


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
