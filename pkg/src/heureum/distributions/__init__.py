"""Distributions: samples, logarithms of chances, entropies. `tf.distributions`."""

from .continuous import Normal, Uniform, kl_divergence
from .discrete import Bernoulli, Categorical
from .distribution import Distribution

__all__ = ["Bernoulli", "Categorical", "Distribution", "Normal", "Uniform", "kl_divergence"]
