"""Decompositions into orthogonal matrices: QR, singular values, eigenvalues of symmetric matrices."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from ..dtypes import complex64, complex128, float32, float64
from ..graph import Operation, Tensor, node, op
from ..tensor_shape import TensorShape, TensorSpec
from .adjoint import conjugate
from .shapes import at_least_rank, least_elements

__all__ = ["Qr", "qr", "self_adjoint_eig", "self_adjoint_eigvals", "svd"]

_TYPES = (float32, float64, complex64, complex128)


def _work(matrix: TensorSpec, *_: TensorSpec, **__: Any) -> float:
    return float(least_elements(matrix)) ** 1.5


def _square_shape(input: TensorSpec, **_: Any) -> TensorShape:
    sizes = at_least_rank(input, 2, "input")
    if sizes is None:
        return TensorShape.of(None)
    if None not in sizes[-2:] and sizes[-1] != sizes[-2]:
        raise ValueError(f"Dimensions must be equal, but are {sizes[-2]} and {sizes[-1]}: {input} must be square")
    side = sizes[-1] if sizes[-2] is None else sizes[-2]
    return TensorShape.of((*sizes[:-2], side, side))


def _product(a: Tensor, b: Tensor, adj_x: bool = False, adj_y: bool = False) -> Tensor:
    made: Tensor = node("BatchMatMulV2", a, b, adj_x=adj_x, adj_y=adj_y)
    return made


class Qr(NamedTuple):
    """What tf.qr gives: an orthogonal matrix and an upper triangle."""

    q: Tensor
    r: Tensor


def _qr_shape(input: TensorSpec, *, full_matrices: bool) -> list[TensorShape]:
    sizes = at_least_rank(input, 2, "input")
    if sizes is None:
        return [TensorShape.of(None)] * 2
    *batch, m, n = sizes
    least = None if m is None or n is None else min(m, n)
    inner = m if full_matrices else least
    return [TensorShape.of((*batch, m, inner)), TensorShape.of((*batch, inner, n))]


def _adjoint(x: Tensor) -> Tensor:
    rank = node("Rank", x)
    order = node("ConcatV2", node("Range", 0, rank - 2, 1), node("ExpandDims", rank - 1, 0), node("ExpandDims", rank - 2, 0), 0)
    made: Tensor = node("Transpose", conjugate(x), order)
    made.set_shape(x.shape if x.shape.sizes is None else [*x.shape.sizes[:-2], x.shape.sizes[-1], x.shape.sizes[-2]])
    return made


def _qr_gradient(op: Operation, dq: Tensor, dr: Tensor) -> list[Any]:
    """S. Walter, L. Lehmann and R. Lamour 2012, On evaluating higher-order derivatives of the QR decomposition."""
    q, r = op.outputs
    rows, columns = (q.shape.sizes or (None,) * 2)[-2], (r.shape.sizes or (None,) * 2)[-1]
    if rows is None or columns is None:
        raise NotImplementedError("the gradient of qr needs matrices of known sizes")
    if rows < columns or (op.attrs["full_matrices"] and rows != columns):
        raise NotImplementedError("qr's gradient is for full_matrices=False and at least as many rows as columns, or square ones")

    def over_r(x: Tensor) -> Tensor:
        """x r^-H."""
        return _adjoint(node("MatrixTriangularSolve", r, _adjoint(x), lower=False))

    qdq, rdr = _product(q, dq, adj_x=True), _product(r, dr, adj_y=True)
    below = node("MatrixBandPart", qdq - _adjoint(qdq) + rdr - _adjoint(rdr), -1, 0)
    return [_product(q, dr + over_r(below)) + over_r(dq - _product(q, qdq))]


@op("Qr(input: T) -> q: T, r: T", shape=_qr_shape, gradient=_qr_gradient, work=_work, T=_TYPES)
def _qr(input: Any, *, full_matrices: bool = False) -> Any:
    """Matrices as products of an orthogonal matrix and an upper triangle. `[..., m, n] -> [..., m, k], [..., k, n]`.

    Source: tf.qr.
    """
    return tuple(np.linalg.qr(input, "complete" if full_matrices else "reduced"))


def qr(input: Any, full_matrices: bool = False, name: str | None = None) -> Qr:
    """Matrices as products of an orthogonal matrix and an upper triangle. `[..., m, n] -> [..., m, k], [..., k, n]`.

    `k` is the smaller of m and n, or m with `full_matrices`. Differentiable where m >= n. Source: tf.qr.
    """
    return Qr(*node("Qr", input, full_matrices=full_matrices, name=name))


def _svd_shape(input: TensorSpec, *, compute_uv: bool, full_matrices: bool) -> list[TensorShape]:
    sizes = at_least_rank(input, 2, "input")
    if sizes is None:
        return [TensorShape.of(None)] * 3
    *batch, m, n = sizes
    least = None if m is None or n is None else min(m, n)
    if not compute_uv:
        return [TensorShape.of((*batch, least)), TensorShape.of((0,)), TensorShape.of((0,))]
    u, v = (m, n) if full_matrices else (least, least)
    return [TensorShape.of((*batch, least)), TensorShape.of((*batch, m, u)), TensorShape.of((*batch, n, v))]


def _svd_types(spec: TensorSpec, **attrs: Any) -> list[TensorSpec]:
    return [TensorSpec(spec.dtype, shape) for shape in _svd_shape(spec, **attrs)]


def _svd_gradient(op: Operation, ds: Tensor, du: Tensor, dv: Tensor) -> list[Any]:
    """M. Giles 2008, An extended collection of matrix derivative results, section 3.2; J. Townsend 2016."""
    zero = np.zeros((), ds.dtype.as_numpy_dtype)
    if ds.dtype.is_complex:
        if op.attrs["compute_uv"]:
            raise NotImplementedError("svd's gradient is for real matrices, or compute_uv=False: vectors have any phase")
        ds = node("Cast", node("Real", ds), DstT=ds.dtype)

    def diagonal(x: Tensor) -> Tensor:
        made: Tensor = node("MatrixDiagV3", x, 0, -1, -1, zero)
        return made

    if not op.attrs["compute_uv"]:
        _, u, v = node("Svd", op.inputs[0], compute_uv=True, full_matrices=False)
        return [_product(u, _product(diagonal(ds), v, adj_y=True))]
    s, u, v = op.outputs
    if op.attrs["full_matrices"] and (u.shape.rank is None or u.shape[-1:].as_list() != v.shape[-1:].as_list()):
        raise NotImplementedError("svd's gradient is for full_matrices=False, or square matrices of known size")
    squares = node("Square", s)
    gaps = node("ExpandDims", squares, -2) - node("ExpandDims", squares, -1)
    inverse = node("MatrixSetDiagV3", node("DivNoNan", node("OnesLike", gaps), gaps), node("ZerosLike", s), 0)
    of_u, of_v = (inverse * _product(each, d, adj_x=True) for each, d in ((u, du), (v, dv)))
    across, down = node("ExpandDims", s, -2), node("ExpandDims", s, -1)
    middle = (of_u + _adjoint(of_u)) * across + down * (of_v + _adjoint(of_v)) + diagonal(ds)
    made = _product(u, _product(middle, v, adj_y=True))
    # What of the changes lies outside the vectors' span; nothing where the matrix is square.
    made += _product((du - _product(u, _product(u, du, adj_x=True))) / across, v, adj_y=True)
    return [made + _product(u / across, dv - _product(v, _product(v, dv, adj_x=True)), adj_y=True)]


@op("Svd(input: T) -> s: T, u: T, v: T", shape=_svd_types, gradient=_svd_gradient, work=_work, T=_TYPES)
def _svd(input: Any, *, compute_uv: bool = True, full_matrices: bool = False) -> Any:
    """Singular values, largest first, and the vectors on both sides. `[..., m, n] -> [..., k], [..., m, k], [..., n, k]`.

    Source: tf.svd.
    """
    if not compute_uv:
        nothing = np.zeros(0, input.dtype)
        return np.linalg.svd(input, compute_uv=False).astype(input.dtype), nothing, nothing
    u, s, vh = np.linalg.svd(input, full_matrices=full_matrices)
    return s.astype(input.dtype), u, np.conjugate(np.swapaxes(vh, -1, -2))


def svd(tensor: Any, full_matrices: bool = False, compute_uv: bool = True, name: str | None = None) -> Any:
    """Singular values, largest first, and the vectors on both sides. `[..., m, n] -> [..., k], [..., m, k], [..., n, k]`.

    Without `compute_uv` only the values, which are real. Source: tf.svd.
    """
    s, u, v = node("Svd", tensor, compute_uv=compute_uv, full_matrices=full_matrices, name=name)
    s = node("Real", s) if s.dtype.is_complex else s
    return (s, u, v) if compute_uv else s


def _eig_shape(input: TensorSpec, *, compute_v: bool) -> list[TensorShape]:
    shape = _square_shape(input)
    values = TensorShape.of(None if shape.sizes is None else shape.sizes[:-1])
    return [values, shape if compute_v else TensorShape.of((0,))]


def _eig_gradient(op: Operation, de: Tensor, dv: Tensor) -> list[Any]:
    """M. Giles 2008, section 3.1."""
    e, v = op.outputs
    if not op.attrs["compute_v"]:
        e, v = node("SelfAdjointEigV2", op.inputs[0], compute_v=True)
        return [_product(v, _product(node("MatrixDiagV3", de, 0, -1, -1, np.zeros((), de.dtype.as_numpy_dtype)), v, adj_y=True))]
    zero = np.zeros((), de.dtype.as_numpy_dtype)
    gaps = node("ExpandDims", e, -2) - node("ExpandDims", e, -1)
    inverse = node("MatrixSetDiagV3", node("DivNoNan", node("OnesLike", gaps), gaps), node("ZerosLike", e), 0)
    inner = node("MatrixDiagV3", de, 0, -1, -1, zero) + inverse * _product(v, dv, adj_x=True)
    da = _product(v, _product(inner, v, adj_y=True))
    # Only the lower triangle is read: what belongs to the upper one is folded over.
    identity = node("MatrixSetDiagV3", node("ZerosLike", da), node("OnesLike", e), 0)
    folded = node("MatrixBandPart", da + _product(da, identity, adj_x=True), -1, 0)
    return [node("MatrixSetDiagV3", folded, 0.5 * node("MatrixDiagPartV3", folded, 0, zero), 0)]


@op("SelfAdjointEigV2(input: T) -> e: T, v: T", shape=_eig_shape, gradient=_eig_gradient, work=_work, T=_TYPES)
def _eig(input: Any, *, compute_v: bool = True) -> Any:
    """Eigenvalues of symmetric matrices, smallest first, and their vectors. `[..., n, n] -> [..., n], [..., n, n]`.

    Source: tf.self_adjoint_eig.
    """
    if not compute_v:
        return np.linalg.eigvalsh(input).astype(input.dtype), np.zeros(0, input.dtype)
    e, v = np.linalg.eigh(input)
    return e.astype(input.dtype), v


def self_adjoint_eig(tensor: Any, name: str | None = None) -> tuple[Tensor, Tensor]:
    """Eigenvalues of symmetric matrices, smallest first, and their vectors. `[..., n, n] -> [..., n], [..., n, n]`.

    Source: tf.self_adjoint_eig.
    """
    return tuple(node("SelfAdjointEigV2", tensor, compute_v=True, name=name))


def self_adjoint_eigvals(tensor: Any, name: str | None = None) -> Tensor:
    """Eigenvalues of symmetric matrices, smallest first. `[..., n, n] -> [..., n]`. Source: tf.self_adjoint_eigvals."""
    made: Tensor = node("SelfAdjointEigV2", tensor, compute_v=False, name=name)[0]
    return made
