"""Datasets whose elements are datasets, groups by a key, and beginnings: what walks on with a memory of what was.

Takes a dataset and functions; gives a dataset.
Law: a window holds its elements, so it can be walked through again.
Source: tensorflow/core/ops/dataset_ops.cc, experimental_dataset_ops.cc.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from ...errors import InvalidArgumentError, OpError
from ...graph import Function, op
from .sequence import Element, Sequence, scalar

__all__: list[str] = []


@op(
    "WindowDataset(input_dataset: variant, size: int64, shift: int64, stride: int64, drop_remainder: bool) -> handle: variant",
    shape=scalar,
)
def _window(input_dataset: Sequence, size: Any, shift: Any, stride: Any, drop_remainder: Any) -> Any:
    """Each `size` elements as a dataset, each window `shift` further on. `[], [], [], [], [] -> []`.

    Source: tf.data.Dataset.window.
    """
    for what, number in (("size", size), ("shift", shift), ("stride", stride)):
        if number < 1:
            raise InvalidArgumentError(None, None, f"Window {what} must be greater than zero.")
    reach = (int(size) - 1) * int(stride) + 1

    def walk() -> Iterator[Element]:
        buffer: list[Element] = []
        elements, skip, has_more = iter(input_dataset), 0, True
        while has_more or buffer:
            while has_more and len(buffer) < reach:
                element = next(elements, None)
                has_more = element is not None
                if element is None:
                    break
                if skip:
                    skip -= 1
                else:
                    buffer.append(element)
            if not buffer or (len(buffer) < reach and drop_remainder):
                return
            chosen = buffer[: reach : int(stride)]
            yield tuple(_held([(each[at],) for each in chosen]) for at in range(len(chosen[0])))
            skip = max(0, int(shift) - len(buffer))
            del buffer[: int(shift)]

    return Sequence(walk)


def _held(elements: list[Element]) -> Sequence:
    return Sequence(lambda: iter(elements))


@op(
    "GroupByWindowDataset(input_dataset: variant, arguments: *&any) -> handle: variant",
    shape=scalar,
    stateful=True,
)
def _group_by_window(
    context: Any,
    input_dataset: Sequence,
    *arguments: Any,
    key_func: Function,
    reduce_func: Function,
    window_size_func: Function,
    counts: list[int],
) -> Any:
    """What reduce_func makes of each window_size elements that have one key. `[], k x [...] -> []`.

    Source: tf.data.experimental.group_by_window.
    """
    ends = np.cumsum(counts)
    of_key, of_reduce, of_size = (arguments[end - count : end] for end, count in zip(ends, counts, strict=True))

    def walk() -> Iterator[Element]:
        groups: dict[int, list[Element]] = {}
        sizes: dict[int, int] = {}

        def reduced(key: int) -> Iterator[Element]:
            window = _held(groups.pop(key))
            yield from context.call(reduce_func, (np.int64(key), window, *of_reduce))[0]

        for element in input_dataset:
            key = int(context.call(key_func, (*element, *of_key))[0])
            if key not in sizes:
                sizes[key] = int(context.call(window_size_func, (np.int64(key), *of_size))[0])
                if sizes[key] < 1:
                    raise InvalidArgumentError(None, None, f"Window size must be greater than zero, but got {sizes[key]}.")
            groups.setdefault(key, []).append(element)
            if len(groups[key]) == sizes[key]:
                yield from reduced(key)
        for key in sorted(groups):
            yield from reduced(key)

    return Sequence(walk)


@op("TakeWhileDataset(input_dataset: variant, other_arguments: *&any) -> handle: variant", shape=scalar, stateful=True)
def _take_while(context: Any, input_dataset: Sequence, *other_arguments: Any, predicate: Function) -> Any:
    """The elements up to the first for which predicate is false. `[], k x [...] -> []`. Source: tf.data.Dataset.take_while."""

    def walk() -> Iterator[Element]:
        for element in input_dataset:
            if not context.call(predicate, (*element, *other_arguments))[0]:
                return
            yield element

    return Sequence(walk)


@op("UniqueDataset(input_dataset: variant) -> handle: variant", shape=scalar)
def _unique(input_dataset: Sequence) -> Any:
    """Each element once. `[] -> []`. Source: tf.data.experimental.unique."""

    def walk() -> Iterator[Element]:
        seen: set[Any] = set()
        for element in input_dataset:
            key = tuple(_comparable(each) for each in element)
            if key not in seen:
                seen.add(key)
                yield element

    return Sequence(walk)


def _comparable(value: Any) -> Any:
    array = np.asarray(value)
    return (array.shape, tuple(array.ravel().tolist()))


@op("IgnoreErrorsDataset(input_dataset: variant) -> handle: variant", shape=scalar)
def _ignore_errors(input_dataset: Sequence) -> Any:
    """The elements, without those that can't be computed. `[] -> []`. Source: tf.data.experimental.ignore_errors."""

    def walk() -> Iterator[Element]:
        elements = iter(input_dataset)
        while True:
            try:
                element = next(elements)
            except StopIteration:
                return
            except OpError:
                continue
            yield element

    return Sequence(walk)
