"""Bundling: in which order a device does its part, and which tensors share a message.

Takes nodes and sends in topological order, what is known of their tensors, and costs; gives them in another such order.
Law: what a send waits for comes before what none does, so that peers wait less. A tensor waits for the next one to the same
device only while what comes between is sure to take no longer than a message of its own would.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..graph.graph_def import NodeDef, maker_of
from ..place import CostModel
from ..tensor_shape import TensorSpec
from .records import Send

__all__ = ["bundle"]

_UNFORESEEN_S = 3600.0
"""Longer than any message, and not infinite: times are subtracted from each other."""


def bundle(items: Sequence[NodeDef | Send], specs: Mapping[str, TensorSpec], costs: CostModel) -> tuple[NodeDef | Send, ...]:
    """The same items: those that sends wait for first, and sends that share a message next to each other. Linear."""
    return tuple(_sends_together(_sends_early(items), specs, costs)) if any(isinstance(i, Send) for i in items) else tuple(items)


def _sends_early(items: Sequence[NodeDef | Send]) -> list[NodeDef | Send]:
    wanted: set[str] = set()
    early: list[NodeDef | Send] = []
    rest: list[NodeDef | Send] = []
    for item in reversed(items):
        if isinstance(item, Send):
            wanted.add(maker_of(item.key))
            early.append(item)
        elif item.name in wanted:
            wanted.update(map(maker_of, item.inputs))
            early.append(item)
        else:
            rest.append(item)
    return early[::-1] + rest[::-1]


def _sends_together(items: Sequence[NodeDef | Send], specs: Mapping[str, TensorSpec], costs: CostModel) -> list[NodeDef | Send]:
    """Each send moved to the last of those that it shares a message with: what it waits for has run by then."""
    elapsed_s = 0.0
    ready_s: list[float] = []
    groups: dict[str, list[list[int]]] = {}
    for index, item in enumerate(items):
        if isinstance(item, Send):
            mine = groups.setdefault(item.to, [])
            if mine and elapsed_s - ready_s[mine[-1][0]] <= costs.message_s:
                mine[-1].append(index)
            else:
                mine.append([index])
        else:
            foreseen_s = costs.foreseen_s(item, specs)
            elapsed_s += _UNFORESEEN_S if foreseen_s is None else foreseen_s
        ready_s.append(elapsed_s)
    leave_at = {group[-1]: group for mine in groups.values() for group in mine}
    ordered: list[NodeDef | Send] = []
    for index, item in enumerate(items):
        ordered.extend((items[each] for each in leave_at.get(index, ())) if isinstance(item, Send) else (item,))
    return ordered
