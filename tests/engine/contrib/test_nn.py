"""Dropout that keeps mean and variance, and functions whose arguments come the other way round."""

from __future__ import annotations

import numpy as np
import pytest

import heureum as tf


def test_alpha_dropout_keeps_mean_and_variance() -> None:
    with tf.Graph().as_default(), tf.Session() as session:
        tf.set_random_seed(3)
        dropped = session.run(tf.contrib.nn.alpha_dropout(tf.random_normal([20000], seed=1), 0.8, seed=2))
        same = tf.constant([1.0])
        assert tf.contrib.nn.alpha_dropout(same, 1.0) is same
        with pytest.raises(ValueError, match="keep_prob"):
            tf.contrib.nn.alpha_dropout(same, 0.0)
    assert abs(dropped.mean()) < 0.03
    assert abs(dropped.std() - 1) < 0.03
    # A fifth of the elements have one value: what was dropped.
    assert abs(np.unique(dropped, return_counts=True)[1].max() / 20000 - 0.2) < 0.02


def test_flipped_arguments_give_the_same() -> None:
    with tf.Graph().as_default(), tf.Session() as session:
        logits, labels = tf.constant([[1.0, 2.0, 0.5]]), tf.constant([[0.0, 1.0, 0.0]])
        nn = tf.contrib.nn
        pairs = [
            (
                nn.deprecated_flipped_softmax_cross_entropy_with_logits(logits, labels),
                tf.nn.softmax_cross_entropy_with_logits(labels=labels, logits=logits),
            ),
            (
                nn.deprecated_flipped_sigmoid_cross_entropy_with_logits(logits, labels),
                tf.nn.sigmoid_cross_entropy_with_logits(labels=labels, logits=logits),
            ),
            (
                nn.deprecated_flipped_sparse_softmax_cross_entropy_with_logits(logits, [1]),
                tf.nn.sparse_softmax_cross_entropy_with_logits(labels=[1], logits=logits),
            ),
        ]
        for ours, theirs in session.run(pairs):
            np.testing.assert_allclose(ours, theirs)
        found = session.run(nn.scaled_softplus([1.0, 20.0], 2.0, clip=5.0))
    np.testing.assert_allclose(found, [2 * np.log1p(np.exp(0.5)), 5.0], rtol=1e-6)
