"""An LSTM over sequences of different lengths, its outputs weighed by attention written by hand; masks, gradient clipping."""

import numpy as np
import tensorflow.compat.v1 as tf

rng = np.random.RandomState(12)
batch, steps, features, units = 6, 5, 3, 4
x = rng.randn(batch, steps, features).astype(np.float32)
lengths = np.array([5, 2, 3, 5, 1, 4], np.int32)
labels = np.array([0, 1, 1, 0, 1, 0])

inputs = tf.placeholder(tf.float32, [None, None, features])
seq_len = tf.placeholder(tf.int32, [None])
target = tf.placeholder(tf.int64, [None])
with tf.variable_scope("rnn", initializer=tf.constant_initializer(rng.normal(0, 0.3, (features + units, 4 * units)))):
    cell = tf.nn.rnn_cell.LSTMCell(units, use_peepholes=False)
    outputs, state = tf.nn.dynamic_rnn(cell, inputs, sequence_length=seq_len, dtype=tf.float32)


def attention(inputs, attention_size, lengths):
    hidden_size = inputs.shape[2].value
    w_omega = tf.Variable(tf.constant(rng.normal(0, 0.1, (hidden_size, attention_size)), tf.float32))
    b_omega = tf.Variable(tf.zeros([attention_size]))
    u_omega = tf.Variable(tf.constant(rng.normal(0, 0.1, attention_size), tf.float32))
    with tf.name_scope("v"):
        v = tf.tanh(tf.tensordot(inputs, w_omega, axes=1) + b_omega)
    vu = tf.tensordot(v, u_omega, axes=1, name="vu")
    mask = tf.sequence_mask(lengths, tf.shape(inputs)[1])
    vu = tf.where(mask, vu, tf.fill(tf.shape(vu), -1e9))
    alphas = tf.nn.softmax(vu, name="alphas")
    return tf.reduce_sum(inputs * tf.expand_dims(alphas, -1), 1), alphas


context, alphas = attention(outputs, 3, seq_len)
last = tf.gather_nd(outputs, tf.stack([tf.range(tf.shape(outputs)[0]), seq_len - 1], axis=1))
features_in = tf.concat([context, last, state.h], axis=-1)
logits = tf.layers.dense(features_in, 2, kernel_initializer=tf.constant_initializer(rng.normal(0, 0.3, (12, 2))))
loss = tf.losses.sparse_softmax_cross_entropy(target, logits)
optimizer = tf.train.AdamOptimizer(0.05)
gradients, variables = zip(*optimizer.compute_gradients(loss))
gradients, norm = tf.clip_by_global_norm(gradients, 0.5)
train = optimizer.apply_gradients(zip(gradients, variables))
feed = {inputs: x, seq_len: lengths, target: labels}
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    history = []
    for _ in range(8):
        _, value, size = sess.run([train, loss, norm], feed)
        history.append([value, size])
    weights, found, ends = sess.run([alphas, last, state], feed)
    RESULT = {
        "history": history,
        "alphas": weights,
        "sums": weights.sum(1),
        "last": found,
        "same": bool(np.allclose(found, ends.h)),
        "variables": [v.name for v in tf.global_variables()],
        "tensors": [context, alphas, last, logits],
    }
