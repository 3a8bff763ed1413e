"""Finding a tensor or an operation: itself, what stands for it, or its name.

Takes a graph, its operations by name, and what was asked for; gives the element.
Law: what is not in the graph raises an error that shows what is near.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .operation import Operation
from .tensor import Tensor

__all__ = ["find_element"]


def find_element(
    graph: Any, by_name: Mapping[str, Operation], obj: Any, *, allow_tensor: bool, allow_operation: bool
) -> Tensor | Operation:
    """The tensor or operation of `graph` that `obj` is or names.

    Raises KeyError for a name that does not exist, ValueError for something of another graph, TypeError for
    anything else.
    """
    if hasattr(obj, "_as_graph_element"):
        obj = obj._as_graph_element()
    if isinstance(obj, (Tensor, Operation)):
        if obj.graph is not graph:
            raise ValueError(f"{'Tensor' if isinstance(obj, Tensor) else 'Operation'} {obj} is not an element of this graph.")
        if not (allow_tensor if isinstance(obj, Tensor) else allow_operation):
            raise TypeError(f"Can not convert a {type(obj).__name__} into a {_wanted(allow_tensor, allow_operation)}.")
        return obj
    if not isinstance(obj, str):
        raise TypeError(f"Can not convert a {type(obj).__name__} into a {_wanted(allow_tensor, allow_operation)}.")
    op_name, colon, index = obj.partition(":")
    if colon and not index.isdigit():
        raise ValueError(f"The name {obj!r} looks like neither an Operation nor a Tensor: write '<op>:<output>'.")
    if op_name not in by_name:
        what = "a Tensor which does not exist" if colon else "an Operation not in the graph"
        raise KeyError(f"The name {obj!r} refers to {what}. {_near(by_name, op_name)}")
    operation = by_name[op_name]
    if not colon:
        if not allow_operation:
            raise ValueError(f"The name {obj!r} refers to an Operation, not a Tensor. Tensor names look like '{obj}:0'.")
        return operation
    if not allow_tensor:
        raise ValueError(f"The name {obj!r} refers to a Tensor, not an Operation: leave out ':{index}'.")
    if int(index) >= len(operation.outputs):
        raise KeyError(
            f"The name {obj!r} refers to a Tensor which does not exist: {op_name!r} has {len(operation.outputs)} outputs."
        )
    return operation.outputs[int(index)]


def _near(by_name: Mapping[str, Operation], name: str) -> str:
    near = [known for known in by_name if known.lower().startswith(name.lower()[:3])][:5]
    return f"Near it: {', '.join(map(repr, near))}." if near else f"The graph has {len(by_name)} operations."


def _wanted(allow_tensor: bool, allow_operation: bool) -> str:
    return " or ".join(["Tensor"] * allow_tensor + ["Operation"] * allow_operation)
