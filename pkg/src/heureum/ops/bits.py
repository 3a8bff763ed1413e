"""Operations on the bits of integers. Source: tf.bitwise."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..dtypes import bool as boolean
from ..dtypes import int8, int16, int32, int64, uint8
from ..graph import op
from ..op_def import FLOATING, INTEGER
from ..tensor_shape import TensorShape, TensorSpec
from .shapes import at_least_rank, broadcast, of_rank, same

__all__ = ["bitwise_and", "bitwise_or", "bitwise_xor", "invert", "left_shift", "population_count", "right_shift"]


@op("BitwiseAnd(x: T, y: T) -> T", shape=broadcast, T=INTEGER)
def bitwise_and(x: Any, y: Any) -> Any:
    """The bits that both have. `[...] x [...] -> [...]`, broadcast. Source: tf.bitwise.bitwise_and."""
    return np.bitwise_and(x, y)


@op("BitwiseOr(x: T, y: T) -> T", shape=broadcast, T=INTEGER)
def bitwise_or(x: Any, y: Any) -> Any:
    """The bits that one has. `[...] x [...] -> [...]`, broadcast. Source: tf.bitwise.bitwise_or."""
    return np.bitwise_or(x, y)


@op("BitwiseXor(x: T, y: T) -> T", shape=broadcast, T=INTEGER)
def bitwise_xor(x: Any, y: Any) -> Any:
    """The bits that exactly one has. `[...] x [...] -> [...]`, broadcast. Source: tf.bitwise.bitwise_xor."""
    return np.bitwise_xor(x, y)


@op("Invert(x: T) -> T", shape=same, T=INTEGER)
def invert(x: Any) -> Any:
    """Every bit turned. `[...] -> [...]`. Source: tf.bitwise.invert."""
    return np.invert(x)


def _within(y: Any, dtype: Any) -> Any:
    """How far to shift: less than nothing and further than the number is long are undefined in C, and held to the ends."""
    return np.clip(y, 0, np.dtype(dtype).itemsize * 8 - 1).astype(dtype)


@op("LeftShift(x: T, y: T) -> T", shape=broadcast, T=INTEGER)
def left_shift(x: Any, y: Any) -> Any:
    """The bits of x moved up by y. `[...] x [...] -> [...]`, broadcast. Source: tf.bitwise.left_shift."""
    return np.left_shift(x, _within(y, x.dtype))


@op("RightShift(x: T, y: T) -> T", shape=broadcast, T=INTEGER)
def right_shift(x: Any, y: Any) -> Any:
    """The bits of x moved down by y; the sign stays. `[...] x [...] -> [...]`, broadcast. Source: tf.bitwise.right_shift."""
    return np.right_shift(x, _within(y, x.dtype))


def _packed(input: TensorSpec, threshold: TensorSpec) -> TensorShape:
    of_rank(threshold, 0, "threshold")
    sizes = at_least_rank(input, 1, "input")
    if sizes is None:
        return TensorShape.of(None)
    if sizes[-1] is not None and sizes[-1] % 8:
        raise ValueError(f"inner dimension of input should be divisible by 8: Dimension size must be so, found {input}")
    return TensorShape.of((*sizes[:-1], None if sizes[-1] is None else sizes[-1] // 8))


@op("CompareAndBitpack(input: T, threshold: T) -> uint8", shape=_packed, T=(*FLOATING, int8, int16, int32, int64, boolean))
def compare_and_bitpack(input: Any, threshold: Any) -> Any:
    """Which of eight numbers in a row are greater, as the bits of one. `[..., 8 * n] x [] -> [..., n]`.

    Source: TensorFlow's CompareAndBitpack.
    """
    if not input.ndim or input.shape[-1] % 8:
        raise ValueError(f"inner dimension of input should be divisible by 8, but saw input shape {list(input.shape)}")
    return np.packbits(input > threshold, axis=-1)


def _counted(x: TensorSpec) -> TensorSpec:
    return TensorSpec(uint8, x.shape)


@op("PopulationCount(x: T) -> uint8", shape=_counted, T=INTEGER)
def population_count(x: Any) -> Any:
    """How many bits are 1. `[...] -> [...]`. Source: TensorFlow's PopulationCount."""
    x = np.asarray(x)
    return np.bitwise_count(x.view(f"u{x.itemsize}")).astype(np.uint8)[()]
