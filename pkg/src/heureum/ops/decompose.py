"""Inverses, determinants, solutions and decompositions of matrices, of batches too."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..dtypes import complex64, complex128, float32, float64
from ..graph import Operation, Tensor, graph_of, node, op
from ..tensor_shape import TensorShape, TensorSpec
from .adjoint import conjugate
from .shapes import at_least_rank, broadcast, least_elements

__all__ = [
    "cholesky",
    "cholesky_solve",
    "matrix_determinant",
    "matrix_inverse",
    "matrix_solve",
    "matrix_triangular_solve",
]

_TYPES = (float32, float64, complex64, complex128)


def _work(matrix: TensorSpec, *_: TensorSpec, **__: Any) -> float:
    return float(least_elements(matrix)) ** 1.5


def _square(input: TensorSpec, name: str = "input") -> tuple[int | None, ...] | None:
    sizes = at_least_rank(input, 2, name)
    if sizes is not None and None not in sizes[-2:] and sizes[-1] != sizes[-2]:
        raise ValueError(f"Dimensions must be equal, but are {sizes[-2]} and {sizes[-1]}: {input} must be square")
    return sizes


def _square_shape(input: TensorSpec, **_: Any) -> TensorShape:
    sizes = _square(input)
    if sizes is None:
        return TensorShape.of(None)
    side = sizes[-1] if sizes[-2] is None else sizes[-2]
    return TensorShape.of((*sizes[:-2], side, side))


def _product(a: Tensor, b: Tensor, adj_x: bool = False, adj_y: bool = False) -> Tensor:
    made: Tensor = node("BatchMatMulV2", a, b, adj_x=adj_x, adj_y=adj_y)
    return made


def _transposed(x: Any) -> Any:
    return np.conjugate(np.swapaxes(x, -1, -2))


def _solvable(complaint: str, solve: Any, *matrices: Any) -> Any:
    """What NumPy finds. Raises ValueError with TensorFlow's complaint for a matrix that has no inverse."""
    try:
        made = solve(*matrices)
        # NumPy for WebAssembly gives nan where it should raise.
        is_singular = not np.isfinite(made).all() and all(np.isfinite(each).all() for each in matrices)
    except np.linalg.LinAlgError:
        is_singular = True
    if is_singular:
        raise ValueError(f"{complaint} A matrix of {list(matrices[0].shape)} is singular")
    return made


def _inverse_gradient(op: Operation, dy: Tensor) -> list[Any]:
    inverse, adjoint = op.outputs[0], op.attrs["adjoint"]
    if adjoint:
        return [-_product(inverse, _product(dy, inverse, adj_x=True), adj_y=False)]
    return [-_product(inverse, _product(dy, inverse, adj_y=True), adj_x=True)]


@op("MatrixInverse(input: T) -> T", shape=_square_shape, gradient=_inverse_gradient, work=_work, T=_TYPES)
def _inverse(input: Any, *, adjoint: bool = False) -> Any:
    """The inverse of matrices, or of their adjoints. `[..., n, n] -> [..., n, n]`. Source: tf.matrix_inverse."""
    return _solvable("Input is not invertible.", np.linalg.inv, _transposed(input) if adjoint else input)


def matrix_inverse(input: Any, adjoint: bool = False, name: str | None = None) -> Tensor:
    """The inverse of matrices, or of their adjoints. `[..., n, n] -> [..., n, n]`.

    Raises ValueError unless they are square; InvalidArgumentError when one has no inverse. Source: tf.matrix_inverse.
    """
    made: Tensor = node("MatrixInverse", input, adjoint=adjoint, name=name)
    return made


def _without_matrix(input: TensorSpec) -> TensorShape:
    sizes = _square(input)
    return TensorShape.of(None if sizes is None else sizes[:-2])


def _determinant_gradient(op: Operation, dy: Tensor) -> list[Any]:
    factor = node("ExpandDims", node("ExpandDims", dy * conjugate(op.outputs[0]), -1), -1)
    return [factor * node("MatrixInverse", op.inputs[0], adjoint=True)]


@op("MatrixDeterminant(input: T) -> T", shape=_without_matrix, gradient=_determinant_gradient, work=_work, T=_TYPES)
def matrix_determinant(input: Any) -> Any:
    """The determinant of matrices. `[..., n, n] -> [...]`. Source: tf.matrix_determinant."""
    return np.linalg.det(input)


def _cholesky_gradient(op: Operation, dy: Tensor) -> list[Any]:
    """I. Murray 2016 (arXiv:1602.07527): half of the sum with the adjoint, since only one triangle is read."""
    factor = op.outputs[0]
    inverse = node("MatrixInverse", factor)
    middle = _product(factor, dy, adj_x=True)
    zero = np.zeros((), dy.dtype.as_numpy_dtype)
    middle = node("MatrixSetDiagV3", middle, 0.5 * node("MatrixDiagPartV3", middle, 0, zero), 0)
    middle = node("MatrixBandPart", middle, -1, 0)
    da = _product(_product(inverse, middle, adj_x=True), inverse)
    identity = node("MatrixSetDiagV3", node("ZerosLike", da), node("OnesLike", node("MatrixDiagPartV3", da, 0, zero)), 0)
    return [0.5 * (da + _product(da, identity, adj_x=True))]


