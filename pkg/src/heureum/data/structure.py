"""What an element of a dataset is like: components, nested in tuples and dicts.

Takes Python values; gives tensors in the structure that datasets understand, and records of it.
Law: a tuple and a dict are structure, a list is a tensor.
Source: tensorflow/python/data/util/structure.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from .. import nest
from ..dtypes import as_dtype
from ..graph import Graph, Tensor
from ..tensor_shape import TensorShape, TensorSpec, as_shape

__all__ = ["DatasetSpec", "Structure", "converted"]


def converted(graph: Graph, value: Any) -> Any:
    """`value` with tensors for leaves; lists become tensors."""
    numbers = count()

    def convert(value: Any) -> Any:
        if isinstance(value, Mapping):
            return {key: convert(value[key]) for key in value}
        if isinstance(value, tuple):
            parts = [convert(each) for each in value]
            return type(value)(*parts) if hasattr(value, "_fields") else tuple(parts)
        return graph.convert(value, name=f"component_{next(numbers)}")

    return convert(value)


@dataclass(frozen=True)
class DatasetSpec(TensorSpec):
    """A component that is a dataset itself, with elements like those of `structure`."""

    structure: Any = None


@dataclass(frozen=True)
class Structure:
    """An element's structure, with a TensorSpec for each component."""

    specs: Any

    @classmethod
    def of_tensors(cls, tensors: Any) -> Structure:
        """That of nested tensors."""
        return cls(nest.map_structure(lambda tensor: TensorSpec(tensor.dtype, tensor.shape), tensors))

    @classmethod
    def declared(cls, output_types: Any, output_shapes: Any = None) -> Structure:
        """That of nested dtypes, with shapes in the same structure, unknown unless told. Raises ValueError or TypeError."""
        if isinstance(output_types, list):
            output_types = tuple(output_types)
        types = nest.map_structure(as_dtype, output_types)
        if output_shapes is None:
            return cls(nest.map_structure(lambda dtype: TensorSpec(dtype, TensorShape(None)), types))
        return cls(_with_shapes(types, output_shapes))

    @property
    def types(self) -> Any:
        """The dtypes, nested."""
        return nest.map_structure(lambda spec: spec.dtype, self.specs)

    @property
    def shapes(self) -> Any:
        """The shapes, nested."""
        return nest.map_structure(lambda spec: spec.shape, self.specs)

    @property
    def classes(self) -> Any:
        """`tf.Tensor` for each component, nested."""
        return nest.map_structure(lambda spec: Tensor, self.specs)

    @property
    def flat(self) -> list[TensorSpec]:
        """The components in order."""
        return nest.flatten(self.specs)

    @property
    def attrs(self) -> dict[str, Any]:
        """The attributes by which nodes know it."""
        return {"output_types": [spec.dtype for spec in self.flat], "output_shapes": [spec.shape for spec in self.flat]}

    def pack(self, tensors: Sequence[Any]) -> Any:
        """Components as an element; what stands for a dataset is one."""
        pairs = zip(self.flat, tensors, strict=True)
        return nest.pack_sequence_as(self.specs, [_opened(spec, each) for spec, each in pairs])

    def with_shapes(self, change: Any) -> Structure:
        """The same, with `change(shape)` for each shape."""
        return Structure(nest.map_structure(lambda spec: TensorSpec(spec.dtype, change(spec.shape)), self.specs))

    def require(self, other: Structure) -> None:
        """Raises TypeError for other dtypes, ValueError for a structure or shapes that do not fit."""
        if self.types != other.types:
            raise TypeError(f"Expected output types {self.types!r} but got dataset with output types {other.types!r}.")
        for mine, theirs in zip(self.flat, other.flat, strict=True):
            if not mine.shape.is_compatible_with(theirs.shape):
                raise TypeError(
                    f"Expected output shapes compatible with {self.shapes} but got dataset with output shapes {other.shapes}."
                )


def _with_shapes(types: Any, shapes: Any) -> Any:
    if isinstance(types, Mapping):
        return {key: _with_shapes(each, shapes[key]) for key, each in types.items()}
    if isinstance(types, tuple):
        if not isinstance(shapes, (tuple, list)) or len(shapes) != len(types):
            raise ValueError(f"output_shapes {shapes} does not have the structure of output_types {types}")
        parts = [_with_shapes(each, shape) for each, shape in zip(types, shapes, strict=True)]
        return type(types)(*parts) if hasattr(types, "_fields") else tuple(parts)
    return TensorSpec(types, as_shape(shapes))


def _opened(spec: TensorSpec, component: Any) -> Any:
    if not isinstance(spec, DatasetSpec) or not isinstance(component, Tensor):
        return component
    from .dataset import FixedDataset

    return FixedDataset(component, spec.structure)
