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
            if hasattr(d, "loc"):
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
