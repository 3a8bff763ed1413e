"""Partitioning: one part of the graph for each device, with a Send and a Receive on every edge that was cut.

Takes a Subgraph and a placement; gives one Partition per device.
Law: a tensor crosses once per destination, however many nodes take it there; all edges inside a part are local.
Source: M. Abadi et al. 2015 (arXiv:1603.04467), section 3.2.2.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .graph.graph_def import NodeDef
from .graph.subgraph import Subgraph

__all__ = ["Partition", "Receive", "Send", "partition"]


@dataclass(frozen=True, slots=True)
class Send:
    """Hand the tensor `key` (`d:0`, or `^d` for "d has run") to another device."""

    key: str
    to: str


@dataclass(frozen=True, slots=True)
class Receive:
    """Take the tensor `key` that another device sends."""

    key: str
    sender: str


@dataclass(frozen=True, slots=True)
class Partition:
    """One device's part: what it receives, its nodes and sends in topological order, its feeds and its fetches."""

    device: str
    receives: tuple[Receive, ...]
    items: tuple[NodeDef | Send, ...]
    feeds: tuple[str, ...]
    fetches: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Plain JSON, to cross to another worker."""
        return {
            "device": self.device,
            "receives": [[each.key, each.sender] for each in self.receives],
            "items": [{"send": each.key, "to": each.to} if isinstance(each, Send) else each.to_json() for each in self.items],
            "feeds": list(self.feeds),
            "fetches": list(self.fetches),
        }

    @classmethod
    def from_json(cls, record: dict[str, Any]) -> Partition:
        """The Partition that `to_json` wrote."""
        return cls(
            record["device"],
            tuple(Receive(key, sender) for key, sender in record["receives"]),
            tuple(Send(each["send"], each["to"]) if "send" in each else NodeDef.from_json(each) for each in record["items"]),
            tuple(record["feeds"]),
            tuple(record["fetches"]),
        )


def partition(subgraph: Subgraph, placement: dict[str, str]) -> dict[str, Partition]:
    """One Partition for each device that has anything to do."""
    used = sorted({placement[name] for name in (*(node.name for node in subgraph.nodes), *subgraph.feeds)})
    items: dict[str, list[NodeDef | Send]] = {device: [] for device in used}
    receives: dict[str, list[Receive]] = {device: [] for device in used}
    sends = _crossing(subgraph, placement, receives)
    for tensor in subgraph.feeds:
        items[placement[tensor]].extend(sends.get(tensor, ()))
    for node in subgraph.nodes:
        here = items[placement[node.name]]
        here.append(node.on(placement[node.name]))
        here.extend(sends.get(node.name, ()))
    homes = {tensor: placement.get(tensor) or placement[tensor.rpartition(":")[0]] for tensor in subgraph.fetches}
    return {
        device: Partition(
            device,
            tuple(receives[device]),
            tuple(items[device]),
            tuple(tensor for tensor in subgraph.feeds if placement[tensor] == device),
            tuple(tensor for tensor in subgraph.fetches if homes[tensor] == device),
        )
        for device in used
    }


def _crossing(subgraph: Subgraph, placement: dict[str, str], receives: dict[str, list[Receive]]) -> dict[str, list[Send]]:
    """The sends after each node or fed tensor, by its name; fills in the receives."""
    sends: dict[str, list[Send]] = {}
    crossed: set[tuple[str, str]] = set()
    for node in subgraph.nodes:
        to = placement[node.name]
        for edge in node.inputs:
            source = subgraph.source_of(edge)
            home = placement[source]
            if home != to and (edge, to) not in crossed:
                crossed.add((edge, to))
                sends.setdefault(source, []).append(Send(edge, to))
                receives[to].append(Receive(edge, home))
    return sends
