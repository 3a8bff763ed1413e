"""Functions of whole matrices: exponential, logarithm, square root.

Takes square matrices, of batches too; gives matrices of the same shape.
Law: one gradient serves all: f of [[A, E], [0, A]] has the derivative of f at A along E in its upper right block.
Source: N. Higham 2008, Functions of Matrices, theorem 3.6 and algorithms 6.17, 10.20 and 11.9.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from ..dtypes import complex64, complex128, float16, float32, float64
from ..graph import Operation, Tensor, node, op
from ..tensor_shape import TensorShape, TensorSpec
from .shapes import at_least_rank, least_elements

__all__ = ["expm", "logm", "matrix_square_root"]

_TYPES = (float32, float64, complex64, complex128)
_MOST_STEPS = 100


def _square(input: TensorSpec) -> TensorShape:
    sizes = at_least_rank(input, 2, "input")
    if sizes is None:
        return TensorShape.of(None)
    if None not in sizes[-2:] and sizes[-1] != sizes[-2]:
        raise ValueError(f"Dimensions must be equal, but are {sizes[-2]} and {sizes[-1]}: {input} must be square")
    side = sizes[-1] if sizes[-2] is None else sizes[-2]
    return TensorShape.of((*sizes[:-2], side, side))


def _work(input: TensorSpec) -> float:
    return 20.0 * float(least_elements(input)) ** 1.5


def _gradient(op: Operation, dy: Tensor) -> list[Any]:
    nothing = node("ZerosLike", dy)
    adjoint = _adjoint(op.inputs[0])
    above, below = node("ConcatV2", adjoint, dy, -1), node("ConcatV2", nothing, adjoint, -1)
    whole = node(op.type, node("ConcatV2", above, below, -2))
    side = node("Shape", dy)[-1]
    block = whole[..., :side, side:]
    block.set_shape(op.inputs[0].shape)
    return [block]


def _adjoint(x: Tensor) -> Tensor:
    rank = node("Rank", x)
    order = node("ConcatV2", node("Range", 0, rank - 2, 1), node("ExpandDims", rank - 1, 0), node("ExpandDims", rank - 2, 0), 0)
    made: Tensor = node("Transpose", node("Conj", x) if x.dtype.is_complex else x, order)
    made.set_shape(x.shape)
    return made


def _each(input: Any, compute: Callable[[Any], Any]) -> Any:
    wide = input.astype(np.complex128 if input.dtype.kind == "c" else np.float64)
    made = np.empty_like(wide)
    for place in np.ndindex(input.shape[:-2]):
        made[place] = compute(wide[place])
    return made.astype(input.dtype)


def _exponential(a: np.ndarray) -> np.ndarray:
    """By a Taylor polynomial of the matrix halved until it is small, squared as often."""
    size = float(np.abs(a).sum(axis=0).max(initial=0.0))
    halvings = max(0, math.ceil(math.log2(size)) + 3) if size > 0 and np.isfinite(size) else 0
    small = a / 2.0**halvings
    term = made = np.eye(len(a), dtype=a.dtype)
    for k in range(1, 16):
        term = term @ small / k
        made = made + term
    for _ in range(halvings):
        made = made @ made
    return made


def _root(a: np.ndarray) -> np.ndarray:
    """By the Denman-Beavers iteration, in its product form."""
    made, product, identity = a, a, np.eye(len(a), dtype=a.dtype)
    for _ in range(_MOST_STEPS):
        inverse = np.linalg.inv(product)
        made = made @ (identity + inverse) / 2
        product = (identity + (product + inverse) / 2) / 2
        if np.abs(product - identity).max(initial=0.0) < 1e-15 * len(a):
            break
    return made


def _logarithm(a: np.ndarray) -> np.ndarray:
    """By roots until the matrix is near 1, then by the series of 2 atanh((A - 1) / (A + 1))."""
    identity, roots = np.eye(len(a), dtype=a.dtype), 0
    while np.abs(a - identity).sum(axis=0).max(initial=0.0) > 0.1 and roots < _MOST_STEPS:
        a, roots = _root(a), roots + 1
    ratio = np.linalg.solve((a + identity).T, (a - identity).T).T
    power, made, square = ratio, np.zeros_like(a), ratio @ ratio
    for k in range(1, 31, 2):
        made = made + power / k
        power = power @ square
    return 2.0 ** (roots + 1) * made


@op("MatrixExponential(input: T) -> T", shape=_square, gradient=_gradient, work=_work, T=(*_TYPES, float16))
def expm(input: Any) -> Any:
    """The exponential of matrices. `[..., n, n] -> [..., n, n]`. Source: tf.linalg.expm."""
    return _each(input, _exponential)


@op("MatrixLogarithm(input: T) -> T", shape=_square, gradient=_gradient, work=_work, T=_TYPES[2:])
def logm(input: Any) -> Any:
    """The principal logarithm of complex matrices. `[..., n, n] -> [..., n, n]`. Source: tf.linalg.logm."""
    return _each(input, _logarithm)


@op("MatrixSquareRoot(input: T) -> T", shape=_square, gradient=_gradient, work=_work, T=_TYPES)
def matrix_square_root(input: Any) -> Any:
    """The principal square root of matrices. `[..., n, n] -> [..., n, n]`.

    InvalidArgumentError for a matrix that cannot be inverted. Source: tf.linalg.sqrtm.
    """
    return _each(input, _root)
