"""Queues as objects: FIFOQueue, RandomShuffleQueue, PaddingFIFOQueue, PriorityQueue.

Takes what their elements are like; gives nodes that put elements in and take them out, in other runs than this one.
Law: a queue belongs to a session, which keeps its elements from run to run.
Source: tf.QueueBase and its kinds.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .dtypes import DType, as_dtype, int32, int64
from .graph import Operation, Tensor, get_default_graph, node
from .graph.seeds import get_seed
from .tensor_shape import TensorShape, as_shape

__all__ = ["FIFOQueue", "PaddingFIFOQueue", "PriorityQueue", "QueueBase", "RandomShuffleQueue"]


class QueueBase:
    """What all kinds of queues offer. Source: tf.QueueBase."""

    def __init__(self, dtypes: Any, shapes: Any, names: Any, queue_ref: Tensor) -> None:
        self._dtypes = list(dtypes)
        self._shapes = list(shapes) if shapes else [TensorShape(None)] * len(self._dtypes)
        self._names = names
        self._queue_ref = queue_ref

    @property
    def queue_ref(self) -> Tensor:
        """The handle of the queue."""
        return self._queue_ref

    @property
    def name(self) -> str:
        """The name of the queue's node."""
        return self._queue_ref.op.name

    @property
    def dtypes(self) -> list[DType]:
        """The dtype of each component of an element."""
        return self._dtypes

    @property
    def shapes(self) -> list[TensorShape]:
        """What is known of the shape of each component."""
        return self._shapes

    @property
    def names(self) -> list[str] | None:
        """The names of the components, when elements are dicts."""
        return self._names

    def enqueue(self, vals: Any, name: str | None = None) -> Operation:
        """The operation that puts one element in, and waits while the queue is full.

        Raises ValueError for values that do not fit the queue. A run fails with CancelledError when it is closed.
        """
        with get_default_graph().name_scope(name or f"{self._queue_ref.op.name}_enqueue") as scope:
            components = self._components(vals)
            for component, shape in zip(components, self._shapes, strict=True):
                component.shape.merge_with(shape)
            return self._operation("QueueEnqueueV2", *components, name=scope)

    def enqueue_many(self, vals: Any, name: str | None = None) -> Operation:
        """The operation that puts an element in for each row of `vals`. `k x [n, ...] ->`. Raises as `enqueue`."""
        with get_default_graph().name_scope(name or f"{self._queue_ref.op.name}_EnqueueMany") as scope:
            components = self._components(vals)
            for component, shape in zip(components, self._shapes, strict=True):
                if component.shape.sizes is not None:
                    TensorShape.of(component.shape.sizes[1:]).merge_with(shape)
            return self._operation("QueueEnqueueManyV2", *components, name=scope)

    def dequeue(self, name: str | None = None) -> Any:
        """One element, for which a run waits: a tensor, a list of them, or a dict when the queue has names.

        A run fails with OutOfRangeError when the queue is closed and empty.
        """
        return self._element(self._node("QueueDequeueV2", name=name or f"{self.name}_Dequeue"))

    def dequeue_many(self, n: Any, name: str | None = None) -> Any:
        """`n` elements, stacked: `-> k x [n, ...]`. A run waits, and fails with OutOfRangeError as `dequeue`."""
        return self._element(self._node("QueueDequeueManyV2", n, name=name or f"{self.name}_DequeueMany"))

    def dequeue_up_to(self, n: Any, name: str | None = None) -> Any:
        """Like `dequeue_many`, but fewer elements, at least one, when the queue is closed."""
        return self._element(self._node("QueueDequeueUpToV2", n, name=name or f"{self.name}_DequeueUpTo"))

    def close(self, cancel_pending_enqueues: bool = False, name: str | None = None) -> Operation:
        """The operation that closes the queue: nothing more gets in, but what is in it can be taken out.

        Enqueues that wait get in too, unless `cancel_pending_enqueues`.
        """
        cancels = bool(cancel_pending_enqueues)
        return self._operation("QueueCloseV2", name=name or f"{self.name}_Close", cancel_pending_enqueues=cancels)

    def is_closed(self, name: str | None = None) -> Tensor:
        """Whether the queue is closed. `-> []`."""
        made: Tensor = node("QueueIsClosedV2", self._queue_ref, name=name or f"{self.name}_Is_Closed")
        return made

    def size(self, name: str | None = None) -> Tensor:
        """How many elements are in the queue. `-> []`."""
        made: Tensor = node("QueueSizeV2", self._queue_ref, name=name or f"{self.name}_Size")
        return made

    @staticmethod
    def from_list(index: Any, queues: Any) -> QueueBase:
        """The queue at a Python `index` of `queues`. Raises TypeError for a tensor: a handle can't be chosen in a run."""
        if isinstance(index, Tensor):
            raise TypeError("heureum chooses among queues while the graph is described: give from_list an int")
        chosen: QueueBase = queues[index]
        return chosen

    def _node(self, op_type: str, *inputs: Any, name: str) -> list[Tensor]:
        known = [] if all(shape.sizes is None for shape in self._shapes) else self._shapes
        converted = [get_default_graph().convert(each, int32, name="n") for each in inputs]
        made = node(op_type, self._queue_ref, *converted, component_types=self._dtypes, shapes=known, name=name)
        return made if isinstance(made, list) else [made]

    def _operation(self, op_type: str, *inputs: Any, **attrs: Any) -> Operation:
        made: Operation = node(op_type, self._queue_ref, *inputs, **attrs)
        return made

    def _components(self, vals: Any) -> list[Tensor]:
        if isinstance(vals, Mapping) != (self._names is not None):
            raise ValueError(
                "You must enqueue a dictionary in a Queue with names"
                if self._names is not None
                else "You can't enqueue a dictionary in a Queue without names"
            )
        if isinstance(vals, Mapping):
            if sorted(vals) != sorted(self._names or ()):
                raise ValueError(
                    f"Keys in dictionary to enqueue do not match names of Queue. Dictionary: {sorted(vals)}, Queue: {self._names}"
                )
            vals = [vals[each] for each in self._names or ()]
        elif not isinstance(vals, (list, tuple)) or (len(self._dtypes) == 1 and len(vals) != 1):
            vals = [vals]
        if len(vals) != len(self._dtypes):
            raise ValueError(f"The queue's elements have {len(self._dtypes)} components, got {len(vals)}")
        graph = get_default_graph()
        try:
            return [
                graph.convert(v, dtype, name=f"component_{i}")
                for i, (v, dtype) in enumerate(zip(vals, self._dtypes, strict=True))
            ]
        except TypeError as reason:
            raise ValueError(str(reason)) from None

    def _element(self, outputs: list[Tensor]) -> Any:
        if self._names is not None:
            return dict(zip(self._names, outputs, strict=True))
        return outputs[0] if len(outputs) == 1 else outputs


