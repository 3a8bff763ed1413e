"""A cubic through noisy points; powers made in a loop of graph nodes."""

import numpy as np

import tensorflow.compat.v1 as tf

rng = np.random.RandomState(1)
n_observations = 100
xs = np.linspace(-3, 3, n_observations)
ys = np.sin(xs) + rng.uniform(-0.5, 0.5, n_observations)

X = tf.placeholder(tf.float32)
Y = tf.placeholder(tf.float32)

Y_pred = tf.Variable(np.float32(rng.randn()), name="bias")
for pow_i in range(1, 5):
    W = tf.Variable(np.float32(rng.randn() * 0.1), name="weight_%d" % pow_i)
    Y_pred = tf.add(tf.multiply(tf.pow(X, pow_i), W), Y_pred)

cost = tf.reduce_sum(tf.pow(Y_pred - Y, 2)) / (n_observations - 1)
# Weight decay on the last one only.
cost = tf.add(cost, tf.multiply(1e-6, tf.global_norm([W])))
optimizer = tf.train.GradientDescentOptimizer(1e-4).minimize(cost)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    costs = []
    for epoch_i in range(20):
        for x, y in list(zip(xs, ys))[::5]:
            sess.run(optimizer, feed_dict={X: x, Y: y})
        costs.append(sess.run(cost, feed_dict={X: xs, Y: ys}))
    RESULT = {
        "costs": costs,
        "weights": sess.run(tf.trainable_variables()),
        "names": [v.name for v in tf.trainable_variables()],
        "predicted": Y_pred.eval(feed_dict={X: xs}, session=sess),
        "rank": str(Y_pred.get_shape()),
    }
