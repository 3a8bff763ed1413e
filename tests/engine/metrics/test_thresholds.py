"""Metrics over thresholds and classes, against counts by hand."""

import numpy as np
import pytest

import heureum as tf

LABELS = np.array([1, 0, 1, 1, 0, 0], np.int64)
SCORES = np.array([0.9, 0.8, 0.7, 0.4, 0.3, 0.1], np.float32)


def after(metric: tuple[tf.Tensor, tf.Tensor], times: int = 2) -> np.ndarray:
    value, update = metric
    with tf.Session() as session:
        session.run(tf.local_variables_initializer())
        for _ in range(times):
            session.run(update)
        return session.run(value)


def test_area_below_the_roc_curve_is_the_share_of_pairs_in_order() -> None:
    pairs = [(a > b) for a in SCORES[LABELS == 1] for b in SCORES[LABELS == 0]]
    assert after(tf.metrics.auc(LABELS, SCORES, num_thresholds=1000)) == pytest.approx(np.mean(pairs), abs=1e-3)


@pytest.mark.parametrize(
    ("metric", "expected"),
    [
        (tf.metrics.true_positives_at_thresholds, [4, 2]),
        (tf.metrics.false_positives_at_thresholds, [2, 2]),
        (tf.metrics.false_negatives_at_thresholds, [2, 4]),
        (tf.metrics.true_negatives_at_thresholds, [4, 4]),
        (tf.metrics.precision_at_thresholds, [2 / 3, 1 / 2]),
        (tf.metrics.recall_at_thresholds, [2 / 3, 1 / 3]),
    ],
)
def test_counts_add_up_over_batches(metric: object, expected: list[float]) -> None:
    found = after(metric(LABELS, SCORES, [0.5, 0.75]))  # type: ignore[operator]
    np.testing.assert_allclose(found, expected, rtol=1e-5)


def test_overlap_of_classes() -> None:
    labels, predictions = np.array([0, 0, 1, 1]), np.array([0, 1, 1, 1])
    assert after(tf.metrics.mean_iou(labels, predictions, 3)) == pytest.approx((1 / 2 + 2 / 3) / 2)
    assert after(tf.metrics.mean_per_class_accuracy(labels, predictions, 2)) == pytest.approx((1 / 2 + 1) / 2)


def test_refused() -> None:
    with pytest.raises(ValueError, match="Curve XY is unknown"):
        tf.metrics.auc(LABELS, SCORES, curve="XY")
    with pytest.raises(ValueError, match=r"in the range \[0, 1\]"):
        tf.metrics.sensitivity_at_specificity(LABELS, SCORES, 2.0)
    with pytest.raises(tf.errors.InvalidArgumentError, match=r"predictions must be in \[0, 1\]"):
        after(tf.metrics.auc(LABELS, SCORES + 1))
