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


def test_argument_scopes_give_what_callers_do_not() -> None:
    slim = tf.contrib.slim
    images, training = tf.placeholder(tf.float32, [None, 8, 8, 1]), tf.placeholder(tf.bool)
    norm = {"normalizer_fn": slim.batch_norm, "normalizer_params": {"is_training": training}}
    with slim.arg_scope([slim.conv2d, slim.fully_connected], weights_regularizer=slim.l2_regularizer(1e-3), **norm) as scope:
        net = slim.repeat(images, 2, slim.conv2d, 4, [3, 3], scope="conv1")
        net = slim.flatten(slim.max_pool2d(net, [2, 2]))
    with slim.arg_scope(scope):
        net = slim.stack(net, slim.fully_connected, [4, 5], scope="fc")
        plain = slim.fully_connected(net, 3, normalizer_fn=None, scope="out")
    names = [each.op.name for each in tf.trainable_variables()]
    assert names == [
        *(f"conv1/conv1_{i}/{each}" for i in (1, 2) for each in ("weights", "BatchNorm/beta")),
        *(f"fc/fc_{i}/{each}" for i in (1, 2) for each in ("weights", "BatchNorm/beta")),
        "out/weights",
        "out/biases",
    ]
    assert len(tf.get_collection(tf.GraphKeys.UPDATE_OPS)) == 8
    assert len(tf.get_collection(tf.GraphKeys.REGULARIZATION_LOSSES)) == 5
    assert slim.get_variables("fc/fc_1", suffix="weights") == [tf.trainable_variables()[4]]
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        assert session.run(plain, {images: np.ones((2, 8, 8, 1)), training: True}).shape == (2, 3)


def test_a_scope_takes_no_plain_function() -> None:
    with pytest.raises(ValueError, match="add_arg_scope"), tf.contrib.framework.arg_scope([len], a=1):
        pass


def test_averages_that_move_at_once() -> None:
    x = tf.constant(ROWS)
    y = tf.contrib.layers.batch_norm(x, decay=0.5, updates_collections=None, scope="bn")
    assert tf.get_collection(tf.GraphKeys.UPDATE_OPS) == []
    mean = tf.global_variables("bn/moving_mean")[0]
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        found = session.run(y)
        np.testing.assert_allclose(found, (ROWS - ROWS.mean(0)) / np.sqrt(ROWS.var(0) + 1e-3), rtol=1e-4, atol=1e-5)
        np.testing.assert_allclose(session.run(mean), ROWS.mean(0) / 2, rtol=1e-5)


def test_each_row_normalized_by_itself() -> None:
    y = tf.contrib.layers.layer_norm(tf.constant(ROWS))
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        wanted = (ROWS - ROWS.mean(1, keepdims=True)) / ROWS.std(1, keepdims=True)
        np.testing.assert_allclose(session.run(y), wanted, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("optimizer", ["SGD", tf.train.AdamOptimizer, lambda rate: tf.train.MomentumOptimizer(rate, 0.9)])
def test_a_training_step_in_one_call(optimizer: object) -> None:
    v = tf.Variable(2.0)
    step = tf.contrib.layers.optimize_loss(tf.square(v), None, 0.1, optimizer, clip_gradients=1.0)
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        assert session.run(step) == 4
        assert session.run(step) < 4
        assert session.run(tf.train.get_global_step()) == 2


def test_an_unknown_optimizer_is_refused() -> None:
    with pytest.raises(ValueError, match="Optimizer name should be one of"):
        tf.contrib.layers.optimize_loss(tf.constant(1.0), None, 0.1, "Best")


def test_each_channel_and_each_group_of_channels_is_normalized() -> None:
    x = np.random.RandomState(3).normal(2, 3, (2, 4, 5, 6)).astype(np.float32)
    with tf.Graph().as_default(), tf.Session() as session:
        images = tf.placeholder(tf.float32, [None, 4, 5, 6])
        channels = tf.contrib.layers.instance_norm(images)
        groups = tf.contrib.layers.group_norm(images, groups=3, activation_fn=tf.nn.relu)
        first = tf.contrib.layers.instance_norm(tf.transpose(images, [0, 3, 1, 2]), data_format="NCHW", center=False, scope="n")
        names = [variable.name for variable in tf.contrib.framework.get_model_variables()]
        session.run(tf.global_variables_initializer())
        found = session.run([channels, groups, tf.transpose(first, [0, 2, 3, 1])], {images: x})
        with pytest.raises(ValueError, match="can't be divided"):
            tf.contrib.layers.group_norm(images, groups=4)
    apart = x.reshape(2, 4, 5, 3, 2)
    mean, deviation = apart.mean((1, 2, 4), keepdims=True), apart.std((1, 2, 4), keepdims=True)
    each = (x - x.mean((1, 2), keepdims=True)) / x.std((1, 2), keepdims=True)
    np.testing.assert_allclose(found[0], each, rtol=1e-3, atol=1e-4)
    np.testing.assert_allclose(found[1], np.maximum((apart - mean) / deviation, 0).reshape(x.shape), rtol=1e-3, atol=1e-4)
    np.testing.assert_allclose(found[2], each, rtol=1e-3, atol=1e-4)
    assert names == ["InstanceNorm/beta:0", "InstanceNorm/gamma:0", "GroupNorm/beta:0", "GroupNorm/gamma:0", "n/gamma:0"]
