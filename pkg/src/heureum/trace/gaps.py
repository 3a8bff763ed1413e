"""When a worker did nothing, and why: it waited for something, or there was nothing for it to do.

Takes a record; gives the gaps of each worker, in order.
Law: a gap before a node that took a tensor which came meanwhile is a wait, until it came. Before the run reached the worker
and after its last node it is idle. What is left between two of its spans is neither: the engine itself was at work.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..execution import Span

if TYPE_CHECKING:
    from .record import RunRecord

__all__ = ["Gap", "find_gaps"]


@dataclass(frozen=True, slots=True)
class Gap:
    """`kind` is wait or idle. In a wait, `node` could not start until `tensor` came from `peer`, or until another run did."""

    device: str
    kind: str
    start_s: float
    end_s: float
    tensor: str | None = None
    peer: str | None = None
    node: str | None = None


def find_gaps(record: RunRecord) -> list[Gap]:
    """All gaps, one worker after the other."""
    inputs = {node.name: node.inputs for node in record.graph.nodes}
    spans: dict[str, list[Span]] = {device: [] for device in record.workers}
    for span in record.spans:
        spans.setdefault(span.device, []).append(span)
    return [gap for device in record.workers for gap in _gaps_of(record, device, spans[device], inputs)]


def _gaps_of(record: RunRecord, device: str, spans: Sequence[Span], inputs: dict[str, tuple[str, ...]]) -> Iterator[Gap]:
    arrivals = {span.node: span for span in spans if span.kind == "recv"}
    free_s = min(record.begun_s.get(device, record.elapsed_s), record.elapsed_s)
    if free_s > 0:
        yield Gap(device, "idle", 0.0, free_s)
    for span in spans:
        if span.kind == "recv":
            continue
        if span.kind == "wait":
            yield Gap(device, "wait", span.start_s, span.end_s, node=span.node)
        elif span.kind == "compute" and span.start_s > free_s:
            came = [arrivals[edge] for edge in inputs.get(span.node, ()) if edge in arrivals]
            last = max(came, key=lambda arrival: arrival.end_s, default=None)
            if last is not None and last.end_s > free_s:
                yield Gap(device, "wait", free_s, min(last.end_s, span.start_s), last.node, last.peer, span.node)
        free_s = max(free_s, span.end_s)
    if free_s < record.elapsed_s:
        yield Gap(device, "idle", free_s, record.elapsed_s)
