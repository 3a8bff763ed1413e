"""Columns of classes: by number, by a vocabulary, or by the hash of a word. Source: tf.feature_column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..checks import assert_greater_equal, assert_less
from ..dtypes import DType, as_dtype, float32, int64, string
from ..gfile import GFile
from ..graph import SparseTensor, Tensor, get_default_graph
from ..lookup import KeyValueTensorInitializer, StaticHashTable, StaticVocabularyTable, TextFileIndex, TextFileInitializer
from ..ops.examples.parsing import VarLenFeature
from .column import CategoricalColumn, Features, ids_of

__all__ = [
    "HashedCategoricalColumn",
    "IdentityCategoricalColumn",
    "VocabularyCategoricalColumn",
    "WeightedCategoricalColumn",
    "categorical_column_with_hash_bucket",
    "categorical_column_with_identity",
    "categorical_column_with_vocabulary_file",
    "categorical_column_with_vocabulary_list",
    "weighted_categorical_column",
]


@dataclass(frozen=True)
class _KeyedColumn(CategoricalColumn):
    """A column of classes that one feature tells."""

    key: str

    @property
    def name(self) -> str:
        """The key."""
        return self.key

    def transform(self, features: Features) -> SparseTensor:
        """The numbers of the classes."""
        given = ids_of(features[self.key])
        return SparseTensor(given.indices, self._numbers(given.values), given.dense_shape)

    def _numbers(self, values: Tensor) -> Tensor:
        raise NotImplementedError

    def _require(self, values: Tensor, dtype: DType) -> None:
        if values.dtype is not string and not values.dtype.is_integer:
            raise ValueError(f"Column_name: {self.key}: the tensor's dtype must be string or integer, found {values.dtype.name}.")
        if values.dtype.is_integer != dtype.is_integer:
            raise ValueError(
                f"Column dtype and SparseTensors dtype must be compatible. key: {self.key}, "
                f"column dtype: {dtype.name}, tensor dtype: {values.dtype.name}"
            )


@dataclass(frozen=True)
class HashedCategoricalColumn(_KeyedColumn):
    """Classes by the hash of what they are called. Source: tf.feature_column.categorical_column_with_hash_bucket."""

    hash_bucket_size: int
    dtype: DType

    @property
    def num_buckets(self) -> int:
        """How many buckets there are."""
        return self.hash_bucket_size

    @property
    def parse_example_spec(self) -> dict[str, Any]:
        """A feature of any length."""
        return {self.key: VarLenFeature(self.dtype)}

    def _numbers(self, values: Tensor) -> Tensor:
        self._require(values, self.dtype)
        graph = get_default_graph()
        words = values if values.dtype is string else graph.node("AsString", values)
        made: Tensor = graph.node("StringToHashBucketFast", words, num_buckets=self.hash_bucket_size, name="lookup")
        return made


@dataclass(frozen=True)
class IdentityCategoricalColumn(_KeyedColumn):
    """Classes by their numbers. Source: tf.feature_column.categorical_column_with_identity."""

    number_buckets: int
    default_value: int | None

    @property
    def num_buckets(self) -> int:
        """How many classes there are."""
        return self.number_buckets

    @property
    def parse_example_spec(self) -> dict[str, Any]:
        """A feature of any length."""
        return {self.key: VarLenFeature(int64)}

    def _numbers(self, values: Tensor) -> Tensor:
        if not values.dtype.is_integer:
            raise ValueError(f"Invalid input, not integer. key: {self.key} dtype: {values.dtype.name}")
        graph = get_default_graph()
        numbers = values if values.dtype is int64 else graph.node("Cast", values, DstT=int64)
        count, zero = np.int64(self.number_buckets), np.int64(0)
        if self.default_value is None:
            checked = [assert_less(numbers, count), assert_greater_equal(numbers, zero)]
            with graph.control_dependencies(checked):
                made: Tensor = graph.node("Identity", numbers)
                return made
        outside = graph.node("LogicalOr", graph.node("Less", numbers, zero), graph.node("GreaterEqual", numbers, count))
        instead = graph.node("Fill", graph.node("Shape", numbers), np.int64(self.default_value))
        chosen: Tensor = graph.node("Select", outside, instead, numbers)
        return chosen


@dataclass(frozen=True)
class VocabularyCategoricalColumn(_KeyedColumn):
    """Classes by their places in a list or in the lines of a file.

    Source: tf.feature_column.categorical_column_with_vocabulary_list, categorical_column_with_vocabulary_file.
    """

    vocabulary: tuple[Any, ...] | str
    vocabulary_size: int
    dtype: DType
    default_value: int
    num_oov_buckets: int

    @property
    def num_buckets(self) -> int:
        """The words, and the buckets for others."""
        return self.vocabulary_size + self.num_oov_buckets

    @property
    def parse_example_spec(self) -> dict[str, Any]:
        """A feature of any length."""
        return {self.key: VarLenFeature(self.dtype)}

    def _numbers(self, values: Tensor) -> Tensor:
        self._require(values, self.dtype)
        graph = get_default_graph()
        key_dtype = int64 if self.dtype.is_integer else string
        keys = graph.node("Cast", values, DstT=int64) if key_dtype is int64 and values.dtype is not int64 else values
        with graph.name_scope(f"{self.key.replace(' ', '_')}_lookup"):
            places: Any
            if isinstance(self.vocabulary, str):
                columns = (TextFileIndex.WHOLE_LINE, int64, TextFileIndex.LINE_NUMBER, self.vocabulary_size)
                places = TextFileInitializer(self.vocabulary, key_dtype, *columns)
            else:
                words = np.array(self.vocabulary, object if key_dtype is string else np.int64)
                places = KeyValueTensorInitializer(words, np.arange(self.vocabulary_size), key_dtype, int64)
            table: Any = StaticHashTable(places, self.default_value)
            if self.num_oov_buckets:
                table = StaticVocabularyTable(None, self.num_oov_buckets, table=table)
            made: Tensor = table.lookup(keys)
            return made


@dataclass(frozen=True)
class WeightedCategoricalColumn(CategoricalColumn):
    """Classes that count as much as another feature says. Source: tf.feature_column.weighted_categorical_column."""

    categorical_column: CategoricalColumn
    weight_feature_key: str
    dtype: DType

    @property
    def name(self) -> str:
        """The names of both."""
        return f"{self.categorical_column.name}_weighted_by_{self.weight_feature_key}"

    @property
    def num_buckets(self) -> int:
        """The classes' number."""
        return self.categorical_column.num_buckets

    @property
    def parse_example_spec(self) -> dict[str, Any]:
        """Those of both."""
        config = self.categorical_column.parse_example_spec
        if self.weight_feature_key in config:
            raise ValueError(f"Parse config {config[self.weight_feature_key]} already exists for {self.weight_feature_key}.")
        return {**config, self.weight_feature_key: VarLenFeature(self.dtype)}

    def transform(self, features: Features) -> SparseTensor:
        """The weights, as float32."""
        weights = ids_of(features[self.weight_feature_key])
        if weights.values.dtype is float32:
            return weights
        cast = get_default_graph().node("Cast", weights.values, DstT=float32)
        return SparseTensor(weights.indices, cast, weights.dense_shape)

    def sparse(self, features: Features) -> tuple[SparseTensor, SparseTensor | None]:
        """The classes and their weights."""
        return self.categorical_column.sparse(features)[0], features[self]


