"""get_variable under variable scopes, shared by a second tower; names and reuse errors."""

import numpy as np

import tensorflow.compat.v1 as tf

rng = np.random.RandomState(4)


def layer(x, size, activation, scope):
    with tf.variable_scope(scope):
        n_in = x.get_shape().as_list()[1]
        w = tf.get_variable("w", [n_in, size], initializer=tf.constant_initializer(rng.randn(n_in, size) * 0.2))
        b = tf.get_variable("b", shape=[size], initializer=tf.zeros_initializer())
        return activation(tf.nn.bias_add(tf.matmul(x, w), b))


def network(x):
    hidden = layer(x, 6, tf.tanh, "hidden")
    return layer(hidden, 2, tf.identity, "out")


x = tf.placeholder(tf.float32, [None, 4], name="x")
labels = tf.placeholder(tf.int32, [None], name="labels")
with tf.variable_scope("net"):
    logits = network(x)
with tf.variable_scope("net", reuse=True):
    again = network(x * 2.0)

try:
    with tf.variable_scope("net"):
        network(x)
except ValueError as error:
    refused = type(error)
try:
    with tf.variable_scope("net", reuse=True):
        tf.get_variable("absent", [1])
except ValueError as error:
    absent = type(error)

loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits))
train = tf.train.MomentumOptimizer(0.1, 0.9).minimize(loss, var_list=tf.trainable_variables("net/out"))

data = rng.randn(20, 4).astype(np.float32)
target = (data[:, 0] > 0).astype(np.int32)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    losses = [sess.run([loss, train], {x: data, labels: target})[0] for _ in range(15)]
    RESULT = {
        "losses": losses,
        "again": sess.run(again, {"x:0": data[:3]}),
        "names": [v.name for v in tf.global_variables()],
        "trainable": [v.op.name for v in tf.trainable_variables()],
        "refused": refused,
        "absent": absent,
        "logits": [logits, again],
    }
