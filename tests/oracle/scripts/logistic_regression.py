"""Softmax regression on the digits with the cross entropy written out."""

import numpy as np

import tensorflow.compat.v1 as tf
from tensorflow.examples.tutorials.mnist import input_data

np.random.seed(0)
mnist = input_data.read_data_sets("MNIST_data/", one_hot=True)

learning_rate = 0.05
batch_size = 100

x = tf.placeholder(tf.float32, [None, 784])
y = tf.placeholder(tf.float32, [None, 10])

W = tf.Variable(tf.zeros([784, 10]))
b = tf.Variable(tf.zeros([10]))

pred = tf.nn.softmax(tf.matmul(x, W) + b)
cost = tf.reduce_mean(-tf.reduce_sum(y * tf.log(tf.clip_by_value(pred, 1e-7, 1.0)), reduction_indices=1))
optimizer = tf.train.GradientDescentOptimizer(learning_rate).minimize(cost)
init = tf.global_variables_initializer()

images, labels = mnist.train.images[:1000], mnist.train.labels[:1000]
with tf.Session() as sess:
    sess.run(init)
    costs = []
    for epoch in range(3):
        avg_cost = 0.0
        total_batch = int(len(images) / batch_size)
        for i in range(total_batch):
            batch_xs = images[i * batch_size : (i + 1) * batch_size]
            batch_ys = labels[i * batch_size : (i + 1) * batch_size]
            _, c = sess.run([optimizer, cost], feed_dict={x: batch_xs, y: batch_ys})
            avg_cost += c / total_batch
        costs.append(avg_cost)

    correct_prediction = tf.equal(tf.argmax(pred, 1), tf.argmax(y, 1))
    accuracy = tf.reduce_mean(tf.cast(correct_prediction, tf.float32))
    RESULT = {
        "images": mnist.train.images.shape[1],
        "costs": [float(c) for c in costs],
        "first cost is log 10": round(float(costs[0]), 1) < 2.4,
        "accuracy": bool(accuracy.eval({x: images, y: labels}) > 0.75),
        "W": sess.run(W),
        "correct": sess.run(correct_prediction, {x: images[:5], y: labels[:5]}).dtype.name,
        "pred": pred,
    }
