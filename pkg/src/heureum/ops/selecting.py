"""Choosing by truth values: where, boolean_mask, clip_by_value's kernel."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..dtypes import int64
from ..graph import Operation, Tensor, graph_of, node, op
from ..graph.indexing import choose
from ..op_def import ANY, NUMERIC, REAL
from ..tensor_shape import TensorShape, TensorSpec
from . import lanes
from .adjoint import summed_to
from .shapes import broadcast, merged

__all__ = ["boolean_mask", "where", "where_v2"]


def _selected(condition: TensorSpec, t: TensorSpec, e: TensorSpec) -> TensorShape:
    shape = merged(t.shape, e.shape)
    rank = condition.shape.rank
    if rank in (None, 0) or (rank == 1 and shape.rank is None):
        return shape
    if rank == 1 and shape.rank != 1:
        merged(condition.shape, shape[:1])
        return shape
    return merged(condition.shape, shape)


def _select_gradient(op: Operation, dy: Tensor) -> list[Any]:
    condition, zeros = op.inputs[0], node("ZerosLike", dy)
    return [None, node("Select", condition, dy, zeros), node("Select", condition, zeros, dy)]


@op("Select(condition: bool, t: T, e: T) -> T", shape=_selected, gradient=_select_gradient, T=ANY)
def _select(condition: Any, t: Any, e: Any) -> Any:
    """t where the condition holds, e elsewhere; a vector of conditions chooses rows. `[a] x [a, b] x [a, b] -> [a, b]`.

    Source: tf.where.
    """
    condition = np.asarray(condition)
    rows = condition.reshape(condition.shape + (1,) * (np.ndim(t) - condition.ndim))
    return _chosen(rows, t, e)


def _chosen(condition: Any, t: Any, e: Any) -> Any:
    if isinstance(t, bytes) or isinstance(e, bytes):
        t, e = (np.array(each, object) for each in (t, e))  # NumPy's own strings lose zero bytes at the end
    return np.where(condition, t, e)[()]


def _broadcast_three(condition: TensorSpec, t: TensorSpec, e: TensorSpec) -> TensorShape:
    return broadcast(condition, TensorSpec(t.dtype, broadcast(t, e)))


def _select_v2_gradient(op: Operation, dy: Tensor) -> list[Any]:
    condition, t, e = op.inputs
    zeros = node("ZerosLike", dy)
    return [
        None,
        summed_to(node("SelectV2", condition, dy, zeros), t),
        summed_to(node("SelectV2", condition, zeros, dy), e),
    ]


@op("SelectV2(condition: bool, t: T, e: T) -> T", shape=_broadcast_three, gradient=_select_v2_gradient, T=ANY)
def _select_v2(condition: Any, t: Any, e: Any) -> Any:
    """t where the condition holds, e elsewhere. `[...] x [...] x [...] -> [...]`, broadcast. Source: tf.where_v2."""
    return _chosen(condition, t, e)


@op("Where(condition: T) -> int64", shape=lambda condition: (None, condition.shape.rank), T=(*NUMERIC, *ANY[-2:-1]))
def _where(condition: Any) -> Any:
    """The places of the elements that are True or not zero. `[a, b] -> [n, 2]`. Source: tf.where."""
    if not np.ndim(condition):
        raise ValueError("a single number has no places: where needs at least one axis")
    return np.argwhere(condition).astype(int64.as_numpy_dtype)


def where(condition: Any, x: Any = None, y: Any = None, name: str | None = None) -> Tensor:
    """x where the condition holds, y elsewhere; alone, the places where it holds. `[a] x [a, b] x [a, b] -> [a, b]`.

    All have one shape, or the condition is a vector that chooses rows. Raises ValueError when only one of x and y is
    given, or the shapes differ. Source: tf.where.
    """
    return _either("Select", condition, x, y, name)


def where_v2(condition: Any, x: Any = None, y: Any = None, name: str | None = None) -> Tensor:
    """x where the condition holds, y elsewhere; alone, the places where it holds. `[...] x [...] x [...] -> [...]`, broadcast.

    Raises ValueError when only one of x and y is given. Source: tf.where_v2.
    """
    return _either("SelectV2", condition, x, y, name)


def _either(op_type: str, condition: Any, x: Any, y: Any, name: str | None) -> Tensor:
    if (x is None) != (y is None):
        raise ValueError("x and y must both be non-None or both be None.")
    if x is None:
        condition = graph_of(condition).convert(condition, name="condition")
        places: Tensor = node("Where", condition, name=name)
        return places
    made: Tensor = node(op_type, condition, x, y, name=name)
    return made


def boolean_mask(tensor: Any, mask: Any, name: str = "boolean_mask", axis: int | None = None) -> Tensor:
    """The elements of `tensor` along `axis` where `mask` is True. `[a, b] x [a] -> [n, b]`.

    Raises ValueError for a mask that is a scalar, or whose sizes are not those of the tensor. Source: tf.boolean_mask.
    """
    graph = graph_of(tensor, mask)
    if not isinstance(tensor, Tensor):
        tensor = graph.convert(tensor, name=f"{name}/tensor")
    return choose(tensor, mask, name, axis or 0)


def _clip_gradient(op: Operation, dy: Tensor) -> list[Any]:
    x, low, high = op.inputs
    below, above = node("Less", x, low), node("Greater", x, high)
    zeros = node("ZerosLike", dy)
    inside = node("SelectV2", node("LogicalOr", below, above), zeros, dy)
    return [
        inside,
        summed_to(node("SelectV2", below, dy, zeros), low),
        summed_to(node("SelectV2", above, dy, zeros), high),
    ]


@op("ClipByValue(t: T, clip_value_min: T, clip_value_max: T) -> T", shape=_broadcast_three, gradient=_clip_gradient, T=REAL)
def _clip_by_value(t: Any, clip_value_min: Any, clip_value_max: Any) -> Any:
    """t, but not below and not above the given values. `[...] x [] x [] -> [...]`. Source: tf.clip_by_value."""
    return lanes.minimum(lanes.maximum(t, clip_value_min), clip_value_max)
