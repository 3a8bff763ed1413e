"""Losses as objects, with options, weights and a reduction. `tf.keras.losses.MeanSquaredError` and others.

Source: tensorflow/python/keras/losses.py.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...graph import Tensor, graph_of, node
from . import measuring

__all__ = [
    "BinaryCrossentropy",
    "CategoricalCrossentropy",
    "CosineSimilarity",
    "Hinge",
    "Huber",
    "KLDivergence",
    "Loss",
    "MeanAbsoluteError",
    "MeanAbsolutePercentageError",
    "MeanSquaredError",
    "MeanSquaredLogarithmicError",
    "Poisson",
    "SparseCategoricalCrossentropy",
    "SquaredHinge",
]


class Loss:
    """Inherit from it and write `call`. `reduction` is accepted: the mean over examples. Source: tf.keras.losses.Loss."""

    function: Callable[..., Any] | None = None

    def __init__(self, reduction: str = "auto", name: str | None = None, **options: Any) -> None:
        self.reduction, self.name, self._options = reduction, name, options

    def call(self, y_true: Any, y_pred: Any) -> Any:
        """A number for each example."""
        function = vars(type(self)).get("function") or type(self).function
        if function is None:
            raise NotImplementedError("Must be implemented in subclasses.")
        return function(y_true, y_pred, **self._options)

    def __call__(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> Tensor:
        each = self.call(y_true, y_pred)
        if sample_weight is not None:
            each = each * graph_of(each).convert(sample_weight, each.dtype)
        if self.reduction == "none":
            return each
        made: Tensor = node("Sum" if self.reduction == "sum" else "Mean", each, list(range(each.shape.rank or 0)))
        return made


class MeanSquaredError(Loss):
    """The mean of squares. Source: tf.keras.losses.MeanSquaredError."""

    function = measuring.mean_squared_error


class MeanAbsoluteError(Loss):
    """The mean distance. Source: tf.keras.losses.MeanAbsoluteError."""

    function = measuring.mean_absolute_error


class MeanAbsolutePercentageError(Loss):
    """The mean distance in percent. Source: tf.keras.losses.MeanAbsolutePercentageError."""

    function = measuring.mean_absolute_percentage_error


class MeanSquaredLogarithmicError(Loss):
    """The mean of squares of logarithms. Source: tf.keras.losses.MeanSquaredLogarithmicError."""

    function = measuring.mean_squared_logarithmic_error


class Hinge(Loss):
    """What is missing to the margin. Source: tf.keras.losses.Hinge."""

    function = measuring.hinge


class SquaredHinge(Loss):
    """Its square. Source: tf.keras.losses.SquaredHinge."""

    function = measuring.squared_hinge


class Poisson(Loss):
    """The loss of counts. Source: tf.keras.losses.Poisson."""

    function = measuring.poisson


class KLDivergence(Loss):
    """How far one distribution is from another. Source: tf.keras.losses.KLDivergence."""

    function = measuring.kullback_leibler_divergence


class CategoricalCrossentropy(Loss):
    """How surprising the classes are. Source: tf.keras.losses.CategoricalCrossentropy."""

    function = measuring.categorical_crossentropy

    def __init__(
        self, from_logits: bool = False, label_smoothing: float = 0, reduction: str = "auto", name: str | None = None
    ) -> None:
        super().__init__(reduction, name, from_logits=from_logits, label_smoothing=label_smoothing)


class SparseCategoricalCrossentropy(Loss):
    """How surprising the classes are, given by number. Source: tf.keras.losses.SparseCategoricalCrossentropy."""

    function = measuring.sparse_categorical_crossentropy

    def __init__(self, from_logits: bool = False, reduction: str = "auto", name: str | None = None) -> None:
        super().__init__(reduction, name, from_logits=from_logits)


class BinaryCrossentropy(Loss):
    """How surprising yes and no are. Source: tf.keras.losses.BinaryCrossentropy."""

    function = measuring.binary_crossentropy

    def __init__(
        self, from_logits: bool = False, label_smoothing: float = 0, reduction: str = "auto", name: str | None = None
    ) -> None:
        super().__init__(reduction, name, from_logits=from_logits, label_smoothing=label_smoothing)


class Huber(Loss):
    """Squares near zero, distances beyond `delta`. Source: tf.keras.losses.Huber."""

    function = measuring.huber_loss

    def __init__(self, delta: float = 1.0, reduction: str = "auto", name: str | None = None) -> None:
        super().__init__(reduction, name, delta=delta)


class CosineSimilarity(Loss):
    """The cosine of the angle between, below zero. Source: tf.keras.losses.CosineSimilarity."""

    def call(self, y_true: Any, y_pred: Any) -> Any:
        """`[..., k] x [..., k] -> [...]`."""
        return -measuring.cosine_proximity(y_true, y_pred, **self._options)
