"""Tables that map keys to values, kept from run to run: filled once from tensors or a file, or changed by every run.

Takes a table's handle and keys; gives values, a default for keys that are not there.
Law: a table that is filled once is used only after that; a default has the shape of one value.
Source: tensorflow/core/ops/lookup_ops.cc, tensorflow/core/kernels/lookup_table_op.cc.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from ..dtypes import DType, int64, string
from ..errors import FailedPreconditionError, InvalidArgumentError
from ..graph import op
from ..op_def import ANY
from ..tensor_shape import TensorShape, TensorSpec
from .files import file_bytes, file_path

__all__ = ["LINE_NUMBER", "WHOLE_LINE"]

WHOLE_LINE, LINE_NUMBER = -2, -1


class _Table:
    """Keys and values. `is_ready` once it may be looked up."""

    def __init__(self, name: str, key_dtype: DType, value_dtype: DType, *, is_ready: bool) -> None:
        self.name = name
        self.key_dtype = key_dtype
        self.value_dtype = value_dtype
        self.is_ready = is_ready
        self.values: dict[Any, Any] = {}

    def checked(self) -> dict[Any, Any]:
        """What it holds. Raises FailedPreconditionError before it was filled."""
        if not self.is_ready:
            message = f"Table not initialized: {self.name}; run tf.tables_initializer() first"
            raise FailedPreconditionError(None, None, message)
        return self.values

    def fill(self, pairs: Iterator[tuple[Any, Any]]) -> None:
        """Take all pairs in, once. Raises InvalidArgumentError for a key with two values."""
        if self.is_ready:
            return
        found: dict[Any, Any] = {}
        for key, value in pairs:
            if found.setdefault(key, value) != value:
                raise InvalidArgumentError(
                    None,
                    None,
                    f"HashTable has different value for same key. Key {key} has {found[key]} and trying to add {value}",
                )
        self.values, self.is_ready = found, True


def _plain(array: Any) -> list[Any]:
    """The elements as Python's own, which can be keys."""
    return [array] if isinstance(array, bytes) else np.ravel(array).tolist()


def _array(values: list[Any], dtype: DType, shape: tuple[int, ...]) -> Any:
    made = np.empty(len(values), dtype.as_numpy_dtype)
    made[:] = values
    return made.reshape(shape)[()]


@op("HashTableV2() -> table_handle: resource", shape=lambda **_: (), stateful=True)
def _hash_table(context: Any, *, key_dtype: DType, value_dtype: DType, shared_name: str = "") -> Any:
    """A table that is filled once. `-> []`. Source: tf.lookup.StaticHashTable."""
    name = shared_name or context.node_name
    return context.resources.get("table", name, lambda: _Table(name, key_dtype, value_dtype, is_ready=False))


@op("MutableHashTableV2() -> table_handle: resource", shape=lambda **_: (), stateful=True)
def _mutable_hash_table(
    context: Any, *, key_dtype: DType, value_dtype: DType, value_shape: TensorShape, shared_name: str = ""
) -> Any:
    """A table that every run may change. `-> []`. Source: tf.lookup.experimental.MutableHashTable."""
    name = shared_name or context.node_name
    return context.resources.get("table", name, lambda: _Table(name, key_dtype, value_dtype, is_ready=True))


def _as_many(table_handle: TensorSpec, keys: TensorSpec, values: TensorSpec) -> list[TensorShape]:
    if keys.shape.rank is not None and values.shape.rank is not None:
        TensorShape.of((values.shape.sizes or ())[: keys.shape.rank]).merge_with(keys.shape)
    return []


@op("LookupTableImportV2(table_handle: resource, keys: Tin, values: Tout) -> ", shape=_as_many, stateful=True, Tin=ANY, Tout=ANY)
def _import(context: Any, table_handle: _Table, keys: Any, values: Any) -> Any:
    """Fill a table, once. `[], [n], [n] ->`. Source: tf.lookup.KeyValueTensorInitializer."""
    table_handle.fill(iter(zip(_plain(keys), _plain(values), strict=True)))
    return ()


