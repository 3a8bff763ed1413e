"""What a run's measured times add up to: work, span, the critical path, and how each worker spent its time.

Takes a record; gives plain JSON.
Law: span_s <= critical_s <= elapsed_s and span_s <= work_s; each worker's times add up to elapsed_s. The time a tensor lay
in the inbox of a busy worker is not the transfer's.
Source: R. Blumofe and C. Leiserson 1999, "Scheduling multithreaded computations by work stealing" (work and span).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from ..execution import Span
from ..graph.graph_def import maker_of

if TYPE_CHECKING:
    from .gaps import Gap
    from .record import RunRecord

__all__ = ["analyze", "longest_chain"]


def analyze(record: RunRecord, gaps: list[Gap]) -> dict[str, Any]:
    """Work T1, span T∞, the critical path with its transfers, parallelism, speed-up, bytes, and the times of each worker."""
    computed = {span.node: span for span in record.spans if span.kind == "compute"}
    arrived = {(span.node, span.device): span for span in record.spans if span.kind == "recv"}
    travelled_s = {key: _travelled_s(span, busy) for busy in [_busy(record)] for key, span in arrived.items()}
    compute_s = {name: _length(span) for name, span in computed.items()}
    inputs = {node.name: node.inputs for node in record.graph.nodes}
    home = record.placement

    def flight_s(edge: str, node: str) -> float:
        return travelled_s.get((edge, home.get(node, "")), 0.0)

    work_s = sum(compute_s.values())
    span_s, span_path = longest_chain(inputs, compute_s, lambda edge, node: 0.0)
    critical_s, critical_path = longest_chain(inputs, compute_s, flight_s)
    steps: list[dict[str, Any]] = []
    for edge, name in critical_path:
        crossing = arrived.get((edge, home.get(name, "")))
        if crossing is not None:
            steps.append(_on_path("transfer", crossing, flight_s(edge, name)))
        if name in computed:
            steps.append(_on_path("compute", computed[name], compute_s[name]))
    moved = record.transfers
    return {
        "work_s": work_s,
        "span_s": span_s,
        "span_path": [name for _, name in span_path if name in computed],
        "critical_s": critical_s,
        "critical_path": steps,
        "parallelism": work_s / span_s if span_s > 0 else None,
        "speed_up": work_s / record.elapsed_s if record.elapsed_s > 0 else None,
        "moved_bytes": sum(transfer.size_bytes for transfer in moved),
        "transfer_count": len(moved),
        "workers": _workers(record, gaps),
        "operations": _operations(computed),
    }


def longest_chain(
    inputs: Mapping[str, tuple[str, ...]], node_s: Mapping[str, float], edge_s: Callable[[str, str], float]
) -> tuple[float, list[tuple[str, str]]]:
    """The longest chain of nodes that take from each other: its length, and pairs of an edge and the node it leads to.

    `inputs` stand in topological order; the first edge of a chain is "".
    """
    until_s: dict[str, float] = {}
    came_by: dict[str, str] = {}
    for name, edges in inputs.items():
        best_s, best = 0.0, ""
        for edge in edges:
            reached_s = until_s.get(maker_of(edge), 0.0) + edge_s(edge, name)
            if reached_s > best_s:
                best_s, best = reached_s, edge
        until_s[name] = best_s + node_s.get(name, 0.0)
        came_by[name] = best
    if not until_s:
        return 0.0, []
    at = max(until_s, key=until_s.__getitem__)
    length_s, chain = until_s[at], []
    while True:
        chain.append((came_by[at], at))
        if not came_by[at]:
            return length_s, chain[::-1]
        at = maker_of(came_by[at])


def _busy(record: RunRecord) -> dict[str, list[Span]]:
    """What kept each worker from taking what arrived, in order."""
    found: dict[str, list[Span]] = {device: [] for device in record.workers}
    for span in record.spans:
        if span.kind in ("compute", "send"):
            found[span.device].append(span)
    return found


def _travelled_s(crossing: Span, busy: Mapping[str, list[Span]]) -> float:
    mine = busy[crossing.device]
    at = bisect_right(mine, crossing.end_s, key=lambda span: span.end_s)
    free_s = mine[at - 1].end_s if at else 0.0
    return crossing.end_s - max(crossing.start_s, free_s)


def _on_path(kind: str, span: Span, elapsed_s: float) -> dict[str, Any]:
    where = {"kind": kind, "node": span.node, "device": span.device, "start_s": span.start_s, "end_s": span.end_s}
    crossed = {} if kind == "compute" else {"peer": span.peer, "size_bytes": span.size_bytes}
    return {**where, "elapsed_s": elapsed_s, **crossed}


def _workers(record: RunRecord, gaps: list[Gap]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {
        device: {
            "node_count": 0,
            "compute_s": 0.0,
            "send_s": 0.0,
            "wait_s": 0.0,
            "idle_s": 0.0,
            "sent_bytes": 0,
            "received_bytes": 0,
        }
        for device in record.workers
    }
    for span in record.spans:
        mine = found[span.device]
        if span.kind == "compute":
            mine["node_count"] += 1
            mine["compute_s"] += _length(span)
        elif span.kind == "send":
            mine["send_s"] += _length(span)
            mine["sent_bytes"] += span.size_bytes
        elif span.kind == "recv":
            mine["received_bytes"] += span.size_bytes
    for gap in gaps:
        found[gap.device][f"{gap.kind}_s"] += gap.end_s - gap.start_s
    for mine in found.values():
        mine["other_s"] = max(0.0, record.elapsed_s - mine["compute_s"] - mine["send_s"] - mine["wait_s"] - mine["idle_s"])
    return found


def _operations(computed: Mapping[str, Span]) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for span in computed.values():
        mine = found.setdefault(span.op, {"op": span.op, "count": 0, "total_s": 0.0})
        mine["count"] += 1
        mine["total_s"] += _length(span)
    return sorted(found.values(), key=lambda each: -each["total_s"])


def _length(span: Span) -> float:
    return span.end_s - span.start_s
