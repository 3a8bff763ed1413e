"""The product of two matrices of numbers, by whichever of the ways is quickest where this runs.

Takes arrays `[..., m, k]` and `[..., k, n]`, gives `[..., m, n]`. Law: the ways differ in the order of adding only.
Why: natively `np.matmul` calls a BLAS and nothing beats it. NumPy for WebAssembly has none, and walks down the columns of
`b`: `einsum` over rows is 1.5 to 7 times as fast, and a kernel of our own (`simd`) 5 to 8 times as fast as that (measured).
"""

from __future__ import annotations

import math
import sys
from typing import Any

import numpy as np

from . import simd

__all__ = ["einsum_of_two", "matrix_product"]

HAS_BLAS = sys.platform != "emscripten"

# Found by measuring: below them, what a way has to set up costs more than it saves.
_LEAST_WORK = 50_000  # m * k * n
_LEAST_SIMD_WORK = 40_000
_LONG_ROW = 96  # elements that are added up, or multiplied by one number, in one go


def matrix_product(a: Any, b: Any, out: np.ndarray | None = None) -> Any:
    """`a @ b`, into `out` if it is given."""
    if HAS_BLAS or np.ndim(a) < 2 or np.ndim(b) < 2 or a.dtype != b.dtype or a.dtype.char not in "fd":
        return np.matmul(a, b, out=out)
    return without_blas(a, b, out)


def without_blas(a: np.ndarray, b: np.ndarray, out: np.ndarray | None = None) -> Any:
    """`a @ b`, by the kernel or by NumPy's best way."""
    (m, k), n = a.shape[-2:], b.shape[-1]
    if k != b.shape[-2] or m * k * n < _LEAST_SIMD_WORK:
        return np.matmul(a, b, out=out)
    if a.ndim > 2 or b.ndim > 2:
        return _one_by_one(a, b, out)
    if m >= simd.LEAST_ROWS and simd.can_multiply(a.dtype):
        return simd.product(a, b, out)
    return by_rows(a, b, out)


def _one_by_one(a: np.ndarray, b: np.ndarray, out: np.ndarray | None) -> np.ndarray:
    """The products of matrices in batches, which are broadcast."""
    batch = np.broadcast_shapes(a.shape[:-2], b.shape[:-2])
    a, b = (np.broadcast_to(each, (*batch, *each.shape[-2:])) for each in (a, b))
    made = np.empty((*batch, a.shape[-2], b.shape[-1]), a.dtype) if out is None else out
    for index in np.ndindex(batch):
        without_blas(a[index], b[index], made[index])
    return made


def by_rows(a: np.ndarray, b: np.ndarray, out: np.ndarray | None = None) -> Any:
    """`a @ b` by NumPy alone, without a BLAS."""
    (m, k), n = a.shape, b.shape[1]
    if m * k * n < _LEAST_WORK or k != b.shape[0]:
        return np.matmul(a, b, out=out)
    if n >= _LONG_ROW and (m < 8 or k < 24):
        # Rows of b, scaled and added: nothing has to be transposed.
        return np.einsum("ij,jk->ik", a, np.ascontiguousarray(b), out=out)
    if k >= _LONG_ROW:
        return np.einsum("ij,kj->ik", np.ascontiguousarray(a), np.ascontiguousarray(b.T), out=out)
    return np.matmul(a, b, out=out)


def einsum_of_two(equation: str, a: np.ndarray, b: np.ndarray) -> Any:
    """`np.einsum` of two arrays, as one product of (batches of) matrices where it is one."""
    inputs, _, output = equation.replace(" ", "").partition("->")
    left, _, right = inputs.partition(",")
    is_product = "." not in equation and "->" in equation and all(len({*each}) == len(each) for each in (left, right, output))
    if not is_product or {*left, *right} - ({*left} & {*right}) - {*output} or len(left) != a.ndim or len(right) != b.ndim:
        return np.einsum(equation, a, b)
    batch, summed = ([each for each in left if each in right and (each in output) is kept] for kept in (True, False))
    rows, columns = ([each for each in own if each not in other] for own, other in ((left, right), (right, left)))
    size = {**dict(zip(left, a.shape, strict=True)), **dict(zip(right, b.shape, strict=True))}
    if [size[each] for each in left] != list(a.shape):
        return np.einsum(equation, a, b)  # which says what does not fit, or spreads what is 1

    def matrices(array: np.ndarray, letters: str, *groups: list[str]) -> np.ndarray:
        turned = array.transpose([letters.index(each) for each in (*batch, *groups[0], *groups[1])])
        return turned.reshape(*(size[each] for each in batch), *(math.prod(size[each] for each in group) for group in groups))

    product = matrix_product(matrices(a, left, rows, summed), matrices(b, right, summed, columns))
    made = product.reshape([size[each] for each in (*batch, *rows, *columns)])
    return made.transpose([[*batch, *rows, *columns].index(each) for each in output])
