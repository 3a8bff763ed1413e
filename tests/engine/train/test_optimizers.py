"""Optimizers: what they change, in which order, under which names. Numbers are compared with TensorFlow's in tests/oracle."""

from typing import Any

import numpy as np
import pytest

import heureum as tf

OPTIMIZERS = {
    "GradientDescent": lambda: tf.train.GradientDescentOptimizer(0.1),
    "Momentum": lambda: tf.train.MomentumOptimizer(0.05, 0.9),
    "Nesterov": lambda: tf.train.MomentumOptimizer(0.05, 0.9, use_nesterov=True),
    "Adagrad": lambda: tf.train.AdagradOptimizer(1.0),
    "Adadelta": lambda: tf.train.AdadeltaOptimizer(100.0),
    "RMSProp": lambda: tf.train.RMSPropOptimizer(0.1),
    "CenteredRMSProp": lambda: tf.train.RMSPropOptimizer(0.1, centered=True),
    "Adam": lambda: tf.train.AdamOptimizer(0.1),
    "Ftrl": lambda: tf.train.FtrlOptimizer(1.0),
    "FtrlV2": lambda: tf.train.FtrlOptimizer(1.0, l2_shrinkage_regularization_strength=0.001),
    "ProximalGradientDescent": lambda: tf.train.ProximalGradientDescentOptimizer(0.1, 0.001, 0.001),
    "ProximalAdagrad": lambda: tf.train.ProximalAdagradOptimizer(1.0, l1_regularization_strength=0.001),
}
every_optimizer = pytest.mark.parametrize("make", OPTIMIZERS.values(), ids=OPTIMIZERS)


@every_optimizer
def test_the_loss_falls_to_its_minimum(make: Any) -> None:
    w = tf.Variable([3.0, -2.0])
    loss = tf.reduce_sum(tf.square(w - [1.0, 0.5]))
    train = make().minimize(loss)
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        for _ in range(200):
            session.run(train)
        assert session.run(loss) < 0.05


@every_optimizer
def test_rows_are_changed_as_the_whole_would_be(make: Any) -> None:
    """A gradient of some rows, with one of them twice, and the same gradient in full."""
    initial = [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]
    found = []
    for whole in (False, True):
        with tf.Graph().as_default():
            w = tf.Variable(initial)
            rows = tf.constant([2, 0, 2])
            grad = tf.IndexedSlices(tf.constant([[0.1, 0.2], [0.3, 0.4], [0.5, 0.6]]), rows, tf.constant([3, 2]))
            train = make().apply_gradients([(tf.convert_to_tensor(grad) if whole else grad, w)])
            with tf.Session() as session:
                session.run(tf.global_variables_initializer())
                session.run(train)
                found.append(session.run(w))
    np.testing.assert_allclose(found[0][[0, 2]], found[1][[0, 2]], rtol=1e-6)
    np.testing.assert_array_equal(found[0][1], initial[1])


def test_nodes_are_named_as_tensorflows() -> None:
    w = tf.Variable([1.0], name="w")
    step = tf.train.get_or_create_global_step()
    train = tf.train.MomentumOptimizer(0.1, 0.9).minimize(tf.reduce_sum(w * w), global_step=step)
    names = [each.name for each in tf.get_default_graph().get_operations()]
    assert names[names.index("Momentum/learning_rate") :] == [
        "Momentum/learning_rate",
        "Momentum/momentum",
        "Momentum/update_w/ApplyMomentum",
        "Momentum/update",
        "Momentum/value",
        "Momentum",
    ]
    assert (train.name, train.type) == ("Momentum", "AssignAdd")
    assert tf.get_collection(tf.GraphKeys.TRAIN_OP) == [train]
    assert [v.name for v in tf.global_variables()] == ["w:0", "global_step:0", "w/Momentum:0"]


def test_slots_are_kept_beside_the_variables() -> None:
    w = tf.Variable([[1.0, 2.0]], name="w")
    optimizer = tf.train.AdamOptimizer()
    train = optimizer.minimize(tf.reduce_sum(w))
    assert (train.type, optimizer.get_name(), optimizer.get_slot_names()) == ("NoOp", "Adam", ["m", "v"])
    assert [v.name for v in optimizer.variables()] == ["beta1_power:0", "beta2_power:0", "w/Adam:0", "w/Adam_1:0"]
    assert optimizer.get_slot(w, "m").shape == w.shape
    assert optimizer.get_slot(w, "none") is None
    assert tf.trainable_variables() == [w]
    with tf.name_scope("again"):
        other = tf.train.AdamOptimizer()
        assert other.minimize(tf.reduce_sum(w)).name == "again/Adam"
    assert other.get_slot(w, "m").name == "w/Adam_2:0"


def test_gradients_may_be_changed_before_they_are_applied() -> None:
    w, unused = tf.Variable([3.0, -4.0]), tf.Variable(1.0)
    optimizer = tf.train.GradientDescentOptimizer(1.0)
    pairs = optimizer.compute_gradients(tf.reduce_sum(w * [10.0, 20.0]))
    assert [(grad is None, var) for grad, var in pairs] == [(False, w), (True, unused)]
    train = optimizer.apply_gradients([(None if grad is None else grad * 0.1, var) for grad, var in pairs])
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        session.run(train)
        np.testing.assert_allclose(session.run(w), [2, -6])


