"""Distributions of vectors: shares that add up to one, normal vectors, one-hot rows and their smooth kin.

Source: tf.distributions.Dirichlet, tf.contrib.distributions.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from ..dtypes import as_dtype, int32
from ..graph import Tensor, get_default_graph
from ..neural import log_softmax, softmax
from ..ops.random import random_gamma, random_normal, random_uniform
from ..tensor_shape import TensorShape
from .continuous import pair
from .discrete import Categorical
from .distribution import Distribution
from .positive import node

__all__ = ["Dirichlet", "MultivariateNormalDiag", "OneHotCategorical", "RelaxedOneHotCategorical"]


class _Vectors(Distribution):
    """A distribution whose samples are vectors: the last axis is that of the event."""

    def _of(self, dtype: Any, given: dict[str, Any], scope: str, shape: TensorShape) -> None:
        self._event = TensorShape(None) if shape.rank is None else shape[-1:]
        super().__init__(dtype, given, scope.rstrip("/"), TensorShape(None) if shape.rank is None else shape[:-1])

    @property
    def event_shape(self) -> TensorShape:
        """The shape of one sample: a vector."""
        return self._event

    def sample(self, sample_shape: Any = (), seed: int | None = None, name: str = "sample") -> Tensor:
        """Samples. `-> sample_shape + batch_shape + event_shape`."""
        whole, self._batch = self._batch, self._batch.concatenate(self._event)
        try:
            return super().sample(sample_shape, seed, name)
        finally:
            self._batch = whole


class Dirichlet(_Vectors):
    """Shares that add up to one, each with its concentration. Source: tf.distributions.Dirichlet."""

    def __init__(
        self, concentration: Any, validate_args: bool = False, allow_nan_stats: bool = True, name: str = "Dirichlet"
    ) -> None:
        with get_default_graph().name_scope(name) as scope:
            self._concentration, _, _ = pair(concentration, 0.0, ("concentration", "zero"))
        self._of(self._concentration.dtype, {"concentration": concentration}, scope, self._concentration.shape)

    @property
    def concentration(self) -> Tensor:
        """How much speaks for each."""
        return self._concentration

    @property
    def total_concentration(self) -> Tensor:
        """All together. `-> batch_shape`."""
        return node("Sum", self._concentration, [-1])

    def _sample(self, shape: Any, seed: int | None) -> Tensor:
        parts = random_gamma(shape, self._concentration, dtype=self._dtype, seed=seed)
        return parts / node("Sum", parts, [-1], keep_dims=True)

    def _log_beta(self) -> Tensor:
        return node("Sum", node("Lgamma", self._concentration), [-1]) - node("Lgamma", self.total_concentration)

    def _log_prob(self, value: Tensor) -> Tensor:
        return node("Sum", (self._concentration - 1.0) * node("Log", value), [-1]) - self._log_beta()

    def entropy(self, name: str = "entropy") -> Tensor:
        """The entropy in nats. `-> batch_shape`."""
        total, count = self.total_concentration, float(self._event[0].value or 0)
        parts = node("Sum", (self._concentration - 1.0) * node("Digamma", self._concentration), [-1])
        return self._log_beta() + (total - count) * node("Digamma", total) - parts

    def mean(self, name: str = "mean") -> Tensor:
        """The share of each. `-> batch_shape + event_shape`."""
        return self._concentration / node("ExpandDims", self.total_concentration, -1)


class MultivariateNormalDiag(_Vectors):
    """Normal vectors whose elements are independent. Source: tf.contrib.distributions.MultivariateNormalDiag."""

    def __init__(
        self, loc: Any = None, scale_diag: Any = None, scale_identity_multiplier: Any = None, validate_args: bool = False,
        allow_nan_stats: bool = True, name: str = "MultivariateNormalDiag",
    ) -> None:  # fmt: skip
        if loc is None and scale_diag is None:
            raise ValueError("MultivariateNormalDiag needs `loc` or `scale_diag`, to know how long its vectors are")
        with get_default_graph().name_scope(name) as scope:
            self._loc, self._scale, self._both = pair(
                0.0 if loc is None else loc, 1.0 if scale_diag is None else scale_diag, ("loc", "scale_diag")
            )
            if scale_identity_multiplier is not None:
                self._scale = self._scale * get_default_graph().convert(scale_identity_multiplier, self._scale.dtype)
        self._of(self._loc.dtype, {"loc": loc, "scale_diag": scale_diag}, scope, self._both.shape)

    @property
    def loc(self) -> Tensor:
        """The means."""
        return self._loc

    def _sample(self, shape: Any, seed: int | None) -> Tensor:
        whole = node("ConcatV2", shape, node("Shape", self._both), 0)
        return random_normal(whole, dtype=self._dtype, seed=seed) * self._scale + self._loc

    def _log_prob(self, value: Tensor) -> Tensor:
        each = -0.5 * node("Square", (value - self._loc) / self._scale) - node("Log", self._scale) - 0.5 * math.log(2 * math.pi)
        return node("Sum", each, [-1])

    def entropy(self, name: str = "entropy") -> Tensor:
        """The entropy in nats. `-> batch_shape`."""
        return node("Sum", node("Log", self._scale + self._both) + 0.5 * math.log(2 * math.pi * math.e), [-1])

    def mean(self, name: str = "mean") -> Tensor:
        """`loc`. `-> batch_shape + event_shape`."""
        return self._loc + self._both

    def stddev(self, name: str = "stddev") -> Tensor:
        """The standard deviation of each element. `-> batch_shape + event_shape`."""
        return self._scale + self._both


class OneHotCategorical(_Vectors):
    """Classes as one-hot rows. Source: tf.contrib.distributions.OneHotCategorical."""

    def __init__(
        self, logits: Any = None, probs: Any = None, dtype: Any = int32, validate_args: bool = False,
        allow_nan_stats: bool = True, name: str = "OneHotCategorical",
    ) -> None:  # fmt: skip
        self._numbers = Categorical(logits, probs, int32, validate_args, allow_nan_stats, name)
        self._of(as_dtype(dtype), {"logits": logits, "probs": probs}, self._numbers.name, self._numbers.logits.shape)

    @property
    def logits(self) -> Tensor:
        """Logarithms of chances, but for a number that is the same for all."""
        return self._numbers.logits

    @property
    def probs(self) -> Tensor:
        """The chance of each class."""
        return self._numbers.probs

    def _sample(self, shape: Any, seed: int | None) -> Tensor:
        kind = self._dtype.as_numpy_dtype
        return node("OneHot", self._numbers._sample(shape, seed), node("Shape", self.logits)[-1], kind(1), kind(0))

    def _log_prob(self, value: Tensor) -> Tensor:
        logs: Tensor = log_softmax(self.logits)
        return node("Sum", node("Cast", value, DstT=logs.dtype) * logs, [-1])

    def entropy(self, name: str = "entropy") -> Tensor:
        """The entropy in nats. `-> batch_shape`."""
        return self._numbers.entropy()


class RelaxedOneHotCategorical(_Vectors):
    """One-hot rows made smooth by a temperature, so that gradients pass: the Gumbel softmax.

    E. Jang, S. Gu, B. Poole 2017 (arXiv:1611.01144). Source: tf.contrib.distributions.RelaxedOneHotCategorical.
    """

    def __init__(
        self, temperature: Any, logits: Any = None, probs: Any = None, validate_args: bool = False,
        allow_nan_stats: bool = True, name: str = "RelaxedOneHotCategorical",
    ) -> None:  # fmt: skip
        self._numbers = Categorical(logits, probs, int32, validate_args, allow_nan_stats, name)
        self._temperature = get_default_graph().convert(temperature, self._numbers.logits.dtype, name="temperature")
        given = {"temperature": temperature, "logits": logits, "probs": probs}
        self._of(self._numbers.logits.dtype, given, self._numbers.name, self._numbers.logits.shape)

    @property
    def logits(self) -> Tensor:
        """Logarithms of chances, but for a number that is the same for all."""
        return self._numbers.logits

    @property
    def temperature(self) -> Tensor:
        """How smooth: near 0, rows are one-hot."""
        return self._temperature

    def _sample(self, shape: Any, seed: int | None) -> Tensor:
        whole = node("ConcatV2", shape, node("Shape", self.logits), 0)
        drawn = random_uniform(whole, float(np.finfo(np.float32).tiny), 1.0, self._dtype, seed)
        noise = -node("Log", -node("Log", drawn))
        made: Tensor = softmax((self.logits + noise) / self._temperature)
        return made

    def _log_prob(self, value: Tensor) -> Tensor:
        count, t = float(self._event[0].value or 0), self._temperature
        logs = log_softmax(self.logits)
        spread = logs - t * node("Log", value)
        norm = math.lgamma(count) + (count - 1.0) * node("Log", t)
        top = node("Max", spread, [-1], keep_dims=True)
        together = node("Log", node("Sum", node("Exp", spread - top), [-1])) + node("Squeeze", top, squeeze_dims=[-1])
        return norm + node("Sum", logs - (t + 1.0) * node("Log", value), [-1]) - count * together