def _described(dtypes: Any, shapes: Any, names: Any, *, required: bool = False) -> tuple[list[DType], list[TensorShape], Any]:
    listed = [as_dtype(each) for each in dtypes] if isinstance(dtypes, (list, tuple)) else [as_dtype(dtypes)]
    if shapes is None or shapes == []:
        if required:
            raise ValueError("shapes must be provided.")
        known: list[TensorShape] = []
    else:
        # One shape alone belongs to the only component.
        is_one = isinstance(shapes, TensorShape) or not all(isinstance(each, (list, tuple, TensorShape)) for each in shapes)
        known = [as_shape(each) for each in ([shapes] if is_one else shapes)]
    if known and len(known) != len(listed):
        raise ValueError(
            f"Queue shapes must have the same length as dtypes, received len(shapes)={len(known)}, len(dtypes)={len(listed)}"
        )
    named = None if not names else [names] if isinstance(names, str) else list(names)
    if named is not None and len(named) != len(listed):
        raise ValueError(f"Queue names must have the same length as dtypes, received {len(named)} names, {len(listed)} dtypes")
    return listed, known, named


class FIFOQueue(QueueBase):
    """First in, first out; holds at most `capacity` elements, any number when that is negative. Source: tf.FIFOQueue."""

    def __init__(
        self,
        capacity: int,
        dtypes: Any,
        shapes: Any = None,
        names: Any = None,
        shared_name: str | None = None,
        name: str = "fifo_queue",
    ) -> None:
        listed, known, named = _described(dtypes, shapes, names)
        made = node(
            "FIFOQueueV2", component_types=listed, shapes=known, capacity=capacity, shared_name=shared_name or "", name=name
        )
        super().__init__(listed, known, named, made)


class PaddingFIFOQueue(QueueBase):
    """First in, first out; `dequeue_many` pads with zeros where sizes in `shapes` are None. Source: tf.PaddingFIFOQueue."""

    def __init__(
        self,
        capacity: int,
        dtypes: Any,
        shapes: Any,
        names: Any = None,
        shared_name: str | None = None,
        name: str = "padding_fifo_queue",
    ) -> None:
        listed, known, named = _described(dtypes, shapes, names, required=True)
        attrs = {"component_types": listed, "shapes": known, "capacity": capacity, "shared_name": shared_name or ""}
        super().__init__(listed, known, named, node("PaddingFIFOQueueV2", name=name, **attrs))


class RandomShuffleQueue(QueueBase):
    """Gives its elements in a random order; `min_after_dequeue` of them stay until it is closed.

    Source: tf.RandomShuffleQueue.
    """

    def __init__(
        self,
        capacity: int,
        min_after_dequeue: int,
        dtypes: Any,
        shapes: Any = None,
        names: Any = None,
        seed: int | None = None,
        shared_name: str | None = None,
        name: str = "random_shuffle_queue",
    ) -> None:
        listed, known, named = _described(dtypes, shapes, names)
        seeds = get_seed(seed)
        made = node(
            "RandomShuffleQueueV2",
            component_types=listed,
            shapes=known,
            capacity=capacity,
            min_after_dequeue=int(min_after_dequeue),
            seed=seeds[0] or 0,
            seed2=seeds[1] or 0,
            shared_name=shared_name or "",
            name=name,
        )
        super().__init__(listed, known, named, made)


class PriorityQueue(QueueBase):
    """Gives the element with the smallest int64 first; that is a component before those in `types`. Source: tf.PriorityQueue."""

    def __init__(
        self,
        capacity: int,
        types: Any,
        shapes: Any = None,
        names: Any = None,
        shared_name: str | None = None,
        name: str = "priority_queue",
    ) -> None:
        listed, known, named = _described(types, shapes, names)
        listed, known = [int64, *listed], [TensorShape(()), *known]
        attrs = {"component_types": listed, "shapes": known, "capacity": capacity, "shared_name": shared_name or ""}
        super().__init__(listed, known, named, node("PriorityQueueV2", name=name, **attrs))
