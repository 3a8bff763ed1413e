"""tf.data.Iterator: walking through a dataset, one element in each run that asks for it.

Takes a dataset, or only the structure of its elements; gives their tensors.
Law: `get_next` adds nodes. Call it once, and run what it gave again and again.
Source: tf.data.Iterator (graph mode).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..dtypes import string
from ..graph import Operation, Tensor, get_default_graph, node
from .structure import Structure

if TYPE_CHECKING:
    from .dataset import Dataset

__all__ = ["Iterator"]


class Iterator:
    """Where a session is in a dataset. Made by datasets, or by `from_structure` and `from_string_handle`."""

    def __init__(self, iterator_resource: Tensor, initializer: Operation | None, structure: Structure) -> None:
        self._resource = iterator_resource
        self._initializer = initializer
        self._structure = structure

    @staticmethod
    def from_structure(
        output_types: Any, output_shapes: Any = None, shared_name: str | None = None, output_classes: Any = None
    ) -> Iterator:
        """An iterator for any dataset with elements like that; see `make_initializer`.

        Source: tf.data.Iterator.from_structure.
        """
        structure = Structure.declared(output_types, output_shapes)
        return Iterator(node("IteratorV2", shared_name=shared_name or "", **structure.attrs), None, structure)

    @staticmethod
    def from_string_handle(
        string_handle: Any, output_types: Any, output_shapes: Any = None, output_classes: Any = None
    ) -> Iterator:
        """The iterator that a `[]` string, which may be fed, stands for in a run. Source: tf.data.Iterator.from_string_handle."""
        structure = Structure.declared(output_types, output_shapes)
        handle = get_default_graph().convert(string_handle, string, name="string_handle")
        return Iterator(node("IteratorFromStringHandleV2", handle, **structure.attrs), None, structure)

    @property
    def initializer(self) -> Operation:
        """The operation that starts at the beginning. Raises ValueError when there is none, or several."""
        if self._initializer is None:
            raise ValueError("Iterator does not have an initializer.")
        return self._initializer

    def make_initializer(self, dataset: Dataset, name: str | None = None) -> Operation:
        """The operation that starts at the beginning of `dataset`.

        Raises TypeError when its elements are not like the iterator's.
        """
        self._structure.require(dataset.structure)
        made: Operation = node("MakeIterator", dataset.variant, self._resource, name=name or "make_initializer")
        return made

    def get_next(self, name: str | None = None) -> Any:
        """The next element: nested tensors. A run fails with OutOfRangeError at the end."""
        made = node("IteratorGetNext", self._resource, name=name, **self._structure.attrs)
        return self._structure.pack(made if isinstance(made, list) else [made])

    def string_handle(self, name: str | None = None) -> Tensor:
        """What stands for the iterator in a feed. `-> []`."""
        made: Tensor = node("IteratorToStringHandle", self._resource, name=name)
        return made

    @property
    def output_types(self) -> Any:
        """The dtype of each component of an element, nested."""
        return self._structure.types

    @property
    def output_shapes(self) -> Any:
        """What is known of the shape of each component, nested."""
        return self._structure.shapes

    @property
    def output_classes(self) -> Any:
        """`tf.Tensor` for each component, nested."""
        return self._structure.classes
