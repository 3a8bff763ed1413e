"""Summaries and event files, read back. TensorBoard's own reader reads them in tests/oracle."""

import struct
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import heureum as tf
from heureum.ops.summary import messages
from heureum.ops.summary.event_file import crc32c, framed
from heureum.summary.graph_proto import graph_as_proto


def run(summary: Any) -> Any:
    with tf.Session() as session:
        return tf.Summary.FromString(session.run(summary))


def events(folder: Path) -> list[Any]:
    (path,) = folder.glob("events.out.tfevents.*")
    return list(tf.train.summary_iterator(str(path)))


def test_nodes_and_tags_are_named_as_tensorflows() -> None:
    with tf.name_scope("layer"):
        loss = tf.summary.scalar("the loss", tf.constant(1.0, name="x"))
    spread = tf.summary.histogram("h", [1.0], family="all")
    merged = tf.summary.merge_all()
    assert (loss.name, loss.op.type, loss.op.inputs[0].name) == ("layer/the_loss:0", "ScalarSummary", "layer/the_loss/tags:0")
    assert (spread.name, merged.name) == ("all/h:0", "Merge/MergeSummary:0")
    assert [value.tag for value in run(merged).value] == ["layer/the_loss", "all/all/h"]


def test_a_scalar() -> None:
    (value,) = run(tf.summary.scalar("loss", tf.constant(3))).value
    assert (value.tag, value.simple_value, value.HasField("histo")) == ("loss", 3.0, False)


def test_a_histogram_counts_in_buckets() -> None:
    (value,) = run(tf.summary.histogram("h", [[-1.0, 0.0], [0.5, 0.5]])).value
    histogram = value.histo
    assert (histogram.min, histogram.max, histogram.num, histogram.sum, histogram.sum_squares) == (-1, 0.5, 4, 0, 1.5)
    assert sum(histogram.bucket) == 4
    assert sorted(each for each in histogram.bucket if each) == [1, 1, 2]
    assert list(histogram.bucket_limit) == sorted(histogram.bucket_limit)
    for wrong, says in ((np.nan, "Nan in"), (np.inf, "Infinity in")):
        with pytest.raises(tf.errors.InvalidArgumentError, match=f"{says} summary histogram for: h"):
            run(tf.summary.histogram("h", [wrong]))


def pixels_of(png: bytes) -> tuple[int, int, np.ndarray]:
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    at, chunks = 8, {}
    while at < len(png):
        (size,) = struct.unpack(">I", png[at : at + 4])
        kind, content = png[at + 4 : at + 8], png[at + 8 : at + 8 + size]
        assert struct.unpack(">I", png[at + 8 + size : at + 12 + size]) == (zlib.crc32(kind + content),)
        chunks[kind] = content
        at += 12 + size
    width, height, depth, colours = struct.unpack(">IIBB", chunks[b"IHDR"][:10])
    assert (depth, list(chunks)) == (8, [b"IHDR", b"IDAT", b"IEND"])
    rows = np.frombuffer(zlib.decompress(chunks[b"IDAT"]), np.uint8).reshape(height, -1)
    assert not rows[:, 0].any()
    return width, colours, rows[:, 1:]


@pytest.mark.parametrize(
    ("pictures", "wanted"),
    [
        (np.array([[[[0], [7]]]], np.uint8), [[0, 7]]),
        (np.array([[[[0.0], [0.5], [1.0]]]], np.float32), [[0, 127, 255]]),
        (np.array([[[[-1.0], [0.0], [0.5]]]], np.float32), [[1, 128, 191]]),
        (np.array([[[[np.nan, 1.0, 1.0], [1.0, 0.0, 0.5]]]], np.float32), [[255, 0, 0, 255, 0, 127]]),
        (np.zeros((1, 1, 1, 4), np.float32), [[0, 0, 0, 0]]),
    ],
)
def test_pictures_become_png_files(pictures: np.ndarray, wanted: list[list[int]]) -> None:
    (value,) = run(tf.summary.image("i", pictures, max_outputs=1)).value
    width, colours, pixels = pixels_of(value.image.encoded_image_string)
    assert (value.tag, value.image.width, width) == ("i/image", pictures.shape[2], pictures.shape[2])
    assert (value.image.colorspace, colours) == (pictures.shape[3], {1: 0, 3: 2, 4: 6}[pictures.shape[3]])
    np.testing.assert_array_equal(pixels, wanted)


def test_several_pictures_and_what_is_none() -> None:
    summary = run(tf.summary.image("i", np.zeros((5, 2, 2, 1), np.float32)))
    assert [value.tag for value in summary.value] == ["i/image/0", "i/image/1", "i/image/2"]
    with pytest.raises(ValueError, match="last dim 1, 3, or 4"):
        tf.summary.image("i", np.zeros((5, 2, 2, 2), np.float32))
    with pytest.raises(TypeError, match="uint8 or fractions"):
        tf.summary.image("i", np.zeros((5, 2, 2, 1), np.int32))


