"""Distributions of times, shares and heavy tails: exponential, Laplace, gamma, beta, Student's t. Source: tf.distributions."""

from __future__ import annotations

import math
from typing import Any

from ..graph import Tensor, get_default_graph
from ..graph import node as graph_node
from ..ops.random import random_gamma, random_normal, random_uniform
from .continuous import pair
from .distribution import Distribution

__all__ = ["Beta", "Exponential", "Gamma", "Laplace", "StudentT", "node"]


def node(kind: str, *inputs: Any, **attrs: Any) -> Tensor:
    """A node's output. `-> [...]`."""
    made: Tensor = graph_node(kind, *inputs, **attrs)
    return made


class Gamma(Distribution):
    """x^(a - 1) exp(-x rate) rate^a / Gamma(a), a being the concentration. Source: tf.distributions.Gamma."""

    def __init__(
        self, concentration: Any, rate: Any, validate_args: bool = False, allow_nan_stats: bool = True, name: str = "Gamma"
    ) -> None:
        with get_default_graph().name_scope(name) as scope:
            self._concentration, self._rate, self._both = pair(concentration, rate, ("concentration", "rate"))
        given = {"concentration": concentration, "rate": rate}
        super().__init__(self._concentration.dtype, given, scope.rstrip("/"), self._both.shape)

    @property
    def concentration(self) -> Tensor:
        """Its shape."""
        return self._concentration

    @property
    def rate(self) -> Tensor:
        """How quickly it falls."""
        return self._rate

    def _sample(self, shape: Any, seed: int | None) -> Tensor:
        return random_gamma(shape, self._concentration + self._both, self._rate + self._both, self._dtype, seed)

    def _log_prob(self, value: Tensor) -> Tensor:
        a, rate = self._concentration, self._rate
        return (a - 1.0) * node("Log", value) - rate * value - (node("Lgamma", a) - a * node("Log", rate))

    def entropy(self, name: str = "entropy") -> Tensor:
        """The entropy in nats. `-> batch_shape`."""
        a = self._concentration + self._both
        return a - node("Log", self._rate) + node("Lgamma", a) + (1.0 - a) * node("Digamma", a)

    def mean(self, name: str = "mean") -> Tensor:
        """`concentration / rate`. `-> batch_shape`."""
        return self._concentration / self._rate

    def variance(self, name: str = "variance") -> Tensor:
        """`concentration / rate^2`. `-> batch_shape`."""
        return self._concentration / node("Square", self._rate)

    def stddev(self, name: str = "stddev") -> Tensor:
        """The standard deviation. `-> batch_shape`."""
        return node("Sqrt", self.variance())


class Exponential(Gamma):
    """rate exp(-x rate). Source: tf.distributions.Exponential."""

    def __init__(self, rate: Any, validate_args: bool = False, allow_nan_stats: bool = True, name: str = "Exponential") -> None:
        with get_default_graph().name_scope(name) as scope:
            self._rate, self._concentration, self._both = pair(rate, 1.0, ("rate", "concentration"))
        Distribution.__init__(self, self._rate.dtype, {"rate": rate}, scope.rstrip("/"), self._both.shape)

    def _sample(self, shape: Any, seed: int | None) -> Tensor:
        whole = node("ConcatV2", shape, node("Shape", self._rate), 0)
        # From above zero, so that no logarithm is infinite.
        least = 2.0**-126 if self._dtype.name == "float32" else 2.0**-1022
        return -node("Log", random_uniform(whole, least, 1.0, self._dtype, seed)) / self._rate


class Laplace(Distribution):
    """exp(-|x - loc| / scale) / (2 scale). Source: tf.distributions.Laplace."""

    def __init__(
        self, loc: Any, scale: Any, validate_args: bool = False, allow_nan_stats: bool = True, name: str = "Laplace"
    ) -> None:
        with get_default_graph().name_scope(name) as scope:
            self._loc, self._scale, self._both = pair(loc, scale, ("loc", "scale"))
        super().__init__(self._loc.dtype, {"loc": loc, "scale": scale}, scope.rstrip("/"), self._both.shape)

    @property
    def loc(self) -> Tensor:
        """The middle."""
        return self._loc

    @property
    def scale(self) -> Tensor:
        """The spread."""
        return self._scale

    def _sample(self, shape: Any, seed: int | None) -> Tensor:
        whole = node("ConcatV2", shape, node("Shape", self._both), 0)
        drawn = random_uniform(whole, -1.0 + 2.0**-24, 1.0, self._dtype, seed)
        return self._loc - self._scale * node("Sign", drawn) * node("Log1p", -node("Abs", drawn))

    def _log_prob(self, value: Tensor) -> Tensor:
        return -math.log(2.0) - node("Log", self._scale) - node("Abs", (value - self._loc) / self._scale)

    def cdf(self, value: Any, name: str = "cdf") -> Tensor:
        """The chance of at most `value`. `[...] -> [...]`."""
        z = (get_default_graph().convert(value, self._dtype) - self._loc) / self._scale
        return 0.5 + 0.5 * node("Sign", z) * (1.0 - node("Exp", -node("Abs", z)))

    def entropy(self, name: str = "entropy") -> Tensor:
        """The entropy in nats. `-> batch_shape`."""
        return math.log(2.0) + 1.0 + node("Log", self._scale + self._both)

    def mean(self, name: str = "mean") -> Tensor:
        """`loc`. `-> batch_shape`."""
        return self._loc + self._both

    def stddev(self, name: str = "stddev") -> Tensor:
        """sqrt(2) scale. `-> batch_shape`."""
        return math.sqrt(2.0) * (self._scale + self._both)


