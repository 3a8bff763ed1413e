"""Running in the caller's thread: a plan and nothing else, no messages.

Takes a Compiled that has a plan; gives the values of its fetches. What observers are told is put together here, for all
kinds of runs.
Law: a run that nobody observes measures nothing.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from ..errors import OpError
from ..execution import Span
from ..graph import Graph, GraphDef, NodeDef
from ..tensor_shape import TensorSpec
from ..trace import RunRecord, observers
from .compiling import LOCAL, Compiled, with_operation

__all__ = ["observe", "run_here"]


def run_here(graph: Graph, compiled: Compiled, feeds: Mapping[str, Any]) -> Mapping[str, Any]:
    """The values of the fetches by tensor name. Raises OpError, which knows where its node was written."""
    if compiled.plan is None:
        return {}
    try:
        with np.errstate(all="ignore"):  # floating point gives inf and nan, as in TensorFlow
            values = _run_traced(compiled, feeds) if observers.get() else compiled.plan.run(feeds)
    except OpError as error:
        raise with_operation(graph, error, getattr(error.node_def, "name", "")) from error.__cause__
    return dict(zip(compiled.subgraph.fetches, values, strict=True))


def _run_traced(compiled: Compiled, feeds: Mapping[str, Any]) -> list[Any]:
    assert compiled.plan is not None
    spans: list[Span] = []

    def record(node: NodeDef, start_s: float, end_s: float, values: list[Any]) -> None:
        size_bytes = sum(int(getattr(value, "nbytes", 0)) for value in values)
        spans.append(Span(LOCAL, node.name, node.op, "compute", start_s, end_s, size_bytes))

    start_s = time.perf_counter()
    values = compiled.plan.run_traced(feeds, time.perf_counter, record)
    observe(compiled, (LOCAL,), start_s, time.perf_counter(), spans)
    return values


def observe(compiled: Compiled, devices: tuple[str, ...], start_s: float, end_s: float, spans: Sequence[Span]) -> None:
    """Tell every observer what a run did."""
    placed = compiled.placement
    fed = [
        NodeDef(name.rpartition(":")[0], "Placeholder", (), placed[name], _declared(compiled.subgraph.specs[name]))
        for name in compiled.subgraph.feeds
    ]
    made = {node.name for node in fed}
    nodes = (*fed, *(node.on(placed[node.name]) for node in compiled.subgraph.nodes if node.name not in made))
    homes = {node.name: node.device for node in nodes}
    record = RunRecord.of(devices, start_s, end_s, homes, GraphDef(nodes), spans)
    for observer in observers.get():
        observer(record)


def _declared(spec: TensorSpec) -> dict[str, Any]:
    return {"dtype": spec.dtype, "shape": spec.shape}
