"""What a run did, by measured times: who ran which node, what crossed, how long it took, and what the values looked like.

Takes the spans of all workers; gives a RunRecord on one time axis whose zero is the start of the run.
Law: nothing here is estimated but the offsets of clocks; a run that is not observed records nothing.
Source: tf.RunMetadata (step statistics).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

from ..execution import Span
from ..graph import GraphDef
from ..value_summary import summarize
from .analysis import analyze
from .clocks import Clock, aligned
from .gaps import Gap, find_gaps
from .steps import replay

__all__ = ["RunRecord", "Transfer"]

_LARGEST_REPLAYED = 1000  # nodes; no picture is drawn of more
_SPAN_FIELDS = [each.name for each in fields(Span)]
_GAP_FIELDS = [each.name for each in fields(Gap)]


@dataclass(frozen=True, slots=True)
class Transfer:
    """A tensor that crossed from one worker to another. `elapsed_s` runs from before the send to its arrival.

    `size_bytes` and `dtype` are what crossed, which may be narrower than the tensor.
    """

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


@dataclass(slots=True)
class RunRecord:
    """One run. `graph` holds what was left of the graph after pruning, each node on its device.

    `begun_s` says when the run reached each worker, `clocks` how its clock differed from the client's. `values` holds a
    ValueSummary (`heureum.value_summary`) by tensor name when an observer wants them, and may come after all else.
    `fetches` and `feeds` are what the run was asked for and given; they stay out of the JSON.
    """

    workers: tuple[str, ...]
    elapsed_s: float
    placement: dict[str, str]
    graph: GraphDef
    spans: tuple[Span, ...]
    begun_s: dict[str, float] = field(default_factory=dict)
    clocks: dict[str, Clock] = field(default_factory=dict)
    values: dict[str, dict[str, Any]] = field(default_factory=dict)
    values_left_out: int = 0
    fetches: tuple[str, ...] = ()
    feeds: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        workers: Sequence[str],
        start_s: float,
        end_s: float,
        placement: dict[str, str],
        graph: GraphDef,
        spans: Sequence[Span],
        *,
        begun_s: Mapping[str, float] | None = None,
        clocks: Mapping[str, Clock] | None = None,
        values: dict[str, dict[str, Any]] | None = None,
        values_left_out: int = 0,
        fetches: tuple[str, ...] = (),
        feeds: Mapping[str, Any] | None = None,
    ) -> RunRecord:
        """A record whose spans start at zero when the run does, in the order they began.

        `start_s` and `end_s` are the client's clock, all other times each worker's own; `clocks` tells how they differ.
        """
        elapsed_s = end_s - start_s
        corrected, known = aligned(spans, clocks or {})

        def on_axis(at_s: float) -> float:
            # What is left of a clock's error must not lead out of the run.
            return min(max(at_s - start_s, 0.0), elapsed_s)

        placed = [replace(span, start_s=on_axis(span.start_s), end_s=on_axis(span.end_s)) for span in corrected]
        placed.sort(key=lambda span: span.start_s)  # stable: a worker's spans keep the order in which they were noted
        begun = {device: on_axis(at_s - known.get(device, Clock()).offset_s) for device, at_s in (begun_s or {}).items()}
        return cls(
            tuple(workers),
            elapsed_s,
            placement,
            graph,
            tuple(placed),
            begun,
            known,
            values or {},
            values_left_out,
            fetches,
            feeds or {},
        )

    @property
    def transfers(self) -> list[Transfer]:
        """What crossed between workers, in order of arrival."""
        arrivals = sorted((span for span in self.spans if span.kind == "recv"), key=lambda span: span.end_s)
        return [Transfer(s.node, s.peer or "", s.device, s.size_bytes, s.dtype, s.shape, s.end_s - s.start_s) for s in arrivals]

    @property
    def gaps(self) -> list[Gap]:
        """When each worker waited or was idle."""
        return find_gaps(self)

    @property
    def analysis(self) -> dict[str, Any]:
        """Work, span, critical path, and how each worker spent its time: see `trace.analysis`."""
        return analyze(self, self.gaps)

    def to_json(self) -> dict[str, Any]:
        """Plain JSON, as the page reads it."""
        gaps = self.gaps
        return {
            "workers": list(self.workers),
            "elapsed_s": self.elapsed_s,
            "placement": dict(self.placement),
            "graph": self.graph.to_json(),
            "spans": [_plain(span, _SPAN_FIELDS) for span in self.spans],
            "transfers": [transfer.to_json() for transfer in self.transfers],
            "gaps": [_plain(gap, _GAP_FIELDS) for gap in gaps],
            "begun_s": dict(self.begun_s),
            "clocks": {device: asdict(clock) for device, clock in self.clocks.items()},
            "values": {**self._constants(), **self.values} if self.values else {},
            "values_left_out": self.values_left_out,
            "analysis": analyze(self, gaps),
            "steps": replay(self) if len(self.graph.nodes) <= _LARGEST_REPLAYED else None,
        }

    def _constants(self) -> dict[str, dict[str, Any]]:
        """Constants have no spans, as they are not computed; but they are values, and small ones are worth a look."""
        nodes = [node for node in self.graph.nodes if node.op == "Const" and "value" in node.attrs][:_LARGEST_REPLAYED]
        return {f"{node.name}:0": summarize(node.attrs["value"]) for node in nodes}

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> RunRecord:
        """The RunRecord that `to_json` wrote. Raises KeyError, TypeError or ValueError for anything else."""
        spans = tuple(
            Span(**{**span, "shape": None if span["shape"] is None else tuple(span["shape"])}) for span in record["spans"]
        )
        return cls(
            tuple(record["workers"]),
            float(record["elapsed_s"]),
            dict(record["placement"]),
            GraphDef.from_json(record["graph"]),
            spans,
            dict(record["begun_s"]),
            {device: Clock(**clock) for device, clock in record["clocks"].items()},
            dict(record["values"]),
            int(record["values_left_out"]),
        )


def _plain(each: Any, names: Sequence[str]) -> dict[str, Any]:
    # dataclasses.asdict copies deeply, which for ten thousand spans is felt.
    return {name: getattr(each, name) for name in names}
