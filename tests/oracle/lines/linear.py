"""Lines for linear algebra: batches of matrices, sound by what the program adds to what is drawn."""

from __future__ import annotations

from typing import Any

from ..generating import FLOATS, line, some

__all__ = ["LINES"]

_BOTH = (*FLOATS, "complex64", "complex128")
_SQUARE = ([(2, 2)], [(3, 3)], [(2, 2, 2)], [(0, 0)], [(0, 2, 2)], [(1, 1)])
_MAYBE = (*_SQUARE, [(2, 3)], [(3,)])
_ANY = ([(2, 3)], [(3, 2)], [(2, 2, 3)], [(2,)], [(0, 3)])


def _sound(tf: Any, x: Any) -> Any:
    """A matrix that is far from singular: 20 on the diagonal."""
    return x + 20 * tf.eye(tf.shape(x)[-1], dtype=x.dtype)


def _positive(tf: Any, x: Any) -> Any:
    return tf.matmul(x, x, adjoint_b=True) + 2 * tf.eye(tf.shape(x)[-1], dtype=x.dtype)


def _together(tf: Any, s: Any, u: Any, v: Any) -> Any:
    """The matrix of its singular values and vectors, whose signs and phases may differ."""
    return s, tf.matmul(u * tf.cast(s, u.dtype)[..., None, :], v, adjoint_b=True)


