"""Characters: one-hot inputs, an LSTM trained on the next one, greedy generation by feeding the state back."""

import numpy as np
import tensorflow.compat.v1 as tf

rng = np.random.RandomState(0)
text = "hello tensorflow hello graph "
chars = sorted(set(text))
ids = {c: i for i, c in enumerate(chars)}
vocab, hidden = len(chars), 12
data = np.array([ids[c] for c in text], np.int32)
xs, ys = data[None, :-1], data[None, 1:]

x = tf.placeholder(tf.int32, [None, None])
y = tf.placeholder(tf.int32, [None, None])
one_hot = tf.one_hot(x, vocab, dtype=tf.float32)
cell = tf.nn.rnn_cell.BasicRNNCell(hidden)
start = cell.zero_state(tf.shape(x)[0], tf.float32)
with tf.variable_scope("net", initializer=tf.random_uniform_initializer(-0.1, 0.1, seed=1)):
    outputs, state = tf.nn.dynamic_rnn(cell, one_hot, initial_state=start)
    logits = tf.layers.dense(outputs, vocab)
loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=y, logits=logits))
optimizer = tf.train.AdamOptimizer(0.05)
grads_and_vars = optimizer.compute_gradients(loss)
clipped = [(tf.clip_by_value(g, -1.0, 1.0), v) for g, v in grads_and_vars]
train = optimizer.apply_gradients(clipped)

values = {v.name: (rng.randn(*v.shape.as_list()) * 0.3).astype(np.float32) for v in tf.trainable_variables()}
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for v in tf.trainable_variables():
        v.load(values[v.name], sess)
    losses = [sess.run([loss, train], {x: xs, y: ys})[0] for _ in range(30)]
    generated, last, memory = "", [[ids["h"]]], np.zeros([1, hidden], np.float32)
    for _ in range(10):
        scores, memory = sess.run([logits, state], {x: last, start: memory})
        last = [[int(np.argmax(scores[0, -1]))]]
        generated += chars[last[0][0]]
    RESULT = {
        "losses": losses,
        "generated": generated,
        "variables": [(v.name, v.shape) for v in tf.trainable_variables()],
        "logits": logits,
        "gradients": [(g.shape, g.dtype) for g, _ in grads_and_vars],
        "clipped": [g.shape for g, _ in clipped],
    }
RTOL = 0.02
