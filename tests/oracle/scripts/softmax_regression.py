"""The beginners' MNIST in the way of the official tutorial: InteractiveSession, eval, run of a step."""

import numpy as np

import tensorflow.compat.v1 as tf
from tensorflow.examples.tutorials.mnist import input_data

np.random.seed(0)
mnist = input_data.read_data_sets("MNIST_data", one_hot=True)
sess = tf.InteractiveSession()

x = tf.placeholder(tf.float32, shape=[None, 784])
y_ = tf.placeholder(tf.float32, shape=[None, 10])
W = tf.Variable(tf.zeros([784, 10]))
b = tf.Variable(tf.zeros([10]))
sess.run(tf.global_variables_initializer())

y = tf.matmul(x, W) + b
cross_entropy = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(labels=y_, logits=y))
train_step = tf.train.GradientDescentOptimizer(0.5).minimize(cross_entropy)

images, labels = mnist.train.images[:600], mnist.train.labels[:600]
for i in range(30):
    at = (i % 6) * 100
    train_step.run(feed_dict={x: images[at : at + 100], y_: labels[at : at + 100]})

correct_prediction = tf.equal(tf.argmax(y, 1), tf.argmax(y_, 1))
accuracy = tf.reduce_mean(tf.cast(correct_prediction, tf.float32))

RESULT = {
    "loss": cross_entropy.eval(feed_dict={x: images, y_: labels}),
    "learnt": bool(accuracy.eval(feed_dict={x: images, y_: labels}) > 0.8),
    "W": W.eval(),
    "b": b.eval(),
    "logits": y,
    "loss tensor": cross_entropy,
}
sess.close()
