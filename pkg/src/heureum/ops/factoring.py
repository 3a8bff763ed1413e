"""Triangles of matrices, A = P L U, and what is solved with them."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from ..dtypes import as_dtype, complex64, complex128, float32, float64
from ..graph import Operation, Tensor, graph_of, node, op
from ..op_def import INDEX
from ..tensor_shape import TensorShape, TensorSpec
from .shapes import at_least_rank, least_elements

__all__ = ["Lu", "lu", "lu_matrix_inverse", "lu_reconstruct", "lu_solve"]

_TYPES = (float32, float64, complex64, complex128)


class Lu(NamedTuple):
    """What tf.linalg.lu gives: both triangles in one matrix, and where each row came from."""

    lu: Tensor
    p: Tensor


def _shapes(input: TensorSpec, **_: Any) -> list[TensorShape]:
    sizes = at_least_rank(input, 2, "input")
    if sizes is None:
        return [TensorShape.of(None)] * 2
    if None not in sizes[-2:] and sizes[-1] != sizes[-2]:
        raise ValueError(f"Dimensions must be equal, but are {sizes[-2]} and {sizes[-1]}: {input} must be square")
    side = sizes[-1] if sizes[-2] is None else sizes[-2]
    return [TensorShape.of((*sizes[:-2], side, side)), TensorShape.of((*sizes[:-2], side))]


def _factored(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Gauss's elimination, by the largest element of each column."""
    made, rows = matrix.copy(), np.arange(len(matrix))
    for k in range(len(made)):
        best = k + int(np.abs(made[k:, k]).argmax())
        if made[best, k] == 0:
            raise ValueError("Input is not invertible.")
        if best != k:
            made[[k, best]], rows[[k, best]] = made[[best, k]], rows[[best, k]]
        made[k + 1 :, k] /= made[k, k]
        made[k + 1 :, k + 1 :] -= np.outer(made[k + 1 :, k], made[k, k + 1 :])
    return made, rows


def _gradient(op: Operation, dlu: Tensor, _: Any) -> list[Any]:
    lu, p = op.outputs

    def product(a: Tensor, b: Tensor, adj_x: bool = False, adj_y: bool = False) -> Tensor:
        made: Tensor = node("BatchMatMulV2", a, b, adj_x=adj_x, adj_y=adj_y)
        return made

    zero = np.zeros((), lu.dtype.as_numpy_dtype)
    diagonal = node("MatrixDiagPartV3", lu, 0, zero)
    lower = node("MatrixSetDiagV3", node("MatrixBandPart", lu, -1, 0), node("OnesLike", diagonal), 0)
    upper = node("MatrixBandPart", lu, 0, -1)
    of_lower = product(
        lower, node("MatrixSetDiagV3", node("MatrixBandPart", dlu, -1, 0), node("ZerosLike", diagonal), 0), adj_x=True
    )
    of_upper = product(node("MatrixBandPart", dlu, 0, -1), upper, adj_y=True)
    below = node("MatrixSetDiagV3", node("MatrixBandPart", of_lower, -1, 0), node("ZerosLike", diagonal), 0)
    middle = below + node("MatrixBandPart", of_upper, 0, -1)
    left = node("MatrixTriangularSolve", lower, middle, lower=True, adjoint=True)  # L^-H times it
    identity = node("MatrixSetDiagV3", node("ZerosLike", lu), node("OnesLike", diagonal), 0)
    inverse = node("MatrixTriangularSolve", upper, identity, lower=False)
    whole = product(left, inverse, adj_y=True)
    return [product(node("OneHot", p, node("Shape", lu)[-1], zero + 1, zero), whole, adj_x=True)]


