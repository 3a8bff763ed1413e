"""Columns of combinations: each pair, triple and so on of what an example has in several columns, hashed.

Source: tf.feature_column.crossed_column.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ..dtypes import string
from ..graph import SparseTensor
from ..ops.examples.parsing import VarLenFeature
from ..ops.sparse.crossing import cross_hashed
from .categorical import HashedCategoricalColumn
from .column import CategoricalColumn, FeatureColumn, Features
from .numeric import BucketizedColumn

__all__ = ["CrossedColumn", "crossed_column"]


@dataclass(frozen=True)
class CrossedColumn(CategoricalColumn):
    """Combinations of classes, in buckets. Source: tf.feature_column.crossed_column."""

    keys: tuple[Any, ...]
    hash_bucket_size: int
    hash_key: int | None

    @property
    def name(self) -> str:
        """The names of all that is crossed, in the order of the alphabet."""
        return "_X_".join(sorted(each if isinstance(each, str) else each.name for each in self._leaves()))

    def _leaves(self) -> Iterator[Any]:
        for key in self.keys:
            if isinstance(key, CrossedColumn):
                yield from key._leaves()
            else:
                yield key

    @property
    def num_buckets(self) -> int:
        """How many buckets there are."""
        return self.hash_bucket_size

    @property
    def parse_example_spec(self) -> dict[str, Any]:
        """Those of the columns; a key is a feature of words."""
        config: dict[str, Any] = {}
        for key in self.keys:
            config.update(key.parse_example_spec if isinstance(key, FeatureColumn) else {key: VarLenFeature(string)})
        return config

    def transform(self, features: Features) -> SparseTensor:
        """The buckets of all combinations."""
        parts: list[Any] = []
        for key in self._leaves():
            if isinstance(key, str):
                parts.append(features[key])
                continue
            ids, weights = key.sparse(features)
            if weights is not None:
                raise ValueError(f"crossed_column does not support weight_tensor, but the given column populates it: {key}")
            parts.append(ids)
        return cross_hashed(parts, self.hash_bucket_size, self.hash_key)


def crossed_column(keys: Sequence[Any], hash_bucket_size: int, hash_key: int | None = None) -> CrossedColumn:
    """A column of the combinations of several: keys of features of words or numbers, or columns of classes.

    Raises ValueError for less than two, for no buckets, and for columns that are hashed themselves: cross their keys.
    Source: tf.feature_column.crossed_column.
    """
    if not hash_bucket_size or hash_bucket_size < 1:
        raise ValueError(f"hash_bucket_size must be > 1. hash_bucket_size: {hash_bucket_size}")
    if not keys or len(keys) < 2:
        raise ValueError(f"keys must be a list with length > 1. Given: {keys}")
    for key in keys:
        if not isinstance(key, (str, CategoricalColumn, BucketizedColumn)):
            raise ValueError(f"Unsupported key type. All keys must be either string, or categorical column. Given: {key}")
        if isinstance(key, HashedCategoricalColumn):
            raise ValueError(
                "categorical_column_with_hash_bucket is not supported for crossing. Hashing before crossing will increase "
                f"probability of collision. Instead, use the feature name as a string. Given: {key}"
            )
    return CrossedColumn(tuple(keys), hash_bucket_size, hash_key)