def test_a_constraint_is_applied_after_the_step() -> None:
    w = tf.Variable([0.5], constraint=lambda value: tf.maximum(value, 0.0))
    train = tf.train.GradientDescentOptimizer(1.0).minimize(tf.reduce_sum(w))
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        session.run(train)
        assert session.run(w).tolist() == [0.0]


@pytest.mark.parametrize("rate", [tf.train.exponential_decay, None], ids=["tensor", "function"])
def test_a_rate_may_be_a_tensor_or_a_function(rate: Any) -> None:
    w, step = tf.Variable(1.0), tf.train.get_or_create_global_step()
    learning_rate = rate(1.0, step, 1, 0.5) if rate else (lambda: 1.0)
    train = tf.train.GradientDescentOptimizer(learning_rate).minimize(w * 1.0, global_step=step)
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        for _ in range(2):
            session.run(train)
        assert session.run([w, step]) == [-0.5 if rate else -1.0, 2]


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (lambda o, w: o.minimize(tf.constant(1.0)), ValueError, "No gradients provided for any variable"),
        (lambda o, w: o.minimize(w * 1.0, var_list=[]), ValueError, "No variables to optimize"),
        (lambda o, w: o.minimize(w * 1.0, var_list=[3]), TypeError, "not a variable"),
        (lambda o, w: o.minimize(tf.constant(1), var_list=[w]), ValueError, "Invalid type"),
        (lambda o, w: o.minimize(lambda: w), RuntimeError, "function"),
        (lambda o, w: o.apply_gradients([]), ValueError, "No variables provided"),
        (lambda o, w: o.apply_gradients([(None, w)]), ValueError, "No gradients provided"),
        (lambda o, w: o.apply_gradients([("a", w)]), TypeError, "Gradient must be"),
        (lambda o, w: o.apply_gradients([(1.0, 2.0)]), TypeError, "unsupported type"),
        (lambda o, w: tf.train.GradientDescentOptimizer(1.0, name=""), ValueError, "name"),
        (lambda o, w: tf.train.AdagradOptimizer(1.0, 0.0), ValueError, "positive"),
        (lambda o, w: tf.train.FtrlOptimizer(1.0, 0.5), ValueError, "negative or zero"),
        (lambda o, w: tf.train.FtrlOptimizer(1.0, l1_regularization_strength=-1.0), ValueError, "positive or zero"),
    ],
)
def test_what_is_refused(call: Any, error: type[Exception], says: str) -> None:
    w = tf.Variable(1.0)
    with pytest.raises(error, match=says):
        call(tf.train.GradientDescentOptimizer(0.1), w)


def test_a_gradient_of_another_shape_is_refused_while_it_runs() -> None:
    w, x = tf.Variable([1.0, 2.0]), tf.placeholder(tf.float32)
    train = tf.train.GradientDescentOptimizer(0.1).apply_gradients([(x, w)])
    with tf.Session() as session:
        session.run(w.initializer)
        with pytest.raises(tf.errors.InvalidArgumentError, match=r"shape \(2,\), but its gradient has \(3,\)"):
            session.run(train, {x: [1, 2, 3]})


def test_the_global_step_is_one() -> None:
    assert tf.train.get_global_step() is None
    step = tf.train.create_global_step()
    assert tf.train.get_global_step() is tf.train.get_or_create_global_step() is step
    assert (step.name, step.dtype, step.trainable) == ("global_step:0", tf.int64, False)
    with pytest.raises(ValueError, match="already exists"):
        tf.train.create_global_step()
    with pytest.raises(TypeError, match="integer"):
        tf.train.assert_global_step(tf.constant(1.0))
    with tf.Session() as session:
        session.run(step.initializer)
        assert tf.train.global_step(session, step) == 0


@pytest.mark.needs_threads
@pytest.mark.parametrize("placement", ["cost", "spread"])
def test_training_works_on_several_workers(placement: str) -> None:
    with tf.device("/job:worker/task:1"):
        w = tf.Variable([3.0, -2.0], name="w")
    b = tf.Variable([1.0, 1.0], name="b")
    loss = tf.reduce_sum(tf.square(w * b - 1.0))
    train = tf.train.AdamOptimizer(0.1).minimize(loss)
    with tf.Session(workers=2, placement=placement) as session:
        session.run(tf.global_variables_initializer())
        before = session.run(loss)
        for _ in range(20):
            session.run(train)
        assert session.run(loss) < before / 2


def test_a_counter_may_be_among_the_variables() -> None:
    w, steps = tf.Variable(2.0), tf.Variable(777)
    optimizer = tf.train.GradientDescentOptimizer(0.1)
    (gradient, _), (nothing, variable) = optimizer.compute_gradients(tf.square(w))
    assert gradient is not None
    assert (nothing, variable) == (None, steps)
    with pytest.raises(ValueError, match=r"Invalid type tf\.int32 for"):
        optimizer.compute_gradients(steps)
