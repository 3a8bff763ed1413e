"""A graph while somebody edits it: what GraphDef holds, but it may be unfinished.

Takes and gives plain versioned JSON. Law: immutable; an edit makes another document. Reading one checks every record and
executes nothing. An input may be missing, edges may close a cycle and types may clash: `problems` says so, nothing else does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np

from heureum.graph import attr_values
from heureum.op_def import OpDef, find_op
from heureum.partition import TRANSFER_TYPES
from heureum_live.studio.refusal import Refused

__all__ = ["LARGEST_GRAPH", "VERSION", "Document", "Node", "node_of", "output_of"]

VERSION = 1
LARGEST_GRAPH = 5000
LONGEST_NAME = 200
MOST_INPUTS = 1000
MOST_WORKERS = 8
PLACEMENTS = ("auto", "spread")


def node_of(tensor: str) -> str:
    """`a` for the tensor `a:0`."""
    return tensor.rpartition(":")[0]


def output_of(tensor: str) -> int:
    """1 for the tensor `a:1`."""
    return int(tensor.rpartition(":")[2])


@dataclass(frozen=True)
class Node:
    """`inputs` names tensors, None where one is missing; `controls` names nodes to wait for."""

    name: str
    op: str
    inputs: tuple[str | None, ...] = ()
    controls: tuple[str, ...] = ()
    device: str = ""
    attrs: Mapping[str, Any] = field(default_factory=dict)

    @property
    def op_def(self) -> OpDef:
        return find_op(self.op)

    @property
    def sources(self) -> list[str]:
        """The names of the nodes that it takes from or waits for."""
        return [*(node_of(each) for each in self.inputs if each is not None), *self.controls]

    def with_attr(self, name: str, value: Any) -> Node:
        return replace(self, attrs={**self.attrs, name: value})

    def to_json(self) -> dict[str, Any]:
        """Written once: the node never changes, and nobody changes what it gave."""
        found: dict[str, Any] | None = self.__dict__.get("_json")
        if found is None:
            found = self.__dict__["_json"] = self._to_json()
        return found

    def _to_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "op": self.op,
            "inputs": [*self.inputs, *(f"^{each}" for each in self.controls)],
            "device": self.device,
            "attrs": {name: attr_values.encode(value) for name, value in self.attrs.items()},
        }

    @classmethod
    def from_json(cls, record: Any) -> Node:
        if not isinstance(record, dict) or not isinstance(record.get("name"), str) or not isinstance(record.get("op"), str):
            raise Refused("document", "node without name")
        name, op = record["name"], record["op"]
        inputs, device, attrs = record.get("inputs", []), record.get("device", ""), record.get("attrs", {})
        well_formed = isinstance(inputs, list) and isinstance(device, str) and isinstance(attrs, dict)
        if not well_formed or len(inputs) > MOST_INPUTS or not all(each is None or isinstance(each, str) for each in inputs):
            raise Refused("document", "malformed node", node=name[:LONGEST_NAME])
        data = [each for each in inputs if each is None or not each.startswith("^")]
        if data != inputs[: len(data)]:
            raise Refused("document", "malformed node", node=name)
        decoded = {}
        for key, tagged in attrs.items():
            try:
                decoded[key] = attr_values.decode(tagged)
            except (ValueError, TypeError, OverflowError, RecursionError) as reason:
                raise Refused("document", "malformed attribute", node=name, attribute=key[:40], reason=str(reason)) from None
        named = (each if each is None or ":" in each else f"{each}:0" for each in data)
        return cls(name, op, tuple(named), tuple(each[1:] for each in inputs[len(data) :]), device, decoded)


@dataclass(frozen=True)
class Document:
    """Nodes in source order; what to compute and with how many workers; the reader's names and text."""

    nodes: tuple[Node, ...] = ()
    fetches: tuple[str, ...] = ()
    feeds: Mapping[str, np.ndarray] = field(default_factory=dict)
    workers: int = 2
    placement: str = "auto"
    transfer_dtype: str | None = None
    variables: Mapping[str, str] = field(default_factory=dict)
    code: str | None = None

    @cached_property
    def by_name(self) -> dict[str, Node]:
        return {node.name: node for node in self.nodes}

    def node(self, name: Any) -> Node:
        """The node called `name`. Raises Refused when there is none."""
        if not isinstance(name, str) or name not in self.by_name:
            raise Refused("node", "no such node", node=str(name)[:LONGEST_NAME])
        return self.by_name[name]

    @cached_property
    def takers(self) -> dict[str, list[Node]]:
        """Who takes from or waits for each node, in source order, each once."""
        found: dict[str, list[Node]] = {node.name: [] for node in self.nodes}
        for node in self.nodes:
            for source in dict.fromkeys(node.sources):
                if source in found:
                    found[source].append(node)
        return found

    def edited(self, nodes: Iterable[Node]) -> Document:
        """With other nodes. The reader's own text is then no longer that of the graph."""
        return replace(self, nodes=tuple(nodes), code=None)

    def replacing(self, changed: Node) -> Document:
        """With `changed` in the place of the node of its name."""
        return self.edited(changed if node.name == changed.name else node for node in self.nodes)

    def to_json(self) -> dict[str, Any]:
        return {
            "studio": VERSION,
            "nodes": [node.to_json() for node in self.nodes],
            "fetches": list(self.fetches),
            "feeds": {tensor: attr_values.encode(value) for tensor, value in self.feeds.items()},
            "workers": self.workers,
            "placement": self.placement,
            **({"transfer_dtype": self.transfer_dtype} if self.transfer_dtype else {}),
            "variables": dict(self.variables),
            "code": self.code,
        }

    @classmethod
    def from_json(cls, record: Any) -> Document:
        """Read a document. Raises Refused that says what is wrong with it."""
        if not isinstance(record, dict) or not isinstance(record.get("studio"), int):
            raise Refused("document", "no document")
        if record["studio"] != VERSION:
            raise Refused("document", "other version", found=record["studio"], needed=VERSION)
        nodes = record.get("nodes")
        if not isinstance(nodes, list):
            raise Refused("document", "no document")
        if len(nodes) > LARGEST_GRAPH:
            raise Refused("document", "too many nodes", found=len(nodes), most=LARGEST_GRAPH)
        document = cls(
            nodes=tuple(Node.from_json(each) for each in nodes),
            fetches=tuple(_strings(record, "fetches")),
            feeds={key: _feed(key, value) for key, value in _object(record, "feeds").items()},
            workers=_workers(record.get("workers", 2)),
            placement=record.get("placement", "auto"),
            transfer_dtype=record.get("transfer_dtype"),
            variables={key: str(value) for key, value in _object(record, "variables").items()},
            code=record.get("code"),
        )
        is_sent_so = document.transfer_dtype is None or document.transfer_dtype in TRANSFER_TYPES
        if document.placement not in PLACEMENTS or not is_sent_so or not isinstance(document.code, str | None):
            raise Refused("document", "no document")
        document.check()
        return document

    def check(self) -> None:
        """Names are unique and well formed, ops are known, edges come from outputs that are there. Raises Refused."""
        # Imported here: what a name may be is asked of the engine, which `naming` does.
        from heureum_live.studio.checking import check

        check(self)


def _strings(record: dict[str, Any], key: str) -> list[str]:
    found = record.get(key, [])
    if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
        raise Refused("document", "malformed part", part=key)
    return found


def _object(record: dict[str, Any], key: str) -> dict[str, Any]:
    found = record.get(key, {})
    if not isinstance(found, dict):
        raise Refused("document", "malformed part", part=key)
    return found


def _workers(found: Any) -> int:
    if type(found) is not int or not 1 <= found <= MOST_WORKERS:
        raise Refused("document", "malformed part", part="workers")
    return found


def _feed(key: str, tagged: Any) -> np.ndarray:
    try:
        value = attr_values.decode(tagged)
    except (ValueError, TypeError, OverflowError) as reason:
        raise Refused("document", "malformed attribute", node=key, attribute="feeds", reason=str(reason)) from None
    if not isinstance(value, np.ndarray):
        raise Refused("document", "malformed part", part="feeds")
    return value
