"""Functions of one number, element by element: rounding, roots, exponentials, logarithms, signs."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..dtypes import complex64, complex128, int8, int16, int32, int64
from ..graph import Operation, Tensor, graph_of, node, op
from ..op_def import FLOATING, FRACTIONAL, NUMERIC
from ..tensor_shape import TensorSpec
from . import lanes
from .adjoint import conjugate
from .shapes import per_element, same

__all__ = [
    "abs",
    "ceil",
    "exp",
    "expm1",
    "floor",
    "log",
    "log1p",
    "log_sigmoid",
    "negative",
    "reciprocal",
    "rint",
    "round",
    "rsqrt",
    "sign",
    "sqrt",
    "square",
]

_SIGNED = (*FLOATING, int8, int16, int32, int64)


@op("Neg(x: T) -> T", shape=same, gradient=lambda op, dy: [-dy], T=NUMERIC)
def negative(x: Any) -> Any:
    """-x, element by element. `[...] -> [...]`. Source: tf.negative."""
    return -x


@op("Abs(x: T) -> T", shape=same, gradient=lambda op, dy: [dy * node("Sign", op.inputs[0])], T=_SIGNED)
def _abs(x: Any) -> Any:
    """The absolute value, element by element. `[...] -> [...]`. Source: tf.abs."""
    return lanes.absolute(x)


def _complex_abs_spec(x: TensorSpec) -> TensorSpec:
    return TensorSpec(x.dtype.real_dtype, x.shape)


def _complex_abs_gradient(op: Operation, dy: Tensor) -> list[Any]:
    return [node("Complex", dy, node("ZerosLike", dy)) * node("Sign", op.inputs[0])]


@op("ComplexAbs(x: T) -> float32", shape=_complex_abs_spec, gradient=_complex_abs_gradient, T=(complex64, complex128))
def _complex_abs(x: Any) -> Any:
    """The length of complex numbers, element by element: a real number. `[...] -> [...]`. Source: tf.abs."""
    return lanes.absolute(x)


def abs(x: Any, name: str | None = None) -> Tensor:
    """The absolute value, element by element; of complex numbers their length. `[...] -> [...]`. Source: tf.abs."""
    graph = graph_of(x)
    with graph.name_scope(name or "Abs") as scope:
        x = graph.convert(x, name="x")
        made: Tensor = graph.node("ComplexAbs" if x.dtype.is_complex else "Abs", x, name=scope)
        return made


def _sign_gradient(op: Operation, dy: Tensor) -> list[Any]:
    x, y = op.inputs[0], op.outputs[0]
    if not x.dtype.is_complex:
        return [node("ZerosLike", dy)]
    # Only what turns the direction changes it: the part of dy along y is taken away.
    along = node("Real", dy * conjugate(y))
    across = dy - y * node("Complex", along, node("ZerosLike", along))
    length = node("ComplexAbs", x)
    return [node("DivNoNan", across, node("Complex", length, node("ZerosLike", length)))]


@op("Sign(x: T) -> T", shape=same, gradient=_sign_gradient, T=(*_SIGNED, complex64, complex128))
def sign(x: Any) -> Any:
    """-1, 0 or 1, element by element; of a complex number x / |x|. `[...] -> [...]`. Source: tf.sign."""
    return np.sign(x)


@op("Round(x: T) -> T", shape=same, T=FRACTIONAL)
def _round(x: Any) -> Any:
    """The nearest whole number, halves to the even one. `[...] -> [...]`. Source: tf.round."""
    return np.round(x)


def round(x: Any, name: str | None = None) -> Tensor:
    """The nearest whole number, halves to the even one; integers themselves. `[...] -> [...]`. Source: tf.round."""
    x = graph_of(x).convert(x, name="x")
    made: Tensor = x if x.dtype.is_integer else node("Round", x, name=name)
    return made


@op("Rint(x: T) -> T", shape=same, T=FLOATING)
def rint(x: Any) -> Any:
    """The nearest whole number, halves to the even one. `[...] -> [...]`. Source: tf.rint."""
    return np.rint(x)


@op("Floor(x: T) -> T", shape=same, T=FLOATING)
def floor(x: Any) -> Any:
    """The largest whole number not above x. `[...] -> [...]`. Source: tf.floor."""
    return np.floor(x)


@op("Ceil(x: T) -> T", shape=same, T=FLOATING)
def ceil(x: Any) -> Any:
    """The smallest whole number not below x. `[...] -> [...]`. Source: tf.ceil."""
    return np.ceil(x)


@op("Square(x: T) -> T", shape=same, gradient=lambda op, dy: [dy * (2 * conjugate(op.inputs[0]))], T=NUMERIC)
def square(x: Any) -> Any:
    """x * x, element by element. `[...] -> [...]`. Source: tf.square."""
    return np.square(x)


@op(
    "Sqrt(x: T) -> T",
    shape=same,
    gradient=lambda op, dy: [node("SqrtGrad", op.outputs[0], dy)],
    work=per_element(5),
    T=FRACTIONAL,
)
def sqrt(x: Any) -> Any:
    """The square root, element by element; nan below zero. `[...] -> [...]`. Source: tf.sqrt."""
    return np.sqrt(x)


@op(
    "Rsqrt(x: T) -> T",
    shape=same,
    gradient=lambda op, dy: [node("RsqrtGrad", op.outputs[0], dy)],
    work=per_element(8),
    T=FRACTIONAL,
)
def rsqrt(x: Any) -> Any:
    """1 / sqrt(x), element by element. `[...] -> [...]`. Source: tf.rsqrt."""
    return np.reciprocal(np.sqrt(x))


def _reciprocal_gradient(op: Operation, dy: Tensor) -> list[Any]:
    if op.inputs[0].dtype.is_integer:
        return [None]
    return [node("ReciprocalGrad", op.outputs[0], dy)]


@op("Reciprocal(x: T) -> T", shape=same, gradient=_reciprocal_gradient, work=per_element(4), T=(*FRACTIONAL, *_SIGNED[3:]))
def reciprocal(x: Any) -> Any:
    """1 / x, element by element. `[...] -> [...]`. Source: tf.reciprocal."""
    if np.asarray(x).dtype.kind == "i" and not np.all(x):
        raise ValueError("Integer division by zero")
    return np.reciprocal(x)


@op("Exp(x: T) -> T", shape=same, gradient=lambda op, dy: [dy * conjugate(op.outputs[0])], work=per_element(10), T=FRACTIONAL)
def exp(x: Any) -> Any:
    """e to the power of x, element by element. `[...] -> [...]`. Source: tf.exp."""
    return np.exp(x)


def _expm1_gradient(op: Operation, dy: Tensor) -> list[Any]:
    return [dy * conjugate(node("Exp", op.inputs[0]))]


@op("Expm1(x: T) -> T", shape=same, gradient=_expm1_gradient, work=per_element(10), T=FRACTIONAL)
def expm1(x: Any) -> Any:
    """exp(x) - 1, exact near zero. `[...] -> [...]`. Source: tf.expm1."""
    return np.expm1(x)


@op("Log(x: T) -> T", shape=same, gradient=lambda op, dy: [dy / conjugate(op.inputs[0])], work=per_element(10), T=FRACTIONAL)
def log(x: Any) -> Any:
    """The natural logarithm, element by element; -inf of zero, nan below. `[...] -> [...]`. Source: tf.log."""
    return np.log(x)


def _log1p_gradient(op: Operation, dy: Tensor) -> list[Any]:
    return [dy / (1 + conjugate(op.inputs[0]))]


@op("Log1p(x: T) -> T", shape=same, gradient=_log1p_gradient, work=per_element(10), T=FRACTIONAL)
def log1p(x: Any) -> Any:
    """log(1 + x), exact near zero. `[...] -> [...]`. Source: tf.log1p."""
    return np.log1p(x)


def log_sigmoid(x: Any, name: str | None = None) -> Tensor:
    """log(sigmoid(x)), which is -softplus(-x). `[...] -> [...]`. Source: tf.log_sigmoid."""
    graph = graph_of(x)
    with graph.name_scope(name or "LogSigmoid") as scope:
        x = graph.convert(x, name="x")
        made: Tensor = graph.node("Neg", graph.node("Softplus", -x), name=scope)
        return made
