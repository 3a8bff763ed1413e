"""A graph as data: plain records, and versioned JSON of them.

Takes operations or JSON; gives a GraphDef, which editors draw, partitions carry and links hold.
Law: reading checks every record and executes nothing; what is read is in an order in which it can be built.
Source: tf.GraphDef, tf.NodeDef (our JSON, not TensorFlow's protocol buffers).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from . import attr_values
from .text_form import graph_text, node_text

__all__ = ["GRAPH_DEF_VERSION", "GraphDef", "NodeDef", "as_graph_def", "input_names", "maker_of", "node_def_of"]

GRAPH_DEF_VERSION = 1


@dataclass(frozen=True, slots=True)
class NodeDef:
    """One node. `inputs` names tensors (`a:0`) and, after them, control inputs (`^a`)."""

    name: str
    op: str
    inputs: tuple[str, ...] = ()
    device: str = ""
    attrs: dict[str, Any] = field(default_factory=dict)

    @property
    def input(self) -> tuple[str, ...]:
        """The same names as TensorFlow's field has them: `a` for the first output of a, `a:1` for the second."""
        return tuple(each.removesuffix(":0") for each in self.inputs)

    @property
    def data_inputs(self) -> tuple[str, ...]:
        """The tensors it takes."""
        return tuple(each for each in self.inputs if not each.startswith("^"))

    @property
    def control_inputs(self) -> tuple[str, ...]:
        """The names of the nodes it must wait for."""
        return tuple(each[1:] for each in self.inputs if each.startswith("^"))

    def __str__(self) -> str:
        return node_text(self.name, self.op, self.input, self.device, self.attrs)

    def on(self, device: str) -> NodeDef:
        """The same node on a device."""
        return replace(self, device=device)

    def to_json(self) -> dict[str, Any]:
        """Plain JSON; each attribute carries the tag of its kind."""
        return {
            "name": self.name,
            "op": self.op,
            "inputs": list(self.inputs),
            "device": self.device,
            "attrs": {name: attr_values.encode(value) for name, value in self.attrs.items()},
        }

    @classmethod
    def from_json(cls, record: Any) -> NodeDef:
        """Read one node. Raises ValueError that names the node and says what is wrong with it."""
        if not isinstance(record, dict) or not isinstance(record.get("name"), str) or not isinstance(record.get("op"), str):
            raise ValueError("Each node of a GraphDef is an object with the strings 'name' and 'op'")
        name = record["name"]
        inputs, device, attrs = record.get("inputs", []), record.get("device", ""), record.get("attrs", {})
        if not isinstance(inputs, list) or not all(isinstance(each, str) and each for each in inputs):
            raise ValueError(f"Node {name!r}: 'inputs' is a list of tensor names")
        if not isinstance(device, str) or not isinstance(attrs, dict):
            raise ValueError(f"Node {name!r}: 'device' is a string and 'attrs' an object")
        decoded = {}
        for key, tagged in attrs.items():
            try:
                decoded[key] = attr_values.decode(tagged)
            except ValueError as reason:
                raise ValueError(f"Node {name!r}, attribute {key!r}: {reason}") from None
        return cls(name, record["op"], tuple(_with_output(each) for each in inputs), device, decoded)


