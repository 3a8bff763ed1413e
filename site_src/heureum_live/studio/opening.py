"""From a file's text to a document, and from a document to a file.

Takes text or parsed JSON that anybody may have written: a GraphDef or a document. Law: what is damaged, too large or of a later
version is refused with the reason, and nothing of it is executed; `export` gives what `open` would read as the same graph.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from heureum.graph import GraphDef
from heureum.graph.device import DeviceSpec
from heureum.graph.graph_def import GRAPH_DEF_VERSION
from heureum_live.studio.document import Document, Node
from heureum_live.studio.inferring import cycles, inferred
from heureum_live.studio.naming import variable_names
from heureum_live.studio.refusal import Refused

__all__ = [
    "LARGEST_FILE",
    "canonical",
    "document_of",
    "exported",
    "graph_def_json",
    "in_building_order",
    "is_default",
    "read_text",
]

LARGEST_FILE = 16 * 1024 * 1024


def read_text(text: Any) -> Any:
    """The JSON of a file. Raises Refused that says where it is damaged."""
    if not isinstance(text, str):
        raise Refused("document", "no document")
    if len(text) > LARGEST_FILE:
        raise Refused("document", "too large", found=f"{len(text) / 1e6:.1f} MB", most=f"{LARGEST_FILE / 1e6:.0f} MB")
    try:
        return json.loads(text)
    except RecursionError:
        raise Refused("document", "too deep") from None
    except ValueError as reason:
        line = getattr(reason, "lineno", 1)
        raise Refused("document", "no JSON", line=line, reason=getattr(reason, "msg", str(reason))) from None


def document_of(record: Any) -> Document:
    """A document, of a document's or a GraphDef's JSON."""
    if isinstance(record, dict) and "studio" in record:
        return canonical(Document.from_json(record))
    if not isinstance(record, dict) or not isinstance(record.get("nodes"), list):
        raise Refused("document", "no graph")
    if record.get("version") != GRAPH_DEF_VERSION:
        raise Refused("document", "other version", found=str(record.get("version"))[:40], needed=GRAPH_DEF_VERSION)
    opened = canonical(Document.from_json({"studio": 1, "nodes": record["nodes"]}))
    return replace(opened, fetches=_ends(opened.nodes), variables=variable_names(opened))


def _ends(nodes: Iterable[Node]) -> tuple[str, ...]:
    """A GraphDef doesn't say what is asked of it: what nobody takes is what it was made for, if that is one thing."""
    nodes = tuple(nodes)
    taken = {source for node in nodes for source in node.sources}
    ends = [node for node in nodes if node.name not in taken and len(node.op_def.outputs) == 1 and node.op != "Const"]
    return (f"{ends[-1].name}:0",) if ends and not ends[-1].op_def.outputs[0].is_list else ()


def canonical(document: Document) -> Document:
    """With devices as the engine writes them, without defaults that are spelled out or waits that an input implies."""
    nodes = tuple(_canonical(node) for node in document.nodes)
    is_so_already = all(a is b for a, b in zip(nodes, document.nodes, strict=True))
    return document if is_so_already else replace(document, nodes=nodes)


def _canonical(node: Node) -> Node:
    if not (node.attrs or node.controls or node.device):
        return node
    defaults = node.op_def.attrs
    attrs = {name: value for name, value in node.attrs.items() if not is_default(value, defaults[name])}
    taken = {each.rpartition(":")[0] for each in node.inputs if each is not None}
    controls = tuple(each for each in dict.fromkeys(node.controls) if each not in taken)
    device = str(DeviceSpec.from_string(node.device)) if node.device else ""
    if controls == node.controls and device == node.device and len(attrs) == len(node.attrs):
        return node
    return replace(node, attrs=attrs, controls=controls, device=device)


def is_default(value: Any, default: Any) -> bool:
    if value is default:
        return True
    if isinstance(default, (list, tuple)) and isinstance(value, (list, tuple)):
        return list(value) == list(default) and [*map(type, value)] == [*map(type, default)]
    return type(value) is type(default) and isinstance(value, (bool, int, float, str)) and value == default


def in_building_order(document: Document) -> list[Node]:
    """Source order, where it can be built in that; else each node as soon after its place as its inputs allow."""
    placed: set[str] = set()
    waiting = {node.name: {each for each in node.sources if each in document.by_name} for node in document.nodes}
    if all(_takes(placed, node) for node in document.nodes):
        return list(document.nodes)
    ordered: list[Node] = []
    left = list(document.nodes)
    done: set[str] = set()
    while left:
        later = []
        for node in left:
            if waiting[node.name] <= done:
                ordered.append(node)
                done.add(node.name)
            else:
                later.append(node)
        if len(later) == len(left):  # a cycle: they come as they stand
            return ordered + later
        left = later
    return ordered


def _takes(placed: set[str], node: Node) -> bool:
    has_all = all(each in placed for each in node.sources)
    placed.add(node.name)
    return has_all


def graph_def_json(document: Document) -> dict[str, Any]:
    """The GraphDef of a finished document. Raises Refused that names the first node that is not."""
    for problem in inferred(document).problems:
        if problem.kind in ("missing input", "cycle"):
            raise Refused("unready", "unfinished", node=problem.node, op=document.by_name[problem.node].op)
    assert not cycles(document)
    return {"version": GRAPH_DEF_VERSION, "nodes": [node.to_json() for node in in_building_order(canonical(document))]}


def exported(document: Document) -> str:
    """The file that holds the graph."""
    record = graph_def_json(document)
    GraphDef.from_json(record)  # what we write can be read
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"
