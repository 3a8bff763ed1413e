"""A small conv net of tf.nn ops: reshape, conv2d, bias_add, max_pool, dropout, dense."""

import numpy as np

import tensorflow.compat.v1 as tf

rng = np.random.RandomState(0)


def conv2d(x, W, b, strides=1):
    x = tf.nn.conv2d(x, W, strides=[1, strides, strides, 1], padding="SAME")
    x = tf.nn.bias_add(x, b)
    return tf.nn.relu(x)


def maxpool2d(x, k=2):
    return tf.nn.max_pool(x, ksize=[1, k, k, 1], strides=[1, k, k, 1], padding="SAME")


def initial(*shape):
    return tf.Variable(0.1 * rng.randn(*shape).astype(np.float32))


X = tf.placeholder(tf.float32, [None, 144])
Y = tf.placeholder(tf.float32, [None, 3])
keep_prob = tf.placeholder(tf.float32)

weights = {"wc1": initial(5, 5, 1, 4), "wc2": initial(3, 3, 4, 8), "wd1": initial(3 * 3 * 8, 16), "out": initial(16, 3)}
biases = {"bc1": initial(4), "bc2": initial(8), "bd1": initial(16), "out": initial(3)}

x = tf.reshape(X, shape=[-1, 12, 12, 1])
conv1 = maxpool2d(conv2d(x, weights["wc1"], biases["bc1"]))
conv2 = maxpool2d(conv2d(conv1, weights["wc2"], biases["bc2"]))
fc1 = tf.reshape(conv2, [-1, weights["wd1"].get_shape().as_list()[0]])
fc1 = tf.nn.relu(tf.add(tf.matmul(fc1, weights["wd1"]), biases["bd1"]))
fc1 = tf.nn.dropout(fc1, keep_prob)
logits = tf.add(tf.matmul(fc1, weights["out"]), biases["out"])
prediction = tf.nn.softmax(logits)

loss_op = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits_v2(logits=logits, labels=Y))
train_op = tf.train.AdamOptimizer(learning_rate=0.01).minimize(loss_op)

data = rng.rand(24, 144).astype(np.float32)
labels = np.eye(3)[np.arange(24) % 3]
data[np.arange(24), np.arange(24) % 3] += 3
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    feed = {X: data, Y: labels, keep_prob: 1.0}
    losses = [sess.run([loss_op, train_op], feed_dict=feed)[0] for _ in range(8)]
    dropped = sess.run(fc1, {X: data, keep_prob: 0.5})
    RESULT = {
        "losses": losses,
        "prediction": sess.run(prediction, feed),
        "activations": [conv1, conv2, fc1, logits],
        "filters": sess.run(weights["wc1"]),
        "dropout drops": bool(np.mean(dropped == 0) > 0.2),
    }
