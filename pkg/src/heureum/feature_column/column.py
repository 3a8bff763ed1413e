"""What a column is, and the features that columns take tensors from.

Takes a dict of features; gives tensors that columns made of them, each once however many columns ask.
Law: a column is a plain record, equal to another with the same fields; its variables belong to the layer that asks.
Source: tensorflow/python/feature_column/feature_column_v2.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..control_flow.cond import cond
from ..dtypes import int64
from ..graph import SparseTensor, Tensor, get_default_graph
from ..tensor_shape import TensorShape

__all__ = ["CategoricalColumn", "DenseColumn", "FeatureColumn", "Features", "ids_of", "sorted_by_name"]


class FeatureColumn:
    """One or several features, and what to make of them. Source: tf.feature_column's FeatureColumn."""

    @property
    def name(self) -> str:
        """Its name, which its variables are scoped by."""
        raise NotImplementedError

    @property
    def scope_name(self) -> str:
        """The scope of its variables."""
        return "".join(char if char.isalnum() or char in "_./-" else "_" for char in self.name)

    @property
    def parse_example_spec(self) -> dict[str, Any]:
        """How to find its features in a tf.train.Example."""
        raise NotImplementedError

    def transform(self, features: Features) -> Any:
        """The tensor that it makes of its features."""
        raise NotImplementedError


class DenseColumn(FeatureColumn):
    """A column of numbers, so many for each example."""

    @property
    def variable_shape(self) -> TensorShape:
        """The shape of what it gives for one example."""
        raise NotImplementedError

    def dense(self, features: Features, collections: list[str] | None, trainable: bool) -> Tensor:
        """What it gives. `-> [batch, *variable_shape]`."""
        made: Tensor = features[self]
        return made


class CategoricalColumn(FeatureColumn):
    """A column of classes, any number of them for each example."""

    @property
    def num_buckets(self) -> int:
        """How many classes there are."""
        raise NotImplementedError

    def sparse(self, features: Features) -> tuple[SparseTensor, SparseTensor | None]:
        """The numbers of the classes, and their weights where they have any. `-> sparse [batch, n]`."""
        return features[self], None


class Features:
    """The features of a batch, by their keys, and what columns have made of them."""

    def __init__(self, features: Mapping[str, Any]) -> None:
        if not isinstance(features, Mapping):
            raise ValueError(f"We expected a dictionary here. Instead we got: {features!r}")
        self._given = features
        self._made: dict[Any, Any] = {}

    def __getitem__(self, key: Any) -> Any:
        if key not in self._made:
            self._made[key] = self._feature(key) if isinstance(key, str) else key.transform(self)
        return self._made[key]

    def _feature(self, key: str) -> Any:
        if key not in self._given:
            there = ", ".join(sorted(map(str, self._given)))
            raise ValueError(f"Feature {key} is not in features dictionary: it has {there}.")
        given = self._given[key]
        if isinstance(given, SparseTensor):
            return given
        graph = get_default_graph()
        tensor = graph.convert(given)
        if tensor.shape.rank is None:
            is_vector = graph.node("Equal", graph.node("Rank", tensor), 1)
            return cond(is_vector, lambda: graph.current().node("ExpandDims", tensor, -1), lambda: tensor)
        if tensor.shape.rank == 0:
            raise ValueError(f"Feature (key: {key}) cannot have rank 0. Given: {tensor}")
        return graph.node("ExpandDims", tensor, -1) if tensor.shape.rank == 1 else tensor


def ids_of(given: Any) -> SparseTensor:
    """A feature as a SparseTensor, without what stands for nothing: the empty string and -1. `[batch, n] -> sparse`."""
    if isinstance(given, SparseTensor):
        return given
    graph = get_default_graph()
    nothing: Any = "" if given.dtype.name == "string" else -1 if given.dtype.is_integer else 0
    with graph.name_scope("to_sparse_input"):
        places = graph.node("Where", graph.node("NotEqual", given, graph.convert(nothing, given.dtype)), name="indices")
        values = graph.node("GatherNd", given, places, name="values")
        return SparseTensor(places, values, graph.node("Shape", given, out_type=int64, name="dense_shape"))


def sorted_by_name(feature_columns: Any) -> list[FeatureColumn]:
    """Columns in the order of their names. Raises ValueError for none, for what is no column, and for a name twice."""
    if isinstance(feature_columns, FeatureColumn):
        feature_columns = [feature_columns]
    if isinstance(feature_columns, dict):
        raise ValueError("Expected feature_columns to be iterable, found dict.")
    columns = list(feature_columns)
    if not columns:
        raise ValueError("feature_columns must not be empty.")
    by_name: dict[str, FeatureColumn] = {}
    for column in columns:
        if not isinstance(column, FeatureColumn):
            raise ValueError(f"Items of feature_columns must be a FeatureColumn. Given (type {type(column)}): {column}.")
        if column.name in by_name:
            raise ValueError(
                f"Duplicate feature column name found for columns: {column} and {by_name[column.name]}. "
                "Discard one, or give the feature a second name in the features dict."
            )
        by_name[column.name] = column
    return [by_name[name] for name in sorted(by_name)]