@op(
    "Lu(input: T) -> lu: T, p: output_idx_type", shape=_shapes, gradient=_gradient,
    work=lambda input, **_: float(least_elements(input)) ** 1.5, T=_TYPES, output_idx_type=INDEX,
)  # fmt: skip
def _lu(input: Any, *, output_idx_type: Any) -> Any:
    """Both triangles of each matrix in one, and where its rows came from. `[..., n, n] -> [..., n, n], [..., n]`.

    Source: tf.linalg.lu.
    """
    made, rows = np.empty_like(input), np.empty(input.shape[:-1], output_idx_type.as_numpy_dtype)
    for place in np.ndindex(input.shape[:-2]):
        made[place], rows[place] = _factored(input[place])
    return made, rows


def lu(input: Any, output_idx_type: Any = INDEX[0], name: str | None = None) -> Lu:
    """Both triangles of each matrix in one, L without its ones, and where its rows came from.

    `[..., n, n] -> [..., n, n], [..., n]`. InvalidArgumentError for a matrix that has no inverse. Source: tf.linalg.lu.
    """
    return Lu(*node("Lu", input, output_idx_type=as_dtype(output_idx_type), name=name))


def _triangles(graph: Any, lower_upper: Any) -> tuple[Tensor, Tensor, Tensor]:
    both = graph.convert(lower_upper, name="lower_upper")
    diagonal = graph.node("MatrixDiagPartV3", both, 0, np.zeros((), both.dtype.as_numpy_dtype))
    lower = graph.node("MatrixSetDiagV3", graph.node("MatrixBandPart", both, -1, 0), graph.node("OnesLike", diagonal), 0)
    return both, lower, graph.node("MatrixBandPart", both, 0, -1)


def _permutation(graph: Any, perm: Any, dtype: Any) -> Tensor:
    """The matrix that puts row perm[i] into row i."""
    perm = graph.convert(perm, name="perm")
    kind = dtype.as_numpy_dtype
    made: Tensor = graph.node("OneHot", perm, graph.node("Shape", perm)[-1], kind(1), kind(0))
    return made


def lu_reconstruct(lower_upper: Any, perm: Any, validate_args: bool = False, name: str | None = None) -> Tensor:
    """The matrix whose triangles these are. `[..., n, n] x [..., n] -> [..., n, n]`. Source: tf.linalg.lu_reconstruct."""
    graph = graph_of(lower_upper, perm)
    with graph.name_scope(name or "lu_reconstruct"):
        both, lower, upper = _triangles(graph, lower_upper)
        product = graph.node("BatchMatMulV2", lower, upper)
        made: Tensor = graph.node("BatchMatMulV2", _permutation(graph, perm, both.dtype), product, adj_x=True)
        return made


def lu_solve(lower_upper: Any, perm: Any, rhs: Any, validate_args: bool = False, name: str | None = None) -> Tensor:
    """The x for which A x = rhs, given the triangles of A. `[..., n, n] x [..., n] x [..., n, k] -> [..., n, k]`.

    Source: tf.linalg.lu_solve.
    """
    graph = graph_of(lower_upper, perm, rhs)
    with graph.name_scope(name or "lu_solve"):
        both, lower, upper = _triangles(graph, lower_upper)
        rows = graph.node("BatchMatMulV2", _permutation(graph, perm, both.dtype), graph.convert(rhs, both.dtype, name="rhs"))
        y = graph.node("MatrixTriangularSolve", lower, rows, lower=True)
        made: Tensor = graph.node("MatrixTriangularSolve", upper, y, lower=False)
        return made


def lu_matrix_inverse(lower_upper: Any, perm: Any, validate_args: bool = False, name: str | None = None) -> Tensor:
    """The inverse of the matrix whose triangles these are. `[..., n, n] x [..., n] -> [..., n, n]`.

    Source: tf.linalg.lu_matrix_inverse.
    """
    graph = graph_of(lower_upper, perm)
    with graph.name_scope(name or "lu_matrix_inverse"):
        both = graph.convert(lower_upper, name="lower_upper")
        ones = graph.node("OnesLike", graph.node("MatrixDiagPartV3", both, 0, np.zeros((), both.dtype.as_numpy_dtype)))
        identity = graph.node("MatrixSetDiagV3", graph.node("ZerosLike", both), ones, 0)
        return lu_solve(both, perm, identity)
