"""Numbers held to the steps that a few bits can tell apart, as quantised networks will compute: fake quantisation.

Takes float32 and the ends of its range; gives float32. Law: the range is nudged so that 0 is a step; the gradient passes
inside the nudged range, and what lies outside moves the end that it lies beyond.
Source: tensorflow/core/kernels/fake_quant_ops_functor.h; B. Jacob et al. 2017 (arXiv:1712.05877).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..graph import Operation, Tensor, node, op
from ..tensor_shape import TensorShape, TensorSpec
from .shapes import of_rank, same

__all__ = [
    "fake_quant_with_min_max_args",
    "fake_quant_with_min_max_args_gradient",
    "fake_quant_with_min_max_vars",
    "fake_quant_with_min_max_vars_gradient",
    "fake_quant_with_min_max_vars_per_channel",
    "fake_quant_with_min_max_vars_per_channel_gradient",
]


def _check(num_bits: int) -> None:
    if not 2 <= num_bits <= 16:
        raise ValueError(f"num_bits must be between 2 and 16, inclusive, found {num_bits}")


def _nudged(low: Any, high: Any, num_bits: int, narrow_range: bool) -> tuple[Any, Any, Any]:
    """The ends moved so that 0 is one of the steps, and the length of a step."""
    least, most = np.float32(narrow_range), np.float32(2**num_bits - 1)
    low, high = np.asarray(low, np.float32), np.asarray(high, np.float32)
    step = (high - low) / (most - least)
    zero = least - low / step
    zero = np.clip(np.floor(zero + np.float32(0.5)), least, most)
    return ((least - zero) * step).astype(np.float32), ((most - zero) * step).astype(np.float32), step


def _quantized(inputs: Any, low: Any, high: Any, num_bits: int, narrow_range: bool) -> Any:
    low_, high_, step = _nudged(low, high, num_bits, narrow_range)
    held = np.clip(inputs, low_, high_) - low_
    made = np.floor(held / step + np.float32(0.5)) * step + low_
    return np.where((np.asarray(low) == 0) & (np.asarray(high) == 0), np.float32(0), made).astype(np.float32)


def _flows(gradients: Any, inputs: Any, low: Any, high: Any, num_bits: int, narrow_range: bool) -> tuple[Any, Any, Any]:
    """What flows to the inputs, and where they lie below and above."""
    low_, high_, _ = _nudged(low, high, num_bits, narrow_range)
    is_off = (np.asarray(low) == 0) & (np.asarray(high) == 0)
    below, above = (inputs < low_) & ~is_off, (inputs > high_) & ~is_off
    return (gradients * ~(below | above)).astype(np.float32), gradients * below, gradients * above


def _args_gradient(op: Operation, dy: Tensor) -> list[Any]:
    return [node("FakeQuantWithMinMaxArgsGradient", dy, op.inputs[0], **op.attrs)]


def _ordered(low: float, high: float) -> None:
    if low >= high:
        raise ValueError(f"min has to be smaller than max, was: {low} >= {high}")


def _args_shape(inputs: TensorSpec, *, min: float, max: float, num_bits: int, narrow_range: bool) -> TensorShape:
    _check(num_bits)
    return inputs.shape


@op("FakeQuantWithMinMaxArgs(inputs: float32) -> float32", shape=_args_shape, gradient=_args_gradient)
def _args(inputs: Any, *, min: float = -6.0, max: float = 6.0, num_bits: int = 8, narrow_range: bool = False) -> Any:
    """Held to 2 ** num_bits steps from `min` to `max`. `[...] -> [...]`. Source: tf.fake_quant_with_min_max_args."""
    _ordered(min, max)
    return _quantized(inputs, min, max, num_bits, narrow_range)


@op("FakeQuantWithMinMaxArgsGradient(gradients: float32, inputs: float32) -> float32", shape=same)
def _args_flow(
    gradients: Any, inputs: Any, *, min: float = -6.0, max: float = 6.0, num_bits: int = 8, narrow_range: bool = False
) -> Any:
    """The gradients inside the range, else 0. `[...] x [...] -> [...]`.

    Source: tf.quantization.fake_quant_with_min_max_args_gradient.
    """
    _ordered(min, max)
    return _flows(gradients, inputs, min, max, num_bits, narrow_range)[0]


def _vars_shape(inputs: TensorSpec, min: TensorSpec, max: TensorSpec, *, num_bits: int, narrow_range: bool) -> TensorShape:
    _check(num_bits)
    of_rank(min, 0, "min"), of_rank(max, 0, "max")
    return inputs.shape


def _vars_gradient(op: Operation, dy: Tensor) -> list[Any]:
    return list(node(f"{op.type}Gradient", dy, *op.inputs, **op.attrs))


@op("FakeQuantWithMinMaxVars(inputs: float32, min: float32, max: float32) -> float32", shape=_vars_shape, gradient=_vars_gradient)
def _vars(inputs: Any, min: Any, max: Any, *, num_bits: int = 8, narrow_range: bool = False) -> Any:
    """Held to 2 ** num_bits steps from `min` to `max`. `[...] x [] x [] -> [...]`. Source: tf.fake_quant_with_min_max_vars."""
    return _quantized(inputs, min, max, num_bits, narrow_range)


def _three(gradients: TensorSpec, inputs: TensorSpec, min: TensorSpec, max: TensorSpec, **_: Any) -> list[TensorShape]:
    return [inputs.shape, min.shape, max.shape]


@op(
    "FakeQuantWithMinMaxVarsGradient(gradients: float32, inputs: float32, min: float32, max: float32) "
    "-> backprops_wrt_input: float32, backprop_wrt_min: float32, backprop_wrt_max: float32",
    shape=_three,
)
def _vars_flow(gradients: Any, inputs: Any, min: Any, max: Any, *, num_bits: int = 8, narrow_range: bool = False) -> Any:
    """What flows to the inputs and to the ends. `[...] x [...] x [] x [] -> [...], [], []`.

    Source: tf.quantization.fake_quant_with_min_max_vars_gradient.
    """
    inside, below, above = _flows(gradients, inputs, min, max, num_bits, narrow_range)
    return inside, below.sum(dtype=np.float32), above.sum(dtype=np.float32)


def _channel_shape(inputs: TensorSpec, min: TensorSpec, max: TensorSpec, *, num_bits: int, narrow_range: bool) -> TensorShape:
    _check(num_bits)
    depth = TensorShape.of(of_rank(min, 1, "min")).merge_with(TensorShape.of(of_rank(max, 1, "max")))
    if inputs.shape.sizes is None:
        return inputs.shape
    if not 1 <= len(inputs.shape.sizes) <= 4:
        raise ValueError(f"inputs must have 1 to 4 axes, found {inputs}")
    return TensorShape.of(inputs.shape.sizes[:-1]).concatenate(TensorShape.of(inputs.shape.sizes[-1:]).merge_with(depth))


@op(
    "FakeQuantWithMinMaxVarsPerChannel(inputs: float32, min: float32, max: float32) -> float32",
    shape=_channel_shape,
    gradient=_vars_gradient,
)
def _vars_per_channel(inputs: Any, min: Any, max: Any, *, num_bits: int = 8, narrow_range: bool = False) -> Any:
    """Held to steps, each channel to its own range. `[..., c] x [c] x [c] -> [..., c]`.

    Source: tf.fake_quant_with_min_max_vars_per_channel.
    """
    return _quantized(inputs, min, max, num_bits, narrow_range)


@op(
    "FakeQuantWithMinMaxVarsPerChannelGradient(gradients: float32, inputs: float32, min: float32, max: float32) "
    "-> backprops_wrt_input: float32, backprop_wrt_min: float32, backprop_wrt_max: float32",
    shape=_three,
)
def _vars_per_channel_flow(
    gradients: Any, inputs: Any, min: Any, max: Any, *, num_bits: int = 8, narrow_range: bool = False
) -> Any:
    """What flows to the inputs and to the ends of each channel. `[..., c] x [..., c] x [c] x [c] -> [..., c], [c], [c]`.

    Source: tf.quantization.fake_quant_with_min_max_vars_per_channel_gradient.
    """
    inside, *outside = _flows(gradients, inputs, min, max, num_bits, narrow_range)
    return inside, *(each.reshape(-1, each.shape[-1]).sum(axis=0, dtype=np.float32) for each in outside)


def fake_quant_with_min_max_args(
    inputs: Any, min: float = -6, max: float = 6, num_bits: int = 8, narrow_range: bool = False, name: str | None = None
) -> Tensor:
    """Held to 2 ** num_bits steps from `min` to `max`. `[...] -> [...]`.

    Raises ValueError for fewer than 2 bits or more than 16. Source: tf.fake_quant_with_min_max_args.
    """
    attrs = {"min": float(min), "max": float(max), "num_bits": num_bits, "narrow_range": narrow_range}
    made: Tensor = node("FakeQuantWithMinMaxArgs", inputs, name=name, **attrs)
    return made


def fake_quant_with_min_max_args_gradient(
    gradients: Any,
    inputs: Any,
    min: float = -6,
    max: float = 6,
    num_bits: int = 8,
    narrow_range: bool = False,
    name: str | None = None,
) -> Tensor:
    """The gradients inside the range, else 0. `[...] x [...] -> [...]`.

    Source: tf.quantization.fake_quant_with_min_max_args_gradient.
    """
    attrs = {"min": float(min), "max": float(max), "num_bits": num_bits, "narrow_range": narrow_range}
    made: Tensor = node("FakeQuantWithMinMaxArgsGradient", gradients, inputs, name=name, **attrs)
    return made


def fake_quant_with_min_max_vars(
    inputs: Any, min: Any, max: Any, num_bits: int = 8, narrow_range: bool = False, name: str | None = None
) -> Tensor:
    """Held to 2 ** num_bits steps from `min` to `max`. `[...] x [] x [] -> [...]`.

    Source: tf.fake_quant_with_min_max_vars.
    """
    made: Tensor = node("FakeQuantWithMinMaxVars", inputs, min, max, num_bits=num_bits, narrow_range=narrow_range, name=name)
    return made


def fake_quant_with_min_max_vars_gradient(
    gradients: Any,
    inputs: Any,
    min: Any,
    max: Any,
    num_bits: int = 8,
    narrow_range: bool = False,
    name: str | None = None,
) -> list[Tensor]:
    """What flows to the inputs and to the ends. `[...] x [...] x min x max -> [...], [], []`.

    Source: tf.quantization.fake_quant_with_min_max_vars_gradient.
    """
    inputs_of_all = (gradients, inputs, min, max)
    return list(node("FakeQuantWithMinMaxVarsGradient", *inputs_of_all, num_bits=num_bits, narrow_range=narrow_range, name=name))


def fake_quant_with_min_max_vars_per_channel(
    inputs: Any, min: Any, max: Any, num_bits: int = 8, narrow_range: bool = False, name: str | None = None
) -> Tensor:
    """Held to steps, each channel to its own range. `[..., c] x [c] x [c] -> [..., c]`.

    Source: tf.fake_quant_with_min_max_vars_per_channel.
    """
    made: Tensor = node(
        "FakeQuantWithMinMaxVarsPerChannel", inputs, min, max, num_bits=num_bits, narrow_range=narrow_range, name=name
    )
    return made


def fake_quant_with_min_max_vars_per_channel_gradient(
    gradients: Any,
    inputs: Any,
    min: Any,
    max: Any,
    num_bits: int = 8,
    narrow_range: bool = False,
    name: str | None = None,
) -> list[Tensor]:
    """What flows to the inputs and to the ends. `[...] x [...] x min x max -> [..., c], [c], [c]`.

    Source: tf.quantization.fake_quant_with_min_max_vars_per_channel_gradient.
    """
    inputs_of_all = (gradients, inputs, min, max)
    return list(
        node("FakeQuantWithMinMaxVarsPerChannelGradient", *inputs_of_all, num_bits=num_bits, narrow_range=narrow_range, name=name)
    )
