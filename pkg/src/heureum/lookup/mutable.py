"""Tables that every run may change. Source: tf.lookup.experimental."""

from __future__ import annotations

from typing import Any

from ..dtypes import as_dtype
from ..graph import Operation, Tensor, get_default_graph
from .static import LookupInterface

__all__ = ["DenseHashTable", "MutableHashTable"]


class MutableHashTable(LookupInterface):
    """A table that starts empty. Values may have a shape, that of `default_value`.

    Source: tf.lookup.experimental.MutableHashTable.
    """

    def __init__(
        self, key_dtype: Any, value_dtype: Any, default_value: Any, name: str = "MutableHashTable", checkpoint: bool = True
    ) -> None:
        graph = get_default_graph()
        kinds: dict[str, Any] = {"key_dtype": as_dtype(key_dtype), "value_dtype": as_dtype(value_dtype)}
        self._default = graph.convert(default_value, kinds["value_dtype"])
        self._kinds: dict[str, Any] = {**kinds, "value_shape": self._default.shape}
        super().__init__(**kinds, handle=graph.node("MutableHashTableV2", **self._kinds, name=name))

    def insert(self, keys: Any, values: Any, name: str | None = None) -> Operation:
        """The operation that gives keys values. `[n], [n, ...] ->`. Raises TypeError for keys of another dtype."""
        graph = get_default_graph()
        with graph.name_scope(name or f"{self.name}_lookup_table_insert"):
            keys = self._keys(keys if isinstance(keys, Tensor) else graph.convert(keys, self._key_dtype, name="keys"))
            values = graph.convert(values, self._value_dtype, name="values")
            made: Operation = graph.node("LookupTableInsertV2", self._handle, keys, values)
            return made

    def remove(self, keys: Any, name: str | None = None) -> Operation:
        """The operation that forgets keys. `[n] ->`. Raises TypeError for keys of another dtype."""
        graph = get_default_graph()
        with graph.name_scope(name or f"{self.name}_lookup_table_remove"):
            made: Operation = graph.node("LookupTableRemoveV2", self._handle, self._keys(keys))
            return made

    def lookup(self, keys: Any, dynamic_default_values: Any = None, name: str | None = None) -> Tensor:
        """The values of keys. `[...] -> [..., v]`. Raises TypeError for keys of another dtype, ValueError for other defaults."""
        if dynamic_default_values is not None:
            raise ValueError("A table here has one default, that of its constructor: choose others with tf.where")
        graph = get_default_graph()
        with graph.name_scope(name or f"{self.name}_lookup_table_find"):
            keys = self._keys(keys if isinstance(keys, Tensor) else graph.convert(keys, self._key_dtype, name="keys"))
            made: Tensor = graph.node("LookupTableFindV2", self._handle, keys, self._default)
            return made

    def export(self, name: str | None = None) -> tuple[Tensor, Tensor]:
        """All keys and values. `-> [n], [n, v]`."""
        graph = get_default_graph()
        with graph.name_scope(name or f"{self.name}_lookup_table_export_values"):
            keys, values = graph.node("LookupTableExportV2", self._handle, **self._kinds)
            return keys, values


class DenseHashTable(MutableHashTable):
    """The same; TensorFlow keeps it in one array, for which it wants two keys that nothing has.

    Source: tf.lookup.experimental.DenseHashTable.
    """

    def __init__(
        self,
        key_dtype: Any,
        value_dtype: Any,
        default_value: Any,
        empty_key: Any,
        deleted_key: Any,
        initial_num_buckets: int | None = None,
        name: str = "MutableDenseHashTable",
        checkpoint: bool = True,
    ) -> None:
        super().__init__(key_dtype, value_dtype, default_value, name, checkpoint)
