"""Further optimizers against their rules written in NumPy; optimizers from outside; what is said without scipy."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import heureum as tf

START = np.array([1.0, -2.0, 3.0], np.float32)
STEPS = 3


def trained(make: Callable[[], Any], rows: list[int] | None = None) -> np.ndarray:
    """A variable after steps on the sum of its squares, or on those of some of its elements."""
    with tf.Graph().as_default(), tf.Session() as session:
        w = tf.Variable(START)
        loss = tf.reduce_sum(tf.square(w if rows is None else tf.gather(w, rows)))
        step = make().minimize(loss)
        session.run(tf.global_variables_initializer())
        for _ in range(STEPS):
            session.run(step)
        return np.asarray(session.run(w))


def by_adam(rate: float, *, nesterov: bool = False, largest: bool = False, decay: float = 0.0) -> np.ndarray:
    w, m, v = START.astype(np.float64), np.zeros(3), np.zeros(3)
    for step in range(1, STEPS + 1):
        slope = 2 * w
        w = w - decay * w
        m = 0.9 * m + 0.1 * slope
        ahead = 0.9 * m + 0.1 * slope if nesterov else m
        if largest:
            v = np.maximum(0.999 * v, abs(slope))
            w = w - rate / (1 - 0.9**step) * m / (v + 1e-8)
        else:
            v = 0.999 * v + 0.001 * slope**2
            w = w - rate * np.sqrt(1 - 0.999**step) / (1 - 0.9**step) * ahead / (np.sqrt(v) + 1e-8)
    return w


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (lambda: tf.contrib.opt.NadamOptimizer(0.1), by_adam(0.1, nesterov=True)),
        (lambda: tf.contrib.opt.AdaMaxOptimizer(0.1), by_adam(0.1, largest=True)),
        (lambda: tf.contrib.opt.LazyAdamOptimizer(0.1), by_adam(0.1)),
    ],
)
@pytest.mark.parametrize("rows", [None, [0, 1, 2]])
def test_kin_of_adam_follow_their_rules(make: Callable[[], Any], expected: np.ndarray, rows: Any) -> None:
    np.testing.assert_allclose(trained(make, rows), expected, rtol=1e-5)


def test_weight_decay_stands_beside_the_gradient() -> None:
    w, held = START.astype(np.float64), np.zeros(3)
    for _ in range(STEPS):
        slope = 2 * w
        w = w - 0.01 * w
        held = 0.9 * held + slope
        w = w - 0.1 * held
    found = trained(lambda: tf.contrib.opt.MomentumWOptimizer(0.01, 0.1, 0.9))
    np.testing.assert_allclose(found, w, rtol=1e-5)
    extended = tf.contrib.opt.extend_with_decoupled_weight_decay(tf.train.MomentumOptimizer)
    np.testing.assert_allclose(trained(lambda: extended(0.01, learning_rate=0.1, momentum=0.9)), w, rtol=1e-5)
    np.testing.assert_allclose(trained(lambda: tf.contrib.opt.AdamWOptimizer(0.01, 0.1)), by_adam(0.1, decay=0.01), rtol=1e-5)


def test_only_variables_that_were_named_shrink() -> None:
    with tf.Graph().as_default(), tf.Session() as session:
        a, b = tf.Variable(1.0), tf.Variable(1.0)
        rule = tf.contrib.opt.AdamWOptimizer(0.5, learning_rate=0.0)
        step = rule.minimize(a + b, decay_var_list=[a])
        session.run(tf.global_variables_initializer())
        session.run(step)
        assert session.run([a, b]) == [0.5, 1.0]


def test_lazy_adam_leaves_other_rows_alone() -> None:
    found = trained(lambda: tf.contrib.opt.LazyAdamOptimizer(0.1), [0, 2, 0])
    assert found[1] == START[1]
    assert found[0] < START[0]


def test_steps_grow_where_signs_agree() -> None:
    # The first gradient and its average agree: the step is twice, or e times, as long.
    agreed = START - 0.01 * 2 * 2 * START
    with tf.Graph().as_default(), tf.Session() as session:
        v, w = tf.Variable(START), tf.Variable(START)
        steps = [
            tf.contrib.opt.AddSignOptimizer(0.01).minimize(tf.reduce_sum(v * v)),
            tf.contrib.opt.PowerSignOptimizer(0.01, base=2.0).minimize(tf.reduce_sum(w * w)),
        ]
        session.run(tf.global_variables_initializer())
        session.run(steps)
        for each in (v, w):
            np.testing.assert_allclose(session.run(each), agreed, rtol=1e-6)


class Descent(tf.contrib.opt.ExternalOptimizerInterface):
    def _minimize(self, **given: Any) -> Any:
        where = given["initial_val"]
        for _ in range(given["optimizer_kwargs"]["steps"]):
            _, slope = given["loss_grad_func"](where)
            where = where - 0.1 * slope
            given["step_callback"](where)
        return where


def test_an_optimizer_from_outside_sees_one_vector() -> None:
    with tf.Graph().as_default(), tf.Session() as session:
        a, b, aim = tf.Variable([[1.0, -2.0]]), tf.Variable(5.0), tf.placeholder(tf.float32)
        loss = tf.reduce_sum(tf.square(a - aim)) + tf.square(b)
        outside = Descent(loss, steps=60)
        session.run(tf.global_variables_initializer())
        losses: list[Any] = []
        packed: list[Any] = []
        outside.minimize(feed_dict={aim: 2.0}, fetches=[loss], loss_callback=losses.append, step_callback=packed.append)
        np.testing.assert_allclose(session.run(a), [[2.0, 2.0]], atol=1e-4)
        assert losses[0] > losses[-1]
        assert packed[0].shape == (3,)


def test_what_scipy_would_do_is_named_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "scipy", None)
    monkeypatch.setitem(sys.modules, "scipy.optimize", None)
    with tf.Graph().as_default(), tf.Session() as session:
        w = tf.Variable(1.0)
        session.run(w.initializer)
        with pytest.raises(ImportError, match="pip install scipy"):
            tf.contrib.opt.ScipyOptimizerInterface(w * w, options={"maxiter": 3}).minimize(session)
