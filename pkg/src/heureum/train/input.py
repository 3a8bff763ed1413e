"""Input pipelines of queues: producers of strings, ranges and slices, and batches.

Takes tensors; gives a queue that a QueueRunner fills with them, or tensors taken from one.
Law: nothing flows before `tf.train.start_queue_runners` was called; with `num_epochs`, local variables count, and the
end is an OutOfRangeError.
Source: tensorflow/python/training/input.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..dtypes import int64, string
from ..graph import GraphKeys, Operation, Tensor, get_default_graph
from ..graph.seeds import get_seed
from ..queues import FIFOQueue, PaddingFIFOQueue, QueueBase, RandomShuffleQueue
from ..tensor_shape import TensorShape, as_shape
from ..variables import Variable
from .queue_runner import QueueRunner, add_queue_runner

__all__ = [
    "batch",
    "input_producer",
    "limit_epochs",
    "range_input_producer",
    "shuffle_batch",
    "slice_input_producer",
    "string_input_producer",
]


def limit_epochs(tensor: Any, num_epochs: int | None = None, name: str | None = None) -> Tensor:
    """`tensor`, at most `num_epochs` times: then OutOfRangeError. `[...] -> [...]`.

    Raises ValueError unless `num_epochs` is above 0. Source: tf.train.limit_epochs.
    """
    graph = get_default_graph()
    tensor = graph.convert(tensor, name="tensor")
    if num_epochs is None:
        return tensor
    if num_epochs <= 0:
        raise ValueError(f"num_epochs must be > 0 not {num_epochs}.")
    with graph.name_scope(name or "limit_epochs") as scope:
        start = graph.convert(0, int64, name="Const")
        epochs = Variable(start, name="epochs", trainable=False, collections=[GraphKeys.LOCAL_VARIABLES])
        counted = epochs.count_up_to(num_epochs)
        with graph.control_dependencies([counted]):
            made: Tensor = graph.node("Identity", tensor, name=scope)
            return made


def input_producer(
    input_tensor: Any,
    element_shape: Any = None,
    num_epochs: int | None = None,
    shuffle: bool = True,
    seed: int | None = None,
    capacity: int = 32,
    shared_name: str | None = None,
    summary_name: str | None = None,
    name: str | None = None,
    cancel_op: Operation | None = None,
) -> FIFOQueue:
    """A queue of the rows of `input_tensor`, again and again or `num_epochs` times, each time in another order if `shuffle`.

    Raises ValueError for a scalar. `summary_name` is accepted. Source: tf.train.input_producer.
    """
    graph = get_default_graph()
    with graph.name_scope(name or "input_producer") as scope:
        rows = graph.convert(input_tensor, name="input_tensor")
        if rows.shape.rank == 0:
            raise ValueError(f"The rows of input_tensor are produced, but {rows} has none")
        row = as_shape(element_shape) if element_shape is not None else _without_first(rows.shape)
        if shuffle:
            seeds = get_seed(seed)
            rows = graph.node("RandomShuffle", rows, seed=seeds[0], seed2=seeds[1])
        rows = limit_epochs(rows, num_epochs)
        queue = FIFOQueue(capacity, [rows.dtype], [row], shared_name=shared_name, name=scope)
        add_queue_runner(QueueRunner(queue, [queue.enqueue_many([rows])], cancel_op=cancel_op))
        return queue


def _without_first(shape: TensorShape) -> TensorShape:
    return TensorShape(None) if shape.sizes is None else TensorShape.of(shape.sizes[1:])


def string_input_producer(
    string_tensor: Any,
    num_epochs: int | None = None,
    shuffle: bool = True,
    seed: int | None = None,
    capacity: int = 32,
    shared_name: str | None = None,
    name: str | None = None,
    cancel_op: Operation | None = None,
) -> FIFOQueue:
    """A queue of strings, such as the names of files; see `input_producer`.

    Raises ValueError for an empty list. Source: tf.train.string_input_producer.
    """
    if not isinstance(string_tensor, Tensor) and not string_tensor:
        raise ValueError("string_input_producer requires a non-null input tensor")
    graph = get_default_graph()
    with graph.name_scope(name or "input_producer") as scope:
        strings = graph.convert(string_tensor, string, name="Const")
        return input_producer(
            strings, TensorShape(()), num_epochs, shuffle, seed, capacity, shared_name, name=scope, cancel_op=cancel_op
        )


def range_input_producer(
    limit: Any,
    num_epochs: int | None = None,
    shuffle: bool = True,
    seed: int | None = None,
    capacity: int = 32,
    shared_name: str | None = None,
    name: str | None = None,
) -> FIFOQueue:
    """A queue of the integers from 0 to `limit - 1`; see `input_producer`. Source: tf.train.range_input_producer."""
    graph = get_default_graph()
    with graph.name_scope(name or "input_producer") as scope:
        numbers = graph.node("Range", 0, limit, 1, name="range")
        return input_producer(numbers, TensorShape(()), num_epochs, shuffle, seed, capacity, shared_name, name=scope)


def slice_input_producer(
    tensor_list: Any,
    num_epochs: int | None = None,
    shuffle: bool = True,
    seed: int | None = None,
    capacity: int = 32,
    shared_name: str | None = None,
    name: str | None = None,
) -> list[Tensor]:
    """One row of each tensor, the same row of all, another one in each run; see `input_producer`.

    `k x [n, ...] -> k x [...]`. Raises ValueError for an empty list. Source: tf.train.slice_input_producer.
    """
    graph = get_default_graph()
    with graph.name_scope(name or "input_producer"):
        tensors = [graph.convert(each, name=f"tensor_list_{i}") for i, each in enumerate(tensor_list)]
        if not tensors:
            raise ValueError("Expected at least one tensor in slice_input_producer().")
        count = graph.node("StridedSlice", graph.node("Shape", tensors[0]), [0], [1], [1], shrink_axis_mask=1)
        queue = range_input_producer(count, num_epochs, shuffle, seed, capacity, shared_name)
        index = queue.dequeue()
        return [graph.node("GatherV2", each, index, 0) for each in tensors]


def batch(
    tensors: Any,
    batch_size: Any,
    num_threads: int = 1,
    capacity: int = 32,
    enqueue_many: bool = False,
    shapes: Any = None,
    dynamic_pad: bool = False,
    allow_smaller_final_batch: bool = False,
    shared_name: str | None = None,
    name: str | None = None,
) -> Any:
    """`batch_size` values of each of `tensors`, a list or dict, stacked: what they are in as many runs.

    With `enqueue_many` each value has many rows already; with `dynamic_pad` smaller ones are filled up with zeros.
    `k x [...] -> k x [n, ...]`. Raises ValueError for shapes that are not known. Source: tf.train.batch.
    """
    with get_default_graph().name_scope(name or "batch") as scope:
        values, known = _values(tensors, shapes, enqueue_many)
        kind = PaddingFIFOQueue if dynamic_pad else FIFOQueue
        queue = kind(capacity, [each.dtype for each in values], _whole(known, dynamic_pad), shared_name=shared_name)
        return _batched(queue, tensors, values, num_threads, enqueue_many, batch_size, allow_smaller_final_batch, scope)


def shuffle_batch(
    tensors: Any,
    batch_size: Any,
    capacity: int,
    min_after_dequeue: int,
    num_threads: int = 1,
    seed: int | None = None,
    enqueue_many: bool = False,
    shapes: Any = None,
    allow_smaller_final_batch: bool = False,
    shared_name: str | None = None,
    name: str | None = None,
) -> Any:
    """Like `batch`, in a random order: `min_after_dequeue` values at least are kept to choose from.

    `k x [...] -> k x [n, ...]`. Source: tf.train.shuffle_batch.
    """
    with get_default_graph().name_scope(name or "shuffle_batch") as scope:
        values, known = _values(tensors, shapes, enqueue_many)
        dtypes = [each.dtype for each in values]
        queue = RandomShuffleQueue(capacity, min_after_dequeue, dtypes, _whole(known, False), seed=seed, shared_name=shared_name)
        return _batched(queue, tensors, values, num_threads, enqueue_many, batch_size, allow_smaller_final_batch, scope)


def _values(tensors: Any, shapes: Any, enqueue_many: bool) -> tuple[list[Tensor], list[TensorShape]]:
    listed = [tensors[key] for key in sorted(tensors)] if isinstance(tensors, Mapping) else tensors
    listed = list(listed) if isinstance(listed, (list, tuple)) else [listed]
    if not listed:
        raise ValueError("Expected at least one tensor in batch().")
    graph = get_default_graph()
    values = [graph.convert(each) for each in listed]
    if shapes is not None:
        return values, [as_shape(each) for each in shapes]
    return values, [_without_first(each.shape) if enqueue_many else each.shape for each in values]


def _whole(shapes: list[TensorShape], may_be_open: bool) -> list[TensorShape]:
    for shape in shapes:
        if shape.sizes is None or (None in shape.sizes and not may_be_open):
            raise ValueError(
                f"All shapes must be fully defined: {shapes}; pass `shapes`, or dynamic_pad=True for sizes that differ"
            )
    return shapes


def _batched(
    queue: QueueBase,
    tensors: Any,
    values: list[Tensor],
    num_threads: int,
    enqueue_many: bool,
    batch_size: Any,
    smaller: bool,
    scope: str,
) -> Any:
    enqueues = [queue.enqueue_many(values) if enqueue_many else queue.enqueue(values) for _ in range(num_threads)]
    add_queue_runner(QueueRunner(queue, enqueues))
    taken = (queue.dequeue_up_to if smaller else queue.dequeue_many)(batch_size, name=scope)
    if isinstance(tensors, Mapping):
        listed = taken if isinstance(taken, list) else [taken]
        return dict(zip(sorted(tensors), listed, strict=True))
    return taken
