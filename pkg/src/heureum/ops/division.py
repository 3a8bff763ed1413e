"""Quotients, remainders, powers and extremes of two tensors, element by element, with broadcasting."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..dtypes import int32, int64
from ..graph import Operation, Tensor, graph_of, node, op
from ..op_def import FRACTIONAL, INTEGER, REAL
from . import lanes
from .adjoint import conjugate, summed_to_inputs
from .shapes import broadcast, per_element

__all__ = [
    "div",
    "div_no_nan",
    "floor_div",
    "floordiv",
    "floormod",
    "maximum",
    "minimum",
    "mod",
    "pow",
    "squared_difference",
    "truediv",
    "truncatediv",
    "truncatemod",
]


def _checked(x: Any, y: Any) -> Any:
    if np.asarray(y).dtype.kind in "iu" and np.size(x) and not np.all(y):
        raise ValueError("Integer division by zero")
    return y


@op("FloorDiv(x: T, y: T) -> T", shape=broadcast, work=per_element(4), T=REAL)
def floor_div(x: Any, y: Any) -> Any:
    """x / y rounded down. `[...] x [...] -> [...]`, broadcast. Source: tf.floor_div."""
    if np.asarray(y).dtype.kind == "f":
        return np.floor(np.true_divide(x, y))
    return np.floor_divide(x, _checked(x, y))


def floordiv(x: Any, y: Any, name: str | None = None) -> Tensor:
    """x / y rounded down, as Python's `//`. `[...] x [...] -> [...]`, broadcast.

    InvalidArgumentError when an integer is divided by zero. Source: tf.floordiv.
    """
    made: Tensor = node("FloorDiv", x, y, name=name or "floordiv")
    return made


def _floor_mod_gradient(op: Operation, dy: Tensor) -> list[Any]:
    return summed_to_inputs(op, dy, -dy * node("FloorDiv", *op.inputs))


@op("FloorMod(x: T, y: T) -> T", shape=broadcast, gradient=_floor_mod_gradient, work=per_element(4), T=REAL)
def floormod(x: Any, y: Any) -> Any:
    """What is left when x is divided by y and rounded down: of the sign of y. `[...] x [...] -> [...]`. Source: tf.floormod."""
    return np.mod(x, _checked(x, y))


mod = floormod


@op("TruncateDiv(x: T, y: T) -> T", shape=broadcast, work=per_element(4), T=REAL)
def truncatediv(x: Any, y: Any) -> Any:
    """x / y rounded towards zero. `[...] x [...] -> [...]`, broadcast. Source: tf.truncatediv."""
    if np.asarray(y).dtype.kind == "f":
        return np.trunc(np.true_divide(x, y))
    down = np.floor_divide(x, _checked(x, y))
    # Rounding down is rounding towards zero but for quotients below zero that are not whole.
    is_below = (np.less(x, 0) != np.less(y, 0)) & (np.multiply(down, y) != x)
    return np.where(is_below, down + down.dtype.type(1), down)[()]


@op("TruncateMod(x: T, y: T) -> T", shape=broadcast, work=per_element(4), T=REAL, refuses_gradient=True)
def truncatemod(x: Any, y: Any) -> Any:
    """What is left of x / y rounded towards zero, of the sign of x. `[...] x [...] -> [...]`. Source: tf.truncatemod."""
    return np.fmod(x, _checked(x, y))


def truediv(x: Any, y: Any, name: str | None = None) -> Tensor:
    """x / y as Python 3 divides: integers give float64. `[...] x [...] -> [...]`, broadcast. Source: tf.truediv."""
    return graph_of(x, y).true_divide(x, y, name or "truediv")


def div(x: Any, y: Any, name: str | None = None) -> Tensor:
    """x / y as Python 2 divides: integers are rounded down. `[...] x [...] -> [...]`, broadcast. Source: tf.div."""
    graph = graph_of(x, y)
    with graph.name_scope(name or "div") as scope:
        x = graph.convert(x, y.dtype if isinstance(y, Tensor) and not isinstance(x, Tensor) else None, name="x")
        y = graph.convert(y, x.dtype, name="y")
        made: Tensor = graph.node("FloorDiv" if x.dtype.is_integer else "RealDiv", x, y, name=scope)
        return made


def _div_no_nan_gradient(op: Operation, dy: Tensor) -> list[Any]:
    x, y = conjugate(op.inputs[0]), conjugate(op.inputs[1])
    quotient = node("DivNoNan", node("DivNoNan", -x, y), y)
    return summed_to_inputs(op, node("DivNoNan", dy, y), dy * quotient)


@op("DivNoNan(x: T, y: T) -> T", shape=broadcast, gradient=_div_no_nan_gradient, work=per_element(5), T=FRACTIONAL)
def _div_no_nan(x: Any, y: Any) -> Any:
    """x / y, and 0 where y is 0. `[...] x [...] -> [...]`, broadcast. Source: tf.div_no_nan."""
    quotient = np.true_divide(x, y)
    return np.where(np.equal(y, 0), quotient.dtype.type(0), quotient)[()]


def div_no_nan(x: Any, y: Any, name: str | None = None) -> Tensor:
    """x / y, and 0 where y is 0. `[...] x [...] -> [...]`, broadcast. Source: tf.div_no_nan."""
    made: Tensor = node("DivNoNan", x, y, name=name or "div_no_nan")
    return made


def _pow_gradient(op: Operation, dy: Tensor) -> list[Any]:
    x, y = conjugate(op.inputs[0]), conjugate(op.inputs[1])
    z = conjugate(op.outputs[0])
    has_logarithm = node("NotEqual", x, 0) if x.dtype.is_complex else node("Greater", x, 0)
    safe = node("SelectV2", has_logarithm, x, node("OnesLike", x))
    logarithm = node("SelectV2", has_logarithm, node("Log", safe), node("ZerosLike", x)) if x.dtype in FRACTIONAL else None
    return summed_to_inputs(op, dy * y * node("Pow", x, y - 1), None if logarithm is None else dy * z * logarithm)


@op("Pow(x: T, y: T) -> T", shape=broadcast, gradient=_pow_gradient, work=per_element(20), T=(*FRACTIONAL, *INTEGER))
def pow(x: Any, y: Any) -> Any:
    """x to the power of y, element by element. `[...] x [...] -> [...]`, broadcast. Source: tf.pow."""
    return np.power(x, y)


def _extreme_gradient(op: Operation, dy: Tensor, chosen: Tensor) -> list[Any]:
    zeros = node("ZerosLike", dy)
    return summed_to_inputs(op, node("SelectV2", chosen, dy, zeros), node("SelectV2", chosen, zeros, dy))


def _maximum_gradient(op: Operation, dy: Tensor) -> list[Any]:
    return _extreme_gradient(op, dy, node("GreaterEqual", *op.inputs))


def _minimum_gradient(op: Operation, dy: Tensor) -> list[Any]:
    return _extreme_gradient(op, dy, node("LessEqual", *op.inputs))


@op("Maximum(x: T, y: T) -> T", shape=broadcast, gradient=_maximum_gradient, T=REAL)
def maximum(x: Any, y: Any) -> Any:
    """The larger one, element by element. `[...] x [...] -> [...]`, broadcast. Source: tf.maximum."""
    return lanes.maximum(x, y)


@op("Minimum(x: T, y: T) -> T", shape=broadcast, gradient=_minimum_gradient, T=REAL)
def minimum(x: Any, y: Any) -> Any:
    """The smaller one, element by element. `[...] x [...] -> [...]`, broadcast. Source: tf.minimum."""
    return lanes.minimum(x, y)


def _squared_difference_gradient(op: Operation, dy: Tensor) -> list[Any]:
    x, y = op.inputs
    if dy.dtype.is_complex:  # the square of a length is real: only the real part of dy counts
        length = node("Real", dy)
        dy = node("Complex", length, node("ZerosLike", length))
    dx = dy * (2 * (x - y))
    return summed_to_inputs(op, dx, -dx)


@op(
    "SquaredDifference(x: T, y: T) -> T",
    shape=broadcast,
    gradient=_squared_difference_gradient,
    work=per_element(2),
    T=(*FRACTIONAL, int32, int64),
)
def squared_difference(x: Any, y: Any) -> Any:
    """(x - y) squared; times its conjugate if complex. `[...] x [...] -> [...]`, broadcast. Source: tf.squared_difference."""
    difference = np.subtract(x, y)
    return np.multiply(difference, np.conjugate(difference)) if difference.dtype.kind == "c" else np.square(difference)
