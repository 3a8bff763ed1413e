"""Reductions: many elements to one, along axes."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..dtypes import int32
from ..graph import Operation, Tensor, node, op
from ..op_def import INDEX, NUMERIC, REAL
from .shapes import per_element, reduced

__all__: list[str] = []


def _axes(input: Any, reduction_indices: Any) -> tuple[int, ...]:
    """The axes. Raises ValueError for one that is not there, or is there twice."""
    rank, axes = np.ndim(input), np.ravel(reduction_indices).tolist()
    for i, axis in enumerate(axes):
        if not -rank <= axis < rank:
            raise ValueError(f"Invalid reduction dimension ({axis} for input with {rank} dimension(s))")
        if axis in axes[:i] or axis % rank in (each % rank for each in axes[:i]):
            raise ValueError(f"Invalid reduction arguments: Axes contains duplicate dimension: {axis}")
    return tuple(axes)


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
    return input.sum(axis=_axes(input, reduction_indices), keepdims=keep_dims, dtype=input.dtype)


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
    axes = _axes(input, reduction_indices)
    if input.dtype.kind in "iu":
        mean = np.nan_to_num(input.mean(axis=axes, keepdims=keep_dims), nan=0.0)  # of nothing it is 0
        return np.trunc(mean).astype(input.dtype)
    total = input.sum(axis=axes, keepdims=keep_dims, dtype=input.dtype)
    return np.true_divide(total, input.dtype.type(input.size // max(total.size, 1)))


def _prod_gradient(op: Operation, dy: Tensor) -> list[Any]:
    """For each element the product of all others, from the left and from the right, so that zeros do no harm."""
    x, axes = op.inputs
    rank = node("Rank", x)
    every = node("Range", 0, rank, 1)
    chosen = node("FloorMod", node("Reshape", node("Cast", axes, DstT=int32), [-1]), rank)
    others, _ = node("ListDiff", every, chosen)
    order = node("ConcatV2", chosen, others, 0)
    permuted = node("Transpose", x, order)
    sizes = node("Shape", permuted)
    rows = node("Prod", node("GatherV2", node("Shape", x), chosen, 0), [0])
    flat = node("Reshape", permuted, node("Pack", rows, node("Prod", node("GatherV2", node("Shape", x), others, 0), [0])))
    left = node("Cumprod", flat, 0, exclusive=True)
    right = node("Cumprod", flat, 0, exclusive=True, reverse=True)
    product = node("Reshape", node("Conj", left * right) if x.dtype.is_complex else left * right, sizes)
    others_product = node("Transpose", product, node("InvertPermutation", order))
    return [node("SpreadAlong", dy, node("Shape", x), axes) * others_product, None]


@op(
    "Prod(input: T, reduction_indices: Tidx) -> T",
    shape=reduced,
    gradient=_prod_gradient,
    work=per_element(1),
    T=NUMERIC,
    Tidx=INDEX,
)
def _prod(input: Any, reduction_indices: Any, *, keep_dims: bool = False) -> Any:
    """The product over the axes `reduction_indices`. `[a, b, c] -> [a, c]`. Source: tf.reduce_prod."""
    return input.prod(axis=_axes(input, reduction_indices), keepdims=keep_dims, dtype=input.dtype)


def _extreme_gradient(op: Operation, dy: Tensor) -> list[Any]:
    """Equal shares for all that are the extreme."""
    x, axes = op.inputs
    sizes = node("Shape", x)
    is_chosen = node("Cast", node("Equal", x, node("SpreadAlong", op.outputs[0], sizes, axes)), DstT=dy.dtype)
    count = node("SpreadAlong", node("Sum", is_chosen, axes), sizes, axes)
    return [is_chosen / count * node("SpreadAlong", dy, sizes, axes), None]


def _least(dtype: Any, sign: int) -> Any:
    """Where a reduction of no elements starts."""
    if dtype.kind == "f":
        return -sign * np.inf
    return np.iinfo(dtype).min if sign > 0 else np.iinfo(dtype).max


@op(
    "Max(input: T, reduction_indices: Tidx) -> T",
    shape=reduced,
    gradient=_extreme_gradient,
    work=per_element(1),
    T=REAL,
    Tidx=INDEX,
)
def _max(input: Any, reduction_indices: Any, *, keep_dims: bool = False) -> Any:
    """The largest element over the axes `reduction_indices`. `[a, b, c] -> [a, c]`. Source: tf.reduce_max."""
    return input.max(axis=_axes(input, reduction_indices), keepdims=keep_dims, initial=_least(input.dtype, 1))


@op(
    "Min(input: T, reduction_indices: Tidx) -> T",
    shape=reduced,
    gradient=_extreme_gradient,
    work=per_element(1),
    T=REAL,
    Tidx=INDEX,
)
def _min(input: Any, reduction_indices: Any, *, keep_dims: bool = False) -> Any:
    """The smallest element over the axes `reduction_indices`. `[a, b, c] -> [a, c]`. Source: tf.reduce_min."""
    return input.min(axis=_axes(input, reduction_indices), keepdims=keep_dims, initial=_least(input.dtype, -1))


@op("All(input: bool, reduction_indices: Tidx) -> bool", shape=reduced, work=per_element(1), Tidx=INDEX)
def _all(input: Any, reduction_indices: Any, *, keep_dims: bool = False) -> Any:
    """Whether all are True over the axes `reduction_indices`. `[a, b, c] -> [a, c]`. Source: tf.reduce_all."""
    return input.all(axis=_axes(input, reduction_indices), keepdims=keep_dims)


@op("Any(input: bool, reduction_indices: Tidx) -> bool", shape=reduced, work=per_element(1), Tidx=INDEX)
def _any(input: Any, reduction_indices: Any, *, keep_dims: bool = False) -> Any:
    """Whether one is True over the axes `reduction_indices`. `[a, b, c] -> [a, c]`. Source: tf.reduce_any."""
    return input.any(axis=_axes(input, reduction_indices), keepdims=keep_dims)


def _euclidean_gradient(op: Operation, dy: Tensor) -> list[Any]:
    x, axes = op.inputs
    if dy.dtype.is_complex:  # a norm is real: what flows in along the imaginary axis changes nothing
        length = node("Real", dy)
        dy = node("Complex", length, node("ZerosLike", length))
    return [x * node("SpreadAlong", dy / op.outputs[0], node("Shape", x), axes), None]


@op(
    "EuclideanNorm(input: T, reduction_indices: Tidx) -> T",
    shape=reduced,
    gradient=_euclidean_gradient,
    work=per_element(2),
    T=NUMERIC,
    Tidx=INDEX,
)
def _euclidean_norm(input: Any, reduction_indices: Any, *, keep_dims: bool = False) -> Any:
    """The square root of the sum of squares over the axes `reduction_indices`. `[a, b, c] -> [a, c]`.

    Source: tf.math.reduce_euclidean_norm.
    """
    squares = (input * np.conjugate(input)).real
    total = np.sqrt(squares.sum(axis=_axes(input, reduction_indices), keepdims=keep_dims, dtype=squares.dtype))
    return np.asarray(total, input.dtype)[()]
