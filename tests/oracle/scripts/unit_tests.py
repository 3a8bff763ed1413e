"""Tests of a model in the manner of tf.test: shapes, values, gradients, errors; and what their runner counts."""

import unittest

import numpy as np
import tensorflow.compat.v1 as tf


def scaled(x, factor):
    if factor <= 0:
        raise ValueError("factor must be positive, found %s" % factor)
    with tf.name_scope("scaled"):
        return tf.multiply(x, factor, name="product")


class ScaledTest(tf.test.TestCase):
    def test_values(self):
        with self.test_session():
            self.assertAllClose(scaled(tf.constant([1.0, 2.0]), 2.0).eval(), [2.0, 4.0])
            self.assertAllEqual(tf.range(3).eval(), [0, 1, 2])

    def test_shape(self):
        with self.cached_session():
            self.assertShapeEqual(np.ones([2, 3]), scaled(tf.ones([2, 3], tf.float64), 2.0))
            self.assertEqual("scaled/product", scaled(tf.placeholder(tf.float32), 1.0).op.name.replace("scaled_1", "scaled"))

    def test_refuses(self):
        with self.assertRaisesRegex(ValueError, "positive"):
            scaled(1.0, -1.0)
        with self.session(), self.assertRaises(tf.errors.InvalidArgumentError):
            tf.reshape(tf.placeholder_with_default([1.0, 2.0], [None]), [3]).eval()

    def test_gradient(self):
        with self.cached_session():
            x = tf.constant([[0.5, -1.0], [2.0, 3.0]], dtype=tf.float64)
            y = tf.reduce_sum(tf.tanh(x) * scaled(x, 3.0), 1)
            self.assertLess(tf.test.compute_gradient_error(x, [2, 2], y, [2]), 1e-5)

    def test_random(self):
        with self.cached_session():
            self.assertAllInRange(tf.random_uniform([50]).eval(), 0.0, 1.0)
            self.assertNotAllClose([1.0, 2.0], [1.0, 2.5])

    def test_wrong_on_purpose(self):
        with self.cached_session():
            self.assertAllEqual(scaled(tf.constant([1.0]), 2.0).eval(), [3.0])


result = unittest.TestResult()
tests = unittest.defaultTestLoader.loadTestsFromTestCase(ScaledTest)
tests.run(result)
RESULT = {
    "run": result.testsRun,
    "failed": [test.id().rpartition(".")[2] for test, _ in result.failures],
    "errors": [test.id().rpartition(".")[2] for test, _ in result.errors],
    "skipped": [test.id().rpartition(".")[2] for test, _ in result.skipped],
}
