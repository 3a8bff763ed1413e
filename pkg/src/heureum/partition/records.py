"""What partitioning makes: a device's part of a graph, with its sends and receives.

Holds node records in topological order; gives JSON and takes it back.
Law: immutable; a send stands after what makes its tensor.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..graph.graph_def import NodeDef

__all__ = ["TRANSFER_TYPES", "Partition", "Receive", "Send"]

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
