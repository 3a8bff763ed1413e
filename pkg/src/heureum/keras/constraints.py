"""What weights are made to be after each step. `tf.keras.constraints`."""

from __future__ import annotations

from typing import Any

from ..graph import Tensor, graph_of, node
from ..ops.clipping import clip_by_value
from .finding import find

__all__ = ["Constraint", "MaxNorm", "MinMaxNorm", "NonNeg", "UnitNorm", "get", "max_norm", "min_max_norm", "non_neg", "unit_norm"]

_TINY = 1e-7


class Constraint:
    """Inherit from it and write `__call__`. Source: tf.keras.constraints.Constraint."""

    def __call__(self, w: Any) -> Any:
        """What the weights become. `[...] -> [...]`."""
        return w


def _norms(w: Tensor, axis: Any) -> Tensor:
    axes = [axis] if isinstance(axis, int) else list(axis)
    made: Tensor = node("Sqrt", node("Sum", node("Square", w), axes, keep_dims=True))
    return made


class MaxNorm(Constraint):
    """No longer than `max_value` along an axis. Source: tf.keras.constraints.MaxNorm."""

    def __init__(self, max_value: float = 2, axis: Any = 0) -> None:
        self.max_value, self.axis = max_value, axis

    def __call__(self, w: Any) -> Tensor:
        """`[...] -> [...]`."""
        w = graph_of(w).convert(w)
        norms = _norms(w, self.axis)
        made: Tensor = w * (clip_by_value(norms, 0.0, float(self.max_value)) / (_TINY + norms))
        return made


class NonNeg(Constraint):
    """Zero in place of what is below. Source: tf.keras.constraints.NonNeg."""

    def __call__(self, w: Any) -> Tensor:
        """`[...] -> [...]`."""
        w = graph_of(w).convert(w)
        made: Tensor = w * node("Cast", w >= 0.0, DstT=w.dtype)
        return made


class UnitNorm(Constraint):
    """Of length 1 along an axis. Source: tf.keras.constraints.UnitNorm."""

    def __init__(self, axis: Any = 0) -> None:
        self.axis = axis

    def __call__(self, w: Any) -> Tensor:
        """`[...] -> [...]`."""
        w = graph_of(w).convert(w)
        made: Tensor = w / (_TINY + _norms(w, self.axis))
        return made


class MinMaxNorm(Constraint):
    """Between two lengths along an axis, by a share `rate` of the way. Source: tf.keras.constraints.MinMaxNorm."""

    def __init__(self, min_value: float = 0.0, max_value: float = 1.0, rate: float = 1.0, axis: Any = 0) -> None:
        self.min_value, self.max_value, self.rate, self.axis = min_value, max_value, rate, axis

    def __call__(self, w: Any) -> Tensor:
        """`[...] -> [...]`."""
        w = graph_of(w).convert(w)
        norms = _norms(w, self.axis)
        wanted = self.rate * clip_by_value(norms, float(self.min_value), float(self.max_value)) + (1 - self.rate) * norms
        made: Tensor = w * (wanted / (_TINY + norms))
        return made


max_norm, min_max_norm, non_neg, unit_norm = MaxNorm, MinMaxNorm, NonNeg, UnitNorm
_NAMED: dict[str, Any] = {name: value for name, value in list(globals().items()) if name in __all__}


def get(identifier: Any) -> Any:
    """The constraint of that name; None and functions as they are. Raises ValueError for another name.

    Source: tf.keras.constraints.get.
    """
    return find("constraint", identifier, _NAMED, makes=True)