def categorical_column_with_hash_bucket(key: str, hash_bucket_size: int, dtype: Any = string) -> HashedCategoricalColumn:
    """A column of words that are not known beforehand: each falls into a bucket by its hash.

    Raises ValueError for less than one bucket or a dtype other than strings and integers.
    Source: tf.feature_column.categorical_column_with_hash_bucket.
    """
    if hash_bucket_size is None or hash_bucket_size < 1:
        raise ValueError(f"hash_bucket_size must be at least 1. hash_bucket_size: {hash_bucket_size}, key: {key}")
    return HashedCategoricalColumn(key, hash_bucket_size, _word_or_number(as_dtype(dtype), key))


def categorical_column_with_identity(key: str, num_buckets: int, default_value: int | None = None) -> IdentityCategoricalColumn:
    """A column of class numbers in [0, num_buckets). Others become the default; without one, running them is an error.

    Raises ValueError for less than one class or a default that is none.
    Source: tf.feature_column.categorical_column_with_identity.
    """
    if num_buckets < 1:
        raise ValueError(f"num_buckets {num_buckets} < 1, column_name {key}")
    if default_value is not None and not 0 <= default_value < num_buckets:
        raise ValueError(f"default_value {default_value} not in range [0, {num_buckets}), column_name {key}")
    return IdentityCategoricalColumn(key, num_buckets, default_value)


