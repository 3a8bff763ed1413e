"""Iterators: where a session is in a dataset.

Takes a dataset; gives its elements, one in each run that asks.
Law: an iterator belongs to a session. It is walked through by one run at a time.
Source: tensorflow/core/kernels/data/iterator_ops.cc.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...dtypes import DType
from ...errors import FailedPreconditionError, InvalidArgumentError, OutOfRangeError
from ...graph import Function, op
from ...tensor_shape import TensorShape
from .sequence import Element, Sequence, scalar

__all__: list[str] = []


class _Cursor:
    """An iterator's state: the walk it is on."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.walk: Iterator[Element] | None = None

    def next(self) -> Element:
        if self.walk is None:
            raise FailedPreconditionError(
                None,
                None,
                "GetNext() failed because the iterator has not been initialized. "
                "Ensure that you have run the initializer operation for this iterator before getting the next element.",
            )
        try:
            return next(self.walk)
        except StopIteration:
            raise OutOfRangeError(None, None, "End of sequence") from None


@op("IteratorV2() -> handle: resource", shape=scalar, stateful=True)
def _iterator(context: Any, *, output_types: list[DType], output_shapes: list[TensorShape], shared_name: str = "") -> Any:
    """An iterator that is on no dataset yet. `-> []`. Source: tf.data.Iterator.from_structure."""
    name = shared_name or context.node_name
    return context.resources.get("iterator", name, lambda: _Cursor(name))


@op("MakeIterator(dataset: variant, iterator: resource) -> ", shape=lambda dataset, iterator: [], stateful=True)
def _make_iterator(context: Any, dataset: Sequence, iterator: _Cursor) -> Any:
    """Start at the beginning of the dataset. `[], [] ->`. Source: tf.data.Iterator.make_initializer."""
    iterator.walk = iter(dataset)
    return ()


@op("OneShotIterator() -> handle: resource", shape=scalar, stateful=True)
def _one_shot_iterator(
    context: Any, *, dataset_factory: Function, output_types: list[DType], output_shapes: list[TensorShape], shared_name: str = ""
) -> Any:
    """An iterator that starts by itself, once. `-> []`. Source: tf.data.Dataset.make_one_shot_iterator."""
    name = shared_name or context.node_name

    def make() -> _Cursor:
        made = _Cursor(name)
        made.walk = iter(context.call(dataset_factory, ())[0])
        return made

    return context.resources.get("iterator", name, make)


@op(
    "IteratorGetNext(iterator: resource) -> components: *output_types",
    shape=lambda iterator, *, output_types, output_shapes: list(output_shapes),
    stateful=True,
)
def _get_next(context: Any, iterator: _Cursor, *, output_types: list[DType], output_shapes: list[TensorShape]) -> Any:
    """The next element. `[] -> k x [...]`. Source: tf.data.Iterator.get_next."""
    return context.wait_for(iterator.next)


@op("IteratorToStringHandle(resource_handle: resource) -> string_handle: string", shape=scalar, stateful=True)
def _to_string_handle(context: Any, resource_handle: _Cursor) -> Any:
    """What stands for the iterator in a feed. `[] -> []`. Source: tf.data.Iterator.string_handle."""
    return resource_handle.name.encode()


@op("IteratorFromStringHandleV2(string_handle: string) -> resource_handle: resource", shape=scalar, stateful=True)
def _from_string_handle(context: Any, string_handle: Any, *, output_types: list[DType], output_shapes: list[TensorShape]) -> Any:
    """The iterator that a string stands for. `[] -> []`. Source: tf.data.Iterator.from_string_handle."""
    name = string_handle.decode() if isinstance(string_handle, bytes) else str(string_handle)
    known = context.resources.of_kind("iterator")
    if name not in known:
        raise InvalidArgumentError(None, None, f"No iterator here has the handle {name!r}; known: {sorted(known)}")
    return known[name]
