"""Matrix products."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..graph import Operation, Tensor, graph_of, node, op
from ..op_def import NUMERIC
from ..tensor_shape import TensorShape, TensorSpec
from .adjoint import conjugate, summed_to_inputs
from .products import matrix_product
from .shapes import MULTIPLY_ADD, at_least_rank, broadcast, least_elements

__all__ = ["matmul"]


def _matrix(spec: TensorSpec, name: str, transposed: bool) -> tuple[int | None, ...]:
    sizes = spec.shape.sizes
    if sizes is None:
        return None, None
    if len(sizes) != 2:
        raise ValueError(f"input {name!r} must be a matrix, found {spec}: Shape must be rank 2 but is rank {len(sizes)}")
    return sizes[::-1] if transposed else sizes


def _product(a: TensorSpec, b: TensorSpec, *, transpose_a: bool, transpose_b: bool) -> TensorShape:
    m, k = _matrix(a, "a", transpose_a)
    inner, n = _matrix(b, "b", transpose_b)
    if k is not None and inner is not None and k != inner:
        flags = "".join(f", {flag}=True" for flag, on in (("transpose_a", transpose_a), ("transpose_b", transpose_b)) if on)
        raise ValueError(
            f"inner Dimensions must be equal, but are {k} and {inner}: a is {a}, b is {b}{flags}; [m, k] x [k, n] -> [m, n]"
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
    return MULTIPLY_ADD * m * k * n


@op("MatMul(a: T, b: T) -> T", shape=_product, gradient=_matmul_gradient, work=_matmul_work, T=NUMERIC)
def _matmul(a: Any, b: Any, *, transpose_a: bool = False, transpose_b: bool = False) -> Any:
    """The matrix product. `[m, k] x [k, n] -> [m, n]`. Source: tf.matmul."""
    a, b = a.T if transpose_a else a, b.T if transpose_b else b
    _check_inner(a, b)
    return matrix_product(a, b)


def _batch(spec: TensorSpec, adjoint: bool, name: str) -> tuple[Any, ...]:
    sizes = at_least_rank(spec, 2, name)
    if sizes is None:
        return None, None, None
    rows, columns = sizes[-2:]
    return TensorSpec(spec.dtype, TensorShape.of(sizes[:-2])), *((columns, rows) if adjoint else (rows, columns))


def _batched(x: TensorSpec, y: TensorSpec, *, adj_x: bool, adj_y: bool) -> TensorShape:
    left, m, k = _batch(x, adj_x, "x")
    right, inner, n = _batch(y, adj_y, "y")
    if k is not None and inner is not None and k != inner:
        raise ValueError(f"Dimensions must be equal, but are {k} and {inner}: x is {x}, y is {y}; [..., m, k] x [..., k, n]")
    if left is None or right is None:
        return TensorShape.of(None)
    return broadcast(left, right).concatenate(TensorShape.of((m, n)))


def _batched_gradient(op: Operation, dy: Tensor) -> list[Any]:
    x, y = op.inputs
    adj_x, adj_y = op.attrs["adj_x"], op.attrs["adj_y"]

    def product(a: Tensor, b: Tensor, adj_a: bool, adj_b: bool) -> Tensor:
        made: Tensor = node("BatchMatMulV2", a, b, adj_x=adj_a, adj_y=adj_b)
        return made

    dx = product(y, dy, adj_y, True) if adj_x else product(dy, y, False, not adj_y)
    dy_ = product(dy, x, True, adj_x) if adj_y else product(x, dy, not adj_x, False)
    return summed_to_inputs(op, dx, dy_)


def _batched_work(x: TensorSpec, y: TensorSpec, *, adj_x: bool, adj_y: bool) -> float:
    sizes = y.shape.sizes or (None,)
    return MULTIPLY_ADD * least_elements(x) * ((sizes[-2] if adj_y and len(sizes) > 1 else sizes[-1]) or 1)


@op("BatchMatMulV2(x: T, y: T) -> T", shape=_batched, gradient=_batched_gradient, work=_batched_work, T=NUMERIC)
def _batch_matmul(x: Any, y: Any, *, adj_x: bool = False, adj_y: bool = False) -> Any:
    """The products of matrices in batches, which are broadcast. `[..., m, k] x [..., k, n] -> [..., m, n]`. Source: tf.matmul."""
    if np.ndim(x) < 2 or np.ndim(y) < 2:
        raise ValueError(f"In[0] and In[1] ndims must be >= 2: {np.ndim(x)} and {np.ndim(y)}")
    x = np.conjugate(np.swapaxes(x, -1, -2)) if adj_x else x
    y = np.conjugate(np.swapaxes(y, -1, -2)) if adj_y else y
    _check_inner(x, y)
    return matrix_product(x, y)


def _check_inner(a: Any, b: Any) -> None:
    """Raises ValueError when matrices have no product."""
    if a.shape[-1] != b.shape[-2]:
        raise ValueError(f"Matrix size-incompatible: In[0]: {list(a.shape)}, In[1]: {list(b.shape)}; [..., m, k] x [..., k, n]")


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
    """The matrix product, of batches too. `[..., m, k] x [..., k, n] -> [..., m, n]`; `transpose_*` take `[k, m]`, `[n, k]`.

    The `*_is_sparse` hints are accepted and have no effect. Raises ValueError when the inner sizes differ or both
    `transpose_*` and `adjoint_*` are asked for, TypeError when the dtypes differ. Source: tf.matmul.
    """
    for side, transpose, adjoint in (("a", transpose_a, adjoint_a), ("b", transpose_b, adjoint_b)):
        if transpose and adjoint:
            raise ValueError(f"Only one of `transpose_{side}` and `adjoint_{side}` can be True.")
    graph = graph_of(a, b)
    with graph.name_scope(name or "MatMul") as scope:
        a = graph.convert(a, b.dtype if isinstance(b, Tensor) and not isinstance(a, Tensor) else None, name="a")
        b = graph.convert(b, a.dtype, name="b")
        made: Tensor
        if {a.shape.rank, b.shape.rank} <= {0, 1, 2}:
            a, b = (conjugate(each) if adjoint else each for each, adjoint in ((a, adjoint_a), (b, adjoint_b)))
            flags = {"transpose_a": transpose_a or adjoint_a, "transpose_b": transpose_b or adjoint_b}
            made = graph.node("MatMul", a, b, name=scope, **flags)
        else:
            a, b = (conjugate(each) if transpose else each for each, transpose in ((a, transpose_a), (b, transpose_b)))
            made = graph.node("BatchMatMulV2", a, b, name=scope, adj_x=transpose_a or adjoint_a, adj_y=transpose_b or adjoint_b)
        return made
