"""Distributions: samples, logarithms of chances, entropies. `tf.distributions`."""

from .continuous import Normal, Uniform
from .discrete import Bernoulli, Categorical
from .distribution import Distribution
from .divergence import kl_divergence
from .positive import Beta, Exponential, Gamma, Laplace, StudentT
from .vectors import Dirichlet

__all__ = [
    "Bernoulli",
    "Beta",
    "Categorical",
    "Dirichlet",
    "Distribution",
    "Exponential",
    "Gamma",
    "Laplace",
    "Normal",
    "StudentT",
    "Uniform",
    "kl_divergence",
]
