"""Sparse tensors as a caller sees them: fed, fetched, converted, refused."""

import numpy as np
import pytest

import heureum as tf


def three() -> tf.SparseTensor:
    return tf.SparseTensor([[0, 1], [1, 0]], [1.0, 2.0], [2, 3])


def test_a_session_gives_the_three_parts() -> None:
    with tf.Session() as session:
        found = session.run(three())
    assert isinstance(found, tf.SparseTensorValue)
    assert found.indices.tolist() == [[0, 1], [1, 0]]
    assert found.values.tolist() == [1, 2]
    assert found.dense_shape.tolist() == [2, 3]


@pytest.mark.parametrize("shape", [None, [2, None], [2, 3]])
def test_it_is_fed_as_a_whole(shape: list[int] | None) -> None:
    given = tf.sparse_placeholder(tf.float32, shape, name="s")
    whole = tf.sparse_tensor_to_dense(given)
    value = tf.SparseTensorValue(np.array([[0, 2]]), np.array([5.0], np.float32), np.array([2, 3]))
    with tf.Session() as session:
        for each in (value, tuple(value)):
            assert session.run(whole, {given: each}).tolist() == [[0, 0, 5], [0, 0, 0]]


def test_what_a_session_gave_can_be_fed_again() -> None:
    given = tf.sparse_placeholder(tf.float32)
    with tf.Session() as session:
        once = session.run(three())
        twice = session.run(given, {given: once})
    np.testing.assert_equal(twice, once)


def test_parts_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match=r"incompatible|not compatible|equal"):
        tf.SparseTensor([[0, 1], [1, 0]], [1.0], [2, 3])
    with pytest.raises(ValueError, match=r"incompatible|not compatible|equal"):
        tf.SparseTensor([[0, 1], [1, 0]], [1.0, 2.0], [2])


@pytest.mark.parametrize("use", [tf.sparse_tensor_to_dense, tf.sparse_reorder, tf.sparse_reduce_sum, tf.sparse_transpose])
def test_a_dense_tensor_is_refused(use: object) -> None:
    with pytest.raises(TypeError, match="must be a SparseTensor"):
        use(tf.zeros([2, 3]))  # type: ignore[operator]  # a function


def test_order_matters_to_some() -> None:
    turned = tf.SparseTensor([[1, 0], [0, 1]], [2.0, 1.0], [2, 3])
    with tf.Session() as session:
        with pytest.raises(tf.errors.InvalidArgumentError, match=r"indices\[1\] = \[0,1\] is out of order"):
            session.run(tf.sparse_tensor_to_dense(turned))
        np.testing.assert_equal(session.run(tf.sparse_reorder(turned)), session.run(three()))
