"""A static LSTM over the rows of a picture: unstack, static_rnn, the last output."""

import numpy as np
import tensorflow.compat.v1 as tf

rng = np.random.RandomState(0)
timesteps, num_input, num_hidden, num_classes = 6, 4, 8, 3

X = tf.placeholder("float", [None, timesteps, num_input])
Y = tf.placeholder("float", [None, num_classes])
weights = {"out": tf.Variable(rng.randn(num_hidden, num_classes).astype(np.float32))}
biases = {"out": tf.Variable(rng.randn(num_classes).astype(np.float32))}


def RNN(x, weights, biases):
    x = tf.unstack(x, timesteps, 1)
    lstm_cell = tf.nn.rnn_cell.BasicLSTMCell(num_hidden, forget_bias=1.0)
    outputs, states = tf.nn.static_rnn(lstm_cell, x, dtype=tf.float32)
    return tf.matmul(outputs[-1], weights["out"]) + biases["out"], states


with tf.variable_scope("rnn_net", initializer=tf.constant_initializer(0.05)):
    logits, states = RNN(X, weights, biases)
loss_op = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(logits=logits, labels=Y))
optimizer = tf.train.GradientDescentOptimizer(learning_rate=0.1)
train_op = optimizer.minimize(loss_op)

data = rng.randn(16, timesteps, num_input).astype(np.float32)
labels = np.eye(num_classes)[rng.randint(0, 3, 16)]
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    losses = [sess.run([train_op, loss_op], {X: data, Y: labels})[1] for _ in range(10)]
    c, h = sess.run(states, {X: data[:2]})
    RESULT = {
        "losses": losses,
        "c": c,
        "h": h,
        "state": type(states).__name__,
        "variables": [(v.name, v.shape) for v in tf.global_variables()],
        "logits": logits,
    }
