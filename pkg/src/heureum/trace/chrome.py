"""A run as Chrome trace JSON, which Perfetto and chrome://tracing open.

Takes a RunRecord; gives the JSON object with one lane per worker and an arrow per hand-off.
Source: "Trace Event Format", Google, 2016; tf.profiler's timeline.
"""

from __future__ import annotations

from typing import Any

from .record import RunRecord

__all__ = ["chrome_trace"]

_MICROSECONDS = 1e6


def chrome_trace(record: RunRecord) -> dict[str, Any]:
    """The record in Chrome's trace event format; times in microseconds."""
    lane_of = {device: lane for lane, device in enumerate(record.workers)}
    events: list[dict[str, Any]] = [
        {"ph": "M", "pid": 0, "tid": lane, "name": "thread_name", "args": {"name": device}} for device, lane in lane_of.items()
    ]
    for span in record.spans:
        event = {
            "ph": "X",
            "pid": 0,
            "tid": lane_of[span.device],
            "name": span.node if span.kind == "compute" else f"{span.kind} {span.node}",
            "cat": span.kind,
            "ts": span.start_s * _MICROSECONDS,
            "dur": (span.end_s - span.start_s) * _MICROSECONDS,
            "args": {"op": span.op, "size_bytes": span.size_bytes},
        }
        events.append(event)
        if span.kind != "compute" and span.peer is not None:
            events.append(_arrow_end(span.kind, event, (span.node, *_ends(span.kind, span.device, span.peer))))
    return {"traceEvents": events, "displayTimeUnit": "ns", "otherData": {"elapsed_s": record.elapsed_s}}


def _ends(kind: str, device: str, peer: str) -> tuple[str, str]:
    return (device, peer) if kind == "send" else (peer, device)


def _arrow_end(kind: str, event: dict[str, Any], crossing: tuple[str, str, str]) -> dict[str, Any]:
    at_s = event["ts"] if kind == "send" else event["ts"] + event["dur"]
    arrow = {"ph": "s" if kind == "send" else "f", "pid": 0, "tid": event["tid"], "ts": at_s}
    return {**arrow, "id": " ".join(crossing), "name": crossing[0], "cat": "hand-off", "bp": "e"}