def test_text() -> None:
    (value,) = run(tf.summary.text("t", tf.constant(["a", "나"]))).value
    assert list(value.tensor.string_val) == [b"a", "나".encode()]
    assert value.metadata.plugin_data.plugin_name == "text"
    with pytest.raises(ValueError, match="dtype string"):
        tf.summary.text("t", tf.constant(1.0))


def test_merging_refuses_a_tag_that_stands_twice() -> None:
    assert tf.summary.merge_all() is None
    one = tf.summary.scalar("a", 1.0, collections=["mine"])
    assert tf.summary.merge_all() is None
    merged = tf.summary.merge([one, one], collections=["mine"])
    assert tf.get_collection("mine") == [one, merged]
    with pytest.raises(tf.errors.InvalidArgumentError, match="Duplicate tag a found"):
        run(merged)


def test_events_stand_in_the_file_in_their_order(tmp_path: Path) -> None:
    loss = tf.summary.scalar("loss", 0.5)
    with tf.Session() as session, tf.summary.FileWriter(str(tmp_path / "new" / "log"), session.graph) as writer:
        writer.add_summary(session.run(loss), 1)
        writer.add_summary(tf.Summary(value=[tf.Summary.Value(tag="own", simple_value=2.0)]), np.int64(2))
        by_hand = tf.Summary()
        by_hand.value.add(tag="hand", simple_value=3.0)
        writer.add_summary(by_hand)
        writer.flush()
        assert len(events(tmp_path / "new" / "log")) == 5
    first, graph, *rest = events(tmp_path / "new" / "log")
    assert (first.file_version, graph.HasField("graph_def")) == ("brain.Event:2", True)
    assert [(each.step, each.summary.value[0].tag) for each in rest] == [(1, "loss"), (2, "own"), (0, "hand")]
    assert all(each.wall_time > 1e9 for each in (first, *rest))


def test_a_closed_writer_takes_nothing_until_it_is_opened_again(tmp_path: Path) -> None:
    writer = tf.summary.FileWriter(str(tmp_path))
    writer.close()
    writer.close()
    with pytest.warns(UserWarning, match="closed FileWriter"):
        writer.add_summary(tf.Summary())
    writer.reopen()
    writer.add_session_log(tf.SessionLog(status=tf.SessionLog.START), 3)
    writer.close()
    assert len(list(tmp_path.iterdir())) == 2
    with pytest.raises(TypeError, match="instance of `Graph`"):
        writer.add_graph("graph")


def test_a_damaged_event_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "events"
    whole = framed(messages.Event(step=3).SerializeToString())
    for damaged in [whole[:-1], whole[:5], b"\1" + whole[1:], whole[:12] + b"\xff" + whole[13:]]:
        path.write_bytes(damaged)
        with pytest.raises(tf.errors.DataLossError, match=r"corrupted record in .*events"):
            list(tf.train.summary_iterator(str(path)))


def test_the_checksum_is_castagnolis() -> None:
    assert crc32c(b"123456789") == 0xE3069283
    assert crc32c(bytes(32)) == 0x8A9136AA
    assert crc32c(b"") == 0


def test_a_graph_is_drawn_as_tensorflows() -> None:
    x = tf.placeholder(tf.float32, [None, 2], name="x")
    with tf.control_dependencies([tf.constant([1.0, 2.0], name="c")]), tf.device("/job:worker/task:1"):
        tf.identity(x, name="y")
    proto = messages.GraphProto.FromString(graph_as_proto(tf.get_default_graph()).SerializeToString())
    x_node, c_node, y_node = proto.node
    assert [(n.name, n.op, list(n.input), n.device) for n in proto.node][2] == ("y", "Identity", ["x", "^c"], y_node.device)
    attrs = {entry.key: entry.value for entry in x_node.attr}
    assert attrs["dtype"].type == 1
    assert [dim.size for dim in attrs["_output_shapes"].list.shape[0].dim] == [-1, 2]
    constant = {entry.key: entry.value for entry in c_node.attr}["value"].tensor
    assert np.frombuffer(constant.tensor_content, "<f4").tolist() == [1, 2]


def test_messages_survive_their_bytes() -> None:
    message = messages.Event(
        wall_time=1.5, step=-3, summary=tf.Summary(value=[tf.Summary.Value(tag="가", simple_value=0.5)]), graph_def=b"\0\xff"
    )
    again = messages.Event.FromString(message.SerializeToString())
    assert again == message
    assert (again.step, again.summary.value[0].tag, again.graph_def) == (-3, "가", b"\0\xff")
    with pytest.raises(ValueError, match='no "other" field'):
        messages.Event(other=1)
    with pytest.raises(AttributeError, match="no field"):
        _ = message.other
    with pytest.raises(ValueError, match="cut off"):
        messages.Event.FromString(message.SerializeToString()[:-1])
