"""What comes after an update reads the new value: averages that follow a step, counters, running statistics."""

import numpy as np
import tensorflow.compat.v1 as tf

rng = np.random.RandomState(18)
x_data = rng.randn(40, 3).astype(np.float32) * [1.0, 2.0, 0.5] + [0.5, 0.0, -1.0]
y_data = (x_data @ [[1.0], [-1.0], [2.0]]).astype(np.float32)

x = tf.placeholder(tf.float32, [None, 3])
y = tf.placeholder(tf.float32, [None, 1])
is_training = tf.placeholder(tf.bool, [])
pop_mean = tf.Variable(tf.zeros([3]), trainable=False)
pop_var = tf.Variable(tf.ones([3]), trainable=False)
decay = 0.8


def normalized():
    batch_mean, batch_var = tf.nn.moments(x, [0])
    train_mean = tf.assign(pop_mean, pop_mean * decay + batch_mean * (1 - decay))
    train_var = tf.assign(pop_var, pop_var * decay + batch_var * (1 - decay))
    with tf.control_dependencies([train_mean, train_var]):
        return tf.nn.batch_normalization(x, batch_mean, batch_var, None, None, 1e-3)


def by_population():
    return tf.nn.batch_normalization(x, pop_mean, pop_var, None, None, 1e-3)


hidden = tf.cond(is_training, normalized, by_population)
w = tf.Variable([[0.5], [0.5], [0.5]])
b = tf.Variable([0.0])
loss = tf.reduce_mean(tf.square(tf.matmul(hidden, w) + b - y))
global_step = tf.Variable(0, trainable=False)
step = tf.train.GradientDescentOptimizer(0.1).minimize(loss, global_step=global_step)
ema = tf.train.ExponentialMovingAverage(0.5)
with tf.control_dependencies([step]):
    train_op = ema.apply([w, b])
    count_after = tf.identity(global_step)
    size_after = tf.reduce_sum(tf.abs(w))
shadow_prediction = tf.matmul(hidden, ema.average(w)) + ema.average(b)

counter = tf.Variable(0.0)
increment = tf.assign_add(counter, 1.0)
with tf.control_dependencies([increment]):
    doubled = counter * 2.0
    again = tf.assign_add(counter, 10.0)
with tf.control_dependencies([again]):
    at_last = counter + 0.0

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    history = []
    for start in range(0, 40, 10):
        feed = {x: x_data[start : start + 10], y: y_data[start : start + 10], is_training: True}
        _, count, size = sess.run([train_op, count_after, size_after], feed)
        history.append([count, size])
    counts = [sess.run(doubled), sess.run(at_last), sess.run(doubled)]
    feed = {x: x_data, y: y_data, is_training: False}
    RESULT = {
        "history": history,
        "weights": sess.run([w, ema.average(w), ema.average(b)]),
        "population": sess.run([pop_mean, pop_var]),
        "test": sess.run([loss, tf.reduce_mean(tf.square(shadow_prediction - y))], feed),
        "counts": counts,
        "names": [v.name for v in tf.global_variables()],
    }
