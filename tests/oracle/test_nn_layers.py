"""tf.layers, losses, metrics and recurrent cells: variables, collections, values, gradients and names are TensorFlow's."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

# TensorFlow warns that its layers are old.
pytestmark = [pytest.mark.oracle, pytest.mark.filterwarnings("ignore::UserWarning")]

Compare = Callable[..., Any]

ROWS = np.linspace(-1, 1, 12, dtype=np.float32).reshape(3, 4)
IMAGES = np.linspace(-1, 1, 2 * 6 * 5 * 3, dtype=np.float32).reshape(2, 6, 5, 3)
STEPS = np.linspace(-1, 1, 2 * 4 * 3, dtype=np.float32).reshape(2, 4, 3)


def filled(tf: Any) -> Any:
    """Gives every variable the same numbers in both libraries, whose random numbers differ."""

    def give(shape: Any, dtype: Any = None, partition_info: Any = None) -> Any:
        count = int(np.prod([int(size) for size in shape]))
        return tf.constant(np.cos(np.arange(count)).reshape([int(size) for size in shape]), tf.float32)

    return give


def described(tf: Any, *outputs: Any) -> list[Any]:
    """The outputs, the variables, the sizes of the collections, and gradients by all variables."""
    variables = tf.global_variables()
    flat = [each for each in tf.nest.flatten(outputs) if each.dtype.is_floating]
    total = tf.add_n([tf.reduce_sum(each * each) for each in flat])
    trained = tf.trainable_variables()
    gradients = [None if g is None else tf.identity(g, name="checked") for g in tf.gradients(total, trained)]
    keys = ("update_ops", "losses", "regularization_losses", "local_variables")
    collections = {key: [each.name for each in tf.get_collection(key)] for key in keys}
    return [
        list(tf.nest.flatten(outputs)),
        [[v.name, v.shape] for v in variables],
        [v.name for v in trained],
        gradients,
        collections,
    ]


def _in_scopes(tf: Any, make: Any) -> Any:
    with tf.variable_scope("a"):
        first = tf.layers.dense(ROWS, 3, kernel_initializer=make, name="fc")
    with tf.variable_scope("a", reuse=True):
        again = tf.layers.dense(ROWS + 1, 3, kernel_initializer=make, name="fc")
    with tf.variable_scope("b", initializer=make):
        return first, again, tf.layers.dense(ROWS, 2), tf.layers.dense(ROWS, 2)


def _as_class(tf: Any, make: Any) -> Any:
    layer = tf.layers.Dense(3, kernel_initializer=make)
    first, again = layer(tf.constant(ROWS)), layer(tf.constant(ROWS + 1))
    assert [each.name for each in layer.trainable_weights] == ["dense/kernel:0", "dense/bias:0"]
    assert layer.built
    assert layer.kernel.shape.as_list() == [4, 3]
    return first, again


LAYERS: dict[str, Callable[[Any, Any], Any]] = {
    "dense": lambda tf, make: tf.layers.dense(tf.constant(ROWS), 3, tf.nn.relu, kernel_initializer=make),
    "dense twice": lambda tf, make: tf.layers.dense(
        tf.layers.dense(tf.constant(ROWS), 3, tf.tanh, kernel_initializer=make), 2, kernel_initializer=make, use_bias=False
    ),
    "dense of rank 3": lambda tf, make: tf.layers.dense(
        tf.placeholder_with_default(STEPS, [None, 4, 3]), 2, kernel_initializer=make
    ),
    "conv2d": lambda tf, make: tf.layers.conv2d(tf.constant(IMAGES), 2, 3, activation=tf.nn.relu, kernel_initializer=make),
    "conv2d strided": lambda tf, make: tf.layers.conv2d(
        tf.constant(IMAGES), 2, [2, 3], strides=2, padding="same", use_bias=False, kernel_initializer=make, name="c"
    ),
    "conv2d dilated": lambda tf, make: tf.layers.conv2d(tf.constant(IMAGES), 2, 2, dilation_rate=2, kernel_initializer=make),
    "conv1d": lambda tf, make: tf.layers.conv1d(tf.constant(STEPS), 2, 3, kernel_initializer=make),
    "conv2d_transpose": lambda tf, make: tf.layers.conv2d_transpose(
        tf.placeholder_with_default(IMAGES, [None, 6, 5, 3]), 2, 3, strides=2, padding="same", kernel_initializer=make
    ),
    "conv2d_transpose valid": lambda tf, make: tf.layers.conv2d_transpose(tf.constant(IMAGES), 2, 3, kernel_initializer=make),
    "separable_conv2d": lambda tf, make: tf.layers.separable_conv2d(
        tf.constant(IMAGES), 2, 3, depthwise_initializer=make, pointwise_initializer=make
    ),
    "batch_normalization training": lambda tf, make: tf.layers.batch_normalization(tf.constant(ROWS), training=True),
    "batch_normalization": lambda tf, make: tf.layers.batch_normalization(tf.constant(ROWS)),
    "batch_normalization of images": lambda tf, make: tf.layers.batch_normalization(tf.constant(IMAGES), training=True),
    "batch_normalization unscaled": lambda tf, make: tf.layers.batch_normalization(tf.constant(ROWS), scale=False, center=False),
    "in scopes": _in_scopes,
    "class": _as_class,
}


@pytest.mark.parametrize("name", LAYERS)
def test_layers(compare: Compare, name: str) -> None:
    # The gradient of what was normalized is nearly 0: only noise.
    compare(lambda tf: described(tf, LAYERS[name](tf, filled(tf))), atol=1e-4 if "batch" in name else 1e-6)


WITHOUT_VARIABLES: dict[str, Callable[[Any], Any]] = {
    "max_pooling2d": lambda tf: tf.layers.max_pooling2d(tf.constant(IMAGES), 2, 2),
    "max_pooling2d same": lambda tf: tf.layers.max_pooling2d(tf.constant(IMAGES), [3, 2], [2, 1], padding="same"),
    "average_pooling2d": lambda tf: tf.layers.average_pooling2d(tf.constant(IMAGES), 2, 2),
    "max_pooling1d": lambda tf: tf.layers.max_pooling1d(tf.constant(STEPS), 2, 2),
    "average_pooling1d": lambda tf: tf.layers.average_pooling1d(tf.constant(STEPS), 2, 1),
    "flatten": lambda tf: tf.layers.flatten(tf.placeholder_with_default(IMAGES, [None, 6, 5, 3])),
    "flatten unknown": lambda tf: tf.layers.flatten(tf.placeholder_with_default(IMAGES, [None, None, 5, 3])),
    "dropout off": lambda tf: tf.layers.dropout(tf.constant(ROWS)),
    "dropout decided later": lambda tf: tf.identity(
        tf.layers.dropout(ROWS, training=tf.placeholder_with_default(False, [])), name="y"
    ),
    "batch_normalization decided later": lambda tf: tf.identity(
        tf.layers.batch_normalization(tf.constant(ROWS), training=tf.placeholder_with_default(True, [])), name="y"
    ),
    "fused batch_normalization decided later": lambda tf: tf.identity(
        tf.layers.batch_normalization(tf.constant(IMAGES), training=tf.placeholder_with_default(True, [])), name="y"
    ),
    "unknown last size": lambda tf: tf.layers.dense(tf.placeholder(tf.float32, [3, None]), 2),
    "made twice": lambda tf: [tf.layers.dense(ROWS, 2, name="d"), tf.layers.dense(ROWS, 2, name="d")],
    "wrong rank": lambda tf: tf.layers.conv2d(tf.constant(ROWS), 2, 2),
    "wrong padding": lambda tf: tf.layers.conv2d(tf.constant(IMAGES), 2, 2, padding="full"),
}


@pytest.mark.parametrize("name", WITHOUT_VARIABLES)
def test_layers_without_variables_and_errors(compare: Compare, name: str) -> None:
    compare(WITHOUT_VARIABLES[name])


def test_regularizers_are_collected(compare: Compare) -> None:
    def program(tf: Any) -> Any:
        tf.layers.dense(ROWS, 3, kernel_initializer=filled(tf), kernel_regularizer=lambda w: 0.5 * tf.nn.l2_loss(w))
        loss = tf.losses.mean_squared_error(ROWS, ROWS + 1)
        return [loss, tf.losses.get_regularization_losses(), tf.losses.get_regularization_loss(), tf.losses.get_total_loss()]

    compare(program)


def test_moving_averages_follow(compare: Compare) -> None:
    def program(tf: Any) -> Any:
        tf.layers.batch_normalization(tf.constant(ROWS * 3 + 1), training=True, momentum=0.5)
        tf.layers.batch_normalization(tf.constant(IMAGES * 3 + 1), training=True, momentum=0.5)
        tf.layers.batch_normalization(tf.constant(ROWS * 3 + 1), training=tf.placeholder_with_default(True, []), momentum=0.5)
        moves = tf.get_collection(tf.GraphKeys.UPDATE_OPS)
        averages = [each for each in tf.global_variables() if "moving" in each.name]
        with tf.Session() as session:
            session.run(tf.global_variables_initializer())
            session.run(moves)
            session.run(moves)
            return [[each.name for each in averages], session.run(averages)]

    compare(program)


LOSSES = (
    "absolute_difference", "hinge_loss", "huber_loss", "log_loss", "mean_squared_error", "mean_pairwise_squared_error",
    "sigmoid_cross_entropy", "softmax_cross_entropy",
)  # fmt: skip


@pytest.mark.parametrize("name", LOSSES)
def test_losses(compare: Compare, name: str) -> None:
    labels, predicted = (np.abs(ROWS) > 0.5).astype(np.float32), np.abs(ROWS) * 0.9 + 0.05

    def program(tf: Any) -> Any:
        function = getattr(tf.losses, name)
        x = tf.placeholder_with_default(predicted, [None, 4])
        plain = function(labels, x)
        shape = [3] if name == "softmax_cross_entropy" else [3, 1]
        of_rows = function(labels, x, weights=np.float32([0, 1, 3]).reshape(shape), scope="mine")
        gradients = [tf.identity(each, name="checked") for each in tf.gradients(plain + of_rows, x)]
        return [plain, of_rows, gradients, tf.losses.get_losses(), tf.losses.get_total_loss()]

    compare(program)


@pytest.mark.parametrize("reduction", ["NONE", "SUM", "MEAN", "SUM_OVER_BATCH_SIZE", "SUM_BY_NONZERO_WEIGHTS"])
@pytest.mark.parametrize("weights", [1.0, 0.0, 2.5, [[1.0], [0.0], [2.0]]])
def test_reductions(compare: Compare, reduction: str, weights: Any) -> None:
    def program(tf: Any) -> Any:
        kind = getattr(tf.losses.Reduction, reduction)
        return tf.identity(tf.losses.compute_weighted_loss(tf.constant(ROWS), weights, reduction=kind), name="loss")

    compare(program)


def test_other_losses(compare: Compare) -> None:
    compare(lambda tf: tf.losses.sparse_softmax_cross_entropy([0, 3, 1], tf.constant(ROWS)))
    compare(lambda tf: tf.losses.sparse_softmax_cross_entropy([[0], [3], [1]], tf.constant(ROWS), weights=[1.0, 0.0, 2.0]))
    compare(lambda tf: tf.losses.cosine_distance(tf.constant(ROWS), tf.constant(ROWS + 1), axis=1))
    compare(lambda tf: tf.losses.softmax_cross_entropy(np.abs(ROWS), tf.constant(ROWS), label_smoothing=0.2))
    compare(lambda tf: tf.losses.sigmoid_cross_entropy(np.abs(ROWS), tf.constant(ROWS), label_smoothing=0.2))
    assert "error" in compare(lambda tf: tf.losses.mean_squared_error(ROWS, tf.constant(ROWS[:2])))
    assert "error" in compare(lambda tf: tf.losses.mean_squared_error(ROWS, tf.constant(ROWS), weights=[1.0, 2.0]))
    assert "error" in compare(lambda tf: tf.losses.compute_weighted_loss(ROWS, reduction="no"))


METRICS: dict[str, Callable[[Any], Any]] = {
    "accuracy": lambda tf: tf.metrics.accuracy([1, 2, 3], tf.constant([1, 0, 3])),
    "accuracy weighted": lambda tf: tf.metrics.accuracy([[1], [2], [3]], tf.constant([1, 0, 3]), weights=[1.0, 2.0, 0.0]),
    "mean": lambda tf: tf.metrics.mean(tf.constant(ROWS), weights=np.float32([[1], [2], [0]])),
    "precision": lambda tf: tf.metrics.precision([1, 0, 1, 1], tf.constant([1, 1, 0, 1])),
    "recall": lambda tf: tf.metrics.recall([1, 0, 1, 1], tf.constant([1, 1, 0, 1]), weights=[1.0, 1.0, 3.0, 1.0]),
    "mean_squared_error": lambda tf: tf.metrics.mean_squared_error(ROWS, tf.constant(ROWS * 2)),
    "mean_absolute_error": lambda tf: tf.metrics.mean_absolute_error(ROWS, tf.constant(ROWS * 2)),
    "true_positives": lambda tf: tf.metrics.true_positives([1, 0, 1], tf.constant([1, 1, 0])),
    "false_negatives": lambda tf: tf.metrics.false_negatives([1, 0, 1], tf.constant([1, 1, 0])),
}


@pytest.mark.parametrize("name", METRICS)
def test_metrics_add_up(compare: Compare, name: str) -> None:
    def program(tf: Any) -> Any:
        value, update_op = METRICS[name](tf)
        with tf.Session() as session:
            session.run(tf.local_variables_initializer())
            seen = [session.run(value), session.run(update_op), session.run(update_op), session.run(value)]
        return [value.name, update_op.name, seen, [each.name for each in tf.get_collection("local_variables")]]

    compare(program)


CELLS: dict[str, Callable[[Any, Any], Any]] = {
    "basic_rnn": lambda c, tf: c.BasicRNNCell(4),
    "basic_lstm": lambda c, tf: c.BasicLSTMCell(4),
    "basic_lstm flat": lambda c, tf: c.BasicLSTMCell(4, forget_bias=0.5, state_is_tuple=False, activation=tf.nn.relu),
    "gru": lambda c, tf: c.GRUCell(4),
    "lstm": lambda c, tf: c.LSTMCell(4),
    "lstm full": lambda c, tf: c.LSTMCell(4, use_peepholes=True, num_proj=2, cell_clip=0.5, proj_clip=0.4),
    "stacked": lambda c, tf: c.MultiRNNCell([c.BasicLSTMCell(4), c.GRUCell(5)]),
    "residual": lambda c, tf: c.ResidualWrapper(c.BasicRNNCell(3)),
    "dropout of none": lambda c, tf: c.DropoutWrapper(c.BasicLSTMCell(4), output_keep_prob=1.0),
}


@pytest.mark.parametrize("name", CELLS)
@pytest.mark.parametrize("lengths", [None, [3, 1]])
def test_recurrence(compare: Compare, name: str, lengths: Any) -> None:
    def program(tf: Any) -> Any:
        cell = CELLS[name](tf.nn.rnn_cell, tf)
        with tf.variable_scope("dynamic", initializer=filled(tf)):
            x = tf.placeholder_with_default(STEPS, [None, 4, 3])
            dynamic, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32, sequence_length=lengths)
        other = CELLS[name](tf.nn.rnn_cell, tf)
        with tf.variable_scope("static", initializer=filled(tf)):
            steps = tf.unstack(tf.constant(STEPS), axis=1)
            static, last = tf.nn.static_rnn(other, steps, dtype=tf.float32, sequence_length=lengths)
        seen = [tf.identity(each, name="seen") for each in tf.nest.flatten((dynamic, state, static, last))]
        return described(tf, seen)

    compare(program)


def test_both_directions(compare: Compare) -> None:
    def program(tf: Any) -> Any:
        cells = [tf.nn.rnn_cell.BasicLSTMCell(4) for _ in range(4)]
        with tf.variable_scope("net", initializer=filled(tf)):
            dynamic = tf.nn.bidirectional_dynamic_rnn(cells[0], cells[1], tf.constant(STEPS), [3, 2], dtype=tf.float32)
        with tf.variable_scope("other", initializer=filled(tf)):
            steps = tf.unstack(tf.constant(STEPS), axis=1)
            static = tf.nn.static_bidirectional_rnn(cells[2], cells[3], steps, dtype=tf.float32)
        return described(tf, [tf.identity(each, name="seen") for each in tf.nest.flatten((dynamic, static))])

    compare(program)


def test_time_that_is_known_when_it_runs(compare: Compare) -> None:
    def program(tf: Any) -> Any:
        with tf.variable_scope("net", initializer=filled(tf)):
            x = tf.placeholder_with_default(STEPS, [None, None, 3])
            initial = tf.ones([2, 4])
            outputs, state = tf.nn.dynamic_rnn(tf.nn.rnn_cell.GRUCell(4), x, initial_state=initial, time_major=False)
            return described(tf, tf.identity(outputs, name="seen"), tf.identity(state, name="seen"))

    compare(program)


RECURRENCE_ERRORS: dict[str, Callable[[Any], Any]] = {
    "no state or dtype": lambda tf: tf.nn.dynamic_rnn(tf.nn.rnn_cell.GRUCell(4), tf.constant(STEPS)),
    "no list": lambda tf: tf.nn.static_rnn(tf.nn.rnn_cell.GRUCell(4), tf.constant(STEPS), dtype=tf.float32),
    "empty list": lambda tf: tf.nn.static_rnn(tf.nn.rnn_cell.GRUCell(4), [], dtype=tf.float32),
    "no cells": lambda tf: tf.nn.rnn_cell.MultiRNNCell([]),
    "made twice": lambda tf: [
        tf.nn.dynamic_rnn(tf.nn.rnn_cell.GRUCell(4), tf.constant(STEPS), dtype=tf.float32) for _ in range(2)
    ],
}


@pytest.mark.parametrize("name", RECURRENCE_ERRORS)
def test_recurrence_that_is_refused(compare: Compare, name: str) -> None:
    assert "error" in compare(RECURRENCE_ERRORS[name])


def test_zero_states(compare: Compare) -> None:
    compare(lambda tf: list(tf.nn.rnn_cell.BasicLSTMCell(4).zero_state(3, tf.float32)))
    compare(lambda tf: tf.nn.rnn_cell.GRUCell(4).zero_state(tf.placeholder_with_default(3, []), tf.float32))
