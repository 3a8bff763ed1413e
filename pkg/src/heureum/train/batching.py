"""Input pipelines of queues: batches of what one source gives, or several at once, in order or shuffled.

Takes tensors; gives tensors taken from a queue that a QueueRunner fills with them.
Law: nothing flows before `tf.train.start_queue_runners` was called.
Source: tensorflow/python/training/input.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..graph import Tensor, get_default_graph
from ..queues import FIFOQueue, PaddingFIFOQueue, QueueBase, RandomShuffleQueue
from ..tensor_shape import TensorShape, as_shape
from .input import without_first
from .queue_runner import QueueRunner, add_queue_runner

__all__ = ["batch", "batch_join", "shuffle_batch", "shuffle_batch_join"]


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


def batch_join(
    tensors_list: Any,
    batch_size: Any,
    capacity: int = 32,
    enqueue_many: bool = False,
    shapes: Any = None,
    dynamic_pad: bool = False,
    allow_smaller_final_batch: bool = False,
    shared_name: str | None = None,
    name: str | None = None,
) -> Any:
    """`batch` of several sources at once, a list of what `batch` takes: each has a thread of its own.

    `m x (k x [...]) -> k x [n, ...]`. Raises ValueError for sources whose tensors differ. Source: tf.train.batch_join.
    """
    with get_default_graph().name_scope(name or "batch_join") as scope:
        sources, known = _sources(tensors_list, shapes, enqueue_many)
        kind = PaddingFIFOQueue if dynamic_pad else FIFOQueue
        queue = kind(capacity, [each.dtype for each in sources[0]], _whole(known, dynamic_pad), shared_name=shared_name)
        return _joined(queue, tensors_list[0], sources, enqueue_many, batch_size, allow_smaller_final_batch, scope)


def shuffle_batch_join(
    tensors_list: Any,
    batch_size: Any,
    capacity: int,
    min_after_dequeue: int,
    seed: int | None = None,
    enqueue_many: bool = False,
    shapes: Any = None,
    allow_smaller_final_batch: bool = False,
    shared_name: str | None = None,
    name: str | None = None,
) -> Any:
    """`shuffle_batch` of several sources at once: each has a thread of its own. `m x (k x [...]) -> k x [n, ...]`.

    Raises ValueError for sources whose tensors differ. Source: tf.train.shuffle_batch_join.
    """
    with get_default_graph().name_scope(name or "shuffle_batch_join") as scope:
        sources, known = _sources(tensors_list, shapes, enqueue_many)
        dtypes = [each.dtype for each in sources[0]]
        queue = RandomShuffleQueue(capacity, min_after_dequeue, dtypes, _whole(known, False), seed=seed, shared_name=shared_name)
        return _joined(queue, tensors_list[0], sources, enqueue_many, batch_size, allow_smaller_final_batch, scope)


def _sources(tensors_list: Any, shapes: Any, enqueue_many: bool) -> tuple[list[list[Tensor]], list[TensorShape]]:
    found = [_values(tensors, shapes, enqueue_many) for tensors in tensors_list]
    if not found:
        raise ValueError("Expected at least one set of tensors")
    kinds = {tuple(each.dtype for each in values) for values, _ in found}
    if len(kinds) > 1:
        raise ValueError(f"The sources' tensors must have the same dtypes: {sorted([t.name for t in kind] for kind in kinds)}")
    return [values for values, _ in found], found[0][1]


def _joined(
    queue: QueueBase, first: Any, sources: list[list[Tensor]], enqueue_many: bool, batch_size: Any, smaller: bool, scope: str
) -> Any:
    put = queue.enqueue_many if enqueue_many else queue.enqueue
    add_queue_runner(QueueRunner(queue, [put(values) for values in sources]))
    return _taken(queue, first, batch_size, smaller, scope)


def _values(tensors: Any, shapes: Any, enqueue_many: bool) -> tuple[list[Tensor], list[TensorShape]]:
    listed = [tensors[key] for key in sorted(tensors)] if isinstance(tensors, Mapping) else tensors
    listed = list(listed) if isinstance(listed, (list, tuple)) else [listed]
    if not listed:
        raise ValueError("Expected at least one tensor in batch().")
    graph = get_default_graph()
    values = [graph.convert(each) for each in listed]
    if shapes is not None:
        return values, [as_shape(each) for each in shapes]
    return values, [without_first(each.shape) if enqueue_many else each.shape for each in values]


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
    return _taken(queue, tensors, batch_size, smaller, scope)


def _taken(queue: QueueBase, tensors: Any, batch_size: Any, smaller: bool, scope: str) -> Any:
    taken = (queue.dequeue_up_to if smaller else queue.dequeue_many)(batch_size, name=scope)
    if isinstance(tensors, Mapping):
        listed = taken if isinstance(taken, list) else [taken]
        return dict(zip(sorted(tensors), listed, strict=True))
    return taken