def categorical_column_with_vocabulary_list(
    key: str, vocabulary_list: Sequence[Any], dtype: Any = None, default_value: int = -1, num_oov_buckets: int = 0
) -> VocabularyCategoricalColumn:
    """A column of the words of a list. Others become the default, -1, which counts for nothing, or fall into buckets.

    Raises ValueError for no words, a word twice, or both a default and buckets.
    Source: tf.feature_column.categorical_column_with_vocabulary_list.
    """
    if vocabulary_list is None or len(vocabulary_list) < 1:
        raise ValueError(f"vocabulary_list {vocabulary_list!r} must be non-empty, column_name: {key}")
    if len(set(vocabulary_list)) != len(vocabulary_list):
        raise ValueError(f"Duplicate keys in vocabulary_list {vocabulary_list!r}, column_name: {key}")
    found = string if isinstance(vocabulary_list[0], (str, bytes)) else as_dtype(np.asarray(vocabulary_list).dtype)
    kind = _word_or_number(found if dtype is None else as_dtype(dtype), key)
    if kind.is_integer != found.is_integer:
        raise ValueError(f"dtype {kind.name} and vocabulary dtype {found.name} do not match, column_name: {key}")
    _require_one(default_value, num_oov_buckets, key)
    return VocabularyCategoricalColumn(key, tuple(vocabulary_list), len(vocabulary_list), kind, default_value, num_oov_buckets)


def categorical_column_with_vocabulary_file(
    key: str,
    vocabulary_file: str,
    vocabulary_size: int | None = None,
    num_oov_buckets: int = 0,
    default_value: int | None = None,
    dtype: Any = string,
) -> VocabularyCategoricalColumn:
    """A column of the words that stand in a file, one in each line. Raises ValueError as for a list, or without a file.

    Source: tf.feature_column.categorical_column_with_vocabulary_file.
    """
    if not vocabulary_file:
        raise ValueError(f"Missing vocabulary_file in {key}.")
    if vocabulary_size is None:
        with GFile(vocabulary_file, "rb") as file:
            vocabulary_size = sum(1 for _ in file)
    if vocabulary_size < 1:
        raise ValueError(f"Invalid vocabulary_size in {key}: {vocabulary_size}.")
    _require_one(-1 if default_value is None else default_value, num_oov_buckets, key)
    kind = _word_or_number(as_dtype(dtype), key)
    default = -1 if default_value is None else default_value
    return VocabularyCategoricalColumn(key, vocabulary_file, vocabulary_size, kind, default, num_oov_buckets)


def weighted_categorical_column(
    categorical_column: Any, weight_feature_key: str, dtype: Any = float32
) -> WeightedCategoricalColumn:
    """A column of classes that count as much as the feature `weight_feature_key` says.

    Raises ValueError for a dtype that is no number. Source: tf.feature_column.weighted_categorical_column.
    """
    kind = as_dtype(dtype)
    if not (kind.is_integer or kind.is_floating):
        raise ValueError(f"dtype {kind.name} is not convertible to float.")
    return WeightedCategoricalColumn(categorical_column, weight_feature_key, kind)


def _word_or_number(dtype: DType, key: str) -> DType:
    if dtype is not string and not dtype.is_integer:
        raise ValueError(f"column_name: {key} dtype must be string or integer. dtype: {dtype.name}.")
    return dtype


def _require_one(default_value: int, num_oov_buckets: int, key: str) -> None:
    if num_oov_buckets < 0:
        raise ValueError(f"Invalid num_oov_buckets {num_oov_buckets} in {key}.")
    if num_oov_buckets and default_value != -1:
        raise ValueError(f"Can't specify both num_oov_buckets and default_value in {key}.")
