"""Gradients that users define: by name for a scope, for an op that has none, and for a function."""

from typing import Any

import pytest

import heureum as tf


def gradient_of(y: Any, x: Any) -> Any:
    (found,) = tf.gradients(y, [x])
    with tf.Session() as sess:
        return None if found is None else sess.run(found).tolist()


def test_a_scope_changes_the_gradient_of_what_is_made_in_it() -> None:
    x = tf.constant([1.0, -2.0])
    before = tf.sign(x)
    with tf.get_default_graph().gradient_override_map({"Sign": "StraightThrough"}):
        inside = tf.sign(x) * 3.0
    after = tf.sign(x)
    with pytest.raises(LookupError, match="no entry for: StraightThrough"):
        tf.gradients(inside, x)

    @tf.RegisterGradient("StraightThrough")
    def straight(op: tf.Operation, dy: tf.Tensor) -> tf.Tensor:
        return dy

    assert [gradient_of(y, x) for y in (before, inside, after)] == [[0.0, 0.0], [3.0, 3.0], [0.0, 0.0]]


def test_a_function_of_numpy_gets_a_gradient() -> None:
    @tf.RegisterGradient("OfSquare")
    def of_square(op: tf.Operation, dy: tf.Tensor) -> tf.Tensor:
        return 2.0 * op.inputs[0] * dy

    x = tf.constant([1.0, 2.0])
    with tf.get_default_graph().gradient_override_map({"PyFunc": "OfSquare"}):
        y = tf.py_func(lambda value: value * value, [x], tf.float32)
    assert gradient_of(y, x) == [2.0, 4.0]


def test_nothing_flows_through_what_is_not_differentiable() -> None:
    tf.NotDifferentiable("Still")
    x = tf.constant(1.0)
    with tf.get_default_graph().gradient_override_map({"Square": "Still"}):
        y = tf.square(x)
    assert gradient_of(y, x) is None


def test_a_function_with_its_own_gradient() -> None:
    @tf.custom_gradient
    def log1pexp(x: Any) -> Any:
        e = tf.exp(x)
        return tf.log(1 + e), lambda dy: dy * (1 - 1 / (1 + e))

    @tf.custom_gradient()
    def both(x: Any, y: Any) -> Any:
        return [x * y, x + y], lambda d_product, d_sum: [d_product * 10.0, d_sum * 100.0]

    x, y = tf.constant(100.0), tf.constant(2.0)
    assert gradient_of(log1pexp(x), x) == 1.0
    product, total = both(x, y)
    assert [gradient_of(product + total, each) for each in (x, y)] == [10.0, 100.0]


def test_wrong_gradients_are_refused() -> None:
    with pytest.raises(TypeError, match="op_type must be a string"):
        tf.RegisterGradient(3)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="mapping strings to strings"):
        tf.get_default_graph().gradient_override_map({"Sign": 3}).__enter__()  # type: ignore[dict-item]
    x = tf.constant(1.0)
    y = tf.custom_gradient(lambda a: (a * 2.0, lambda dy: [dy, dy]))(x)
    with pytest.raises(ValueError, match="gave 2 tensors for 1 inputs"):
        tf.gradients(y, x)


def test_a_list_of_one_dtype_gives_a_list_of_one_tensor() -> None:
    with tf.Graph().as_default(), tf.Session() as session:
        (listed,) = tf.py_func(lambda value: value + 1, [tf.constant(1.0)], [tf.float32])
        alone = tf.py_func(lambda value: value + 1, [tf.constant(1.0)], tf.float32)
        assert session.run([listed, alone]) == [2.0, 2.0]
        assert str(alone) == 'Tensor("PyFunc_1:0", dtype=float32)'
        rows = tf.data.Dataset.range(3).map(lambda each: tuple(tf.py_func(lambda value: value * 2, [each], [tf.int64])))
        (row,) = rows.make_one_shot_iterator().get_next()
        assert [session.run(row) for _ in range(3)] == [0, 2, 4]
