"""A run in several parts: feed some, fetch some, then feed and fetch more, and no node runs twice.

Takes what may be fetched and fed in all; gives, part by part, what is to run and what is known already.
Law: what a part has computed is given to the next ones as if it had been fed.
Source: tf.Session.partial_run_setup, tf.Session.partial_run.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..fetching import Fetches
from ..graph import Operation, Tensor, needed_for
from ..graph.graph_def import node_def_of
from ..graph.subgraph import Subgraph

__all__ = ["PartialRun"]


class PartialRun:
    """One run, while it is not finished."""

    def __init__(self, asked: Fetches, feeds: list[Tensor]) -> None:
        self._allowed = {*asked.tensors, *asked.targets}
        self._feeds = set(feeds)
        self._known: dict[Tensor, Any] = {}
        self._done: set[Operation] = set()

    def feed(self, feeds: Mapping[Tensor, Any]) -> None:
        """Take further feeds. Raises ValueError for one that was not announced, or fed before."""
        for tensor, value in feeds.items():
            if tensor not in self._feeds:
                raise ValueError(f"The feed {tensor.name} was not announced in partial_run_setup")
            if tensor in self._known:
                raise ValueError(f"The tensor {tensor.name} was fed before in this partial run")
            self._known[tensor] = value

    def part(self, asked: Fetches) -> tuple[Subgraph, dict[str, Any]]:
        """What is to run for `asked`, fetching all of it, and what is fed to it. Raises ValueError for other fetches."""
        fetched: tuple[Tensor | Operation, ...] = (*asked.tensors, *asked.targets)
        for each in fetched:
            if each not in self._allowed:
                raise ValueError(f"The fetch {each.name} was not announced in partial_run_setup")
        ends = [tensor.op for tensor in asked.tensors if tensor not in self._known]
        operations = [op for op in needed_for([*ends, *asked.targets], self._known) if op not in self._done]
        running = {operation.name for operation in operations}
        used = {tensor: None for operation in operations for tensor in operation.inputs if tensor in self._known}
        made = [tensor for operation in operations for tensor in operation.outputs if tensor not in self._known]
        self._operations, self._made = operations, made
        nodes = []
        for operation in operations:
            node = node_def_of(operation)
            kept = tuple(e for e in node.inputs if not e.startswith("^") or e[1:] in running)
            nodes.append(replace(node, inputs=kept))
        subgraph = Subgraph(
            nodes=tuple(nodes),
            specs={t.name: t.spec for t in (*used, *made)},
            feeds={t.name: t.op.device for t in used},
            fetches=tuple(t.name for t in made if t.dtype.name not in ("resource", "variant")),
        )
        return subgraph, {t.name: self._known[t] for t in used}

    def remember(self, values: Mapping[str, Any]) -> None:
        """Take what the part has computed. Handles and variables are asked for again when they are needed."""
        self._known.update({t: values[t.name] for t in self._made if t.name in values and t.op.inputs})
        self._done.update(op for op in self._operations if op.inputs and all(t in self._known for t in op.outputs))

    def results(self, asked: Fetches, values: Mapping[str, Any]) -> Any:
        """The values that were asked for, in the caller's structure."""
        known = {tensor.name: value for tensor, value in self._known.items()}
        return asked.rebuild({**known, **values})
