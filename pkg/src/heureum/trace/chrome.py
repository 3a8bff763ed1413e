"""A run as Chrome trace JSON, which Perfetto and chrome://tracing open.

Takes a RunRecord; gives the JSON object: one lane per worker, a slice for all it did and waited for, an arrow per hand-off.
Law: slices of a lane never overlap, or viewers drop them; an arrow begins and ends inside a slice. So an arrival is a slice
of no length, and the way of a tensor is the arrow alone; and times are whole nanoseconds, to which Perfetto rounds starts
and lengths one by one. Source: "Trace Event Format", Google, 2016; Perfetto's importer of JSON; tf.profiler's timeline.
"""

from __future__ import annotations

from typing import Any

from ..execution import Span
from .record import RunRecord

__all__ = ["chrome_trace"]

_NANOSECONDS = 1e9
_PROCESS = 1


def chrome_trace(record: RunRecord) -> dict[str, Any]:
    """The record in Chrome's trace event format; times in microseconds."""
    lane_of = {device: lane for lane, device in enumerate(record.workers, 1)}
    events: list[dict[str, Any]] = [{"ph": "M", "pid": _PROCESS, "name": "process_name", "args": {"name": "heureum"}}]
    for device, lane in lane_of.items():
        events.append({"ph": "M", "pid": _PROCESS, "tid": lane, "name": "thread_name", "args": {"name": device}})
        events.append({"ph": "M", "pid": _PROCESS, "tid": lane, "name": "thread_sort_index", "args": {"sort_index": lane}})
    arrows: dict[tuple[str, str, str], int] = {}
    for span in record.spans:
        if span.kind == "wait":
            continue  # it is among the gaps
        slice_ = _slice(span, lane_of[span.device])
        events.append(slice_)
        if span.kind in ("send", "recv") and span.peer in lane_of:
            ends = (span.device, span.peer) if span.kind == "send" else (span.peer, span.device)
            number = arrows.setdefault((span.node, *ends), len(arrows) + 1)
            arrow = {"ph": "s" if span.kind == "send" else "f", "pid": _PROCESS, "tid": slice_["tid"], "ts": slice_["ts"]}
            events.append({**arrow, "id": number, "name": span.node, "cat": "hand-off", "bp": "e"})
    for gap in record.gaps:
        name = gap.kind if gap.tensor is None else f"wait for {gap.tensor}"
        about = {"node": gap.node, "peer": gap.peer}
        where = {"ph": "X", "pid": _PROCESS, "tid": lane_of[gap.device]}
        events.append({**where, "name": name, "cat": gap.kind, **_times(gap.start_s, gap.end_s), "args": about})
    events.sort(key=lambda event: event.get("ts", -1.0))
    return {"traceEvents": events, "displayTimeUnit": "ns", "otherData": {"elapsed_s": record.elapsed_s}}


def _slice(span: Span, lane: int) -> dict[str, Any]:
    start_s = span.end_s if span.kind == "recv" else span.start_s
    return {
        "ph": "X",
        "pid": _PROCESS,
        "tid": lane,
        "name": span.node if span.kind == "compute" else f"{span.kind} {span.node}",
        "cat": span.kind,
        **_times(start_s, span.end_s),
        "args": {"op": span.op, "size_bytes": span.size_bytes, "dtype": span.dtype, "shape": span.shape},
    }


def _times(start_s: float, end_s: float) -> dict[str, float]:
    """In microseconds, as the format has it, of whole nanoseconds. What follows at once begins just where the other ends, whether
    a viewer adds floating-point numbers or rounds them first."""
    start, end = round(start_s * _NANOSECONDS) / 1000, round(end_s * _NANOSECONDS) / 1000
    return {"ts": start, "dur": end - start}
