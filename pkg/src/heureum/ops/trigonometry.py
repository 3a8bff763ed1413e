"""Circular and hyperbolic functions and their inverses, element by element."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..graph import Operation, Tensor, node, op
from ..op_def import FLOATING, FRACTIONAL
from .adjoint import conjugate, summed_to_inputs
from .shapes import broadcast, per_element, same

__all__ = ["acos", "acosh", "asin", "asinh", "atan", "atan2", "atanh", "cos", "cosh", "sin", "sinh", "tan"]


def _x(op: Operation) -> Tensor:
    return conjugate(op.inputs[0])


@op("Sin(x: T) -> T", shape=same, gradient=lambda op, dy: [dy * node("Cos", _x(op))], work=per_element(10), T=FRACTIONAL)
def sin(x: Any) -> Any:
    """The sine. `[...] -> [...]`. Source: tf.sin."""
    return np.sin(x)


@op("Cos(x: T) -> T", shape=same, gradient=lambda op, dy: [-dy * node("Sin", _x(op))], work=per_element(10), T=FRACTIONAL)
def cos(x: Any) -> Any:
    """The cosine. `[...] -> [...]`. Source: tf.cos."""
    return np.cos(x)


def _tan_gradient(op: Operation, dy: Tensor) -> list[Any]:
    return [dy / node("Square", node("Cos", _x(op)))]


@op("Tan(x: T) -> T", shape=same, gradient=_tan_gradient, work=per_element(10), T=FRACTIONAL)
def tan(x: Any) -> Any:
    """The tangent. `[...] -> [...]`. Source: tf.tan."""
    return np.tan(x)


def _one_minus_square(op: Operation) -> Tensor:
    return 1 - node("Square", _x(op))


@op(
    "Asin(x: T) -> T",
    shape=same,
    gradient=lambda op, dy: [dy / node("Sqrt", _one_minus_square(op))],
    work=per_element(10),
    T=FRACTIONAL,
)
def asin(x: Any) -> Any:
    """The inverse of sin; nan outside [-1, 1]. `[...] -> [...]`. Source: tf.asin."""
    return np.arcsin(x)


@op(
    "Acos(x: T) -> T",
    shape=same,
    gradient=lambda op, dy: [-dy / node("Sqrt", _one_minus_square(op))],
    work=per_element(10),
    T=FRACTIONAL,
)
def acos(x: Any) -> Any:
    """The inverse of cos; nan outside [-1, 1]. `[...] -> [...]`. Source: tf.acos."""
    return np.arccos(x)


@op(
    "Atan(x: T) -> T",
    shape=same,
    gradient=lambda op, dy: [dy / (1 + node("Square", _x(op)))],
    work=per_element(10),
    T=FRACTIONAL,
)
def atan(x: Any) -> Any:
    """The inverse of tan. `[...] -> [...]`. Source: tf.atan."""
    return np.arctan(x)


def _atan2_gradient(op: Operation, dy: Tensor) -> list[Any]:
    y, x = op.inputs
    share = dy / (node("Square", x) + node("Square", y))
    return summed_to_inputs(op, x * share, -y * share)


@op("Atan2(y: T, x: T) -> T", shape=broadcast, gradient=_atan2_gradient, work=per_element(15), T=FLOATING)
def atan2(y: Any, x: Any) -> Any:
    """The angle of the point (x, y), in (-pi, pi]. `[...] x [...] -> [...]`, broadcast. Source: tf.atan2."""
    return np.arctan2(y, x)


@op("Sinh(x: T) -> T", shape=same, gradient=lambda op, dy: [dy * node("Cosh", _x(op))], work=per_element(10), T=FRACTIONAL)
def sinh(x: Any) -> Any:
    """The hyperbolic sine. `[...] -> [...]`. Source: tf.sinh."""
    return np.sinh(x)


@op("Cosh(x: T) -> T", shape=same, gradient=lambda op, dy: [dy * node("Sinh", _x(op))], work=per_element(10), T=FRACTIONAL)
def cosh(x: Any) -> Any:
    """The hyperbolic cosine. `[...] -> [...]`. Source: tf.cosh."""
    return np.cosh(x)


def _asinh_gradient(op: Operation, dy: Tensor) -> list[Any]:
    return [dy / node("Cosh", conjugate(op.outputs[0]))]


@op("Asinh(x: T) -> T", shape=same, gradient=_asinh_gradient, work=per_element(10), T=FRACTIONAL)
def asinh(x: Any) -> Any:
    """The inverse of sinh. `[...] -> [...]`. Source: tf.asinh."""
    return np.arcsinh(x)


def _acosh_gradient(op: Operation, dy: Tensor) -> list[Any]:
    return [dy / node("Sinh", conjugate(op.outputs[0]))]


@op("Acosh(x: T) -> T", shape=same, gradient=_acosh_gradient, work=per_element(10), T=FRACTIONAL)
def acosh(x: Any) -> Any:
    """The inverse of cosh; nan below 1. `[...] -> [...]`. Source: tf.acosh."""
    return np.arccosh(x)


@op("Atanh(x: T) -> T", shape=same, gradient=lambda op, dy: [dy / _one_minus_square(op)], work=per_element(10), T=FRACTIONAL)
def atanh(x: Any) -> Any:
    """The inverse of tanh; nan outside [-1, 1]. `[...] -> [...]`. Source: tf.atanh."""
    return np.arctanh(x)
