"""The methods of a dataset that compute nothing: how many elements, how often, how they are put together.

Takes numbers; gives datasets.
Law: what is known of the elements' shapes is carried along.
Source: tf.data.Dataset (graph mode).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .. import nest
from ..dtypes import DType, int64, variant
from ..graph import Tensor, get_default_graph, node
from ..tensor_shape import TensorShape, TensorSpec
from .structure import DatasetSpec, Structure

if TYPE_CHECKING:
    from .dataset import Dataset

__all__ = ["Shaping", "as_int64"]


class Shaping:
    """What a Dataset is made of, and the methods that only count."""

    variant: Tensor
    structure: Structure

    @property
    def output_types(self) -> Any:
        """The dtype of each component of an element, nested."""
        return self.structure.types

    @property
    def output_shapes(self) -> Any:
        """What is known of the shape of each component, nested."""
        return self.structure.shapes

    @property
    def output_classes(self) -> Any:
        """`tf.Tensor` for each component, nested."""
        return self.structure.classes

    def __repr__(self) -> str:
        shapes = str(nest.map_structure(str, self.output_shapes)).replace("'", "")
        types = str(nest.map_structure(repr, self.output_types)).replace("'", "")
        return f"<DatasetV1Adapter shapes: {shapes}, types: {types}>"

    def concatenate(self, dataset: Dataset) -> Dataset:
        """All elements of this dataset, then all of `dataset`. Raises TypeError when their dtypes differ."""
        if self.structure.types != dataset.structure.types:
            raise TypeError(
                f"Two datasets to concatenate have different types {self.structure.types} and {dataset.structure.types}"
            )
        pairs = zip(self.structure.flat, dataset.structure.flat, strict=True)
        specs = [TensorSpec(one.dtype, _common(one.shape, other.shape)) for one, other in pairs]
        return self._made("ConcatenateDataset", dataset.variant, structure=Structure(self.structure.pack(specs)))

    def prefetch(self, buffer_size: Any) -> Dataset:
        """The same elements; nothing is computed ahead here. Source: tf.data.Dataset.prefetch."""
        return self._made("PrefetchDataset", as_int64(buffer_size))

    def repeat(self, count: Any = None) -> Dataset:
        """The elements `count` times, for ever unless told. Source: tf.data.Dataset.repeat."""
        return self._made("RepeatDataset", as_int64(-1 if count is None else count))

    def take(self, count: Any) -> Dataset:
        """The first `count` elements, all when that is -1. Source: tf.data.Dataset.take."""
        return self._made("TakeDataset", as_int64(count))

    def skip(self, count: Any) -> Dataset:
        """All but the first `count` elements. Source: tf.data.Dataset.skip."""
        return self._made("SkipDataset", as_int64(count))

    def shard(self, num_shards: Any, index: Any) -> Dataset:
        """Every `num_shards`-th element, from `index` on. Source: tf.data.Dataset.shard."""
        return self._made("ShardDataset", as_int64(num_shards), as_int64(index))

    def cache(self, filename: Any = "") -> Dataset:
        """The same elements, computed once and kept in memory. `filename` is accepted. Source: tf.data.Dataset.cache."""
        return self._made("CacheDataset", filename)

    def enumerate(self, start: Any = 0) -> Dataset:
        """Pairs of a number, counted from `start`, and an element. Source: tf.data.Dataset.enumerate."""
        numbers = self._from(
            "RangeDataset", Structure(TensorSpec(int64, TensorShape(()))), as_int64(start), np.int64(2**63 - 1), np.int64(1)
        )
        structure = Structure((numbers.structure.specs, self.structure.specs))
        return self._from("ZipDataset", structure, numbers.variant, self.variant)

    def batch(self, batch_size: Any, drop_remainder: Any = False) -> Dataset:
        """`batch_size` elements stacked; the last batch may be smaller unless `drop_remainder`. Source: tf.data.Dataset.batch."""
        first = _batch_dimension(batch_size, drop_remainder)
        structure = self.structure.with_shapes(lambda shape: _with_first(first, shape))
        return self._made("BatchDatasetV2", as_int64(batch_size), drop_remainder, structure=structure)

    def window(self, size: Any, shift: Any = None, stride: Any = 1, drop_remainder: Any = False) -> Dataset:
        """Each `size` elements as a dataset of their own, each `shift` elements after the one before, `size` unless told.

        Of several components each becomes a dataset. Source: tf.data.Dataset.window.
        """
        inner = [DatasetSpec(variant, TensorShape(()), structure=Structure(spec)) for spec in self.structure.flat]
        numbers = (as_int64(each) for each in (size, size if shift is None else shift, stride))
        return self._made("WindowDataset", *numbers, drop_remainder, structure=Structure(self.structure.pack(inner)))

    def unbatch(self) -> Dataset:
        """The rows of all elements, one by one. Source: tf.data.Dataset.unbatch."""
        return self._made("UnbatchDataset", structure=self.structure.with_shapes(_without_first))

    def padded_batch(
        self, batch_size: Any, padded_shapes: Any, padding_values: Any = None, drop_remainder: Any = False
    ) -> Dataset:
        """`batch_size` elements stacked, after they were filled up to `padded_shapes`, or where that says None to the largest.

        `padding_values`, of the structure of an element, are zeros and empty strings unless told.
        Source: tf.data.Dataset.padded_batch.
        """
        wanted = Structure.declared(self.structure.types, padded_shapes)
        specs = self.structure.flat
        given = nest.flatten(padding_values) if padding_values is not None else [None] * len(specs)
        if len(given) != len(specs):
            given = [padding_values] * len(specs)
        fillings = [_filling(value, spec.dtype) for value, spec in zip(given, specs, strict=True)]
        first = _batch_dimension(batch_size, drop_remainder)
        shapes = [
            TensorShape(None) if s.shape.sizes is None else TensorShape([None if x == -1 else x for x in s.shape.sizes])
            for s in wanted.flat
        ]
        structure = wanted.with_shapes(lambda shape: _with_first(first, shape))
        inputs = (as_int64(batch_size), drop_remainder, *fillings)
        return self._made("PaddedBatchDatasetV2", *inputs, structure=structure, padded_shapes=shapes)

    def _made(self, op_type: str, *inputs: Any, structure: Structure | None = None, **attrs: Any) -> Dataset:
        return self._from(op_type, structure or self.structure, self.variant, *inputs, **attrs)

    def _from(self, op_type: str, structure: Structure, *inputs: Any, **attrs: Any) -> Dataset:
        # The one place where shaping needs to know what a dataset is made by.
        from .dataset import made

        return made(op_type, structure, *inputs, **attrs)


def as_int64(value: Any) -> Any:
    """A number for a node that counts with int64."""
    if isinstance(value, Tensor):
        return value if value.dtype is int64 else node("Cast", value, DstT=int64)
    return np.int64(value)


def _batch_dimension(batch_size: Any, drop_remainder: Any) -> int | None:
    known = not isinstance(batch_size, Tensor) and not isinstance(drop_remainder, Tensor) and drop_remainder
    return int(batch_size) if known else None


def _with_first(first: int | None, shape: TensorShape) -> TensorShape:
    return TensorShape(None) if shape.sizes is None else TensorShape.of((first, *shape.sizes))


def _without_first(shape: TensorShape) -> TensorShape:
    return TensorShape(None) if shape.sizes is None else TensorShape.of(shape.sizes[1:])


def _common(one: TensorShape, other: TensorShape) -> TensorShape:
    a, b = one.sizes, other.sizes
    if a is None or b is None or len(a) != len(b):
        return TensorShape(None)
    return TensorShape.of(tuple(p if p == q else None for p, q in zip(a, b, strict=True)))


def _filling(value: Any, dtype: DType) -> Tensor:
    if value is None:
        value = b"" if dtype.name == "string" else np.zeros((), dtype.as_numpy_dtype)
    return get_default_graph().convert(value, dtype, name="padding_value")
