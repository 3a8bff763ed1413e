"""A graph that somebody drew, as a program reads it.

Takes the file that the graph editor leaves beside the program; puts its nodes into the default graph and gives what is to be
fetched, fed and worked by. Law: where nothing was drawn, it is the expression of the article, so a program runs anywhere.
"""

from __future__ import annotations

import json
import os
from typing import Any, NamedTuple

import numpy as np

from heureum.dtypes import float32
from heureum.graph import attr_values
from heureum.graph.graph import get_default_graph
from heureum.graph.graph_def import GraphDef, NodeDef
from heureum.graph.importing import import_graph_def
from heureum.graph.tensor import Tensor
from heureum.tensor_shape import TensorShape

__all__ = ["GivenGraph", "read_graph"]

_VERSION = 1  # of GraphDef's JSON
_MOST_WORKERS = 8
_FED = {"dtype": float32, "shape": TensorShape([])}
_HALF = {"dtype": float32, "value": np.array(0.5, np.float32)}
# e = (a + b) × (b + 1), with 1 written as 0.5 + 0.5 and f = -e, which nobody asks for: docs/examples/inside_graph.py.
_EXPRESSION = GraphDef(
    (
        NodeDef("a", "Placeholder", (), "", _FED),
        NodeDef("b", "Placeholder", (), "", _FED),
        NodeDef("c", "Add", ("a:0", "b:0"), "", {}),
        NodeDef("one/x", "Const", (), "", _HALF),
        NodeDef("one/y", "Const", (), "", _HALF),
        NodeDef("one", "Add", ("one/x:0", "one/y:0"), "", {}),
        NodeDef("d", "Add", ("b:0", "one:0"), "", {}),
        NodeDef("e", "Mul", ("c:0", "d:0"), "", {}),
        NodeDef("f", "Neg", ("e:0",), "", {}),
    )
)


class GivenGraph(NamedTuple):
    """Tensors to fetch, values to feed, and the names of the workers."""

    fetches: list[Tensor]
    feeds: dict[Tensor, Any]
    workers: list[str]


def read_graph(path: str = "graph.json") -> GivenGraph:
    """The graph in a file that the graph editor wrote; without such a file, e = (a + b) × (b + 1).

    Raises ValueError that says what is missing when the graph is unfinished, and when the file holds anything else.
    """
    if not os.path.exists(path):
        return _made(_EXPRESSION, ["e:0"], {"a:0": np.float32(3), "b:0": np.float32(2)}, 2)
    with open(path, encoding="utf-8") as file:
        try:
            record = json.load(file)
            nodes, fetches = record["nodes"], list(record["fetches"])
            feeds = {name: attr_values.decode(value) for name, value in record["feeds"].items()}
            workers = min(max(int(record.get("workers", 2)), 1), _MOST_WORKERS)
            _check_inputs(nodes)
        except (TypeError, KeyError, AttributeError) as reason:
            raise ValueError(f"{path} is no graph that the editor wrote: {reason!r}") from None
    if not fetches:
        raise ValueError(f"{path} says nothing to fetch: mark an output of the graph to be fetched")
    return _made(GraphDef.from_json({"version": _VERSION, "nodes": nodes}), fetches, feeds, workers)


def _made(graph_def: GraphDef, fetches: list[str], feeds: dict[str, Any], workers: int) -> GivenGraph:
    import_graph_def(graph_def, name="")
    tensor = get_default_graph().get_tensor_by_name
    names = [f"/job:worker/task:{number}" for number in range(workers)]
    return GivenGraph([tensor(name) for name in fetches], {tensor(name): value for name, value in feeds.items()}, names)


def _check_inputs(nodes: list[dict[str, Any]]) -> None:
    for node in nodes:
        for number, source in enumerate(node["inputs"]):
            if source is None:
                raise ValueError(f"the graph is unfinished: input {number} of {node['name']!r} is joined to nothing")
