"""Sums and maxima of sparse tensors over axes, dense and sparse.

Source: tensorflow/python/ops/sparse_ops.py.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ...dtypes import int64
from ...graph import Operation, Tensor, op
from ...graph import node as add_node
from ...graph.sparse import SparseTensor
from ...op_def import NUMERIC, REAL
from ...tensor_shape import TensorShape, TensorSpec
from .places import as_sparse, graph_of_sparse, numbers, parts, spread_out

__all__ = ["sparse_reduce_max", "sparse_reduce_max_sparse", "sparse_reduce_sum", "sparse_reduce_sum_sparse"]

_INPUTS = "(input_indices: int64, input_values: T, input_shape: int64, reduction_axes: int32)"
_THREE = "-> output_indices: int64, output_values: T, output_shape: int64"


def _reduced_shape(
    indices: TensorSpec, values: TensorSpec, shape: TensorSpec, axes: TensorSpec, *, keep_dims: bool
) -> TensorShape:
    rank = parts(indices, values, shape)[1]
    sizes = shape.known_sizes() or (None if rank is None else (None,) * rank)
    if sizes is None or axes.value is None:
        return TensorShape.of((None,) * len(sizes)) if sizes is not None and keep_dims else TensorShape.of(None)
    reduced = {int(axis) % len(sizes) for axis in np.ravel(axes.value)}
    if keep_dims:
        return TensorShape.of(tuple(1 if i in reduced else size for i, size in enumerate(sizes)))
    return TensorShape.of(tuple(size for i, size in enumerate(sizes) if i not in reduced))


def _kept(shape: Any, axes: Any) -> list[int]:
    axes = np.ravel(axes)
    if np.any((axes < -len(shape)) | (axes >= len(shape))):
        raise ValueError(f"Invalid reduction dimension: found {axes.tolist()} for {len(shape)} axes")
    reduced = {int(axis) % len(shape) for axis in axes}
    return [axis for axis in range(len(shape)) if axis not in reduced]


def _over(indices: Any, values: Any, shape: Any, axes: Any, keep_dims: bool, reduce: Any) -> tuple[Any, Any, Any]:
    """Places, elements and shape of the result, one element for each place that has any."""
    kept = _kept(shape, axes)
    flat, group = np.unique(numbers(indices[:, kept], shape[kept]), return_inverse=True)
    found = reduce(values, group.reshape(-1), len(flat))
    places, sizes = spread_out(flat, shape[kept]) if kept else np.zeros((len(flat), 0), np.int64), shape[kept]
    if keep_dims:
        whole = np.zeros((len(flat), len(shape)), np.int64)
        whole[:, kept] = places
        one = np.ones(len(shape), np.int64)
        one[kept] = sizes
        return whole, found, one
    return places, found, sizes


def _sum(values: Any, group: Any, count: int) -> Any:
    made = np.zeros(count, values.dtype)
    np.add.at(made, group, values)
    return made


def _max(values: Any, group: Any, count: int) -> Any:
    made = np.full(count, -np.inf if values.dtype.kind == "f" else np.iinfo(values.dtype).min, values.dtype)
    np.maximum.at(made, group, values)
    return made


def _dense(found: tuple[Any, Any, Any]) -> Any:
    places, values, shape = found
    made = np.zeros(tuple(shape), values.dtype)
    made[tuple(places.T)] = values if len(shape) else values[:1].sum(dtype=values.dtype)
    return made


def _sum_gradient(op: Operation, dy: Tensor) -> list[Any]:
    indices, _, shape, axes = op.inputs
    if not op.attrs["keep_dims"]:
        rank = add_node("Size", shape)
        axes = add_node("FloorMod", add_node("Add", axes, rank), rank)
        places = add_node("Reshape", axes, [-1, 1])
        ones = add_node("Fill", add_node("Shape", add_node("Reshape", axes, [-1])), np.int64(1))
        sizes = add_node("TensorScatterUpdate", shape, places, ones)
        dy = add_node("Reshape", dy, sizes)
    at = add_node("FloorMod", indices, add_node("Shape", dy, out_type=int64))
    return [None, add_node("GatherNd", dy, at), None, None]


@op(f"SparseReduceSum{_INPUTS} -> T", shape=_reduced_shape, gradient=_sum_gradient, T=NUMERIC)
def _reduce_sum(indices: Any, values: Any, shape: Any, axes: Any, *, keep_dims: bool = False) -> Any:
    """The sum over axes, as a dense tensor. `[n, r], [n], [r], [k] -> [...]`. Source: tf.sparse_reduce_sum."""
    return _dense(_over(indices, values, shape, axes, keep_dims, _sum))


@op(f"SparseReduceMax{_INPUTS} -> T", shape=_reduced_shape, T=REAL, refuses_gradient=True)
def _reduce_max(indices: Any, values: Any, shape: Any, axes: Any, *, keep_dims: bool = False) -> Any:
    """The largest listed element over axes, as a dense tensor. `[n, r], [n], [r], [k] -> [...]`. Source: tf.sparse_reduce_max."""
    return _dense(_over(indices, values, shape, axes, keep_dims, _max))


def _sparse_shapes(indices: TensorSpec, values: TensorSpec, shape: TensorSpec, axes: TensorSpec, **_: Any) -> list[TensorShape]:
    parts(indices, values, shape)
    return [TensorShape(None)] * 3


@op(f"SparseReduceSumSparse{_INPUTS} {_THREE}", shape=_sparse_shapes, T=NUMERIC, refuses_gradient=True)
def _reduce_sum_sparse(indices: Any, values: Any, shape: Any, axes: Any, *, keep_dims: bool = False) -> Any:
    """The sum over axes, sparse. `[n, r], [n], [r], [k] -> [m, q], [m], [q]`. Source: tf.sparse_reduce_sum_sparse."""
    return _over(indices, values, shape, axes, keep_dims, _sum)


@op(f"SparseReduceMaxSparse{_INPUTS} {_THREE}", shape=_sparse_shapes, T=REAL, refuses_gradient=True)
def _reduce_max_sparse(indices: Any, values: Any, shape: Any, axes: Any, *, keep_dims: bool = False) -> Any:
    """The largest element over axes, sparse. `[n, r], [n], [r], [k] -> [m, q], [m], [q]`. Source: tf.sparse_reduce_max_sparse."""
    return _over(indices, values, shape, axes, keep_dims, _max)


def _reduced(op_type: str, sp_input: Any, axis: Any, keepdims: Any) -> Any:
    sp_input = as_sparse(sp_input)
    graph = graph_of_sparse(sp_input)
    if axis is None:
        rank = sp_input.shape.rank
        axis = (
            graph.convert(np.arange(rank, dtype=np.int32), name="reduction_axes")
            if rank is not None
            else add_node("Range", 0, add_node("Size", sp_input.dense_shape), 1)
        )
    three_parts = (sp_input.indices, sp_input.values, sp_input.dense_shape)
    return graph.node(op_type, *three_parts, axis, keep_dims=bool(keepdims))


def sparse_reduce_sum(
    sp_input: Any, axis: Any = None, keepdims: Any = None, reduction_axes: Any = None, keep_dims: Any = None
) -> Tensor:
    """The sum over axes, all of them unless told, as a dense tensor. `sparse [a, b] -> [a]`.

    Raises TypeError unless it is sparse. Source: tf.sparse_reduce_sum.
    """
    made: Tensor = _reduced("SparseReduceSum", sp_input, _first(axis, reduction_axes), _first(keepdims, keep_dims))
    return made


def sparse_reduce_max(
    sp_input: Any, axis: Any = None, keepdims: Any = None, reduction_axes: Any = None, keep_dims: Any = None
) -> Tensor:
    """The largest listed element over axes, 0 where there is none, as a dense tensor. `sparse [a, b] -> [a]`.

    Raises TypeError unless it is sparse. Source: tf.sparse_reduce_max.
    """
    made: Tensor = _reduced("SparseReduceMax", sp_input, _first(axis, reduction_axes), _first(keepdims, keep_dims))
    return made


def sparse_reduce_sum_sparse(
    sp_input: Any, axis: Any = None, keepdims: Any = None, reduction_axes: Any = None, keep_dims: Any = None
) -> SparseTensor:
    """The sum over axes, sparse. `sparse [a, b] -> sparse [a]`. Raises TypeError unless it is sparse.

    Source: tf.sparse_reduce_sum_sparse.
    """
    return SparseTensor(*_reduced("SparseReduceSumSparse", sp_input, _first(axis, reduction_axes), _first(keepdims, keep_dims)))


def sparse_reduce_max_sparse(
    sp_input: Any, axis: Any = None, keepdims: Any = None, reduction_axes: Any = None, keep_dims: Any = None
) -> SparseTensor:
    """The largest listed element over axes, sparse. `sparse [a, b] -> sparse [a]`. Raises TypeError unless it is sparse.

    Source: tf.sparse_reduce_max_sparse.
    """
    return SparseTensor(*_reduced("SparseReduceMaxSparse", sp_input, _first(axis, reduction_axes), _first(keepdims, keep_dims)))


def _first(value: Any, other: Any) -> Any:
    return other if value is None else value
