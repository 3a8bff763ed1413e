"""Arithmetic with sparse tensors: sums, products with dense ones, minimum and maximum, matrix product.

Source: tensorflow/python/ops/sparse_ops.py.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ...graph import Operation, Tensor, node, op
from ...graph.sparse import SparseTensor, SparseTensorValue
from ...op_def import INDEX, NUMERIC, REAL
from ...tensor_shape import TensorShape, TensorSpec
from .places import as_sparse, graph_of_sparse, numbers, parts, spread_out, three

__all__ = ["sparse_add", "sparse_maximum", "sparse_minimum", "sparse_tensor_dense_matmul"]


def _sum_shapes(*inputs: TensorSpec) -> list[TensorShape]:
    a, b = inputs[2].known_sizes(), inputs[5].known_sizes()
    if a is not None and b is not None:
        TensorShape.of(a).merge_with(TensorShape.of(b))
    return three(None, parts(*inputs[:3])[1])


def _merged(a: tuple[Any, Any, Any], b: tuple[Any, Any, Any], reduce: Callable[[Any, Any], Any]) -> tuple[Any, Any, Any]:
    """Both tensors over the places of either, where the other counts as zero."""
    (a_at, a_values, a_shape), (b_at, b_values, b_shape) = a, b
    if not np.array_equal(a_shape, b_shape):
        raise ValueError(f"Operands' shapes do not match: {a_shape.tolist()} and {b_shape.tolist()}")
    at_a, at_b = numbers(a_at, a_shape), numbers(b_at, b_shape)
    flat = np.union1d(at_a, at_b)
    left, right = np.zeros(len(flat), a_values.dtype), np.zeros(len(flat), a_values.dtype)
    np.add.at(left, np.searchsorted(flat, at_a), a_values)
    np.add.at(right, np.searchsorted(flat, at_b), b_values)
    return spread_out(flat, a_shape), reduce(left, right), a_shape


def _sum_gradient(op: Operation, _: Tensor, dsums: Tensor, __: Tensor) -> list[Any]:
    da, db = node("SparseAddGrad", dsums, op.inputs[0], op.inputs[3], op.outputs[0])
    return [None, da, None, None, db, None, None]


@op(
    "SparseAdd(a_indices: int64, a_values: T, a_shape: int64, b_indices: int64, b_values: T, b_shape: int64, thresh: Treal)"
    " -> sum_indices: int64, sum_values: T, sum_shape: int64",
    shape=_sum_shapes,
    gradient=_sum_gradient,
    T=NUMERIC,
    Treal=REAL,
)
def _sparse_add(a_indices: Any, a: Any, a_shape: Any, b_indices: Any, b: Any, b_shape: Any, thresh: Any) -> Any:
    """The sum, without what is below the threshold. `2 x ([n, r], [n], [r]), [] -> [m, r], [m], [r]`. Source: tf.sparse_add."""
    indices, sums, shape = _merged((a_indices, a, a_shape), (b_indices, b, b_shape), np.add)
    kept = np.abs(sums) >= thresh
    return indices[kept], sums[kept], shape


def _add_grad_shapes(d: TensorSpec, a: TensorSpec, b: TensorSpec, total: TensorSpec) -> list[TensorShape]:
    return [a.shape.with_rank(2)[:1], b.shape.with_rank(2)[:1]]


def _add_grad_gradient(op: Operation, da: Tensor, db: Tensor) -> list[Any]:
    """Linear: what a place of the sum hands out comes back to it."""
    back = [_at_places(op.inputs[3], at, dy) for at, dy in ((op.inputs[1], da), (op.inputs[2], db))]
    return [back[0] + back[1], None, None, None]


def _at_places(wanted: Tensor, indices: Tensor, values: Tensor) -> Tensor:
    """For each wanted place the value that is given for it, or zero."""
    both = node("ConcatV2", wanted, indices, 0)
    sizes = node("Max", both, [0]) + np.int64(1)
    dense = node("ScatterNd", indices, values, sizes)
    made: Tensor = node("GatherNd", dense, wanted)
    return made


@op(
    "SparseAddGrad(backprop_val_grad: T, a_indices: int64, b_indices: int64, sum_indices: int64) -> a_val_grad: T, b_val_grad: T",
    shape=_add_grad_shapes,
    gradient=_add_grad_gradient,
    T=NUMERIC,
)
def _sparse_add_grad(backprop_val_grad: Any, a_indices: Any, b_indices: Any, sum_indices: Any) -> Any:
    """The gradient of SparseAdd by either's elements. `[m], [n, r], [k, r], [m, r] -> [n], [k]`. Source: tf.sparse_add."""
    everything = np.concatenate([a_indices, b_indices, sum_indices])
    shape = everything.max(axis=0, initial=0) + 1
    flat = numbers(sum_indices, shape)
    order = np.argsort(flat)

    def part(indices: Any) -> Any:
        wanted = numbers(indices, shape)
        place = np.searchsorted(flat, wanted, sorter=order)
        found = order[np.minimum(place, len(order) - 1)] if len(order) else np.zeros(len(wanted), np.int64)
        is_there = np.zeros(len(wanted), np.bool_) if not len(order) else flat[found] == wanted
        return (
            np.where(is_there, backprop_val_grad[found], 0).astype(backprop_val_grad.dtype)
            if len(order)
            else np.zeros(len(wanted), backprop_val_grad.dtype)
        )

    return part(a_indices), part(b_indices)


