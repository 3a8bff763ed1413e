import numpy as np

import heureum as tf

x = tf.constant([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]], name="x")
y = tf.constant([[0.0], [1.0], [1.0], [0.0]], name="y")


def layer(inputs, weights, bias):
    return 1.0 / (1.0 + tf.exp(-(tf.matmul(inputs, weights) + bias)))


def train(sizes, steps=2000, rate=4.0):
    random = np.random.default_rng(4)
    shapes = [s for n, m in zip(sizes, sizes[1:]) for s in ([n, m], [m])]
    knobs = [tf.placeholder(tf.float32, shape=shape) for shape in shapes]
    values = [random.normal(0, 1, shape) for shape in shapes]
    out = x
    for weights, bias in zip(knobs[::2], knobs[1::2]):
        out = layer(out, weights, bias)
    error = tf.reduce_mean(tf.square(out - y))
    uphill = tf.gradients(error, knobs)
    with tf.Session() as sess:
        for _ in range(steps):
            slopes = sess.run(uphill, dict(zip(knobs, values)))
            values = [v - rate * slope for v, slope in zip(values, slopes)]
        return sess.run(out, dict(zip(knobs, values)))


for name, sizes in (("one layer", [2, 1]), ("two layers", [2, 3, 1])):
    print(f"{name:10}", np.round(train(sizes).ravel(), 1))
