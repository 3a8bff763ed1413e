"""Feeding a constant overrules all that was worked out from it while the graph was described."""

import numpy as np

import heureum as tf


def test_a_fed_constant_reaches_what_depends_on_it() -> None:
    c = tf.constant(2)
    tripled, picked = c * 3, tf.constant([10, 20, 30])[c - 1]
    with tf.Session() as session:
        assert session.run([tripled, picked]) == [6, 20]
        assert session.run([tripled, picked], {c: 3}) == [9, 30]


def test_a_default_says_nothing_about_a_placeholder() -> None:
    size = tf.placeholder_with_default(2, [])
    filled = tf.zeros([size + 1])
    assert filled.shape.as_list() == [None]
    with tf.Session() as session:
        np.testing.assert_array_equal(session.run(filled), np.zeros(3, np.float32))
        np.testing.assert_array_equal(session.run(filled, {size: 4}), np.zeros(5, np.float32))
