"""Distributions give TensorFlow's logarithms of chances, entropies and their gradients, and samples of the right shape."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import heureum

pytestmark = [pytest.mark.oracle, pytest.mark.filterwarnings("ignore")]

MADE: dict[str, Callable[[Any], Any]] = {
    "normal": lambda tf: tf.distributions.Normal([0.0, 1.0], [1.0, 2.5]),
    "normal, broadcast": lambda tf: tf.distributions.Normal(tf.zeros([3, 1]), [1.0, 2.5]),
    "uniform": lambda tf: tf.distributions.Uniform([0.0, -1.0], [1.5, 2.5]),
    "bernoulli": lambda tf: tf.distributions.Bernoulli(logits=[0.3, -2.0]),
    "bernoulli, chances": lambda tf: tf.distributions.Bernoulli(probs=[0.3, 0.8]),
    "exponential": lambda tf: tf.distributions.Exponential([0.5, 2.0]),
    "laplace": lambda tf: tf.distributions.Laplace([0.0, 1.0], [1.0, 2.5]),
    "gamma": lambda tf: tf.distributions.Gamma([0.5, 3.0], 2.0),
    "beta": lambda tf: tf.distributions.Beta([0.5, 3.0], [1.5, 2.0]),
    "student": lambda tf: tf.distributions.StudentT(3.0, [0.5, 1.0], [1.0, 2.0]),
    "categorical": lambda tf: tf.distributions.Categorical(logits=[[0.3, -2.0, 1.0], [0.0, 0.0, 0.0]]),
    "categorical, chances": lambda tf: tf.distributions.Categorical(probs=[[0.3, 0.2, 0.5], [0.1, 0.1, 0.8]]),
}


@pytest.mark.parametrize("name", MADE)
def test_chances_and_entropies(name: str, oracle: Any) -> None:
    def seen(tf: Any) -> list[np.ndarray]:
        with tf.Graph().as_default(), tf.Session() as session:
            d = MADE[name](tf)
            value = tf.constant([1, 0], d.dtype) if d.dtype.is_integer else tf.constant([0.2, 0.9])
            log = d.log_prob(value)
            wanted = [log, d.prob(value), d.entropy()]
            if not d.dtype.is_integer:
                wanted.append(tf.gradients(log, value)[0] if "uniform" not in name else d.mean())
            if name.startswith("normal"):
                wanted += [d.cdf(value), d.stddev(), tf.distributions.kl_divergence(d, tf.distributions.Normal(1.0, 2.0))]
            return session.run(wanted)

    for expected, found in zip(seen(oracle), seen(heureum), strict=True):
        assert (found.dtype, found.shape) == (expected.dtype, expected.shape)
        np.testing.assert_allclose(found, expected, rtol=1e-4, atol=1e-6)


@pytest.mark.parametrize("name", MADE)
@pytest.mark.parametrize("shape", [(), 4, [2, 3]])
def test_samples_have_the_shape_asked_for(name: str, shape: Any, oracle: Any) -> None:
    def seen(tf: Any) -> Any:
        with tf.Graph().as_default(), tf.Session() as session:
            sample = MADE[name](tf).sample(shape, seed=1)
            return sample.dtype.name, session.run(sample).shape

    assert seen(heureum) == seen(oracle)


def shares(tf: Any) -> Any:
    return tf.distributions.Dirichlet([[1.0, 2.0, 0.5], [3.0, 1.0, 1.0]])


def test_shares_that_add_up_to_one(oracle: Any) -> None:
    def seen(tf: Any) -> list[np.ndarray]:
        with tf.Graph().as_default(), tf.Session() as session:
            d = shares(tf)
            value = tf.constant([0.2, 0.3, 0.5])
            return [*session.run([d.log_prob(value), d.entropy(), d.mean()]), session.run(d.sample(4, seed=1)).sum(-1)]

    for expected, found in zip(seen(oracle), seen(heureum), strict=True):
        np.testing.assert_allclose(found, expected, rtol=1e-4)


PAIRS: dict[str, Callable[[Any], Any]] = {
    "bernoulli": lambda d: (d.Bernoulli(probs=[0.2, 0.7]), d.Bernoulli(logits=[0.5, -1.0])),
    "categorical": lambda d: (d.Categorical(probs=[0.2, 0.3, 0.5]), d.Categorical(logits=[[0.0, 1.0, 2.0], [0.0, 0.0, 0.0]])),
    "gamma": lambda d: (d.Gamma([0.5, 3.0], 2.0), d.Gamma(1.5, [1.0, 3.0])),
    "beta": lambda d: (d.Beta(2.0, [1.0, 3.0]), d.Beta(1.0, 0.5)),
    "dirichlet": lambda d: (d.Dirichlet([1.0, 2.0, 0.5]), d.Dirichlet([3.0, 1.0, 1.0])),
}


@pytest.mark.parametrize("name", PAIRS)
def test_divergences(name: str, oracle: Any) -> None:
    def seen(tf: Any) -> Any:
        with tf.Graph().as_default(), tf.Session() as session:
            return session.run(tf.distributions.kl_divergence(*PAIRS[name](tf.distributions)))

    np.testing.assert_allclose(seen(heureum), seen(oracle), rtol=1e-4)
