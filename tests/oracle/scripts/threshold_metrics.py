"""How good a classifier of pictures' pixels is: area below curves, precision and recall by threshold, overlap, over batches."""

import numpy as np
import tensorflow.compat.v1 as tf

rng = np.random.RandomState(25)
truth = rng.randint(0, 2, (3, 40))
scores = np.clip(truth * 0.4 + rng.rand(3, 40) * 0.6, 0, 1).astype(np.float32)
classes, guesses = rng.randint(0, 3, (3, 4, 4)), rng.randint(0, 3, (3, 4, 4))
labels = tf.placeholder(tf.int64, [None])
predictions = tf.placeholder(tf.float32, [None])
segments, found = tf.placeholder(tf.int32, [4, 4]), tf.placeholder(tf.int32, [4, 4])
with tf.name_scope("evaluation"):
    metrics = {
        "auc": tf.metrics.auc(labels, predictions),
        "pr": tf.metrics.auc(labels, predictions, curve="PR", summation_method="careful_interpolation", num_thresholds=50),
        "precision": tf.metrics.precision_at_thresholds(labels, predictions, [0.25, 0.5, 0.75]),
        "recall": tf.metrics.recall_at_thresholds(labels, predictions, [0.25, 0.5, 0.75], weights=0.5),
        "sensitivity": tf.metrics.sensitivity_at_specificity(labels, predictions, 0.8),
        "false": tf.metrics.false_positives_at_thresholds(labels, predictions, [0.5]),
        "iou": tf.metrics.mean_iou(segments, found, num_classes=3),
        "per class": tf.metrics.mean_per_class_accuracy(segments, found, num_classes=3),
        "below": tf.metrics.percentage_below(predictions, 0.3),
        "error": tf.metrics.mean_relative_error(predictions + 1.0, predictions + 2.0, predictions + 2.0),
    }
updates = {name: update for name, (_, update) in metrics.items()}
with tf.Session() as sess:
    sess.run(tf.local_variables_initializer())
    seen = []
    for batch in range(3):
        feed = {labels: truth[batch], predictions: scores[batch], segments: classes[batch], found: guesses[batch]}
        sess.run(updates, feed)
        seen.append(sess.run({name: value for name, (value, _) in metrics.items()}))
    matrix = sess.run(tf.confusion_matrix(classes[0].ravel(), guesses[0].ravel(), num_classes=3))
    RESULT = {
        "seen": seen,
        "matrix": matrix,
        "variables": sorted(v.name for v in tf.local_variables()),
        "values": [value.shape for value, _ in metrics.values()],
    }
