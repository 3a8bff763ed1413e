"""Functions of tensors that TensorFlow's modules of ops keep to themselves, and their tests and some scripts call.

Reached by TensorFlow's own paths, `from heureum.python.ops import array_ops`; see path_table.py.
Source: tensorflow/python/ops/{array_ops,math_ops,nn_ops,confusion_matrix,weights_broadcast_ops}.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from .dtypes import as_dtype, int32
from .graph import IndexedSlices, Tensor, graph_of
from .neural import bias_add, dropout
from .ops.filling import ones_like, zeros_like
from .ops.gathering import gather, gather_nd
from .ops.padding import pad
from .ops.reshaping import expand_dims, squeeze
from .ops.sparse.serializing import deserialize_sparse
from .ops.strings import reduce_join

__all__ = [
    "approximate_equal",
    "as_indexed_slices",
    "assert_broadcastable",
    "batch_gather_nd",
    "bias_add_v1",
    "deserialize_sparse",
    "dropout_v2",
    "expand_dims_v2",
    "gather_v2",
    "ones_like_v2",
    "pad_v2",
    "rank_internal",
    "reduce_join_v2",
    "reduced_shape",
    "remove_squeezable_dimensions",
    "shape_internal",
    "size_internal",
    "squeeze_v2",
    "xw_plus_b_v1",
    "zeros_like_v2",
]


def shape_internal(input: Any, name: str | None = None, optimize: bool = True, out_type: Any = int32) -> Tensor:
    """The sizes, as a constant where they are known and `optimize` is on. `[a, b, c] -> [3]`.

    Source: array_ops.shape_internal.
    """
    graph = graph_of(input)
    with graph.name_scope(name or "Shape") as scope:
        input = graph.convert(input, name="input")
        wanted = as_dtype(out_type)
        if optimize and input.shape.is_fully_defined():
            return graph.convert(np.array(input.shape.as_list(), wanted.as_numpy_dtype), name=scope)
        made: Tensor = graph.node("Shape", input, out_type=wanted, name=scope)
        return made


def size_internal(input: Any, name: str | None = None, optimize: bool = True, out_type: Any = int32) -> Tensor:
    """How many elements there are, as a constant where it is known and `optimize` is on. `[...] -> []`.

    Source: array_ops.size_internal.
    """
    graph = graph_of(input)
    with graph.name_scope(name or "Size") as scope:
        input = graph.convert(input, name="input")
        wanted, count = as_dtype(out_type), input.shape.num_elements()
        if optimize and count is not None:
            return graph.convert(wanted.as_numpy_dtype(count), name=scope)
        made: Tensor = graph.node("Size", input, out_type=wanted, name=scope)
        return made


def rank_internal(input: Any, name: str | None = None, optimize: bool = True) -> Tensor:
    """The number of axes, as a constant where it is known and `optimize` is on. `[a, b] -> []`.

    Source: array_ops.rank_internal.
    """
    graph = graph_of(input)
    with graph.name_scope(name or "Rank") as scope:
        input = graph.convert(input, name="input")
        if optimize and input.shape.rank is not None:
            return graph.convert(np.int32(input.shape.rank), name=scope)
        made: Tensor = graph.node("Rank", input, name=scope)
        return made


def zeros_like_v2(input: Any, dtype: Any = None, name: str | None = None) -> Tensor:
    """`tf.zeros_like`. `[...] -> [...]`. Source: array_ops.zeros_like_v2."""
    return zeros_like(input, dtype, name)


def ones_like_v2(input: Any, dtype: Any = None, name: str | None = None) -> Tensor:
    """`tf.ones_like`. `[...] -> [...]`. Source: array_ops.ones_like_v2."""
    return ones_like(input, dtype, name)


def expand_dims_v2(input: Any, axis: Any, name: str | None = None) -> Tensor:
    """`tf.expand_dims`. `[a, b] -> [a, 1, b]`. Source: array_ops.expand_dims_v2."""
    return expand_dims(input, axis, name)


def squeeze_v2(input: Any, axis: Any = None, name: str | None = None) -> Tensor:
    """`tf.squeeze`. `[a, 1, b] -> [a, b]`. Source: array_ops.squeeze_v2."""
    return squeeze(input, axis, name)


def pad_v2(tensor: Any, paddings: Any, mode: str = "CONSTANT", constant_values: Any = 0, name: str | None = None) -> Tensor:
    """`tf.pad`, its arguments in another order. `[a, b] -> [p + a + q, r + b + s]`. Source: array_ops.pad_v2."""
    return pad(tensor, paddings, mode, name, constant_values)


def gather_v2(
    params: Any,
    indices: Any,
    validate_indices: bool | None = None,
    axis: Any = None,
    batch_dims: int = 0,
    name: str | None = None,
) -> Tensor:
    """`tf.gather`, its arguments in another order. `[n, a] x [m] -> [m, a]`. Source: array_ops.gather_v2."""
    return gather(params, indices, validate_indices, name, axis, batch_dims)


def batch_gather_nd(params: Any, indices: Any, batch_dims: int, name: str | None = None) -> Tensor:
    """`tf.gather_nd` of each entry of a batch. `[b, n, a] x [b, m, 1] -> [b, m, a]`. Source: array_ops.batch_gather_nd."""
    return gather_nd(params, indices, name, batch_dims)


def reduce_join_v2(inputs: Any, axis: Any = None, keepdims: bool = False, separator: str = "", name: str | None = None) -> Tensor:
    """`tf.reduce_join`. `[a, b] -> []`. Source: string_ops.reduce_join_v2."""
    return reduce_join(inputs, axis, separator=separator, name=name, keepdims=keepdims)


def dropout_v2(x: Any, rate: Any, noise_shape: Any = None, seed: int | None = None, name: str | None = None) -> Tensor:
    """`tf.nn.dropout` by what is dropped. `[...] -> [...]`. Source: nn_ops.dropout_v2."""
    return dropout(x, noise_shape=noise_shape, seed=seed, name=name, rate=rate)


def bias_add_v1(value: Any, bias: Any, name: str | None = None) -> Tensor:
    """`tf.nn.bias_add`. `[..., c] x [c] -> [..., c]`. Source: nn_ops.bias_add_v1."""
    return bias_add(value, bias, name=name or "BiasAddV1")


def xw_plus_b_v1(x: Any, weights: Any, biases: Any, name: str | None = None) -> Tensor:
    """x weights + biases. `[n, a] x [a, b] x [b] -> [n, b]`. Source: nn_ops.xw_plus_b_v1."""
    graph = graph_of(x, weights, biases)
    with graph.name_scope(name or "xw_plus_b_v1") as scope:
        made: Tensor = graph.node("BiasAdd", graph.node("MatMul", x, weights), biases, name=scope)
        return made


def approximate_equal(x: Any, y: Any, tolerance: float = 1e-5, name: str | None = None) -> Tensor:
    """Whether x and y are less than `tolerance` apart. `[...] x [...] -> [...]`. Source: math_ops.approximate_equal."""
    made: Tensor = graph_of(x, y).node("ApproximateEqual", x, y, tolerance=tolerance, name=name)
    return made


def reduced_shape(input_shape: Any, axes: Any) -> Tensor:
    """The sizes with 1 for the axes that are reduced. `[r], [k] -> [r]`. Source: math_ops.reduced_shape."""
    graph = graph_of(input_shape, axes)
    sizes = graph.convert(input_shape)
    if sizes.dtype is not int32:
        sizes = graph.node("Cast", sizes, DstT=int32)
    axes = graph.convert(axes)
    if axes.dtype is not int32:
        axes = graph.node("Cast", axes, DstT=int32)
    rank = graph.node("Size", sizes)
    axes = (axes + rank) % rank
    every = graph.node("Range", 0, rank, 1)
    made: Tensor = graph.node("DynamicStitch", every, axes, sizes, graph.node("OnesLike", axes), T=int32)
    return made


def remove_squeezable_dimensions(
    labels: Any, predictions: Any, expected_rank_diff: int = 0, name: str | None = None
) -> tuple[Tensor, Tensor]:
    """Labels and predictions without a last axis of size 1 that one of them has more than is expected.

    `[n, 1], [n] -> [n], [n]`. Source: confusion_matrix.remove_squeezable_dimensions.
    """
    graph = graph_of(labels, predictions)
    with graph.name_scope(name or "remove_squeezable_dimensions"):
        labels, predictions = graph.convert(labels), graph.convert(predictions)
        if labels.shape.rank is None or predictions.shape.rank is None:
            return labels, predictions
        more = predictions.shape.rank - labels.shape.rank - expected_rank_diff
        if more == 1 and predictions.shape[-1].is_compatible_with(1):
            predictions = graph.node("Squeeze", predictions, squeeze_dims=[-1])
        elif more == -1 and labels.shape[-1].is_compatible_with(1):
            labels = graph.node("Squeeze", labels, squeeze_dims=[-1])
        return labels, predictions


def assert_broadcastable(weights: Any, values: Any) -> Any:
    """An operation that fails unless weights are a number, or of the values' rank with sizes that are equal or 1.

    Raises ValueError where that is known before it runs. `[...] x [...] ->`. Source: weights_broadcast_ops.assert_broadcastable.
    """
    graph = graph_of(weights, values)
    with graph.name_scope("assert_broadcastable"):
        weights, values = graph.convert(weights, name="weights"), graph.convert(values, name="values")
        given, wanted = weights.shape.sizes, values.shape.sizes
        if given is not None and wanted is not None:
            _check_broadcastable(given, wanted)
            if None not in given and None not in wanted:
                return graph.node("NoOp", name="static_checks_determined_all_ok")
        sizes, of_values = graph.node("Shape", weights), graph.node("Shape", values)
        is_scalar = graph.node("Equal", graph.node("Rank", weights), 0)
        fits = graph.node("Equal", graph.node("BroadcastArgs", sizes, of_values), of_values)
        same_rank = graph.node("Equal", graph.node("Rank", weights), graph.node("Rank", values))
        all_fit = graph.node("All", graph.node("LogicalAnd", fits, same_rank), [0])
        holds = graph.node("LogicalOr", is_scalar, all_fit)
        words = ["weights can not be broadcast to values.", "weights.shape=", sizes, "values.shape=", of_values]
        return graph.node("Assert", holds, *words)


def _check_broadcastable(given: Sequence[int | None], wanted: Sequence[int | None]) -> None:
    found = f"values.shape={list(wanted)}, weights.shape={list(given)}"
    if given and len(given) != len(wanted):
        raise ValueError(f"weights can not be broadcast to values. values.rank={len(wanted)}. weights.rank={len(given)}. {found}")
    for size, limit in zip(given, wanted, strict=False):
        if size is not None and limit is not None and size not in (1, limit):
            raise ValueError(f"weights can not be broadcast to values. {found}: sizes must be equal or 1")


def as_indexed_slices(x: Any, optimize: bool = True) -> IndexedSlices:
    """A tensor as slices that are all its rows; slices themselves. `[n, ...] -> [n, ...]`.

    Source: math_ops._as_indexed_slices.
    """
    if isinstance(x, IndexedSlices):
        return x
    sizes = shape_internal(x, optimize=optimize)
    return IndexedSlices(x, graph_of(x).node("Range", 0, sizes[0], 1), sizes)