@op(
    "InitializeTableFromTextFileV2(table_handle: resource, filename: string) -> ",
    shape=lambda table_handle, filename, **_: [],
    stateful=True,
)
def _import_file(
    context: Any,
    table_handle: _Table,
    filename: Any,
    *,
    key_index: int,
    value_index: int,
    vocab_size: int = -1,
    delimiter: str = "\t",
) -> Any:
    """Fill a table from the lines of a file, once. `[], [] ->`. Source: tf.lookup.TextFileInitializer."""
    lines = file_bytes(filename).decode().splitlines()
    if vocab_size > len(lines):
        path = file_path(filename)
        raise InvalidArgumentError(None, None, f"Invalid vocab_size in {path}: expected {vocab_size} but got {len(lines)}")
    kept = lines[:vocab_size] if vocab_size > 0 else lines

    def part(number: int, line: str, at: int, dtype: DType) -> Any:
        text = line if at == WHOLE_LINE else str(number) if at == LINE_NUMBER else line.split(delimiter)[at]
        return text.encode() if dtype is string else int(text) if dtype.is_integer else float(text)

    try:
        table_handle.fill(
            (
                part(number, line, key_index, table_handle.key_dtype),
                part(number, line, value_index, table_handle.value_dtype),
            )
            for number, line in enumerate(kept)
        )
    except (IndexError, ValueError) as reason:
        wanted = f"columns {key_index} and {value_index} as {table_handle.key_dtype.name} and {table_handle.value_dtype.name}"
        raise InvalidArgumentError(None, None, f"{file_path(filename)} has a line without {wanted}: {reason}") from None
    return ()


def _found_shape(table_handle: TensorSpec, keys: TensorSpec, default_value: TensorSpec) -> TensorShape:
    return keys.shape.concatenate(default_value.shape)


@op(
    "LookupTableFindV2(table_handle: resource, keys: Tin, default_value: Tout) -> values: Tout",
    shape=_found_shape,
    stateful=True,
    Tin=ANY,
    Tout=ANY,
)
def _find(context: Any, table_handle: _Table, keys: Any, default_value: Any) -> Any:
    """The values of keys, the default for what is not there. `[], [...], [v] -> [..., v]`.

    Source: tf.lookup.StaticHashTable.lookup.
    """
    held = table_handle.checked()
    dtype, inner = table_handle.value_dtype, np.shape(default_value)
    if inner:
        rows = [held.get(key, default_value) for key in _plain(keys)]
        return np.reshape(np.array(rows, dtype.as_numpy_dtype), (*np.shape(keys), *inner))
    default = _plain(default_value)[0]
    return _array([held.get(key, default) for key in _plain(keys)], dtype, np.shape(keys))


@op("LookupTableSizeV2(table_handle: resource) -> size: int64", shape=lambda table_handle: (), stateful=True)
def _size(context: Any, table_handle: _Table) -> Any:
    """How many keys there are. `[] -> []`. Source: tf.lookup.StaticHashTable.size."""
    return np.int64(len(table_handle.checked()))


@op("LookupTableInsertV2(table_handle: resource, keys: Tin, values: Tout) -> ", shape=_as_many, stateful=True, Tin=ANY, Tout=ANY)
def _insert(context: Any, table_handle: _Table, keys: Any, values: Any) -> Any:
    """Give keys values, new ones to those that are there. `[], [n], [n, v] ->`. Source: MutableHashTable.insert."""
    keys = _plain(keys)
    rows = _plain(values) if np.ndim(values) <= 1 else list(np.asarray(values))
    table_handle.values.update(zip(keys, rows, strict=True))
    return ()


@op("LookupTableRemoveV2(table_handle: resource, keys: Tin) -> ", shape=lambda table_handle, keys: [], stateful=True, Tin=ANY)
def _remove(context: Any, table_handle: _Table, keys: Any) -> Any:
    """Forget keys. `[], [n] ->`. Source: MutableHashTable.remove."""
    for key in _plain(keys):
        table_handle.values.pop(key, None)
    return ()


def _all_shape(table_handle: TensorSpec, *, key_dtype: DType, value_dtype: DType, value_shape: TensorShape) -> list[TensorShape]:
    return [TensorShape.of((None,)), TensorShape.of((None,)).concatenate(value_shape)]


@op("LookupTableExportV2(table_handle: resource) -> keys: key_dtype, values: value_dtype", shape=_all_shape, stateful=True)
def _export(
    context: Any, table_handle: _Table, *, key_dtype: DType = string, value_dtype: DType = int64, value_shape: TensorShape
) -> Any:
    """All keys and their values. `[] -> [n], [n, v]`. Source: MutableHashTable.export."""
    held = table_handle.checked()
    keys = _array(list(held), key_dtype, (len(held),))
    if value_shape.rank:
        rows = np.array(list(held.values()), value_dtype.as_numpy_dtype)
        return keys, rows.reshape([len(held), *(size or 0 for size in value_shape.sizes or ())])
    return keys, _array(list(held.values()), value_dtype, (len(held),))
