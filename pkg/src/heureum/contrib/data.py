"""Data sets under the names they had before TensorFlow 1.4 and beside tf.data.experimental. `tf.contrib.data`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..data import Dataset, FixedLengthRecordDataset, Iterator, TextLineDataset, TFRecordDataset
from ..data.experimental import (
    AUTOTUNE,
    Counter,
    CsvDataset,
    bucket_by_sequence_length,
    enumerate_dataset,
    group_by_window,
    ignore_errors,
    make_csv_dataset,
    map_and_batch,
    parallel_interleave,
    prefetch_to_device,
    shuffle_and_repeat,
    unbatch,
    unique,
)

__all__ = [
    "AUTOTUNE",
    "Counter",
    "CsvDataset",
    "Dataset",
    "FixedLengthRecordDataset",
    "Iterator",
    "TFRecordDataset",
    "TextLineDataset",
    "batch_and_drop_remainder",
    "bucket_by_sequence_length",
    "enumerate_dataset",
    "group_by_window",
    "ignore_errors",
    "make_csv_dataset",
    "map_and_batch",
    "padded_batch_and_drop_remainder",
    "parallel_interleave",
    "prefetch_to_device",
    "shuffle_and_repeat",
    "unbatch",
    "unique",
]

Transformation = Callable[[Dataset], Dataset]


def batch_and_drop_remainder(batch_size: Any) -> Transformation:
    """Batches of one size; what is left at the end is left out. Source: tf.contrib.data.batch_and_drop_remainder."""
    return lambda dataset: dataset.batch(batch_size, drop_remainder=True)


def padded_batch_and_drop_remainder(batch_size: Any, padded_shapes: Any, padding_values: Any = None) -> Transformation:
    """Padded batches of one size. Source: tf.contrib.data.padded_batch_and_drop_remainder."""
    return lambda dataset: dataset.padded_batch(batch_size, padded_shapes, padding_values, drop_remainder=True)
