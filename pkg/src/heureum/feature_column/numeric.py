"""Columns of numbers, and numbers sorted into buckets. Source: tf.feature_column."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from ..dtypes import DType, as_dtype, float32, int32, int64
from ..graph import SparseTensor, Tensor, get_default_graph
from ..ops.examples.parsing import FixedLenFeature
from ..tensor_shape import TensorShape
from .column import CategoricalColumn, DenseColumn, Features

__all__ = ["BucketizedColumn", "NumericColumn", "bucketized_column", "numeric_column"]


@dataclass(frozen=True)
class NumericColumn(DenseColumn):
    """Numbers as they are. Source: tf.feature_column.numeric_column."""

    key: str
    shape: tuple[int, ...]
    default_value: Any
    dtype: DType
    normalizer_fn: Callable[[Tensor], Tensor] | None

    @property
    def name(self) -> str:
        """The key."""
        return self.key

    @property
    def parse_example_spec(self) -> dict[str, Any]:
        """A feature of fixed length."""
        return {self.key: FixedLenFeature(self.shape, self.dtype, self.default_value)}

    @property
    def variable_shape(self) -> TensorShape:
        """The shape."""
        return TensorShape(self.shape)

    def transform(self, features: Features) -> Tensor:
        """The feature, normalised, as float32."""
        given = features[self.key]
        if isinstance(given, SparseTensor):
            raise ValueError(
                f"The corresponding Tensor of numerical column must be a Tensor. SparseTensor is not supported. key: {self.key}"
            )
        given = given if self.normalizer_fn is None else self.normalizer_fn(given)
        made: Tensor = given if given.dtype is float32 else get_default_graph().node("Cast", given, DstT=float32)
        return made


@dataclass(frozen=True)
class BucketizedColumn(DenseColumn, CategoricalColumn):
    """The bucket that a number lies in, by the boundaries between buckets. Source: tf.feature_column.bucketized_column."""

    source_column: NumericColumn
    boundaries: tuple[float, ...]

    @property
    def name(self) -> str:
        """The source's name and `_bucketized`."""
        return f"{self.source_column.name}_bucketized"

    @property
    def parse_example_spec(self) -> dict[str, Any]:
        """The source's."""
        return self.source_column.parse_example_spec

    @property
    def variable_shape(self) -> TensorShape:
        """A place for each bucket."""
        return TensorShape([*self.source_column.shape, len(self.boundaries) + 1])

    @property
    def num_buckets(self) -> int:
        """The buckets of all numbers of the source together."""
        return (len(self.boundaries) + 1) * self.source_column.shape[0]

    def transform(self, features: Features) -> Tensor:
        """The number of the bucket: a boundary belongs to the bucket above it."""
        graph = get_default_graph()
        values = features[self.source_column]
        row = graph.node("Reshape", values, [1, -1])
        found = graph.node("UpperBound", np.array([self.boundaries], np.float32), row, out_type=int32)
        made: Tensor = graph.node("Reshape", found, graph.node("Shape", values), name="Bucketize")
        made.set_shape(values.shape)
        return made

    def dense(self, features: Features, collections: list[str] | None, trainable: bool) -> Tensor:
        """A one in the place of the bucket. `-> [batch, n, buckets]`."""
        graph = get_default_graph()
        buckets = graph.node("Cast", features[self], DstT=int64)
        made: Tensor = graph.node("OneHot", buckets, len(self.boundaries) + 1, np.float32(1), np.float32(0))
        return made

    def sparse(self, features: Features) -> tuple[SparseTensor, SparseTensor | None]:
        """The buckets' numbers, counted on from each number of the source to the next."""
        graph = get_default_graph()
        buckets, width = features[self], self.source_column.shape[0]
        count = graph.node("Shape", buckets)[0]
        rows = graph.node("Tile", graph.node("ExpandDims", graph.node("Range", 0, count, 1), 1), [1, width])
        columns = graph.node("Tile", graph.node("Range", 0, width, 1), graph.node("Pack", count))
        ids = graph.node("Reshape", buckets, [-1]) + (len(self.boundaries) + 1) * columns
        places = graph.node("Transpose", graph.node("Pack", graph.node("Reshape", rows, [-1]), columns), [1, 0])
        whole = graph.node("Pack", count, width)
        return SparseTensor(*(graph.node("Cast", each, DstT=int64) for each in (places, ids, whole))), None


def numeric_column(
    key: str,
    shape: Any = (1,),
    default_value: Any = None,
    dtype: Any = float32,
    normalizer_fn: Callable[[Tensor], Tensor] | None = None,
) -> NumericColumn:
    """A column of real numbers, `shape` of them for each example.

    Raises TypeError for a key or a shape of another kind, ValueError for a shape that is not positive or a dtype that
    is no number. Source: tf.feature_column.numeric_column.
    """
    _require_key(key)
    sizes = tuple(shape) if isinstance(shape, (list, tuple, TensorShape)) else (shape,)
    for size in map(int, sizes) if all(isinstance(each, (int, np.integer)) for each in sizes) else (None,):
        if size is None:
            raise TypeError(f"shape dimensions must be integer. shape: {shape}, key: {key}")
        if size < 1:
            raise ValueError(f"shape dimensions must be greater than 0. shape: {shape}, key: {key}")
    kind = as_dtype(dtype)
    if not (kind.is_integer or kind.is_floating):
        raise ValueError(f"dtype must be convertible to float. dtype: {kind.name}, key: {key}")
    if normalizer_fn is not None and not callable(normalizer_fn):
        raise TypeError(f"normalizer_fn must be a callable. Given: {normalizer_fn}")
    filling = None
    if default_value is not None:
        array = np.asarray(default_value)
        if array.dtype.kind not in "iuf" or (kind.is_integer and array.dtype.kind == "f"):
            raise TypeError(
                f"default_value must be compatible with dtype {kind.name}. default_value: {default_value}, key: {key}"
            )
        if array.ndim and array.shape != sizes:
            raise ValueError(f"The shape of default_value must be equal to given shape. {default_value}, {sizes}, key: {key}")
        filling = _nested(np.broadcast_to(array.astype(kind.as_numpy_dtype), sizes).tolist())
    return NumericColumn(key, tuple(map(int, sizes)), filling, kind, normalizer_fn)


def bucketized_column(source_column: Any, boundaries: Sequence[float]) -> BucketizedColumn:
    """A column of the buckets that numbers lie in: (-inf, b0), [b0, b1), ..., [bn, inf).

    Raises ValueError unless the source is a numeric column of one axis and the boundaries grow.
    Source: tf.feature_column.bucketized_column.
    """
    if not isinstance(source_column, NumericColumn):
        raise ValueError(f"source_column must be a column generated with numeric_column(). Given: {source_column}")
    if len(source_column.shape) > 1:
        raise ValueError(f"source_column must be one-dimensional column. Given: {source_column}")
    is_sorted = isinstance(boundaries, (list, tuple)) and all(a < b for a, b in pairwise(boundaries))
    if not boundaries or not is_sorted:
        raise ValueError(f"boundaries must be a sorted list. Given: {boundaries}")
    return BucketizedColumn(source_column, tuple(boundaries))


def _nested(value: Any) -> Any:
    return tuple(map(_nested, value)) if isinstance(value, list) else value


def _require_key(key: Any) -> None:
    if not isinstance(key, str):
        raise ValueError(f"key must be a string. Got: type {type(key)}. Given key: {key}.")
