"""Elementwise arithmetic, with broadcasting."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..dtypes import string
from ..graph import Operation, Tensor, graph_of, node, op
from ..op_def import FRACTIONAL, NUMERIC
from ..tensor_shape import TensorShape, TensorSpec
from .adjoint import conjugate, summed_to_inputs
from .shapes import broadcast, per_element

__all__ = ["accumulate_n", "add", "add_n", "divide", "multiply", "polyval", "realdiv", "scalar_mul", "subtract"]


@op("Add(x: T, y: T) -> T", shape=broadcast, gradient=lambda op, dy: summed_to_inputs(op, dy, dy), T=(*NUMERIC, string))
def add(x: Any, y: Any) -> Any:
    """x + y, element by element. `[...] x [...] -> [...]`, broadcast. Source: tf.add."""
    return x + y  # of NumPy's scalars ten times as fast as its function; of bytes it joins them


@op("Sub(x: T, y: T) -> T", shape=broadcast, gradient=lambda op, dy: summed_to_inputs(op, dy, -dy), T=NUMERIC)
def subtract(x: Any, y: Any) -> Any:
    """x - y, element by element. `[...] x [...] -> [...]`, broadcast. Source: tf.subtract."""
    return x - y


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
    return summed_to_inputs(op, dy * conjugate(y), conjugate(x) * dy)


@op("Mul(x: T, y: T) -> T", shape=broadcast, gradient=_multiply_gradient, T=NUMERIC)
def multiply(x: Any, y: Any) -> Any:
    """x * y, element by element. `[...] x [...] -> [...]`, broadcast. Source: tf.multiply."""
    return x * y


def _divide_gradient(op: Operation, dy: Tensor) -> list[Tensor]:
    x, y = conjugate(op.inputs[0]), conjugate(op.inputs[1])
    return summed_to_inputs(op, dy / y, dy * (-x / y / y))


@op("RealDiv(x: T, y: T) -> T", shape=broadcast, gradient=_divide_gradient, work=per_element(4), T=FRACTIONAL)
def realdiv(x: Any, y: Any) -> Any:
    """x / y of fractions, element by element; division by zero gives inf or nan. `[...] x [...] -> [...]`. Source: tf.realdiv."""
    return x / y


def divide(x: Any, y: Any, name: str | None = None) -> Tensor:
    """x / y as Python 3 divides: integers give float64. `[...] x [...] -> [...]`, broadcast. Source: tf.divide."""
    return graph_of(x, y).true_divide(x, y, name or "truediv")


def add_n(inputs: Any, name: str | None = None) -> Tensor:
    """The sum of tensors of one shape. `N x [...] -> [...]`.

    Raises ValueError for an empty list, or shapes that differ. Source: tf.add_n.
    """
    if not isinstance(inputs, (list, tuple)) or not inputs:
        raise ValueError("Inputs must be an iterable of at least one Tensor/IndexedSlices with the same dtype and shape.")
    if len(inputs) == 1:
        only = graph_of(*inputs).convert(inputs[0], name="inputs")
        return only if name is None else node("Identity", only, name=name)
    made: Tensor = node("AddN", *inputs, name=name)
    return made


def accumulate_n(inputs: Any, shape: Any = None, tensor_dtype: Any = None, name: str | None = None) -> Tensor:
    """The sum of tensors of one shape. `N x [...] -> [...]`.

    Raises ValueError for an empty list, or shapes that differ from each other or from `shape`. Source: tf.accumulate_n.
    """
    total = add_n(inputs, name)
    total.set_shape(shape)
    return total


def scalar_mul(scalar: Any, x: Any, name: str | None = None) -> Tensor:
    """A number times a tensor. `[] x [...] -> [...]`. Raises ValueError when `scalar` is none. Source: tf.scalar_mul."""
    graph = graph_of(x, scalar)
    x = graph.convert(x, name="x")
    scalar = graph.convert(scalar, x.dtype, name="scalar")
    if scalar.shape.rank not in (0, None):
        raise ValueError(f"The input scalar must be a 0-D value. Received shape {scalar.shape}.")
    made: Tensor = graph.node("Mul", scalar, x, name=name)
    return made


def polyval(coeffs: Any, x: Any, name: str | None = None) -> Tensor:
    """The polynomial with these coefficients, the highest power first, by Horner's rule. `list of [...], [...] -> [...]`.

    Raises ValueError unless `coeffs` is a list. Source: tf.math.polyval.
    """
    if not isinstance(coeffs, list):
        raise ValueError(f"Argument coeffs must be list type, found {type(coeffs)}.")
    graph = graph_of(x, *coeffs)
    with graph.name_scope(name or "polyval"):
        x = graph.convert(x, name="x")
        if not coeffs:
            made: Tensor = graph.node("ZerosLike", x)
            return made
        terms = [graph.convert(each, x.dtype, name=f"coeff{i or len(coeffs)}") for i, each in enumerate(coeffs)]
        made = terms[0]
        for each in terms[1:]:
            made = each + made * x
        return made
