"""dynamic_rnn over sequences of different lengths; the last relevant output by gather."""

import numpy as np
import tensorflow.compat.v1 as tf

rng = np.random.RandomState(0)
seq_max_len, n_hidden, n_classes = 7, 5, 2


def batch(n):
    data, labels, lengths = np.zeros([n, seq_max_len, 1], np.float32), np.zeros([n, 2], np.float32), np.zeros(n, np.int32)
    for i in range(n):
        length = rng.randint(2, seq_max_len + 1)
        lengths[i] = length
        if i % 2:
            data[i, :length, 0] = np.linspace(0, 1, length)
        else:
            data[i, :length, 0] = rng.rand(length)
        labels[i, i % 2] = 1.0
    return data, labels, lengths


x = tf.placeholder("float", [None, seq_max_len, 1])
y = tf.placeholder("float", [None, n_classes])
seqlen = tf.placeholder(tf.int32, [None])

cell = tf.nn.rnn_cell.LSTMCell(n_hidden, initializer=tf.constant_initializer(0.1))
outputs, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32, sequence_length=seqlen)
batch_size = tf.shape(outputs)[0]
index = tf.range(0, batch_size) * seq_max_len + (seqlen - 1)
last = tf.gather(tf.reshape(outputs, [-1, n_hidden]), index)
W = tf.Variable(rng.randn(n_hidden, n_classes).astype(np.float32))
pred = tf.matmul(last, W)
cost = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(logits=pred, labels=y))
train = tf.train.GradientDescentOptimizer(0.5).minimize(cost)

data, labels, lengths = batch(12)
feed = {x: data, y: labels, seqlen: lengths}
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    costs = [sess.run([cost, train], feed)[0] for _ in range(8)]
    out, final = sess.run([outputs, state], feed)
    RESULT = {
        "costs": costs,
        "outputs": out,
        "c": final.c,
        "h": final.h,
        "padding is zero": bool(np.all(out[0, lengths[0] :] == 0)),
        "variables": [(v.name, v.shape) for v in tf.trainable_variables()],
        "tensors": [outputs, state.h, last, pred],
    }
