"""Reductions made of others: logsumexp, norms, variance, the count of what is not zero, confusion matrices."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..dtypes import as_dtype, int32, int64, string
from ..graph import Tensor, graph_of
from .adjoint import conjugate
from .reductions import reduction

__all__ = ["confusion_matrix", "count_nonzero", "norm", "reduce_logsumexp", "reduce_std", "reduce_variance"]


def reduce_logsumexp(
    input_tensor: Any,
    axis: Any = None,
    keepdims: bool | None = None,
    name: str | None = None,
    reduction_indices: Any = None,
    keep_dims: bool | None = None,
) -> Tensor:
    """log(sum(exp(x))) over `axis`, without overflow. `[a, b, c] -> []`, with axis 1 `-> [a, c]`.

    Raises ValueError for an axis that does not exist. Source: tf.reduce_logsumexp.
    """
    axis = reduction_indices if axis is None else axis
    keepdims = bool(keep_dims if keepdims is None else keepdims)
    graph = graph_of(input_tensor)
    with graph.name_scope(name or "ReduceLogSumExp") as scope:
        x = graph.convert(input_tensor, name="input_tensor")
        largest = reduction("Max", x, axis, True, None)
        zero = graph.convert(x.dtype.as_numpy_dtype(0))
        # An infinite largest element must not become inf - inf.
        shift = graph.node("StopGradient", graph.node("SelectV2", graph.node("IsFinite", largest), largest, zero))
        total = reduction("Sum", graph.node("Exp", graph.node("Sub", x, shift)), axis, keepdims, None)
        logarithm = graph.node("Log", total)
        if not keepdims:
            shift = graph.node("Reshape", shift, graph.node("Shape", logarithm))
        made: Tensor = graph.node("Add", logarithm, shift, name=scope)
        return made


def count_nonzero(
    input_tensor: Any = None,
    axis: Any = None,
    keepdims: bool | None = None,
    dtype: Any = int64,
    name: str | None = None,
    reduction_indices: Any = None,
    keep_dims: bool | None = None,
    input: Any = None,
) -> Tensor:
    """How many elements are not zero, or no empty strings, over `axis`. `[a, b] -> []`, with axis 1 `-> [a]`.

    Source: tf.count_nonzero.
    """
    x = input if input_tensor is None else input_tensor
    graph = graph_of(x)
    with graph.name_scope(name or "count_nonzero"):
        x = graph.convert(x, name="input")
        zero = np.array(b"", object) if x.dtype is string else np.zeros((), x.dtype.as_numpy_dtype)
        others = graph.node("NotEqual", x, graph.convert(zero, name="zeros"))
        counts = graph.node("Cast", others, DstT=int64)
        total = reduction("Sum", counts, axis, keepdims, None, reduction_indices, keep_dims)
        wanted = as_dtype(dtype)
        made: Tensor = total if wanted is int64 else graph.node("Cast", total, DstT=wanted)
        return made


def reduce_variance(input_tensor: Any, axis: Any = None, keepdims: bool = False, name: str | None = None) -> Tensor:
    """The mean squared distance from the mean over `axis`. `[a, b] -> []`, with axis 1 `-> [a]`.

    Raises TypeError for integers. Source: tf.math.reduce_variance.
    """
    graph = graph_of(input_tensor)
    with graph.name_scope(name or "reduce_variance"):
        x = graph.convert(input_tensor)
        if x.dtype.is_integer:
            raise TypeError(f"Input must be either real or complex. Received integer type {x.dtype}.")
        distance = x - reduction("Mean", x, axis, True, None)
        squares = graph.node("Square", graph.node("ComplexAbs", distance) if x.dtype.is_complex else distance)
        return reduction("Mean", squares, axis, keepdims, None)


def reduce_std(input_tensor: Any, axis: Any = None, keepdims: bool = False, name: str | None = None) -> Tensor:
    """The standard deviation over `axis`. `[a, b] -> []`, with axis 1 `-> [a]`.

    Raises TypeError for integers. Source: tf.math.reduce_std.
    """
    graph = graph_of(input_tensor)
    with graph.name_scope(name or "reduce_std"):
        made: Tensor = graph.node("Sqrt", reduce_variance(input_tensor, axis, keepdims))
        return made


def norm(
    tensor: Any,
    ord: Any = "euclidean",
    axis: Any = None,
    keepdims: bool | None = None,
    name: str | None = None,
    keep_dims: bool | None = None,
) -> Tensor:
    """The norm of vectors, or of matrices when `axis` is a pair. `[...] -> []`, with axis 1 `[a, b] -> [a]`.

    `ord` is "euclidean" ("fro" for matrices), 1, 2, infinity or another positive number. Raises ValueError for an order
    that is not offered. Source: tf.norm.
    """
    keep = bool(keep_dims if keepdims is None else keepdims)
    is_matrix = isinstance(axis, (tuple, list)) and len(axis) == 2
    if isinstance(axis, (tuple, list)) and not 1 <= len(axis) <= 2:
        raise ValueError(f"'axis' must be None, an integer, or a tuple of 2 unique integers, got {axis}")
    offered = ("euclidean", "fro", 1, 2, np.inf) if is_matrix else ("euclidean", 1, 2, np.inf)
    if ord not in offered and (is_matrix or isinstance(ord, str) or not ord > 0):
        kind = "matrix" if is_matrix else "vector"
        more = "" if is_matrix else " or a positive number"
        raise ValueError(f"'ord' must be a supported {kind} norm: one of {offered}{more}, got {ord}")
    graph = graph_of(tensor)
    with graph.name_scope(name or "norm"):
        x = graph.convert(tensor)
        if ord in ("euclidean", "fro") or (ord == 2 and not is_matrix):
            squares = reduction("Sum", x * conjugate(x), axis, True, None)
            result = graph.node("Sqrt", squares)
        elif is_matrix and ord == 2:
            rank = x.shape.with_rank(x.shape.rank or 2).rank or 2
            last = [each % rank for each in axis]
            order = [i for i in range(rank) if i not in last] + last
            values = graph.node("Svd", graph.node("Transpose", x, order), compute_uv=False)[0]
            result = reduction("Max", values, -1, True, None)
            result = graph.node("Transpose", graph.node("ExpandDims", result, -1), np.argsort(order).tolist())
        else:
            size = abs(x)
            if ord == np.inf:
                result = reduction(
                    "Max",
                    reduction("Sum", size, axis[1], True, None) if is_matrix else size,
                    axis[0] if is_matrix else axis,
                    True,
                    None,
                )
            elif ord == 1 and is_matrix:
                result = reduction("Max", reduction("Sum", size, axis[0], True, None), axis[1], True, None)
            elif ord == 1:
                result = reduction("Sum", size, axis, True, None)
            else:
                powers = reduction("Sum", graph.node("Pow", size, ord), axis, True, None)
                result = graph.node("Pow", powers, 1.0 / ord)
        if keep:
            return result
        dropped = [] if axis is None else [int(each) for each in np.ravel(axis)]
        if axis is None and x.shape.rank is None:
            return graph.node("Reshape", result, np.zeros(0, np.int32))
        made: Tensor = graph.node("Squeeze", result, squeeze_dims=dropped)
        return made


def confusion_matrix(
    labels: Any, predictions: Any, num_classes: Any = None, dtype: Any = int32, name: str | None = None, weights: Any = None
) -> Tensor:
    """Row i, column j: how often class i was taken for class j, or the sum of the weights. `[n] x [n] -> [c, c]`.

    InvalidArgumentError for a class that is negative or not below `num_classes`. Source: tf.confusion_matrix.
    """
    graph = graph_of(labels, predictions)
    with graph.name_scope(name or "confusion_matrix"):
        pair = [graph.convert(each, name=what) for each, what in ((labels, "labels"), (predictions, "predictions"))]
        pair = [each if each.dtype is int64 else graph.node("Cast", each, DstT=int64) for each in pair]
        if num_classes is None:
            num_classes = graph.node("Maximum", *(reduction("Max", each, None, None, None) for each in pair)) + 1
        count = graph.convert(num_classes)
        count = count if count.dtype is int64 else graph.node("Cast", count, DstT=int64)
        wanted = as_dtype(dtype)
        ones = graph.node("Cast", graph.node("OnesLike", pair[0]), DstT=wanted)
        values = ones if weights is None else graph.node("Cast", graph.convert(weights), DstT=wanted) * ones
        made: Tensor = graph.node("ScatterNd", graph.node("Pack", *pair, axis=1), values, graph.convert([count, count]))
        return made
