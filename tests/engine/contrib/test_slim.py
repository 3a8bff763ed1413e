"""Slim's loop: data decoded from records, a training step with clipped gradients, training, and evaluation of what it left."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import heureum as tf

slim = tf.contrib.slim
X = np.random.RandomState(0).rand(20, 3).astype(np.float32)
Y = X.sum(1, keepdims=True)


def model() -> Any:
    return slim.fully_connected(tf.constant(X), 1, activation_fn=None)


@pytest.mark.needs_threads  # a Supervisor saves beside the program
def test_a_model_is_trained_and_what_it_left_evaluated(tmp_path: Path) -> None:
    losses = []
    for steps in (1, 80):  # the second goes on from where the first ended
        with tf.Graph().as_default():
            tf.set_random_seed(1)
            tf.losses.mean_squared_error(Y, model())
            rule = tf.train.AdamOptimizer(0.1)
            step = slim.learning.create_train_op(
                tf.losses.get_total_loss(), rule, clip_gradient_norm=1.0, summarize_gradients=True
            )
            losses.append(slim.learning.train(step, str(tmp_path), number_of_steps=steps, log_every_n_steps=steps))
    assert losses[1] < losses[0] / 10
    path = tf.train.latest_checkpoint(str(tmp_path))
    assert path is not None
    assert path.endswith("-80")
    with tf.Graph().as_default():
        found, update = tf.contrib.metrics.streaming_mean_squared_error(model(), Y)
        off = slim.evaluation.evaluate_once("", path, str(tmp_path), num_evals=2, eval_op=update, final_op=found)
    assert 0 < off < losses[0] / 10


def test_gradients_are_scaled_and_clipped() -> None:
    with tf.Graph().as_default(), tf.Session() as session:
        a, b = tf.Variable(3.0, name="a"), tf.Variable(4.0)
        rule = tf.train.GradientDescentOptimizer(1.0)
        step = slim.learning.create_train_op(
            100 * a + 0.5 * b, rule, None, clip_gradient_norm=2.0, gradient_multipliers={"a": 0.5}
        )
        session.run(tf.global_variables_initializer())
        assert session.run(step) == 302.0
        assert session.run([a, b]) == [1.0, 3.5]


def test_a_loss_that_is_no_number_is_an_error() -> None:
    with tf.Graph().as_default(), tf.Session() as session:
        a = tf.Variable(-1.0)
        step = slim.learning.create_train_op(tf.log(a), tf.train.GradientDescentOptimizer(1.0))
        session.run(tf.global_variables_initializer())
        with pytest.raises(tf.errors.InvalidArgumentError, match="LossTensor is inf or nan"):
            session.run(step)


def record(number: int, picture: bytes) -> bytes:
    features = {
        "image/encoded": tf.train.Feature(bytes_list=tf.train.BytesList(value=[picture])),
        "image/format": tf.train.Feature(bytes_list=tf.train.BytesList(value=[b"png"])),
        "label": tf.train.Feature(int64_list=tf.train.Int64List(value=[number])),
    }
    made: bytes = tf.train.Example(features=tf.train.Features(feature=features)).SerializeToString()
    return made


@pytest.mark.needs_threads
def test_items_are_decoded_from_records(tmp_path: Path) -> None:
    path = str(tmp_path / "a.tfrecord")
    with tf.Graph().as_default(), tf.Session() as session, tf.python_io.TFRecordWriter(path) as writer:
        for number in range(4):
            writer.write(record(number, session.run(tf.image.encode_png(np.full((2, 3, 3), number * 9, np.uint8)))))
    decoder = slim.tfexample_decoder.TFExampleDecoder(
        {
            "image/encoded": tf.FixedLenFeature((), tf.string, default_value=""),
            "image/format": tf.FixedLenFeature((), tf.string, default_value="raw"),
            "label": tf.FixedLenFeature([1], tf.int64),
        },
        {"image": slim.tfexample_decoder.Image(channels=3), "label": slim.tfexample_decoder.Tensor("label", shape=[])},
    )
    with tf.Graph().as_default(), tf.Session() as session:
        data = slim.dataset.Dataset(path, tf.TFRecordReader, decoder, 4, {"image": "a picture"}, num_classes=4)
        provider = slim.dataset_data_provider.DatasetDataProvider(data, shuffle=False)
        assert provider.list_items() == ["image", "label", "record_key"]
        assert provider.num_samples() == data.num_classes == 4
        session.run([tf.global_variables_initializer(), tf.local_variables_initializer()])
        coordinator = tf.train.Coordinator()
        tf.train.start_queue_runners(session, coordinator)
        image, label = provider.get(["image", "label"])
        found = [session.run([image, label]) for _ in range(4)]
        coordinator.request_stop()
        with pytest.raises(ValueError, match="not in the data set"):
            provider.get(["other"])
    assert [int(each) for _, each in found] == [0, 1, 2, 3]
    assert [picture[0, 0, 0] for picture, _ in found] == [0, 9, 18, 27]


def test_variables_are_found_by_pattern_and_given_values() -> None:
    with tf.Graph().as_default(), tf.Session() as session:
        model()
        assert [each.op.name for each in slim.get_variables_by_suffix("biases")] == ["fully_connected/biases"]
        assert slim.filter_variables(tf.global_variables(), ["weights"], ["fully"]) == []
        weights = slim.get_unique_variable("fully_connected/weights")
        tf.contrib.framework.assign_from_values_fn({"fully_connected/weights": np.ones((3, 1))})(session)
        assert session.run(weights).tolist() == [[1], [1], [1]]
        with pytest.raises(ValueError, match="not found"):
            slim.get_unique_variable("other")


def test_sizes_are_counted_and_shown(capsys: pytest.CaptureFixture[str]) -> None:
    with tf.Graph().as_default() as graph:
        model()
        tf.placeholder(tf.float32, [None, 2], name="open")
        assert slim.model_analyzer.analyze_vars(tf.trainable_variables(), print_info=True) == (4, 16)
        assert slim.model_analyzer.analyze_ops(graph, print_info=True) > 60
    shown = capsys.readouterr().out
    assert "fully_connected/weights:0 (float32_ref 3x1) [3, bytes: 12]" in shown
    assert "Total bytes of variables: 16" in shown
    assert "open\t->\t(float32 ?x2)\t[0]" in shown
