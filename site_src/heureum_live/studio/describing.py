"""From code to a document: what a cell's code described, after it was run.

Takes the graph that was described, the globals that the code left and the record of its last run; gives a document. Law: the
reader's variable names are kept for the tensors they name.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

import heureum as tf
from heureum.graph import Graph, Operation, Tensor
from heureum.trace import RunRecord
from heureum_live.studio.document import MOST_WORKERS, Document, Node
from heureum_live.studio.naming import is_identifier
from heureum_live.studio.opening import canonical

__all__ = ["LARGEST_DESCRIBED", "described"]

LARGEST_DESCRIBED = 1000
# Elements; a document is no place for a data set.
LARGEST_FED = 100_000


def described(graph: Graph, names: Mapping[str, Any], record: RunRecord | None) -> Document | None:
    """None when there is no graph, or one too large to be edited."""
    graph = graph if graph.get_operations() else _graph_of(names) or graph
    operations = graph.get_operations()
    if not 0 < len(operations) <= LARGEST_DESCRIBED:
        return None
    try:
        nodes = tuple(Node.from_json(operation.node_def.to_json()) for operation in operations)
    except TypeError:
        return None  # an attribute that is no data, such as a Python function
    known = {node.name for node in nodes}
    workers, placement, transfer_dtype = _session(names, record)
    document = Document(
        nodes=nodes,
        fetches=tuple(each for each in record.fetches if each.partition(":")[0] in known) if record else (),
        feeds=_feeds(record, known) if record else {},
        workers=workers,
        placement=placement,
        transfer_dtype=transfer_dtype,
        variables=_variables(graph, names),
    )
    return canonical(document)


def _graph_of(names: Mapping[str, Any]) -> Graph | None:
    """The graph of the first tensor that the code named: it may have made a graph of its own."""
    return next((value.graph for value in names.values() if isinstance(value, (Tensor, tf.Variable))), None)


def _feeds(record: RunRecord, known: set[str]) -> dict[str, np.ndarray]:
    fed = {}
    for tensor, value in record.feeds.items():
        array = np.asarray(value)
        if (
            tensor.partition(":")[0] in known
            and array.size <= LARGEST_FED
            and (array.dtype.kind in "biufc" or array.dtype == object)
        ):
            fed[tensor] = array
    return fed


def _session(names: Mapping[str, Any], record: RunRecord | None) -> tuple[int, str, str | None]:
    """How many workers ran it, how it was placed, and what floats crossed as."""
    sessions = [value for value in names.values() if isinstance(value, tf.Session)]
    placement = "spread" if sessions and sessions[-1].placement == "spread" else "auto"
    workers = min(len(record.workers), MOST_WORKERS) if record else 2
    return workers, placement, sessions[-1]._transfer_dtype if sessions else None


def _variables(graph: Graph, names: Mapping[str, Any]) -> dict[str, str]:
    """The reader's names; of several for one tensor the first."""
    found: dict[str, str] = {}
    for name, value in names.items():
        if not is_identifier(name) or name.startswith("_"):
            continue
        if isinstance(value, tf.Variable):
            value = value.op.outputs[0]
        if isinstance(value, (Tensor, Operation)) and value.graph is graph and not getattr(value, "outputs", None):
            found.setdefault(value.name, name)
    return found
