"""Arithmetic identities: operations that change nothing are left out.

Takes a Subgraph; gives one in which what follows `x * 1`, `x + 0`, `-(-x)` and the like takes x itself.
Law: a rule holds for nan and infinity too (so x * 0 stays); only the sign of zero is not kept. No shape or dtype changes.
Source: TensorFlow's arithmetic optimizer (Grappler).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from ..graph.graph_def import NodeDef
from ..graph.subgraph import Subgraph
from .rewrite import free, kept, replace_tensors

__all__ = ["simplify_arithmetic"]

_Nodes = Mapping[str, NodeDef]


def simplify_arithmetic(subgraph: Subgraph) -> Subgraph:
    """`identity(x * 1) + 0 -> x`."""
    may_replace = free(subgraph) - kept(subgraph)
    # A node whose output is fed does not compute what its op says.
    nodes = {node.name: node for node in subgraph.nodes if f"{node.name}:0" not in subgraph.feeds}
    stands_for: dict[str, str] = {}
    for node in subgraph.nodes:
        tensor = f"{node.name}:0"
        rule = _RULES.get(node.op)
        if rule is None or node.name not in may_replace or node.name not in nodes:
            continue
        same = rule(node, nodes)
        if same is not None and _fits(subgraph, same, tensor):
            stands_for[tensor] = same
    return replace_tensors(subgraph, stands_for)


def _fits(subgraph: Subgraph, same: str, tensor: str) -> bool:
    before, after = subgraph.specs[tensor], subgraph.specs[same]
    return before.dtype is after.dtype and after.shape.is_fully_defined() and before.shape == after.shape


def _maker(tensor: str, nodes: _Nodes) -> NodeDef | None:
    return nodes.get(tensor.removesuffix(":0")) if tensor.endswith(":0") else None


def _is_constant(tensor: str, wanted: float, nodes: _Nodes) -> bool:
    node = _maker(tensor, nodes)
    return node is not None and node.op == "Const" and bool(np.all(node.attrs["value"] == wanted))


def _with_neutral(right: float, left: float | None = None) -> Callable[[NodeDef, _Nodes], str | None]:
    def rule(node: NodeDef, nodes: _Nodes) -> str | None:
        x, y = node.data_inputs
        if _is_constant(y, right, nodes):
            return x
        return y if left is not None and _is_constant(x, left, nodes) else None

    return rule


def _undone(node: NodeDef, nodes: _Nodes) -> str | None:
    inner = _maker(node.data_inputs[0], nodes)
    return inner.data_inputs[0] if inner is not None and inner.op == node.op else None


def _untransposed(node: NodeDef, nodes: _Nodes) -> str | None:
    inner = _maker(node.data_inputs[0], nodes)
    orders: list[Any] = [
        _value(each.data_inputs[1], nodes) for each in (inner, node) if each is not None and each.op == "Transpose"
    ]
    if len(orders) < 2 or any(order is None for order in orders) or inner is None:
        return None
    return inner.data_inputs[0] if np.array_equal(orders[0][orders[1]], np.arange(len(orders[0]))) else None


def _value(tensor: str, nodes: _Nodes) -> Any:
    node = _maker(tensor, nodes)
    return node.attrs["value"] if node is not None and node.op == "Const" else None


def _first(node: NodeDef, nodes: _Nodes) -> str | None:
    return node.data_inputs[0]


_RULES: dict[str, Callable[[NodeDef, _Nodes], str | None]] = {
    "Add": _with_neutral(0, 0),
    "Identity": _first,
    "Mul": _with_neutral(1, 1),
    "Neg": _undone,
    "RealDiv": _with_neutral(1),
    "Reshape": _first,
    "StopGradient": _first,
    "Sub": _with_neutral(0),
    "Transpose": _untransposed,
}
