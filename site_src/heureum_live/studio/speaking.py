"""A graph in words: for each node, port and problem what a screen reader says, and the table that equals the picture."""

from __future__ import annotations

from typing import Any

from heureum_live.studio.document import Document, Node
from heureum_live.studio.editing_runs import device_of, worker_of
from heureum_live.studio.inferring import inferred
from heureum_live.studio.ports import InputPort, OutputPort
from heureum_live.studio.values import array_text
from heureum_live.studio.words import say

__all__ = ["place_text", "row", "spoken_input", "spoken_node", "spoken_output", "summary", "table"]

LONGEST_VALUE = 16


def place_text(device: str, language: str) -> str:
    worker = worker_of(device)
    return say(language, "worker", number=worker) if worker is not None and device == device_of(worker) else device


def spoken_node(
    document: Document,
    node: Node,
    inputs: list[InputPort],
    outputs: list[OutputPort],
    problems: list[dict[str, Any]],
    language: str,
) -> str:
    """`c, Add, inputs x: a:0 float32[], ..., worker 1`."""
    known = inferred(document)
    parts = [say(language, "node", node=node.name, op=node.op)]
    value = value_text(node)
    if value:
        parts.append(say(language, "node value", value=value))
    taken = [f"{port.name}: {_source(port, known.spec(port.source), language)}" for port in inputs if not port.appends]
    taken += [f"^{each}" for each in node.controls]
    if taken:
        parts.append(say(language, "node inputs", inputs=", ".join(taken)))
    given = [str(port.spec) for port in outputs if port.spec is not None]
    if given:
        parts.append(say(language, "node outputs", outputs=", ".join(given)))
    if node.device:
        parts.append(place_text(node.device, language))
    if any(each.partition(":")[0] == node.name for each in document.fetches):
        parts.append(say(language, "node fetched"))
    parts += [say(language, "node problem", text=problem_text(each)) for each in problems]
    return ", ".join(parts)


def problem_text(problem: dict[str, Any]) -> str:
    """What is wrong, and the engine's own words for it."""
    return f"{problem['text']} ({problem['detail']})" if problem["detail"] else str(problem["text"])


def _source(port: InputPort, spec: Any, language: str) -> str:
    if port.source is None:
        return say(language, "missing")
    return f"{port.source} {spec}" if spec is not None else port.source


def value_text(node: Node) -> str:
    value = node.attrs.get("value") if node.op == "Const" else None
    if value is None:
        return ""
    return array_text(value, LONGEST_VALUE) or f"{value.dtype}[{','.join(map(str, value.shape))}]"


def spoken_input(node: Node, port: InputPort, language: str) -> str:
    if port.appends:
        return say(language, "input more", node=node.name)
    if port.source is None:
        return say(language, "input missing", node=node.name, input=port.name)
    return say(language, "input", node=node.name, input=port.name, source=port.source)


def spoken_output(node: Node, port: OutputPort, language: str) -> str:
    known = str(port.spec) if port.spec is not None else say(language, "unknown type")
    return say(language, "output", node=node.name, output=port.name, type=known)


def summary(document: Document, problems: int, language: str) -> str:
    if not document.nodes:
        return say(language, "summary empty")
    edges = sum(len(node.controls) + sum(each is not None for each in node.inputs) for node in document.nodes)
    parts = [say(language, "summary", nodes=len(document.nodes), edges=edges)]
    if problems:
        parts.append(say(language, "summary problems", problems=problems))
    return " ".join(parts)


def table(rows: list[dict[str, Any]], language: str) -> dict[str, Any]:
    """A row for each node in source order."""
    columns = [say(language, f"column {each}") for each in ("node", "op", "inputs", "outputs", "worker", "problems")]
    return {"caption": say(language, "table caption"), "columns": columns, "rows": rows}


def row(document: Document, view: dict[str, Any], language: str) -> dict[str, Any]:
    """What the view of a node shows, in words."""
    node = document.by_name[view["name"]]
    missing = say(language, "missing")
    inputs = [f"{port['name']}: {port['source'] or missing}" for port in view["inputs"] if not port["optional"]]
    cells = [
        node.name,
        f"{node.op} {value_text(node)}".rstrip(),
        ", ".join([*inputs, *(f"^{each}" for each in node.controls)]),
        ", ".join(port["type"] or "?" for port in view["outputs"]),
        place_text(node.device, language),
        " ".join(map(problem_text, view["problems"])),
    ]
    return {"node": node.name, "cells": cells}
