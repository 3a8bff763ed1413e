"""A line through seventeen points, one point at a time, by gradient descent."""

import numpy as np

import tensorflow.compat.v1 as tf

rng = np.random.RandomState(3)
learning_rate = 0.01
training_epochs = 30
display_step = 10

train_X = np.linspace(1.0, 10.0, 17)
train_Y = 0.25 * train_X + 0.8 + 0.2 * rng.randn(17)
n_samples = train_X.shape[0]

X = tf.placeholder("float")
Y = tf.placeholder("float")

W = tf.Variable(rng.randn(), name="weight")
b = tf.Variable(rng.randn(), name="bias")

pred = tf.add(tf.multiply(X, W), b)
cost = tf.reduce_sum(tf.pow(pred - Y, 2)) / (2 * n_samples)
optimizer = tf.train.GradientDescentOptimizer(learning_rate).minimize(cost)

init = tf.global_variables_initializer()

history = []
with tf.Session() as sess:
    sess.run(init)
    for epoch in range(training_epochs):
        for x, y in zip(train_X, train_Y):
            sess.run(optimizer, feed_dict={X: x, Y: y})
        if (epoch + 1) % display_step == 0:
            c = sess.run(cost, feed_dict={X: train_X, Y: train_Y})
            history.append(c)
            print("Epoch:", "%04d" % (epoch + 1), "cost=", "{:.9f}".format(c), "W=", sess.run(W), "b=", sess.run(b))
    RESULT = {
        "history": history,
        "W": sess.run(W),
        "b": sess.run(b),
        "variables": [v.name for v in tf.global_variables()],
        "dtype": W.dtype.base_dtype,
        "nothing": sess.run(optimizer, feed_dict={X: 1.0, Y: 1.0}),
        "optimizer": optimizer,
        "init": init,
        "cost": cost,
    }
