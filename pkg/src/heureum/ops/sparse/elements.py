"""The elements of a sparse tensor with what a dense one has at their places, and softmax over rows.

Law: the places stay; a dense tensor is broadcast to the sparse one, never the other way round.
Source: tensorflow/python/ops/sparse_ops.py.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ...graph import Operation, Tensor, node, op
from ...graph.sparse import SparseTensor
from ...op_def import FLOATING, NUMERIC
from ...tensor_shape import TensorShape, TensorSpec
from ..adjoint import conjugate
from .places import as_sparse, check_inside, graph_of_sparse, numbers, parts

__all__ = ["sparse_softmax"]

_INPUTS = "(sp_indices: int64, sp_values: T, sp_shape: int64, dense: T) -> T"


def _elements(indices: TensorSpec, values: TensorSpec, shape: TensorSpec, dense: TensorSpec | None = None) -> TensorShape:
    return TensorShape.of((parts(indices, values, shape)[0],))


def _of_values(indices: TensorSpec, values: TensorSpec, shape: TensorSpec) -> TensorShape:
    parts(indices, values, shape)
    return values.shape.with_rank(1)


def _met(indices: Any, shape: Any, dense: Any) -> Any:
    check_inside(indices, shape)
    try:
        whole = np.broadcast_to(dense, tuple(shape))
    except ValueError:
        raise ValueError(
            f"SparseDenseBinaryOp broadcasts dense to sparse only; got {list(np.shape(dense))} for {shape.tolist()}"
        ) from None
    return whole[tuple(indices.T)]


def _of_dense(op: Operation, dvalues: Tensor) -> Tensor:
    """Gradients at the places, added up over what was broadcast."""
    indices, _, shape, dense = op.inputs
    sizes = node("Shape", dense)
    offset = node("Sub", node("Size", shape), node("Size", sizes))
    own = node("Slice", indices, node("Pack", 0, offset), [-1, -1])
    at = node("FloorMod", own, node("Cast", sizes, DstT=indices.dtype)) if dense.shape.rank != 0 else own
    made: Tensor = node("ScatterNd", at, dvalues, node("Cast", sizes, DstT=indices.dtype))
    return made


def _gathered(op: Operation) -> Tensor:
    indices, values, shape, dense = op.inputs
    made: Tensor = node("SparseDenseCwiseMul", indices, node("OnesLike", values), shape, dense)
    return made


def _multiply_gradient(op: Operation, dy: Tensor) -> list[Any]:
    return [None, dy * conjugate(_gathered(op)), None, _of_dense(op, dy * conjugate(op.inputs[1]))]


@op(f"SparseDenseCwiseMul{_INPUTS}", shape=_elements, gradient=_multiply_gradient, T=NUMERIC)
def _multiply(sp_indices: Any, sp_values: Any, sp_shape: Any, dense: Any) -> Any:
    """The elements times what a dense tensor has at their places. `[n, r], [n], [r], [...] -> [n]`. Source: tf.SparseTensor."""
    return sp_values * _met(sp_indices, sp_shape, dense)


def _divide_gradient(op: Operation, dy: Tensor) -> list[Any]:
    met, values = conjugate(_gathered(op)), conjugate(op.inputs[1])
    return [None, dy / met, None, _of_dense(op, dy * (-values / met / met))]


@op(f"SparseDenseCwiseDiv{_INPUTS}", shape=_elements, gradient=_divide_gradient, T=NUMERIC)
def _divide(sp_indices: Any, sp_values: Any, sp_shape: Any, dense: Any) -> Any:
    """The elements by what a dense tensor has at their places. `[n, r], [n], [r], [...] -> [n]`. Source: tf.SparseTensor."""
    met = _met(sp_indices, sp_shape, dense)
    if sp_values.dtype.kind in "iu":
        if not np.all(met):
            raise ValueError("Integer division by zero")
        return np.trunc(sp_values / met).astype(sp_values.dtype)
    return sp_values / met


@op(f"SparseDenseCwiseAdd{_INPUTS}", shape=_elements, gradient=lambda op, dy: [None, dy, None, _of_dense(op, dy)], T=NUMERIC)
def _add(sp_indices: Any, sp_values: Any, sp_shape: Any, dense: Any) -> Any:
    """The elements plus what a dense tensor has at their places. `[n, r], [n], [r], [...] -> [n]`. Source: tf.sparse_add."""
    return sp_values + _met(sp_indices, sp_shape, dense)


def _rows(indices: Any, shape: Any) -> Any:
    return np.unique(numbers(indices[:, :-1], shape[:-1]), return_inverse=True)[1].reshape(-1)


def _softmax_gradient(op: Operation, dy: Tensor) -> list[Any]:
    """y * (dy - sum over the row of y * dy); the row's sum is found as the engine finds softmax itself."""
    indices, _, shape = op.inputs
    y = op.outputs[0]
    return [None, y * (dy - node("SparseRowSum", indices, y * dy, shape)), None]


@op(
    "SparseSoftmax(sp_indices: int64, sp_values: T, sp_shape: int64) -> T",
    shape=_of_values,
    gradient=_softmax_gradient,
    T=FLOATING,
)
def _softmax(sp_indices: Any, sp_values: Any, sp_shape: Any) -> Any:
    """Softmax over the elements of each innermost row. `[n, r], [n], [r] -> [n]`. Source: tf.sparse_softmax."""
    if len(sp_shape) < 2:
        raise ValueError(f"Input should have rank >= 2, but received shape {sp_shape.tolist()}")
    row = _rows(sp_indices, sp_shape)
    top = np.full(row.max(initial=-1) + 1, -np.inf, sp_values.dtype)
    np.maximum.at(top, row, sp_values)
    e = np.exp(sp_values - top[row])
    total = np.zeros(len(top), sp_values.dtype)
    np.add.at(total, row, e)
    return e / total[row]


@op(
    "SparseRowSum(sp_indices: int64, sp_values: T, sp_shape: int64) -> T",
    shape=_elements,
    gradient=lambda op, dy: [None, node("SparseRowSum", op.inputs[0], dy, op.inputs[2]), None],
    T=FLOATING,
)
def _row_sum(sp_indices: Any, sp_values: Any, sp_shape: Any) -> Any:
    """For each element the sum over its innermost row. `[n, r], [n], [r] -> [n]`. Source: the gradient of tf.sparse_softmax."""
    row = _rows(sp_indices, sp_shape)
    total = np.zeros(row.max(initial=-1) + 1, sp_values.dtype)
    np.add.at(total, row, sp_values)
    return total[row]


def sparse_softmax(sp_input: Any, name: str | None = None) -> SparseTensor:
    """Softmax over the elements that each innermost row has. `sparse [..., a] -> sparse [..., a]`.

    Raises TypeError unless it is sparse. Source: tf.sparse_softmax.
    """
    sp_input = as_sparse(sp_input)
    graph = graph_of_sparse(sp_input)
    with graph.name_scope(name or "SparseSoftmax"):
        values = graph.node("SparseSoftmax", sp_input.indices, sp_input.values, sp_input.dense_shape)
        return SparseTensor(sp_input.indices, values, sp_input.dense_shape)
