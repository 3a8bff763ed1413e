"""How many of the right classes stand among the first k, over two batches: recall, precision, their average, of one class."""

import numpy as np
import tensorflow.compat.v1 as tf

rng = np.random.RandomState(9)
scores = rng.uniform(size=(2, 6, 7)).astype(np.float32)
right = rng.randint(0, 7, (2, 6, 3))
weights = rng.uniform(size=6).astype(np.float32)

predictions = tf.placeholder(tf.float32, [None, 7])
labels = tf.placeholder(tf.int64, [None, 3])
some = tf.SparseTensor(
    [[0, 0], [0, 1], [1, 0], [2, 0], [3, 0], [4, 1], [5, 0], [5, 2]], tf.constant([1, 2, 3, 0, 5, 6, 4, 1], tf.int64), [6, 3]
)
first = tf.constant([[0, 1]] * 6, tf.int64)

metrics = {
    "recall": tf.metrics.recall_at_k(labels, predictions, 3),
    "recall of 2": tf.metrics.recall_at_k(labels, predictions, 3, class_id=2),
    "one label": tf.metrics.recall_at_k(labels[:, 0], predictions, 2, name="one"),
    "precision": tf.metrics.precision_at_k(labels, predictions, 3, weights=weights),
    "precision of 4": tf.metrics.precision_at_k(labels, predictions, 2, class_id=4),
    "average": tf.metrics.average_precision_at_k(labels, predictions, 4, weights=weights),
    "sparse recall": tf.metrics.recall_at_k(some, predictions, 3),
    "sparse average": tf.metrics.average_precision_at_k(some, predictions, 3),
    "ranked": tf.metrics.recall_at_top_k(labels, first),
    "ranked precision": tf.metrics.precision_at_top_k(labels, first, class_id=1),
}
values = {name: value for name, (value, _) in metrics.items()}
updates = {name: update for name, (_, update) in metrics.items()}

with tf.Session() as sess:
    sess.run(tf.local_variables_initializer())
    steps = [sess.run(updates, {predictions: scores[batch], labels: right[batch]}) for batch in range(2)]
    found = sess.run(values)

RESULT = {
    "steps": steps,
    "found": found,
    "variables": [variable.name for variable in tf.local_variables()],
    "dtypes": [variable.dtype.base_dtype.name for variable in tf.local_variables()],
}
