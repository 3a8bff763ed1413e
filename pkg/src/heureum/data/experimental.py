"""Functions for `Dataset.apply`, from tf.data.experimental.

Takes what they are told; gives a function from a dataset to a dataset.
Source: tf.data.experimental.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..tensor_shape import TensorShape
from .dataset import Dataset, made

__all__ = ["map_and_batch", "shuffle_and_repeat", "unbatch"]

Transformation = Callable[[Dataset], Dataset]


def map_and_batch(
    map_func: Callable[..., Any],
    batch_size: Any,
    num_parallel_batches: Any = None,
    drop_remainder: Any = False,
    num_parallel_calls: Any = None,
) -> Transformation:
    """`map`, then `batch`. Source: tf.data.experimental.map_and_batch."""
    return lambda dataset: dataset.map(map_func, num_parallel_calls).batch(batch_size, drop_remainder)


def shuffle_and_repeat(buffer_size: Any, count: Any = None, seed: int | None = None) -> Transformation:
    """`shuffle`, then `repeat`. Source: tf.data.experimental.shuffle_and_repeat."""
    return lambda dataset: dataset.shuffle(buffer_size, seed).repeat(count)


def unbatch() -> Transformation:
    """The rows of all elements, one by one. Source: tf.data.experimental.unbatch."""

    def transform(dataset: Dataset) -> Dataset:
        rows = dataset.structure.with_shapes(
            lambda shape: TensorShape(None) if shape.sizes is None else TensorShape.of(shape.sizes[1:])
        )
        return made("UnbatchDataset", rows, dataset.variant)

    return transform
