"""Bands of matrices: the diagonals from one offset to another, packed into rows that are aligned to a side.

Takes matrices and offsets, 0 for the main diagonal and more above it; gives the diagonals, the highest first, and back.
Source: tensorflow/core/kernels/matrix_diag_op.cc.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

__all__ = ["length", "limits", "matrix_sizes", "put", "taken", "widest"]


def limits(k: Any) -> tuple[int, int]:
    """The lowest and the highest offset. Raises ValueError when they are the wrong way round."""
    given = np.ravel(k)
    low, high = int(given[0]), int(given[-1])
    if given.size not in (1, 2) or low > high:
        raise ValueError(f"k must be one offset, or the lowest and the highest, found {given.tolist()}")
    return low, high


def length(rows: int, columns: int, offset: int) -> int:
    """How many elements a diagonal has."""
    return max(0, min(rows + min(offset, 0), columns - max(offset, 0)))


def widest(rows: int, columns: int, low: int, high: int) -> int:
    """How many elements the longest diagonal of a band has."""
    return max(0, min(rows + min(high, 0), columns - max(low, 0)))


def matrix_sizes(longest: int, low: int, high: int, rows: int, columns: int) -> tuple[int, int]:
    """Of a matrix with a band whose longest diagonal is given; -1 stands for what follows. Raises ValueError if none fits."""
    least_rows, least_columns = longest - min(high, 0), longest + max(low, 0)
    if rows == -1 and columns == -1:
        rows = columns = max(least_rows, least_columns)
    rows, columns = least_rows if rows == -1 else rows, least_columns if columns == -1 else columns
    if rows < least_rows or columns < least_columns or (rows != least_rows and columns != least_columns):
        raise ValueError(f"a diagonal of length {longest} at offsets {low} to {high} does not fit into [{rows}, {columns}]")
    return rows, columns


def _diagonals(rows: int, columns: int, low: int, high: int, align: str) -> Iterator[tuple[Any, Any]]:
    """For each diagonal where it is in the matrix, and where in the band."""
    above, _, below = align.partition("_")
    wide = widest(rows, columns, low, high)
    for row, offset in enumerate(range(high, low - 1, -1)):
        steps = np.arange(length(rows, columns, offset))
        is_left = (offset >= 0 and above == "LEFT") or (offset <= 0 and below == "LEFT")
        start = 0 if is_left else wide - len(steps)
        in_matrix = (..., steps + max(-offset, 0), steps + max(offset, 0))
        yield in_matrix, (..., steps) if low == high else (..., row, steps + start)


def taken(matrix: np.ndarray, k: Any, padding: Any, align: str) -> np.ndarray:
    """The diagonals. `[..., m, n] -> [..., high - low + 1, longest]`, of one `[..., longest]`."""
    low, high = limits(k)
    rows, columns = matrix.shape[-2:]
    count = [] if low == high else [high - low + 1]
    made = np.full((*matrix.shape[:-2], *count, widest(rows, columns, low, high)), padding, matrix.dtype)
    for in_matrix, in_band in _diagonals(rows, columns, low, high, align):
        made[in_band] = matrix[in_matrix]
    return made


def put(matrix: np.ndarray, band: np.ndarray, k: Any, align: str) -> np.ndarray:
    """The matrix, changed: with these diagonals. `[..., m, n] x [..., d, longest] -> [..., m, n]`.

    Raises ValueError for a band of another shape than `taken` would give.
    """
    low, high = limits(k)
    rows, columns = matrix.shape[-2:]
    count = () if low == high else (high - low + 1,)
    wanted = (*matrix.shape[:-2], *count, widest(rows, columns, low, high))
    if band.shape != wanted:
        raise ValueError(f"diagonals {low} to {high} of {list(matrix.shape)} have shape {list(wanted)}, found {list(band.shape)}")
    for in_matrix, in_band in _diagonals(rows, columns, low, high, align):
        matrix[in_matrix] = band[in_band]
    return matrix