def _dense_sum(indices: TensorSpec, values: TensorSpec, shape: TensorSpec, b: TensorSpec) -> TensorShape:
    parts(indices, values, shape)
    return b.shape


@op(
    "SparseTensorDenseAdd(a_indices: Tindices, a_values: T, a_shape: Tindices, b: T) -> T",
    shape=_dense_sum,
    gradient=lambda op, dy: [None, node("GatherNd", dy, op.inputs[0]), None, dy],
    T=NUMERIC,
    Tindices=INDEX,
)
def _sparse_dense_add(a_indices: Any, a_values: Any, a_shape: Any, b: Any) -> Any:
    """A sparse and a dense tensor added up. `[n, r], [n], [r], [...] -> [...]`. Source: tf.sparse_add."""
    if tuple(a_shape) != np.shape(b):
        raise ValueError(f"Shapes do not match: {a_shape.tolist()} and {list(np.shape(b))}")
    made = np.array(b)
    np.add.at(made, tuple(a_indices.T), a_values)
    return made


def sparse_add(a: Any, b: Any, threshold: Any = None, thresh: Any = None) -> Any:
    """The sum of two tensors, one of which is sparse at least. `sparse [...] x [...] -> [...]`; of two, sparse.

    What is smaller than `threshold` is left out of a sparse sum. Raises TypeError when neither is sparse.
    Source: tf.sparse_add.
    """
    threshold = thresh if threshold is None else threshold
    kinds = (SparseTensor, SparseTensorValue)
    if not isinstance(a, kinds) and not isinstance(b, kinds):
        raise TypeError("At least one input should be SparseTensor; do you mean to use tf.add()?")
    if isinstance(a, kinds) and isinstance(b, kinds):
        a, b = as_sparse(a), as_sparse(b)
        real = a.dtype.real_dtype.as_numpy_dtype
        least = graph_of_sparse(a).convert(np.asarray(0 if threshold is None else threshold, real), name="thresh")
        three_parts = (a.indices, a.values, a.dense_shape, b.indices, b.values, b.dense_shape)
        return SparseTensor(*graph_of_sparse(a).node("SparseAdd", *three_parts, least))
    if isinstance(b, kinds):
        a, b = b, a
    a = as_sparse(a)
    return node("SparseTensorDenseAdd", a.indices, a.values, a.dense_shape, b)


def _larger_shapes(*inputs: TensorSpec) -> list[TensorShape]:
    parts(*inputs[:3])
    return three(None, None)[:2]


_TWO = "(a_indices: int64, a_values: T, a_shape: int64, b_indices: int64, b_values: T, b_shape: int64)"
_PLACES = "-> output_indices: int64, output_values: T"


@op(f"SparseSparseMaximum{_TWO} {_PLACES}", shape=_larger_shapes, T=REAL)
def _maximum(a_indices: Any, a: Any, a_shape: Any, b_indices: Any, b: Any, b_shape: Any) -> Any:
    """The larger of both; what is not listed is zero. `2 x ([n, r], [n], [r]) -> [m, r], [m]`. Source: tf.sparse_maximum."""
    return _merged((a_indices, a, a_shape), (b_indices, b, b_shape), np.maximum)[:2]


@op(f"SparseSparseMinimum{_TWO} {_PLACES}", shape=_larger_shapes, T=REAL)
def _minimum(a_indices: Any, a: Any, a_shape: Any, b_indices: Any, b: Any, b_shape: Any) -> Any:
    """The smaller of both; what is not listed is zero. `2 x ([n, r], [n], [r]) -> [m, r], [m]`. Source: tf.sparse_minimum."""
    return _merged((a_indices, a, a_shape), (b_indices, b, b_shape), np.minimum)[:2]


def _either(op_type: str, scope: str, sp_a: Any, sp_b: Any, name: str | None) -> SparseTensor:
    a, b = as_sparse(sp_a), as_sparse(sp_b)
    graph = graph_of_sparse(a, b)
    with graph.name_scope(name or scope) as opened:
        three_parts = (a.indices, a.values, a.dense_shape, b.indices, b.values, b.dense_shape)
        indices, values = graph.node(op_type, *three_parts, name=opened)
        return SparseTensor(indices, values, a.dense_shape)


def sparse_maximum(sp_a: Any, sp_b: Any, name: str | None = None) -> SparseTensor:
    """The larger of both, element by element; what is not listed is zero. `sparse [...] x sparse [...] -> sparse [...]`.

    Raises TypeError unless both are sparse. Source: tf.sparse_maximum.
    """
    return _either("SparseSparseMaximum", "SparseSparseMaximum", sp_a, sp_b, name)


