"""Nearest neighbours for regression: distances weighted by feature, the k nearest averaged by closeness, in batches."""

import numpy as np
import tensorflow.compat.v1 as tf

rng = np.random.RandomState(5)
x_vals = rng.rand(60, 4)
y_vals = (x_vals @ [[1.0], [0.5], [0.0], [2.0]]) + rng.normal(0, 0.01, (60, 1))
x_vals = (x_vals - x_vals.min(0)) / np.ptp(x_vals, axis=0)
train, test = (x_vals[:50], y_vals[:50]), (x_vals[50:], y_vals[50:])
k, batch_size = 4, 5

x_data_train = tf.placeholder(shape=[None, 4], dtype=tf.float32)
x_data_test = tf.placeholder(shape=[None, 4], dtype=tf.float32)
y_target_train = tf.placeholder(shape=[None, 1], dtype=tf.float32)
y_target_test = tf.placeholder(shape=[None, 1], dtype=tf.float32)
weight_matrix = tf.cast(tf.diag(x_vals.std(0)), dtype=tf.float32)

absolute = tf.reduce_sum(tf.abs(tf.subtract(x_data_train, tf.expand_dims(x_data_test, 1))), axis=2)
subtraction = tf.subtract(x_data_train, tf.expand_dims(x_data_test, 1))
first_product = tf.matmul(subtraction, tf.tile(tf.expand_dims(weight_matrix, 0), [batch_size, 1, 1]))
second_product = tf.matmul(first_product, tf.transpose(subtraction, perm=[0, 2, 1]))
distance = tf.sqrt(tf.matrix_diag_part(second_product))

results = {}
with tf.Session() as sess:
    for name, dist in (("absolute", absolute), ("weighted", distance)):
        top_k_xvals, top_k_indices = tf.nn.top_k(tf.negative(dist), k=k)
        x_sums = tf.expand_dims(tf.reduce_sum(top_k_xvals, 1), 1)
        x_sums_repeated = tf.matmul(x_sums, tf.ones([1, k], tf.float32))
        x_val_weights = tf.expand_dims(tf.div(top_k_xvals, x_sums_repeated), 1)
        top_k_yvals = tf.gather(y_target_train, top_k_indices)
        prediction = tf.squeeze(tf.matmul(x_val_weights, top_k_yvals), axis=[1])
        mse = tf.div(tf.reduce_sum(tf.square(tf.subtract(prediction, y_target_test))), batch_size)
        errors = []
        for i in range(2):
            part = slice(i * batch_size, (i + 1) * batch_size)
            feed = {
                x_data_train: train[0], x_data_test: test[0][part], y_target_train: train[1], y_target_test: test[1][part],
            }  # fmt: skip
            errors.append(sess.run([mse, prediction, top_k_indices], feed))
        results[name] = errors
RESULT = {"results": results, "tensors": [distance, prediction, x_val_weights, mse]}
