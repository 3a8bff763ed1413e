"""The nodes that `tf.Variable` adds, found again in a graph and written as that one call.

Takes a writer and a place in its order. Law: nodes are taken together only if the call adds just them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from heureum_live.studio.calling import Call, Given
from heureum_live.studio.document import Node
from heureum_live.studio.literals import constant_literals
from heureum_live.studio.script import Statement
from heureum_live.studio.trying import Made, tried_variable

if TYPE_CHECKING:
    from heureum_live.studio.writer import Writer

__all__ = ["Variable", "found", "write"]


@dataclass(frozen=True, slots=True)
class Variable:
    """`nodes` are the value's constant if it was written there, the place, `Assign`, `read`."""

    nodes: tuple[Node, ...]
    place: Node
    call: Call


def found(writer: Writer, at: int) -> Variable | None:
    """The variable whose nodes begin here, if `tf.Variable` would add just them."""
    first = writer.order[at]
    has_value = first.op == "Const" and first.name.endswith("/initial_value") and not writer.is_mentioned(first)
    nodes = writer.order[at + 1 if has_value else at :][:3]
    if [each.op for each in nodes] != ["VariableV2", "Assign", "Identity"]:
        return None
    place, assign, read = nodes
    name = place.name
    whole = (first, *nodes) if has_value else tuple(nodes)
    if any(each.device != place.device or each.controls for each in whole) or "shared_name" in place.attrs:
        return None
    value = assign.inputs[1] if len(assign.inputs) == 2 else None
    if value is None or (assign.name, read.name) != (f"{name}/Assign", f"{name}/read"):
        return None
    if has_value and (
        first.name != f"{name}/initial_value" or value != f"{first.name}:0" or len(writer.document.takers[first.name]) != 1
    ):
        return None
    return _tried(writer, place, whole, value)


def _tried(writer: Writer, place: Node, nodes: tuple[Node, ...], value: str) -> Variable | None:
    name = place.name
    if len(nodes) == 4:
        parts = constant_literals(nodes[0].attrs["value"], nodes[0].attrs["dtype"])
        if any(key == "shape" for key, _ in parts):
            return None  # tf.Variable has no shape to fill; a constant of its own is written
        (_, literal), *more = parts
        initial = Given(literal.text, 0, literal=literal)
        call = Call("tf.Variable", (initial,), tuple(more))
    else:
        source = writer.tensor(value, 0, wants_reference=False)
        if source.spec is None:
            return None
        call = Call("tf.Variable", (source,))
    made = tried_variable(call, nodes, value)
    return Variable(nodes, place, call) if made and writer.is_named_so(call, place, Made(name, None)) else None


def write(writer: Writer, variable: Variable) -> Statement:
    node = variable.place
    writer.names.unique(node.name)
    name = writer.identifier(f"{node.name}:0", node)
    writer.texts |= {
        node.name: f"{name}.op",
        f"{node.name}:0": name,
        f"{node.name}/read": f"{name}.value()",
        f"{node.name}/read:0": name,
        f"{node.name}/Assign": f"{name}.initializer",
        f"{node.name}/Assign:0": f"{name}.initializer.outputs[0]",
        f"{node.name}/initial_value": f"{name}.initial_value",
        f"{node.name}/initial_value:0": f"{name}.initial_value",
    }
    writer.initializers[node.name] = f"{name}.initializer"
    writer.places.add(node.name)
    writer.reads.add(f"{node.name}/read:0")
    return Statement(f"{name} = {variable.call.text(node.name)}", node.device)
