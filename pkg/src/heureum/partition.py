"""Partitioning: one part of the graph for each device, with a Send and a Receive on every edge that was cut.

Takes a Subgraph and a placement; gives one Partition per device.
Law: a tensor crosses once per destination, however many nodes take it there; all edges inside a part are local. Floats
may cross in fewer bits when asked; nothing else ever does.
Source: M. Abadi et al. 2015 (arXiv:1603.04467), sections 3.2.2 and 5.5.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .graph.graph_def import NodeDef
from .graph.subgraph import Subgraph
from .tensor_shape import TensorSpec

__all__ = ["TRANSFER_TYPES", "Partition", "Receive", "Send", "partition"]

TRANSFER_TYPES = {"bfloat16": 2, "float16": 2, "float32": 4, "float64": 8}
"""What floats may cross as, and the bytes of one."""


@dataclass(frozen=True, slots=True)
class Send:
    """Hand the tensor `key` (`d:0`, or `^d` for "d has run") to another device, as `wire_dtype` if that is given."""

    key: str
    to: str
    wire_dtype: str = ""


@dataclass(frozen=True, slots=True)
class Receive:
    """Take the tensor `key` that another device sends; one that comes as `wire_dtype` is made `dtype` again."""

    key: str
    sender: str
    wire_dtype: str = ""
    dtype: str = ""


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
            "receives": [[each.key, each.sender, each.wire_dtype, each.dtype] for each in self.receives],
            "items": [_send_to_json(each) if isinstance(each, Send) else each.to_json() for each in self.items],
            "feeds": list(self.feeds),
            "fetches": list(self.fetches),
        }

    @classmethod
    def from_json(cls, record: dict[str, Any]) -> Partition:
        """The Partition that `to_json` wrote."""
        return cls(
            record["device"],
            tuple(Receive(*each) for each in record["receives"]),
            tuple(Send(*each["send"]) if "send" in each else NodeDef.from_json(each) for each in record["items"]),
            tuple(record["feeds"]),
            tuple(record["fetches"]),
        )


def _send_to_json(send: Send) -> dict[str, Any]:
    return {"send": [send.key, send.to, send.wire_dtype]}


def partition(subgraph: Subgraph, placement: dict[str, str], transfer_dtype: str | None = None) -> dict[str, Partition]:
    """One Partition for each device that has anything to do. Floats wider than `transfer_dtype` cross as that."""
    used = sorted({placement[name] for name in (*(node.name for node in subgraph.nodes), *subgraph.feeds)})
    items: dict[str, list[NodeDef | Send]] = {device: [] for device in used}
    receives: dict[str, list[Receive]] = {device: [] for device in used}
    sends = _crossing(subgraph, placement, receives, transfer_dtype)
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


def _crossing(
    subgraph: Subgraph, placement: dict[str, str], receives: dict[str, list[Receive]], transfer_dtype: str | None
) -> dict[str, list[Send]]:
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
                wire_dtype, dtype = _crosses_as(subgraph.specs.get(edge), transfer_dtype)
                sends.setdefault(source, []).append(Send(edge, to, wire_dtype))
                receives[to].append(Receive(edge, home, wire_dtype, dtype))
    return sends


def _crosses_as(spec: TensorSpec | None, transfer_dtype: str | None) -> tuple[str, str]:
    if spec is None or transfer_dtype is None or not spec.dtype.is_floating:
        return "", ""
    return (transfer_dtype, spec.dtype.name) if TRANSFER_TYPES[transfer_dtype] < spec.dtype.size else ("", "")
