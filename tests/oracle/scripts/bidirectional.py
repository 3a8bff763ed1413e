"""A bidirectional LSTM, static and dynamic."""

import numpy as np
import tensorflow.compat.v1 as tf

rng = np.random.RandomState(0)
timesteps, num_input, num_hidden = 4, 3, 5
X = tf.placeholder("float", [None, timesteps, num_input])
lengths = tf.placeholder(tf.int32, [None])

with tf.variable_scope("static", initializer=tf.constant_initializer(0.1)):
    steps = tf.unstack(X, timesteps, 1)
    fw = tf.nn.rnn_cell.BasicLSTMCell(num_hidden, forget_bias=1.0)
    bw = tf.nn.rnn_cell.BasicLSTMCell(num_hidden, forget_bias=0.5)
    outputs, state_fw, state_bw = tf.nn.static_bidirectional_rnn(fw, bw, steps, dtype=tf.float32)

with tf.variable_scope("dynamic", initializer=tf.constant_initializer(0.1)):
    both, states = tf.nn.bidirectional_dynamic_rnn(
        tf.nn.rnn_cell.GRUCell(num_hidden), tf.nn.rnn_cell.GRUCell(num_hidden), X, sequence_length=lengths, dtype=tf.float32
    )
    joined = tf.concat(both, 2)

data = rng.randn(2, timesteps, num_input)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    feed = {X: data, lengths: [4, 2]}
    RESULT = {
        "static": sess.run(outputs[-1], feed),
        "states": [state_fw.c, state_bw.h],
        "joined": sess.run(joined, feed),
        "final": sess.run(list(states), feed),
        "reversed": sess.run(tf.reverse_sequence(X, lengths, seq_axis=1, batch_axis=0), feed),
        "variables": [v.name for v in tf.trainable_variables()],
        "tensors": [outputs[-1], joined],
    }
