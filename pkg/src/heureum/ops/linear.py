"""Matrix products."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..graph import Operation, Tensor, node, op
from ..op_def import NUMERIC
from ..tensor_shape import TensorShape, TensorSpec
from .adjoint import conjugate

__all__ = ["matmul"]


def _matrix(spec: TensorSpec, name: str, transposed: bool) -> tuple[int | None, ...]:
    sizes = spec.shape.sizes
    if sizes is None:
        return None, None
    if len(sizes) != 2:
        raise ValueError(f"input {name!r} must be a matrix (rank 2), found {spec}")
    return sizes[::-1] if transposed else sizes


def _product(a: TensorSpec, b: TensorSpec, *, transpose_a: bool, transpose_b: bool) -> TensorShape:
    m, k = _matrix(a, "a", transpose_a)
    inner, n = _matrix(b, "b", transpose_b)
    if k is not None and inner is not None and k != inner:
        flags = "".join(f", {flag}=True" for flag, on in (("transpose_a", transpose_a), ("transpose_b", transpose_b)) if on)
        raise ValueError(
            f"inner dimensions must be equal, found {k} and {inner}: a is {a}, b is {b}{flags}; [m, k] x [k, n] -> [m, n]"
        )
    return TensorShape.of((m, n))


def _matmul_gradient(op: Operation, dy: Tensor) -> list[Tensor]:
    a, b = map(conjugate, op.inputs)
    ta, tb = op.attrs["transpose_a"], op.attrs["transpose_b"]

    def product(x: Tensor, y: Tensor, transpose_x: bool, transpose_y: bool) -> Tensor:
        return node("MatMul", x, y, transpose_a=transpose_x, transpose_b=transpose_y)

    da = product(b, dy, tb, True) if ta else product(dy, b, False, not tb)
    db = product(dy, a, True, ta) if tb else product(a, dy, not ta, False)
    return [da, db]


def _matmul_work(a: TensorSpec, b: TensorSpec, *, transpose_a: bool, transpose_b: bool) -> float:
    m, k = (size or 1 for size in _matrix(a, "a", transpose_a))
    _, n = (size or 1 for size in _matrix(b, "b", transpose_b))
    return 2.0 * m * k * n


@op("MatMul(a: T, b: T) -> T", shape=_product, gradient=_matmul_gradient, work=_matmul_work, T=NUMERIC)
def _matmul(a: Any, b: Any, *, transpose_a: bool = False, transpose_b: bool = False) -> Any:
    """The matrix product. `[m, k] x [k, n] -> [m, n]`. Source: tf.matmul."""
    return np.matmul(a.T if transpose_a else a, b.T if transpose_b else b)


def matmul(
    a: Any,
    b: Any,
    transpose_a: bool = False,
    transpose_b: bool = False,
    adjoint_a: bool = False,
    adjoint_b: bool = False,
    a_is_sparse: bool = False,
    b_is_sparse: bool = False,
    name: str | None = None,
) -> Tensor:
    """The matrix product. `[m, k] x [k, n] -> [m, n]`; `transpose_a` takes `a` as `[k, m]`, `transpose_b` `b` as `[n, k]`.

    The `*_is_sparse` hints are accepted and have no effect. Raises ValueError when the inner sizes differ or both
    `transpose_*` and `adjoint_*` are asked for, TypeError when the dtypes differ. Source: tf.matmul.
    """
    for side, transpose, adjoint in (("a", transpose_a, adjoint_a), ("b", transpose_b, adjoint_b)):
        if transpose and adjoint:
            raise ValueError(f"Only one of transpose_{side} and adjoint_{side} can be True.")
    if adjoint_a:
        a, transpose_a = _conjugated(a), True
    if adjoint_b:
        b, transpose_b = _conjugated(b), True
    return node("MatMul", a, b, transpose_a=transpose_a, transpose_b=transpose_b, name=name)


def _conjugated(x: Any) -> Any:
    if isinstance(x, Tensor):
        return node("Conj", x) if x.dtype.is_complex else x
    return np.conjugate(x)
