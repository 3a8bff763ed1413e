"""Input pipelines of queues: producers of strings, ranges and slices.

Takes tensors; gives a queue that a QueueRunner fills with them, or tensors taken from one.
Law: nothing flows before `tf.train.start_queue_runners` was called; with `num_epochs`, local variables count, and the
end is an OutOfRangeError.
Source: tensorflow/python/training/input.py.
"""

from __future__ import annotations

from typing import Any

from ..dtypes import int64, string
from ..graph import GraphKeys, Operation, Tensor, get_default_graph
from ..graph.seeds import get_seed
from ..queues import FIFOQueue
from ..tensor_shape import TensorShape, as_shape
from ..variables import Variable
from .queue_runner import QueueRunner, add_queue_runner

__all__ = [
    "input_producer",
    "limit_epochs",
    "range_input_producer",
    "slice_input_producer",
    "string_input_producer",
    "without_first",
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
        row = as_shape(element_shape) if element_shape is not None else without_first(rows.shape)
        if shuffle:
            seeds = get_seed(seed)
            rows = graph.node("RandomShuffle", rows, seed=seeds[0], seed2=seeds[1])
        rows = limit_epochs(rows, num_epochs)
        queue = FIFOQueue(capacity, [rows.dtype], [row], shared_name=shared_name, name=scope)
        add_queue_runner(QueueRunner(queue, [queue.enqueue_many([rows])], cancel_op=cancel_op))
        return queue


def without_first(shape: TensorShape) -> TensorShape:
    """The shape of a row."""
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
    if isinstance(string_tensor, (str, bytes, list, tuple)) and not string_tensor:
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