@op("Cholesky(input: T) -> T", shape=_square_shape, gradient=_cholesky_gradient, work=_work, T=_TYPES)
def cholesky(input: Any) -> Any:
    """The lower triangle whose product with its adjoint is the matrix. `[..., n, n] -> [..., n, n]`. Source: tf.cholesky."""
    try:
        return np.linalg.cholesky(input)
    except np.linalg.LinAlgError:
        return _factors(input)


def _factors(input: Any) -> Any:
    """Each matrix by itself; one that is not positive definite gives nan, as in TensorFlow."""
    made = np.full_like(input, np.nan)
    for place in np.ndindex(input.shape[:-2]):
        try:
            made[place] = np.linalg.cholesky(input[place])
        except np.linalg.LinAlgError:
            continue
    return made


def _solved(matrix: TensorSpec, rhs: TensorSpec, **_: Any) -> TensorShape:
    left, right = _square(matrix, "matrix"), at_least_rank(rhs, 2, "rhs")
    if left is None or right is None:
        return rhs.shape if right is None else TensorShape.of((*(None,) * (len(right) - 1), right[-1]))
    rows = TensorShape.of(left[-1:]).merge_with(right[-2:-1])
    batch = broadcast(TensorSpec(rhs.dtype, TensorShape.of(left[:-2])), TensorSpec(rhs.dtype, TensorShape.of(right[:-2])))
    return batch.concatenate(rows).concatenate(TensorShape.of(right[-1:]))


def _solve_gradient(op: Operation, dy: Tensor) -> list[Any]:
    matrix, x, adjoint = op.inputs[0], op.outputs[0], op.attrs["adjoint"]
    drhs = node("MatrixSolve", matrix, dy, adjoint=not adjoint)
    return [-(_product(x, drhs, adj_y=True) if adjoint else _product(drhs, x, adj_y=True)), drhs]


@op("MatrixSolve(matrix: T, rhs: T) -> T", shape=_solved, gradient=_solve_gradient, work=_work, T=_TYPES)
def _solve(matrix: Any, rhs: Any, *, adjoint: bool = False) -> Any:
    """The x for which matrix x = rhs. `[..., n, n] x [..., n, k] -> [..., n, k]`. Source: tf.matrix_solve."""
    left = _transposed(matrix) if adjoint else matrix
    return _solvable("Input matrix is not invertible.", np.linalg.solve, left, rhs)


def matrix_solve(matrix: Any, rhs: Any, adjoint: bool = False, name: str | None = None) -> Tensor:
    """The x for which matrix x = rhs. `[..., n, n] x [..., n, k] -> [..., n, k]`.

    InvalidArgumentError when the matrix has no inverse. Source: tf.matrix_solve.
    """
    made: Tensor = node("MatrixSolve", matrix, rhs, adjoint=adjoint, name=name)
    return made


def _triangular_gradient(op: Operation, dy: Tensor) -> list[Any]:
    matrix, x = op.inputs[0], op.outputs[0]
    lower, adjoint = op.attrs["lower"], op.attrs["adjoint"]
    drhs = node("MatrixTriangularSolve", matrix, dy, lower=lower, adjoint=not adjoint)
    da = -(_product(x, drhs, adj_y=True) if adjoint else _product(drhs, x, adj_y=True))
    return [node("MatrixBandPart", da, -1 if lower else 0, 0 if lower else -1), drhs]


@op("MatrixTriangularSolve(matrix: T, rhs: T) -> T", shape=_solved, gradient=_triangular_gradient, work=_work, T=_TYPES)
def _triangular(matrix: Any, rhs: Any, *, lower: bool = True, adjoint: bool = False) -> Any:
    """The x for which matrix x = rhs, reading one triangle of the matrix. `[..., n, n] x [..., n, k] -> [..., n, k]`.

    Source: tf.matrix_triangular_solve.
    """
    triangle = np.tril(matrix) if lower else np.triu(matrix)
    left = _transposed(triangle) if adjoint else triangle
    return _solvable("Input matrix is not invertible.", np.linalg.solve, left, rhs)


def matrix_triangular_solve(matrix: Any, rhs: Any, lower: bool = True, adjoint: bool = False, name: str | None = None) -> Tensor:
    """The x for which matrix x = rhs, reading one triangle of the matrix. `[..., n, n] x [..., n, k] -> [..., n, k]`.

    Source: tf.matrix_triangular_solve.
    """
    graph = graph_of(matrix, rhs)
    with graph.name_scope(name or "triangular_solve"):
        made: Tensor = graph.node("MatrixTriangularSolve", matrix, rhs, lower=lower, adjoint=adjoint)
        return made


def cholesky_solve(chol: Any, rhs: Any, name: str | None = None) -> Tensor:
    """The x for which A x = rhs, given the Cholesky factor of A. `[..., n, n] x [..., n, k] -> [..., n, k]`.

    Source: tf.cholesky_solve.
    """
    graph = graph_of(chol, rhs)
    with graph.name_scope(name or "cholesky_solve"):
        y = graph.node("MatrixTriangularSolve", chol, rhs, adjoint=False, lower=True)
        made: Tensor = graph.node("MatrixTriangularSolve", chol, y, adjoint=True, lower=True)
        return made
