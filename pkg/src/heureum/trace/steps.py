"""A run again, one step at a time: which node was waiting, ready, running or done, and which tensor was on its way.

Takes a record; gives the state before the first step and what each step changed, as plain JSON.
Law: steps stand in the order that was measured. Where a coarse clock measured two at the same time, what a step needs
comes before it. Nothing is shown that the record does not say.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..execution import Span
from ..graph.graph_def import maker_of

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
    home = record.placement
    arrived = {(span.node, span.device): span for span in record.spans if span.kind == "recv"}
    nodes: dict[str, dict[str, Any]] = {}
    edges: list[dict[str, Any]] = []
    for node in record.graph.nodes:
        pending = 0
        for edge in node.inputs:
            crossing = arrived.get((edge, node.device))
            is_there = crossing is None and maker_of(edge) not in computed
            edges.append(_edge(edge, node.name, crossing, "arrived" if is_there else "waiting"))
            pending += not is_there
        state = "done" if node.name not in computed else "waiting" if pending else "ready"
        nodes[node.name] = {"state": state, "pending": pending, "worker": home.get(node.name, "")}
    start = {"nodes": {name: dict(state) for name, state in nodes.items()}, "edges": [dict(edge) for edge in edges]}
    change = _Changes(nodes, edges, home)
    return {**start, "events": [change.by(event) for event in _in_order(record)]}


def _edge(source: str, target: str, crossing: Span | None, state: str) -> dict[str, Any]:
    size_bytes = None if crossing is None else crossing.size_bytes
    elapsed_s = None if crossing is None else crossing.end_s - crossing.start_s
    return {"source": source, "target": target, "size_bytes": size_bytes, "elapsed_s": elapsed_s, "state": state}


class _Changes:
    """The state as it goes on; each event gives what it changed."""

    def __init__(self, nodes: dict[str, dict[str, Any]], edges: list[dict[str, Any]], home: dict[str, str]) -> None:
        self._nodes = nodes
        self._edges = edges
        self._home = home
        self._made_by: dict[str, list[int]] = defaultdict(list)
        self._carried: dict[tuple[str, str], list[int]] = defaultdict(list)
        for index, edge in enumerate(edges):
            if edge["size_bytes"] is None:
                self._made_by[maker_of(edge["source"])].append(index)
            else:
                self._carried[edge["source"], home.get(edge["target"], "")].append(index)

    def by(self, event: _Event) -> dict[str, Any]:
        """What an event changed, and what it was."""
        span = event.span
        self._now_nodes: dict[str, dict[str, Any]] = {}
        self._now_edges: dict[str, str] = {}
        if event.kind == "start":
            self._node(span.node, state="running")
        elif event.kind == "finish":
            self._node(span.node, state="done")
            for index in self._made_by[span.node]:
                self._edge(index, "arrived")
        else:
            to = (span.peer or "") if event.kind == "send" else span.device
            for index in self._carried[span.node, to]:
                self._edge(index, "travelling" if event.kind == "send" else "arrived")
        return {
            "at_s": event.at_s, "kind": event.kind, "node": span.node, "device": span.device, "peer": span.peer,
            "nodes": self._now_nodes, "edges": self._now_edges,
        }  # fmt: skip

    def _node(self, name: str, **changes: Any) -> None:
        self._nodes[name].update(changes)
        self._now_nodes.setdefault(name, {}).update(changes)

    def _edge(self, index: int, state: str) -> None:
        edge = self._edges[index]
        if edge["state"] == state:
            return
        edge["state"] = state
        self._now_edges[str(index)] = state
        if state == "arrived":
            node = self._nodes[edge["target"]]
            pending = node["pending"] - 1
            is_ready = pending == 0 and node["state"] == "waiting"
            self._node(edge["target"], pending=pending, **({"state": "ready"} if is_ready else {}))


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
