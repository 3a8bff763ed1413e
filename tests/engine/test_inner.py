"""What scripts take from inside TensorFlow: moving averages, constants, dependencies."""

import numpy as np
import pytest

import heureum as tf
from heureum import inner


def test_a_moving_average_is_what_the_variable_holds_after_it() -> None:
    mean = tf.Variable([1.0, 2.0])
    moved = inner.assign_moving_average(mean, tf.constant([3.0, 4.0]), 0.75, zero_debias=False)
    with tf.Session() as session:
        session.run(mean.initializer)
        assert session.run(moved).tolist() == [1.5, 2.5]
        assert session.run(mean).tolist() == [1.5, 2.5]


def test_a_dependency_runs_first() -> None:
    count = tf.Variable(0)
    value = inner.with_dependencies([count.assign_add(1)], tf.constant(7))
    with tf.Session() as session:
        session.run(count.initializer)
        assert session.run(value) == 7
        assert session.run(count) == 1


def test_what_is_known_before_a_run() -> None:
    x = tf.placeholder(tf.float32, [None, 3])
    assert inner.constant_value(tf.constant([1, 2])).tolist() == [1, 2]
    assert inner.constant_value(x) is None
    assert inner.constant_value_as_shape(tf.shape(x)).as_list() == [None, 3]
    assert inner.smart_constant_value(tf.constant(True)) is True
    assert inner.smart_constant_value(tf.placeholder(tf.bool)) is None
    with pytest.raises(TypeError, match="or 1 or 0"):
        inner.smart_constant_value("yes")


def test_a_choice_is_made_at_once_when_it_is_known() -> None:
    assert inner.smart_cond(True, lambda: 1, lambda: 2) == 1
    pred = tf.placeholder(tf.bool, [])
    chosen = inner.smart_cond(pred, lambda: tf.constant(1), lambda: tf.constant(2))
    with tf.Session() as session:
        assert session.run(chosen, {pred: False}) == 2


def test_a_metric_s_variable_is_local() -> None:
    made = inner.metric_variable([2], tf.float32, name="total")
    assert tf.local_variables() == [made]
    with tf.Session() as session:
        session.run(tf.local_variables_initializer())
        np.testing.assert_array_equal(session.run(made), [0, 0])
