"""Reductions: many elements to one, along axes."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..dtypes import int32
from ..graph import Operation, Tensor, graph_of, node, op
from ..op_def import INDEX, NUMERIC
from ..tensor_shape import TensorShape, TensorSpec
from .shapes import constant_shape, per_element, reduced

__all__ = ["reduce_mean", "reduce_sum"]


def _axes(reduction_indices: Any) -> tuple[int, ...]:
    return tuple(np.ravel(reduction_indices).tolist())


def _sum_gradient(op: Operation, dy: Tensor) -> list[Any]:
    x, axes = op.inputs
    return [node("SpreadAlong", dy, node("Shape", x), axes), None]


@op(
    "Sum(input: T, reduction_indices: Tidx) -> T",
    shape=reduced,
    gradient=_sum_gradient,
    work=per_element(1),
    T=NUMERIC,
    Tidx=INDEX,
)
def _sum(input: Any, reduction_indices: Any, *, keep_dims: bool = False) -> Any:
    """The sum over the axes `reduction_indices`. `[a, b, c] -> [a, c]`. Source: tf.reduce_sum."""
    return input.sum(axis=_axes(reduction_indices), keepdims=keep_dims, dtype=input.dtype)


def _mean_gradient(op: Operation, dy: Tensor) -> list[Any]:
    x, axes = op.inputs
    before, after = x.shape.num_elements(), op.outputs[0].shape.num_elements()
    spread = node("SpreadAlong", dy, node("Shape", x), axes)
    if before is not None and after is not None:
        return [spread / max(before // max(after, 1), 1), None]
    count = node("Size", x) / node("Size", op.outputs[0])
    return [spread / node("Cast", count, DstT=dy.dtype) if count.dtype is not dy.dtype else spread / count, None]


@op(
    "Mean(input: T, reduction_indices: Tidx) -> T",
    shape=reduced,
    gradient=_mean_gradient,
    work=per_element(1),
    T=NUMERIC,
    Tidx=INDEX,
)
def _mean(input: Any, reduction_indices: Any, *, keep_dims: bool = False) -> Any:
    """The mean over the axes `reduction_indices`, for integers cut towards zero. `[a, b, c] -> [a, c]`.

    Source: tf.reduce_mean.
    """
    axes = _axes(reduction_indices)
    if input.dtype.kind in "iu":
        return np.trunc(input.mean(axis=axes, keepdims=keep_dims)).astype(input.dtype)
    total = input.sum(axis=axes, keepdims=keep_dims, dtype=input.dtype)
    return np.true_divide(total, input.dtype.type(input.size // max(total.size, 1)))


def _spread_shape(dy: TensorSpec, input_shape: TensorSpec, reduction_indices: TensorSpec) -> Any:
    return constant_shape(input_shape)


def _spread_gradient(op: Operation, dy: Tensor) -> list[Any]:
    summed = node("Sum", dy, op.inputs[2])
    return [node("Reshape", summed, node("Shape", op.inputs[0])), None, None]


@op(
    "SpreadAlong(dy: T, input_shape: Tidx, reduction_indices: Tidx) -> T",
    shape=_spread_shape,
    gradient=_spread_gradient,
    T=NUMERIC,
    Tidx=INDEX,
)
def _spread_along(dy: Any, input_shape: Any, reduction_indices: Any) -> Any:
    """`dy` repeated along the axes that were summed over: the gradient of a sum. `[a, c] -> [a, b, c]`.

    Source: TensorFlow's gradient of Sum (Reshape and Tile).
    """
    kept = input_shape.copy()
    kept[list(_axes(reduction_indices))] = 1
    return np.broadcast_to(np.reshape(dy, kept), input_shape)


def reduce_sum(
    input_tensor: Any,
    axis: Any = None,
    keepdims: bool | None = None,
    name: str | None = None,
    reduction_indices: Any = None,
    keep_dims: bool | None = None,
) -> Tensor:
    """The sum over `axis`, over all axes unless told. `[a, b, c] -> []`, with axis 1 `-> [a, c]`.

    `keepdims` keeps the axes with size 1; `reduction_indices` and `keep_dims` are the old names.
    Raises ValueError for an axis that does not exist. Source: tf.reduce_sum.
    """
    return reduction("Sum", input_tensor, axis, keepdims, name, reduction_indices, keep_dims)


def reduce_mean(
    input_tensor: Any,
    axis: Any = None,
    keepdims: bool | None = None,
    name: str | None = None,
    reduction_indices: Any = None,
    keep_dims: bool | None = None,
) -> Tensor:
    """The mean over `axis`, over all axes unless told. `[a, b, c] -> []`, with axis 1 `-> [a, c]`.

    Integers give an integer, as in TensorFlow. Raises ValueError for an axis that does not exist.
    Source: tf.reduce_mean.
    """
    return reduction("Mean", input_tensor, axis, keepdims, name, reduction_indices, keep_dims)


def reduction(
    op_type: str, x: Any, axis: Any, keepdims: bool | None, name: str | None, old_axis: Any, old_keepdims: bool | None
) -> Tensor:
    """Add a reduction, whose axes are an input as in TensorFlow. Raises ValueError when old and new names are mixed."""
    if old_axis is not None and axis is not None:
        raise ValueError("Cannot specify both 'axis' and 'reduction_indices'")
    if old_keepdims is not None and keepdims is not None:
        raise ValueError("Cannot specify both 'keepdims' and 'keep_dims'")
    axis = old_axis if axis is None else axis
    keep_dims = bool(old_keepdims if keepdims is None else keepdims)
    graph = graph_of(x)
    if axis is None:
        x = graph.convert(x, name="Const")
        axis = _all_axes(x)
    return graph.node(op_type, x, axis, keep_dims=keep_dims, name=name)


def _all_axes(x: Tensor) -> Tensor:
    if x.shape.rank is not None:
        return graph_of(x).convert(np.arange(x.shape.rank, dtype=np.int32), name="Const")
    return graph_of(x).node("AllAxes", x)


def _all_axes_spec(input: TensorSpec) -> TensorSpec:
    rank = input.shape.rank
    known = None if rank is None else np.arange(rank, dtype=np.int32)
    return TensorSpec(int32, TensorShape.of((rank,)), known)


@op("AllAxes(input: T) -> int32", shape=_all_axes_spec, work=lambda input: 0.0)
def _every_axis(input: Any) -> Any:
    """The numbers of the axes of a tensor whose rank is known only when it runs. `[...] -> [rank]`.

    Source: TensorFlow's range(0, rank(input)).
    """
    return np.arange(np.ndim(input), dtype=np.int32)
