"""Running in the caller's thread: a plan and nothing else, no messages.

Takes a Compiled that has a plan; gives the values of its fetches. What observers are told is put together here, for all
kinds of runs.
Law: a run that nobody observes measures nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from ..errors import OpError
from ..execution import Recorder, Run
from ..graph import Graph
from ..trace import RunRecord, describe_later, live_run, observers, values_wanted
from ..value_summary import summarize
from .compiling import LOCAL, Compiled, with_operation
from .workers import Workers

__all__ = ["observe", "run_here"]


def run_here(graph: Graph, compiled: Compiled, feeds: Mapping[str, Any], session: int) -> Mapping[str, Any]:
    """The values of the fetches by tensor name. Raises OpError, which knows where its node was written."""
    if compiled.plan is None:
        return {}
    try:
        with np.errstate(all="ignore"):  # floating point gives inf and nan, as in TensorFlow
            values = _run_traced(compiled, feeds, session) if observers.get() else compiled.plan.run(feeds)
    except OpError as error:
        raise with_operation(graph, error, getattr(error.node_def, "name", "")) from error.__cause__
    return dict(zip(compiled.subgraph.fetches, values, strict=True))


def _run_traced(compiled: Compiled, feeds: Mapping[str, Any], session: int) -> list[Any]:
    assert compiled.plan is not None
    live = live_run(compiled.placed)
    recorder = Recorder(LOCAL, time.perf_counter, keeps_values=values_wanted() != "none", tells=live is not None)

    def computed(*what: Any) -> None:
        recorder.computed(*what)
        if live is not None and (news := recorder.news(session)) is not None:
            live.take(news)

    values = compiled.plan.run_traced(feeds, time.perf_counter, computed)
    ended_s = time.perf_counter()
    record = RunRecord.of(
        (LOCAL,),
        recorder.begun_s,
        ended_s,
        *compiled.placed(),
        recorder.spans,
        begun_s={LOCAL: recorder.begun_s},
        fetches=(*compiled.subgraph.fetches, *compiled.subgraph.targets),
        feeds=feeds,
    )
    _tell(record, feeds, session, recorder.describe)
    return values


def observe(compiled: Compiled, workers: Workers, run: Run, feeds: Mapping[str, Any], session: int) -> None:
    """Tell every observer what a run on workers did."""
    record = RunRecord.of(
        workers.devices,
        run.started_s,
        run.ended_s,
        *compiled.placed(),
        run.spans,
        begun_s=run.begun_s,
        clocks=workers.clocks,
        fetches=(*compiled.subgraph.fetches, *compiled.subgraph.targets),
        feeds=feeds,
    )

    def describe() -> tuple[dict[str, dict[str, Any]], int]:
        description = workers.describe(run, compiled.partitions)
        return description.summaries, description.left_out

    _tell(record, feeds, session, describe)


def _tell(
    record: RunRecord,
    feeds: Mapping[str, Any],
    session: int,
    describe: Callable[[], tuple[dict[str, dict[str, Any]], int]],
) -> None:
    """Give the record to all observers, with its values when they are wanted, or with a way to have them later."""
    wanted = values_wanted()
    # The caller may change a fed array before its turn comes.
    fed = (
        {name: value.copy() if isinstance(value, np.ndarray) else value for name, value in feeds.items()}
        if wanted == "last"
        else feeds
    )

    def fill() -> None:
        summaries, left_out = describe()
        record.values |= {name: summarize(value) for name, value in fed.items()} | summaries
        record.values_left_out += left_out

    if wanted == "each":
        fill()
    elif wanted == "last":
        describe_later(session, fill)
    for observer in observers.get():
        observer.callback(record)
