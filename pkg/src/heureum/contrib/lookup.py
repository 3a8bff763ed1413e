"""Words to ids and back, from a list or a file: tables as TensorFlow 1 made them. `tf.contrib.lookup`.

Source: tensorflow/contrib/lookup/lookup_ops.py, tensorflow/python/ops/lookup_ops.py.
"""

from __future__ import annotations

from collections import namedtuple
from typing import Any

from ..dtypes import as_dtype, int64, string
from ..graph import Tensor, get_default_graph
from ..lookup import KeyValueTensorInitializer, StaticHashTable, StaticVocabularyTable, TextFileIndex, TextFileInitializer
from ..lookup.experimental import DenseHashTable, MutableHashTable

__all__ = [
    "FastHashSpec",
    "HashTable",
    "HasherSpec",
    "KeyValueTensorInitializer",
    "MutableDenseHashTable",
    "MutableHashTable",
    "StrongHashSpec",
    "TextFileIndex",
    "TextFileInitializer",
    "index_table_from_file",
    "index_table_from_tensor",
    "index_to_string",
    "index_to_string_table_from_file",
    "index_to_string_table_from_tensor",
    "string_to_index",
    "string_to_index_table_from_file",
    "string_to_index_table_from_tensor",
]

MutableDenseHashTable = DenseHashTable
HasherSpec = namedtuple("HasherSpec", ["hasher", "key"])
HasherSpec.__doc__ = "How words that a table lacks are hashed. Source: tf.contrib.lookup.HasherSpec."
FastHashSpec = HasherSpec("fasthash", None)
Table = Any


def StrongHashSpec(key: Any) -> Any:  # TensorFlow's name
    """A hash that nobody can foresee without the two numbers of `key`. Source: tf.contrib.lookup.StrongHashSpec."""
    if len(key) != 2:
        raise ValueError(f"`key` must have size 2, received {len(key)}")
    return HasherSpec("stronghash", list(key))


class HashTable(StaticHashTable):
    """A table that is filled once. Source: tf.contrib.lookup.HashTable."""

    def __init__(self, initializer: Any, default_value: Any, shared_name: str | None = None, name: str | None = None) -> None:
        super().__init__(initializer, default_value, name)


def _table(initializer: Any, num_oov_buckets: int, default_value: int, hasher_spec: Any) -> Table:
    table = StaticHashTable(initializer, default_value)
    if num_oov_buckets:
        return StaticVocabularyTable(None, num_oov_buckets, strong_key=hasher_spec.key, table=table)
    return table


def _ids(graph: Any, words: Tensor) -> Tensor:
    zero, one = graph.convert(0, name="range/start"), graph.convert(1, name="range/delta")
    made: Tensor = graph.node("Cast", graph.node("Range", zero, graph.node("Size", words), one, name="range"), DstT=int64)
    return made


def index_table_from_tensor(
    mapping: Any = None,
    num_oov_buckets: int = 0,
    default_value: int = -1,
    hasher_spec: Any = FastHashSpec,
    dtype: Any = string,
    name: str | None = None,
    vocabulary_list: Any = None,
) -> Table:
    """The table of words to their places in a list; others get buckets, or the default. `[n] -> table`.

    Raises ValueError without words or for less than no buckets. Source: tf.contrib.lookup.index_table_from_tensor.
    """
    words = vocabulary_list if mapping is None else mapping
    if words is None:
        raise ValueError("mapping must be specified: the list of words")
    if num_oov_buckets < 0:
        raise ValueError(f"`num_oov_buckets` must be >= 0, received: {num_oov_buckets}.")
    graph = get_default_graph()
    with graph.name_scope(name or "string_to_index"):
        keys = graph.convert(words, as_dtype(dtype) if as_dtype(dtype) is string else None)
        if keys.dtype.is_integer and keys.dtype is not int64:
            keys = graph.node("Cast", keys, DstT=int64)
        with graph.name_scope("hash_table"):
            initializer = KeyValueTensorInitializer(keys, _ids(graph, keys), name="table_init")
            return _table(initializer, num_oov_buckets, default_value, hasher_spec)


