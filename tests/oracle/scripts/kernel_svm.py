"""A support vector machine in its dual form with a Gaussian kernel, for two and for three classes at once."""

import numpy as np
import tensorflow.compat.v1 as tf

rng = np.random.RandomState(3)
angle = rng.uniform(0, 2 * np.pi, 40)
radius = np.where(np.arange(40) % 2, 0.5, 1.2) + rng.normal(0, 0.05, 40)
x_vals = np.stack([radius * np.cos(angle), radius * np.sin(angle)], 1)
y_vals = np.where(np.arange(40) % 2, 1.0, -1.0)
batch_size = 40

sess = tf.Session()
x_data = tf.placeholder(shape=[None, 2], dtype=tf.float32)
y_target = tf.placeholder(shape=[None, 1], dtype=tf.float32)
prediction_grid = tf.placeholder(shape=[None, 2], dtype=tf.float32)
b = tf.Variable(tf.constant(0.05, shape=[1, batch_size]))

gamma = tf.constant(-10.0)
dist = tf.reshape(tf.reduce_sum(tf.square(x_data), 1), [-1, 1])
sq_dists = tf.add(tf.subtract(dist, tf.multiply(2.0, tf.matmul(x_data, tf.transpose(x_data)))), tf.transpose(dist))
my_kernel = tf.exp(tf.multiply(gamma, tf.abs(sq_dists)))
first_term = tf.reduce_sum(b)
b_vec_cross = tf.matmul(tf.transpose(b), b)
y_target_cross = tf.matmul(y_target, tf.transpose(y_target))
second_term = tf.reduce_sum(tf.multiply(my_kernel, tf.multiply(b_vec_cross, y_target_cross)))
loss = tf.negative(tf.subtract(first_term, second_term))

rA = tf.reshape(tf.reduce_sum(tf.square(x_data), 1), [-1, 1])
rB = tf.reshape(tf.reduce_sum(tf.square(prediction_grid), 1), [-1, 1])
pred_sq_dist = tf.add(tf.subtract(rA, tf.multiply(2.0, tf.matmul(x_data, tf.transpose(prediction_grid)))), tf.transpose(rB))
pred_kernel = tf.exp(tf.multiply(gamma, tf.abs(pred_sq_dist)))
prediction_output = tf.matmul(tf.multiply(tf.transpose(y_target), b), pred_kernel)
prediction = tf.sign(prediction_output - tf.reduce_mean(prediction_output))
accuracy = tf.reduce_mean(tf.cast(tf.equal(tf.squeeze(prediction), tf.squeeze(y_target)), tf.float32))
train_step = tf.train.GradientDescentOptimizer(0.002).minimize(loss)
sess.run(tf.global_variables_initializer())
feed = {x_data: x_vals, y_target: y_vals[:, None], prediction_grid: x_vals}
losses = []
for _ in range(30):
    losses.append(sess.run(loss, feed))
    sess.run(train_step, feed)


def reshape_matmul(mat):
    v1 = tf.expand_dims(mat, 1)
    v2 = tf.reshape(v1, [3, 10, 1])
    return tf.matmul(v2, v1)


many = tf.constant(rng.choice([-1.0, 1.0], (3, 10)), tf.float32)
RESULT = {
    "losses": losses[::10],
    "accuracy": sess.run(accuracy, feed),
    "kernel": sess.run(my_kernel, feed),
    "grid": sess.run(prediction_output, {**feed, prediction_grid: [[0.0, 0.0], [2.0, 2.0]]}),
    "cross": sess.run(reshape_matmul(many)),
    "cross tensor": reshape_matmul(many),
}
