"""Metrics that take the predictions first, as TensorFlow before 1.0 did. `tf.contrib.metrics`, `slim.metrics`.

Source: tensorflow/contrib/metrics/python/ops/metric_ops.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .. import metrics
from ..dtypes import float32
from ..graph import Tensor, graph_of
from ..math import confusion_matrix, reduce_mean, reduce_sum
from ..metrics import percentage_below as streaming_percentage_less

__all__ = [
    "accuracy",
    "aggregate_metric_map",
    "aggregate_metrics",
    "confusion_matrix",
    "streaming_accuracy",
    "streaming_auc",
    "streaming_false_negatives",
    "streaming_false_positives",
    "streaming_mean",
    "streaming_mean_absolute_error",
    "streaming_mean_cosine_distance",
    "streaming_mean_iou",
    "streaming_mean_relative_error",
    "streaming_mean_squared_error",
    "streaming_mean_tensor",
    "streaming_percentage_less",
    "streaming_precision",
    "streaming_precision_at_thresholds",
    "streaming_recall",
    "streaming_recall_at_thresholds",
    "streaming_root_mean_squared_error",
    "streaming_sensitivity_at_specificity",
    "streaming_specificity_at_sensitivity",
    "streaming_true_negatives",
    "streaming_true_positives",
]


def _predictions_first(metric: Callable[..., Any]) -> Callable[..., tuple[Tensor, Tensor]]:
    name = getattr(metric, "__name__", "")

    def streaming(predictions: Any, labels: Any, *arguments: Any, **named: Any) -> tuple[Tensor, Tensor]:
        return metric(labels, predictions, *arguments, **named)

    streaming.__name__ = streaming.__qualname__ = f"streaming_{name}"
    streaming.__doc__ = f"`tf.metrics.{name}`, predictions first. Source: tf.contrib.metrics.streaming_{name}."
    return streaming


streaming_mean = metrics.mean
streaming_mean_tensor = metrics.mean_tensor
streaming_accuracy = _predictions_first(metrics.accuracy)
streaming_auc = _predictions_first(metrics.auc)
streaming_false_negatives = _predictions_first(metrics.false_negatives)
streaming_false_positives = _predictions_first(metrics.false_positives)
streaming_mean_absolute_error = _predictions_first(metrics.mean_absolute_error)
streaming_mean_cosine_distance = _predictions_first(metrics.mean_cosine_distance)
streaming_mean_iou = _predictions_first(metrics.mean_iou)
streaming_mean_relative_error = _predictions_first(metrics.mean_relative_error)
streaming_mean_squared_error = _predictions_first(metrics.mean_squared_error)
streaming_precision = _predictions_first(metrics.precision)
streaming_precision_at_thresholds = _predictions_first(metrics.precision_at_thresholds)
streaming_recall = _predictions_first(metrics.recall)
streaming_recall_at_thresholds = _predictions_first(metrics.recall_at_thresholds)
streaming_root_mean_squared_error = _predictions_first(metrics.root_mean_squared_error)
streaming_sensitivity_at_specificity = _predictions_first(metrics.sensitivity_at_specificity)
streaming_specificity_at_sensitivity = _predictions_first(metrics.specificity_at_sensitivity)
streaming_true_negatives = _predictions_first(metrics.true_negatives)
streaming_true_positives = _predictions_first(metrics.true_positives)


def accuracy(predictions: Any, labels: Any, weights: Any = None, name: str | None = None) -> Tensor:
    """Which part of these predictions are the labels; nothing is kept. `[n] x [n] -> []`.

    Raises ValueError for labels that are fractions, and for dtypes that differ. Source: tf.contrib.metrics.accuracy.
    """
    graph = graph_of(predictions, labels)
    predictions, labels = graph.convert(predictions), graph.convert(labels)
    if not (labels.dtype.is_integer or labels.dtype.is_bool or labels.dtype.name == "string"):
        raise ValueError(f"Labels should have bool, integer, or string dtype, not {labels.dtype!r}")
    if labels.dtype != predictions.dtype:
        raise ValueError(
            f"Dtypes of predictions and labels should match. Given: predictions ({predictions.dtype!r}) "
            f"and labels ({labels.dtype!r})"
        )
    with graph.name_scope(name or "accuracy"):
        is_correct = graph.node("Cast", graph.node("Equal", predictions, labels), DstT=float32)
        if weights is None:
            return reduce_mean(is_correct)
        weights = graph.node("Cast", graph.convert(weights), DstT=float32)
        spread = graph.node("Mul", weights, graph.node("OnesLike", is_correct))
        return graph.node("RealDiv", reduce_sum(graph.node("Mul", is_correct, weights)), reduce_sum(spread))


def aggregate_metrics(*value_update_tuples: tuple[Any, Any]) -> tuple[list[Any], list[Any]]:
    """The values of several metrics, and their updates. Raises ValueError for none. Source: tf.contrib.metrics."""
    if not value_update_tuples:
        raise ValueError("Expected at least one value_tensor/update_op pair")
    values, updates = zip(*value_update_tuples, strict=True)
    return list(values), list(updates)


def aggregate_metric_map(names_to_tuples: Mapping[str, tuple[Any, Any]]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The same of metrics by name: two dicts. Source: tf.contrib.metrics.aggregate_metric_map."""
    values = {name: value for name, (value, _) in names_to_tuples.items()}
    return values, {name: update for name, (_, update) in names_to_tuples.items()}
