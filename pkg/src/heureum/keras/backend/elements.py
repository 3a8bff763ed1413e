"""Element by element, and along axes, under keras' names. `tf.keras.backend.sum` and others.

Source: tensorflow/python/keras/backend.py.
"""

from __future__ import annotations

from typing import Any

from ...dtypes import bool as boolean
from ...dtypes import float32
from ...graph import Tensor, graph_of, node
from ...variables import Variable

__all__ = [
    "abs",
    "all",
    "any",
    "cos",
    "equal",
    "exp",
    "greater",
    "greater_equal",
    "less",
    "less_equal",
    "log",
    "max",
    "maximum",
    "mean",
    "min",
    "minimum",
    "not_equal",
    "ones_like",
    "prod",
    "round",
    "sigmoid",
    "sign",
    "sin",
    "softplus",
    "softsign",
    "square",
    "stop_gradient",
    "sum",
    "tanh",
    "zeros_like",
]


def _made(kind: str, *inputs: Any, **attrs: Any) -> Tensor:
    made: Tensor = node(
        kind, *(graph_of(*inputs).convert(each) if isinstance(each, Variable) else each for each in inputs), **attrs
    )
    return made


def _reduced(kind: str, x: Any, axis: Any, keepdims: bool) -> Tensor:
    x = graph_of(x).convert(x)
    if kind == "Mean" and x.dtype.is_bool:
        x = node("Cast", x, DstT=float32)
    if kind in ("Any", "All") and not x.dtype.is_bool:
        x = node("Cast", x, DstT=boolean)
    axes = list(range(x.shape.rank or 0)) if axis is None else [axis] if isinstance(axis, int) else list(axis)
    return _made(kind, x, axes, keep_dims=keepdims)


def sum(x: Any, axis: Any = None, keepdims: bool = False) -> Tensor:
    """The sum along axes, all unless told. `[...] -> [...]`. Source: tf.keras.backend.sum."""
    return _reduced("Sum", x, axis, keepdims)


def mean(x: Any, axis: Any = None, keepdims: bool = False) -> Tensor:
    """The mean along axes, all unless told. `[...] -> [...]`. Source: tf.keras.backend.mean."""
    return _reduced("Mean", x, axis, keepdims)


def max(x: Any, axis: Any = None, keepdims: bool = False) -> Tensor:
    """The largest along axes, all unless told. `[...] -> [...]`. Source: tf.keras.backend.max."""
    return _reduced("Max", x, axis, keepdims)


def min(x: Any, axis: Any = None, keepdims: bool = False) -> Tensor:
    """The smallest along axes, all unless told. `[...] -> [...]`. Source: tf.keras.backend.min."""
    return _reduced("Min", x, axis, keepdims)


def prod(x: Any, axis: Any = None, keepdims: bool = False) -> Tensor:
    """The product along axes, all unless told. `[...] -> [...]`. Source: tf.keras.backend.prod."""
    return _reduced("Prod", x, axis, keepdims)


def any(x: Any, axis: Any = None, keepdims: bool = False) -> Tensor:
    """Whether any is true along axes, all unless told. `[...] -> [...]`. Source: tf.keras.backend.any."""
    return _reduced("Any", x, axis, keepdims)


def all(x: Any, axis: Any = None, keepdims: bool = False) -> Tensor:
    """Whether all are true along axes, all unless told. `[...] -> [...]`. Source: tf.keras.backend.all."""
    return _reduced("All", x, axis, keepdims)


def abs(x: Any) -> Tensor:
    """The distance from zero. `[...] -> [...]`. Source: tf.keras.backend.abs."""
    return _made("Abs", x)


def exp(x: Any) -> Tensor:
    """The exponential. `[...] -> [...]`. Source: tf.keras.backend.exp."""
    return _made("Exp", x)


def log(x: Any) -> Tensor:
    """The natural logarithm. `[...] -> [...]`. Source: tf.keras.backend.log."""
    return _made("Log", x)


def square(x: Any) -> Tensor:
    """The square. `[...] -> [...]`. Source: tf.keras.backend.square."""
    return _made("Square", x)


def sign(x: Any) -> Tensor:
    """-1, 0 or 1. `[...] -> [...]`. Source: tf.keras.backend.sign."""
    return _made("Sign", x)


def sin(x: Any) -> Tensor:
    """The sine. `[...] -> [...]`. Source: tf.keras.backend.sin."""
    return _made("Sin", x)


def cos(x: Any) -> Tensor:
    """The cosine. `[...] -> [...]`. Source: tf.keras.backend.cos."""
    return _made("Cos", x)


def round(x: Any) -> Tensor:
    """The nearest whole number. `[...] -> [...]`. Source: tf.keras.backend.round."""
    return _made("Round", x)


def sigmoid(x: Any) -> Tensor:
    """The logistic function. `[...] -> [...]`. Source: tf.keras.backend.sigmoid."""
    return _made("Sigmoid", x)


def tanh(x: Any) -> Tensor:
    """The hyperbolic tangent. `[...] -> [...]`. Source: tf.keras.backend.tanh."""
    return _made("Tanh", x)


def softplus(x: Any) -> Tensor:
    """log(1 + exp(x)). `[...] -> [...]`. Source: tf.keras.backend.softplus."""
    return _made("Softplus", x)


def softsign(x: Any) -> Tensor:
    """x / (1 + |x|). `[...] -> [...]`. Source: tf.keras.backend.softsign."""
    return _made("Softsign", x)


def ones_like(x: Any) -> Tensor:
    """Ones of that shape. `[...] -> [...]`. Source: tf.keras.backend.ones_like."""
    return _made("OnesLike", x)


def zeros_like(x: Any) -> Tensor:
    """Zeros of that shape. `[...] -> [...]`. Source: tf.keras.backend.zeros_like."""
    return _made("ZerosLike", x)


def stop_gradient(x: Any) -> Tensor:
    """The same, without a gradient. `[...] -> [...]`. Source: tf.keras.backend.stop_gradient."""
    return _made("StopGradient", x)


def equal(x: Any, y: Any) -> Tensor:
    """Where both are the same. `[...] x [...] -> [...]`. Source: tf.keras.backend.equal."""
    return _made("Equal", x, y)


def not_equal(x: Any, y: Any) -> Tensor:
    """Where they differ. `[...] x [...] -> [...]`. Source: tf.keras.backend.not_equal."""
    return _made("NotEqual", x, y)


def greater(x: Any, y: Any) -> Tensor:
    """Where the first is larger. `[...] x [...] -> [...]`. Source: tf.keras.backend.greater."""
    return _made("Greater", x, y)


def greater_equal(x: Any, y: Any) -> Tensor:
    """Where the first is not smaller. `[...] x [...] -> [...]`. Source: tf.keras.backend.greater_equal."""
    return _made("GreaterEqual", x, y)


def less(x: Any, y: Any) -> Tensor:
    """Where the first is smaller. `[...] x [...] -> [...]`. Source: tf.keras.backend.less."""
    return _made("Less", x, y)


def less_equal(x: Any, y: Any) -> Tensor:
    """Where the first is not larger. `[...] x [...] -> [...]`. Source: tf.keras.backend.less_equal."""
    return _made("LessEqual", x, y)


def maximum(x: Any, y: Any) -> Tensor:
    """The larger. `[...] x [...] -> [...]`. Source: tf.keras.backend.maximum."""
    return _made("Maximum", x, y)


def minimum(x: Any, y: Any) -> Tensor:
    """The smaller. `[...] x [...] -> [...]`. Source: tf.keras.backend.minimum."""
    return _made("Minimum", x, y)
