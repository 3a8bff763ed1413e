"""Word vectors: embedding lookup, nce_loss (drawn at random), nearest words by cosine."""

import collections

import numpy as np
import tensorflow.compat.v1 as tf

tf.set_random_seed(1)
words = ("the quick brown fox jumps over the lazy dog while the brown cat sleeps under the quick sun " * 4).split()
counts = collections.Counter(words).most_common()
dictionary = {word: i for i, (word, _) in enumerate(counts)}
data = [dictionary[w] for w in words]
pairs = [(data[i], data[i + d]) for i in range(1, len(data) - 1) for d in (-1, 1)]
inputs, labels = np.array([p[0] for p in pairs]), np.array([[p[1]] for p in pairs])
vocabulary_size, embedding_size = len(dictionary), 6
rng = np.random.RandomState(0)

train_inputs = tf.placeholder(tf.int32, shape=[None])
train_labels = tf.placeholder(tf.int32, shape=[None, 1])
with tf.device("/cpu:0"):
    embeddings = tf.Variable(rng.uniform(-1, 1, [vocabulary_size, embedding_size]).astype(np.float32), name="embeddings")
    embed = tf.nn.embedding_lookup(embeddings, train_inputs)
    nce_weights = tf.Variable(tf.truncated_normal([vocabulary_size, embedding_size], stddev=1.0 / np.sqrt(embedding_size)))
    nce_biases = tf.Variable(tf.zeros([vocabulary_size]))
loss = tf.reduce_mean(
    tf.nn.nce_loss(
        weights=nce_weights,
        biases=nce_biases,
        labels=train_labels,
        inputs=embed,
        num_sampled=4,
        num_classes=vocabulary_size,
    )
)
sampled = tf.reduce_mean(
    tf.nn.sampled_softmax_loss(nce_weights, nce_biases, train_labels, embed, num_sampled=4, num_classes=vocabulary_size)
)
train_op = tf.train.GradientDescentOptimizer(0.5).minimize(loss)
norm = tf.sqrt(tf.reduce_sum(tf.square(embeddings), 1, keep_dims=True))
normalized = embeddings / norm
similarity = tf.matmul(tf.nn.embedding_lookup(normalized, [0, 1]), normalized, transpose_b=True)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    before = sess.run(similarity)
    feed = {train_inputs: inputs, train_labels: labels}
    first = np.mean([sess.run(loss, feed) for _ in range(20)])
    for _ in range(60):
        sess.run(train_op, feed)
    last = np.mean([sess.run(loss, feed) for _ in range(20)])
    RESULT = {
        "before": before,
        "learnt": bool(last < first),
        "looked up": sess.run(embed, {train_inputs: [2, 2, 0]}).shape,
        "gradient": type(tf.gradients(loss, embeddings)[0]).__name__,
        "tensors": [embed, loss, sampled, similarity],
        "variables": [v.name for v in tf.global_variables()],
        "finite": bool(np.isfinite(sess.run(sampled, feed))),
    }
