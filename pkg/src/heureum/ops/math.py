"""Elementwise arithmetic, with broadcasting."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..dtypes import DType, as_dtype, complex64, complex128, string
from ..graph import Operation, Tensor, graph_of, node, op
from ..op_def import FLOATING, NUMERIC
from ..tensor_shape import TensorShape, TensorSpec
from .shapes import broadcast, per_element, same

__all__ = ["add", "cast", "divide", "exp", "multiply", "negative", "sqrt", "square", "subtract"]

FRACTIONAL = (*FLOATING, complex64, complex128)


def summed_to(dy: Tensor, x: Tensor) -> Tensor:
    """`dy` summed over the axes along which `x` was broadcast, so that it has the shape of `x`."""
    if x.shape.is_fully_defined() and x.shape == dy.shape:
        return dy
    return node("SumToShape", dy, node("Shape", x))


def _each(op: Operation, *gradients: Tensor) -> list[Tensor]:
    return [summed_to(gradient, x) for gradient, x in zip(gradients, op.inputs, strict=True)]


@op("Add(x: T, y: T) -> T", shape=broadcast, gradient=lambda op, dy: _each(op, dy, dy), T=(*NUMERIC, string))
def add(x: Any, y: Any) -> Any:
    """x + y, element by element. `[...] x [...] -> [...]`, broadcast. Source: tf.add."""
    if type(x) is type(y) is bytes:
        return x + y  # NumPy would take them for its own strings, which lose zero bytes at the end
    return np.add(x, y)


@op("Sub(x: T, y: T) -> T", shape=broadcast, gradient=lambda op, dy: _each(op, dy, -dy), T=NUMERIC)
def subtract(x: Any, y: Any) -> Any:
    """x - y, element by element. `[...] x [...] -> [...]`, broadcast. Source: tf.subtract."""
    return np.subtract(x, y)


def _merged(*inputs: TensorSpec) -> TensorShape:
    merged = inputs[0].shape
    for each in inputs[1:]:
        merged = merged.merge_with(each.shape)
    return merged


@op("AddN(inputs: *T) -> T", shape=_merged, gradient=lambda op, dy: [dy] * len(op.inputs), T=NUMERIC)
def _add_n(*inputs: Any) -> Any:
    """The sum of tensors of one shape. `N x [...] -> [...]`. Source: tf.add_n."""
    total = inputs[0]
    for each in inputs[1:]:
        total = np.add(total, each)
    return total


def _multiply_gradient(op: Operation, dy: Tensor) -> list[Tensor]:
    x, y = op.inputs
    return _each(op, dy * conjugate(y), conjugate(x) * dy)


@op("Mul(x: T, y: T) -> T", shape=broadcast, gradient=_multiply_gradient, T=NUMERIC)
def multiply(x: Any, y: Any) -> Any:
    """x * y, element by element. `[...] x [...] -> [...]`, broadcast. Source: tf.multiply."""
    return np.multiply(x, y)


def _divide_gradient(op: Operation, dy: Tensor) -> list[Tensor]:
    x, y = conjugate(op.inputs[0]), conjugate(op.inputs[1])
    return _each(op, dy / y, dy * (-x / y / y))


@op("RealDiv(x: T, y: T) -> T", shape=broadcast, gradient=_divide_gradient, work=per_element(4), T=FRACTIONAL)
def real_divide(x: Any, y: Any) -> Any:
    """x / y of fractions, element by element; division by zero gives inf or nan. `[...] x [...] -> [...]`. Source: tf.realdiv."""
    return np.true_divide(x, y)


def divide(x: Any, y: Any, name: str | None = None) -> Tensor:
    """x / y as Python 3 divides: integers give float64. `[...] x [...] -> [...]`, broadcast. Source: tf.divide."""
    graph = graph_of(x, y)
    if name is None:
        return graph.true_divide(x, y)
    with graph.name_scope(name):
        return graph.true_divide(x, y)


@op("Neg(x: T) -> T", shape=same, gradient=lambda op, dy: [-dy], T=NUMERIC)
def negative(x: Any) -> Any:
    """-x, element by element. `[...] -> [...]`. Source: tf.negative."""
    return np.negative(x)


@op("Square(x: T) -> T", shape=same, gradient=lambda op, dy: [dy * (2 * conjugate(op.inputs[0]))], T=NUMERIC)
def square(x: Any) -> Any:
    """x * x, element by element. `[...] -> [...]`. Source: tf.square."""
    return np.square(x)


@op("Sqrt(x: T) -> T", shape=same, gradient=lambda op, dy: [dy / conjugate(2 * op.outputs[0])], work=per_element(5), T=FRACTIONAL)
def sqrt(x: Any) -> Any:
    """The square root, element by element; nan below zero. `[...] -> [...]`. Source: tf.sqrt."""
    return np.sqrt(x)


@op("Exp(x: T) -> T", shape=same, gradient=lambda op, dy: [dy * conjugate(op.outputs[0])], work=per_element(10), T=FRACTIONAL)
def exp(x: Any) -> Any:
    """e to the power of x, element by element. `[...] -> [...]`. Source: tf.exp."""
    return np.exp(x)


@op("Conj(input: T) -> T", shape=same, gradient=lambda op, dy: [conjugate(dy)], T=(complex64, complex128))
def _conj(input: Any) -> Any:
    """The complex conjugate, element by element. `[...] -> [...]`. Source: tf.conj."""
    return np.conjugate(input)


def conjugate(x: Tensor) -> Tensor:
    """The complex conjugate of a complex tensor; a real tensor itself, with no node added. Source: tf.conj."""
    return node("Conj", x) if x.dtype.is_complex else x


def _cast_gradient(op: Operation, dy: Tensor) -> list[Tensor | None]:
    source = op.inputs[0].dtype
    fractional = source in FRACTIONAL and op.outputs[0].dtype in FRACTIONAL
    return [cast(dy, source) if fractional else None]


@op("Cast(x: SrcT) -> DstT", shape=same, gradient=_cast_gradient, SrcT=(*NUMERIC, as_dtype("bool")))
def _cast(x: Any, *, DstT: DType) -> Any:
    """x as another dtype; fractions are cut towards zero. `[...] -> [...]`. Source: tf.cast."""
    x = np.asarray(x)
    return (x.real if x.dtype.kind == "c" and not DstT.is_complex else x).astype(DstT.as_numpy_dtype)[()]


def cast(x: Any, dtype: Any, name: str | None = None) -> Tensor:
    """`x` as `dtype`; itself when it has that dtype already. `[...] -> [...]`.

    Raises TypeError for strings. Source: tf.cast.
    """
    wanted = as_dtype(dtype)
    graph = graph_of(x)
    with graph.name_scope(name or "Cast") as scope:
        x = graph.convert(x, name="x")
        if x.dtype is wanted:
            return x
        return graph.node("Cast", x, DstT=wanted, name=scope)
