"""Adding a bias to the channels of a tensor, and half the sum of squares."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...graph import Operation, Tensor, node, op
from ...op_def import FLOATING, NUMERIC
from ...tensor_shape import TensorShape, TensorSpec
from ..shapes import per_element

__all__ = ["l2_loss"]


def _channel_axis(rank: int, data_format: str) -> int:
    return 1 if data_format == "NCHW" else rank - 1


def _biased(value: TensorSpec, bias: TensorSpec, *, data_format: str) -> TensorShape:
    (count,) = bias.shape.with_rank(1).sizes or (None,)
    sizes = value.shape.sizes
    if sizes is None:
        return value.shape
    least = 3 if data_format == "NCHW" else 2
    if len(sizes) < least:
        raise ValueError(
            f"value must have at least {least} axes with {data_format}, a batch and channels among them, found {value}"
        )
    axis = _channel_axis(len(sizes), data_format)
    channels = sizes[axis]
    if channels is not None and count is not None and channels != count:
        raise ValueError(f"bias must have one element for each of the {channels} channels of {value}, found {bias}")
    return TensorShape.of((*sizes[:axis], count if channels is None else channels, *sizes[axis + 1 :]))


def _bias_gradient(op: Operation, dy: Tensor) -> list[Any]:
    return [dy, node("BiasAddGrad", dy, data_format=op.attrs["data_format"])]


@op("BiasAdd(value: T, bias: T) -> T", shape=_biased, gradient=_bias_gradient, T=NUMERIC)
def _bias_add(value: Any, bias: Any, *, data_format: str = "NHWC") -> Any:
    """value + bias along the channels: the last axis, with NCHW axis 1. `[..., c] x [c] -> [..., c]`. Source: tf.nn.bias_add."""
    if value.ndim < 2 or value.shape[_channel_axis(value.ndim, data_format)] != len(bias):
        raise ValueError(f"bias of {len(bias)} elements does not fit the channels of {list(value.shape)} in {data_format}")
    if data_format == "NCHW" and value.ndim > 2:
        return value + bias.reshape(-1, *(1,) * (value.ndim - 2))
    return value + bias


def _bias_grad_shape(out_backprop: TensorSpec, *, data_format: str) -> TensorShape:
    sizes = out_backprop.shape.sizes
    return TensorShape.of((None if sizes is None else sizes[_channel_axis(len(sizes), data_format)],))


def _bias_grad_gradient(op: Operation, dy: Tensor) -> list[Any]:
    return [node("BiasAdd", node("ZerosLike", op.inputs[0]), dy, data_format=op.attrs["data_format"])]


@op("BiasAddGrad(out_backprop: T) -> T", shape=_bias_grad_shape, gradient=_bias_grad_gradient, T=NUMERIC)
def _bias_add_grad(out_backprop: Any, *, data_format: str = "NHWC") -> Any:
    """The sum over all axes but the channels'. `[..., c] -> [c]`. Source: TensorFlow's BiasAddGrad."""
    channels = _channel_axis(out_backprop.ndim, data_format)
    if channels == out_backprop.ndim - 1 and out_backprop.dtype.kind == "f" and out_backprop.itemsize > 2:
        # A product with ones sums columns several times faster than sum(axis=0), and rounds no worse.
        rows = out_backprop.reshape(-1, out_backprop.shape[-1])
        return np.ones(len(rows), rows.dtype) @ rows
    axes = tuple(axis for axis in range(out_backprop.ndim) if axis != channels)
    return out_backprop.sum(axis=axes, dtype=out_backprop.dtype)


@op("L2Loss(t: T) -> T", shape=lambda t: (), gradient=lambda op, dy: [op.inputs[0] * dy], work=per_element(2), T=FLOATING)
def l2_loss(t: Any) -> Any:
    """sum(t * t) / 2. `[...] -> []`. Source: tf.nn.l2_loss."""
    flat = np.ravel(t)
    return np.dot(flat, flat) / t.dtype.type(2)
