"""XOR: trained, then once more with the backward pass written by hand in assign ops."""

import numpy as np
import tensorflow.compat.v1 as tf

rng = np.random.RandomState(5)
x_data = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=np.float32)
y_data = np.array([[0], [1], [1], [0]], dtype=np.float32)
first, second = rng.randn(2, 4).astype(np.float32), rng.randn(4, 1).astype(np.float32)

X = tf.placeholder(tf.float32, [None, 2], name="x-input")
Y = tf.placeholder(tf.float32, [None, 1], name="y-input")

with tf.name_scope("layer1"):
    W1 = tf.Variable(first, name="weight1")
    b1 = tf.Variable(tf.zeros([4]), name="bias1")
    layer1 = tf.sigmoid(tf.matmul(X, W1) + b1)
with tf.name_scope("layer2"):
    W2 = tf.Variable(second, name="weight2")
    b2 = tf.Variable(tf.zeros([1]), name="bias2")
    hypothesis = tf.sigmoid(tf.matmul(layer1, W2) + b2)
with tf.name_scope("cost"):
    cost = -tf.reduce_mean(Y * tf.log(hypothesis) + (1 - Y) * tf.log(1 - hypothesis))
with tf.name_scope("train"):
    train = tf.train.GradientDescentOptimizer(learning_rate=0.5).minimize(cost)
predicted = tf.cast(hypothesis > 0.5, dtype=tf.float32)
accuracy = tf.reduce_mean(tf.cast(tf.equal(predicted, Y), dtype=tf.float32))

V1, V2 = tf.Variable(first), tf.Variable(second)
c1, c2 = tf.Variable(tf.zeros([4])), tf.Variable(tf.zeros([1]))
l1 = tf.sigmoid(tf.add(tf.matmul(X, V1), c1))
pred = tf.sigmoid(tf.add(tf.matmul(l1, V2), c2))
d_l2 = (pred - Y) / tf.cast(tf.shape(X)[0], tf.float32)
d_l1 = tf.matmul(d_l2, tf.transpose(V2)) * l1 * (1 - l1)
with tf.control_dependencies([d_l1, d_l2]):
    by_hand = [
        tf.assign(V2, tf.subtract(V2, tf.multiply(0.5, tf.matmul(tf.transpose(l1), d_l2)))),
        tf.assign(c2, c2 - 0.5 * tf.reduce_sum(d_l2, axis=[0])),
        tf.assign_sub(V1, 0.5 * tf.matmul(tf.transpose(X), d_l1)),
        tf.assign_sub(c1, 0.5 * tf.reduce_sum(d_l1, axis=[0])),
    ]

# One layer after the other: all four read what the step began with only if they are computed first.
deltas = [
    0.5 * tf.matmul(tf.transpose(l1), d_l2),
    0.5 * tf.reduce_sum(d_l2, 0),
    0.5 * tf.matmul(tf.transpose(X), d_l1),
    0.5 * tf.reduce_sum(d_l1, 0),
]
with tf.control_dependencies(deltas):
    step = tf.group(*[tf.assign_sub(v, d) for v, d in zip((V2, c2, V1, c1), deltas)])

feed = {X: x_data, Y: y_data}
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    costs = []
    for _ in range(20):
        sess.run(train, feed_dict=feed)
        sess.run(step, feed_dict=feed)
        costs.append(sess.run(cost, feed))
    h, p, a = sess.run([hypothesis, predicted, accuracy], feed_dict=feed)
    RESULT = {
        "costs": costs,
        "both": [h, sess.run(pred, feed)],
        "accuracy": a,
        "variables": [v.name for v in tf.trainable_variables()],
        "X": X,
        "tensors": [hypothesis, cost, predicted, *by_hand],
    }
