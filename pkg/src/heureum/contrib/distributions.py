"""The distributions of tf.distributions, and those that stayed outside. `tf.contrib.distributions`."""

from ..distributions import (
    Bernoulli,
    Beta,
    Categorical,
    Dirichlet,
    Distribution,
    Exponential,
    Gamma,
    Laplace,
    Normal,
    StudentT,
    Uniform,
    kl_divergence,
)
from ..distributions.vectors import MultivariateNormalDiag, OneHotCategorical, RelaxedOneHotCategorical

__all__ = [
    "Bernoulli",
    "Beta",
    "Categorical",
    "Dirichlet",
    "Distribution",
    "Exponential",
    "Gamma",
    "Laplace",
    "MultivariateNormalDiag",
    "Normal",
    "OneHotCategorical",
    "RelaxedOneHotCategorical",
    "StudentT",
    "Uniform",
    "kl_divergence",
]
