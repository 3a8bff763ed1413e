"""Optimizers, rates and averages against TensorFlow: variables and slots after each of 20 steps, and all names."""

from collections.abc import Callable
from typing import Any

import pytest

OPTIMIZERS: dict[str, Callable[[Any], Any]] = {
    "descent": lambda tf: tf.train.GradientDescentOptimizer(0.1),
    "momentum": lambda tf: tf.train.MomentumOptimizer(0.05, 0.9),
    "nesterov": lambda tf: tf.train.MomentumOptimizer(0.05, 0.9, use_nesterov=True),
    "adagrad": lambda tf: tf.train.AdagradOptimizer(0.5),
    "adadelta": lambda tf: tf.train.AdadeltaOptimizer(1.0, rho=0.9, epsilon=1e-6),
    "rmsprop": lambda tf: tf.train.RMSPropOptimizer(0.01, momentum=0.5),
    "centered rmsprop": lambda tf: tf.train.RMSPropOptimizer(0.01, centered=True),
    "adam": lambda tf: tf.train.AdamOptimizer(0.05),
    "ftrl": lambda tf: tf.train.FtrlOptimizer(0.5, l1_regularization_strength=0.01, l2_regularization_strength=0.02),
    "ftrl power": lambda tf: tf.train.FtrlOptimizer(0.5, learning_rate_power=-0.7),
    "ftrl shrinking": lambda tf: tf.train.FtrlOptimizer(0.5, l2_shrinkage_regularization_strength=0.1),
    "proximal descent": lambda tf: tf.train.ProximalGradientDescentOptimizer(0.1, 0.01, 0.02),
    "proximal adagrad": lambda tf: tf.train.ProximalAdagradOptimizer(0.5, 0.1, 0.01, 0.02),
}
every_optimizer = pytest.mark.parametrize("make", OPTIMIZERS.values(), ids=OPTIMIZERS)


def trained(tf: Any, make: Callable[[Any], Any], loss: Any, *, steps: int = 20) -> list[Any]:
    optimizer = make(tf)
    train = optimizer.minimize(loss, global_step=tf.train.get_or_create_global_step())
    variables = sorted(tf.global_variables(), key=lambda each: each.name)
    seen: list[Any] = [[each.name for each in variables], train.name, optimizer.get_slot_names()]
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        for _ in range(steps):
            session.run(train)
            seen.append(session.run(variables))
    return seen


@every_optimizer
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_twenty_steps(compare: Any, make: Any, dtype: str) -> None:
    if dtype == "float64" and make in (OPTIMIZERS["proximal descent"], OPTIMIZERS["proximal adagrad"]):
        pytest.skip("TensorFlow's own proximal optimizers hand float32 rates to float64 variables, and fail")

    def program(tf: Any) -> Any:
        w = tf.Variable([[0.5, -1.5], [2.0, 0.25]], name="w", dtype=dtype)
        b = tf.Variable([0.1, -0.2], name="b", dtype=dtype)
        loss = tf.reduce_sum(tf.square(tf.matmul(w, w) + b - [[1.0, 2.0], [3.0, -1.0]]))
        return trained(tf, make, loss * 0.01)

    compare(program)


@every_optimizer
def test_twenty_steps_of_some_rows(compare: Any, make: Any) -> None:
    def program(tf: Any) -> Any:
        table = tf.Variable([[0.5, -1.5], [2.0, 0.25], [1.0, 1.0]], name="table")
        rows = tf.gather(table, [2, 0, 2])
        return trained(tf, make, tf.reduce_sum(tf.square(rows - 1.5)) * 0.1)

    compare(program)


@pytest.mark.parametrize(
    "make",
    [OPTIMIZERS[name] for name in ("descent", "momentum", "adagrad", "rmsprop", "adam", "adadelta")],
    ids=["descent", "momentum", "adagrad", "rmsprop", "adam", "adadelta"],
)
def test_names_of_what_is_added(compare: Any, make: Any) -> None:
    def program(tf: Any) -> Any:
        w = tf.Variable([1.0, 2.0], name="w")
        loss = tf.reduce_sum(w * 2.0)
        optimizer = make(tf)
        pairs = optimizer.compute_gradients(loss)
        before = len(tf.get_default_graph().get_operations())
        with tf.name_scope("train"):
            optimizer.apply_gradients(pairs, global_step=tf.train.get_or_create_global_step())
        return [[each.name, each.type] for each in tf.get_default_graph().get_operations()[before:]]

    compare(program)


RATES: dict[str, Callable[[Any, Any], Any]] = {
    "exponential": lambda tf, step: tf.train.exponential_decay(0.1, step, 3, 0.5),
    "staircase": lambda tf, step: tf.train.exponential_decay(0.1, step, 3, 0.5, staircase=True),
    "natural": lambda tf, step: tf.train.natural_exp_decay(0.1, step, 3, 0.5),
    "inverse": lambda tf, step: tf.train.inverse_time_decay(0.1, step, 3, 0.5, staircase=True),
    "piecewise": lambda tf, step: tf.train.piecewise_constant(step, [2, 5], [0.3, 0.2, 0.1]),
    "polynomial": lambda tf, step: tf.train.polynomial_decay(0.1, step, 7, 0.01, power=2.0),
    "cycle": lambda tf, step: tf.train.polynomial_decay(0.1, step, 3, 0.01, cycle=True),
    "cosine": lambda tf, step: tf.train.cosine_decay(0.1, step, 7, alpha=0.1),
    "restarts": lambda tf, step: tf.train.cosine_decay_restarts(0.1, step, 3, t_mul=1.5, m_mul=0.8),
    "even restarts": lambda tf, step: tf.train.cosine_decay_restarts(0.1, step, 3, t_mul=1.0, m_mul=0.8),
    "linear cosine": lambda tf, step: tf.train.linear_cosine_decay(0.1, step, 7),
}


@pytest.mark.parametrize("rate", RATES.values(), ids=RATES)
def test_rates(compare: Any, rate: Any) -> None:
    def program(tf: Any) -> Any:
        step = tf.placeholder(tf.int64, [])
        made = rate(tf, step)
        with tf.Session() as session:
            return [made.dtype.name, [session.run(made, {step: each}) for each in range(12)]]

    compare(program)


@pytest.mark.parametrize("count", [False, True])
def test_averages(compare: Any, count: bool) -> None:
    def program(tf: Any) -> Any:
        w = tf.Variable([1.0, 2.0], name="w")
        steps = tf.Variable(0, trainable=False, name="steps")
        average = tf.train.ExponentialMovingAverage(0.9, steps if count else None)
        follow = average.apply([w])
        shadow = average.average(w)
        change = tf.group(w.assign_add([1.0, -1.0]), steps.assign_add(1))
        seen: list[Any] = [shadow.name, average.average_name(w), sorted(average.variables_to_restore())]
        with tf.Session() as session:
            session.run(tf.global_variables_initializer())
            for _ in range(5):
                session.run(change)
                session.run(follow)
                seen.append(session.run(shadow))
        return seen

    compare(program)
