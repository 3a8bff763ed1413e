"""New nodes for a document: an op with sensible attributes, the constants that set how it works, a whole variable.

Law: what is made can be run as soon as its data inputs are connected; names are those that the `tf` function would give.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from heureum.dtypes import as_dtype, float32
from heureum.graph.convert import as_array
from heureum.op_def import REQUIRED, find_op
from heureum.tensor_shape import TensorShape
from heureum_live.studio.attributes import first_value
from heureum_live.studio.document import Document, Node
from heureum_live.studio.inferring import arguments_of
from heureum_live.studio.palette import SETTINGS, has
from heureum_live.studio.refusal import Refused

__all__ = ["constant", "new_nodes"]

LISTED = 2  # how many inputs a list has at first


def constant(name: str, value: Any, device: str = "") -> Node:
    """A constant of the dtype that TensorFlow gives such a value."""
    array = np.array(as_array(value))
    array.flags.writeable = False
    return Node(name, "Const", device=device, attrs={"value": array, "dtype": as_dtype(array.dtype)})


def new_nodes(op: str, name: str, device: str, document: Document) -> list[Node]:
    """The node, after the constants that only it takes; of a variable its value, its place, `Assign` and `read`."""
    if op == "Variable":
        return _variable(name, device)
    if not has(op):
        raise Refused("op", "no such op", op=op[:60])
    op_def = find_op(op)
    count = sum(LISTED if argument.is_list else 1 for argument in op_def.inputs)
    settings = SETTINGS.get(op, {})
    made: list[Node] = []
    inputs: list[str | None] = []
    for argument in arguments_of(op_def, count):
        if argument.name in settings and f"{name}/{argument.name}".lower() not in {n.lower() for n in document.by_name}:
            made.append(constant(f"{name}/{argument.name}", settings[argument.name], device))
            inputs.append(f"{made[-1].name}:0")
        else:
            inputs.append(None)
    attrs = {each: first_value(op_def, each) for each, default in op_def.attrs.items() if default is REQUIRED}
    return [*made, Node(name, op, tuple(inputs), device=device, attrs=attrs)]


def _variable(name: str, device: str) -> list[Node]:
    initial = constant(f"{name}/initial_value", 0.0, device)
    place = Node(name, "VariableV2", device=device, attrs={"dtype": float32, "shape": TensorShape.of(())})
    return [
        initial,
        place,
        Node(f"{name}/Assign", "Assign", (f"{name}:0", f"{initial.name}:0"), device=device),
        Node(f"{name}/read", "Identity", (f"{name}:0",), device=device),
    ]
