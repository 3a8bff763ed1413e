"""Products and quotients that are 0 where one side is, whatever the other is; and the next number after one."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..graph import Operation, Tensor, graph_of, node, op
from ..op_def import FLOATING, FRACTIONAL
from .adjoint import conjugate, summed_to_inputs
from .shapes import broadcast, per_element

__all__ = ["multiply_no_nan", "nextafter", "reciprocal_no_nan", "xdivy", "xlog1py", "xlogy"]


def _nothing_where_zero(x: Any, made: Any) -> Any:
    return np.where(np.equal(x, 0), made.dtype.type(0), made)[()]


def _not_zero(x: Tensor) -> Tensor:
    made: Tensor = node("Cast", node("NotEqual", x, node("ZerosLike", x)), DstT=x.dtype)
    return made


def _xlogy_gradient(op: Operation, dy: Tensor) -> list[Any]:
    x, y = map(conjugate, op.inputs)
    return summed_to_inputs(op, dy * node("Xlogy", _not_zero(x), y), dy * node("Xdivy", x, y))


@op("Xlogy(x: T, y: T) -> T", shape=broadcast, gradient=_xlogy_gradient, work=per_element(12), T=FRACTIONAL)
def xlogy(x: Any, y: Any) -> Any:
    """x log(y), and 0 where x is 0. `[...] x [...] -> [...]`, broadcast. Source: tf.math.xlogy."""
    return _nothing_where_zero(x, np.multiply(x, np.log(y)))


def _xlog1py_gradient(op: Operation, dy: Tensor) -> list[Any]:
    x, y = map(conjugate, op.inputs)
    return summed_to_inputs(op, dy * node("Xlog1py", _not_zero(x), y), dy * node("Xdivy", x, y + 1))


@op("Xlog1py(x: T, y: T) -> T", shape=broadcast, gradient=_xlog1py_gradient, work=per_element(12), T=FRACTIONAL)
def xlog1py(x: Any, y: Any) -> Any:
    """x log(1 + y), and 0 where x is 0. `[...] x [...] -> [...]`, broadcast. Source: tf.math.xlog1py."""
    return _nothing_where_zero(x, np.multiply(x, np.log1p(y)))


def _xdivy_gradient(op: Operation, dy: Tensor) -> list[Any]:
    x, y = map(conjugate, op.inputs)
    return summed_to_inputs(op, dy * node("Xdivy", _not_zero(x), y), dy * node("Xdivy", -x, node("Square", y)))


@op("Xdivy(x: T, y: T) -> T", shape=broadcast, gradient=_xdivy_gradient, work=per_element(2), T=FRACTIONAL)
def xdivy(x: Any, y: Any) -> Any:
    """x / y, and 0 where x is 0. `[...] x [...] -> [...]`, broadcast. Source: tf.math.xdivy."""
    return _nothing_where_zero(x, np.divide(x, y))


def reciprocal_no_nan(x: Any, name: str | None = None) -> Tensor:
    """1 / x, and 0 where x is 0. `[...] -> [...]`. Source: tf.math.reciprocal_no_nan."""
    graph = graph_of(x)
    with graph.name_scope(name or "reciprocal_no_nan") as scope:
        x = graph.convert(x, name="x")
        made: Tensor = graph.node("DivNoNan", graph.node("OnesLike", x, name="one"), x, name=scope)
        return made


def _product_gradient(op: Operation, dy: Tensor) -> list[Any]:
    x, y = op.inputs
    return summed_to_inputs(op, node("MulNoNan", dy, y), node("MulNoNan", x, dy))


@op("MulNoNan(x: T, y: T) -> T", shape=broadcast, gradient=_product_gradient, T=FLOATING)
def multiply_no_nan(x: Any, y: Any) -> Any:
    """x * y, and 0 where y is 0, even if x is infinite. `[...] x [...] -> [...]`, broadcast. Source: tf.math.multiply_no_nan."""
    return _nothing_where_zero(y, np.multiply(x, y))


def _next_gradient(op: Operation, dy: Tensor) -> list[Any]:
    return [summed_to_inputs(op, dy, None)[0], summed_to_inputs(op, None, node("ZerosLike", dy))[1]]


@op("NextAfter(x1: T, x2: T) -> T", shape=broadcast, gradient=_next_gradient, T=(FLOATING[1], FLOATING[0]))
def nextafter(x1: Any, x2: Any) -> Any:
    """The number next to x1 on the way to x2. `[...] x [...] -> [...]`, broadcast. Source: tf.math.nextafter."""
    return np.nextafter(x1, x2)
