"""The windows of pictures as rows of channels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ...graph import Operation, Tensor, node, op
from ...tensor_shape import TensorShape, TensorSpec
from ..shapes import constant_shape, of_rank
from .windows import frame, output_size, pairs

__all__ = ["extract_image_patches"]


def _shape(images: TensorSpec, *, ksizes: Any, strides: Any, rates: Any, padding: str) -> TensorShape:
    n, h, w, c = of_rank(images, 4, "images")
    for values, name in ((ksizes, "ksizes"), (strides, "strides"), (rates, "rates")):
        if len(values) != 4 or values[0] != 1 or values[3] != 1 or min(values) < 1:
            raise ValueError(f"{name} must be 4 positive numbers, 1 for the batch and the channels, found {list(values)}")
    rows, columns = (output_size(s, ksizes[i], strides[i], rates[i], padding) for i, s in ((1, h), (2, w)))
    return TensorShape.of((n, rows, columns, None if c is None else c * ksizes[1] * ksizes[2]))


def _gradient(op: Operation, dy: Tensor) -> list[Any]:
    return [node("ExtractImagePatchesGrad", node("Shape", op.inputs[0]), dy, **op.attrs)]


def _meetings(sizes: Sequence[int], ksizes: Any, strides: Any, rates: Any, padding: str) -> tuple[Any, Any]:
    found = frame(sizes[1:3], ksizes[1:3], strides[1:3], rates[1:3], padding, ())
    return (found.rows.count, found.columns.count), pairs(found)


@op("ExtractImagePatches(images: T) -> T", shape=_shape, gradient=_gradient)
def _extract(images: Any, *, ksizes: Any, strides: Any, rates: Any, padding: str) -> Any:
    """Each window's pixels as one row of channels; 0 outside. `[n, h, w, c] -> [n, h', w', kh * kw * c]`.

    Source: tf.extract_image_patches.
    """
    n, _, _, c = images.shape
    counts, met = _meetings(images.shape, ksizes, strides, rates, padding)
    made = np.zeros((n, *counts, ksizes[1], ksizes[2], c), images.dtype)
    for row, column, outside, inside in met:
        made[(*outside, row, column)] = images[inside]
    return made.reshape(n, *counts, ksizes[1] * ksizes[2] * c)


@op(
    "ExtractImagePatchesGrad(sizes: int32, grad: T) -> T",
    shape=lambda sizes, grad, **_: constant_shape(sizes).with_rank(4),
    gradient=lambda op, dy: [None, node("ExtractImagePatches", dy, **op.attrs)],
)
def _extract_grad(sizes: Any, grad: Any, *, ksizes: Any, strides: Any, rates: Any, padding: str) -> Any:
    """Windows' pixels added where they lay. `[4] x [n, h', w', kh * kw * c] -> [n, h, w, c]`.

    Source: the gradient of TensorFlow's ExtractImagePatches.
    """
    made = np.zeros(sizes.tolist(), grad.dtype)
    counts, met = _meetings(made.shape, ksizes, strides, rates, padding)
    shares = grad.reshape(len(made), *counts, ksizes[1], ksizes[2], made.shape[3])
    for row, column, outside, inside in met:
        made[inside] += shares[(*outside, row, column)]
    return made


def extract_image_patches(
    images: Any,
    ksizes: Any = None,
    strides: Any = None,
    rates: Any = None,
    padding: Any = None,
    name: str | None = None,
    sizes: Any = None,
) -> Tensor:
    """Each window's pixels as one row of channels; 0 outside. `[n, h, w, c] -> [n, h', w', kh * kw * c]`.

    Raises ValueError unless sizes, strides and rates are 1 for the batch and the channels. Source: tf.extract_image_patches.
    """
    windows = list(ksizes if sizes is None else sizes)
    attrs = {"ksizes": windows, "strides": list(strides), "rates": list(rates), "padding": padding}
    made: Tensor = node("ExtractImagePatches", images, name=name, **attrs)
    return made