@dataclass(frozen=True, slots=True)
class GraphDef:
    """A graph as a list of nodes, each after those it takes from."""

    nodes: tuple[NodeDef, ...] = ()

    @property
    def node(self) -> tuple[NodeDef, ...]:
        """The nodes, under TensorFlow's name for the field."""
        return self.nodes

    def __str__(self) -> str:
        return graph_text(str(each) for each in self.nodes)

    def to_json(self) -> dict[str, Any]:
        """Versioned plain JSON."""
        return {"version": GRAPH_DEF_VERSION, "nodes": [node.to_json() for node in self.nodes]}

    def SerializeToString(self) -> bytes:
        """The JSON as bytes, by the name of a message's method: for a file opened with "wb". Source: tf.GraphDef."""
        return json.dumps(self.to_json()).encode()

    def ParseFromString(self, serialized: bytes) -> int:
        """Become the graph that `SerializeToString` wrote; gives the number of bytes.

        Raises ValueError for anything else, as a protocol buffer that TensorFlow wrote. Source: tf.GraphDef.
        """
        object.__setattr__(self, "nodes", GraphDef.FromString(serialized).nodes)
        return len(serialized)

    @classmethod
    def FromString(cls, serialized: bytes) -> GraphDef:
        """The graph that `SerializeToString` wrote. Raises as `ParseFromString`. Source: tf.GraphDef."""
        try:
            record = json.loads(serialized)
        except ValueError:
            kind = "a protocol buffer that TensorFlow wrote" if serialized[:1] == b"\n" else "no JSON"
            raise ValueError(f"A GraphDef here is JSON, and these {len(serialized)} bytes are {kind}") from None
        return cls.from_json(record)

    @classmethod
    def from_json(cls, record: Any) -> GraphDef:
        """Read a graph and put its nodes into an order in which they can be built.

        Raises ValueError for another version, a malformed node, a name that stands twice, an input that no node
        gives, or a cycle.
        """
        if not isinstance(record, dict) or record.get("version") != GRAPH_DEF_VERSION:
            found = record.get("version") if isinstance(record, dict) else type(record).__name__
            raise ValueError(f"A GraphDef of version {GRAPH_DEF_VERSION} is needed, found {found!r}")
        if not isinstance(record.get("nodes"), list):
            raise ValueError("A GraphDef has a list 'nodes'")
        return cls(tuple(_in_building_order([NodeDef.from_json(each) for each in record["nodes"]])))


def _with_output(name: str) -> str:
    return name if name.startswith("^") or ":" in name else f"{name}:0"


def maker_of(edge: str) -> str:
    """The name of the node that an edge comes from: `a` for the tensor `a:0` and for the control edge `^a`."""
    return edge[1:] if edge.startswith("^") else edge.rpartition(":")[0]


def input_names(node: NodeDef) -> Iterable[str]:
    """The names of the nodes that `node` takes from or waits for."""
    return map(maker_of, node.inputs)


def _in_building_order(nodes: list[NodeDef]) -> list[NodeDef]:
    by_name: dict[str, NodeDef] = {}
    for node in nodes:
        if node.name in by_name:
            raise ValueError(f"Node {node.name!r} stands twice in the GraphDef")
        by_name[node.name] = node
    waiting: dict[str, set[str]] = {}
    takers: dict[str, list[NodeDef]] = {}
    for node in nodes:
        waiting[node.name] = set(input_names(node))
        for source in waiting[node.name]:
            if source not in by_name:
                raise ValueError(f"Node {node.name!r} ({node.op}) takes from {source!r}, which is not in the GraphDef")
            takers.setdefault(source, []).append(node)
    ordered = [node for node in nodes if not waiting[node.name]]
    for node in ordered:  # grows while it is walked
        for taker in takers.get(node.name, ()):
            waiting[taker.name].discard(node.name)
            if not waiting[taker.name]:
                ordered.append(taker)
    if len(ordered) < len(nodes):
        stuck = sorted(name for name, sources in waiting.items() if sources)
        raise ValueError(f"The GraphDef has a cycle through or before {', '.join(map(repr, stuck[:5]))}")
    in_file_order = {node.name: index for index, node in enumerate(nodes)}
    if all(in_file_order[source] < in_file_order[node.name] for node in nodes for source in input_names(node)):
        return nodes
    return ordered


def node_def_of(operation: Any) -> NodeDef:
    """The record of an operation; attributes that have their default value are left out."""
    defaults = operation.op_def.attrs
    return NodeDef(
        operation.name,
        operation.type,
        (*(tensor.name for tensor in operation.inputs), *(f"^{op.name}" for op in operation.control_inputs)),
        operation.device,
        {name: value for name, value in operation.attrs.items() if value is not defaults[name]},
    )


def as_graph_def(operations: Iterable[Any]) -> GraphDef:
    """The record of operations, in the order given."""
    return GraphDef(tuple(node_def_of(operation) for operation in operations))
