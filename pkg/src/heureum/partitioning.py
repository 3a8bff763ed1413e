"""Partitioners, which TensorFlow splits large variables by: accepted by get_variable, which keeps a variable whole here.

Takes how many parts, or how large; gives a function from a shape to the number of parts along each axis.
Source: tensorflow/python/ops/partitioned_variables.py.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from .dtypes import as_dtype, float32
from .tensor_shape import as_shape

__all__ = ["fixed_size_partitioner", "min_max_variable_partitioner", "variable_axis_size_partitioner"]

Partitioner = Callable[..., list[int]]


def fixed_size_partitioner(num_shards: int, axis: int = 0) -> Partitioner:
    """`num_shards` parts along `axis`. Source: tf.fixed_size_partitioner."""

    def partitioner(shape: Any, **_: Any) -> list[int]:
        parts = [1] * len(as_shape(shape))
        parts[axis] = min(num_shards, int(as_shape(shape)[axis]))
        return parts

    return partitioner


def variable_axis_size_partitioner(
    max_shard_bytes: int, axis: int = 0, bytes_per_string_element: int = 16, max_shards: int | None = None
) -> Partitioner:
    """Parts along `axis` of at most `max_shard_bytes`, and no more than `max_shards`. Raises ValueError for less than 1.

    Source: tf.variable_axis_size_partitioner.
    """
    if max_shard_bytes < 1 or bytes_per_string_element < 1 or (max_shards is not None and max_shards < 1):
        raise ValueError("max_shard_bytes, bytes_per_string_element and max_shards must be positive")

    def partitioner(shape: Any, dtype: Any = float32) -> list[int]:
        sizes = [int(each) for each in as_shape(shape)]
        slice_bytes = math.prod(sizes) // max(sizes[axis], 1) * _size_bytes(dtype, bytes_per_string_element)
        count = math.ceil(sizes[axis] / max(max_shard_bytes // max(slice_bytes, 1), 1))
        parts = [1] * len(sizes)
        parts[axis] = max(min(count, sizes[axis], max_shards or count), 1)
        return parts

    return partitioner


def min_max_variable_partitioner(
    max_partitions: int = 1, axis: int = 0, min_slice_size: int = 256 << 10, bytes_per_string_element: int = 16
) -> Partitioner:
    """As many parts along `axis` as leave `min_slice_size` bytes to each. Raises ValueError for less than 1.

    Source: tf.min_max_variable_partitioner.
    """
    if max_partitions < 1 or min_slice_size < 1:
        raise ValueError("max_partitions and min_slice_size must be positive")

    def partitioner(shape: Any, dtype: Any = float32) -> list[int]:
        sizes = [int(each) for each in as_shape(shape)]
        total_bytes = math.prod(sizes) * _size_bytes(dtype, bytes_per_string_element)
        parts = [1] * len(sizes)
        parts[axis] = max(1, min(sizes[axis], math.ceil(total_bytes / min_slice_size), max_partitions))
        return parts

    return partitioner


def _size_bytes(dtype: Any, bytes_per_string_element: int) -> int:
    kind = as_dtype(dtype)
    return bytes_per_string_element if kind.name == "string" else kind.size
