"""Look-up tables: what they hold, and what they refuse."""

from pathlib import Path

import numpy as np
import pytest

import heureum as tf

lookup = tf.contrib.lookup


def test_words_to_numbers_and_back() -> None:
    words = ["emerson", "lake", "palmer"]
    ids = lookup.index_table_from_tensor(words, num_oov_buckets=1).lookup(tf.constant(["lake", "and", "emerson"]))
    back = lookup.index_to_string_table_from_tensor(words).lookup(tf.constant([2, 7], tf.int64))
    with tf.Session() as session:
        session.run(tf.tables_initializer())
        assert session.run(ids).tolist() == [1, 3, 0]
        assert session.run(back).tolist() == [b"palmer", b"UNK"]


def test_a_file_has_a_word_on_each_line(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_text("red\ngreen\nblue\n", encoding="utf-8")
    table = lookup.index_table_from_file(str(path), vocab_size=2)
    found = table.lookup(tf.constant([["green", "blue"]]))
    with tf.Session() as session:
        session.run(tf.tables_initializer())
        assert session.run(found).tolist() == [[1, -1]]
        assert session.run(table.size()) == 2


def test_columns_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "prices.csv"
    path.write_text("tea;3\nmilk;x\n")
    tea = tf.lookup.TextFileInitializer(str(path), tf.string, 0, tf.int64, 1, vocab_size=1, delimiter=";")
    broken = tf.lookup.TextFileInitializer(str(path), tf.string, 0, tf.int64, 1, delimiter=";")
    table, other = tf.lookup.StaticHashTable(tea, -1), tf.lookup.StaticHashTable(broken, -1)
    with tf.Session() as session:
        session.run(table.initializer)
        assert session.run(table.lookup(tf.constant("tea"))) == 3
        with pytest.raises(tf.errors.InvalidArgumentError, match=r"prices\.csv has a line without columns 0 and 1"):
            session.run(other.initializer)


def test_a_missing_file_is_named() -> None:
    table = lookup.index_table_from_file("nowhere.txt")
    with tf.Session() as session, pytest.raises(tf.errors.NotFoundError, match=r"nowhere\.txt"):
        session.run(table.initializer)


def test_a_table_is_filled_before_it_is_used_and_belongs_to_a_session() -> None:
    table = lookup.HashTable(lookup.KeyValueTensorInitializer([1, 2], [0.5, 0.25]), 0.0)
    found = table.lookup(tf.constant([2, 3]))
    with tf.Session() as session:
        session.run(table.init)
        assert session.run(found).tolist() == [0.25, 0.0]
    with (
        tf.Session() as session,
        pytest.raises(tf.errors.FailedPreconditionError, match=r"hash_table; run tf\.tables_initializer"),
    ):
        session.run(found)


def test_mutable_tables_change_from_run_to_run() -> None:
    table = lookup.MutableHashTable(tf.string, tf.float32, [0.0, 0.0])
    keys = tf.placeholder(tf.string, [None])
    insert, found = table.insert(keys, [[1.0, 2.0]]), table.lookup(keys)
    remove = table.remove(keys)
    with tf.Session() as session:
        session.run(insert, {keys: ["a"]})
        assert session.run(found, {keys: ["a", "b"]}).tolist() == [[1.0, 2.0], [0.0, 0.0]]
        exported = session.run(table.export())
        assert exported[0].tolist() == [b"a"]
        assert exported[1].shape == (1, 2)
        session.run(remove, {keys: ["a"]})
        assert session.run(table.size()) == 0


def test_sparse_keys_keep_their_places() -> None:
    keys = tf.string_split(["a b", "c"])
    ids = lookup.index_table_from_tensor(["c", "a"]).lookup(keys)
    with tf.Session() as session:
        session.run(tf.tables_initializer())
        assert session.run(tf.sparse_tensor_to_dense(ids, default_value=-9)).tolist() == [[1, -1], [0, -9]]


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda: lookup.index_table_from_tensor(["a"]).lookup(tf.constant([1])), TypeError, "must be string, received: int32"),
        (lambda: lookup.index_table_from_tensor(None), ValueError, "mapping must be specified"),
        (lambda: lookup.index_table_from_tensor(["a"], num_oov_buckets=-1), ValueError, "must be >= 0"),
        (lambda: tf.lookup.StaticVocabularyTable(None, 0), ValueError, "use StaticHashTable"),
        (lambda: tf.lookup.TextFileInitializer("f", tf.string, -1, tf.int64, 0), ValueError, "must be int64 when"),
        (lambda: lookup.HashTable(lookup.KeyValueTensorInitializer(["a"], [1, 2]), -1), ValueError, "not compatible"),
    ],
)  # fmt: skip
def test_refused(make: object, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        make()  # type: ignore[operator]


def test_one_key_has_one_value() -> None:
    table = lookup.HashTable(lookup.KeyValueTensorInitializer(["a", "a"], np.array([1, 2])), -1)
    with tf.Session() as session, pytest.raises(tf.errors.InvalidArgumentError, match="different value for same key"):
        session.run(table.init)
