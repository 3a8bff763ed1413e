"""Classes as numbers: a place for each, or rows of a table that is learned. Source: tf.feature_column."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from ..dtypes import float32
from ..graph import Tensor, get_default_graph
from ..init_ops import truncated_normal_initializer
from ..neural.embedding import safe_embedding_lookup_sparse
from ..ops.sparse.converting import sparse_tensor_to_dense
from ..ops.sparse.rows import sparse_merge
from ..tensor_shape import TensorShape
from ..train import init_from_checkpoint
from ..variable_scopes import get_variable
from .categorical import WeightedCategoricalColumn
from .column import CategoricalColumn, DenseColumn, Features

__all__ = ["EmbeddingColumn", "IndicatorColumn", "embedding_column", "indicator_column", "shared_embedding_columns"]


@dataclass(frozen=True)
class IndicatorColumn(DenseColumn):
    """How often an example has each class. Source: tf.feature_column.indicator_column."""

    categorical_column: CategoricalColumn

    @property
    def name(self) -> str:
        """The classes' name and `_indicator`."""
        return f"{self.categorical_column.name}_indicator"

    @property
    def parse_example_spec(self) -> dict[str, Any]:
        """The classes'."""
        return self.categorical_column.parse_example_spec

    @property
    def variable_shape(self) -> TensorShape:
        """A place for each class."""
        return TensorShape([1, self.categorical_column.num_buckets])

    def transform(self, features: Features) -> Tensor:
        """Counts, or sums of weights. `-> [batch, classes]`."""
        graph = get_default_graph()
        ids, weights = self.categorical_column.sparse(features)
        classes = self.categorical_column.num_buckets
        if weights is not None:
            merged = sparse_merge(ids, weights, classes)
            made: Tensor = graph.node("ScatterNd", merged.indices, merged.values, merged.dense_shape)
        else:
            numbers = sparse_tensor_to_dense(ids, default_value=np.int64(-1))
            made = graph.node("Sum", graph.node("OneHot", numbers, classes, np.float32(1), np.float32(0)), [-2])
        made.set_shape([None, classes])
        return made


@dataclass(frozen=True)
class EmbeddingColumn(DenseColumn):
    """Rows of a table, one for each class, combined for each example. Source: tf.feature_column.embedding_column."""

    categorical_column: CategoricalColumn
    dimension: int
    combiner: str
    initializer: Callable[..., Any]
    ckpt_to_load_from: str | None
    tensor_name_in_ckpt: str | None
    max_norm: float | None
    trainable: bool
    shared_by: str | None = None

    @property
    def name(self) -> str:
        """The classes' name and `_embedding`, or `_shared_embedding`."""
        return f"{self.categorical_column.name}{'_shared' if self.shared_by else ''}_embedding"

    @property
    def scope_name(self) -> str:
        """The scope of its table: those that share one have one scope."""
        return self.shared_by or super().scope_name

    @property
    def parse_example_spec(self) -> dict[str, Any]:
        """The classes'."""
        return self.categorical_column.parse_example_spec

    @property
    def variable_shape(self) -> TensorShape:
        """The width of the table."""
        return TensorShape([self.dimension])

    def transform(self, features: Features) -> Any:
        """The classes: the table belongs to the layer."""
        return self.categorical_column.sparse(features)

    def dense(self, features: Features, collections: list[str] | None, trainable: bool) -> Tensor:
        """The rows. `-> [batch, dimension]`."""
        ids, weights = features[self]
        table = self._table(collections, trainable)
        if self.ckpt_to_load_from is not None:
            init_from_checkpoint(self.ckpt_to_load_from, {str(self.tensor_name_in_ckpt): table})
        return safe_embedding_lookup_sparse(
            table, ids, weights, combiner=self.combiner, name=f"{self.scope_name}_weights", max_norm=self.max_norm
        )

    def _table(self, collections: list[str] | None, trainable: bool) -> Any:
        graph = get_default_graph()
        if self.shared_by:
            # Those that share it find it where the first one put it, in whichever scope they are asked.
            there = graph.get_collection(self.shared_by)
            if there:
                return there[0]
        made = get_variable(
            "embedding_weights", [self.categorical_column.num_buckets, self.dimension], float32, self.initializer,
            trainable=self.trainable and trainable, collections=collections,
        )  # fmt: skip
        if self.shared_by:
            graph.add_to_collection(self.shared_by, made)
        return made


