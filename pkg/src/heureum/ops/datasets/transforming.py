"""Datasets from datasets: element by element, or in another order.

Takes a dataset and, where elements are computed, a function with what it captures; gives a dataset.
Law: a function is given the components of an element and then its captures.
Source: tensorflow/core/ops/dataset_ops.cc.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import numpy as np

from ...dtypes import DType
from ...graph import Function, op
from ...tensor_shape import TensorShape
from .sequence import Element, Sequence, scalar

__all__: list[str] = []


@op("ZipDataset(input_datasets: *variant) -> handle: variant", shape=scalar)
def _zip(*input_datasets: Sequence) -> Any:
    """Elements side by side, as many as the shortest dataset has. `n x [] -> []`. Source: tf.data.Dataset.zip."""
    return Sequence(lambda: (tuple(itertools.chain(*each)) for each in zip(*input_datasets, strict=False)))


@op("ConcatenateDataset(input_dataset: variant, another_dataset: variant) -> handle: variant", shape=scalar)
def _concatenate(input_dataset: Sequence, another_dataset: Sequence) -> Any:
    """All of one, then all of the other. `[], [] -> []`. Source: tf.data.Dataset.concatenate."""
    return Sequence(lambda: itertools.chain(input_dataset, another_dataset))


@op("MapDataset(input_dataset: variant, other_arguments: *&any) -> handle: variant", shape=scalar, stateful=True)
def _map(context: Any, input_dataset: Sequence, *other_arguments: Any, f: Function) -> Any:
    """f of each element. `[], k x [...] -> []`. Source: tf.data.Dataset.map."""
    # Not a generator: that would be over with the first element that fails, and errors may be left out.

    def one(element: Element) -> Element:
        return tuple(context.call(f, (*element, *other_arguments)))

    return Sequence(lambda: map(one, input_dataset))


@op("FilterDataset(input_dataset: variant, other_arguments: *&any) -> handle: variant", shape=scalar, stateful=True)
def _filter(context: Any, input_dataset: Sequence, *other_arguments: Any, predicate: Function) -> Any:
    """The elements for which predicate is true. `[], k x [...] -> []`. Source: tf.data.Dataset.filter."""
    return Sequence(lambda: (each for each in input_dataset if context.call(predicate, (*each, *other_arguments))[0]))


@op("FlatMapDataset(input_dataset: variant, other_arguments: *&any) -> handle: variant", shape=scalar, stateful=True)
def _flat_map(context: Any, input_dataset: Sequence, *other_arguments: Any, f: Function) -> Any:
    """The elements of the datasets that f gives, one after the other. `[], k x [...] -> []`. Source: tf.data.Dataset.flat_map."""

    def walk() -> Iterator[Element]:
        for element in input_dataset:
            yield from context.call(f, (*element, *other_arguments))[0]

    return Sequence(walk)


@op(
    "InterleaveDataset(input_dataset: variant, cycle_length: int64, block_length: int64, other_arguments: *&any)"
    " -> handle: variant",
    shape=scalar,
    stateful=True,
)
def _interleave(
    context: Any, input_dataset: Sequence, cycle_length: Any, block_length: Any, *other_arguments: Any, f: Function
) -> Any:
    """Blocks of elements of several datasets that f gives, in turns. `[], [], [], k x [...] -> []`.

    Source: tf.data.Dataset.interleave.
    """
    if cycle_length < 1 or block_length < 1:
        raise ValueError(f"cycle_length and block_length must be greater than 0, found {cycle_length} and {block_length}")

    def walk() -> Iterator[Element]:
        inputs = iter(input_dataset)
        cycle: list[Iterator[Element] | None] = [None] * int(cycle_length)
        has_more = True
        while True:
            for at in range(len(cycle)):
                current = cycle[at]
                if current is None and has_more:
                    element = next(inputs, None)
                    has_more = element is not None
                    if element is not None:
                        current = cycle[at] = iter(context.call(f, (*element, *other_arguments))[0])
                if current is not None:
                    block = list(itertools.islice(current, int(block_length)))
                    yield from block
                    if len(block) < block_length:
                        cycle[at] = None
            if not has_more and all(each is None for each in cycle):
                return

    return Sequence(walk)


@op(
    "ShuffleDataset(input_dataset: variant, buffer_size: int64, seed: int64, seed2: int64) -> handle: variant",
    shape=scalar,
    stateful=True,
)
def _shuffle(
    context: Any, input_dataset: Sequence, buffer_size: Any, seed: Any, seed2: Any, *, reshuffle_each_iteration: bool = True
) -> Any:
    """Each next element at random out of buffer_size elements. `[], [], [], [] -> []`. Source: tf.data.Dataset.shuffle."""
    if buffer_size < 1:
        raise ValueError(f"buffer_size must be greater than zero, found {buffer_size}")
    seeds = None if seed == 0 and seed2 == 0 else [int(seed) & 0xFFFFFFFF, int(seed2) & 0xFFFFFFFF]
    shared = np.random.default_rng(seeds)
    fixed = shared.integers(2**63)

    def walk() -> Iterator[Element]:
        random = shared if reshuffle_each_iteration else np.random.default_rng(fixed)
        buffer: list[Element] = []
        for element in input_dataset:
            if len(buffer) < buffer_size:
                buffer.append(element)
                continue
            at = int(random.integers(len(buffer)))
            yield buffer[at]
            buffer[at] = element
        for index in random.permutation(len(buffer)):
            yield buffer[index]

    return Sequence(walk)


@op("RepeatDataset(input_dataset: variant, count: int64) -> handle: variant", shape=scalar)
def _repeat(input_dataset: Sequence, count: Any) -> Any:
    """The dataset count times; for ever when that is negative. `[], [] -> []`. Source: tf.data.Dataset.repeat."""

    def walk() -> Iterator[Element]:
        for _ in itertools.count() if count < 0 else range(int(count)):
            is_empty = True
            for element in input_dataset:
                is_empty = False
                yield element
            if is_empty:
                return

    return Sequence(walk)


@op("TakeDataset(input_dataset: variant, count: int64) -> handle: variant", shape=scalar)
def _take(input_dataset: Sequence, count: Any) -> Any:
    """The first count elements; all when that is negative. `[], [] -> []`. Source: tf.data.Dataset.take."""
    return Sequence(lambda: itertools.islice(input_dataset, None if count < 0 else int(count)))


@op("SkipDataset(input_dataset: variant, count: int64) -> handle: variant", shape=scalar)
def _skip(input_dataset: Sequence, count: Any) -> Any:
    """All but the first count elements; none when that is negative. `[], [] -> []`. Source: tf.data.Dataset.skip."""
    return Sequence(lambda: itertools.islice(input_dataset, 0 if count < 0 else int(count), 0 if count < 0 else None))


@op("ShardDataset(input_dataset: variant, num_shards: int64, index: int64) -> handle: variant", shape=scalar)
def _shard(input_dataset: Sequence, num_shards: Any, index: Any) -> Any:
    """Every num_shards-th element, from index on. `[], [], [] -> []`. Source: tf.data.Dataset.shard."""
    if not 0 <= index < num_shards:
        raise ValueError(f"Index must be between 0 and {int(num_shards) - 1}, found {index}")
    return Sequence(lambda: itertools.islice(input_dataset, int(index), None, int(num_shards)))


@op("CacheDataset(input_dataset: variant, filename: string) -> handle: variant", shape=scalar, stateful=True)
def _cache(context: Any, input_dataset: Sequence, filename: Any) -> Any:
    """The elements, which are kept when they are walked through to the end. `[], [] -> []`. Source: tf.data.Dataset.cache."""
    kept: list[list[Element]] = []

    def walk() -> Iterator[Element]:
        if kept:
            yield from kept[0]
            return
        elements = []
        for element in input_dataset:
            elements.append(element)
            yield element
        kept.append(elements)

    return Sequence(walk)


@op("PrefetchDataset(input_dataset: variant, buffer_size: int64) -> handle: variant", shape=scalar)
def _prefetch(input_dataset: Sequence, buffer_size: Any) -> Any:
    """The same elements: nothing is fetched before it is asked for. `[], [] -> []`. Source: tf.data.Dataset.prefetch."""
    return input_dataset


@op(
    "ReduceDataset(input_dataset: variant, arguments: *&any) -> components: *output_types",
    shape=lambda input_dataset, *arguments, output_shapes, **_: list(output_shapes),
    stateful=True,
)
def _reduce(
    context: Any,
    input_dataset: Sequence,
    *arguments: Any,
    f: Function,
    output_types: list[DType],
    output_shapes: list[TensorShape],
) -> Any:
    """The last state, where f of a state and an element is the next. `[], k x [...] -> n x [...]`.

    Source: tf.data.Dataset.reduce.
    """
    state: Any = arguments[: len(output_types)]
    captured = arguments[len(output_types) :]
    for element in input_dataset:
        state = context.call(f, (*state, *element, *captured))
    return tuple(state)
