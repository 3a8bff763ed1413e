"""The largest or the mean element of each window of a volume, and the gradients. Source: tensorflow/core/ops/nn_ops.cc."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ...graph import Operation, Tensor, node, op
from ...op_def import FLOATING
from ...tensor_shape import TensorShape, TensorSpec
from .. import lanes
from ..shapes import constant_shape
from .volumes import axes_of, back, meetings, pointing_in, volume_shape
from .windows import Axis

__all__: list[str] = []

_ONES = (1, 1, 1, 1, 1)


def _window(ksize: Sequence[int], data_format: str) -> Sequence[int]:
    return ksize[2:5] if data_format == "NCDHW" else ksize[1:4]


def _pooled(input: TensorSpec, *, ksize: Any, strides: Any, padding: str, data_format: str) -> TensorShape:
    if len(ksize) != 5:
        raise ValueError(f"ksize must have 5 numbers, found {list(ksize)}")
    return volume_shape(input, list(_window(ksize, data_format)), -1, strides, padding, data_format, _ONES)


def _axes(sizes: Any, ksize: Any, strides: Any, padding: str, data_format: str) -> list[Axis]:
    return axes_of(sizes, _window(ksize, data_format), strides, padding, data_format)


def _counts(axes: Sequence[Axis]) -> np.ndarray:
    """How many elements of the volume each window holds: fewer at padded edges."""
    made = np.zeros((1, *(axis.count for axis in axes), 1))
    for _, outside, _inside in meetings(axes):
        made[outside] += 1
    return made


def _max_gradient(op: Operation, dy: Tensor) -> list[Any]:
    return [node("MaxPool3DGrad", op.inputs[0], op.outputs[0], dy, **op.attrs)]


@op("MaxPool3D(input: T) -> T", shape=_pooled, gradient=_max_gradient, T=FLOATING)
def _max_pool3d(input: Any, *, ksize: Any, strides: Any, padding: str, data_format: str = "NDHWC") -> Any:
    """The largest element of each window. `[n, d, h, w, c] -> [n, d', h', w', c]`. Source: tf.nn.max_pool3d."""
    axes, x = _axes(input.shape, ksize, strides, padding, data_format), pointing_in(input, data_format)
    made = np.full((len(x), *(axis.count for axis in axes), x.shape[4]), -np.inf, x.dtype)
    for _, outside, inside in meetings(axes):
        lanes.maximum(made[outside], x[inside], out=made[outside])
    return back(made, data_format)


def _firsts(x: np.ndarray, y: np.ndarray, axes: Sequence[Axis]) -> Any:
    """For each element of the window: which outputs, which elements, and where these are the first largest."""
    waiting = np.ones(y.shape, np.bool_)
    for _, outside, inside in meetings(axes):
        left = waiting[outside]
        first = (x[inside] == y[outside]) & left
        left ^= first
        yield outside, inside, first


def _max_grad_gradient(op: Operation, dy: Tensor) -> list[Any]:
    volumes, outputs, _ = op.inputs
    return [node("ZerosLike", volumes), node("ZerosLike", outputs), node("MaxPool3DGradGrad", volumes, outputs, dy, **op.attrs)]


@op(
    "MaxPool3DGrad(orig_input: T, orig_output: T, grad: T) -> T",
    shape=lambda orig_input, *_, **__: orig_input.shape, gradient=_max_grad_gradient, T=FLOATING,
)  # fmt: skip
def _max_grad(
    orig_input: Any, orig_output: Any, grad: Any, *, ksize: Any, strides: Any, padding: str, data_format: str = "NDHWC"
) -> Any:
    """`grad` put where the largest elements were. `[n, d, h, w, c], 2 x [n, d', h', w', c] -> [n, d, h, w, c]`.

    Source: TensorFlow's MaxPool3DGrad.
    """
    axes = _axes(orig_input.shape, ksize, strides, padding, data_format)
    x, y, dy = (pointing_in(each, data_format) for each in (orig_input, orig_output, grad))
    made = np.zeros(x.shape, x.dtype)
    # Of images the first of equal maxima takes all; of volumes, in TensorFlow, each of them does.
    for _, outside, inside in meetings(axes):
        made[inside] += dy[outside] * (x[inside] == y[outside])
    return back(made, data_format)


def _max_grad_grad_gradient(op: Operation, dy: Tensor) -> list[Any]:
    volumes, outputs, _ = op.inputs
    return [node("ZerosLike", volumes), node("ZerosLike", outputs), node("MaxPool3DGrad", volumes, outputs, dy, **op.attrs)]


@op(
    "MaxPool3DGradGrad(orig_input: T, orig_output: T, grad: T) -> T",
    shape=lambda orig_input, orig_output, *_, **__: orig_output.shape, gradient=_max_grad_grad_gradient, T=FLOATING,
)  # fmt: skip
def _max_grad_grad(
    orig_input: Any, orig_output: Any, grad: Any, *, ksize: Any, strides: Any, padding: str, data_format: str = "NDHWC"
) -> Any:
    """What `grad` has where the largest were. `[n, d, h, w, c], [n, d', h', w', c], [n, d, h, w, c] -> [n, d', h', w', c]`.

    Source: TensorFlow's MaxPool3DGradGrad.
    """
    axes = _axes(orig_input.shape, ksize, strides, padding, data_format)
    x, y, dy = (pointing_in(each, data_format) for each in (orig_input, orig_output, grad))
    made = np.zeros(y.shape, x.dtype)
    for outside, inside, first in _firsts(x, y, axes):
        made[outside] += dy[inside] * first
    return back(made, data_format)


def _mean_gradient(op: Operation, dy: Tensor) -> list[Any]:
    return [node("AvgPool3DGrad", node("Shape", op.inputs[0]), dy, **op.attrs)]


@op("AvgPool3D(input: T) -> T", shape=_pooled, gradient=_mean_gradient, T=FLOATING)
def _avg_pool3d(input: Any, *, ksize: Any, strides: Any, padding: str, data_format: str = "NDHWC") -> Any:
    """The mean of each window, without the padding. `[n, d, h, w, c] -> [n, d', h', w', c]`. Source: tf.nn.avg_pool3d."""
    axes, x = _axes(input.shape, ksize, strides, padding, data_format), pointing_in(input, data_format)
    made = np.zeros((len(x), *(axis.count for axis in axes), x.shape[4]), x.dtype)
    for _, outside, inside in meetings(axes):
        made[outside] += x[inside]
    return back((made / _counts(axes)).astype(x.dtype), data_format)


@op(
    "AvgPool3DGrad(orig_input_shape: int32, grad: T) -> T",
    shape=lambda orig_input_shape, grad, **_: constant_shape(orig_input_shape).with_rank(5),
    gradient=lambda op, dy: [None, node("AvgPool3D", dy, **op.attrs)], T=FLOATING,
)  # fmt: skip
def _avg_grad(orig_input_shape: Any, grad: Any, *, ksize: Any, strides: Any, padding: str, data_format: str = "NDHWC") -> Any:
    """`grad` in equal shares over each window. `[5], [n, d', h', w', c] -> [n, d, h, w, c]`.

    Source: TensorFlow's AvgPool3DGrad.
    """
    axes, dy = _axes(orig_input_shape.tolist(), ksize, strides, padding, data_format), pointing_in(grad, data_format)
    shares = (dy / _counts(axes)).astype(dy.dtype)
    made = np.zeros((len(dy), *(axis.size for axis in axes), dy.shape[4]), dy.dtype)
    for _, outside, inside in meetings(axes):
        made[inside] += shares[outside]
    return back(made, data_format)
