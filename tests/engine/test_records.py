"""Files of records: what is written is read, by iterators, readers and data sets; what is damaged is said."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import heureum as tf

RECORDS = [b"first", b"", b"\0ends with zeros\0\0"]


@pytest.fixture(params=["", "GZIP", "ZLIB"])
def written(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, str]:
    path, kind = str(tmp_path / "records"), request.param
    with tf.python_io.TFRecordWriter(path, tf.python_io.TFRecordOptions(kind)) as writer:
        for record in RECORDS:
            writer.write(record)
    return path, kind


def read_all(dataset: Any) -> list[Any]:
    element, found = dataset.make_one_shot_iterator().get_next(), []
    with tf.Session() as session:
        while True:
            try:
                found.append(session.run(element))
            except tf.errors.OutOfRangeError:
                return found


def test_an_iterator_gives_what_was_written(written: tuple[str, str]) -> None:
    path, kind = written
    assert list(tf.python_io.tf_record_iterator(path, tf.python_io.TFRecordOptions(kind))) == RECORDS


def test_a_data_set_gives_what_was_written(written: tuple[str, str]) -> None:
    path, kind = written
    assert read_all(tf.data.TFRecordDataset([path, path], kind)) == RECORDS * 2


def test_a_record_that_is_damaged_is_said(tmp_path: Path) -> None:
    path = tmp_path / "records"
    with tf.python_io.TFRecordWriter(str(path)) as writer:
        writer.write(b"content")
    whole = bytearray(path.read_bytes())
    whole[14] ^= 1
    for content in (bytes(whole), bytes(whole)[:-1]):
        path.write_bytes(content)
        with pytest.raises(tf.errors.DataLossError, match="at 0:"):
            list(tf.python_io.tf_record_iterator(str(path)))


@pytest.mark.needs_threads
def test_readers_take_names_from_a_queue(tmp_path: Path) -> None:
    path = tmp_path / "records"
    with tf.python_io.TFRecordWriter(str(path)) as writer:
        writer.write(b"one")
        writer.write(b"two")
    fixed = tmp_path / "fixed"
    fixed.write_bytes(b"HHaabbccF")
    queue = tf.train.string_input_producer([str(path)], shuffle=False)
    names = tf.train.string_input_producer([str(fixed)], shuffle=False)
    record = tf.TFRecordReader().read_up_to(queue, 2)[1]
    pieces = tf.FixedLengthRecordReader(2, header_bytes=2, footer_bytes=1).read_up_to(names, 3)[1]
    with tf.Session() as session:
        coordinator = tf.train.Coordinator()
        threads = tf.train.start_queue_runners(session, coordinator)
        assert session.run(record).tolist() == [b"one", b"two"]
        assert session.run(pieces).tolist() == [b"aa", b"bb", b"cc"]
        coordinator.request_stop()
        coordinator.join(threads)


def test_pieces_of_one_length(tmp_path: Path) -> None:
    path = tmp_path / "fixed"
    path.write_bytes(b"HHaabbccF")
    assert read_all(tf.data.FixedLengthRecordDataset(str(path), 2, 2, 1)) == [b"aa", b"bb", b"cc"]
    with pytest.raises(tf.errors.InvalidArgumentError, match="no multiple"):
        read_all(tf.data.FixedLengthRecordDataset(str(path), 4, 2, 1))


def test_names_that_match(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.csv"):
        (tmp_path / name).touch()
    pattern = str(tmp_path / "*.txt")
    wanted = [str(tmp_path / name).encode() for name in ("a.txt", "b.txt")]
    assert read_all(tf.data.Dataset.list_files(pattern, shuffle=False)) == wanted
    with tf.Session() as session:
        assert session.run(tf.matching_files(pattern)).tolist() == wanted
        found = tf.train.match_filenames_once(pattern)
        session.run(tf.local_variables_initializer())
        assert session.run(found).tolist() == wanted


def example(**features: Any) -> bytes:
    made = tf.train.Example()
    for name, values in features.items():
        feature = made.features.feature[name]
        kind = feature.bytes_list if isinstance(values[0], bytes) else feature.float_list
        (feature.int64_list if isinstance(values[0], int) else kind).value.extend(values)
    return made.SerializeToString()


def test_features_of_a_batch() -> None:
    batch = [example(a=[1.0, 2.0], b=[1]), example(a=[3.0, 4.0], b=[2, 3], c=[b"x\0"])]
    features = {
        "a": tf.FixedLenFeature([2], tf.float32),
        "b": tf.VarLenFeature(tf.int64),
        "c": tf.FixedLenFeature([], tf.string, default_value="none"),
        "d": tf.FixedLenSequenceFeature([], tf.int64, allow_missing=True),
    }
    with tf.Session() as session:
        found = session.run(tf.parse_example(batch, features))
        one = session.run(tf.parse_single_example(batch[1], {"a": features["a"], "b": features["b"]}))
        with pytest.raises(tf.errors.InvalidArgumentError, match=r"Feature: c .* is required"):
            session.run(tf.parse_example(batch, {"c": tf.FixedLenFeature([], tf.string)}))
    assert found["a"].tolist() == [[1, 2], [3, 4]]
    assert found["b"].indices.tolist() == [[0, 0], [1, 0], [1, 1]]
    assert found["b"].values.tolist() == [1, 2, 3]
    assert found["c"].tolist() == [b"none", b"x\0"]
    assert found["d"].shape == (2, 0)
    assert one["a"].tolist() == [3, 4]
    np.testing.assert_equal(one["b"].dense_shape, [2])


def test_strings_keep_their_zeros() -> None:
    text = tf.placeholder(tf.string, [])
    made = [
        tf.expand_dims(text, 0),
        tf.reshape(text, [1]),
        tf.stack([text, text]),
        tf.broadcast_to(text, [2]),
        tf.transpose(text),
    ]
    with tf.Session() as session:
        for value in session.run(made, {text: b"a\0"}):
            assert set(np.ravel(np.asarray(value, object)).tolist()) == {b"a\0"}
