"""Staging areas as objects: a run puts what the next one takes.

Law: an area belongs to a session, which keeps its elements from run to run.
Source: tensorflow/python/ops/data_flow_ops.py, tf.contrib.staging.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .dtypes import DType, as_dtype
from .graph import Operation, Tensor, get_default_graph, node
from .tensor_shape import TensorShape

__all__ = ["StagingArea"]


class StagingArea:
    """Elements, k tensors each, kept between runs. Source: tf.contrib.staging.StagingArea.

    Raises ValueError when `shapes` or `names` are not as many as `dtypes`, or for a capacity below 0.
    """

    def __init__(
        self,
        dtypes: Any,
        shapes: Any = None,
        names: Any = None,
        shared_name: str | None = None,
        capacity: int = 0,
        memory_limit: int = 0,
    ) -> None:
        graph = get_default_graph()
        self._name = shared_name or graph.unique_name("StagingArea")
        self._dtypes = [as_dtype(each) for each in dtypes]
        for given, what in ((shapes, "shapes"), (names, "names")):
            if given is not None and len(given) != len(self._dtypes):
                raise ValueError(f"StagingArea {what} must be the same length as dtypes: {len(given)} and {len(self._dtypes)}")
        if capacity < 0 or memory_limit < 0:
            raise ValueError(f"StagingArea capacity and memory_limit must be >= 0, found {capacity} and {memory_limit}")
        self._shapes = [TensorShape(None)] * len(self._dtypes) if shapes is None else [TensorShape(each) for each in shapes]
        self._names = None if names is None else list(names)
        self._capacity, self._memory_limit = capacity, memory_limit

    @property
    def name(self) -> str:
        """The name under which a session keeps the elements."""
        return self._name

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

    @property
    def capacity(self) -> int:
        """How many elements there may be; 0 for any number."""
        return self._capacity

    @property
    def memory_limit(self) -> int:
        """How many bytes they may take; 0 for any number."""
        return self._memory_limit

    def put(self, values: Any, name: str | None = None) -> Operation:
        """The operation that puts one element in, and waits while the area is full. `k x [...] ->`.

        Raises ValueError for values that do not fit.
        """
        graph = get_default_graph()
        with graph.name_scope(name or f"{self._name}_put") as scope:
            components = [
                graph.convert(value, dtype, name=f"component_{at}")
                for at, (value, dtype) in enumerate(zip(self._listed(values), self._dtypes, strict=True))
            ]
            for component, shape in zip(components, self._shapes, strict=True):
                component.shape.assert_is_compatible_with(shape)
            limits = {"capacity": self._capacity, "memory_limit": self._memory_limit}
            made: Operation = graph.node("Stage", *components, shared_name=self._name, name=scope, **limits)
            return made

    def _listed(self, values: Any) -> list[Any]:
        if isinstance(values, Mapping):
            if self._names is None or set(values) != set(self._names):
                raise ValueError(f"values must be a dict of {self._names}, found {sorted(values)}")
            return [values[each] for each in self._names]
        if self._names is not None:
            raise ValueError("values must be a dictionary if StagingArea names are specified")
        listed = list(values) if isinstance(values, (list, tuple)) else [values]
        if len(listed) != len(self._dtypes):
            raise ValueError(f"an element has {len(self._dtypes)} components, found {len(listed)}")
        return listed

    def get(self, name: str | None = None) -> Any:
        """The oldest element, for which a run waits: a list of tensors, or a dict when there are names. `-> k x [...]`."""
        return self._element(node("Unstage", name=name or f"{self._name}_get", **self._attrs()))

    def peek(self, index: Any, name: str | None = None) -> Any:
        """The element of that number, which stays; a run waits until it is there. `[] -> k x [...]`."""
        return self._element(node("StagePeek", index, name=name or f"{self._name}_peek", **self._attrs()))

    def _attrs(self) -> dict[str, Any]:
        return {"dtypes": self._dtypes, "shapes": self._shapes, "shared_name": self._name}

    def _element(self, made: Any) -> Any:
        components = list(made) if isinstance(made, (list, tuple)) else [made]
        return components if self._names is None else dict(zip(self._names, components, strict=True))

    def size(self, name: str | None = None) -> Tensor:
        """How many elements are in it. `-> []`."""
        made: Tensor = node("StageSize", shared_name=self._name, name=name or f"{self._name}_size")
        return made

    def clear(self, name: str | None = None) -> Operation:
        """The operation that takes all elements out. `->`."""
        made: Operation = node("StageClear", shared_name=self._name, name=name or f"{self._name}_clear")
        return made
