"""Groups of elements by a key, and sequences of like length in one batch. Source: tf.data.experimental."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ..dtypes import int64, variant
from ..graph import get_default_graph, node
from ..tensor_shape import TensorShape, TensorSpec
from .dataset import Dataset, made
from .functions import trace
from .structure import DatasetSpec, Structure

__all__ = ["bucket_by_sequence_length", "group_by_window"]

Transformation = Callable[[Dataset], Dataset]


def group_by_window(
    key_func: Callable[..., Any],
    reduce_func: Callable[[Any, Dataset], Dataset],
    window_size: Any = None,
    window_size_func: Callable[[Any], Any] | None = None,
) -> Transformation:
    """The elements of what `reduce_func(key, window)` gives for each `window_size` elements with the same key.

    Keys are `[]` int64. Raises ValueError unless one of `window_size` and `window_size_func` is given.
    Source: tf.data.experimental.group_by_window.
    """
    if (window_size is None) == (window_size_func is None):
        raise ValueError("Must pass either `window_size` or `window_size_func`, but not both.")
    size_of = window_size_func or (lambda key: np.int64(window_size))

    def transform(dataset: Dataset) -> Dataset:
        key = Structure(TensorSpec(int64, TensorShape(())))
        window = Structure(DatasetSpec(variant, TensorShape(()), structure=dataset.structure))
        inner: list[Dataset] = []

        def as_key(given: Any) -> Any:
            found = get_default_graph().convert(given)
            if found.dtype is not int64 or found.shape.rank not in (None, 0):
                raise ValueError(f"`key_func` and `window_size_func` must return a single int64, found {found}")
            return found

        def variant_of(given: Any) -> Any:
            if not isinstance(given, Dataset):
                raise TypeError(f"`reduce_func` must return a `Dataset` object. Got {type(given)}")
            inner.append(given)
            return given.variant

        keys = trace(key_func, [dataset.structure], "key_func", as_key)
        reduced = trace(reduce_func, [key, window], "reduce_func", variant_of)
        sizes = trace(size_of, [key], "window_size_func", as_key)
        parts = (keys, reduced, sizes)
        with get_default_graph().control_dependencies([each for part in parts for each in part.controls]):
            return made(
                "GroupByWindowDataset", inner[0].structure, dataset.variant, *(each for part in parts for each in part.captures),
                key_func=keys.function, reduce_func=reduced.function, window_size_func=sizes.function,
                counts=[len(part.captures) for part in parts],
            )  # fmt: skip

    return transform


def bucket_by_sequence_length(
    element_length_func: Callable[..., Any],
    bucket_boundaries: Sequence[int],
    bucket_batch_sizes: Sequence[int],
    padded_shapes: Any = None,
    padding_values: Any = None,
    pad_to_bucket_boundary: bool = False,
    no_padding: bool = False,
    drop_remainder: bool = False,
) -> Transformation:
    """Batches of elements of like length, padded: one bucket up to each boundary, and one beyond the last.

    Raises ValueError unless there is one batch size more than boundaries. Source: tf.data.experimental.
    """
    if len(bucket_batch_sizes) != len(bucket_boundaries) + 1:
        raise ValueError(
            f"len(bucket_batch_sizes) must equal len(bucket_boundaries) + 1 but {len(bucket_batch_sizes)} vs "
            f"{len(bucket_boundaries)} + 1"
        )
    sizes = np.array(bucket_batch_sizes, np.int64)
    least = np.array([-(2**31), *bucket_boundaries], np.int32)
    beyond = np.array([*bucket_boundaries, 2**31 - 1], np.int32)

    def bucket_of(*element: Any) -> Any:
        length = get_default_graph().convert(element_length_func(*element))
        inside = node("LogicalAnd", node("LessEqual", least, length), node("Less", length, beyond))
        return node("Min", node("Where", inside), [0, 1])

    def in_batches(bucket: Any, window: Dataset) -> Dataset:
        size = node("GatherV2", sizes, bucket, 0)
        if no_padding:
            return window.batch(size, drop_remainder)
        shapes = padded_shapes if padded_shapes is not None else window.output_shapes
        if pad_to_bucket_boundary:
            raise NotImplementedError("pad_to_bucket_boundary is left out: give padded_shapes")
        return window.padded_batch(size, shapes, padding_values, drop_remainder)

    return group_by_window(bucket_of, in_batches, window_size_func=lambda key: node("GatherV2", sizes, key, 0))
