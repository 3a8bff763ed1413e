"""What distributions share: names, samples of any shape, and logarithms of chances.

Law: a sample has the shape asked for, then that of the batch. Source: tf.distributions.Distribution.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..dtypes import DType
from ..graph import Tensor, get_default_graph
from ..tensor_shape import TensorShape

__all__ = ["Distribution"]


class Distribution:
    """Inherit from it; give `_sample`, `_log_prob` and what else is known. Source: tf.distributions.Distribution."""

    def __init__(self, dtype: DType, parameters: dict[str, Any], name: str, batch_shape: TensorShape) -> None:
        self._dtype, self._parameters, self._name, self._batch = dtype, parameters, name, batch_shape

    @property
    def name(self) -> str:
        """Its name."""
        return self._name

    @property
    def dtype(self) -> DType:
        """The dtype of samples."""
        return self._dtype

    @property
    def parameters(self) -> dict[str, Any]:
        """What it was made with."""
        return dict(self._parameters)

    @property
    def batch_shape(self) -> TensorShape:
        """How many distributions it is at once."""
        return self._batch

    @property
    def event_shape(self) -> TensorShape:
        """The shape of one sample of one distribution: a scalar."""
        return TensorShape([])

    def _sample(self, shape: Any, seed: int | None) -> Tensor:
        raise NotImplementedError("Abstract method")

    def _log_prob(self, value: Tensor) -> Tensor:
        raise NotImplementedError("Abstract method")

    def _scope(self, what: str, name: str | None = None) -> Any:
        return get_default_graph().name_scope(f"{self._name}/{name or what}/")

    def sample(self, sample_shape: Any = (), seed: int | None = None, name: str = "sample") -> Tensor:
        """Samples. `-> sample_shape + batch_shape`."""
        graph = get_default_graph()
        with self._scope(name):
            wanted = graph.convert(
                sample_shape if isinstance(sample_shape, Tensor) else _as_list(sample_shape), name="sample_shape"
            )
            made = self._sample(wanted, seed)
            known = wanted.spec.known_sizes()
            if known is not None:
                made.set_shape(TensorShape([None if size is None else size for size in known]).concatenate(self._batch))
            return made

    def log_prob(self, value: Any, name: str = "log_prob") -> Tensor:
        """The logarithm of density or chance. `[...] -> [...]`, broadcast with the batch."""
        with self._scope(name):
            return self._log_prob(get_default_graph().convert(value, self._dtype, name="value"))

    def prob(self, value: Any, name: str = "prob") -> Tensor:
        """Density or chance. `[...] -> [...]`, broadcast with the batch."""
        with self._scope(name):
            made: Tensor = get_default_graph().node("Exp", self.log_prob(value))
            return made


def _as_list(shape: Any) -> Any:
    return np.array(shape if isinstance(shape, (list, tuple)) else [shape], np.int32).reshape(-1)
