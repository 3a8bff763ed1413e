"""A run while it goes on: what is done, what each worker is at, what has crossed, and what values look like.

Takes the graph of a run, each node on its device, and the News of its workers; tells those who want to know, as plain JSON.
Law: tells only what a worker said. A run that is over before there was news is told of by its RunRecord alone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..execution import News
from ..graph import GraphDef
from ..graph.graph_def import maker_of
from .observing import observers
from .states import States

__all__ = ["LiveRun", "live_run"]


class LiveRun:
    """One run. `placed` gives its placement and its graph; it is called when there is something to tell."""

    def __init__(self, placed: Callable[[], tuple[dict[str, str], GraphDef]], tell: Callable[[dict[str, Any]], None]) -> None:
        self._placed = placed
        self._tell = tell
        self._states: States | None = None

    def begin(self) -> None:
        """Tell where each node will run, and which are ready."""
        self._tell({"start": self._start(), "nodes": {}, "edges": {}, "sizes": {}, "values": {}})

    def take(self, news: News) -> None:
        """Tell what is new: `start` as in `begin` unless that was told; changes as in the steps of a record.

        `sizes` says by the numbers of edges how many bytes crossed on them, `values` has a ValueSummary by tensor name.
        """
        start = self._start() if self._states is None else None
        states = self._states
        assert states is not None
        sizes: dict[str, int] = {}
        for span in news.spans:
            if span.kind == "compute":
                states.finish(span.node)
            elif span.kind == "send":
                states.send(span.node, span.peer or "")
            elif span.kind == "recv":
                states.arrive(span.node, span.device)
                sizes |= {str(index): span.size_bytes for index in states.carrying(span.node, span.device)}
        if news.running:
            states.start(news.running)
        self._tell({"start": start, **states.take_changes(), "sizes": sizes, "values": news.summaries})

    def _start(self) -> dict[str, Any]:
        placement, graph = self._placed()
        # Constants are on every device that reads them; what was fed stands as a placeholder, and is on one.
        constants = {node.name for node in graph.nodes if node.op == "Const"}
        computed = {node.name for node in graph.nodes if node.op not in ("Const", "Placeholder")}

        def crosses(tensor: str, device: str) -> bool:
            maker = maker_of(tensor)
            return maker not in constants and placement[maker] != device

        self._states = states = States(graph, placement, computed, crosses)
        return {
            "nodes": {name: dict(state) for name, state in states.nodes.items()},
            "edges": [dict(each) for each in states.edges],
        }


def live_run(placed: Callable[[], tuple[dict[str, str], GraphDef]]) -> LiveRun | None:
    """A run for those who observe and want news while it goes on; None where nobody does."""
    tellers = [observer.news for observer in observers.get() if observer.news is not None]
    if not tellers:
        return None

    def tell(news: dict[str, Any]) -> None:
        for teller in tellers:
            teller(news)

    return LiveRun(placed, tell)
