"""Activations and the ops of their gradients, element by element.

Law: what TensorFlow keeps for the way back (the input, or the output) is what the gradient's op takes here.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ...graph import Operation, Tensor, node, op
from ...op_def import COMPLEX, FLOATING, INTEGER
from .. import lanes
from ..shapes import per_element, same

__all__ = ["elu", "relu", "relu6", "selu", "sigmoid", "softplus", "softsign", "tanh"]

_REAL = (*FLOATING, *INTEGER)
_FRACTIONAL = (*FLOATING, *COMPLEX)

# S. Klambauer et al. 2017 (arXiv:1706.02515): the fixed point that keeps mean 0 and variance 1.
_SELU_SCALE = 1.0507009873554805
_SELU_SCALE_ALPHA = 1.7580993408473766


@op("Relu(features: T) -> T", shape=same, gradient=lambda op, dy: [node("ReluGrad", dy, op.outputs[0])], T=_REAL)
def relu(features: Any) -> Any:
    """max(features, 0), element by element. `[...] -> [...]`. Source: tf.nn.relu."""
    return lanes.maximum(features, features.dtype.type(0))


def _relu_grad_gradient(op: Operation, dy: Tensor) -> list[Any]:
    return [node("ReluGrad", dy, op.inputs[1]), node("ZerosLike", op.inputs[1])]


@op("ReluGrad(gradients: T, features: T) -> T", shape=same, gradient=_relu_grad_gradient, T=_REAL)
def _relu_grad(gradients: Any, features: Any) -> Any:
    """`gradients` where features > 0, else 0. `[...] x [...] -> [...]`. Source: TensorFlow's ReluGrad."""
    return lanes.masked(gradients, features > 0)


@op("Relu6(features: T) -> T", shape=same, gradient=lambda op, dy: [node("Relu6Grad", dy, op.outputs[0])], T=_REAL)
def relu6(features: Any) -> Any:
    """min(max(features, 0), 6), element by element. `[...] -> [...]`. Source: tf.nn.relu6."""
    kind = features.dtype.type
    return lanes.minimum(lanes.maximum(features, kind(0)), kind(6))


def _relu6_grad_gradient(op: Operation, dy: Tensor) -> list[Any]:
    return [node("Relu6Grad", dy, op.inputs[1]), node("ZerosLike", op.inputs[1])]


@op("Relu6Grad(gradients: T, features: T) -> T", shape=same, gradient=_relu6_grad_gradient, T=_REAL)
def _relu6_grad(gradients: Any, features: Any) -> Any:
    """`gradients` where 0 < features < 6, else 0. `[...] x [...] -> [...]`. Source: TensorFlow's Relu6Grad."""
    return lanes.masked(gradients, (features > 0) & (features < 6))


def _leaky_gradient(op: Operation, dy: Tensor) -> list[Any]:
    return [node("LeakyReluGrad", dy, op.inputs[0], alpha=op.attrs["alpha"])]


@op("LeakyRelu(features: T) -> T", shape=same, gradient=_leaky_gradient, T=FLOATING)
def _leaky_relu(features: Any, *, alpha: float = 0.2) -> Any:
    """features above 0, alpha * features below. `[...] -> [...]`. Source: tf.nn.leaky_relu."""
    return lanes.maximum(features, 0) + alpha * lanes.minimum(features, 0)


def _leaky_grad_gradient(op: Operation, dy: Tensor) -> list[Any]:
    return [node("LeakyReluGrad", dy, op.inputs[1], alpha=op.attrs["alpha"]), node("ZerosLike", op.inputs[1])]


@op("LeakyReluGrad(gradients: T, features: T) -> T", shape=same, gradient=_leaky_grad_gradient, T=FLOATING)
def _leaky_relu_grad(gradients: Any, features: Any, *, alpha: float = 0.2) -> Any:
    """`gradients` where features > 0, else alpha of them. `[...] x [...] -> [...]`. Source: TensorFlow's LeakyReluGrad."""
    kind = gradients.dtype.type
    slopes = np.array([alpha, 1], kind)
    return gradients * slopes[(features > 0).astype(np.intp)]


@op(
    "Elu(features: T) -> T",
    shape=same,
    gradient=lambda op, dy: [node("EluGrad", dy, op.outputs[0])],
    work=per_element(8),
    T=FLOATING,
)
def elu(features: Any) -> Any:
    """features above 0, exp(features) - 1 below. `[...] -> [...]`. Source: tf.nn.elu."""
    return lanes.maximum(features, 0) + np.expm1(lanes.minimum(features, 0))


def _elu_grad_gradient(op: Operation, dy: Tensor) -> list[Any]:
    gradients, outputs = op.inputs
    return [node("EluGrad", dy, outputs), _below_zero(outputs, dy * gradients)]


def _below_zero(outputs: Tensor, values: Tensor) -> Tensor:
    made: Tensor = node("Select", outputs < 0, values, node("ZerosLike", outputs))
    return made


@op("EluGrad(gradients: T, outputs: T) -> T", shape=same, gradient=_elu_grad_gradient, T=FLOATING)
def _elu_grad(gradients: Any, outputs: Any) -> Any:
    """`gradients` times the slope of elu, told by its outputs. `[...] x [...] -> [...]`. Source: TensorFlow's EluGrad."""
    return gradients * (lanes.minimum(outputs, 0) + 1)


