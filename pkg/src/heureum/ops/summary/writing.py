"""Ops that turn tensors into serialised summaries.

Takes a tag and a tensor; gives the bytes of a Summary message, for a FileWriter.
Source: tf.summary.
"""

from __future__ import annotations

import sys
from typing import Any

import numpy as np

from ...dtypes import float16, float32, float64, uint8
from ...graph import op
from ...op_def import FLOATING, INTEGER
from ...tensor_shape import TensorSpec
from ..pictures.png import encode_png
from .messages import (
    HistogramProto,
    Summary,
    SummaryImage,
    SummaryMetadata,
    SummaryValue,
    TensorProto,
    TensorShapeDim,
    TensorShapeProto,
)

__all__ = ["histogram_of", "histogram_summary", "image_summary", "merge_summary", "scalar_summary", "tensor_summary"]

_REAL = (*FLOATING, *INTEGER)
_STRING_TYPE = 7


def _scalar(*_: TensorSpec, **__: Any) -> tuple[()]:
    return ()


@op("ScalarSummary(tags: string, values: T) -> string", shape=_scalar, T=_REAL)
def scalar_summary(tags: Any, values: Any) -> Any:
    """A Summary of numbers under their tags. `[...] x [...] -> []`. Source: tf.summary.scalar."""
    tags, values = np.asarray(tags, object), np.asarray(values)
    if tags.shape != values.shape:
        raise ValueError(f"tags and values are not the same shape: {list(tags.shape)} != {list(values.shape)}")
    pairs = zip(tags.ravel().tolist(), values.ravel().tolist(), strict=True)
    return Summary(value=[SummaryValue(tag=tag.decode(), simple_value=float(value)) for tag, value in pairs]).SerializeToString()


def _default_limits() -> np.ndarray:
    """Steps of 10% from 1e-12 to 1e20, of both signs: TensorFlow's buckets."""
    limits, limit = [], 1e-12
    while limit < 1e20:
        limits.append(limit)
        limit *= 1.1
    above = np.array([*limits, sys.float_info.max])
    return np.concatenate([-above[::-1], [0.0], above])


_LIMITS = _default_limits()


def histogram_of(values: Any) -> HistogramProto:
    """The histogram of all the elements, in TensorFlow's buckets; runs of empty ones become one."""
    flat = np.ravel(values).astype(np.float64)
    places = np.minimum(np.searchsorted(_LIMITS, flat, side="right"), len(_LIMITS) - 1)
    counts = np.bincount(places, minlength=len(_LIMITS))
    # Of each run of empty buckets only the last is written.
    kept = np.flatnonzero((counts > 0) | np.append(counts[1:] > 0, True))
    largest = sys.float_info.max
    return HistogramProto(
        min=float(flat.min()) if flat.size else largest,
        max=float(flat.max()) if flat.size else -largest,
        num=float(flat.size),
        sum=_in_order(flat),
        sum_squares=_in_order(np.square(flat)),
        bucket_limit=_LIMITS[kept].tolist(),
        bucket=counts[kept].astype(float).tolist(),
    )


def _in_order(numbers: np.ndarray) -> float:
    """The sum, one by one as TensorFlow adds: to the last bit the same."""
    return float(np.cumsum(numbers)[-1]) if numbers.size else 0.0


@op("HistogramSummary(tag: string, values: T) -> string", shape=_scalar, T=_REAL)
def histogram_summary(tag: Any, values: Any) -> Any:
    """A Summary of how the elements are spread. `[] x [...] -> []`. Source: tf.summary.histogram."""
    name = tag.decode()
    if np.isnan(values).any():
        raise ValueError(f"Nan in summary histogram for: {name}")
    if np.isinf(values).any():
        raise ValueError(f"Infinity in summary histogram for: {name}")
    return Summary(value=[SummaryValue(tag=name, histo=histogram_of(values))]).SerializeToString()


def _image_shape(tag: TensorSpec, tensor: TensorSpec, *, max_images: int, bad_color: list[int]) -> tuple[()]:
    sizes = tensor.shape.with_rank(4).sizes
    if sizes is not None and sizes[3] not in (None, 1, 3, 4):
        raise ValueError(f"Tensor must be 4-D with last dim 1, 3, or 4, not {tensor}")
    return ()


@op("ImageSummary(tag: string, tensor: T) -> string", shape=_image_shape, T=(uint8, float32, float16, float64))
def image_summary(tag: Any, tensor: Any, *, max_images: int = 3, bad_color: list[int] = [255, 0, 0, 255]) -> Any:  # noqa: B006
    """A Summary of pictures: bytes, or fractions stretched to them. `[] x [n, h, w, c] -> []`. Source: tf.summary.image."""
    name = tag.decode()
    values = []
    for index, picture in enumerate(tensor[:max_images]):
        pixels = picture if picture.dtype == np.uint8 else _stretched(picture, bad_color)
        height, width, channels = pixels.shape
        image = SummaryImage(height=height, width=width, colorspace=channels, encoded_image_string=encode_png(pixels))
        values.append(SummaryValue(tag=f"{name}/image" if max_images == 1 else f"{name}/image/{index}", image=image))
    return Summary(value=values).SerializeToString()


def _stretched(picture: np.ndarray, bad_color: list[int]) -> np.ndarray:
    """0 to the largest becomes 0 to 255; with negative numbers, 0 becomes 128. What is not finite gets a colour."""
    finite = np.isfinite(picture).all(axis=-1)
    known = picture[finite]
    least, most = (float(known.min()), float(known.max())) if known.size else (0.0, 0.0)
    full, middle = (255.0, 0.0) if least >= 0 else (127.0, 128.0)
    widest = max(abs(least), abs(most)) if least < 0 else most
    scale = 0.0 if widest < 1e-6 else full / widest
    pixels = np.empty(picture.shape, np.uint8)
    pixels[finite] = known.astype(np.float32) * np.float32(scale) + np.float32(middle)
    pixels[~finite] = bad_color[: picture.shape[-1]]
    return pixels


@op("TensorSummaryV2(tag: string, tensor: string, serialized_summary_metadata: string) -> string", shape=_scalar)
def tensor_summary(tag: Any, tensor: Any, serialized_summary_metadata: Any) -> Any:
    """A Summary of strings. `[] x [...] x [] -> []`. Source: tf.summary.text."""
    texts = np.asarray(tensor, object)
    shape = TensorShapeProto(dim=[TensorShapeDim(size=size) for size in texts.shape])
    proto = TensorProto(dtype=_STRING_TYPE, tensor_shape=shape, string_val=texts.ravel().tolist())
    metadata = SummaryMetadata.FromString(serialized_summary_metadata)
    return Summary(value=[SummaryValue(tag=tag.decode(), tensor=proto, metadata=metadata)]).SerializeToString()


@op("MergeSummary(inputs: *string) -> string", shape=_scalar)
def merge_summary(*inputs: Any) -> Any:
    """One Summary of several. `N x [...] -> []`. Source: tf.summary.merge."""
    merged = Summary()
    for each in inputs:
        for serialized in np.ravel(np.asarray(each, object)).tolist():
            merged.value.extend(Summary.FromString(serialized).value)
    tags = [value.tag for value in merged.value]
    twice = next((tag for index, tag in enumerate(tags) if tag in tags[:index]), None)
    if twice is not None:
        raise ValueError(f"Duplicate tag {twice} found in summary inputs")
    return merged.SerializeToString()
