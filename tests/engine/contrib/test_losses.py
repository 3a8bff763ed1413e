"""Losses and metrics whose predictions come first: they give what those of `tf.losses` and `tf.metrics` give."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import heureum as tf

ONE_HOT = np.eye(3, dtype=np.float32)[[0, 2, 1, 1]]
SCORES = np.array([[2.0, 0.5, 0.1], [0.3, 0.2, 1.5], [1.0, 0.9, 0.2], [0.1, 0.4, 0.3]], np.float32)
CLASSES = np.array([0, 2, 1, 1])
SWAPPED: list[tuple[str, Any, Any, dict[str, Any]]] = [
    ("absolute_difference", SCORES, ONE_HOT, {}),
    ("mean_squared_error", SCORES, ONE_HOT, {"weights": 0.5}),
    ("mean_pairwise_squared_error", SCORES, ONE_HOT, {}),
    ("log_loss", SCORES / 3, ONE_HOT, {"epsilon": 1e-3}),
    ("sigmoid_cross_entropy", SCORES, ONE_HOT, {"label_smoothing": 0.1}),
    ("softmax_cross_entropy", SCORES, ONE_HOT, {"label_smoothing": 0.1}),
    ("sparse_softmax_cross_entropy", SCORES, CLASSES, {"weights": [1.0, 0.0, 1.0, 1.0]}),
    ("cosine_distance", SCORES, ONE_HOT, {"axis": 1}),
]
STREAMING = [
    "accuracy",
    "auc",
    "false_negatives",
    "false_positives",
    "mean_absolute_error",
    "mean_squared_error",
    "precision",
    "recall",
    "root_mean_squared_error",
    "true_negatives",
    "true_positives",
]


@pytest.mark.parametrize(("name", "predictions", "labels", "named"), SWAPPED)
def test_a_loss_takes_predictions_first(name: str, predictions: Any, labels: Any, named: dict[str, Any]) -> None:
    with tf.Graph().as_default(), tf.Session() as sess:
        first = getattr(tf.contrib.losses, name)(predictions, labels, **named)
        other = getattr(tf.losses, name)(labels, predictions, **named)
        assert tf.losses.get_losses() == [first, other]
        assert np.isclose(*sess.run([first, other]))


def test_the_hinge_loss_stays_by_element() -> None:
    with tf.Graph().as_default(), tf.Session() as sess:
        loss = tf.contrib.slim.losses.hinge_loss(SCORES, ONE_HOT)
        assert np.allclose(sess.run(loss), np.maximum(0, 1 - (2 * ONE_HOT - 1) * SCORES))
        assert tf.losses.get_losses() == []


@pytest.mark.parametrize("name", STREAMING)
def test_a_metric_takes_predictions_first(name: str) -> None:
    predictions, labels = np.array([1.0, 0.0, 1.0, 1.0], np.float32), np.array([1.0, 1.0, 0.0, 1.0], np.float32)
    with tf.Graph().as_default(), tf.Session() as sess:
        streaming = getattr(tf.contrib.metrics, f"streaming_{name}")
        both = [streaming(predictions, labels), getattr(tf.metrics, name)(labels, predictions)]
        sess.run(tf.local_variables_initializer())
        first, other = sess.run([update for _, update in both])
        assert first == other
        assert streaming.__doc__ == f"`tf.metrics.{name}`, predictions first. Source: tf.contrib.metrics.streaming_{name}."


def test_accuracy_of_one_batch() -> None:
    with tf.Graph().as_default(), tf.Session() as sess:
        predictions, labels = tf.constant([1, 2, 3, 4]), tf.constant([1, 2, 0, 0])
        assert sess.run(tf.contrib.metrics.accuracy(predictions, labels)) == 0.5
        assert sess.run(tf.contrib.metrics.accuracy(predictions, labels, weights=[3, 0, 1, 0])) == 0.75
        with pytest.raises(ValueError, match="Labels should have bool, integer, or string dtype"):
            tf.contrib.metrics.accuracy(predictions, tf.constant([1.0]))
        with pytest.raises(ValueError, match="Dtypes of predictions and labels should match"):
            tf.contrib.metrics.accuracy(tf.constant([1.0]), labels)


def test_metrics_by_name() -> None:
    values, updates = tf.contrib.metrics.aggregate_metric_map({"a": (1, 2), "b": (3, 4)})
    assert (values, updates) == ({"a": 1, "b": 3}, {"a": 2, "b": 4})
    assert tf.contrib.slim.metrics.aggregate_metrics((1, 2), (3, 4)) == ([1, 3], [2, 4])
    with pytest.raises(ValueError, match="at least one"):
        tf.contrib.metrics.aggregate_metrics()
