"""Convolution of each channel by itself, with filters [rows, columns, channels, multiplier], and its gradient's ops.

Law: output channel c * multiplier + m is channel c under its filter m.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ...graph import Operation, Tensor, node, op
from ...op_def import FLOATING
from ...tensor_shape import TensorShape, TensorSpec
from ..shapes import constant_shape
from .windows import Frame, check_frame, frame, image_axes, output_size, pairs, pointing, spatial

__all__: list[str] = []

_ONES = (1, 1, 1, 1)


def _shape(
    input: TensorSpec,
    filter: TensorSpec,
    *,
    strides: Sequence[int],
    padding: str,
    explicit_paddings: Sequence[int] = (),
    data_format: str = "NHWC",
    dilations: Sequence[int] = _ONES,
) -> TensorShape:
    check_frame(input, "input", strides, padding, data_format)
    rows, columns, channels = image_axes(data_format)
    made = list(input.shape.with_rank(4).sizes or (None,) * 4)
    window = filter.shape.with_rank(4).sizes or (None,) * 4
    depth = made[channels] if window[2] is None else window[2]
    if made[channels] not in (None, depth):
        raise ValueError(f"input has {made[channels]} channels, but filter takes {depth}: input is {input}, filter is {filter}")
    made[channels] = None if depth is None or window[3] is None else depth * window[3]
    for axis, size in ((rows, window[0]), (columns, window[1])):
        pads = (explicit_paddings[2 * axis], explicit_paddings[2 * axis + 1]) if padding == "EXPLICIT" else None
        made[axis] = output_size(made[axis], size, strides[axis], dilations[axis], padding, pads)
    return TensorShape.of(tuple(made))


def _frame(sizes: Sequence[int], window: Sequence[int], attrs: dict[str, Any]) -> Frame:
    data_format, pads = attrs["data_format"], attrs["explicit_paddings"]
    if data_format == "NCHW" and pads:
        pads = [*pads[:2], *pads[4:8], *pads[2:4]]
    steps, gaps = (spatial(attrs[name], data_format) for name in ("strides", "dilations"))
    return frame(spatial(sizes, data_format), window[:2], steps, gaps, attrs["padding"], pads)


def _back(array: np.ndarray, data_format: str) -> np.ndarray:
    return np.ascontiguousarray(array.transpose(0, 3, 1, 2)) if data_format == "NCHW" else array


def _gradient(op: Operation, dy: Tensor) -> list[Any]:
    images, filters = op.inputs
    return [
        node("DepthwiseConv2dNativeBackpropInput", node("Shape", images), filters, dy, **op.attrs),
        node("DepthwiseConv2dNativeBackpropFilter", images, node("Shape", filters), dy, **op.attrs),
    ]


@op("DepthwiseConv2dNative(input: T, filter: T) -> T", shape=_shape, gradient=_gradient, T=FLOATING)
def _depthwise(
    input: Any,
    filter: Any,
    *,
    strides: Sequence[int],
    padding: str,
    explicit_paddings: Sequence[int] = (),
    data_format: str = "NHWC",
    dilations: Sequence[int] = _ONES,
) -> Any:
    """Each channel times its own filters. `[n, h, w, c] x [kh, kw, c, m] -> [n, h', w', c * m]`.

    Source: tf.nn.depthwise_conv2d_native.
    """
    found = _frame(input.shape, filter.shape, _attrs(strides, padding, explicit_paddings, data_format, dilations))
    images = pointing(input, data_format)
    made = np.zeros((len(images), found.rows.count, found.columns.count, *filter.shape[2:]), images.dtype)
    for row, column, outside, inside in pairs(found):
        made[outside] += images[inside][..., None] * filter[row, column]
    return _back(made.reshape(*made.shape[:3], made.shape[3] * made.shape[4]), data_format)


def _attrs(strides: Any, padding: str, explicit_paddings: Any, data_format: str, dilations: Any) -> dict[str, Any]:
    return {
        "strides": strides,
        "padding": padding,
        "explicit_paddings": explicit_paddings,
        "data_format": data_format,
        "dilations": dilations,
    }


def _input_shape(input_sizes: TensorSpec, filter: TensorSpec, out_backprop: TensorSpec, **_: Any) -> TensorShape:
    return constant_shape(input_sizes).with_rank(4)


def _input_gradient(op: Operation, dy: Tensor) -> list[Any]:
    _, filters, out_backprop = op.inputs
    return [
        None,
        node("DepthwiseConv2dNativeBackpropFilter", dy, node("Shape", filters), out_backprop, **op.attrs),
        node("DepthwiseConv2dNative", dy, filters, **op.attrs),
    ]


@op(
    "DepthwiseConv2dNativeBackpropInput(input_sizes: int32, filter: T, out_backprop: T) -> T",
    shape=_input_shape,
    gradient=_input_gradient,
    T=FLOATING,
)
def _depthwise_input(
    input_sizes: Any,
    filter: Any,
    out_backprop: Any,
    *,
    strides: Sequence[int],
    padding: str,
    explicit_paddings: Sequence[int] = (),
    data_format: str = "NHWC",
    dilations: Sequence[int] = _ONES,
) -> Any:
    """The gradient of DepthwiseConv2dNative by its images. `[4] x [kh, kw, c, m] x [n, h', w', c * m] -> [n, h, w, c]`.

    Source: tf.nn.depthwise_conv2d_backprop_input.
    """
    sizes = input_sizes.tolist()
    found = _frame(sizes, filter.shape, _attrs(strides, padding, explicit_paddings, data_format, dilations))
    dy = pointing(out_backprop, data_format)
    dy = dy.reshape(*dy.shape[:3], *filter.shape[2:])
    made = np.zeros((len(dy), found.rows.size, found.columns.size, filter.shape[2]), dy.dtype)
    for row, column, outside, inside in pairs(found):
        made[inside] += np.einsum("nhwcm,cm->nhwc", dy[outside], filter[row, column])
    return _back(made, data_format)


def _filter_gradient(op: Operation, dy: Tensor) -> list[Any]:
    images, _, out_backprop = op.inputs
    return [
        node("DepthwiseConv2dNativeBackpropInput", node("Shape", images), dy, out_backprop, **op.attrs),
        None,
        node("DepthwiseConv2dNative", images, dy, **op.attrs),
    ]


@op(
    "DepthwiseConv2dNativeBackpropFilter(input: T, filter_sizes: int32, out_backprop: T) -> T",
    shape=lambda input, filter_sizes, out_backprop, **_: constant_shape(filter_sizes).with_rank(4),
    gradient=_filter_gradient,
    T=FLOATING,
)
def _depthwise_filter(
    input: Any,
    filter_sizes: Any,
    out_backprop: Any,
    *,
    strides: Sequence[int],
    padding: str,
    explicit_paddings: Sequence[int] = (),
    data_format: str = "NHWC",
    dilations: Sequence[int] = _ONES,
) -> Any:
    """The gradient of DepthwiseConv2dNative by its filter. `[n, h, w, c] x [4] x [n, h', w', c * m] -> [kh, kw, c, m]`.

    Source: tf.nn.depthwise_conv2d_backprop_filter.
    """
    sizes = filter_sizes.tolist()
    found = _frame(input.shape, sizes, _attrs(strides, padding, explicit_paddings, data_format, dilations))
    images, dy = pointing(input, data_format), pointing(out_backprop, data_format)
    dy = dy.reshape(*dy.shape[:3], *sizes[2:])
    made = np.empty(sizes, images.dtype)
    for row, column, outside, inside in pairs(found):
        made[row, column] = np.einsum("nhwc,nhwcm->cm", images[inside], dy[outside])
    return made
