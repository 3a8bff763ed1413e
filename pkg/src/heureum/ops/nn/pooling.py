"""The largest or the mean element of each window, and their gradients.

Law: padding never counts; where several elements are largest, the first in reading order takes the gradient.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ...graph import Operation, Tensor, node, op
from ...op_def import FLOATING, INDEX, INTEGER
from ...tensor_shape import TensorShape, TensorSpec
from .. import lanes
from ..shapes import constant_shape, same
from .windows import Axis, Frame, check_frame, frame, image_axes, output_size, pairs, pointing, spatial

__all__: list[str] = []

_REAL = (*FLOATING, *INTEGER)


def pooled(
    value: TensorSpec, *, ksize: Sequence[int], strides: Sequence[int], padding: str, data_format: str = "NHWC", **_: Any
) -> TensorShape:
    """`[n, h, w, c] -> [n, h', w', c]`."""
    check_frame(value, "value", strides, padding, data_format)
    rows, columns, channels = image_axes(data_format)
    if len(ksize) != 4 or min(ksize) < 1 or ksize[0] != 1 or ksize[channels] != 1:
        raise ValueError(f"ksize must be 4 positive numbers, 1 for the batch and the channels, found {list(ksize)}")
    made = list(value.shape.with_rank(4).sizes or (None,) * 4)
    for axis in (rows, columns):
        made[axis] = output_size(made[axis], ksize[axis], strides[axis], 1, padding)
    return TensorShape.of(tuple(made))


def _frame(sizes: Sequence[int], ksize: Sequence[int], strides: Sequence[int], padding: str, data_format: str) -> Frame:
    window, steps = spatial(ksize, data_format), spatial(strides, data_format)
    return frame(spatial(sizes, data_format), window, steps, (1, 1), padding, ())


def _outputs(images: np.ndarray, found: Frame) -> tuple[int, ...]:
    return (len(images), found.rows.count, found.columns.count, images.shape[3])


def _back(array: np.ndarray, data_format: str) -> np.ndarray:
    return np.ascontiguousarray(array.transpose(0, 3, 1, 2)) if data_format == "NCHW" else array


def _max_gradient(op: Operation, dy: Tensor) -> list[Any]:
    return [node("MaxPoolGrad", op.inputs[0], op.outputs[0], dy, **op.attrs)]


def _check_rank(images: Any) -> None:
    if images.ndim != 4:
        raise ValueError(f"images of rank 4 are needed, found {list(images.shape)}")


@op("MaxPool(input: T) -> T", shape=pooled, gradient=_max_gradient, T=_REAL)
def _max_pool(input: Any, *, ksize: Sequence[int], strides: Sequence[int], padding: str, data_format: str = "NHWC") -> Any:
    """The largest element of each window. `[n, h, w, c] -> [n, h', w', c]`. Source: tf.nn.max_pool."""
    _check_rank(input)
    images = pointing(input, data_format)
    return _back(_largest(images, _frame(input.shape, ksize, strides, padding, data_format)), data_format)


def _largest(images: np.ndarray, found: Frame) -> np.ndarray:
    """The largest of each window: along the rows first, where what is compared lies in long runs, then along the columns."""
    return _largest_along(_largest_along(images, 1, found.rows), 2, found.columns)


def _largest_along(images: np.ndarray, place: int, axis: Axis) -> np.ndarray:
    before = (slice(None),) * place
    met = [axis.meeting(offset) for offset in range(axis.window)]
    everywhere = next((offset for offset, (outside, _) in enumerate(met) if outside == slice(0, axis.count)), None)
    if everywhere is not None:
        made = images[(*before, met.pop(everywhere)[1])].copy()
    else:
        least = -np.inf if images.dtype.kind == "f" else np.iinfo(images.dtype).min
        made = np.full((*images.shape[:place], axis.count, *images.shape[place + 1 :]), least, images.dtype)
    for outside, inside in met:
        part = made[(*before, outside)]
        lanes.maximum(part, images[(*before, inside)], out=part)
    return made


def _max_grad_gradient(op: Operation, dy: Tensor) -> list[Any]:
    images, outputs, _ = op.inputs
    return [node("ZerosLike", images), node("ZerosLike", outputs), node("MaxPoolGradGrad", images, outputs, dy, **op.attrs)]


@op("MaxPoolGrad(orig_input: T, orig_output: T, grad: T) -> T", shape=same, gradient=_max_grad_gradient, T=_REAL)
def _max_pool_grad(
    orig_input: Any,
    orig_output: Any,
    grad: Any,
    *,
    ksize: Sequence[int],
    strides: Sequence[int],
    padding: str,
    data_format: str = "NHWC",
) -> Any:
    """`grad` put where the largest elements were.

    `[n, h, w, c] x [n, h', w', c] x [n, h', w', c] -> [n, h, w, c]`. Source: TensorFlow's MaxPoolGrad.
    """
    images, outputs, dy = (pointing(each, data_format) for each in (orig_input, orig_output, grad))
    found = _frame(orig_input.shape, ksize, strides, padding, data_format)
    made = np.zeros(images.shape, images.dtype)
    apart = _are_apart(found)
    for outside, inside, first in _places_of_largest(images, outputs, found):
        if apart:
            made[inside] = lanes.masked(dy[outside], first)
        else:
            made[inside] += lanes.masked(dy[outside], first)
    return _back(made, data_format)


def _are_apart(found: Frame) -> bool:
    """Whether no two windows share an element, so that nothing has to be added up."""
    return all(axis.stride >= axis.window for axis in (found.rows, found.columns))


def _places_of_largest(images: np.ndarray, outputs: np.ndarray, found: Frame) -> Any:
    """For each element of the window: which outputs, which image elements, and where these are the first largest."""
    waiting = np.ones(outputs.shape, np.bool_)
    for _, _, outside, inside in pairs(found):
        left = waiting[outside]
        first = np.ascontiguousarray(images[inside]) == outputs[outside]  # what follows then runs over whole rows
        first &= left
        left ^= first
        yield outside, inside, first


def _max_grad_grad_gradient(op: Operation, dy: Tensor) -> list[Any]:
    images, outputs, _ = op.inputs
    return [node("ZerosLike", images), node("ZerosLike", outputs), node("MaxPoolGrad", images, outputs, dy, **op.attrs)]


@op(
    "MaxPoolGradGrad(orig_input: T, orig_output: T, grad: T) -> T",
    shape=lambda orig_input, orig_output, grad, **attrs: orig_output.shape,
    gradient=_max_grad_grad_gradient,
    T=_REAL,
)
def _max_pool_grad_grad(
    orig_input: Any,
    orig_output: Any,
    grad: Any,
    *,
    ksize: Sequence[int],
    strides: Sequence[int],
    padding: str,
    data_format: str = "NHWC",
) -> Any:
    """`grad` taken from where the largest elements were.

    `[n, h, w, c] x [n, h', w', c] x [n, h, w, c] -> [n, h', w', c]`. Source: TensorFlow's MaxPoolGradGrad.
    """
    images, outputs, dy = (pointing(each, data_format) for each in (orig_input, orig_output, grad))
    found = _frame(orig_input.shape, ksize, strides, padding, data_format)
    made = np.zeros(outputs.shape, outputs.dtype)
    for outside, inside, first in _places_of_largest(images, outputs, found):
        made[outside] += lanes.masked(dy[inside], first)
    return _back(made, data_format)


def _argmax_shapes(input: TensorSpec, **attrs: Any) -> list[TensorShape]:
    return [pooled(input, **attrs)] * 2


def _argmax_gradient(op: Operation, dy: Tensor, _: Any) -> list[Any]:
    attrs = {name: op.attrs[name] for name in ("ksize", "strides", "padding")}
    return [node("MaxPoolGrad", op.inputs[0], op.outputs[0], dy, **attrs)]


@op(
    "MaxPoolWithArgmax(input: T) -> output: T, argmax: Targmax",
    shape=_argmax_shapes,
    gradient=_argmax_gradient,
    T=_REAL,
    Targmax=INDEX,
)
def _max_pool_with_argmax(
    input: Any, *, ksize: Sequence[int], strides: Sequence[int], padding: str, Targmax: Any, include_batch_in_index: bool = False
) -> Any:
    """The largest element of each window, and its place when an image is flattened.

    `[n, h, w, c] -> [n, h', w', c], [n, h', w', c]`. Source: tf.nn.max_pool_with_argmax.
    """
    found = _frame(input.shape, ksize, strides, padding, "NHWC")
    outputs = _largest(input, found)
    count = input.size if include_batch_in_index else int(np.prod(input.shape[1:]))
    places = np.arange(count).reshape(-1, *input.shape[1:])
    places = np.broadcast_to(places, input.shape)
    made = np.zeros(outputs.shape, np.int64)
    for outside, inside, first in _places_of_largest(input, outputs, found):
        made[outside] += places[inside] * first
    return outputs, made.astype(Targmax.as_numpy_dtype)


def _avg_gradient(op: Operation, dy: Tensor) -> list[Any]:
    return [node("AvgPoolGrad", node("Shape", op.inputs[0]), dy, **op.attrs)]


@op("AvgPool(value: T) -> T", shape=pooled, gradient=_avg_gradient, T=FLOATING)
def _avg_pool(value: Any, *, ksize: Sequence[int], strides: Sequence[int], padding: str, data_format: str = "NHWC") -> Any:
    """The mean of each window, of its elements inside the image. `[n, h, w, c] -> [n, h', w', c]`. Source: tf.nn.avg_pool."""
    _check_rank(value)
    images = pointing(value, data_format)
    found = _frame(value.shape, ksize, strides, padding, data_format)
    made = np.zeros(_outputs(images, found), images.dtype)
    for _, _, outside, inside in pairs(found):
        made[outside] += images[inside]
    made /= _counts(found, images.dtype)
    return _back(made, data_format)


def _counts(found: Frame, dtype: Any) -> np.ndarray:
    """How many elements of each window lie inside the image: [h', w', 1]."""
    inside = []
    for axis in (found.rows, found.columns):
        count = np.zeros(axis.count, dtype)
        for offset in range(axis.window):
            count[axis.meeting(offset)[0]] += 1
        inside.append(count)
    return inside[0][:, None, None] * inside[1][:, None]


def _avg_grad_shape(orig_input_shape: TensorSpec, grad: TensorSpec, **_: Any) -> TensorShape:
    return constant_shape(orig_input_shape).with_rank(4)


def _avg_grad_gradient(op: Operation, dy: Tensor) -> list[Any]:
    return [None, node("AvgPool", dy, **op.attrs)]


@op("AvgPoolGrad(orig_input_shape: int32, grad: T) -> T", shape=_avg_grad_shape, gradient=_avg_grad_gradient, T=FLOATING)
def _avg_pool_grad(
    orig_input_shape: Any, grad: Any, *, ksize: Sequence[int], strides: Sequence[int], padding: str, data_format: str = "NHWC"
) -> Any:
    """`grad` spread evenly over each window. `[4] x [n, h', w', c] -> [n, h, w, c]`. Source: TensorFlow's AvgPoolGrad."""
    sizes = orig_input_shape.tolist()
    dy = pointing(grad, data_format)
    found = _frame(sizes, ksize, strides, padding, data_format)
    each = dy / _counts(found, dy.dtype)
    made = np.zeros((len(dy), *spatial(sizes, data_format), dy.shape[3]), dy.dtype)
    apart = _are_apart(found)
    for _, _, outside, inside in pairs(found):
        if apart:
            made[inside] = each[outside]
        else:
            made[inside] += each[outside]
    return _back(made, data_format)
