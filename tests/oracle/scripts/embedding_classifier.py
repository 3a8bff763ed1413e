"""Sentences as embeddings: lookup, mask of the padding, mean of words, one_hot labels, argmax accuracy."""

import numpy as np
import tensorflow.compat.v1 as tf

rng = np.random.RandomState(0)
vocab, dim, max_len = 12, 4, 5
sentences = rng.randint(1, vocab, [16, max_len]).astype(np.int64)
lengths = rng.randint(2, max_len + 1, 16)
labels = (sentences[:, 0] > 6).astype(np.int64)

ids = tf.placeholder(tf.int64, [None, max_len])
n = tf.placeholder(tf.int32, [None])
answer = tf.placeholder(tf.int64, [None])

table = tf.get_variable("table", initializer=rng.randn(vocab, dim).astype(np.float32))
words = tf.nn.embedding_lookup(table, ids)
mask = tf.sequence_mask(n, max_len, dtype=tf.float32)
mean = tf.reduce_sum(words * tf.expand_dims(mask, -1), 1) / tf.expand_dims(tf.cast(n, tf.float32), 1)
w = tf.get_variable("w", [dim, 2], initializer=tf.zeros_initializer)
logits = tf.matmul(mean, w)
one_hot = tf.one_hot(answer, depth=2, on_value=0.9, off_value=0.1)
loss = tf.losses.softmax_cross_entropy(one_hot, logits) + 0.01 * tf.nn.l2_loss(w)
train = tf.train.AdagradOptimizer(0.5).minimize(loss)
accuracy = tf.reduce_mean(tf.to_float(tf.equal(tf.argmax(logits, 1), answer)))
in_top = tf.nn.in_top_k(logits, answer, 1)
sorted_scores, order = tf.nn.top_k(tf.nn.log_softmax(logits), k=2)
parts = tf.dynamic_partition(sentences[0], [0, 1, 0, 1, 1], 2)
masked = tf.boolean_mask(sentences, lengths > 3)
confusion = tf.confusion_matrix(answer, tf.argmax(logits, 1), num_classes=2)

feed = {ids: sentences, n: lengths, answer: labels}
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    losses = [sess.run([loss, train], feed)[0] for _ in range(20)]
    RESULT = {
        "losses": losses,
        "accuracy": sess.run(accuracy, feed),
        "mask": sess.run(mask, feed),
        "top": sess.run([sorted_scores, order], feed),
        "in top": sess.run(in_top, feed),
        "parts": sess.run(parts),
        "masked": sess.run(masked),
        "confusion": sess.run(confusion, feed),
        "table": sess.run(table),
        "tensors": [words, mean, one_hot, loss, masked, confusion],
    }
