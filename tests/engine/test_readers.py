"""Files read by queues, read and written whole, and records of comma-separated values."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import heureum as tf


@pytest.fixture
def words(tmp_path: Path) -> tuple[str, str]:
    first, second = tmp_path / "first.txt", tmp_path / "second.txt"
    first.write_bytes("head\n한글\n\nlast".encode())
    second.write_bytes(b"head\nonly\n")
    return str(first), str(second)


def filled(names: tuple[str, ...]) -> tuple[tf.FIFOQueue, tf.Operation]:
    queue = tf.FIFOQueue(10, [tf.string], shapes=[()])
    with tf.control_dependencies([queue.enqueue_many([list(names)])]):
        return queue, queue.close()


def test_lines_of_one_file_after_the_other(words: tuple[str, str]) -> None:
    queue, fill = filled(words)
    reader = tf.TextLineReader(skip_header_lines=1)
    record = reader.read(queue)
    with tf.Session() as sess:
        sess.run(fill)
        found = [sess.run(record) for _ in range(4)]
        assert [value for _, value in found] == ["한글".encode(), b"", b"last", b"only"]
        assert [key for key, _ in found] == [f"{words[0]}:{line}".encode() for line in (2, 3, 4)] + [f"{words[1]}:2".encode()]
        with pytest.raises(tf.errors.OutOfRangeError):
            sess.run(record)
        assert sess.run(reader.num_records_produced()) == 4


def test_whole_files(words: tuple[str, str]) -> None:
    queue, fill = filled(words[1:])
    record = tf.WholeFileReader().read(queue)
    with tf.Session() as sess:
        sess.run(fill)
        assert sess.run(record) == (words[1].encode(), b"head\nonly\n")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    missing = str(tmp_path / "missing.txt")
    with tf.Session() as sess, pytest.raises(tf.errors.NotFoundError, match=r"missing\.txt"):
        sess.run(tf.read_file(missing))


def test_what_is_written_is_read(tmp_path: Path) -> None:
    name = str(tmp_path / "new.bin")
    with tf.Session() as sess:
        sess.run(tf.write_file(name, b"\0\xff\n"))
        assert sess.run(tf.read_file(name)) == b"\0\xff\n"


DECODED: list[tuple[list[str], list[Any], dict[str, Any], list[list[Any]]]] = [
    (["1,2.5", "3,4"], [[0], [0.0]], {}, [[1, 3], [2.5, 4.0]]),
    ([",", "7,"], [[5], ["none"]], {}, [[5, 7], [b"none", b"none"]]),
    (['"a,b",1', '"say ""hi""",2'], [[""], [0]], {}, [[b"a,b", b'say "hi"'], [1, 2]]),
    (["1;2"], [[0], [0]], {"field_delim": ";"}, [[1], [2]]),
    (["NA,2"], [[9], [0]], {"na_value": "NA"}, [[9], [2]]),
    (["1,2,3"], [[0], [0]], {"select_cols": [0, 2]}, [[1], [3]]),
]


@pytest.mark.parametrize(("records", "defaults", "options", "columns"), DECODED, ids=range(len(DECODED)))
def test_columns(records: list[str], defaults: list[Any], options: dict[str, Any], columns: list[list[Any]]) -> None:
    found = tf.decode_csv(tf.constant(records), record_defaults=defaults, **options)
    with tf.Session() as sess:
        for column, wanted in zip(sess.run(found), columns, strict=True):
            assert np.asarray(column).tolist() == wanted


@pytest.mark.parametrize("record", ["1", "1,2,3", "x,1", '"a,1'])
def test_a_record_that_does_not_fit_is_refused(record: str) -> None:
    columns = tf.decode_csv(tf.constant([record]), record_defaults=[[0], [0]])
    with tf.Session() as sess, pytest.raises(tf.errors.InvalidArgumentError):
        sess.run(columns)


def test_a_constant_record_that_does_not_fit_fails_in_the_run() -> None:
    (column,) = tf.decode_csv("1.5", [[0]])
    with tf.Session() as sess, pytest.raises(tf.errors.InvalidArgumentError, match=column.op.name):
        sess.run(column)
