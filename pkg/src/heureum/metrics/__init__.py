"""Metrics that add up over the batches of a session. `tf.metrics`."""

from .means import accuracy, mean, mean_absolute_error, mean_squared_error, root_mean_squared_error
from .truths import false_negatives, false_positives, precision, recall, true_negatives, true_positives

__all__ = [
    "accuracy",
    "false_negatives",
    "false_positives",
    "mean",
    "mean_absolute_error",
    "mean_squared_error",
    "precision",
    "recall",
    "root_mean_squared_error",
    "true_negatives",
    "true_positives",
]
