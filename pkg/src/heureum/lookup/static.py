"""Tables that are filled once. `StaticHashTable` has a default; `StaticVocabularyTable` has buckets for what it lacks.

Source: tf.lookup.StaticHashTable, tf.lookup.StaticVocabularyTable.
"""

from __future__ import annotations

from typing import Any

from ..dtypes import DType, as_dtype, int64, string
from ..graph import Operation, SparseTensor, Tensor, get_default_graph, graph_of
from .initializing import TableInitializerBase

__all__ = ["LookupInterface", "StaticHashTable", "StaticVocabularyTable"]


class LookupInterface:
    """What all tables offer. Source: tf.lookup's LookupInterface."""

    def __init__(self, key_dtype: Any, value_dtype: Any, handle: Tensor | None) -> None:
        self._key_dtype, self._value_dtype = as_dtype(key_dtype), as_dtype(value_dtype)
        self._handle = handle

    @property
    def key_dtype(self) -> DType:
        """The dtype of keys."""
        return self._key_dtype

    @property
    def value_dtype(self) -> DType:
        """The dtype of values."""
        return self._value_dtype

    @property
    def resource_handle(self) -> Tensor | None:
        """The handle of the table."""
        return self._handle

    @property
    def name(self) -> str:
        """The name of the table."""
        return self._handle.op.name.rpartition("/")[2] if self._handle is not None else ""

    def size(self, name: str | None = None) -> Tensor:
        """How many keys there are. `-> int64 []`."""
        graph = get_default_graph()
        with graph.name_scope(name or f"{self.name}_Size"):
            made: Tensor = graph.node("LookupTableSizeV2", self._handle)
            return made

    def _keys(self, keys: Any) -> Any:
        """Keys as a tensor. Raises TypeError for keys of another dtype."""
        values = keys.values if isinstance(keys, SparseTensor) else keys
        values = values if isinstance(values, Tensor) else graph_of(values).convert(values, self._key_dtype)
        if values.dtype is not self._key_dtype:
            raise TypeError(
                f"Dtype of argument `keys` must be {self._key_dtype.name}, received: {values.dtype.name}; "
                f"cast them, or make the table {self.name!r} with keys of that dtype"
            )
        return values


def _like(keys: Any, values: Tensor) -> Any:
    """Values in the places of sparse keys."""
    return SparseTensor(keys.indices, values, keys.dense_shape) if isinstance(keys, SparseTensor) else values


class StaticHashTable(LookupInterface):
    """A table that tf.tables_initializer fills, once in a session. Source: tf.lookup.StaticHashTable."""

    def __init__(self, initializer: TableInitializerBase, default_value: Any, name: str | None = None) -> None:
        graph = get_default_graph()
        kinds: dict[str, Any] = {"key_dtype": initializer.key_dtype, "value_dtype": initializer.value_dtype}
        self._default = graph.convert(default_value, initializer.value_dtype, name="Const")
        self._default.shape.merge_with(())
        super().__init__(**kinds, handle=graph.node("HashTableV2", **kinds, name=name or "hash_table"))
        self._initializer = initializer.initialize(self)

    @property
    def initializer(self) -> Operation:
        """The operation that fills the table."""
        return self._initializer

    @property
    def init(self) -> Operation:
        """The operation that fills the table, by its older name."""
        return self._initializer

    @property
    def default_value(self) -> Tensor:
        """The value of keys that are not there."""
        return self._default

    def lookup(self, keys: Any, name: str | None = None) -> Any:
        """The values of keys, also of a SparseTensor's. `[...] -> [...]`. Raises TypeError for keys of another dtype.

        A run fails with FailedPreconditionError before tf.tables_initializer has run.
        """
        graph = get_default_graph()
        values = self._keys(keys)
        with graph.name_scope(name or f"{self.name}_Lookup"):
            return _like(keys, graph.node("LookupTableFindV2", self._handle, values, self._default))

    def export(self, name: str | None = None) -> tuple[Tensor, Tensor]:
        """All keys and values. `-> [n], [n]`."""
        graph = get_default_graph()
        kinds: dict[str, Any] = {"key_dtype": self._key_dtype, "value_dtype": self._value_dtype}
        with graph.name_scope(name or f"{self.name}_Export"):
            keys, values = graph.node("LookupTableExportV2", self._handle, value_shape=self._default.shape, **kinds)
            return keys, values


class StaticVocabularyTable(LookupInterface):
    """Words to ids; a word that the table lacks gets one of `num_oov_buckets` ids after it, by its hash.

    Without an initializer all words do. `strong_key` makes the hash secret. Source: tf.lookup.StaticVocabularyTable.
    """

    def __init__(
        self,
        initializer: TableInitializerBase | None,
        num_oov_buckets: int,
        lookup_key_dtype: Any = None,
        name: str | None = None,
        *,
        strong_key: Any = None,
        table: StaticHashTable | None = None,
    ) -> None:
        if num_oov_buckets <= 0:
            raise ValueError(f"`num_oov_buckets` must be > 0; use StaticHashTable, received: {num_oov_buckets}")
        self._buckets, self._strong_key = num_oov_buckets, strong_key
        if table is None and initializer is not None:
            if initializer.value_dtype is not int64:
                raise TypeError(f"Invalid `value_dtype`, expected int64 but got {initializer.value_dtype.name}.")
            table = StaticHashTable(initializer, -1, name=name)
        self._table = table
        kind = lookup_key_dtype or (string if table is None else table.key_dtype)
        super().__init__(kind, int64, None if table is None else table.resource_handle)

    @property
    def initializer(self) -> Operation | None:
        """The operation that fills the table; None when there is nothing to fill."""
        return None if self._table is None else self._table.initializer

    @property
    def init(self) -> Operation | None:
        """The same by its older name."""
        return self.initializer

    def size(self, name: str | None = None) -> Tensor:
        """How many ids there are, those of buckets among them. `-> int64 []`."""
        graph = get_default_graph()
        if self._table is None:
            return graph.convert(self._buckets, int64, name="Const")
        with graph.name_scope(name or f"{self.name}_Size"):
            return self._table.size() + self._buckets

    def lookup(self, keys: Any, name: str | None = None) -> Any:
        """The ids of words, also of a SparseTensor's. `[...] -> int64 [...]`. Raises TypeError for keys of another dtype."""
        graph = get_default_graph()
        values = self._keys(keys)
        with graph.name_scope(name or f"{self.name or 'string_to_index'}_Lookup"):
            words = values if values.dtype is string else graph.node("AsString", values)
            options: dict[str, Any] = {"num_buckets": self._buckets, "name": "hash_bucket"}
            if self._strong_key is not None:
                bucket = graph.node("StringToHashBucketStrong", words, key=list(self._strong_key), **options)
            else:
                bucket = graph.node("StringToHashBucketFast", words, **options)
            if self._table is None:
                return _like(keys, bucket)
            ids = self._table.lookup(values)
            beyond = graph.node("Add", bucket, self._table.size())
            is_known = graph.node("NotEqual", ids, self._table.default_value)
            return _like(keys, graph.node("Select", is_known, ids, beyond))
