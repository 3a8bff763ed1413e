"""Clusters, partitioners and batches of several sources: what TensorFlow gave."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import heureum as tf
from heureum.inspect_checkpoint import print_tensors_in_checkpoint_file


def test_a_cluster_tells_its_tasks() -> None:
    cluster = tf.train.ClusterSpec({"ps": ["a:1"], "worker": {0: "b:1", 2: "c:1"}})
    assert cluster.as_dict() == {"ps": ["a:1"], "worker": {0: "b:1", 2: "c:1"}}
    assert cluster.jobs == ["ps", "worker"]
    assert cluster.task_indices("worker") == [0, 2]
    assert cluster.job_tasks("worker") == ["b:1", None, "c:1"]
    assert cluster.task_address("worker", 2) == "c:1"
    assert cluster == tf.train.ClusterSpec(cluster)
    with pytest.raises(ValueError, match="No such job"):
        cluster.num_tasks("chief")
    with pytest.raises(ValueError, match="No task with index 1"):
        cluster.task_address("worker", 1)
    with pytest.raises(TypeError, match="must be a dictionary"):
        tf.train.ClusterSpec(["a:1"])


def test_a_server_is_this_process() -> None:
    with tf.Session(tf.train.Server.create_local_server().target) as sess:
        assert sess.run(tf.constant(3) + 4) == 7
    with pytest.raises(ValueError, match="workers=2"):
        tf.train.Server({"worker": ["a:1", "b:1"]}, job_name="worker", task_index=0)


@pytest.mark.parametrize(
    ("partitioner", "shape", "parts"),
    [
        (tf.fixed_size_partitioner(5), [1024, 64], [5, 1]),
        (tf.fixed_size_partitioner(5), [3], [3]),
        (tf.variable_axis_size_partitioner(1000), [1024, 64], [342, 1]),
        (tf.variable_axis_size_partitioner(1000), [100000, 2], [800, 1]),
        (tf.variable_axis_size_partitioner(64, max_shards=3), [7, 3], [2, 1]),
        (tf.min_max_variable_partitioner(8, min_slice_size=1000), [1024, 64], [8, 1]),
        (tf.min_max_variable_partitioner(8, min_slice_size=1000), [7, 3], [1, 1]),
    ],
)
def test_partitioners_count_the_parts(partitioner: object, shape: list[int], parts: list[int]) -> None:
    assert callable(partitioner)
    assert partitioner(shape=tf.TensorShape(shape), dtype=tf.float32) == parts


@pytest.mark.needs_threads
def test_several_sources_fill_one_queue() -> None:
    with tf.Graph().as_default(), tf.Session() as sess:
        sources = [[tf.constant([k, k])] for k in (1, 2)]
        rows = tf.train.batch_join(sources, batch_size=8)
        mixed = tf.train.shuffle_batch_join(sources, batch_size=4, capacity=32, min_after_dequeue=8)
        assert rows.shape == [8, 2]
        coordinator = tf.train.Coordinator()
        threads = tf.train.start_queue_runners(sess, coordinator)
        seen = np.concatenate([sess.run(rows) for _ in range(4)] + [sess.run(mixed)])
        coordinator.request_stop()
        coordinator.join(threads)
    assert set(seen.ravel()) <= {1, 2}
    assert (seen[:, 0] == seen[:, 1]).all()


def test_sources_must_agree() -> None:
    with tf.Graph().as_default():
        with pytest.raises(ValueError, match="same dtypes"):
            tf.train.batch_join([[tf.constant(1)], [tf.constant(1.0)]], batch_size=2)
        with pytest.raises(ValueError, match="at least one set"):
            tf.train.batch_join([], batch_size=2)


def test_a_graph_goes_through_bytes() -> None:
    with tf.Graph().as_default() as graph:
        tf.add(tf.constant([1.0, 2.0], name="a"), 1.0, name="b")
    read = tf.GraphDef()
    written = graph.as_graph_def().SerializeToString()
    assert read.ParseFromString(written) == len(written)
    with tf.Graph().as_default(), tf.Session() as sess:
        tf.import_graph_def(read, name="")
        assert sess.run("b:0").tolist() == [2.0, 3.0]
    with pytest.raises(ValueError, match="a protocol buffer that TensorFlow wrote"):
        tf.GraphDef.FromString(b"\n\x0c\n\x01a\x12\x05Const")


def test_a_checkpoint_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with tf.Graph().as_default(), tf.Session() as sess:
        tf.Variable([1.5], name="w")
        sess.run(tf.global_variables_initializer())
        prefix = tf.train.Saver().save(sess, str(tmp_path / "model"))
    print_tensors_in_checkpoint_file(prefix, tensor_name="w", all_tensors=False)
    print_tensors_in_checkpoint_file(prefix, tensor_name="", all_tensors=True)
    assert capsys.readouterr().out == "tensor_name:  w\n[1.5]\ntensor: w\n[1.5]\n"
    print_tensors_in_checkpoint_file(prefix, tensor_name="", all_tensors=False)
    assert "w" in capsys.readouterr().out


def test_the_limits_of_pictures() -> None:
    assert tf.uint8.limits == (0, 255)
    assert tf.float32.limits == (0, 1)
    assert tf.int16.limits == (0, 32767)
