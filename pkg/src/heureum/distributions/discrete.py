"""Distributions of truth values and of classes, by logits or chances. Source: tf.distributions."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..dtypes import as_dtype, int32
from ..graph import Tensor, get_default_graph
from ..neural import log_softmax, sigmoid_cross_entropy_with_logits, softmax, sparse_softmax_cross_entropy_with_logits
from ..ops.random import multinomial, random_uniform
from ..tensor_shape import TensorShape
from .distribution import Distribution

__all__ = ["Bernoulli", "Categorical"]


def _given(logits: Any, probs: Any) -> None:
    if (logits is None) == (probs is None):
        raise ValueError("Must pass probs or logits, but not both.")


def _tensor(value: Any, name: str) -> Tensor:
    return get_default_graph().convert(value if hasattr(value, "dtype") else np.asarray(value, np.float32), name=name)


class Bernoulli(Distribution):
    """1 with chance `probs`, else 0. Source: tf.distributions.Bernoulli."""

    def __init__(
        self,
        logits: Any = None,
        probs: Any = None,
        dtype: Any = int32,
        validate_args: bool = False,
        allow_nan_stats: bool = True,
        name: str = "Bernoulli",
    ) -> None:
        _given(logits, probs)
        graph = get_default_graph()
        with graph.name_scope(name) as scope:
            if logits is not None:
                self._logits = _tensor(logits, "logits")
                self._probs: Tensor = graph.node("Sigmoid", self._logits)
            else:
                self._probs = _tensor(probs, "probs")
                self._logits = graph.node("Log", self._probs) - graph.node("Log1p", -self._probs)
        super().__init__(as_dtype(dtype), {"logits": logits, "probs": probs}, scope.rstrip("/"), self._logits.shape)

    @property
    def logits(self) -> Tensor:
        """log(p / (1 - p))."""
        return self._logits

    @property
    def probs(self) -> Tensor:
        """The chance of 1."""
        return self._probs

    def _sample(self, shape: Any, seed: int | None) -> Tensor:
        graph = get_default_graph()
        whole = graph.node("ConcatV2", shape, graph.node("Shape", self._probs), 0)
        drawn = random_uniform(whole, dtype=self._probs.dtype, seed=seed)
        made: Tensor = graph.node("Cast", graph.node("Less", drawn, self._probs), DstT=self._dtype)
        return made

    def _log_prob(self, value: Tensor) -> Tensor:
        graph = get_default_graph()
        event = graph.node("Cast", value, DstT=self._logits.dtype)
        spread = self._logits + graph.node("ZerosLike", event)
        return -sigmoid_cross_entropy_with_logits(labels=event + graph.node("ZerosLike", spread), logits=spread)

    def entropy(self, name: str = "entropy") -> Tensor:
        """The entropy in nats. `-> batch_shape`."""
        graph = get_default_graph()
        made: Tensor = -self._logits * (self._probs - 1.0) + graph.node("Softplus", -self._logits)
        return made

    def mean(self, name: str = "mean") -> Tensor:
        """`probs`. `-> batch_shape`."""
        made: Tensor = get_default_graph().node("Identity", self._probs)
        return made

    def variance(self, name: str = "variance") -> Tensor:
        """p (1 - p). `-> batch_shape`."""
        made: Tensor = self._probs * (1.0 - self._probs)
        return made


class Categorical(Distribution):
    """Class k with chance `probs[..., k]`. Source: tf.distributions.Categorical."""

    def __init__(
        self,
        logits: Any = None,
        probs: Any = None,
        dtype: Any = int32,
        validate_args: bool = False,
        allow_nan_stats: bool = True,
        name: str = "Categorical",
    ) -> None:
        _given(logits, probs)
        graph = get_default_graph()
        with graph.name_scope(name) as scope:
            if logits is not None:
                self._logits = _tensor(logits, "logits")
                self._probs = softmax(self._logits)
            else:
                self._probs = _tensor(probs, "probs")
                self._logits = graph.node("Log", self._probs)
        shape = self._logits.shape
        batch = TensorShape(None) if shape.rank is None else shape[:-1]
        super().__init__(as_dtype(dtype), {"logits": logits, "probs": probs}, scope.rstrip("/"), batch)

    @property
    def logits(self) -> Tensor:
        """Logarithms of chances, but for a number that is the same for all."""
        return self._logits

    @property
    def probs(self) -> Tensor:
        """The chance of each class."""
        return self._probs

    def _sample(self, shape: Any, seed: int | None) -> Tensor:
        graph = get_default_graph()
        sizes = graph.node("Shape", self._logits)
        rows = graph.node("Reshape", self._logits, graph.node("Pack", -1, sizes[-1]))
        drawn = graph.node("Transpose", multinomial(rows, graph.node("Prod", shape, [0]), seed=seed), [1, 0])
        whole = graph.node("ConcatV2", shape, sizes[:-1], 0)
        made: Tensor = graph.node("Reshape", graph.node("Cast", drawn, DstT=self._dtype), whole)
        return made

    def _log_prob(self, value: Tensor) -> Tensor:
        graph = get_default_graph()
        nothing = graph.node("Cast", graph.node("ZerosLike", value), DstT=self._logits.dtype)
        spread = self._logits + graph.node("ExpandDims", nothing, -1)
        labels = value + graph.node("ZerosLike", graph.node("Cast", graph.node("Max", spread, [-1]), DstT=value.dtype))
        return -sparse_softmax_cross_entropy_with_logits(labels=labels, logits=spread)

    def entropy(self, name: str = "entropy") -> Tensor:
        """The entropy in nats. `-> batch_shape`."""
        graph = get_default_graph()
        logs = log_softmax(self._logits)
        made: Tensor = -graph.node("Sum", graph.node("Exp", logs) * logs, [-1])
        return made

    def mode(self, name: str = "mode") -> Tensor:
        """The likeliest class. `-> batch_shape`."""
        graph = get_default_graph()
        made: Tensor = graph.node("Cast", graph.node("ArgMax", self._logits, -1), DstT=self._dtype)
        return made