def indicator_column(categorical_column: CategoricalColumn) -> IndicatorColumn:
    """A column with a place for each class, which says how often an example has it.

    Raises ValueError unless it is given a column of classes. Source: tf.feature_column.indicator_column.
    """
    if not isinstance(categorical_column, CategoricalColumn):
        raise ValueError(f"Unsupported input type. Input must be a CategoricalColumn. Given: {categorical_column}")
    return IndicatorColumn(categorical_column)


def embedding_column(
    categorical_column: CategoricalColumn,
    dimension: int,
    combiner: str = "mean",
    initializer: Callable[..., Any] | None = None,
    ckpt_to_load_from: str | None = None,
    tensor_name_in_ckpt: str | None = None,
    max_norm: float | None = None,
    trainable: bool = True,
    use_safe_embedding_lookup: bool = True,
) -> EmbeddingColumn:
    """A column of rows of a table with `dimension` columns, which is learned unless `trainable` is False.

    Several classes of an example are combined: "mean", "sqrtn" or "sum". `use_safe_embedding_lookup` is accepted.
    Raises ValueError for no dimension, an initializer that is no function, or half of what names a checkpoint's tensor.
    Source: tf.feature_column.embedding_column.
    """
    if dimension is None or dimension < 1:
        raise ValueError(f"Invalid dimension {dimension}.")
    if (ckpt_to_load_from is None) != (tensor_name_in_ckpt is None):
        raise ValueError("Must specify both `ckpt_to_load_from` and `tensor_name_in_ckpt` or none of them.")
    if initializer is not None and not callable(initializer):
        raise ValueError(f"initializer must be callable if specified. Embedding of column_name: {categorical_column.name}")
    start = initializer or truncated_normal_initializer(mean=0.0, stddev=1 / math.sqrt(dimension))
    return EmbeddingColumn(
        categorical_column, dimension, combiner, start, ckpt_to_load_from, tensor_name_in_ckpt, max_norm, trainable
    )


def shared_embedding_columns(
    categorical_columns: Sequence[CategoricalColumn],
    dimension: int,
    combiner: str = "mean",
    initializer: Callable[..., Any] | None = None,
    shared_embedding_collection_name: str | None = None,
    ckpt_to_load_from: str | None = None,
    tensor_name_in_ckpt: str | None = None,
    max_norm: float | None = None,
    trainable: bool = True,
    use_safe_embedding_lookup: bool = True,
) -> list[EmbeddingColumn]:
    """Columns of rows of one table. Raises ValueError as `embedding_column`, and unless all have as many classes.

    Source: tf.feature_column.shared_embedding_columns.
    """
    plain = [each.categorical_column if isinstance(each, WeightedCategoricalColumn) else each for each in categorical_columns]
    if len({(type(each), each.num_buckets) for each in plain}) > 1:
        found = [(each.name, type(each).__name__, each.num_buckets) for each in plain]
        raise ValueError(
            "To use shared_embedding_column, all categorical_columns must have the same type and the same number of buckets: "
            f"found {found}"
        )
    shared = shared_embedding_collection_name or "_".join(sorted(each.name for each in categorical_columns)) + "_shared_embedding"
    made = [
        embedding_column(each, dimension, combiner, initializer, ckpt_to_load_from, tensor_name_in_ckpt, max_norm, trainable)
        for each in categorical_columns
    ]
    return [replace(each, initializer=made[0].initializer, shared_by=shared) for each in made]
