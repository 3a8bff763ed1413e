"""The nearest neighbour by L1 distance, one test digit at a time."""

import numpy as np

import tensorflow.compat.v1 as tf
from tensorflow.examples.tutorials.mnist import input_data

np.random.seed(0)
mnist = input_data.read_data_sets("MNIST_data/", one_hot=True)
Xtr, Ytr = mnist.train.images[:500], mnist.train.labels[:500]
Xte, Yte = mnist.test.images[:20], mnist.test.labels[:20]

xtr = tf.placeholder("float", [None, 784])
xte = tf.placeholder("float", [784])

distance = tf.reduce_sum(tf.abs(tf.add(xtr, tf.negative(xte))), reduction_indices=1)
pred = tf.arg_min(distance, 0)
init = tf.global_variables_initializer()
accuracy = 0.0

found = []
with tf.Session() as sess:
    sess.run(init)
    for i in range(len(Xte)):
        nn_index = sess.run(pred, feed_dict={xtr: Xtr, xte: Xte[i, :]})
        found.append(nn_index)
        if np.argmax(Ytr[nn_index]) == np.argmax(Yte[i]):
            accuracy += 1.0 / len(Xte)

RESULT = {
    "found": found,
    "accuracy": accuracy,
    "distance": distance,
    "prediction": pred,
    "argmax without axis": tf.argmax(tf.constant([[1, 5], [7, 2]])),
}
