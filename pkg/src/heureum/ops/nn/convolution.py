"""Conv2D and the two ops of its gradient, which are also its transpose.

Law: images are NHWC or, with data_format NCHW, viewed as NHWC; filters are [rows, columns, in, out].
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ...graph import Operation, Tensor, node, op
from ...op_def import FLOATING
from ...tensor_shape import TensorShape, TensorSpec
from ..shapes import MULTIPLY_ADD, constant_shape, least_elements
from .columns import correlate, correlate_filter, correlate_input
from .windows import Frame, check_frame, frame, image_axes, output_size, pointing, spatial

__all__: list[str] = []

_ONES = (1, 1, 1, 1)


def _filter_sizes(spec: TensorSpec) -> tuple[int | None, ...]:
    if spec.shape.rank not in (None, 4):
        raise ValueError(f"filter must be [rows, columns, in, out] (rank 4), found {spec}")
    return spec.shape.with_rank(4).sizes or (None,) * 4


def conv_shape(
    input: TensorSpec,
    filter: TensorSpec,
    *,
    strides: Sequence[int],
    padding: str,
    explicit_paddings: Sequence[int] = (),
    data_format: str = "NHWC",
    dilations: Sequence[int] = _ONES,
) -> TensorShape:
    """`[n, h, w, c] x [kh, kw, c, o] -> [n, h', w', o]`."""
    check_frame(input, "input", strides, padding, data_format)
    rows, columns, channels = image_axes(data_format)
    sizes = input.shape.with_rank(4).sizes or (None,) * 4
    window = _filter_sizes(filter)
    depth, wanted = sizes[channels], window[2]
    if depth is not None and wanted is not None and depth != wanted:
        fit = f"input has {depth} channels, but filter takes {wanted}: input is {input}, filter is {filter}"
        raise ValueError(f"Dimensions must be equal, but are {depth} and {wanted}: {fit}")
    made: list[int | None] = [sizes[0]] * 4
    made[channels] = window[3]
    for axis, size in ((rows, window[0]), (columns, window[1])):
        pads = (explicit_paddings[2 * axis], explicit_paddings[2 * axis + 1]) if padding == "EXPLICIT" else None
        made[axis] = output_size(sizes[axis], size, strides[axis], dilations[axis], padding, pads)
    return TensorShape.of(tuple(made))


def _frame(
    sizes: Sequence[int],
    window: Sequence[int],
    strides: Sequence[int],
    padding: str,
    pads: Sequence[int],
    data_format: str,
    dilations: Sequence[int],
) -> Frame:
    if data_format == "NCHW" and pads:
        pads = [*pads[:2], *pads[4:8], *pads[2:4]]
    steps, gaps = spatial(strides, data_format), spatial(dilations, data_format)
    return frame(spatial(sizes, data_format), window[:2], steps, gaps, padding, pads)


def _back(array: np.ndarray, data_format: str) -> np.ndarray:
    return np.ascontiguousarray(array.transpose(0, 3, 1, 2)) if data_format == "NCHW" else array


def _work(images: TensorSpec, window: TensorSpec, **attrs: Any) -> float:
    """A product for each element of a filter and place of the window; unknown sizes count as 1."""
    sizes = conv_shape(images, window, **attrs).sizes or ()
    places = [size or 1 for axis, size in enumerate(sizes) if axis != image_axes(attrs["data_format"])[2]]
    return MULTIPLY_ADD * float(np.prod(places)) * float(np.prod([size or 1 for size in _filter_sizes(window)]))


def _input_work(input_sizes: TensorSpec, filter: TensorSpec, out_backprop: TensorSpec, **_: Any) -> float:
    return MULTIPLY_ADD * least_elements(out_backprop) * least_elements(filter) / (_filter_sizes(filter)[3] or 1)


def _filter_work(input: TensorSpec, filter_sizes: TensorSpec, out_backprop: TensorSpec, **_: Any) -> float:
    height, width, channels = (size or 1 for size in (filter_sizes.known_sizes() or (None,) * 4)[:3])
    return MULTIPLY_ADD * least_elements(out_backprop) * height * width * channels


def _gradient(op: Operation, dy: Tensor) -> list[Any]:
    images, filters = op.inputs
    return [
        node("Conv2DBackpropInput", node("Shape", images), filters, dy, **op.attrs),
        node("Conv2DBackpropFilter", images, node("Shape", filters), dy, **op.attrs),
    ]


@op("Conv2D(input: T, filter: T) -> T", shape=conv_shape, gradient=_gradient, work=_work, T=FLOATING)
def _conv2d(
    input: Any,
    filter: Any,
    *,
    strides: Sequence[int],
    padding: str,
    explicit_paddings: Sequence[int] = (),
    data_format: str = "NHWC",
    dilations: Sequence[int] = _ONES,
) -> Any:
    """Each window of an image times each filter. `[n, h, w, c] x [kh, kw, c, o] -> [n, h', w', o]`. Source: tf.nn.conv2d."""
    images = pointing(input, data_format)
    found = _frame(input.shape, filter.shape, strides, padding, explicit_paddings, data_format, dilations)
    return _back(correlate(images, filter, found), data_format)


def _input_shape(input_sizes: TensorSpec, filter: TensorSpec, out_backprop: TensorSpec, **attrs: Any) -> TensorShape:
    check_frame(out_backprop, "out_backprop", attrs["strides"], attrs["padding"], attrs["data_format"])
    made = constant_shape(input_sizes).with_rank(4)
    batch, *rest = made.sizes or ()
    outside = out_backprop.shape.with_rank(4).sizes or (None,)
    if None not in (batch, outside[0]) and batch != outside[0]:
        raise ValueError(
            f"Dimensions must be equal, but are {outside[0]} and {batch}: images of {out_backprop} for {input_sizes}"
        )
    made_of, found = (filter.shape.with_rank(4).sizes or (None,) * 4)[3], outside[1 if attrs["data_format"] == "NCHW" else -1]
    if None not in (made_of, found) and made_of != found:
        raise ValueError(f"Dimensions must be equal, but are {found} and {made_of}: channels of {out_backprop} for {filter}")
    return TensorShape.of((outside[0] if batch is None else batch, *rest))


def _input_gradient(op: Operation, dy: Tensor) -> list[Any]:
    _, filters, out_backprop = op.inputs
    return [
        None,
        node("Conv2DBackpropFilter", dy, node("Shape", filters), out_backprop, **op.attrs),
        node("Conv2D", dy, filters, **op.attrs),
    ]


@op(
    "Conv2DBackpropInput(input_sizes: int32, filter: T, out_backprop: T) -> T",
    shape=_input_shape,
    gradient=_input_gradient,
    work=_input_work,
    T=FLOATING,
)
def _conv2d_input(
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
    """The gradient of Conv2D by its images; used forwards, its transpose.

    `[4] x [kh, kw, c, o] x [n, h', w', o] -> [n, h, w, c]`. Source: tf.nn.conv2d_backprop_input.
    """
    sizes = input_sizes.tolist()
    found = _frame(sizes, filter.shape, strides, padding, explicit_paddings, data_format, dilations)
    dy = pointing(out_backprop, data_format)
    _check_sizes(dy, found, filter, sizes, data_format)
    return _back(correlate_input(dy, filter, found), data_format)


def _check_sizes(dy: np.ndarray, found: Frame, filters: np.ndarray, sizes: list[int], data_format: str) -> None:
    """Raise ValueError when a convolution of images of these sizes would not give something of the shape of `dy`."""
    wanted = (sizes[0], found.rows.count, found.columns.count, filters.shape[3])
    if dy.shape != wanted or sizes[image_axes(data_format)[2]] != filters.shape[2]:
        raise ValueError(f"images of {sizes} give outputs of {list(wanted)} (as NHWC), found {list(dy.shape)}")


def _filter_gradient(op: Operation, dy: Tensor) -> list[Any]:
    images, _, out_backprop = op.inputs
    return [
        node("Conv2DBackpropInput", node("Shape", images), dy, out_backprop, **op.attrs),
        None,
        node("Conv2D", images, dy, **op.attrs),
    ]


@op(
    "Conv2DBackpropFilter(input: T, filter_sizes: int32, out_backprop: T) -> T",
    shape=lambda input, filter_sizes, out_backprop, **attrs: constant_shape(filter_sizes).with_rank(4),
    gradient=_filter_gradient,
    work=_filter_work,
    T=FLOATING,
)
def _conv2d_filter(
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
    """The gradient of Conv2D by its filter.

    `[n, h, w, c] x [4] x [n, h', w', o] -> [kh, kw, c, o]`. Source: tf.nn.conv2d_backprop_filter.
    """
    images, dy = pointing(input, data_format), pointing(out_backprop, data_format)
    found = _frame(input.shape, filter_sizes.tolist(), strides, padding, explicit_paddings, data_format, dilations)
    return correlate_filter(images, dy, found)
