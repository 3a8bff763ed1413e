"""Samples follow their distribution, and gradients reach its parameters."""

import numpy as np
import pytest

import heureum as tf


def test_samples_have_the_mean_and_spread() -> None:
    normal = tf.distributions.Normal([1.0, -2.0], 0.5).sample(20_000, seed=1)
    classes = tf.distributions.Categorical(probs=[0.2, 0.5, 0.3]).sample(20_000, seed=2)
    coins = tf.distributions.Bernoulli(probs=0.25).sample(20_000, seed=3)
    with tf.Session() as session:
        x, k, c = session.run([normal, classes, coins])
    np.testing.assert_allclose(x.mean(0), [1, -2], atol=0.02)
    np.testing.assert_allclose(x.std(0), 0.5, atol=0.02)
    np.testing.assert_allclose(np.bincount(k) / len(k), [0.2, 0.5, 0.3], atol=0.02)
    assert abs(c.mean() - 0.25) < 0.02


def test_gradients_reach_the_parameters() -> None:
    mean = tf.placeholder(tf.float32, [])
    sample = tf.distributions.Normal(mean, 1.0).sample([5], seed=1)
    log = tf.distributions.Normal(mean, 2.0).log_prob(3.0)
    with tf.Session() as session:
        assert session.run(tf.gradients(sample, mean)[0], {mean: 0}) == 5
        assert session.run(tf.gradients(log, mean)[0], {mean: 1}) == pytest.approx(0.5)


def test_logits_or_chances() -> None:
    for kind in (tf.distributions.Bernoulli, tf.distributions.Categorical):
        with pytest.raises(ValueError, match="probs or logits"):
            kind()
        with pytest.raises(ValueError, match="probs or logits"):
            kind([0.0], [0.5])


def test_an_unknown_pair_is_refused() -> None:
    with pytest.raises(NotImplementedError, match="Normal and Uniform"):
        tf.distributions.kl_divergence(tf.distributions.Normal(0.0, 1.0), tf.distributions.Uniform())
