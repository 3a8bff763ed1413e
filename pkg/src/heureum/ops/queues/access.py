"""The ops of queues: making one, and putting elements in and taking them out.

Takes a queue's handle; gives elements, one tensor per component.
Law: an op that can't go on yet waits in the way that its device offers (see waiting.py).
Source: tensorflow/core/ops/data_flow_ops.cc.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ...dtypes import DType
from ...graph import op
from ...tensor_shape import TensorShape, TensorSpec
from .storage import FifoQueue, PaddingQueue, PriorityQueue, ShuffleQueue

__all__: list[str] = []


def _name(context: Any, shared_name: str) -> str:
    return shared_name or context.node_name


@op("FIFOQueueV2() -> handle: resource", shape=lambda **_: (), stateful=True)
def _fifo_queue(
    context: Any, *, component_types: list[DType], shapes: list[TensorShape], capacity: int = -1, shared_name: str = ""
) -> Any:
    """A queue, first in first out. `-> []`. Source: tf.FIFOQueue."""
    name = _name(context, shared_name)
    return context.resources.get("queue", name, lambda: FifoQueue(name, capacity, shapes))


@op("PaddingFIFOQueueV2() -> handle: resource", shape=lambda **_: (), stateful=True)
def _padding_fifo_queue(
    context: Any, *, component_types: list[DType], shapes: list[TensorShape], capacity: int = -1, shared_name: str = ""
) -> Any:
    """A queue whose batches are padded with zeros. `-> []`. Source: tf.PaddingFIFOQueue."""
    name = _name(context, shared_name)
    return context.resources.get("queue", name, lambda: PaddingQueue(name, capacity, shapes))


@op("PriorityQueueV2() -> handle: resource", shape=lambda **_: (), stateful=True)
def _priority_queue(
    context: Any, *, component_types: list[DType], shapes: list[TensorShape], capacity: int = -1, shared_name: str = ""
) -> Any:
    """A queue ordered by the elements' first component. `-> []`. Source: tf.PriorityQueue."""
    name = _name(context, shared_name)
    return context.resources.get("queue", name, lambda: PriorityQueue(name, capacity, shapes))


@op("RandomShuffleQueueV2() -> handle: resource", shape=lambda **_: (), stateful=True)
def _random_shuffle_queue(
    context: Any,
    *,
    component_types: list[DType],
    shapes: list[TensorShape],
    capacity: int = -1,
    min_after_dequeue: int = 0,
    seed: int = 0,
    seed2: int = 0,
    shared_name: str = "",
) -> Any:
    """A queue that gives its elements in a random order. `-> []`. Source: tf.RandomShuffleQueue."""
    name = _name(context, shared_name)
    seeds = None if seed == seed2 == 0 else (seed << 32) ^ seed2

    def make() -> ShuffleQueue:
        return ShuffleQueue(name, capacity, shapes, min_after_dequeue, seeds)

    return context.resources.get("queue", name, make)


@op("QueueEnqueueV2(handle: resource, components: *any) -> ", shape=lambda *_: [], stateful=True)
def _enqueue(context: Any, handle: FifoQueue, *components: Any) -> Any:
    """Put one element in; waits while the queue is full. `[], k x [...] ->`. Source: tf.QueueBase.enqueue."""
    return context.wait_for(handle.enqueue([components]))


@op("QueueEnqueueManyV2(handle: resource, components: *any) -> ", shape=lambda *_: [], stateful=True)
def _enqueue_many(context: Any, handle: FifoQueue, *components: Any) -> Any:
    """Put in an element for each row; waits while the queue is full. `[], k x [n, ...] ->`. Source: tf.QueueBase.enqueue_many."""
    counts = {len(component) for component in components}
    if len(counts) > 1:
        raise ValueError(f"All components must have the same number of rows, found {sorted(counts)}")
    return context.wait_for(handle.enqueue(list(zip(*components, strict=True))))


