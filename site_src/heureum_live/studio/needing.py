"""What a run of a document needs: the fetches and all that they come from; a tensor that is fed needs nothing."""

from __future__ import annotations

from heureum_live.studio.document import Document, node_of

__all__ = ["needed_for_run"]


def needed_for_run(document: Document) -> set[str]:
    """The nodes that the fetches need; a tensor that is fed needs nothing."""
    fed = {node_of(tensor) for tensor in document.feeds}
    waiting = [tensor.partition(":")[0] for tensor in document.fetches]
    needed: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in needed or name not in document.by_name:
            continue
        needed.add(name)
        if name not in fed:
            waiting += document.by_name[name].sources
    return needed
