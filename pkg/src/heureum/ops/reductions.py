"""The public reductions, with TensorFlow 1's old and new names for their arguments."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..graph import Tensor, graph_of

__all__ = [
    "reduce_all",
    "reduce_any",
    "reduce_euclidean_norm",
    "reduce_max",
    "reduce_mean",
    "reduce_min",
    "reduce_prod",
    "reduce_sum",
    "reduction",
]


def reduction(
    op_type: str,
    x: Any,
    axis: Any,
    keepdims: bool | None,
    name: str | None,
    old_axis: Any = None,
    old_keepdims: bool | None = None,
) -> Tensor:
    """A reduction, whose axes are an input as in TensorFlow. `[a, b, c] -> [a, c]`.

    Raises ValueError when old and new names are mixed. Source: tf.reduce_sum and its kin.
    """
    if old_axis is not None and axis is not None:
        raise ValueError("Cannot specify both 'axis' and 'reduction_indices'")
    if old_keepdims is not None and keepdims is not None:
        raise ValueError("Cannot specify both 'keepdims' and 'keep_dims'")
    axis = old_axis if axis is None else axis
    keep_dims = bool(old_keepdims if keepdims is None else keepdims)
    graph = graph_of(x, axis)
    if axis is not None:
        kept: Tensor = graph.node(op_type, x, axis, keep_dims=keep_dims, name=name)
        return kept
    if not isinstance(x, Tensor):
        with (
            graph.name_scope(f"{name or op_type}/") if name and name.endswith("/") else graph.name_scope(name or op_type) as scope
        ):
            x = graph.convert(x, name="input_tensor" if op_type != "Sum" else "Const")
            made: Tensor = graph.node(op_type, x, _every_axis(x), keep_dims=keep_dims, name=scope)
    else:
        made = graph.node(op_type, x, _every_axis(x), keep_dims=keep_dims, name=name)
    if not keep_dims:
        made.set_shape(())
    return made


def _every_axis(x: Tensor) -> Tensor:
    graph = graph_of(x)
    if x.shape.rank is not None:
        return graph.convert(np.arange(x.shape.rank, dtype=np.int32))
    rank = graph.node("Rank", x)
    made: Tensor = graph.node("Range", 0, rank, 1, name="range")
    return made


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

    Integers give an integer, as in TensorFlow.
    Raises ValueError for an axis that does not exist. Source: tf.reduce_mean.
    """
    return reduction("Mean", input_tensor, axis, keepdims, name, reduction_indices, keep_dims)


def reduce_prod(
    input_tensor: Any,
    axis: Any = None,
    keepdims: bool | None = None,
    name: str | None = None,
    reduction_indices: Any = None,
    keep_dims: bool | None = None,
) -> Tensor:
    """The product over `axis`, over all axes unless told. `[a, b, c] -> []`, with axis 1 `-> [a, c]`.

    `keepdims` keeps the axes with size 1; `reduction_indices` and `keep_dims` are the old names.
    Raises ValueError for an axis that does not exist. Source: tf.reduce_prod.
    """
    return reduction("Prod", input_tensor, axis, keepdims, name, reduction_indices, keep_dims)


def reduce_max(
    input_tensor: Any,
    axis: Any = None,
    keepdims: bool | None = None,
    name: str | None = None,
    reduction_indices: Any = None,
    keep_dims: bool | None = None,
) -> Tensor:
    """The largest element over `axis`, over all axes unless told. `[a, b, c] -> []`, with axis 1 `-> [a, c]`.

    `keepdims` keeps the axes with size 1; `reduction_indices` and `keep_dims` are the old names.
    Raises ValueError for an axis that does not exist. Source: tf.reduce_max.
    """
    return reduction("Max", input_tensor, axis, keepdims, name, reduction_indices, keep_dims)


def reduce_min(
    input_tensor: Any,
    axis: Any = None,
    keepdims: bool | None = None,
    name: str | None = None,
    reduction_indices: Any = None,
    keep_dims: bool | None = None,
) -> Tensor:
    """The smallest element over `axis`, over all axes unless told. `[a, b, c] -> []`, with axis 1 `-> [a, c]`.

    `keepdims` keeps the axes with size 1; `reduction_indices` and `keep_dims` are the old names.
    Raises ValueError for an axis that does not exist. Source: tf.reduce_min.
    """
    return reduction("Min", input_tensor, axis, keepdims, name, reduction_indices, keep_dims)


def reduce_all(
    input_tensor: Any,
    axis: Any = None,
    keepdims: bool | None = None,
    name: str | None = None,
    reduction_indices: Any = None,
    keep_dims: bool | None = None,
) -> Tensor:
    """Whether all are True over `axis`, over all axes unless told. `[a, b, c] -> []`, with axis 1 `-> [a, c]`.

    `keepdims` keeps the axes with size 1; `reduction_indices` and `keep_dims` are the old names.
    Raises ValueError for an axis that does not exist. Source: tf.reduce_all.
    """
    return reduction("All", input_tensor, axis, keepdims, name, reduction_indices, keep_dims)


def reduce_any(
    input_tensor: Any,
    axis: Any = None,
    keepdims: bool | None = None,
    name: str | None = None,
    reduction_indices: Any = None,
    keep_dims: bool | None = None,
) -> Tensor:
    """Whether one is True over `axis`, over all axes unless told. `[a, b, c] -> []`, with axis 1 `-> [a, c]`.

    `keepdims` keeps the axes with size 1; `reduction_indices` and `keep_dims` are the old names.
    Raises ValueError for an axis that does not exist. Source: tf.reduce_any.
    """
    return reduction("Any", input_tensor, axis, keepdims, name, reduction_indices, keep_dims)


def reduce_euclidean_norm(input_tensor: Any, axis: Any = None, keepdims: bool = False, name: str | None = None) -> Tensor:
    """The square root of the sum of squares over `axis`. `[a, b, c] -> []`, with axis 1 `-> [a, c]`.

    Raises ValueError for an axis that does not exist. Source: tf.math.reduce_euclidean_norm.
    """
    return reduction("EuclideanNorm", input_tensor, axis, keepdims, name)
