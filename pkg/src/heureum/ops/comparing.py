"""Comparison and logic, element by element: what gives truth values."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..dtypes import bool as boolean
from ..graph import Tensor, graph_of, op
from ..op_def import ANY, FLOATING, NUMERIC, REAL
from .shapes import broadcast, same

__all__ = [
    "equal",
    "greater",
    "greater_equal",
    "is_finite",
    "is_inf",
    "is_nan",
    "less",
    "less_equal",
    "logical_and",
    "logical_not",
    "logical_or",
    "logical_xor",
    "not_equal",
]


def _truth(values: Any) -> Any:
    return values if isinstance(values, np.bool_) else np.asarray(values, np.bool_)[()]


@op("Equal(x: T, y: T) -> bool", shape=broadcast, T=ANY)
def equal(x: Any, y: Any) -> Any:
    """Whether x == y, element by element. `[...] x [...] -> [...]`, broadcast. Source: tf.equal."""
    return _truth(np.equal(x, y))


@op("NotEqual(x: T, y: T) -> bool", shape=broadcast, T=ANY)
def not_equal(x: Any, y: Any) -> Any:
    """Whether x != y, element by element. `[...] x [...] -> [...]`, broadcast. Source: tf.not_equal."""
    return _truth(np.not_equal(x, y))


@op("Less(x: T, y: T) -> bool", shape=broadcast, T=REAL)
def less(x: Any, y: Any) -> Any:
    """Whether x < y, element by element. `[...] x [...] -> [...]`, broadcast. Source: tf.less."""
    return np.less(x, y)


@op("LessEqual(x: T, y: T) -> bool", shape=broadcast, T=REAL)
def less_equal(x: Any, y: Any) -> Any:
    """Whether x <= y, element by element. `[...] x [...] -> [...]`, broadcast. Source: tf.less_equal."""
    return np.less_equal(x, y)


@op("Greater(x: T, y: T) -> bool", shape=broadcast, T=REAL)
def greater(x: Any, y: Any) -> Any:
    """Whether x > y, element by element. `[...] x [...] -> [...]`, broadcast. Source: tf.greater."""
    return np.greater(x, y)


@op("GreaterEqual(x: T, y: T) -> bool", shape=broadcast, T=REAL)
def greater_equal(x: Any, y: Any) -> Any:
    """Whether x >= y, element by element. `[...] x [...] -> [...]`, broadcast. Source: tf.greater_equal."""
    return np.greater_equal(x, y)


@op("ApproximateEqual(x: T, y: T) -> bool", shape=lambda x, y, **_: x.shape.merge_with(y.shape), T=NUMERIC)
def approximate_equal(x: Any, y: Any, *, tolerance: float = 1e-5) -> Any:
    """Whether x and y are less than a tolerance apart, element by element. `[...] x [...] -> [...]`.

    Nothing is broadcast. Source: TensorFlow's ApproximateEqual.
    """
    x, y = np.asarray(x), np.asarray(y)
    if x.shape != y.shape:
        raise ValueError(f"x and y must be of the same shape. x shape: {list(x.shape)}. y shape: {list(y.shape)}")
    return np.abs(np.maximum(x, y) - np.minimum(x, y) if x.dtype.kind in "iu" else x - y) < tolerance


@op("LogicalAnd(x: bool, y: bool) -> bool", shape=broadcast)
def logical_and(x: Any, y: Any) -> Any:
    """Whether both are True, element by element. `[...] x [...] -> [...]`, broadcast. Source: tf.logical_and."""
    return np.logical_and(x, y)


@op("LogicalOr(x: bool, y: bool) -> bool", shape=broadcast)
def logical_or(x: Any, y: Any) -> Any:
    """Whether one is True, element by element. `[...] x [...] -> [...]`, broadcast. Source: tf.logical_or."""
    return np.logical_or(x, y)


@op("LogicalNot(x: bool) -> bool", shape=same)
def logical_not(x: Any) -> Any:
    """The opposite, element by element. `[...] -> [...]`. Source: tf.logical_not."""
    return np.logical_not(x)


def logical_xor(x: Any, y: Any, name: str = "LogicalXor") -> Tensor:
    """Whether exactly one is True, element by element. `[...] x [...] -> [...]`, broadcast. Source: tf.logical_xor."""
    graph = graph_of(x, y)
    x, y = (graph.convert(each, boolean) for each in (x, y))
    either, both = graph.node("LogicalOr", x, y), graph.node("LogicalAnd", x, y)
    made: Tensor = graph.node("LogicalAnd", either, graph.node("LogicalNot", both), name=name)
    return made


@op("IsNan(x: T) -> bool", shape=same, T=FLOATING)
def is_nan(x: Any) -> Any:
    """Whether x is not a number. `[...] -> [...]`. Source: tf.is_nan."""
    return np.isnan(x)


@op("IsInf(x: T) -> bool", shape=same, T=FLOATING)
def is_inf(x: Any) -> Any:
    """Whether x is infinite. `[...] -> [...]`. Source: tf.is_inf."""
    return np.isinf(x)


@op("IsFinite(x: T) -> bool", shape=same, T=FLOATING)
def is_finite(x: Any) -> Any:
    """Whether x is a number and not infinite. `[...] -> [...]`. Source: tf.is_finite."""
    return np.isfinite(x)
