"""What a run did, by measured times: who ran which node, what crossed, and how long it took.

Takes the spans of all workers; gives a RunRecord on one time axis whose zero is the start of the run.
Law: nothing here is estimated; a run that is not observed records nothing.
Source: tf.RunMetadata (step statistics).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass, replace
from typing import Any

from ..execution import Span
from ..graph import GraphDef

__all__ = ["RunRecord", "Transfer", "observers", "observing"]

observers: ContextVar[tuple[Callable[[RunRecord], None], ...]] = ContextVar("observers", default=())


@dataclass(frozen=True, slots=True)
class Transfer:
    """A tensor that crossed from one worker to another. `elapsed_s` runs from before the send to its arrival."""

    tensor: str
    sender: str
    to: str
    size_bytes: int
    dtype: str | None
    shape: tuple[int, ...] | None
    elapsed_s: float

    def to_json(self) -> dict[str, Any]:
        """Plain JSON."""
        record = asdict(self)
        return {"tensor": record.pop("tensor"), "from": record.pop("sender"), **record}


@dataclass(frozen=True, slots=True)
class RunRecord:
    """One run. `graph` holds what was left of the graph after pruning, each node on its device."""

    workers: tuple[str, ...]
    elapsed_s: float
    placement: dict[str, str]
    graph: GraphDef
    spans: tuple[Span, ...]

    @classmethod
    def of(
        cls,
        workers: Sequence[str],
        start_s: float,
        end_s: float,
        placement: dict[str, str],
        graph: GraphDef,
        spans: Sequence[Span],
    ) -> RunRecord:
        """A record whose spans start at zero when the run does, in the order they began."""
        shifted = [replace(span, start_s=span.start_s - start_s, end_s=span.end_s - start_s) for span in spans]
        shifted.sort(key=lambda span: (span.start_s, span.device, span.node))
        return cls(tuple(workers), end_s - start_s, placement, graph, tuple(shifted))

    @property
    def transfers(self) -> list[Transfer]:
        """What crossed between workers, in order of arrival."""
        arrivals = sorted((span for span in self.spans if span.kind == "recv"), key=lambda span: span.end_s)
        return [Transfer(s.node, s.peer or "", s.device, s.size_bytes, s.dtype, s.shape, s.end_s - s.start_s) for s in arrivals]

    def to_json(self) -> dict[str, Any]:
        """Plain JSON, as the page reads it."""
        return {
            "workers": list(self.workers),
            "elapsed_s": self.elapsed_s,
            "placement": dict(self.placement),
            "graph": self.graph.to_json(),
            "spans": [asdict(span) for span in self.spans],
            "transfers": [transfer.to_json() for transfer in self.transfers],
        }


@contextmanager
def observing(callback: Callable[[RunRecord], None]) -> Iterator[None]:
    """Inside the `with` block every run is traced, and `callback(record)` is called after it."""
    token = observers.set((*observers.get(), callback))
    try:
        yield
    finally:
        observers.reset(token)
