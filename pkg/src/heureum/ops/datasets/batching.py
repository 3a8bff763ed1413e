"""Datasets whose elements are several elements of another one, or the rows of one.

Takes a dataset and a number; gives a dataset.
Law: elements of different sizes are a batch only where they are padded.
Source: tensorflow/core/ops/dataset_ops.cc.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import numpy as np

from ...errors import DataLossError, InvalidArgumentError
from ...graph import op
from ...tensor_shape import TensorShape
from .sequence import Element, Sequence, scalar

__all__: list[str] = []


def _groups(dataset: Sequence, size: int, drops_remainder: bool) -> Iterator[list[Element]]:
    walk = iter(dataset)
    while group := list(itertools.islice(walk, size)):
        if len(group) == size or not drops_remainder:
            yield group


def _require_size(batch_size: Any) -> int:
    if batch_size < 1:
        raise InvalidArgumentError(None, None, "Batch size must be greater than zero.")
    return int(batch_size)


@op("BatchDatasetV2(input_dataset: variant, batch_size: int64, drop_remainder: bool) -> handle: variant", shape=scalar)
def _batch(input_dataset: Sequence, batch_size: Any, drop_remainder: Any) -> Any:
    """Elements stacked, batch_size at a time. `[], [], [] -> []`. Source: tf.data.Dataset.batch."""
    size = _require_size(batch_size)

    def walk() -> Iterator[Element]:
        for group in _groups(input_dataset, size, bool(drop_remainder)):
            yield tuple(map(_stacked, zip(*group, strict=True)))

    return Sequence(walk)


def _stacked(column: tuple[Any, ...]) -> np.ndarray:
    arrays = [np.asarray(value, object) if isinstance(value, bytes) else np.asarray(value) for value in column]
    for array in arrays:
        if array.shape != arrays[0].shape:
            raise InvalidArgumentError(
                None,
                None,
                "Cannot add tensor to the batch: number of elements does not match. "
                f"Shapes are: [tensor]: {list(array.shape)}, [batch]: {list(arrays[0].shape)}",
            )
    return np.stack(arrays)


@op(
    "PaddedBatchDatasetV2(input_dataset: variant, batch_size: int64, drop_remainder: bool, padding_values: *any)"
    " -> handle: variant",
    shape=scalar,
)
def _padded_batch(
    input_dataset: Sequence, batch_size: Any, drop_remainder: Any, *padding_values: Any, padded_shapes: list[TensorShape]
) -> Any:
    """Elements stacked, filled up to the largest or to padded_shapes. `[], [], [], k x [] -> []`.

    Source: tf.data.Dataset.padded_batch.
    """
    size = _require_size(batch_size)

    def walk() -> Iterator[Element]:
        for group in _groups(input_dataset, size, bool(drop_remainder)):
            yield tuple(map(_padded, zip(*group, strict=True), padded_shapes, padding_values))

    return Sequence(walk)


def _padded(column: tuple[Any, ...], wanted: TensorShape, filling: Any) -> np.ndarray:
    arrays = [np.asarray(value, object) if isinstance(value, bytes) else np.asarray(value) for value in column]
    largest = [max(sizes) for sizes in zip(*(array.shape for array in arrays), strict=True)]
    asked = wanted.sizes if wanted.sizes is not None else (None,) * len(largest)
    shape = [found if size is None else size for found, size in zip(largest, asked, strict=True)]
    if any(found > size for found, size in zip(largest, shape, strict=True)):
        message = f"Attempted to pad to a smaller size than the input element: found {largest}, asked for {wanted}"
        raise DataLossError(None, None, message)
    batch = np.full((len(arrays), *shape), filling, arrays[0].dtype)
    for index, array in enumerate(arrays):
        places: tuple[Any, ...] = (index, *(slice(size) for size in array.shape))
        batch[places] = array
    return batch


@op("UnbatchDataset(input_dataset: variant) -> handle: variant", shape=scalar)
def _unbatch(input_dataset: Sequence) -> Any:
    """The rows of all elements. `[] -> []`. Source: tf.data.experimental.unbatch."""
    return Sequence(lambda: (row for element in input_dataset for row in zip(*element, strict=True)))
