"""Batch normalization twice: by moments and a moving average, and by tf.layers with its update ops."""

import numpy as np

import tensorflow.compat.v1 as tf

rng = np.random.RandomState(0)
x = tf.placeholder(tf.float32, [None, 3], name="x")
is_train = tf.placeholder(tf.bool, name="is_train")

mean, var = tf.nn.moments(x, axes=[0])
scale = tf.Variable(tf.ones([3]))
shift = tf.Variable(tf.zeros([3]))
ema = tf.train.ExponentialMovingAverage(decay=0.5)


def mean_var_with_update():
    ema_apply_op = ema.apply([mean, var])
    with tf.control_dependencies([ema_apply_op]):
        return tf.identity(mean), tf.identity(var)


updated_mean, updated_var = mean_var_with_update()
by_hand = tf.nn.batch_normalization(x, updated_mean, updated_var, shift, scale, 0.001)

layered = tf.layers.batch_normalization(x, momentum=0.4, training=is_train)
update_ops = tf.get_collection(tf.GraphKeys.UPDATE_OPS)
with tf.control_dependencies(update_ops):
    loss = tf.reduce_mean(tf.square(layered - 1.0))
    train_op = tf.train.GradientDescentOptimizer(0.5).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(5):
        data = rng.randn(16, 3).astype(np.float32) * [1, 2, 3] + [3, 2, 1]
        normalised, _ = sess.run([by_hand, train_op], {x: data, is_train: True})
    RESULT = {
        "by hand": normalised,
        "average": sess.run([ema.average(mean), ema.average(var)]),
        "updates": len(update_ops),
        "trained": sess.run(layered, {x: data, is_train: True}),
        "at test": sess.run(layered, {x: data[:4], is_train: False}),
        "variables": [v.name for v in tf.global_variables()],
        "values": sess.run(tf.global_variables("batch_normalization")),
        "trainable": [v.name for v in tf.trainable_variables()],
    }
