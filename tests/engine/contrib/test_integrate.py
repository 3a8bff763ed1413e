"""Differential equations against their solutions: decay, an oscillator, and steps of a fixed length."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import heureum as tf

TIMES = np.linspace(0, 2, 11)


def solved(tensor: Any) -> Any:
    with tf.Session() as session:
        return session.run(tensor)


def test_decay_and_an_oscillator_are_followed() -> None:
    with tf.Graph().as_default():
        decay = tf.contrib.integrate.odeint(lambda y, t: -y, tf.constant([1.0, 2.0], tf.float64), TIMES)
        swing = tf.contrib.integrate.odeint(
            lambda y, t: tf.stack([y[1], -y[0]]), tf.constant([0.0, 1.0], tf.float64), TIMES, rtol=1e-8
        )
        fallen, swung = solved([decay, swing])
    np.testing.assert_allclose(fallen, np.exp(-TIMES)[:, None] * [1, 2], rtol=1e-5)
    np.testing.assert_allclose(swung[:, 0], np.sin(TIMES), atol=1e-6)


@pytest.mark.parametrize(("method", "off"), [("rk4", 1e-4), ("midpoint", 2e-2)])
@pytest.mark.parametrize("dt", [None, 0.1])
def test_fixed_steps_are_as_right_as_their_order(method: str, off: float, dt: float | None) -> None:
    with tf.Graph().as_default():
        y0 = tf.constant([1.0], tf.float64)
        found = solved(tf.contrib.integrate.odeint_fixed(lambda y, t: -2 * t * y, y0, TIMES, dt=dt, method=method))
    assert np.abs(found[:, 0] - np.exp(-(TIMES**2))).max() < off * 5


def test_too_many_steps_are_an_error() -> None:
    with tf.Graph().as_default():
        y0 = tf.constant([1.0], tf.float64)
        found = tf.contrib.integrate.odeint(lambda y, t: -y, y0, TIMES, options={"max_num_steps": 1})
        with pytest.raises(tf.errors.InvalidArgumentError):
            solved(found)


def test_other_methods_are_refused() -> None:
    with tf.Graph().as_default():
        with pytest.raises(ValueError, match="dopri5"):
            tf.contrib.integrate.odeint(lambda y, t: y, [1.0], [0.0, 1.0], method="euler")
        with pytest.raises(ValueError, match="rk4"):
            tf.contrib.integrate.odeint_fixed(lambda y, t: y, [1.0], [0.0, 1.0], method="euler")
