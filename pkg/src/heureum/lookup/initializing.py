"""What fills a table: two tensors, or the lines of a file.

Source: tf.lookup.KeyValueTensorInitializer, tf.lookup.TextFileInitializer.
"""

from __future__ import annotations

from typing import Any

from ..dtypes import DType, as_dtype, int64, string
from ..graph import GraphKeys, Operation, Tensor, get_default_graph
from ..ops.tables import LINE_NUMBER, WHOLE_LINE

__all__ = ["KeyValueTensorInitializer", "TableInitializerBase", "TextFileIndex", "TextFileInitializer"]


class TableInitializerBase:
    """What all of them offer: dtypes, and the operation that fills a table. Source: lookup_ops.TableInitializerBase."""

    def __init__(self, key_dtype: Any, value_dtype: Any) -> None:
        self._key_dtype = as_dtype(key_dtype)
        self._value_dtype = as_dtype(value_dtype)

    @property
    def key_dtype(self) -> DType:
        """The dtype of keys."""
        return self._key_dtype

    @property
    def value_dtype(self) -> DType:
        """The dtype of values."""
        return self._value_dtype

    def initialize(self, table: Any) -> Operation:
        """The operation that fills `table`, which tf.tables_initializer runs too."""
        raise NotImplementedError

    def _collected(self, op: Any) -> Operation:
        made: Operation = op
        made.graph.add_to_collection(GraphKeys.TABLE_INITIALIZERS, made)
        return made


class KeyValueTensorInitializer(TableInitializerBase):
    """Fills a table from two tensors, `[n]` keys and `[n]` values. Source: tf.lookup.KeyValueTensorInitializer."""

    def __init__(self, keys: Any, values: Any, key_dtype: Any = None, value_dtype: Any = None, name: str | None = None) -> None:
        graph = get_default_graph()
        with graph.name_scope(None):
            self._keys = graph.convert(keys, None if key_dtype is None else as_dtype(key_dtype), name="keys")
            self._values = graph.convert(values, None if value_dtype is None else as_dtype(value_dtype), name="values")
        self._name = name if name is not None else "key_value_init"
        super().__init__(self._keys.dtype, self._values.dtype)

    def initialize(self, table: Any) -> Operation:
        """The operation that fills `table`. Raises ValueError when there are not as many values as keys."""
        graph = self._keys.graph
        with graph.name_scope(self._name):
            return self._collected(graph.node("LookupTableImportV2", table.resource_handle, self._keys, self._values))


class TextFileIndex:
    """Which part of a line: all of it, or its number; a column is a number from 0 on. Source: tf.lookup.TextFileIndex."""

    WHOLE_LINE = WHOLE_LINE
    LINE_NUMBER = LINE_NUMBER


class TextFileInitializer(TableInitializerBase):
    """Fills a table from the lines of a file, parted by `delimiter`. Source: tf.lookup.TextFileInitializer."""

    def __init__(
        self,
        filename: Any,
        key_dtype: Any,
        key_index: int,
        value_dtype: Any,
        value_index: int,
        vocab_size: int | None = None,
        delimiter: str = "\t",
        name: str | None = None,
    ) -> None:
        super().__init__(key_dtype, value_dtype)
        if not isinstance(filename, Tensor) and not filename:
            raise ValueError("`filename` argument required for TextFileInitializer")
        for what, index, dtype in (("key", key_index, self.key_dtype), ("value", value_index, self.value_dtype)):
            if index < WHOLE_LINE:
                raise ValueError(f"`{what}_index` must be >= {WHOLE_LINE}, received: {index}.")
            if index == LINE_NUMBER and dtype is not int64:
                raise ValueError(f"`{what}_dtype` must be int64 when `{what}_index` is {LINE_NUMBER}, received: {dtype}")
            if index == WHOLE_LINE and dtype is not string and not (what == "key" and dtype.is_integer):
                raise ValueError(f"`{what}_dtype` must be string when `{what}_index` is {WHOLE_LINE}, received: {dtype}")
        if vocab_size is not None and vocab_size <= 0:
            raise ValueError(f"`vocab_size` should be >= 1, received: {vocab_size}")
        if key_index == value_index:
            raise ValueError(f"`key_index` and `value_index` should be different, received: {key_index}")
        self._filename, self._name = filename, name
        self._columns: dict[str, Any] = {"key_index": key_index, "value_index": value_index, "delimiter": delimiter}
        self._vocab_size = -1 if vocab_size is None else vocab_size

    def initialize(self, table: Any) -> Operation:
        """The operation that reads the file into `table`. A run fails with NotFoundError when there is no such file."""
        graph = get_default_graph()
        with graph.name_scope(self._name or "text_file_init"):
            filename = graph.convert(self._filename, string, name="asset_filepath")
            options: dict[str, Any] = {**self._columns, "vocab_size": self._vocab_size}
            return self._collected(graph.node("InitializeTableFromTextFileV2", table.resource_handle, filename, **options))
