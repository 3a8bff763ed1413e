"""Derivatives that are ops of their own: of roots, reciprocals and softplus, and theirs in turn.

Takes what the function gave, y, and the gradient that arrives, dy; gives what flows to the function's input.
Source: tensorflow/core/kernels/cwise_ops_gradients.h.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..graph import Operation, Tensor, node, op
from ..op_def import FLOATING, FRACTIONAL
from ..tensor_shape import TensorShape, TensorSpec
from .adjoint import conjugate
from .shapes import per_element

__all__: list[str] = []


def _both(y: TensorSpec, dy: TensorSpec) -> TensorShape:
    return y.shape.merge_with(dy.shape)


def _reciprocal_back(op: Operation, dz: Tensor) -> list[Any]:
    y, dy = conjugate(op.inputs[0]), op.inputs[1]
    return [-2 * conjugate(dz) * dy * y, node("ReciprocalGrad", y, dz)]


@op("ReciprocalGrad(y: T, dy: T) -> T", shape=_both, gradient=_reciprocal_back, work=per_element(3), T=FRACTIONAL)
def _reciprocal_grad(y: Any, dy: Any) -> Any:
    """-dy * y * y, where y is a reciprocal. `[...] x [...] -> [...]`. Source: TensorFlow's ReciprocalGrad."""
    y = np.conjugate(y)
    return -dy * y * y


def _sqrt_back(op: Operation, dz: Tensor) -> list[Any]:
    ratio = dz / op.inputs[0]
    return [-conjugate(ratio) * op.outputs[0], 0.5 * ratio]


@op("SqrtGrad(y: T, dy: T) -> T", shape=_both, gradient=_sqrt_back, work=per_element(5), T=FRACTIONAL)
def _sqrt_grad(y: Any, dy: Any) -> Any:
    """0.5 * dy / y, where y is a square root. `[...] x [...] -> [...]`. Source: TensorFlow's SqrtGrad."""
    return dy * y.dtype.type(0.5) / np.conjugate(y)


def _rsqrt_back(op: Operation, dz: Tensor) -> list[Any]:
    y, dy = conjugate(op.inputs[0]), op.inputs[1]
    return [-1.5 * conjugate(dz) * dy * node("Square", y), node("RsqrtGrad", y, dz)]


@op("RsqrtGrad(y: T, dy: T) -> T", shape=_both, gradient=_rsqrt_back, work=per_element(4), T=FRACTIONAL)
def _rsqrt_grad(y: Any, dy: Any) -> Any:
    """-0.5 * dy * y * y * y, where y is 1 / sqrt(x). `[...] x [...] -> [...]`. Source: TensorFlow's RsqrtGrad."""
    y = np.conjugate(y)
    return y.dtype.type(-0.5) * dy * (y * y * y)


def _softplus_back(op: Operation, dz: Tensor) -> list[Any]:
    gradients, features = op.inputs
    rises = node("Exp", -features) + 2 + node("Exp", features)
    return [node("SoftplusGrad", dz, features), dz * gradients / rises]


@op(
    "SoftplusGrad(gradients: T, features: T) -> T",
    shape=_both,
    gradient=_softplus_back,
    work=per_element(12),
    T=FLOATING,
)
def _softplus_grad(gradients: Any, features: Any) -> Any:
    """gradients / (1 + exp(-features)). `[...] x [...] -> [...]`. Source: TensorFlow's SoftplusGrad."""
    with np.errstate(over="ignore"):
        return gradients / (np.exp(-features) + features.dtype.type(1))