def sparse_minimum(sp_a: Any, sp_b: Any, name: str | None = None) -> SparseTensor:
    """The smaller of both, element by element; what is not listed is zero. `sparse [...] x sparse [...] -> sparse [...]`.

    Raises TypeError unless both are sparse. Source: tf.sparse_minimum.
    """
    return _either("SparseSparseMinimum", "SparseSparseMinimum", sp_a, sp_b, name)


def _product_shape(
    indices: TensorSpec, values: TensorSpec, shape: TensorSpec, b: TensorSpec, *, adjoint_a: bool, adjoint_b: bool
) -> TensorShape:
    known = shape.known_sizes()
    a_rows, a_columns = (None, None) if known is None else known if not adjoint_a else known[::-1]
    b_rows, b_columns = (b.shape.with_rank(2).sizes or (None, None))[:: -1 if adjoint_b else 1]
    if None not in (a_columns, b_rows) and a_columns != b_rows:
        raise ValueError(f"Dimensions must be equal, but are {a_columns} and {b_rows}: the sparse matrix does not fit {b}")
    return TensorShape.of((a_rows, b_columns))


def _product_gradient(op: Operation, dy: Tensor) -> list[Any]:
    indices, values, shape, b = op.inputs
    adjoint_a, adjoint_b = op.attrs["adjoint_a"], op.attrs["adjoint_b"]
    db = node("SparseTensorDenseMatMul", indices, values, shape, dy, adjoint_a=not adjoint_a)
    if adjoint_b:
        db = node("Transpose", db, [1, 0])
        db = node("Conj", db) if db.dtype.is_complex else db
    rows, columns = node("GatherV2", indices, 0, 1), node("GatherV2", indices, 1, 1)
    outer, inner = (columns, rows) if adjoint_a else (rows, columns)
    right = node("Transpose", b, [1, 0]) if adjoint_b else b
    right = node("Conj", right) if right.dtype.is_complex and not adjoint_b else right
    found = node("Sum", node("GatherV2", dy, outer, 0) * node("GatherV2", right, inner, 0), [1])
    return [None, node("Conj", found) if found.dtype.is_complex and adjoint_a else found, None, db]


@op(
    "SparseTensorDenseMatMul(a_indices: Tindices, a_values: T, a_shape: int64, b: T) -> T",
    shape=_product_shape,
    gradient=_product_gradient,
    T=NUMERIC,
    Tindices=INDEX,
)
def _sparse_dense_matmul(
    a_indices: Any, a_values: Any, a_shape: Any, b: Any, *, adjoint_a: bool = False, adjoint_b: bool = False
) -> Any:
    """A sparse matrix times a dense one. `[n, 2], [n], [2], [k, m] -> [r, m]`. Source: tf.sparse_tensor_dense_matmul."""
    b = b.conj().T if adjoint_b else b
    outer, inner = (1, 0) if adjoint_a else (0, 1)
    values = a_values.conj() if adjoint_a else a_values
    outside = np.flatnonzero(a_indices[:, inner] >= b.shape[0])
    if len(outside):
        at = int(outside[0])
        raise ValueError(f"k ({a_indices[at, inner]}) from index[{at},{inner}] out of bounds (>={b.shape[0]})")
    if a_shape[inner] != b.shape[0]:
        raise ValueError(f"Cannot multiply A and B: A has {a_shape[inner]} columns, B has {b.shape[0]} rows")
    rows, columns = a_indices[:, outer], a_indices[:, inner]
    if np.any(columns >= len(b)) or np.any(rows >= a_shape[outer]):
        raise ValueError(f"an index of {a_indices.tolist()} is out of bounds of {a_shape.tolist()}")
    made = np.zeros((int(a_shape[outer]), b.shape[1]), b.dtype)
    np.add.at(made, rows, values[:, np.newaxis] * b[columns])
    return made


def sparse_tensor_dense_matmul(
    sp_a: Any, b: Any, adjoint_a: bool = False, adjoint_b: bool = False, name: str | None = None
) -> Tensor:
    """A sparse matrix times a dense one, either of them transposed if asked. `sparse [a, b] x [b, c] -> [a, c]`.

    Raises TypeError unless the first is sparse. Source: tf.sparse_tensor_dense_matmul.
    """
    sp_a = as_sparse(sp_a, "sp_a")
    graph = graph_of_sparse(sp_a, b)
    with graph.name_scope(name or "SparseTensorDenseMatMul"):
        b = graph.convert(b, sp_a.dtype, name="b")
        three_parts = (sp_a.indices, sp_a.values, sp_a.dense_shape)
        made: Tensor = graph.node("SparseTensorDenseMatMul", *three_parts, b, adjoint_a=adjoint_a, adjoint_b=adjoint_b)
        return made
