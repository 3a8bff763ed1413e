"""Glimpses: windows cut out of pictures at places that need not lie inside. Source: tensorflow/core/kernels/attention_ops.cc."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...graph import op
from ...resources import KernelContext
from ...tensor_shape import TensorShape, TensorSpec
from ..random_kernels import generator_of
from ..shapes import constant_shape, of_rank

__all__: list[str] = []


def _window(input: TensorSpec, size: TensorSpec, offsets: TensorSpec, **_: Any) -> TensorShape:
    count, _rows, _columns, depth = of_rank(input, 4, "input")
    rows, columns = constant_shape(size).sizes or (None, None)
    (count,) = TensorShape.of((count,)).merge_with(of_rank(offsets, 2, "offsets")[:1]).sizes or (None,)
    if offsets.shape.sizes is not None and offsets.shape.sizes[1] not in (2, None):
        raise ValueError(f"Dimension must be 2: an offset is [y, x], found {offsets}")
    return TensorShape.of((count, rows, columns, depth))


@op("ExtractGlimpse(input: float32, size: int32, offsets: float32) -> glimpse: float32", shape=_window, stateful=True)
def extract_glimpse(
    context: KernelContext,
    input: Any,
    size: Any,
    offsets: Any,
    *,
    centered: bool = True,
    normalized: bool = True,
    uniform_noise: bool = True,
    noise: str = "uniform",
) -> Any:
    """A window of each picture around `offsets`, `[y, x]`; noise where it lies outside.

    `[n, h, w, c] x [2] x [n, 2] -> [n, h', w', c]`. Source: tf.image.extract_glimpse.
    """
    if noise not in ("uniform", "gaussian", "zero"):
        raise ValueError(f"The noise could only be uniform, gaussian, or zero, found {noise!r}")
    whole = np.array(input.shape[1:3], np.float32)
    at = offsets * whole if normalized else offsets
    at = at / 2 + whole / 2 if centered else at
    starts = np.trunc(at - size / 2).astype(np.int64)
    made = np.zeros((len(input), *size.tolist(), input.shape[3]), np.float32)
    kind = noise if uniform_noise or noise != "uniform" else "gaussian"
    for picture, glimpse, start in zip(input, made, starts, strict=True):
        first, last = np.maximum(start, 0), np.minimum(start + size, picture.shape[:2])
        if np.any(first > start) or np.any(last < start + size):
            glimpse[...] = _noise(context, kind, picture, glimpse.shape)
        if np.all(first < last):
            (top, left), (bottom, right) = first - start, last - start
            glimpse[top:bottom, left:right] = picture[first[0] : last[0], first[1] : last[1]]
    return made


def _noise(context: KernelContext, kind: str, picture: Any, shape: tuple[int, ...]) -> Any:
    if kind == "zero" or not picture.size:
        return 0.0
    random = generator_of(context, 0, 0)
    if kind == "uniform":
        return random.uniform(picture.min(), picture.max(), shape)
    return random.normal(picture.mean(), picture.std(), shape)
