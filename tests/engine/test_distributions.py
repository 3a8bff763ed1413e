"""Samples follow their distribution, and gradients reach its parameters."""

from typing import Any

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


@pytest.mark.parametrize(
    ("made", "mean", "variance"),
    [
        (lambda d: d.Exponential([0.5, 4.0]), [2.0, 0.25], [4.0, 1 / 16]),
        (lambda d: d.Laplace([1.0, -2.0], [1.0, 0.5]), [1.0, -2.0], [2.0, 0.5]),
        (lambda d: d.Gamma([2.0, 3.0], 2.0), [1.0, 1.5], [0.5, 0.75]),
        (lambda d: d.Beta([2.0, 1.0], [2.0, 3.0]), [0.5, 0.25], [0.05, 0.0375]),
        (lambda d: d.StudentT(10.0, [0.0, 3.0], 1.0), [0.0, 3.0], [1.25, 1.25]),
        (lambda d: d.Dirichlet([1.0, 3.0]), [0.25, 0.75], [0.0375, 0.0375]),
        (lambda d: d.MultivariateNormalDiag([1.0, -1.0], [0.5, 2.0]), [1.0, -1.0], [0.25, 4.0]),
        (lambda d: d.OneHotCategorical(probs=[0.25, 0.75], dtype=tf.float32), [0.25, 0.75], [0.1875, 0.1875]),
    ],
)
def test_samples_have_the_mean_and_spread_that_they_should(made: Any, mean: list[float], variance: list[float]) -> None:
    with tf.Graph().as_default(), tf.Session() as session:
        tf.set_random_seed(1)
        d = made(tf.contrib.distributions)
        found = session.run(d.sample(20000, seed=5))
        if hasattr(d, "mean"):
            np.testing.assert_allclose(session.run(d.mean()), mean, rtol=1e-6)
    assert found.shape == (20000, 2)
    np.testing.assert_allclose(found.mean(0), mean, atol=0.06 * max(1.0, *variance))
    np.testing.assert_allclose(found.var(0), variance, rtol=0.15)


def test_vectors_have_a_shape_of_their_own() -> None:
    with tf.Graph().as_default(), tf.Session() as session:
        d = tf.contrib.distributions.MultivariateNormalDiag(tf.zeros([4, 3]), [1.0, 2.0, 3.0])
        assert (d.batch_shape.as_list(), d.event_shape.as_list()) == ([4], [3])
        assert d.sample([2]).shape.as_list() == [2, 4, 3]
        alone = tf.distributions.Normal(0.0, [1.0, 2.0, 3.0])
        x = np.array([0.5, -1.0, 2.0], np.float32)
        ours, theirs = session.run([d.log_prob(x), tf.reduce_sum(alone.log_prob(x))])
        np.testing.assert_allclose(ours, [theirs] * 4, rtol=1e-6)
        np.testing.assert_allclose(*session.run([d.entropy()[0], tf.reduce_sum(alone.entropy())]), rtol=1e-6)
        other = tf.contrib.distributions.MultivariateNormalDiag([1.0, 0.0, 0.0], [1.0, 1.0, 1.0])
        parts = tf.distributions.kl_divergence(alone, tf.distributions.Normal([1.0, 0.0, 0.0], 1.0))
        apart = tf.contrib.distributions.kl_divergence(d, other)
        np.testing.assert_allclose(session.run(apart), [session.run(tf.reduce_sum(parts))] * 4, rtol=1e-6)
        with pytest.raises(ValueError, match="how long"):
            tf.contrib.distributions.MultivariateNormalDiag()


def test_rows_are_nearly_one_hot_when_it_is_cold() -> None:
    with tf.Graph().as_default(), tf.Session() as session:
        logits = tf.constant([0.0, 1.0, 2.0])
        cold = tf.contrib.distributions.RelaxedOneHotCategorical(0.05, logits=logits)
        rows = cold.sample(2000, seed=3)
        found = session.run(rows)
        np.testing.assert_allclose(found.sum(1), np.ones(2000), rtol=1e-5)
        np.testing.assert_allclose(np.eye(3)[found.argmax(1)].mean(0), session.run(tf.nn.softmax(logits)), atol=0.05)
        # Gradients pass to what the rows were drawn with.
        warm = tf.contrib.distributions.RelaxedOneHotCategorical(1.0, logits=logits)
        (slope,) = tf.gradients(warm.sample(seed=1)[0], logits)
        assert np.abs(session.run(slope)).max() > 0
        # Over shares of two, the density adds up to one.
        two = tf.contrib.distributions.RelaxedOneHotCategorical(0.7, probs=[0.3, 0.7])
        steps = np.linspace(1e-4, 1 - 1e-4, 4001, dtype=np.float32)
        density = session.run(two.prob(np.stack([steps, 1 - steps], 1)))
        assert np.trapezoid(density, steps) == pytest.approx(1.0, abs=0.02)