@op(
    "Selu(features: T) -> T",
    shape=same,
    gradient=lambda op, dy: [node("SeluGrad", dy, op.outputs[0])],
    work=per_element(8),
    T=FLOATING,
)
def selu(features: Any) -> Any:
    """scale * elu with the alpha that keeps activations normalised. `[...] -> [...]`. Source: tf.nn.selu."""
    return _SELU_SCALE * lanes.maximum(features, 0) + _SELU_SCALE_ALPHA * np.expm1(lanes.minimum(features, 0))


def _selu_grad_gradient(op: Operation, dy: Tensor) -> list[Any]:
    gradients, outputs = op.inputs
    return [node("SeluGrad", dy, outputs), _below_zero(outputs, dy * gradients)]


@op("SeluGrad(gradients: T, outputs: T) -> T", shape=same, gradient=_selu_grad_gradient, T=FLOATING)
def _selu_grad(gradients: Any, outputs: Any) -> Any:
    """`gradients` times the slope of selu, told by its outputs. `[...] x [...] -> [...]`. Source: TensorFlow's SeluGrad."""
    kind = gradients.dtype.type
    return gradients * np.where(outputs < 0, outputs + kind(_SELU_SCALE_ALPHA), kind(_SELU_SCALE))


@op(
    "Sigmoid(x: T) -> T",
    shape=same,
    gradient=lambda op, dy: [node("SigmoidGrad", op.outputs[0], dy)],
    work=per_element(12),
    T=_FRACTIONAL,
)
def sigmoid(x: Any) -> Any:
    """1 / (1 + exp(-x)), element by element. `[...] -> [...]`. Source: tf.sigmoid."""
    if x.dtype == np.float16:  # two roundings would show
        return (1 / (1 + np.exp(-x.astype(np.float32)))).astype(np.float16)
    return 1 / (1 + np.exp(-x))


def _conjugated(x: Tensor) -> Any:
    return node("Conj", x) if x.dtype.is_complex else x


def _sigmoid_grad_gradient(op: Operation, dy: Tensor) -> list[Any]:
    y, first = op.inputs
    scaled = _conjugated(dy) * first
    return [scaled - 2 * scaled * _conjugated(y), node("SigmoidGrad", _conjugated(y), dy)]


def _conjugate(x: Any) -> Any:
    return np.conjugate(x) if x.dtype.kind == "c" else x


@op("SigmoidGrad(y: T, dy: T) -> T", shape=same, gradient=_sigmoid_grad_gradient, T=_FRACTIONAL)
def _sigmoid_grad(y: Any, dy: Any) -> Any:
    """dy * y * (1 - y), where y is a sigmoid. `[...] x [...] -> [...]`. Source: TensorFlow's SigmoidGrad."""
    y = _conjugate(y)
    return dy * y * (1 - y)


@op(
    "Tanh(x: T) -> T",
    shape=same,
    gradient=lambda op, dy: [node("TanhGrad", op.outputs[0], dy)],
    work=per_element(12),
    T=_FRACTIONAL,
)
def tanh(x: Any) -> Any:
    """The hyperbolic tangent, element by element. `[...] -> [...]`. Source: tf.tanh."""
    return lanes.tanh(x)


def _tanh_grad_gradient(op: Operation, dy: Tensor) -> list[Any]:
    y, first = op.inputs
    return [_conjugated(dy) * -2 * first * _conjugated(y), node("TanhGrad", _conjugated(y), dy)]


@op("TanhGrad(y: T, dy: T) -> T", shape=same, gradient=_tanh_grad_gradient, T=_FRACTIONAL)
def _tanh_grad(y: Any, dy: Any) -> Any:
    """dy * (1 - y * y), where y is a tanh. `[...] x [...] -> [...]`. Source: TensorFlow's TanhGrad."""
    y = _conjugate(y)
    return dy * (1 - y * y)


@op(
    "Softplus(features: T) -> T",
    shape=same,
    gradient=lambda op, dy: [node("SoftplusGrad", dy, op.inputs[0])],
    work=per_element(20),
    T=FLOATING,
)
def softplus(features: Any) -> Any:
    """log(1 + exp(features)), without overflow. `[...] -> [...]`. Source: tf.nn.softplus."""
    return lanes.maximum(features, 0) + np.log1p(np.exp(-lanes.absolute(features)))


@op(
    "Softsign(features: T) -> T",
    shape=same,
    gradient=lambda op, dy: [node("SoftsignGrad", dy, op.inputs[0])],
    work=per_element(3),
    T=FLOATING,
)
def softsign(features: Any) -> Any:
    """features / (1 + |features|), element by element. `[...] -> [...]`. Source: tf.nn.softsign."""
    return features / (1 + lanes.absolute(features))


def _softsign_grad_gradient(op: Operation, dy: Tensor) -> list[Any]:
    gradients, features = op.inputs
    slope = node("SoftsignGrad", dy, features)
    turning = node("Sign", features) / (1 + node("Abs", features))
    return [slope, slope * gradients * -2 * turning]


@op("SoftsignGrad(gradients: T, features: T) -> T", shape=same, gradient=_softsign_grad_gradient, T=FLOATING)
def _softsign_grad(gradients: Any, features: Any) -> Any:
    """gradients / (1 + |features|)^2. `[...] x [...] -> [...]`. Source: TensorFlow's SoftsignGrad."""
    return gradients / np.square(1 + lanes.absolute(features))
