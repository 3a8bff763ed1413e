"""The normal and the uniform distribution. Source: tf.distributions."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from ..dtypes import as_dtype
from ..graph import Tensor, get_default_graph
from ..ops.random import random_normal, random_uniform
from .distribution import Distribution

__all__ = ["Normal", "Uniform", "pair"]


def pair(one: Any, other: Any, names: tuple[str, str]) -> tuple[Tensor, Tensor, Any]:
    """Two parameters as tensors of one dtype, and zeros of the shape of both together."""
    graph = get_default_graph()
    a = graph.convert(one if hasattr(one, "dtype") else _floats(one), name=names[0])
    b = graph.convert(other if hasattr(other, "dtype") else _floats(other), a.dtype, name=names[1])
    both = graph.node("Add", graph.node("ZerosLike", a), graph.node("ZerosLike", b))
    return a, b, both


def _floats(value: Any) -> np.ndarray:
    return np.asarray(value, np.float32)


class Normal(Distribution):
    """exp(-(x - loc)^2 / (2 scale^2)) / (scale sqrt(2 pi)). Source: tf.distributions.Normal."""

    def __init__(
        self, loc: Any, scale: Any, validate_args: bool = False, allow_nan_stats: bool = True, name: str = "Normal"
    ) -> None:
        with get_default_graph().name_scope(name) as scope:
            self._loc, self._scale, self._both = pair(loc, scale, ("loc", "scale"))
        parameters = {"loc": loc, "scale": scale}
        super().__init__(self._loc.dtype, parameters, scope.rstrip("/"), self._both.shape)

    @property
    def loc(self) -> Tensor:
        """The mean."""
        return self._loc

    @property
    def scale(self) -> Tensor:
        """The standard deviation."""
        return self._scale

    def _z(self, value: Tensor) -> Tensor:
        made: Tensor = (value - self._loc) / self._scale
        return made

    def _sample(self, shape: Any, seed: int | None) -> Tensor:
        graph = get_default_graph()
        whole = graph.node("ConcatV2", shape, graph.node("Shape", self._both), 0)
        made: Tensor = random_normal(whole, dtype=self._dtype, seed=seed) * self._scale + self._loc
        return made

    def _log_prob(self, value: Tensor) -> Tensor:
        graph = get_default_graph()
        made: Tensor = -0.5 * graph.node("Square", self._z(value)) - (
            0.5 * math.log(2 * math.pi) + graph.node("Log", self._scale)
        )
        return made

    def cdf(self, value: Any, name: str = "cdf") -> Tensor:
        """The chance of at most `value`. `[...] -> [...]`."""
        graph = get_default_graph()
        with self._scope_of(name):
            z = self._z(graph.convert(value, self._dtype, name="value"))
            made: Tensor = 0.5 * (1.0 + graph.node("Erf", z * (1 / math.sqrt(2))))
            return made

    def _scope_of(self, name: str) -> Any:
        return get_default_graph().name_scope(f"{self._name}/{name}/")

    def entropy(self, name: str = "entropy") -> Tensor:
        """The entropy in nats. `-> batch_shape`."""
        graph = get_default_graph()
        with self._scope_of(name):
            spread = self._scale * graph.node("OnesLike", self._both)
            made: Tensor = 0.5 * math.log(2 * math.pi * math.e) + graph.node("Log", spread)
            return made

    def mean(self, name: str = "mean") -> Tensor:
        """`loc`. `-> batch_shape`."""
        made: Tensor = self._loc + self._both
        return made

    def mode(self, name: str = "mode") -> Tensor:
        """`loc`. `-> batch_shape`."""
        return self.mean()

    def stddev(self, name: str = "stddev") -> Tensor:
        """`scale`. `-> batch_shape`."""
        made: Tensor = self._scale + self._both
        return made

    def variance(self, name: str = "variance") -> Tensor:
        """`scale` squared. `-> batch_shape`."""
        made: Tensor = get_default_graph().node("Square", self.stddev())
        return made


class Uniform(Distribution):
    """The same density everywhere in [low, high). Source: tf.distributions.Uniform."""

    def __init__(
        self, low: Any = 0.0, high: Any = 1.0, validate_args: bool = False, allow_nan_stats: bool = True, name: str = "Uniform"
    ) -> None:
        with get_default_graph().name_scope(name) as scope:
            self._low, self._high, self._both = pair(low, high, ("low", "high"))
        super().__init__(self._low.dtype, {"low": low, "high": high}, scope.rstrip("/"), self._both.shape)

    @property
    def low(self) -> Tensor:
        """The least value."""
        return self._low

    @property
    def high(self) -> Tensor:
        """The end of the values."""
        return self._high

    def range(self, name: str = "range") -> Tensor:
        """`high - low`. `-> batch_shape`."""
        made: Tensor = self._high - self._low
        return made

    def _sample(self, shape: Any, seed: int | None) -> Tensor:
        graph = get_default_graph()
        whole = graph.node("ConcatV2", shape, graph.node("Shape", self._both), 0)
        made: Tensor = self._low + self.range() * random_uniform(whole, dtype=self._dtype, seed=seed)
        return made

    def _log_prob(self, value: Tensor) -> Tensor:
        graph = get_default_graph()
        outside = graph.node("LogicalOr", graph.node("Less", value, self._low), graph.node("GreaterEqual", value, self._high))
        density = graph.node("ZerosLike", value) - graph.node("Log", self.range())
        made: Tensor = graph.node("SelectV2", outside, graph.convert(-math.inf, as_dtype(value.dtype)), density)
        return made

    def entropy(self, name: str = "entropy") -> Tensor:
        """The entropy in nats. `-> batch_shape`."""
        made: Tensor = get_default_graph().node("Log", self.range())
        return made

    def mean(self, name: str = "mean") -> Tensor:
        """The middle. `-> batch_shape`."""
        made: Tensor = (self._low + self._high) / 2.0
        return made
