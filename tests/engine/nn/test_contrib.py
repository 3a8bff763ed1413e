"""tf.contrib, which TensorFlow's compat.v1 no longer has: names and values as TensorFlow 1.15's documentation gives them."""

import numpy as np
import pytest

import heureum as tf

ROWS = np.linspace(-1, 1, 12, dtype=np.float32).reshape(3, 4)


def test_fully_connected_names_weights_and_biases() -> None:
    first = tf.contrib.layers.fully_connected(tf.constant(ROWS), 5)
    second = tf.contrib.layers.fully_connected(first, 2, activation_fn=None, scope="out")
    names = [each.name for each in tf.global_variables()]
    assert names == ["fully_connected/weights:0", "fully_connected/biases:0", "out/weights:0", "out/biases:0"]
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        y, z = session.run([first, second])
    assert y.min() >= 0
    assert z.shape == (3, 2)


def test_convolution_pooling_and_flattening() -> None:
    images = tf.placeholder(tf.float32, [None, 8, 8, 3])
    y = tf.contrib.layers.conv2d(images, 4, 3)
    z = tf.contrib.layers.max_pool2d(y, 2)
    flat = tf.contrib.layers.flatten(z)
    assert y.shape.as_list() == [None, 8, 8, 4]
    assert z.shape.as_list() == [None, 4, 4, 4]
    assert flat.shape.as_list() == [None, 64]
    assert [each.name for each in tf.global_variables()] == ["Conv/weights:0", "Conv/biases:0"]


def test_regularizers() -> None:
    w = tf.constant(ROWS)
    with tf.Session() as session:
        l1, l2, both = session.run(
            [
                tf.contrib.layers.l1_regularizer(0.5)(w),
                tf.contrib.layers.l2_regularizer(0.5)(w),
                tf.contrib.layers.l1_l2_regularizer(0.5, 0.5)(w),
            ]
        )
    assert l1 == pytest.approx(0.5 * np.abs(ROWS).sum())
    assert l2 == pytest.approx(0.25 * (ROWS**2).sum())
    assert both == pytest.approx(l1 + l2)
    assert tf.contrib.layers.l2_regularizer(0.0)(w) is None
    with pytest.raises(ValueError, match="integer"):
        tf.contrib.layers.l2_regularizer(1)
    with pytest.raises(ValueError, match="less than 0"):
        tf.contrib.layers.l1_regularizer(-0.1)


def test_a_regularizer_of_a_layer_is_collected() -> None:
    tf.contrib.layers.fully_connected(ROWS, 2, weights_regularizer=tf.contrib.layers.l2_regularizer(0.1))
    assert len(tf.losses.get_regularization_losses()) == 1


def test_cells_are_those_of_nn() -> None:
    assert tf.contrib.rnn.BasicLSTMCell is tf.nn.rnn_cell.BasicLSTMCell
    outputs, _ = tf.contrib.rnn.static_rnn(tf.contrib.rnn.GRUCell(3), [tf.constant(ROWS)] * 2, dtype=tf.float32)
    assert [each.shape.as_list() for each in outputs] == [[3, 3]] * 2
