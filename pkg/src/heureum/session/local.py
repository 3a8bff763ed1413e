"""Running in the caller's thread: a plan and nothing else, no messages.

Takes a Compiled that has a plan; gives the values of its fetches. What observers are told is put together here, for all
kinds of runs.
Law: a run that nobody observes measures nothing.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

import numpy as np

from ..errors import OpError
from ..execution import Recorder, Run
from ..graph import Graph, GraphDef, NodeDef
from ..tensor_shape import TensorSpec
from ..trace import Clock, RunRecord, observers, wants_values
from ..value_summary import summarize
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
    run = Run(0, "", {}, {}, ())
    recorder = Recorder(LOCAL, time.perf_counter, keeps_values=wants_values())
    values = compiled.plan.run_traced(feeds, time.perf_counter, recorder.computed)
    run.started_s, run.ended_s = recorder.begun_s, time.perf_counter()
    run.begun_s, run.spans = {LOCAL: recorder.begun_s}, recorder.spans
    run.summaries, run.left_out = recorder.describe()
    observe(compiled, (LOCAL,), run, feeds, {})
    return values


def observe(
    compiled: Compiled, devices: tuple[str, ...], run: Run, feeds: Mapping[str, Any], clocks: Mapping[str, Clock]
) -> None:
    """Tell every observer what a run did."""
    placed = compiled.placement
    fed = [
        NodeDef(name.rpartition(":")[0], "Placeholder", (), placed[name], _declared(compiled.subgraph.specs[name]))
        for name in compiled.subgraph.feeds
    ]
    made = {node.name for node in fed}
    nodes = (*fed, *(node.on(placed[node.name]) for node in compiled.subgraph.nodes if node.name not in made))
    homes = {node.name: node.device for node in nodes}
    values = {**{name: summarize(feeds[name]) for name in feeds}, **run.summaries} if wants_values() else {}
    record = RunRecord.of(
        devices,
        run.started_s,
        run.ended_s,
        homes,
        GraphDef(nodes),
        run.spans,
        begun_s=run.begun_s,
        clocks=clocks,
        values=values,
        values_left_out=run.left_out,
        fetches=(*compiled.subgraph.fetches, *compiled.subgraph.targets),
        feeds=feeds,
    )
    for observer in observers.get():
        observer.callback(record)


def _declared(spec: TensorSpec) -> dict[str, Any]:
    return {"dtype": spec.dtype, "shape": spec.shape}
