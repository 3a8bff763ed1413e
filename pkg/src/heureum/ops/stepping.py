"""Numbers held to the steps that a few bits can tell apart, between the ends of what is there or of what is given.

Takes fractions; gives fractions. Law: 0 is a step, and the gradient passes as it is.
Source: tensorflow/core/kernels/quantize_and_dequantize_op.h.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..graph import Operation, Tensor, graph_of, op
from ..op_def import FLOATING
from ..tensor_shape import TensorShape, TensorSpec

__all__ = ["quantize_and_dequantize"]


def _passed(op: Operation, dy: Tensor) -> list[Any]:
    return [dy] + [None] * (len(op.inputs) - 1)


def _stepped_shape(
    input: TensorSpec, input_min: TensorSpec, input_max: TensorSpec, *_: TensorSpec, axis: int = -1, **__: Any
) -> TensorShape:
    if axis < -1:
        raise ValueError(f"axis should be at least -1, got {axis}")
    ends = input_min.shape.merge_with(input_max.shape)
    if axis == -1:
        ends.merge_with(())
    elif input.shape.rank is not None:
        if axis >= input.shape.rank:
            raise ValueError(f"Shape must be at least rank {axis + 1} but is rank {input.shape.rank}: {input} has no axis {axis}")
        ends.merge_with(input.shape[axis : axis + 1])
    return input.shape


def _stepped(
    input: Any, low: Any, high: Any, num_bits: int, signed: bool, given: bool, round_mode: str, narrow: bool, axis: int
) -> Any:
    if not 0 < num_bits < (63 if signed else 64) + (not signed):
        raise ValueError(f"num_bits is out of range: {num_bits} with signed_input {signed}")
    rest = tuple(i for i in range(input.ndim) if i != axis) if axis != -1 else None
    kind = input.dtype.type
    if not given:
        low, high = input.min(axis=rest), input.max(axis=rest)
    elif np.any(low > high):
        raise ValueError(f"Invalid range: input_min {np.ravel(low).tolist()} > input_max {np.ravel(high).tolist()}")
    low, high = np.asarray(low, input.dtype), np.asarray(high, input.dtype)
    least = (-(2 ** (num_bits - 1)) + narrow) if signed else 0
    most = 2 ** (num_bits - 1) - 1 if signed else 2**num_bits - 1
    with np.errstate(divide="ignore", invalid="ignore"):
        by_low = np.where(least * low > 0, least / low, np.finfo(input.dtype).max)
        by_high = np.where(most * high > 0, most / high, np.finfo(input.dtype).max)
        is_low = by_low < by_high
        scale = np.where(is_low, by_low, by_high).astype(input.dtype)
        step = np.where(is_low, low / (least or 1), high / most).astype(input.dtype)
    high, low = np.where(is_low, most * step, high).astype(kind), np.where(is_low, low, least * step).astype(kind)
    if axis != -1:
        wide = [-1 if i == axis else 1 for i in range(input.ndim)]
        low, high, scale, step = (each.reshape(wide) for each in (low, high, scale, step))
    held = np.clip(input, low, high) if given else input
    scaled = held * scale
    whole = np.floor(scaled + kind(0.5)) if round_mode == "HALF_UP" else np.round(scaled)
    return (whole * step).astype(input.dtype)


@op(
    "QuantizeAndDequantizeV2(input: T, input_min: T, input_max: T) -> T",
    shape=_stepped_shape,
    gradient=_passed,
    T=FLOATING,
)
def _quantize_and_dequantize_v2(
    input: Any,
    input_min: Any,
    input_max: Any,
    *,
    signed_input: bool = True,
    num_bits: int = 8,
    range_given: bool = False,
    round_mode: str = "HALF_TO_EVEN",
    narrow_range: bool = False,
    axis: int = -1,
) -> Any:
    """The nearest of the steps that `num_bits` can tell apart. `[...] x [] x [] -> [...]`.

    Source: tf.quantization.quantize_and_dequantize.
    """
    rest = (num_bits, signed_input, range_given, round_mode, narrow_range, axis)
    return _stepped(np.asarray(input), input_min, input_max, *rest)[()]


@op(
    "QuantizeAndDequantizeV3(input: T, input_min: T, input_max: T, num_bits: int32) -> T",
    shape=_stepped_shape,
    gradient=_passed,
    T=FLOATING,
)
def _quantize_and_dequantize_v3(
    input: Any,
    input_min: Any,
    input_max: Any,
    num_bits: Any,
    *,
    signed_input: bool = True,
    range_given: bool = True,
    narrow_range: bool = False,
    axis: int = -1,
) -> Any:
    """The nearest of the steps that so many bits can tell apart. `[...] x [] x [] x [] -> [...]`.

    Source: TensorFlow's QuantizeAndDequantizeV3.
    """
    rest = (int(num_bits), signed_input, range_given, "HALF_TO_EVEN", narrow_range, axis)
    return _stepped(np.asarray(input), input_min, input_max, *rest)[()]


def quantize_and_dequantize(
    input: Any,
    input_min: Any,
    input_max: Any,
    signed_input: bool = True,
    num_bits: int = 8,
    range_given: bool = False,
    round_mode: str = "HALF_TO_EVEN",
    name: str | None = None,
    narrow_range: bool = False,
    axis: int | None = None,
) -> Tensor:
    """The nearest of the steps that `num_bits` can tell apart, as a quantised network would compute with. `[...] -> [...]`.

    Between the least and the greatest that is there, or with `range_given` between `input_min` and `input_max`; along
    `axis` each slice has its own. The gradient passes as it is. Source: tf.quantization.quantize_and_dequantize.
    """
    graph = graph_of(input, input_min, input_max)
    given = graph.convert(input, name="input")
    ends = [graph.convert(each, given.dtype) for each in (input_min, input_max)]
    made: Tensor = graph.node(
        "QuantizeAndDequantizeV2", given, *ends, signed_input=signed_input, num_bits=num_bits, range_given=range_given,
        round_mode=round_mode, narrow_range=narrow_range, axis=-1 if axis is None else axis, name=name,
    )  # fmt: skip
    return made
