"""Rates that fall, and averages that follow. Curves are compared with TensorFlow's in tests/oracle."""

from typing import Any

import numpy as np
import pytest

import heureum as tf


def curve(make: Any, steps: int = 7) -> list[float]:
    step = tf.placeholder(tf.int32, [])
    rate = make(step)
    with tf.Session() as session:
        return [round(float(session.run(rate, {step: each})), 5) for each in range(steps)]


@pytest.mark.parametrize(
    ("make", "wanted"),
    [
        (lambda s: tf.train.exponential_decay(1.0, s, 2, 0.25), [1, 0.5, 0.25, 0.125]),
        (lambda s: tf.train.exponential_decay(1.0, s, 2, 0.25, staircase=True), [1, 1, 0.25, 0.25]),
        (lambda s: tf.train.natural_exp_decay(1.0, s, 1, np.log(2.0)), [1, 0.5, 0.25, 0.125]),
        (lambda s: tf.train.inverse_time_decay(1.0, s, 1, 1.0), [1, 0.5, 0.33333, 0.25]),
        (lambda s: tf.train.piecewise_constant(s, [0, 2], [1.0, 0.5, 0.1]), [1, 0.5, 0.5, 0.1]),
        (lambda s: tf.train.polynomial_decay(1.0, s, 2, 0.0), [1, 0.5, 0, 0]),
        (lambda s: tf.train.polynomial_decay(1.0, s, 2, 0.0, cycle=True), [1, 0.5, 0, 0.25]),
        (lambda s: tf.train.cosine_decay(1.0, s, 2), [1, 0.5, 0, 0]),
        (lambda s: tf.train.cosine_decay_restarts(1.0, s, 2, t_mul=1.0, m_mul=0.5), [1, 0.5, 0.5, 0.25]),
        (lambda s: tf.train.linear_cosine_decay(1.0, s, 2, beta=0.0), [1, 0.25, 0, 0]),
    ],
)
def test_rates_fall_as_described(make: Any, wanted: list[float]) -> None:
    assert curve(make, 4) == pytest.approx(wanted, abs=2e-5)


def test_a_step_is_needed() -> None:
    with pytest.raises(ValueError, match="global_step is required for exponential_decay"):
        tf.train.exponential_decay(1.0, None, 1, 0.5)
    with pytest.raises(ValueError, match="1 less"):
        tf.train.piecewise_constant(tf.constant(1), [1], [1.0])


def test_an_average_follows_slowly() -> None:
    w = tf.Variable([0.0], name="w")
    average = tf.train.ExponentialMovingAverage(0.5)
    assert average.average_name(w) == "w/ExponentialMovingAverage"
    with tf.control_dependencies([w.assign([8.0])]):
        follow = average.apply([w])
    shadow = average.average(w)
    assert (shadow.name, shadow.trainable) == ("w/ExponentialMovingAverage:0", False)
    assert tf.moving_average_variables() == [w]
    assert average.variables_to_restore() == {"w/ExponentialMovingAverage": w}
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        session.run(w.assign([8.0]))
        seen = []
        for _ in range(3):
            session.run(follow)
            seen.append(float(session.run(shadow)[0]))
    assert seen == [4.0, 6.0, 7.0]
    with pytest.raises(ValueError, match="already computed"):
        average.apply([w])
    with pytest.raises(TypeError, match="half, float, or double"):
        average.apply([tf.Variable(1)])


def test_early_averages_are_quick() -> None:
    w, count = tf.Variable(0.0), tf.Variable(0, trainable=False)
    average = tf.train.ExponentialMovingAverage(0.99, count)
    follow = average.apply()
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        session.run(w.assign(10.0))
        session.run(follow)
        assert session.run(average.average(w)) == pytest.approx(9.0)


@pytest.mark.parametrize(("debias", "wanted"), [(False, [4.0, 6.0]), (True, [8.0, 8.0])])
def test_averages_of_tensors_start_at_zero(debias: bool, wanted: list[float]) -> None:
    x = tf.constant(8.0) * 1.0
    average = tf.train.ExponentialMovingAverage(0.5, zero_debias=debias)
    follow = average.apply([x])
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        seen = []
        for _ in range(2):
            session.run(follow)
            seen.append(float(session.run(average.average(x))))
    assert seen == pytest.approx(wanted)
