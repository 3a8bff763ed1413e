"""Systems and products of matrices that are zero but on three diagonals.

Takes the diagonals in one of three formats: the rows of `compact`, above, main and below; a `sequence` of them; a whole `matrix`.
Source: tensorflow/python/ops/linalg/linalg_impl.py.
"""

from __future__ import annotations

from typing import Any

from ..graph import Graph, Tensor, graph_of
from .adjoint import conjugate
from .matrix import matrix_diag, matrix_diag_part
from .reshaping import matrix_transpose

__all__ = ["tridiagonal_matmul", "tridiagonal_solve"]

# Above the main diagonal the last element does not count, below it the first.
_ALIGN = "LEFT_RIGHT"


def _compact(graph: Graph, diagonals: Any, form: str) -> Tensor:
    """`[..., 3, m]`. Raises ValueError for another format, or another number of diagonals."""
    if form == "matrix":
        return matrix_diag_part(graph.convert(diagonals), k=(-1, 1), align=_ALIGN)
    if form == "sequence":
        if not isinstance(diagonals, (tuple, list)) or len(diagonals) != 3:
            raise ValueError("Expected diagonals to be a sequence of length 3.")
        above, middle, below = (graph.convert(each) for each in diagonals)
        size = middle.shape[-1].value
        edge = [[0, 0]] * (len(middle.shape) - 1)
        if size is not None and above.shape[-1].value == size - 1:
            above = graph.node("Pad", above, [*edge, [0, 1]])
        if size is not None and below.shape[-1].value == size - 1:
            below = graph.node("Pad", below, [*edge, [1, 0]])
        stacked: Tensor = graph.node("Pack", above, middle, below, axis=-2)
        return stacked
    if form != "compact":
        raise ValueError(f"Unrecognized diagonals_format: {form}")
    whole = graph.convert(diagonals)
    whole.shape.with_rank_at_least(2)
    if whole.shape.rank is not None and whole.shape[-2].value not in (None, 3):
        raise ValueError(f"Expected 3 diagonals got {whole.shape[-2].value}")
    return whole


def tridiagonal_solve(
    diagonals: Any,
    rhs: Any,
    diagonals_format: str = "compact",
    transpose_rhs: bool = False,
    conjugate_rhs: bool = False,
    name: str | None = None,
    partial_pivoting: bool = True,
) -> Tensor:
    """The x whose product with the tridiagonal matrix is `rhs`. `[..., 3, m] x [..., m, k] -> [..., m, k]`, or `[..., m]`.

    `partial_pivoting` is accepted: rows are always exchanged where that is safer. Raises ValueError for diagonals that do not
    fit; running it raises InvalidArgumentError for a singular matrix. Source: tf.linalg.tridiagonal_solve.
    """
    graph = graph_of(diagonals, rhs) if not isinstance(diagonals, (tuple, list)) else graph_of(*diagonals, rhs)
    with graph.name_scope(name or "tridiagonal_solve"):
        three = _compact(graph, diagonals, diagonals_format)
        right = graph.convert(rhs, three.dtype)
        right = conjugate(right) if conjugate_rhs else right
        is_vector = right.shape.rank is not None and three.shape.rank == right.shape.rank + 1
        if is_vector:
            right = graph.node("ExpandDims", right, -1)
        elif transpose_rhs:
            right = matrix_transpose(right)
        if right.shape.rank is not None and three.shape.rank is not None:
            right.shape[-2:-1].merge_with(three.shape[-1:])
        found: Tensor = graph.node("MatrixSolve", matrix_diag(three, k=(-1, 1), align=_ALIGN), right)
        return graph.node("Squeeze", found, squeeze_dims=[-1]) if is_vector else found


def tridiagonal_matmul(diagonals: Any, rhs: Any, diagonals_format: str = "compact", name: str | None = None) -> Tensor:
    """The tridiagonal matrix times `rhs`. `[..., 3, m] x [..., m, k] -> [..., m, k]`.

    Raises ValueError for diagonals that do not fit. Source: tf.linalg.tridiagonal_matmul.
    """
    graph = graph_of(diagonals, rhs) if not isinstance(diagonals, (tuple, list)) else graph_of(*diagonals, rhs)
    with graph.name_scope(name or "tridiagonal_matmul"):
        three = _compact(graph, diagonals, diagonals_format)
        right = graph.convert(rhs, three.dtype)
        matrix = matrix_diag(three, k=(-1, 1), align=_ALIGN)
        op_type = "MatMul" if matrix.shape.rank == 2 else "BatchMatMulV2"
        made: Tensor = graph.node(op_type, matrix, right)
        return made
