"""Functions for `Dataset.apply`, and further sources, from tf.data.experimental.

Takes what they are told; gives a function from a dataset to a dataset, or a dataset.
Source: tf.data.experimental.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..dtypes import as_dtype, int64
from ..dtypes import bool as bool_
from ..graph import Tensor, get_default_graph, node
from .dataset import Dataset, made
from .functions import trace
from .grouping import bucket_by_sequence_length, group_by_window
from .options import Options
from .tables import CsvDataset, make_csv_dataset

__all__ = [
    "AUTOTUNE",
    "Counter",
    "CsvDataset",
    "Options",
    "bucket_by_sequence_length",
    "copy_to_device",
    "enumerate_dataset",
    "group_by_window",
    "ignore_errors",
    "make_csv_dataset",
    "map_and_batch",
    "parallel_interleave",
    "prefetch_to_device",
    "shuffle_and_repeat",
    "take_while",
    "unbatch",
    "unique",
]

AUTOTUNE = -1
Transformation = Callable[[Dataset], Dataset]


def Counter(start: Any = 0, step: Any = 1, dtype: Any = int64) -> Dataset:
    """The numbers from `start` on, without end, as `[]`. Source: tf.data.experimental.Counter."""
    numbers = Dataset.range(0, 2**63 - 1, 1).map(lambda each: each * step + start)
    kind = as_dtype(dtype)
    return numbers if kind is int64 else numbers.map(lambda each: node("Cast", each, DstT=kind))


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
    return lambda dataset: dataset.unbatch()


def parallel_interleave(
    map_func: Callable[..., Any],
    cycle_length: Any,
    block_length: Any = 1,
    sloppy: Any = False,
    buffer_output_elements: Any = None,
    prefetch_input_elements: Any = None,
) -> Transformation:
    """`interleave`; how much is computed ahead is accepted. Source: tf.data.experimental.parallel_interleave."""
    return lambda dataset: dataset.interleave(map_func, cycle_length, block_length)


def enumerate_dataset(start: Any = 0) -> Transformation:
    """Pairs of a number and an element. Source: tf.data.experimental.enumerate_dataset."""
    return lambda dataset: dataset.enumerate(start)


def take_while(predicate: Callable[..., Any]) -> Transformation:
    """The elements up to the first for which `predicate` is false. Raises ValueError when it gives no truth value.

    Source: tf.data.experimental.take_while.
    """

    def transform(dataset: Dataset) -> Dataset:
        traced = trace(predicate, [dataset.structure], "take_while")
        if not isinstance(traced.given, Tensor) or traced.given.dtype is not bool_ or traced.given.shape.rank not in (None, 0):
            raise ValueError("`predicate` must return a scalar boolean tensor.")
        with get_default_graph().control_dependencies(traced.controls):
            return made("TakeWhileDataset", dataset.structure, dataset.variant, *traced.captures, predicate=traced.function)

    return transform


def unique() -> Transformation:
    """Each element once, where it first comes. Source: tf.data.experimental.unique."""
    return lambda dataset: made("UniqueDataset", dataset.structure, dataset.variant)


def ignore_errors(log_warning: bool = False) -> Transformation:
    """The elements that can be computed; those for which the `map` before fails are left out.

    Source: tf.data.experimental.ignore_errors.
    """
    return lambda dataset: made("IgnoreErrorsDataset", dataset.structure, dataset.variant)


def prefetch_to_device(device: str, buffer_size: Any = None) -> Transformation:
    """The same elements: where they are needed is left to placement. Source: tf.data.experimental.prefetch_to_device."""
    return lambda dataset: dataset.prefetch(buffer_size or 1)


def copy_to_device(target_device: str, source_device: str = "/cpu:0") -> Transformation:
    """The same elements. Source: tf.data.experimental.copy_to_device."""
    return lambda dataset: dataset
