"""Wide and deep at once, before tf.estimator. `tf.contrib.learn.DNNLinearCombinedClassifier` and its sibling.

Source: tensorflow/contrib/learn/python/learn/estimators/dnn_linear_combined.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...estimator.heads import RegressionHead, classification_head
from ...estimator.networks import Deep, Wide, model_of, wide_rate
from ...losses import Reduction
from ...neural import relu
from .estimators import ReadyEstimator

__all__ = ["DNNLinearCombinedClassifier", "DNNLinearCombinedRegressor", "PredictionKey"]

_MEAN = Reduction.SUM_BY_NONZERO_WEIGHTS


class PredictionKey:
    """The names of what a model says. Source: tf.contrib.learn.PredictionKey."""

    CLASSES = "classes"
    PROBABILITIES = "probabilities"
    LOGITS = "logits"
    LOGISTIC = "logistic"
    SCORES = "scores"


def _parts(
    wide_columns: Any, wide_optimizer: Any, deep_columns: Any, deep_optimizer: Any, hidden_units: Any, activation: Any,
    dropout: float | None,
) -> list[Any]:  # fmt: skip
    made: list[Any] = []
    if deep_columns:
        if not hidden_units:
            raise ValueError("dnn_hidden_units must be defined when dnn_feature_columns is specified")
        made.append(Deep(deep_columns, hidden_units, deep_optimizer or "Adagrad", activation, dropout, batch_norm=False))
    if wide_columns:
        made.append(Wide(wide_columns, wide_optimizer or "Ftrl", "sum", wide_rate(wide_columns)))
    if not made:
        raise ValueError("Either linear_feature_columns or dnn_feature_columns must be defined.")
    return made


class DNNLinearCombinedClassifier(ReadyEstimator):
    """A weighted sum and layers of neurons, added, that tell classes apart. Raises ValueError without columns.

    Source: tf.contrib.learn.DNNLinearCombinedClassifier.
    """

    def __init__(
        self, model_dir: str | None = None, n_classes: int = 2, weight_column_name: str | None = None,
        linear_feature_columns: Any = None, linear_optimizer: Any = None, joint_linear_weights: bool = False,
        dnn_feature_columns: Any = None, dnn_optimizer: Any = None, dnn_hidden_units: Sequence[int] | None = None,
        dnn_activation_fn: Any = relu, dnn_dropout: float | None = None, gradient_clip_norm: float | None = None,
        enable_centered_bias: bool = False, config: Any = None, **options: Any,
    ) -> None:  # fmt: skip
        head = classification_head(n_classes, weight_column_name, None, _MEAN)
        parts = _parts(
            linear_feature_columns, linear_optimizer, dnn_feature_columns, dnn_optimizer, dnn_hidden_units, dnn_activation_fn,
            dnn_dropout,
        )  # fmt: skip
        super().__init__(model_of(head, *parts), model_dir, config)


class DNNLinearCombinedRegressor(ReadyEstimator):
    """A weighted sum and layers of neurons, added, that give numbers. Raises ValueError without columns.

    Source: tf.contrib.learn.DNNLinearCombinedRegressor.
    """

    _key = "predictions"

    def __init__(
        self, model_dir: str | None = None, weight_column_name: str | None = None, linear_feature_columns: Any = None,
        linear_optimizer: Any = None, joint_linear_weights: bool = False, dnn_feature_columns: Any = None,
        dnn_optimizer: Any = None, dnn_hidden_units: Sequence[int] | None = None, dnn_activation_fn: Any = relu,
        dnn_dropout: float | None = None, gradient_clip_norm: float | None = None, enable_centered_bias: bool = False,
        label_dimension: int = 1, config: Any = None, **options: Any,
    ) -> None:  # fmt: skip
        head = RegressionHead(label_dimension, weight_column_name, None, _MEAN)
        parts = _parts(
            linear_feature_columns, linear_optimizer, dnn_feature_columns, dnn_optimizer, dnn_hidden_units, dnn_activation_fn,
            dnn_dropout,
        )  # fmt: skip
        super().__init__(model_of(head, *parts), model_dir, config)
