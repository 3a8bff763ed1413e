"""Reverse-mode differentiation: the graph is extended by the nodes that compute the gradient.

Takes tensors ys and xs; gives, for each x, a tensor with d(sum of ys)/dx, or None when no path joins them.
Law: every node on a path is visited once, after all that take from it, and gradients over several paths are summed.
Source: tf.gradients; M. Abadi et al. 2015 (arXiv:1603.04467), section 4.1.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Any

import numpy as np

from .graph import FunctionGraph, Graph, IndexedSlices, Operation, Tensor, TensorLike, between, node

__all__ = ["AggregationMethod", "UnconnectedGradients", "gradients", "hessians"]


class AggregationMethod:
    """How TensorFlow may sum gradients over paths; here there is one way. Source: tf.AggregationMethod."""

    ADD_N = 0
    DEFAULT = 0
    EXPERIMENTAL_TREE = 1
    EXPERIMENTAL_ACCUMULATE_N = 2


class UnconnectedGradients(Enum):
    """What stands for a gradient where no path leads to. Source: tf.UnconnectedGradients."""

    NONE = "none"
    ZERO = "zero"


def gradients(
    ys: Any,
    xs: Any,
    grad_ys: Any = None,
    name: str = "gradients",
    colocate_gradients_with_ops: bool = False,
    gate_gradients: bool = False,
    aggregation_method: Any = None,
    stop_gradients: Any = None,
    unconnected_gradients: Any = UnconnectedGradients.NONE,
) -> list[Any]:
    """d(sum of `ys`)/dx for each x of `xs`: a list of tensors shaped like the xs, None where no path leads to x.

    With `unconnected_gradients` ZERO there are zeros instead of None.

    `grad_ys` are the gradients to start from, ones unless told. Nothing flows through `stop_gradients`.
    The remaining arguments are accepted and have no effect.
    Raises TypeError for a y that is no fraction, ValueError for a `grad_ys` of another length or shape.
    Source: tf.gradients.
    """
    targets = [y.as_tensor() if isinstance(y, TensorLike) else y for y in _as_list(ys)]
    if not targets:
        raise ValueError("tf.gradients needs at least one y")
    sources = [_inside(_source(x), targets[0].graph) for x in _as_list(xs)]
    graph: Graph = targets[0].graph.current()
    stopped = {_inside(_source(x), targets[0].graph) for x in _as_list(stop_gradients)}
    with graph.name_scope(name or "gradients"):
        collected = _start(graph, targets, _as_list(grad_ys) if grad_ys is not None else [None] * len(targets))
        wanted = set(sources)
        found: dict[Tensor, Tensor] = {}
        for operation in between(sources, targets):
            arrived = [_total(graph, collected.pop(output, [])) for output in operation.outputs]
            found.update({t: dy for t, dy in zip(operation.outputs, arrived, strict=True) if t in wanted and dy is not None})
            if stopped.isdisjoint(operation.outputs) and any(dy is not None for dy in arrived):
                _flow_back(graph, operation, arrived, collected, wanted)
        if UnconnectedGradients(unconnected_gradients) is UnconnectedGradients.ZERO:
            return [found[x] if x in found else graph.node("ZerosLike", x) for x in sources]
        return [found.get(x) for x in sources]


def _source(x: Any) -> Any:
    """A variable is where its reads come from, so that a path through any read counts."""
    return x.as_ref() if isinstance(x, TensorLike) else x


def _inside(x: Any, graph: Graph) -> Any:
    """What stands for a tensor, or for what a variable holds, in the function that is being described."""
    if not isinstance(graph, FunctionGraph) or not isinstance(x, Tensor) or x.graph is graph:
        return x
    if x in graph.captures:
        return graph.captures[x]
    held = (stand_in for outer, stand_in in graph.captures.items() if x.is_ref and outer.op.inputs[:1] == (x,))
    return next(held, x)


def _as_list(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, (list, tuple)) else [value]


def _start(graph: Graph, ys: Sequence[Tensor], grad_ys: Sequence[Any]) -> dict[Tensor, list[Tensor]]:
    if len(grad_ys) != len(ys):
        raise ValueError(f"grad_ys has {len(grad_ys)} elements for {len(ys)} ys")
    collected: dict[Tensor, list[Tensor]] = {}
    for index, (y, given) in enumerate(zip(ys, grad_ys, strict=True)):
        if not (y.dtype.is_floating or y.dtype.is_complex):
            raise TypeError(f"Gradients start from fractions, but {y.name} is {y.spec}; use tf.cast")
        if given is not None:
            dy = graph.convert(given, y.dtype, name=f"grad_ys_{index}")
            dy.shape.merge_with(y.shape)
        elif y.dtype.is_complex:
            raise TypeError(f"Gradients of complex tensors ({y}) must set grad_ys (y.dtype = {y.dtype.name})")
        else:
            dy = _ones_like(graph, y, f"grad_ys_{index}")
        collected.setdefault(y, []).append(dy)
    return collected


def _ones_like(graph: Graph, y: Tensor, name: str) -> Tensor:
    if y.shape.is_fully_defined():
        return graph.convert(np.ones(y.shape.as_list(), y.dtype.as_numpy_dtype), name=name)
    one = graph.convert(np.ones((), y.dtype.as_numpy_dtype), name="one")
    return node("BroadcastTo", one, node("Shape", y), name=name)


def _total(graph: Graph, parts: list[Any]) -> Any:
    if len(parts) < 2:
        return parts[0] if parts else None
    if all(isinstance(part, IndexedSlices) for part in parts):
        # The reverse pass meets the latest first; rows are listed in the order in which they were looked up.
        values = graph.node("ConcatV2", *[part.values for part in parts[::-1]], 0, name="concat")
        indices = graph.node("ConcatV2", *[part.indices for part in parts[::-1]], 0, name="concat")
        return IndexedSlices(values, indices, parts[0].dense_shape)
    return graph.node("AddN", *parts)


def _zeros_like(y: Tensor) -> Tensor | None:
    """What flows into an output that nothing was taken from; integers and the like carry no gradient at all."""
    if not (y.dtype.is_floating or y.dtype.is_complex):
        return None
    return node("ZerosLike", y)


def _is_reached(operation: Operation, sources: set[Any]) -> bool:
    """Whether a source comes to the operation through fractions alone: only there a gradient would be missing."""
    seen, left = {operation}, [operation]
    while left:
        for x in left.pop().inputs:
            if x in sources:
                return True
            if (x.dtype.is_floating or x.dtype.is_complex) and x.op not in seen:
                seen.add(x.op)
                left.append(x.op)
    return False


def _flow_back(
    graph: Graph,
    operation: Operation,
    arrived: list[Tensor | None],
    collected: dict[Tensor, list[Tensor]],
    sources: set[Any],
) -> None:
    try:
        rule = operation.graph.gradient_rule(operation)
    except LookupError:
        if _is_reached(operation, sources):
            raise
        return
    if rule is None:
        return
    if operation.type != "Identity":  # rows pass through a read of a variable as they are
        arrived = [dy.as_tensor() if isinstance(dy, IndexedSlices) else dy for dy in arrived]
    with graph.name_scope(f"{operation.name}_grad"), graph.device(operation.device or ""):
        if not operation.op_def.partial_gradient:
            arrived = [_zeros_like(y) if dy is None else dy for y, dy in zip(operation.outputs, arrived, strict=True)]
        for x, dx in zip(operation.inputs, rule(operation, *arrived), strict=True):
            if dx is not None:
                collected.setdefault(x, []).append(dx)


def hessians(
    ys: Any,
    xs: Any,
    name: str = "hessians",
    colocate_gradients_with_ops: bool = False,
    gate_gradients: bool = False,
    aggregation_method: Any = None,
) -> list[Tensor]:
    """The second derivatives of the sum of `ys` by each x of `xs`: one tensor of shape `x.shape + x.shape` for each x.

    One gradient is built for each element of x, so x must be small and its shape known; ValueError when it is not.
    Source: tf.hessians.
    """
    sources, found = _as_list(xs), []
    for first, x in zip(gradients(ys, sources, name=name), sources, strict=True):
        sizes = x.shape.as_list()
        count = x.shape.num_elements()
        if first is None or count is None:
            raise ValueError(f"tf.hessians needs a path from {x} and its whole shape")
        flat = node("Reshape", first, [-1])
        rows = [gradients(flat[i], x)[0] for i in range(count)]
        rows = [node("ZerosLike", x) if row is None else row for row in rows]
        found.append(node("Reshape", node("Pack", *rows), sizes * 2))
    return found
