"""Words to ids by a table and back, unknown ones to buckets, from a list and from a file; embeddings averaged; texts split."""

import numpy as np
import tensorflow.compat.v1 as tf

rng = np.random.RandomState(16)
vocabulary = ["<pad>", "good", "bad", "film", "very"]
with open("vocabulary.txt", "w") as file:
    file.write("\n".join(vocabulary) + "\n")

sentences = tf.placeholder(tf.string, [None])
labels = tf.placeholder(tf.float32, [None])
keys = tf.constant(vocabulary)
ids = tf.constant(np.arange(len(vocabulary)), tf.int64)
table = tf.lookup.StaticVocabularyTable(tf.lookup.KeyValueTensorInitializer(keys, ids), num_oov_buckets=2)
from_file = tf.lookup.StaticHashTable(
    tf.lookup.TextFileInitializer(
        "vocabulary.txt", tf.string, tf.lookup.TextFileIndex.WHOLE_LINE, tf.int64, tf.lookup.TextFileIndex.LINE_NUMBER
    ),
    -1,
)
back = tf.lookup.StaticHashTable(tf.lookup.KeyValueTensorInitializer(ids, keys), "<unk>")
words = tf.string_split(sentences)
dense = tf.sparse_tensor_to_dense(words, default_value="<pad>")
word_ids = table.lookup(dense)
embeddings = tf.get_variable("embeddings", initializer=rng.normal(0, 0.1, (7, 4)).astype(np.float32))
mask = tf.cast(tf.not_equal(word_ids, 0), tf.float32)
vectors = tf.nn.embedding_lookup(embeddings, word_ids) * tf.expand_dims(mask, -1)
average = tf.reduce_sum(vectors, 1) / tf.reduce_sum(mask, 1, keepdims=True)
logits = tf.squeeze(tf.layers.dense(average, 1, kernel_initializer=tf.ones_initializer()), 1)
loss = tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(labels=labels, logits=logits))
train = tf.train.GradientDescentOptimizer(1.0).minimize(loss)
texts = ["good film", "bad film", "very good", "very bad indeed", "good good unheard-of film"]
feed = {sentences: texts, labels: [1, 0, 1, 0, 1]}
counts = tf.lookup.experimental.MutableHashTable(tf.string, tf.int64, 0)
count_up = counts.insert(words.values[:2], counts.lookup(words.values[:2]) + 1)
with tf.Session() as sess:
    try:
        sess.run(word_ids, feed)
        early = None
    except tf.errors.FailedPreconditionError as error:
        early = error
    sess.run([tf.global_variables_initializer(), tf.tables_initializer()])
    losses = [sess.run([loss, train], feed)[0] for _ in range(10)]
    for _ in range(3):
        sess.run(count_up, feed)
    RESULT = {
        "early": early,
        "losses": losses[::3],
        "ids": sess.run(word_ids, feed),
        "words": sess.run(dense, feed).tolist(),
        "from file": sess.run([from_file.lookup(tf.constant(["film", "?"])), from_file.size(), table.size()]),
        "back": sess.run(back.lookup(tf.constant([3, 9], tf.int64))).tolist(),
        "counts": sess.run([counts.lookup(tf.constant(["good", "film", "?"])), counts.size()]),
        "buckets": sess.run(tf.string_to_hash_bucket_fast(texts, 1000)),
        "tensors": [words.values, average, loss],
    }
