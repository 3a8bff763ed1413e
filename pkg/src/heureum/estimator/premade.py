"""Ready-made estimators: linear, deep, and both together; for classes and for numbers. Source: tf.estimator."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ..losses import Reduction
from ..neural import relu
from .estimating import Estimator
from .heads import RegressionHead, classification_head
from .networks import Deep, Wide, model_of, wide_rate
from .specs import RunConfig

__all__ = [
    "DNNClassifier",
    "DNNLinearCombinedClassifier",
    "DNNLinearCombinedRegressor",
    "DNNRegressor",
    "LinearClassifier",
    "LinearRegressor",
]

Activation = Callable[[Any], Any]


class DNNClassifier(Estimator):
    """Layers of neurons that tell classes apart. `input_layer_partitioner` is accepted.

    Its variables are `dnn/hiddenlayer_<i>/kernel` and so on. Source: tf.estimator.DNNClassifier.
    """

    def __init__(
        self,
        hidden_units: Sequence[int],
        feature_columns: Any,
        model_dir: str | None = None,
        n_classes: int = 2,
        weight_column: Any = None,
        label_vocabulary: Sequence[str] | None = None,
        optimizer: Any = "Adagrad",
        activation_fn: Activation | None = relu,
        dropout: float | None = None,
        input_layer_partitioner: Any = None,
        config: RunConfig | None = None,
        warm_start_from: Any = None,
        loss_reduction: str = Reduction.SUM,
        batch_norm: bool = False,
    ) -> None:
        head = classification_head(n_classes, weight_column, label_vocabulary, loss_reduction)
        deep = Deep(feature_columns, hidden_units, optimizer, activation_fn, dropout, batch_norm)
        super().__init__(model_of(head, deep), model_dir, config, warm_start_from=warm_start_from)


class DNNRegressor(Estimator):
    """Layers of neurons that give numbers. Source: tf.estimator.DNNRegressor."""

    def __init__(
        self,
        hidden_units: Sequence[int],
        feature_columns: Any,
        model_dir: str | None = None,
        label_dimension: int = 1,
        weight_column: Any = None,
        optimizer: Any = "Adagrad",
        activation_fn: Activation | None = relu,
        dropout: float | None = None,
        input_layer_partitioner: Any = None,
        config: RunConfig | None = None,
        warm_start_from: Any = None,
        loss_reduction: str = Reduction.SUM,
        batch_norm: bool = False,
    ) -> None:
        head = RegressionHead(label_dimension, weight_column, None, loss_reduction)
        deep = Deep(feature_columns, hidden_units, optimizer, activation_fn, dropout, batch_norm)
        super().__init__(model_of(head, deep), model_dir, config, warm_start_from=warm_start_from)


class LinearClassifier(Estimator):
    """A weighted sum that tells classes apart. Source: tf.estimator.LinearClassifier."""

    def __init__(
        self,
        feature_columns: Any,
        model_dir: str | None = None,
        n_classes: int = 2,
        weight_column: Any = None,
        label_vocabulary: Sequence[str] | None = None,
        optimizer: Any = "Ftrl",
        config: RunConfig | None = None,
        partitioner: Any = None,
        warm_start_from: Any = None,
        loss_reduction: str = Reduction.SUM,
        sparse_combiner: str = "sum",
    ) -> None:
        head = classification_head(n_classes, weight_column, label_vocabulary, loss_reduction)
        wide = Wide(feature_columns, optimizer, sparse_combiner)
        super().__init__(model_of(head, wide), model_dir, config, warm_start_from=warm_start_from)


class LinearRegressor(Estimator):
    """A weighted sum that gives numbers. Source: tf.estimator.LinearRegressor."""

    def __init__(
        self,
        feature_columns: Any,
        model_dir: str | None = None,
        label_dimension: int = 1,
        weight_column: Any = None,
        optimizer: Any = "Ftrl",
        config: RunConfig | None = None,
        partitioner: Any = None,
        warm_start_from: Any = None,
        loss_reduction: str = Reduction.SUM,
        sparse_combiner: str = "sum",
    ) -> None:
        head = RegressionHead(label_dimension, weight_column, None, loss_reduction)
        wide = Wide(feature_columns, optimizer, sparse_combiner)
        super().__init__(model_of(head, wide), model_dir, config, warm_start_from=warm_start_from)


class DNNLinearCombinedClassifier(Estimator):
    """A weighted sum and layers of neurons, added, that tell classes apart: wide and deep.

    Raises ValueError without columns. Source: tf.estimator.DNNLinearCombinedClassifier.
    """

    def __init__(
        self,
        model_dir: str | None = None,
        linear_feature_columns: Any = None,
        linear_optimizer: Any = "Ftrl",
        dnn_feature_columns: Any = None,
        dnn_optimizer: Any = "Adagrad",
        dnn_hidden_units: Sequence[int] | None = None,
        dnn_activation_fn: Activation | None = relu,
        dnn_dropout: float | None = None,
        n_classes: int = 2,
        weight_column: Any = None,
        label_vocabulary: Sequence[str] | None = None,
        input_layer_partitioner: Any = None,
        config: RunConfig | None = None,
        warm_start_from: Any = None,
        loss_reduction: str = Reduction.SUM,
        batch_norm: bool = False,
        linear_sparse_combiner: str = "sum",
    ) -> None:
        head = classification_head(n_classes, weight_column, label_vocabulary, loss_reduction)
        deep = _deep(dnn_feature_columns, dnn_hidden_units, dnn_optimizer, dnn_activation_fn, dnn_dropout, batch_norm)
        parts = _both(deep, _wide(linear_feature_columns, linear_optimizer, linear_sparse_combiner))
        super().__init__(model_of(head, *parts), model_dir, config, warm_start_from=warm_start_from)


class DNNLinearCombinedRegressor(Estimator):
    """A weighted sum and layers of neurons, added, that give numbers. Raises ValueError without columns.

    Source: tf.estimator.DNNLinearCombinedRegressor.
    """

    def __init__(
        self,
        model_dir: str | None = None,
        linear_feature_columns: Any = None,
        linear_optimizer: Any = "Ftrl",
        dnn_feature_columns: Any = None,
        dnn_optimizer: Any = "Adagrad",
        dnn_hidden_units: Sequence[int] | None = None,
        dnn_activation_fn: Activation | None = relu,
        dnn_dropout: float | None = None,
        label_dimension: int = 1,
        weight_column: Any = None,
        input_layer_partitioner: Any = None,
        config: RunConfig | None = None,
        warm_start_from: Any = None,
        loss_reduction: str = Reduction.SUM,
        batch_norm: bool = False,
        linear_sparse_combiner: str = "sum",
    ) -> None:
        head = RegressionHead(label_dimension, weight_column, None, loss_reduction)
        deep = _deep(dnn_feature_columns, dnn_hidden_units, dnn_optimizer, dnn_activation_fn, dnn_dropout, batch_norm)
        parts = _both(deep, _wide(linear_feature_columns, linear_optimizer, linear_sparse_combiner))
        super().__init__(model_of(head, *parts), model_dir, config, warm_start_from=warm_start_from)


def _deep(columns: Any, hidden_units: Any, optimizer: Any, activation_fn: Any, dropout: Any, batch_norm: bool) -> Deep | None:
    if not columns:
        return None
    if not hidden_units:
        raise ValueError("dnn_hidden_units must be defined when dnn_feature_columns is specified.")
    return Deep(columns, hidden_units, optimizer, activation_fn, dropout, batch_norm, learning_rate=0.001)


def _wide(columns: Any, optimizer: Any, sparse_combiner: str) -> Wide | None:
    return Wide(columns, optimizer, sparse_combiner, wide_rate(columns)) if columns else None


def _both(deep: Deep | None, wide: Wide | None) -> list[Any]:
    parts = [part for part in (deep, wide) if part is not None]
    if not parts:
        raise ValueError("Either linear_feature_columns or dnn_feature_columns must be defined.")
    return parts