def _shapes_of_one(handle: TensorSpec, *, component_types: list[DType], shapes: list[TensorShape]) -> list[TensorShape]:
    return list(shapes) or [TensorShape(None)] * len(component_types)


def _shapes_of_many(count: int | None, component_types: list[DType], shapes: list[TensorShape]) -> list[TensorShape]:
    if not shapes:
        return [TensorShape(None)] * len(component_types)
    return [TensorShape(None) if each.sizes is None else TensorShape.of((count, *each.sizes)) for each in shapes]


def _shapes_of_exactly(handle: TensorSpec, n: TensorSpec, **attrs: Any) -> list[TensorShape]:
    return _shapes_of_many(None if n.value is None else int(n.value), **attrs)


def _shapes_of_at_most(handle: TensorSpec, n: TensorSpec, **attrs: Any) -> list[TensorShape]:
    return _shapes_of_many(None, **attrs)


@op("QueueDequeueV2(handle: resource) -> components: *component_types", shape=_shapes_of_one, stateful=True)
def _dequeue(context: Any, handle: FifoQueue, *, component_types: list[DType], shapes: list[TensorShape]) -> Any:
    """Take one element out; waits for one. `[] -> k x [...]`. Source: tf.QueueBase.dequeue."""
    return context.wait_for(handle.dequeue())


def _columns(handle: FifoQueue, elements: Sequence[tuple[Any, ...]], component_types: list[DType]) -> tuple[Any, ...]:
    if not elements:
        sizes = [[size or 0 for size in shape.sizes or ()] for shape in handle.shapes]
        return tuple(np.zeros((0, *each), dtype.as_numpy_dtype) for each, dtype in zip(sizes, component_types, strict=True))
    return tuple(handle.batched(column) for column in zip(*elements, strict=True))


@op("QueueDequeueManyV2(handle: resource, n: int32) -> components: *component_types", shape=_shapes_of_exactly, stateful=True)
def _dequeue_many(context: Any, handle: FifoQueue, n: Any, *, component_types: list[DType], shapes: list[TensorShape]) -> Any:
    """Take n elements out, stacked; waits for them. `[], [] -> k x [n, ...]`. Source: tf.QueueBase.dequeue_many."""
    return _many(context, handle, handle.dequeue_many(int(n)), component_types)


@op("QueueDequeueUpToV2(handle: resource, n: int32) -> components: *component_types", shape=_shapes_of_at_most, stateful=True)
def _dequeue_up_to(context: Any, handle: FifoQueue, n: Any, *, component_types: list[DType], shapes: list[TensorShape]) -> Any:
    """Like QueueDequeueManyV2, but a closed queue gives what is left. `[], [] -> k x [?, ...]`.

    Source: tf.QueueBase.dequeue_up_to.
    """
    return _many(context, handle, handle.dequeue_many(int(n), fewer_at_the_end=True), component_types)


def _many(context: Any, handle: FifoQueue, attempt: Any, component_types: list[DType]) -> Any:
    return context.wait_for(attempt, lambda elements: _columns(handle, elements, component_types))


@op("QueueCloseV2(handle: resource) -> ", shape=lambda handle, **_: [], stateful=True)
def _close(context: Any, handle: FifoQueue, *, cancel_pending_enqueues: bool = False) -> Any:
    """Let no further element in. `[] ->`. Source: tf.QueueBase.close."""
    return context.wait_for(handle.close(cancels=cancel_pending_enqueues))


@op("QueueSizeV2(handle: resource) -> size: int32", shape=lambda handle: (), stateful=True)
def _size(context: Any, handle: FifoQueue) -> Any:
    """How many elements are in it now. `[] -> []`. Source: tf.QueueBase.size."""
    return np.int32(len(handle.elements))


@op("QueueIsClosedV2(handle: resource) -> is_closed: bool", shape=lambda handle: (), stateful=True)
def _is_closed(context: Any, handle: FifoQueue) -> Any:
    """Whether it was closed. `[] -> []`. Source: tf.QueueBase.is_closed."""
    return np.bool_(handle.is_closed)
