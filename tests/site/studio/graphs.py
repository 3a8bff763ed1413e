"""Documents for tests, in short notation, and what they are told by."""

from typing import Any

import heureum as tf
from heureum_live.studio.coding import written
from heureum_live.studio.document import Document
from heureum_live.studio.opening import document_of, graph_def_json


def number(name: str, value: float = 1.0) -> dict[str, Any]:
    tensor = {"dtype": "float32", "shape": [], "values": [value]}
    return {"name": name, "op": "Const", "inputs": [], "attrs": {"value": {"tensor": tensor}, "dtype": {"dtype": "float32"}}}


def node(name: str, op: str, *inputs: str | None, **more: Any) -> dict[str, Any]:
    return {"name": name, "op": op, "inputs": list(inputs), **more}


def document(*nodes: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"studio": 1, "nodes": list(nodes), **more}


def short(made: dict[str, Any]) -> list[str]:
    """`c = Add(a:0, -)` for each node."""
    texts = []
    for each in made["nodes"]:
        inputs = ", ".join(name or "-" for name in each["inputs"])
        place = f" @{each['device'].rpartition(':')[2]}" if each["device"] else ""
        texts.append(f"{each['name']} = {each['op']}({inputs}){place}")
    return texts


def rebuilt(made: Document) -> tuple[str, dict[str, Any]]:
    """The code of a document, and the GraphDef that it gives when it is run up to the session."""
    code = written(made)
    graph = tf.Graph()
    with graph.as_default():
        exec(compile(code.partition("\nwith tf.Session")[0], "cell.py", "exec"), {})
    return code, graph_def_json(document_of(graph.as_graph_def().to_json()))
