"""Initializers and regularizers under the names of tf.contrib.layers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...dtypes import float32
from ...graph import Tensor, get_default_graph, graph_of
from ...init_ops import VarianceScaling, glorot_normal_initializer, glorot_uniform_initializer

__all__ = [
    "apply_regularization",
    "l1_l2_regularizer",
    "l1_regularizer",
    "l2_regularizer",
    "sum_regularizer",
    "variance_scaling_initializer",
    "xavier_initializer",
    "xavier_initializer_conv2d",
]


def xavier_initializer(uniform: bool = True, seed: int | None = None, dtype: Any = float32) -> Any:
    """Glorot's initializer, uniform or normal. Source: tf.contrib.layers.xavier_initializer."""
    return (glorot_uniform_initializer if uniform else glorot_normal_initializer)(seed=seed, dtype=dtype)


xavier_initializer_conv2d = xavier_initializer


def _checked_scale(scale: Any) -> float:
    if isinstance(scale, int) and not isinstance(scale, bool):
        raise ValueError(f"scale cannot be an integer: {scale}")
    if scale < 0.0:
        raise ValueError(f"Setting a scale less than 0 on a regularizer: {scale:g}.")
    return float(scale)


def _nothing(_: Any) -> None:
    return


def l2_regularizer(scale: float, scope: str | None = None) -> Callable[[Any], Any]:
    """A function that gives `scale * sum(w^2) / 2`. Raises ValueError for a negative or whole scale.

    Source: tf.contrib.layers.l2_regularizer.
    """
    factor = _checked_scale(scale)

    def regularize(weights: Any) -> Tensor:
        graph = graph_of(weights)
        with graph.name_scope(scope or "l2_regularizer") as name:
            weights = graph.convert(weights)
            made: Tensor = graph.node(
                "Mul", graph.convert(factor, weights.dtype, name="scale"), graph.node("L2Loss", weights), name=name
            )
            return made

    return regularize if factor else _nothing


def l1_regularizer(scale: float, scope: str | None = None) -> Callable[[Any], Any]:
    """A function that gives `scale * sum(|w|)`. Raises ValueError for a negative or whole scale.

    Source: tf.contrib.layers.l1_regularizer.
    """
    factor = _checked_scale(scale)

    def regularize(weights: Any) -> Tensor:
        graph = graph_of(weights)
        with graph.name_scope(scope or "l1_regularizer") as name:
            weights = graph.convert(weights)
            axes = list(range(weights.shape.rank or 0))
            total = graph.node("Sum", graph.node("Abs", weights), axes)
            made: Tensor = graph.node("Mul", graph.convert(factor, weights.dtype, name="scale"), total, name=name)
            return made

    return regularize if factor else _nothing


def l1_l2_regularizer(scale_l1: float = 1.0, scale_l2: float = 1.0, scope: str | None = None) -> Callable[[Any], Any]:
    """The sum of both regularizers. Source: tf.contrib.layers.l1_l2_regularizer."""
    both = (l1_regularizer(scale_l1), l2_regularizer(scale_l2))

    def regularize(weights: Any) -> Any:
        with graph_of(weights).name_scope(scope or "l1_l2_regularizer"):
            found = [loss for each in both if (loss := each(weights)) is not None]
            return sum(found[1:], found[0]) if found else None

    return regularize


def apply_regularization(regularizer: Callable[[Any], Any], weights_list: Any = None) -> Tensor:
    """The sum of `regularizer` over the weights, kept among the regularization losses too. `-> []`.

    Source: tf.contrib.layers.apply_regularization.
    """
    graph = get_default_graph()
    weights_list = graph.get_collection("weights") if weights_list is None else weights_list
    penalties = [loss for each in weights_list if (loss := regularizer(each)) is not None]
    total: Tensor = graph.node("AddN", *penalties) if penalties else graph.convert(0.0, float32)
    graph.add_to_collection("regularization_losses", total)
    return total


def sum_regularizer(regularizer_list: Any, scope: str | None = None) -> Callable[[Any], Any] | None:
    """A function that gives the sum of what several give. Source: tf.contrib.layers.sum_regularizer."""
    given = [each for each in regularizer_list if each is not None]

    def regularize(weights: Any) -> Any:
        with graph_of(weights).name_scope(scope or "sum_regularizer"):
            found = [loss for each in given if (loss := each(weights)) is not None]
            return graph_of(weights).node("AddN", *found) if found else None

    return regularize if given else None


def variance_scaling_initializer(
    factor: float = 2.0, mode: str = "FAN_IN", uniform: bool = False, seed: int | None = None, dtype: Any = float32
) -> Any:
    """He's initializer, unless told otherwise. Raises TypeError for another mode.

    Source: tf.contrib.layers.variance_scaling_initializer.
    """
    if mode not in ("FAN_IN", "FAN_OUT", "FAN_AVG"):
        raise TypeError(f"Unknown mode {mode} [FAN_IN, FAN_OUT, FAN_AVG]")
    return VarianceScaling(factor, mode.lower(), "uniform" if uniform else "truncated_normal", seed=seed, dtype=dtype)
