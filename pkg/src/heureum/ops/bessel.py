"""Modified Bessel functions of the first kind, of orders 0 and 1, element by element.

By their power series up to 20, and by Hankel's asymptotic series beyond. Law: what is scaled by exp(-|x|) never overflows.
Source: M. Abramowitz and I. Stegun 1964, Handbook of Mathematical Functions, 9.6.10 and 9.7.1.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from ..graph import Operation, Tensor, graph_of, node, op
from ..op_def import FLOATING
from .shapes import per_element, same

__all__ = ["bessel_i0", "bessel_i0e", "bessel_i1", "bessel_i1e"]

_FAR = 20.0


def _scaled(order: int, x: Any) -> Any:
    """exp(-|x|) times the function, in float64."""
    x = np.asarray(x)
    size = np.abs(x.astype(np.float64))
    near, far = np.minimum(size, _FAR), np.maximum(size, _FAR)
    term = series = (near / 2) ** order
    for k in range(1, 60):
        term = term * (near / 2) ** 2 / (k * (k + order))
        series = series + term
    part = beyond = np.ones_like(far)
    for k in range(1, 30):
        part = -part * (4 * order**2 - (2 * k - 1) ** 2) / (k * 8 * far)
        beyond = beyond + part
    made = np.where(size < _FAR, series * np.exp(-near), beyond / np.sqrt(2 * math.pi * far))
    return np.asarray(np.where(x < 0, (-1) ** order, 1) * made, x.dtype)[()]


def _i0e_gradient(op: Operation, dy: Tensor) -> list[Any]:
    x, y = op.inputs[0], op.outputs[0]
    return [dy * (node("BesselI1e", x) - node("Sign", x) * y)]


@op("BesselI0e(x: T) -> T", shape=same, gradient=_i0e_gradient, work=per_element(200), T=FLOATING)
def bessel_i0e(x: Any) -> Any:
    """exp(-|x|) I0(x). `[...] -> [...]`. Source: tf.math.bessel_i0e."""
    return _scaled(0, x)


def _i1e_gradient(op: Operation, dy: Tensor) -> list[Any]:
    """At 0 the quotient is 1/2, which a small x in its place gives."""
    x, y = op.inputs[0], op.outputs[0]
    tiny = np.finfo(x.dtype.as_numpy_dtype).eps
    is_large = node("Greater", node("Abs", x), tiny)
    safe = node("SelectV2", is_large, x, node("ZerosLike", x) + tiny)
    slope = node("BesselI0e", safe) - y * (node("Sign", safe) + node("Reciprocal", safe))
    return [dy * node("SelectV2", is_large, slope, node("ZerosLike", x) + 0.5)]


@op("BesselI1e(x: T) -> T", shape=same, gradient=_i1e_gradient, work=per_element(200), T=FLOATING)
def bessel_i1e(x: Any) -> Any:
    """exp(-|x|) I1(x). `[...] -> [...]`. Source: tf.math.bessel_i1e."""
    return _scaled(1, x)


def _unscaled(op_type: str, x: Any, name: str) -> Tensor:
    graph = graph_of(x)
    with graph.name_scope(name):
        x = graph.convert(x, name="x")
        made: Tensor = graph.node("Exp", graph.node("Abs", x)) * graph.node(op_type, x)
        return made


def bessel_i0(x: Any, name: str | None = None) -> Tensor:
    """The modified Bessel function of order 0. `[...] -> [...]`. Source: tf.math.bessel_i0."""
    return _unscaled("BesselI0e", x, name or "bessel_i0")


def bessel_i1(x: Any, name: str | None = None) -> Tensor:
    """The modified Bessel function of order 1. `[...] -> [...]`. Source: tf.math.bessel_i1."""
    return _unscaled("BesselI1e", x, name or "bessel_i1")
