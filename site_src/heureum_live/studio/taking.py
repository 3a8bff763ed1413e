"""The graph that a reader's code made, taken over; and what to do when the graph was edited meanwhile.

Takes the present document, the one that the code was written from, the code, and what it described. Law: nothing that somebody
edited is dropped: when both sides changed, both are given, and their union where no node was changed by both.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from heureum_live.studio.checking import check
from heureum_live.studio.document import Document, Node
from heureum_live.studio.refusal import Refused

__all__ = ["Changes", "both", "changes", "taken"]


def taken(described: Document | None, code: str) -> Document:
    """The document of the code, which remembers the text."""
    if described is None:
        raise Refused("code", "no code graph")
    return replace(described, code=code)


@dataclass(frozen=True)
class Changes:
    """The names of nodes that one side added, removed or made otherwise, against what both began with."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]

    @property
    def names(self) -> set[str]:
        return {*self.added, *self.removed, *self.changed}


def changes(base: Document, side: Document) -> Changes:
    before, after = base.by_name, side.by_name
    return Changes(
        tuple(name for name in after if name not in before),
        tuple(name for name in before if name not in after),
        tuple(name for name in after if name in before and _differ(after[name], before[name])),
    )


def _differ(one: Node, other: Node) -> bool:
    return one.to_json() != other.to_json()


def both(base: Document, graph: Document, code: Document) -> Document | None:
    """The edits of both sides together; None when one node was changed by both, or a side needs what the other removed."""
    by_graph, by_code = changes(base, graph), changes(base, code)
    if by_graph.names & by_code.names:
        return None
    # The code's order is kept; what the graph's side added comes last.
    merged = [graph.by_name.get(node.name, node) if node.name in by_graph.changed else node for node in code.nodes]
    merged = [node for node in merged if node.name not in by_graph.removed]
    merged += [graph.by_name[name] for name in by_graph.added]
    united = replace(
        code,
        nodes=tuple(merged),
        fetches=_chosen(base.fetches, graph.fetches, code.fetches),
        feeds={**code.feeds, **{key: value for key, value in graph.feeds.items() if key not in base.feeds}},
        workers=graph.workers if graph.workers != base.workers else code.workers,
        placement=graph.placement if graph.placement != base.placement else code.placement,
        transfer_dtype=graph.transfer_dtype if graph.transfer_dtype != base.transfer_dtype else code.transfer_dtype,
        variables={**graph.variables, **code.variables},
        code=None,
    )
    try:
        check(united)
    except Refused:
        return None
    return united


def _chosen(base: tuple[str, ...], graph: tuple[str, ...], code: tuple[str, ...]) -> tuple[str, ...]:
    return graph if graph != base else code
