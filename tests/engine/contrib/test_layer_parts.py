"""Parts of tf.contrib.layers by themselves: against NumPy, and what they leave in the collection of summaries."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import heureum as tf

layers = tf.contrib.layers


def run(tensor: Any) -> Any:
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        return session.run(tensor)


def test_maxout_takes_the_largest_of_each_group() -> None:
    x = np.random.RandomState(0).randn(2, 3, 6).astype(np.float32)
    with tf.Graph().as_default():
        placed = tf.placeholder_with_default(x, [None, 3, 6])
        found = layers.maxout(placed, 2)
        assert found.shape.as_list() == [None, 3, 2]
        np.testing.assert_array_equal(run(found), x.reshape(2, 3, 2, 3).max(-1))
        np.testing.assert_array_equal(run(layers.maxout(x, 1, axis=1)), x.max(1, keepdims=True))
        with pytest.raises(ValueError, match="not a multiple"):
            layers.maxout(x, 4)


def test_spatial_softmax_says_where() -> None:
    x = np.zeros((1, 5, 5, 2), np.float32)
    x[0, 0, 4, 0] = x[0, 2, 2, 1] = 50
    with tf.Graph().as_default():
        np.testing.assert_allclose(run(layers.spatial_softmax(x)), [[1, -1, 0, 0]], atol=1e-5)
        planes = np.transpose(x, [0, 3, 1, 2])
        np.testing.assert_allclose(run(layers.spatial_softmax(planes, 1.0, data_format="NCHW")), [[1, -1, 0, 0]], atol=1e-5)


def test_convolutions_of_any_rank_agree_with_those_of_tf_layers() -> None:
    with tf.Graph().as_default():
        for rank, own in ((3, layers.conv1d), (4, layers.conv2d), (5, layers.conv3d)):
            x = tf.ones([1, *[4] * (rank - 2), 2])
            ones = tf.ones_initializer()
            pair = [layer(x, 3, 2, weights_initializer=ones, padding="VALID") for layer in (layers.convolution, own)]
            first, second = run(pair)
            np.testing.assert_array_equal(first, second)
            np.testing.assert_array_equal(first, np.full([1, *[3] * (rank - 2), 3], 2.0 * 2 ** (rank - 2)))
        with pytest.raises(ValueError, match="rank 3"):
            layers.conv1d(tf.ones([1, 4, 4, 2]), 3, 2)
        volume = tf.ones([1, 4, 4, 4, 2])
        assert layers.conv3d_transpose(volume, 3, 2, stride=2).shape.as_list() == [1, 8, 8, 8, 3]
        assert layers.max_pool3d(volume, 2).shape.as_list() == [1, 2, 2, 2, 2]
        assert layers.avg_pool3d(volume, 2).shape.as_list() == [1, 2, 2, 2, 2]


def test_a_bias_is_a_layer_too() -> None:
    with tf.Graph().as_default():
        found = layers.bias_add(tf.zeros([2, 3]), tf.nn.relu, tf.constant_initializer([-1.0, 0.0, 2.0]))
        assert [each.op.name for each in tf.trainable_variables()] == ["BiasAdd/biases"]
        assert run(found).tolist() == [[0, 0, 2]] * 2


def test_gradients_are_scaled_and_values_kept() -> None:
    with tf.Graph().as_default():
        x = tf.constant([1.0, 2.0])
        y = layers.scale_gradient(x, 0.25)
        value, slope = run([y, tf.gradients(y, x)[0]])
        assert value.tolist() == [1, 2]
        assert slope.tolist() == [0.25, 0.25]


def test_what_is_no_end_is_kept_sparse() -> None:
    with tf.Graph().as_default():
        found = run(layers.dense_to_sparse([[1, 0], [0, 3]]))
    assert (found.indices.tolist(), found.values.tolist(), found.dense_shape.tolist()) == ([[0, 0], [1, 1]], [1, 3], [2, 2])


def test_summaries_of_activations() -> None:
    with tf.Graph().as_default():
        layers.summarize_activation(tf.nn.relu(tf.constant([[-1.0, 1.0]]), name="act"))
        layers.summarize_tensors([tf.constant(1.0, name="one")])
        tf.add_to_collection(tf.GraphKeys.ACTIVATIONS, tf.constant([1.0], name="kept"))
        assert len(layers.summarize_activations()) == 1
        written = tf.Summary.FromString(run(tf.summary.merge_all()))
        assert {each.tag: each.simple_value for each in written.value if each.HasField("simple_value")} == {
            "act/zeros": 0.5,
            "one_1": 1.0,
        }
        assert {each.tag for each in written.value if each.HasField("histo")} == {"act/activation", "kept/activation"}
