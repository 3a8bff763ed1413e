"""Batch normalization whose moving averages are kept inside tf.cond, in the way of 2016."""

import numpy as np
import tensorflow.compat.v1 as tf

rng = np.random.RandomState(0)


def batch_norm(x, phase_train, scope="bn"):
    with tf.variable_scope(scope):
        n_out = x.get_shape().as_list()[-1]
        beta = tf.Variable(tf.constant(0.0, shape=[n_out]), name="beta", trainable=True)
        gamma = tf.Variable(tf.constant(1.0, shape=[n_out]), name="gamma", trainable=True)
        batch_mean, batch_var = tf.nn.moments(x, [0, 1, 2], name="moments")
        ema = tf.train.ExponentialMovingAverage(decay=0.5)
        ema_apply_op = ema.apply([batch_mean, batch_var])
        ema_mean, ema_var = ema.average(batch_mean), ema.average(batch_var)

        def mean_var_with_update():
            with tf.control_dependencies([ema_apply_op]):
                return tf.identity(batch_mean), tf.identity(batch_var)

        mean, var = tf.cond(phase_train, mean_var_with_update, lambda: (ema_mean, ema_var))
        normed = tf.nn.batch_normalization(x, mean, var, beta, gamma, 1e-3)
    return normed


x = tf.placeholder(tf.float32, [None, 4, 4, 2])
phase_train = tf.placeholder(tf.bool, name="phase_train")
normed = batch_norm(x, phase_train)
loss = tf.reduce_mean(tf.square(normed - 0.5))
train = tf.train.GradientDescentOptimizer(0.3).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    losses = []
    for _ in range(5):
        data = rng.randn(3, 4, 4, 2) * 2 + 1
        losses.append(sess.run([loss, train], {x: data, phase_train: True})[0])
    RESULT = {
        "losses": losses,
        "in training": sess.run(normed, {x: data, phase_train: True}),
        "trained": sess.run(tf.trainable_variables()),
        "variables": [v.name for v in tf.global_variables()],
        "shape": normed.get_shape(),
    }
