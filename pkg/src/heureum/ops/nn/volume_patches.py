"""The windows of volumes as rows of channels. Source: tensorflow/core/kernels/extract_volume_patches_op.cc."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from ...graph import Operation, Tensor, node, op
from ...op_def import REAL
from ...tensor_shape import TensorShape, TensorSpec
from ..shapes import constant_shape, of_rank
from .windows import output_size

__all__ = ["extract_volume_patches"]


def _shape(input: TensorSpec, *, ksizes: Sequence[int], strides: Sequence[int], padding: str) -> TensorShape:
    n, *space, c = of_rank(input, 5, "input")
    for values, name in ((ksizes, "ksizes"), (strides, "strides")):
        if len(values) != 5 or values[0] != 1 or values[4] != 1 or min(values) < 1:
            raise ValueError(f"{name} must be 5 positive numbers, 1 for the batch and the channels, found {list(values)}")
    counts = [output_size(size, ksizes[i], strides[i], 1, padding) for i, size in enumerate(space, 1)]
    return TensorShape.of((n, *counts, None if c is None else c * ksizes[1] * ksizes[2] * ksizes[3]))


def _gradient(op: Operation, dy: Tensor) -> list[Any]:
    return [node("ExtractVolumePatchesGrad", node("Shape", op.inputs[0]), dy, **op.attrs)]


def _edges(sizes: Sequence[int], ksizes: Sequence[int], strides: Sequence[int], padding: str) -> tuple[Any, Any]:
    """How many windows there are along each axis, and what is added before and after."""
    counts, edges = [], []
    for i, size in enumerate(sizes[1:4], 1):
        count = output_size(size, ksizes[i], strides[i], 1, padding) or 0
        more = max((count - 1) * strides[i] + ksizes[i] - size, 0) if padding == "SAME" else 0
        counts.append(count)
        edges.append((more // 2, more - more // 2))
    return counts, edges


def _places(counts: Sequence[int], ksizes: Sequence[int], strides: Sequence[int]) -> Iterator[tuple[int, Any]]:
    """For each place in a window its number, and where all windows have it."""
    for number, at in enumerate(itertools.product(*(range(size) for size in ksizes[1:4]))):
        keys = (
            slice(first, first + (count - 1) * stride + 1, stride)
            for first, count, stride in zip(at, counts, strides[1:4], strict=True)
        )
        yield number, (slice(None), *keys)


@op("ExtractVolumePatches(input: T) -> T", shape=_shape, gradient=_gradient, T=REAL)
def _extract(input: Any, *, ksizes: Sequence[int], strides: Sequence[int], padding: str) -> Any:
    """Each window's elements as one row of channels; 0 outside. `[n, d, h, w, c] -> [n, d', h', w', kd * kh * kw * c]`.

    Source: tf.extract_volume_patches.
    """
    counts, edges = _edges(input.shape, ksizes, strides, padding)
    padded = np.pad(input, [(0, 0), *edges, (0, 0)])
    size = ksizes[1] * ksizes[2] * ksizes[3]
    made = np.zeros((len(input), *counts, size, input.shape[4]), input.dtype)
    if made.size:
        for number, keys in _places(counts, ksizes, strides):
            made[:, :, :, :, number] = padded[keys]
    return made.reshape(len(input), *counts, size * input.shape[4])


@op(
    "ExtractVolumePatchesGrad(sizes: int32, grad: T) -> T",
    shape=lambda sizes, grad, **_: constant_shape(sizes).with_rank(5),
    gradient=lambda op, dy: [None, node("ExtractVolumePatches", dy, **op.attrs)],
    T=REAL,
)
def _extract_grad(sizes: Any, grad: Any, *, ksizes: Sequence[int], strides: Sequence[int], padding: str) -> Any:
    """Windows' elements added where they lay. `[5] x [n, d', h', w', kd * kh * kw * c] -> [n, d, h, w, c]`.

    Source: the gradient of TensorFlow's ExtractVolumePatches.
    """
    shape = sizes.tolist()
    counts, edges = _edges(shape, ksizes, strides, padding)
    padded = np.zeros([shape[0], *(size + sum(pair) for size, pair in zip(shape[1:4], edges, strict=True)), shape[4]], grad.dtype)
    shares = grad.reshape(shape[0], *counts, ksizes[1] * ksizes[2] * ksizes[3], shape[4])
    if shares.size:
        for number, keys in _places(counts, ksizes, strides):
            padded[keys] += shares[:, :, :, :, number]
    inside = (slice(before, before + size) for size, (before, _) in zip(shape[1:4], edges, strict=True))
    return padded[(slice(None), *inside)]


def extract_volume_patches(input: Any, ksizes: Any, strides: Any, padding: str, name: str | None = None) -> Tensor:
    """Each window's elements as one row of channels; 0 outside. `[n, d, h, w, c] -> [n, d', h', w', kd * kh * kw * c]`.

    Raises ValueError unless sizes and strides are 1 for the batch and the channels. Source: tf.extract_volume_patches.
    """
    attrs = {"ksizes": list(ksizes), "strides": list(strides), "padding": padding}
    made: Tensor = node("ExtractVolumePatches", input, name=name, **attrs)
    return made