class Beta(Distribution):
    """x^(a - 1) (1 - x)^(b - 1) / B(a, b), of shares. Source: tf.distributions.Beta."""

    def __init__(
        self, concentration1: Any = None, concentration0: Any = None, validate_args: bool = False, allow_nan_stats: bool = True,
        name: str = "Beta",
    ) -> None:  # fmt: skip
        with get_default_graph().name_scope(name) as scope:
            names = ("concentration1", "concentration0")
            self._one, self._zero, self._both = pair(concentration1, concentration0, names)
        given = {"concentration1": concentration1, "concentration0": concentration0}
        super().__init__(self._one.dtype, given, scope.rstrip("/"), self._both.shape)

    @property
    def concentration1(self) -> Tensor:
        """How much speaks for 1."""
        return self._one

    @property
    def concentration0(self) -> Tensor:
        """How much speaks for 0."""
        return self._zero

    @property
    def total_concentration(self) -> Tensor:
        """Both together."""
        return self._one + self._zero

    def _sample(self, shape: Any, seed: int | None) -> Tensor:
        one = random_gamma(shape, self._one + self._both, dtype=self._dtype, seed=seed)
        other = random_gamma(shape, self._zero + self._both, dtype=self._dtype, seed=None if seed is None else seed + 1)
        return one / (one + other)

    def _log_beta(self) -> Tensor:
        return node("Lgamma", self._one) + node("Lgamma", self._zero) - node("Lgamma", self.total_concentration)

    def _log_prob(self, value: Tensor) -> Tensor:
        return (self._one - 1.0) * node("Log", value) + (self._zero - 1.0) * node("Log1p", -value) - self._log_beta()

    def entropy(self, name: str = "entropy") -> Tensor:
        """The entropy in nats. `-> batch_shape`."""
        total = self.total_concentration
        parts = (self._one - 1.0) * node("Digamma", self._one) + (self._zero - 1.0) * node("Digamma", self._zero)
        return self._log_beta() - parts + (total - 2.0) * node("Digamma", total)

    def mean(self, name: str = "mean") -> Tensor:
        """`concentration1 / total_concentration`. `-> batch_shape`."""
        return self._one / self.total_concentration

    def variance(self, name: str = "variance") -> Tensor:
        """mean (1 - mean) / (total + 1). `-> batch_shape`."""
        mean = self.mean()
        return mean * (1.0 - mean) / (1.0 + self.total_concentration)


class StudentT(Distribution):
    """Normal with heavier tails, the fewer degrees of freedom the heavier. Source: tf.distributions.StudentT."""

    def __init__(
        self, df: Any, loc: Any, scale: Any, validate_args: bool = False, allow_nan_stats: bool = True, name: str = "StudentT"
    ) -> None:
        with get_default_graph().name_scope(name) as scope:
            self._df, self._loc, both = pair(df, loc, ("df", "loc"))
            self._scale, _, more = pair(scale, self._loc, ("scale", "loc"))
            self._both = both + more
        super().__init__(self._df.dtype, {"df": df, "loc": loc, "scale": scale}, scope.rstrip("/"), self._both.shape)

    @property
    def df(self) -> Tensor:
        """Degrees of freedom."""
        return self._df

    @property
    def loc(self) -> Tensor:
        """The middle."""
        return self._loc

    @property
    def scale(self) -> Tensor:
        """The spread."""
        return self._scale

    def _sample(self, shape: Any, seed: int | None) -> Tensor:
        whole = node("ConcatV2", shape, node("Shape", self._both), 0)
        normal = random_normal(whole, dtype=self._dtype, seed=seed)
        half = (self._df + self._both) / 2.0
        squares = random_gamma(shape, half, dtype=self._dtype, seed=None if seed is None else seed + 1) * 2.0
        return self._loc + self._scale * normal * node("Rsqrt", squares / self._df)

    def _log_prob(self, value: Tensor) -> Tensor:
        z, half = (value - self._loc) / self._scale, 0.5 * self._df
        whole = node("Log", node("Abs", self._scale)) + 0.5 * node("Log", self._df) + 0.5 * math.log(math.pi)
        norm = whole + node("Lgamma", half) - node("Lgamma", half + 0.5)
        return -(half + 0.5) * node("Log1p", node("Square", z) / self._df) - norm

    def entropy(self, name: str = "entropy") -> Tensor:
        """The entropy in nats. `-> batch_shape`."""
        half = 0.5 * (self._df + self._both)
        beta = node("Lgamma", half) + 0.5 * math.log(math.pi) - node("Lgamma", half + 0.5)
        spread = node("Log", node("Abs", self._scale)) + 0.5 * node("Log", self._df) + beta
        return spread + (half + 0.5) * (node("Digamma", half + 0.5) - node("Digamma", half))