def index_table_from_file(
    vocabulary_file: Any = None,
    num_oov_buckets: int = 0,
    vocab_size: int | None = None,
    default_value: int = -1,
    hasher_spec: Any = FastHashSpec,
    key_dtype: Any = string,
    name: str | None = None,
    key_column_index: int = TextFileIndex.WHOLE_LINE,
    value_column_index: int = TextFileIndex.LINE_NUMBER,
    delimiter: str = "\t",
) -> Table:
    """The table of a file's lines to their numbers; others get buckets, or the default.

    Raises ValueError without a file or for less than no buckets. Source: tf.contrib.lookup.index_table_from_file.
    """
    if vocabulary_file is None or (isinstance(vocabulary_file, str) and not vocabulary_file):
        raise ValueError("`vocabulary_file` must be specified and must not be empty.")
    if num_oov_buckets < 0:
        raise ValueError(f"num_oov_buckets must be greater or equal than 0, got {num_oov_buckets}.")
    with get_default_graph().name_scope(name or "string_to_index"), get_default_graph().name_scope("hash_table"):
        columns = (key_column_index, int64, value_column_index, vocab_size, delimiter)
        initializer = TextFileInitializer(vocabulary_file, key_dtype, *columns, name="table_init")
        return _table(initializer, num_oov_buckets, default_value, hasher_spec)


def index_to_string_table_from_tensor(
    mapping: Any = None, default_value: Any = "UNK", name: str | None = None, vocabulary_list: Any = None
) -> Table:
    """The table of places in a list to its words. `[n] -> table`. Raises ValueError without words.

    Source: tf.contrib.lookup.index_to_string_table_from_tensor.
    """
    words = vocabulary_list if mapping is None else mapping
    if words is None:
        raise ValueError("mapping must be specified: the list of words")
    graph = get_default_graph()
    with graph.name_scope(name or "index_to_string"):
        values = graph.convert(words, string)
        return StaticHashTable(KeyValueTensorInitializer(_ids(graph, values), values, name="table_init"), default_value)


def index_to_string_table_from_file(
    vocabulary_file: Any,
    vocab_size: int | None = None,
    default_value: Any = "UNK",
    name: str | None = None,
    key_column_index: int = TextFileIndex.LINE_NUMBER,
    value_column_index: int = TextFileIndex.WHOLE_LINE,
    delimiter: str = "\t",
) -> Table:
    """The table of line numbers to a file's lines. Raises ValueError without a file.

    Source: tf.contrib.lookup.index_to_string_table_from_file.
    """
    if isinstance(vocabulary_file, str) and not vocabulary_file:
        raise ValueError("vocabulary_file must be specified and must not be empty.")
    with get_default_graph().name_scope(name or "index_to_string"):
        columns = (key_column_index, string, value_column_index, vocab_size, delimiter)
        return StaticHashTable(TextFileInitializer(vocabulary_file, int64, *columns, name="table_init"), default_value)


string_to_index_table_from_file, string_to_index_table_from_tensor = index_table_from_file, index_table_from_tensor


def string_to_index(tensor: Any, mapping: Any, default_value: int = -1, name: str | None = None) -> Tensor:
    """The places of words in a list. `[...] -> int64 [...]`. Source: tf.contrib.lookup.string_to_index."""
    return index_table_from_tensor(mapping, default_value=default_value).lookup(tensor)


def index_to_string(tensor: Any, mapping: Any, default_value: Any = "UNK", name: str | None = None) -> Tensor:
    """The words of places in a list. `int64 [...] -> [...]`. Source: tf.contrib.lookup.index_to_string."""
    return index_to_string_table_from_tensor(mapping, default_value).lookup(tensor)
