"""A run again, one step at a time: which node was waiting, ready, running or done, and which tensor was on its way.

Takes a record; gives the state before the first step and what each step changed, as plain JSON.
Law: steps stand in the order that was measured. Where a coarse clock measured two at the same time, what a step needs
comes before it. Nothing is shown that the record does not say.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..execution import Span
from ..graph.graph_def import maker_of
from .states import States

if TYPE_CHECKING:
    from .record import RunRecord

__all__ = ["replay"]


@dataclass(slots=True)
class _Event:
    at_s: float
    kind: str
    span: Span
    waits: int = 0
    then: list[int] = field(default_factory=list)


def replay(record: RunRecord) -> dict[str, Any]:
    """Nodes and edges as they were before the run, and events with what each changed. Linear but for sorting."""
    computed = {span.node for span in record.spans if span.kind == "compute"}
    arrived = {(span.node, span.device): span for span in record.spans if span.kind == "recv"}
    states = States(record.graph, record.placement, computed, lambda tensor, device: (tensor, device) in arrived)
    nodes = {name: dict(state) for name, state in states.nodes.items()}
    edges = [dict(edge) | {"size_bytes": None, "elapsed_s": None} for edge in states.edges]
    for (tensor, device), span in arrived.items():
        for index in states.carrying(tensor, device):
            edges[index] |= {"size_bytes": span.size_bytes, "elapsed_s": span.end_s - span.start_s}
    return {"nodes": nodes, "edges": edges, "events": [_changed_by(event, states) for event in _in_order(record)]}


def _changed_by(event: _Event, states: States) -> dict[str, Any]:
    """What an event was, and what it changed."""
    span = event.span
    if event.kind == "start":
        states.start(span.node)
    elif event.kind == "finish":
        states.finish(span.node)
    elif event.kind == "send":
        states.send(span.node, span.peer or "")
    else:
        states.arrive(span.node, span.device)
    said = {"at_s": event.at_s, "kind": event.kind, "node": span.node, "device": span.device, "peer": span.peer}
    return said | states.take_changes()


def _in_order(record: RunRecord) -> list[_Event]:
    """All events by time; among equal times, causes first."""
    events: list[_Event] = []
    last_of: dict[str, int] = {}
    finished: dict[str, int] = {}
    sent: dict[tuple[str, str], int] = {}
    came: dict[tuple[str, str], int] = {}
    started: dict[str, int] = {}

    def add(at_s: float, kind: str, span: Span, after: int | None) -> int:
        events.append(_Event(at_s, kind, span))
        if after is not None:
            _precede(events, after, len(events) - 1)
        return len(events) - 1

    for span in record.spans:
        if span.kind == "compute":
            started[span.node] = add(span.start_s, "start", span, last_of.get(span.device))
            last_of[span.device] = finished[span.node] = add(span.end_s, "finish", span, started[span.node])
        elif span.kind == "send":
            last_of[span.device] = sent[span.node, span.peer or ""] = add(span.start_s, "send", span, last_of.get(span.device))
        elif span.kind == "recv":
            came[span.node, span.device] = add(span.end_s, "arrive", span, None)
    for crossing, index in came.items():
        if crossing in sent:
            _precede(events, sent[crossing], index)
    for node in record.graph.nodes:
        for edge in node.inputs if node.name in started else ():
            before = came.get((edge, node.device), finished.get(maker_of(edge)))
            if before is not None:
                _precede(events, before, started[node.name])
    return _merged(events)


def _precede(events: list[_Event], first: int, then: int) -> None:
    events[first].then.append(then)
    events[then].waits += 1


def _merged(events: list[_Event]) -> list[_Event]:
    ready = [(event.at_s, index) for index, event in enumerate(events) if event.waits == 0]
    heapq.heapify(ready)
    ordered: list[_Event] = []
    while ready:
        _, index = heapq.heappop(ready)
        ordered.append(events[index])
        for then in events[index].then:
            events[then].waits -= 1
            if events[then].waits == 0:
                heapq.heappush(ready, (events[then].at_s, then))
    return ordered
