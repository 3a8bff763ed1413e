"""Choosing and repeating: the same on every transport, after a trip through JSON, and where gradients ask for more."""

import json
from typing import Any

import numpy as np
import pytest

import heureum as tf

TARGETS = ["", "inline://2", pytest.param("threads://2", marks=pytest.mark.needs_threads)]


def a_nested_loop() -> tuple[tf.Tensor, tf.Tensor, list[tf.Tensor]]:
    x, w = tf.placeholder(tf.float64, [], name="x"), tf.constant(1.5, tf.float64, name="w")

    def inner(j: tf.Tensor, b: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
        return j + 1, tf.cond(b < 3.0, lambda: b * w + b * b * x, lambda: tf.exp(-b))

    def outer(i: tf.Tensor, a: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
        return i + 1, tf.while_loop(lambda j, b: j < i + 1, inner, [0, a])[1]

    y = tf.while_loop(lambda i, a: i < 3, outer, [0, x])[1]
    return x, y, tf.gradients(y, [x, w])


def by_hand(x: float, w: float) -> float:
    a = x
    for i in range(3):
        for _ in range(i + 1):
            a = a * w + a * a * x if a < 3 else np.exp(-a)
    return a


@pytest.mark.parametrize("target", TARGETS)
def test_gradients_through_nested_loops_and_branches(target: str) -> None:
    x, y, (dx, dw) = a_nested_loop()
    with tf.Session(target) as session:
        for value in (0.1, 0.5):
            found = session.run([y, dx, dw], {x: value})
            h = 1e-6
            slopes = [
                (by_hand(value + h, 1.5) - by_hand(value - h, 1.5)) / (2 * h),
                (by_hand(value, 1.5 + h) - by_hand(value, 1.5 - h)) / (2 * h),
            ]
            np.testing.assert_allclose(found, [by_hand(value, 1.5), *slopes], rtol=1e-6)


def test_a_graph_read_back_computes_and_differentiates() -> None:
    _, y, (dx, _) = a_nested_loop()
    text = json.dumps(tf.get_default_graph().as_graph_def().to_json())
    with tf.Session() as session:
        wanted = session.run([y, dx], {"x:0": 0.4})
    with tf.Graph().as_default() as again, tf.Session() as session:
        tf.import_graph_def(json.loads(text), name="")
        new_y = again.get_tensor_by_name(y.name)
        new_dx = tf.gradients(new_y, again.get_tensor_by_name("x:0"))[0]
        assert session.run([new_y, dx.name], {"x:0": 0.4}) == wanted
        assert session.run(new_dx, {"x:0": 0.4}) == wanted[1]


@pytest.mark.parametrize("value", [0.5, 2.0])
def test_second_derivative_of_cond(value: float) -> None:
    x = tf.placeholder(tf.float64, [])
    y = tf.cond(x > 1.0, lambda: tf.exp(3.0 * x), lambda: x * x * x)
    first = tf.gradients(y, x)[0]
    second = tf.gradients(first, x)[0]
    with tf.Session() as session:
        found = session.run([first, second], {x: value})
    wanted = [3 * np.exp(3 * value), 9 * np.exp(3 * value)] if value > 1 else [3 * value**2, 6 * value]
    np.testing.assert_allclose(found, wanted)


def test_second_derivative_of_a_loop_is_refused() -> None:
    x = tf.constant(1.0)
    _, y = tf.while_loop(lambda i, a: i < 3, lambda i, a: (i + 1, a * a), [0, x])
    first = tf.gradients(y, x)[0]
    with pytest.raises(TypeError, match=r"Second-order gradient for while loops not supported"):
        tf.gradients(first, x)


def test_gradients_asked_for_twice_do_not_disturb_each_other() -> None:
    x = tf.constant(1.2)
    _, y = tf.while_loop(lambda i, a: i < 3, lambda i, a: (i + 1, a * a), [0, x])
    one, other = tf.gradients(y, x)[0], tf.gradients(2.0 * y, x)[0]
    with tf.Session() as session:
        a, b, c = session.run([one, other, y])
    np.testing.assert_allclose([a, b, c], [8 * 1.2**7, 16 * 1.2**7, 1.2**8], rtol=1e-5)


def test_chance_in_a_branch_is_met_once() -> None:
    """The gradient uses the numbers that the forward pass drew."""
    x = tf.ones([1000])
    y = tf.cond(tf.constant(True), lambda: x * tf.random_uniform([1000]), lambda: x)
    with tf.Session() as session:
        drawn, dx = session.run([y, tf.gradients(y, x)[0]])
    np.testing.assert_array_equal(drawn, dx)
    assert len(set(drawn.tolist())) > 900


def test_what_stands_inside_waits_for_what_stands_outside() -> None:
    v = tf.Variable(1.0)
    outside = tf.assign(v, 5.0)

    def branch() -> Any:
        with tf.control_dependencies([outside]):
            return v.read_value()

    y = tf.cond(tf.constant(True), branch, lambda: tf.constant(0.0))
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        assert session.run(y) == 5.0


def test_an_error_inside_names_the_node() -> None:
    x = tf.placeholder(tf.float32, None)
    y = tf.cond(tf.constant(True), lambda: tf.matmul(x, x, name="product"), lambda: x)
    with tf.Session() as session, pytest.raises(tf.errors.InvalidArgumentError, match="product"):
        session.run(y, {x: np.ones([2, 3])})


def test_a_long_loop_is_quick_enough_and_needs_no_memory_without_gradient() -> None:
    i, total = tf.while_loop(lambda i, s: i < 20000, lambda i, s: (i + 1, s + i), [0, 0])
    with tf.Session() as session:
        assert session.run([i, total]) == [20000, sum(range(20000))]


def test_gradients_asked_for_inside_reach_what_stands_outside() -> None:
    v = tf.constant(3.0)
    _, total = tf.while_loop(lambda i, a: i < 2, lambda i, a: (i + 1, a + tf.gradients(v * v * a, v)[0]), [0, 1.0])
    w = tf.Variable(2.0)
    slope = tf.cond(tf.constant(True), lambda: tf.gradients(w * w, w)[0], lambda: tf.constant(0.0))
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        assert session.run([total, slope]) == [49.0, 4.0]


def test_a_variable_made_inside_belongs_to_the_whole_graph() -> None:
    def body(i: tf.Tensor, s: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
        return i + 1, s * tf.get_variable("w", [], initializer=tf.constant_initializer(2.0))

    _, y = tf.while_loop(lambda i, s: i < 3, body, [0, 1.0])
    assert [v.name for v in tf.trainable_variables()] == ["w:0"]
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        assert session.run([y, tf.gradients(y, tf.trainable_variables())[0]]) == [8.0, 12.0]
