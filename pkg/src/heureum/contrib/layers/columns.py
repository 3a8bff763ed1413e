"""Feature columns under the names they had before tf.feature_column. Source: tf.contrib.layers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ... import feature_column as current
from ...dtypes import float32, string

__all__ = [
    "bucketized_column",
    "crossed_column",
    "embedding_column",
    "one_hot_column",
    "real_valued_column",
    "sparse_column_with_hash_bucket",
    "sparse_column_with_integerized_feature",
    "sparse_column_with_keys",
]

bucketized_column = current.bucketized_column
one_hot_column = current.indicator_column


def real_valued_column(
    column_name: str,
    dimension: int = 1,
    default_value: Any = None,
    dtype: Any = float32,
    normalizer: Callable[[Any], Any] | None = None,
) -> Any:
    """A column of `dimension` numbers. Source: tf.contrib.layers.real_valued_column."""
    return current.numeric_column(column_name, dimension, default_value, dtype, normalizer)


def sparse_column_with_keys(
    column_name: str, keys: Sequence[Any], default_value: int = -1, combiner: str = "sum", dtype: Any = string
) -> Any:
    """A column of the words of a list. `combiner` is accepted. Source: tf.contrib.layers.sparse_column_with_keys."""
    return current.categorical_column_with_vocabulary_list(column_name, keys, dtype, default_value)


def sparse_column_with_hash_bucket(column_name: str, hash_bucket_size: int, combiner: str = "sum", dtype: Any = string) -> Any:
    """A column of words by their hashes. `combiner` is accepted. Source: tf.contrib.layers.sparse_column_with_hash_bucket."""
    return current.categorical_column_with_hash_bucket(column_name, hash_bucket_size, dtype)


def sparse_column_with_integerized_feature(column_name: str, bucket_size: int, combiner: str = "sum", dtype: Any = None) -> Any:
    """A column of class numbers. `combiner` is accepted. Source: tf.contrib.layers.sparse_column_with_integerized_feature."""
    return current.categorical_column_with_identity(column_name, bucket_size)


def crossed_column(columns: Any, hash_bucket_size: int, combiner: str = "sum") -> Any:
    """A column of the combinations of others; of columns of hashes their words are crossed.

    Source: tf.contrib.layers.crossed_column.
    """
    keys = [each.key if hasattr(each, "hash_bucket_size") and hasattr(each, "key") else each for each in columns]
    return current.crossed_column(keys, hash_bucket_size)


def embedding_column(
    sparse_id_column: Any, dimension: int, combiner: str = "sqrtn", initializer: Any = None, max_norm: float | None = None
) -> Any:
    """A column of rows of a table that is learned. Source: tf.contrib.layers.embedding_column."""
    return current.embedding_column(sparse_id_column, dimension, combiner, initializer, max_norm=max_norm)