LINES = {
    "matrix_transpose": line(
        lambda tf, x, n: (tf.matrix_transpose(x, conjugate=n[0] > 0), tf.linalg.adjoint(x)),
        some(_BOTH, *_ANY),
        named=False,
        known=("all", "rank"),
    ),
    "matrix_inverse": line(lambda tf, x, n: tf.matrix_inverse(_sound(tf, x), adjoint=n[0] > 0), some(_BOTH, *_MAYBE), rough=1e-3),
    "matrix_determinant": line(lambda tf, x, n: tf.matrix_determinant(x / 9), some(_BOTH, *_MAYBE), rough=1e-3, sloped=False),
    "slogdet": line(lambda tf, x, n: tf.linalg.slogdet(_sound(tf, x)), some(_BOTH, *_SQUARE), rough=1e-3, named=False),
    "logdet": line(lambda tf, x, n: tf.linalg.logdet(_positive(tf, x)), some(FLOATS, *_SQUARE), rough=1e-3, named=False),
    "cholesky": line(lambda tf, x, n: tf.cholesky(_positive(tf, x)), some(_BOTH, *_SQUARE), rough=1e-3),
    "cholesky_solve": line(
        lambda tf, x, y, n: tf.cholesky_solve(tf.cholesky(_positive(tf, x)), y),
        some(FLOATS, [(2, 2), (2, 3)], [(2, 2, 2), (2, 2, 1)]),
        rough=2e-3,
        named=False,
    ),
    "matrix_solve": line(
        lambda tf, x, y, n: tf.matrix_solve(_sound(tf, x), y, adjoint=n[0] > 0),
        some(_BOTH, [(2, 2), (2, 3)], [(2, 2, 2), (2, 2, 1)], [(2, 2), (3, 2)], [(0, 0), (0, 2)]),
        rough=1e-3,
    ),
    "matrix_triangular_solve": line(
        lambda tf, x, y, n: tf.matrix_triangular_solve(_sound(tf, x), y, lower=n[0] > 0, adjoint=n[1] > 0),
        some(_BOTH, [(2, 2), (2, 3)], [(2, 2, 2), (2, 2, 1)], [(2, 2), (3, 2)]),
        rough=1e-3,
    ),
    "matrix_solve_ls": line(
        lambda tf, x, y, n: tf.matrix_solve_ls(x + tf.eye(3, 2, dtype=x.dtype) * 20, y, l2_regularizer=0.5, fast=n[0] >= 0),
        some(FLOATS, [(3, 2), (3, 1)], [(2, 3, 2), (2, 3, 2)]),
        rough=2e-3,
        named=False,
        known=("all",),
    ),
    "lstsq": line(
        lambda tf, x, y, n: tf.linalg.lstsq(x + tf.eye(3, 2, dtype=x.dtype) * 20, y),
        some(FLOATS, [(3, 2), (3, 1)]),
        rough=2e-3,
        named=False,
        known=("all",),
    ),
    "matrix_set_diag": line(
        lambda tf, x, y, n: tf.matrix_set_diag(x, y, k=0),
        some((*_BOTH, "int32"), [(2, 3), (2,)], [(3, 2), (2,)], [(2, 2, 2), (2, 2)], [(2, 2), (3,)]),
    ),
    "matrix_set_diag at": line(
        lambda tf, x, y, n: tf.matrix_set_diag(x, y, k=n[0]), some(FLOATS, [(3, 3), (2,)], [(3, 3), (3,)], [(2, 3), (2,)])
    ),
    "bands": line(
        lambda tf, x, n: tf.matrix_diag_part(x, k=(min(n[0], n[1]), max(n[0], n[1])), padding_value=7),
        some(FLOATS, [(3, 4)], [(2, 3, 3)], [(3, 3)]),
    ),
    "diag of bands": line(
        lambda tf, x, n: tf.matrix_diag(x, k=(n[0], n[0] + 1), padding_value=7),
        some(FLOATS, [(2, 3)], [(2, 2, 3)], [(2, 2)]),
        known=("all", "nothing"),
    ),
    "tensor_diag": line(lambda tf, x, n: (tf.diag(x), tf.linalg.tensor_diag(x)), some(_BOTH, [(3,)], [(2, 2)], [(0,)], [()])),
    "tensor_diag_part": line(lambda tf, x, n: tf.diag_part(x), some(_BOTH, [(3, 3)], [(2, 3)], [(2, 2, 2, 2)], [(3,)], [(0, 0)])),
    "self_adjoint_eig": line(
        lambda tf, x, n: (
            tf.self_adjoint_eigvals(_positive(tf, x)),
            tf.abs(tf.self_adjoint_eig(_positive(tf, x))[1][..., :1]) * 0,
        ),
        some(FLOATS, *_SQUARE),
        rough=2e-3,
        named=False,
        sloped=False,
    ),
    "svd": line(lambda tf, x, n: tf.svd(x, compute_uv=False), some(_BOTH, *_ANY), rough=1e-3, sloped=False),
    "svd there and back": line(
        lambda tf, x, n: _together(tf, *tf.svd(x, full_matrices=False)),
        some(_BOTH, *_ANY[:3]),
        rough=1e-3,
        sloped=False,
        named=False,
    ),
    "self_adjoint_eig of complex": line(
        lambda tf, x, n: (tf.self_adjoint_eigvals(_positive(tf, x)), tf.self_adjoint_eig(_positive(tf, x))[0]),
        some(_BOTH, *_SQUARE),
        rough=2e-3,
        sloped=False,
        named=False,
    ),
    "qr": line(
        lambda tf, x, n: tf.abs(tf.qr(_sound(tf, x), full_matrices=n[0] > 0)[1]), some(FLOATS, *_SQUARE), rough=2e-3, named=False
    ),
    "lu": line(lambda tf, x, n: tf.linalg.lu(_sound(tf, x)), some(FLOATS, *_SQUARE), rough=1e-3, sloped=False),
    "lu_solve": line(
        lambda tf, x, y, n: (
            tf.linalg.lu_solve(*tf.linalg.lu(_sound(tf, x)), y),
            tf.linalg.lu_reconstruct(*tf.linalg.lu(_sound(tf, x))),
            tf.linalg.lu_matrix_inverse(*tf.linalg.lu(_sound(tf, x))),
        ),
        some(FLOATS, [(2, 2), (2, 1)], [(2, 2, 2), (2, 2, 3)]),
        rough=1e-3,
        named=False,
        sloped=False,
    ),
    "expm": line(lambda tf, x, n: tf.linalg.expm(x / 20), some(FLOATS, *_SQUARE), rough=1e-3, named=False),
    "logm": line(
        lambda tf, x, n: tf.linalg.logm(_sound(tf, x)), some(("complex64", "complex128"), [(2, 2)], [(3, 3)]), rough=1e-3
    ),
    "sqrtm": line(lambda tf, x, n: tf.linalg.sqrtm(_positive(tf, x)), some(FLOATS, [(2, 2)], [(3, 3)]), rough=2e-3, sloped=False),
    "matvec": line(
        lambda tf, x, y, n: tf.linalg.matvec(x, y, transpose_a=n[0] > 0),
        some(_BOTH, [(2, 3), (3,)], [(2, 2), (2,)], [(2, 2, 3), (2, 3)]),
        named=False,
        rough=1e-3,
    ),
    "matmul": line(
        lambda tf, x, y, n: tf.matmul(x, y, transpose_a=n[0] > 0, adjoint_b=n[1] > 0),
        some(
            (*_BOTH, "int32", "int64", "float16"),
            [(2, 2), (2, 2)],
            [(2, 3), (3, 2)],
            [(2, 2, 3), (2, 3, 2)],
            [(1, 2, 2), (3, 2, 2)],
            [(0, 2), (2, 2)],
            [(2,), (2,)],
        ),
        rough=1e-3,
    ),
    "normalize": line(
        lambda tf, x, n: tf.linalg.normalize(x + 10, axis=n[0] if n[1] else None), some(FLOATS, *_ANY), rough=1e-4, named=False
    ),
    "pinv": line(
        lambda tf, x, n: tf.linalg.pinv(x + 20 * tf.eye(tf.shape(x)[-2], tf.shape(x)[-1], dtype=x.dtype)),
        some(FLOATS, [(2, 3)], [(3, 2)]),
        rough=1e-3,
        named=False,
        sloped=False,
    ),
    "matrix_rank": line(lambda tf, x, n: tf.linalg.matrix_rank(x), some(FLOATS, [(2, 3)], [(2, 2, 2)]), named=False),
    "einsum": line(
        lambda tf, x, y, n: tf.einsum(
            ("ij,jk->ik", "ij,jk", "ij,jk->", "ij,jk->kji", "...j,jk->k...", "ij,jk->j")[n[0] % 6], x, y
        ),
        some(_BOTH, [(2, 2), (2, 2)], [(2, 3), (3, 2)]),
        rough=1e-3,
        named=False,
    ),
    "norm": line(
        lambda tf, x, n: tf.norm(x, ("fro", 1, 2, "euclidean")[abs(n[0])], axis=n[1] if n[2] else None, keepdims=n[2] > 0),
        some(FLOATS, *_ANY),
        rough=1e-3,
        named=False,
        sloped=False,
    ),
    "tridiagonal_solve": line(
        lambda tf, x, y, n: tf.linalg.tridiagonal_solve(tf.stack([x[0], x[1] + 40, x[2]]), y, transpose_rhs=n[0] > 5),
        some(FLOATS, [(3, 4), (4, 2)], [(3, 2), (2, 1)], [(3, 4), (4,)]),
        rough=1e-3,
        named=False,
        known=("all",),
    ),
    "tridiagonal_matmul": line(
        lambda tf, x, y, n: tf.linalg.tridiagonal_matmul(x, y),
        some(FLOATS, [(3, 4), (4, 2)], [(3, 2), (2, 1)]),
        rough=1e-3,
        named=False,
        known=("all",),
    ),
}
