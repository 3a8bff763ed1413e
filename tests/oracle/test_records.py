"""Files of records and messages are TensorFlow's own: each library reads what the other wrote."""

import types
from pathlib import Path
from typing import Any

import pytest

import heureum

pytestmark = pytest.mark.oracle


def write(tf: Any, path: str, compression: str) -> None:
    with tf.python_io.TFRecordWriter(path, tf.python_io.TFRecordOptions(compression)) as writer:
        for i in range(3):
            feature = {
                "f": tf.train.Feature(float_list=tf.train.FloatList(value=[i, i + 0.5])),
                "i": tf.train.Feature(int64_list=tf.train.Int64List(value=[-i] * i)),
                "s": tf.train.Feature(bytes_list=tf.train.BytesList(value=[b"a\0", "글".encode()])),
            }
            writer.write(tf.train.Example(features=tf.train.Features(feature=feature)).SerializeToString())


def read(tf: Any, path: str, compression: str) -> Any:
    def parse(record: Any) -> Any:
        features = {"f": tf.FixedLenFeature([2], tf.float32), "s": tf.FixedLenFeature([2], tf.string)}
        found = tf.parse_single_example(record, {**features, "i": tf.VarLenFeature(tf.int64)})
        return found["f"], found["s"], tf.sparse_tensor_to_dense(found["i"])

    with tf.Graph().as_default():
        batch = tf.data.TFRecordDataset(path, compression).map(parse).padded_batch(3, ([2], [2], [None]))
        element = tf.data.make_one_shot_iterator(batch).get_next()
        with tf.Session() as session:
            return [value.tolist() for value in session.run(element)]


@pytest.mark.parametrize("compression", ["", "GZIP", "ZLIB"])
def test_each_reads_what_the_other_wrote(compression: str, oracle: types.ModuleType, tmp_path: Path) -> None:
    found = []
    for writer in (oracle, heureum):
        path = str(tmp_path / f"{writer.__name__}.tfrecord")
        write(writer, path, compression)
        found += [read(reader, path, compression) for reader in (oracle, heureum)]
    assert all(each == found[0] for each in found)
    assert found[0][2] == [[0, 0], [-1, 0], [-2, -2]]


def test_messages_have_the_same_bytes(oracle: types.ModuleType) -> None:
    def made(tf: Any) -> bytes:
        record = tf.train.SequenceExample()
        record.context.feature["n"].int64_list.value.append(7)
        for value in (1.0, 2.5):
            record.feature_lists.feature_list["x"].feature.add().float_list.value.append(value)
        return bytes(record.SerializeToString())

    assert made(heureum) == made(oracle)
    parsed = heureum.train.SequenceExample.FromString(made(oracle))
    assert [list(each.float_list.value) for each in parsed.feature_lists.feature_list["x"].feature] == [[1.0], [2.5]]


def test_tensors_as_strings(oracle: types.ModuleType) -> None:
    for one, other in ((oracle, heureum), (heureum, oracle)):
        with one.Graph().as_default(), one.Session() as session:
            text = session.run(one.serialize_tensor(one.constant([[1.5, 2.0]])))
        with other.Graph().as_default(), other.Session() as session:
            assert session.run(other.parse_tensor(text, other.float32)).tolist() == [[1.5, 2.0]]
