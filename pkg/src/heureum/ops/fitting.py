"""Least squares, pseudo-inverses and ranks, composed of decompositions."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..dtypes import int32
from ..graph import Tensor, graph_of
from .norms import norm

__all__ = ["matrix_rank", "matrix_solve_ls", "normalize", "pinv"]


def matrix_solve_ls(matrix: Any, rhs: Any, l2_regularizer: float = 0.0, fast: bool = True, name: str | None = None) -> Tensor:
    """The x for which |matrix x - rhs|^2 + l2_regularizer |x|^2 is least. `[..., m, n] x [..., m, k] -> [..., n, k]`.

    With `fast` by Cholesky's factors of matrix^T matrix, which must have full rank; else by singular values.
    Raises ValueError for matrices of unknown sizes. Source: tf.linalg.lstsq.
    """
    graph = graph_of(matrix, rhs)
    with graph.name_scope(name or "matrix_solve_ls"):
        matrix = graph.convert(matrix, name="matrix")
        rhs = graph.convert(rhs, matrix.dtype, name="rhs")
        if not fast and l2_regularizer == 0:
            made: Tensor = graph.node("BatchMatMulV2", pinv(matrix), rhs)
            return made
        sizes = matrix.shape.sizes
        if sizes is None or None in sizes[-2:]:
            raise ValueError(f"least squares need matrices of known sizes, found {matrix.spec}")
        is_wide = sizes[-2] < sizes[-1]
        gram = graph.node("BatchMatMulV2", matrix, matrix, adj_x=not is_wide, adj_y=is_wide)
        if l2_regularizer:
            side = min(sizes[-2:])
            gram = gram + np.eye(side, dtype=gram.dtype.as_numpy_dtype) * l2_regularizer
        factor = graph.node("Cholesky", gram)

        def solved(right: Tensor) -> Tensor:
            y = graph.node("MatrixTriangularSolve", factor, right, lower=True)
            x: Tensor = graph.node("MatrixTriangularSolve", factor, y, lower=True, adjoint=True)
            return x

        if is_wide:
            made = graph.node("BatchMatMulV2", matrix, solved(rhs), adj_x=True)
        else:
            made = solved(graph.node("BatchMatMulV2", matrix, rhs, adj_x=True))
        return made


def _largest_kept(graph: Any, matrix: Tensor, s: Tensor, given: Any, factor: float) -> Tensor:
    """Below this singular values count as 0."""
    made: Tensor
    if given is not None:
        made = graph.node("ExpandDims", graph.convert(given, s.dtype, name="rcond"), -1)
        return made
    sizes = graph.node("Cast", graph.node("Max", graph.node("Shape", matrix)[-2:], [0]), DstT=s.dtype)
    made = sizes * float(np.finfo(s.dtype.as_numpy_dtype).eps) * factor
    return made


def pinv(a: Any, rcond: Any = None, validate_args: bool = False, name: str | None = None) -> Tensor:
    """The pseudo-inverse of Moore and Penrose. `[..., m, n] -> [..., n, m]`.

    Singular values below `rcond` times the largest count as 0; unless told, 10 max(m, n) eps. Source: tf.linalg.pinv.
    """
    graph = graph_of(a)
    with graph.name_scope(name or "pinv"):
        a = graph.convert(a, name="a")
        s, u, v = graph.node("Svd", a, compute_uv=True, full_matrices=False)
        limit = _largest_kept(graph, a, s, rcond, 10.0) * graph.node("Max", s, [-1], keep_dims=True)
        kept = graph.node("Greater", s, limit)
        inverse = graph.node("SelectV2", kept, graph.node("Reciprocal", s), graph.node("ZerosLike", s))
        made: Tensor = graph.node("BatchMatMulV2", v * graph.node("ExpandDims", inverse, -2), u, adj_y=True)
        return made


def matrix_rank(a: Any, tol: Any = None, validate_args: bool = False, name: str | None = None) -> Tensor:
    """How many singular values are above `tol`, unless told max(m, n) eps times the largest. `[..., m, n] -> [...]`.

    Source: tf.linalg.matrix_rank.
    """
    graph = graph_of(a)
    with graph.name_scope(name or "matrix_rank"):
        a = graph.convert(a, name="a")
        s = graph.node("Svd", a, compute_uv=False, full_matrices=False)[0]
        limit = _largest_kept(graph, a, s, tol, 1.0)
        if tol is None:
            limit = limit * graph.node("Max", s, [-1], keep_dims=True)
        made: Tensor = graph.node("Sum", graph.node("Cast", graph.node("Greater", s, limit), DstT=int32), [-1])
        return made


def normalize(tensor: Any, ord: Any = "euclidean", axis: Any = None, name: str | None = None) -> tuple[Tensor, Tensor]:
    """The tensor divided by its norm along `axis`, and the norm. `[a, b] -> [a, b], [1, 1]`. Source: tf.linalg.normalize."""
    graph = graph_of(tensor)
    with graph.name_scope(name or "normalize"):
        tensor = graph.convert(tensor)
        length = norm(tensor, ord, axis, keepdims=True)
        length = graph.node("Cast", length, DstT=tensor.dtype) if length.dtype is not tensor.dtype else length
        return tensor / length, length
