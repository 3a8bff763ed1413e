"""Grey dilation: the largest of a window's elements plus those of a filter, for each channel by itself; and its gradients.

Law: padding never counts; of equal sums the first in reading order takes the gradient.
Source: tensorflow/core/kernels/dilation_ops.cc.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ...graph import Operation, Tensor, node, op
from ...op_def import FLOATING, INTEGER
from ...tensor_shape import TensorShape, TensorSpec
from ..shapes import of_rank
from .windows import Frame, frame, output_size, pairs

__all__: list[str] = []

_REAL = (*FLOATING, *INTEGER)


def _shape(input: TensorSpec, filter: TensorSpec, *, strides: Any, rates: Any, padding: str) -> TensorShape:
    n, h, w, c = of_rank(input, 4, "input")
    kh, kw, depth = of_rank(filter, 3, "filter")
    for values, name in ((strides, "strides"), (rates, "rates")):
        if len(values) != 4 or values[0] != 1 or values[3] != 1 or min(values) < 1:
            raise ValueError(f"{name} must be 4 positive numbers, 1 for the batch and the channels, found {list(values)}")
    channels = TensorShape.of((c,)).merge_with(TensorShape.of((depth,)))
    rows, columns = (output_size(s, k, strides[i], rates[i], padding) for i, s, k in ((1, h, kh), (2, w, kw)))
    return TensorShape.of((n, rows, columns)).concatenate(channels)


def _frame(sizes: Sequence[int], window: Sequence[int], strides: Any, rates: Any, padding: str) -> Frame:
    return frame(sizes[1:3], window[:2], strides[1:3], rates[1:3], padding, ())


def _largest(images: Any, filters: Any, found: Frame) -> np.ndarray:
    least = -np.inf if images.dtype.kind == "f" else np.iinfo(images.dtype).min
    made = np.full((len(images), found.rows.count, found.columns.count, images.shape[3]), least, images.dtype)
    for row, column, outside, inside in pairs(found):
        part = made[outside]
        np.maximum(part, images[inside] + filters[row, column], out=part)
    return made


def _firsts(images: Any, filters: Any, found: Frame) -> Any:
    """For each element of the window: its place, which outputs and elements it meets, and where it is the first largest."""
    largest = _largest(images, filters, found)
    waiting = np.ones(largest.shape, np.bool_)
    for row, column, outside, inside in pairs(found):
        left = waiting[outside]
        first = (images[inside] + filters[row, column] == largest[outside]) & left
        left ^= first
        yield (row, column), outside, inside, first


def _gradient(op: Operation, dy: Tensor) -> list[Any]:
    kinds = ("Dilation2DBackpropInput", "Dilation2DBackpropFilter")
    return [node(kind, *op.inputs, dy, **op.attrs) for kind in kinds]


@op("Dilation2D(input: T, filter: T) -> T", shape=_shape, gradient=_gradient, T=_REAL)
def _dilation(input: Any, filter: Any, *, strides: Any, rates: Any, padding: str) -> Any:
    """The largest of each window's elements plus the filter's. `[n, h, w, c] x [kh, kw, c] -> [n, h', w', c]`.

    Source: tf.nn.dilation2d.
    """
    return _largest(input, filter, _frame(input.shape, filter.shape, strides, rates, padding))


@op(
    "Dilation2DBackpropInput(input: T, filter: T, out_backprop: T) -> T",
    shape=lambda input, filter, out_backprop, **_: input.shape, T=_REAL,
    refuses_gradient=True,
)  # fmt: skip
def _dilation_input(input: Any, filter: Any, out_backprop: Any, *, strides: Any, rates: Any, padding: str) -> Any:
    """`out_backprop` put where the largest sums came from. `[n, h, w, c], [kh, kw, c], [n, h', w', c] -> [n, h, w, c]`.

    Source: TensorFlow's Dilation2DBackpropInput.
    """
    made = np.zeros_like(input)
    for _, outside, inside, first in _firsts(input, filter, _frame(input.shape, filter.shape, strides, rates, padding)):
        made[inside] += out_backprop[outside] * first
    return made


@op(
    "Dilation2DBackpropFilter(input: T, filter: T, out_backprop: T) -> T",
    shape=lambda input, filter, out_backprop, **_: filter.shape, T=_REAL,
    refuses_gradient=True,
)  # fmt: skip
def _dilation_filter(input: Any, filter: Any, out_backprop: Any, *, strides: Any, rates: Any, padding: str) -> Any:
    """`out_backprop` added up for each element of the filter. `[n, h, w, c], [kh, kw, c], [n, h', w', c] -> [kh, kw, c]`.

    Source: TensorFlow's Dilation2DBackpropFilter.
    """
    made = np.zeros_like(filter)
    for place, outside, _, first in _firsts(input, filter, _frame(input.shape, filter.shape, strides, rates, padding)):
        made[place] = (out_backprop[outside] * first).sum(axis=(0, 1, 2), dtype=filter.dtype)
    return made
