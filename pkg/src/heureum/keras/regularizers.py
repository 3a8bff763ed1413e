"""Penalties on weights by name. `tf.keras.regularizers`."""

from __future__ import annotations

from typing import Any

from ..graph import Tensor, graph_of, node
from .finding import find

__all__ = ["L1L2", "Regularizer", "get", "l1", "l1_l2", "l2"]


class Regularizer:
    """Inherit from it and write `__call__`. Source: tf.keras.regularizers.Regularizer."""

    def __call__(self, x: Any) -> Any:
        """The penalty. `[...] -> []`."""
        return 0.0


class L1L2(Regularizer):
    """`l1 * sum(|x|) + l2 * sum(x^2)`. Source: tf.keras.regularizers.L1L2."""

    def __init__(self, l1: float = 0.0, l2: float = 0.0) -> None:
        self.l1, self.l2 = float(l1), float(l2)

    def __call__(self, x: Any) -> Tensor:
        """The penalty. `[...] -> []`."""
        graph = graph_of(x)
        x = graph.convert(x)
        axes = list(range(x.shape.rank or 0))
        made: Tensor = graph.convert(0.0, x.dtype)
        if self.l1:
            made = made + self.l1 * node("Sum", node("Abs", x), axes)
        if self.l2:
            made = made + self.l2 * node("Sum", node("Square", x), axes)
        return made

    def get_config(self) -> dict[str, float]:
        """The arguments it was made with."""
        return {"l1": self.l1, "l2": self.l2}


def l1(l: float = 0.01) -> L1L2:  # noqa: E741 (TensorFlow's name)
    """`l * sum(|x|)`. Source: tf.keras.regularizers.l1."""
    return L1L2(l1=l)


def l2(l: float = 0.01) -> L1L2:  # noqa: E741 (TensorFlow's name)
    """`l * sum(x^2)`. Source: tf.keras.regularizers.l2."""
    return L1L2(l2=l)


def l1_l2(l1: float = 0.01, l2: float = 0.01) -> L1L2:
    """Both. Source: tf.keras.regularizers.l1_l2."""
    return L1L2(l1, l2)


_NAMED: dict[str, Any] = {"L1L2": L1L2, "l1": l1, "l1_l2": l1_l2, "l2": l2}


def get(identifier: Any) -> Any:
    """The penalty of that name; None and functions as they are. Raises ValueError for another name.

    Source: tf.keras.regularizers.get.
    """
    if isinstance(identifier, str) and identifier in ("l1", "l2", "l1_l2"):
        return _NAMED[identifier]()
    return find("regularizer", identifier, _NAMED, makes=True)
