"""A NumPy function as an op, with and without a gradient of its own, and one that fails."""

import numpy as np
import tensorflow.compat.v1 as tf

x = tf.placeholder(tf.float32, [None, 2])


def standardise(values):
    return ((values - values.mean(0)) / (values.std(0) + 1e-6)).astype(np.float32)


def several(values, factor):
    return np.float64(values.sum() * factor), values.shape[0] + np.int64(0), np.array([b"ab", b"c"], dtype=object)


def fails(values):
    raise ValueError("no such thing")


standard = tf.py_func(standardise, [x], tf.float32)
standard.set_shape([None, 2])
total, rows, words = tf.py_func(several, [x, 2.0], [tf.float64, tf.int64, tf.string], name="several")
broken = tf.py_func(fails, [x], tf.float32)


@tf.RegisterGradient("Doubled")
def doubled(op, gradient):
    return gradient * 2.0


with tf.get_default_graph().gradient_override_map({"Identity": "Doubled"}):
    overridden = tf.identity(x)
gradient = tf.gradients(tf.reduce_sum(overridden), x)[0]


@tf.custom_gradient
def clipped(v):
    def grad(dy):
        return tf.clip_by_value(dy, -0.5, 0.5)

    return tf.identity(v), grad


own = tf.gradients(tf.reduce_sum(clipped(x) * 3.0), x)[0]

data = np.array([[1.0, 2.0], [3.0, 6.0], [5.0, 1.0]])
with tf.Session() as sess:
    try:
        sess.run(broken, {x: data})
    except tf.errors.OpError as error:
        failure = type(error)
    RESULT = {
        "standard": sess.run(standard, {x: data}),
        "several": sess.run([total, rows, words], {x: data}),
        "failure": failure,
        "no gradient": tf.gradients(standard, x)[0],
        "overridden": sess.run(gradient, {x: data}),
        "own": sess.run(own, {x: data}),
        "tensors": [standard, total, rows],
    }
