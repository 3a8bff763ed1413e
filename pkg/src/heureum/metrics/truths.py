"""Metrics of predictions that are true or false. Source: tf.metrics."""

from __future__ import annotations

from typing import Any

from ..dtypes import bool as boolean
from ..dtypes import float32
from ..graph import Graph, Tensor, graph_of
from ..variable_scopes import variable_scope
from .counting import counter, list_in, weighted
from .means import same_rank, summed

__all__ = ["false_negatives", "false_positives", "precision", "recall", "true_negatives", "true_positives"]

_DEFAULT_NAMES = {
    (True, True): "true_positives",
    (False, True): "false_positives",
    (True, False): "false_negatives",
    (False, False): "true_negatives",
}


def _truths(graph: Graph, labels: Any, predictions: Any) -> tuple[Tensor, Tensor]:
    labels, predictions = graph.convert(labels, name="labels"), graph.convert(predictions, name="predictions")
    predictions, labels = (x if x.dtype is boolean else graph.node("Cast", x, DstT=boolean) for x in (predictions, labels))
    labels, predictions = same_rank(graph, labels, predictions)
    labels.shape.merge_with(predictions.shape)
    return labels, predictions


def _counted(
    labels: Tensor, predictions: Tensor, label: bool, prediction: bool, weights: Any, name: str | None
) -> tuple[Any, Any]:
    """How many examples have that label and that prediction: so far, and after the batch."""
    graph: Graph = labels.graph
    with variable_scope(name, _DEFAULT_NAMES[label, prediction], [labels, predictions]):
        found = [
            each if wanted else graph.node("LogicalNot", each) for each, wanted in ((labels, label), (predictions, prediction))
        ]
        is_counted = graph.node("LogicalAnd", *found)
        count = counter("count")
        values = graph.node("Cast", is_counted, DstT=float32)
        if weights is not None:
            values = graph.node("Mul", values, weighted(graph, values, weights))
        value = graph.node("Identity", count)
        return value, graph.node("AssignAdd", count, summed(graph, values))


def _count_metric(label: bool, prediction: bool, labels: Any, predictions: Any, weights: Any, rest: tuple[Any, Any, Any]) -> Any:
    metrics_collections, updates_collections, name = rest
    graph = graph_of(predictions, labels)
    labels, predictions = _truths(graph, labels, predictions)
    value, update_op = _counted(labels, predictions, label, prediction, weights, name)
    return list_in(value, update_op, metrics_collections, updates_collections)


def true_positives(
    labels: Any,
    predictions: Any,
    weights: Any = None,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    name: str | None = None,
) -> tuple[Tensor, Tensor]:
    """How many are true and predicted so. `[n] x [n] -> [], []`. Source: tf.metrics.true_positives."""
    return _count_metric(True, True, labels, predictions, weights, (metrics_collections, updates_collections, name))


def false_positives(
    labels: Any,
    predictions: Any,
    weights: Any = None,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    name: str | None = None,
) -> tuple[Tensor, Tensor]:
    """How many are false and predicted true. `[n] x [n] -> [], []`. Source: tf.metrics.false_positives."""
    return _count_metric(False, True, labels, predictions, weights, (metrics_collections, updates_collections, name))


def false_negatives(
    labels: Any,
    predictions: Any,
    weights: Any = None,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    name: str | None = None,
) -> tuple[Tensor, Tensor]:
    """How many are true and predicted false. `[n] x [n] -> [], []`. Source: tf.metrics.false_negatives."""
    return _count_metric(True, False, labels, predictions, weights, (metrics_collections, updates_collections, name))


def true_negatives(
    labels: Any,
    predictions: Any,
    weights: Any = None,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    name: str | None = None,
) -> tuple[Tensor, Tensor]:
    """How many are false and predicted so. `[n] x [n] -> [], []`. Source: tf.metrics.true_negatives."""
    return _count_metric(False, False, labels, predictions, weights, (metrics_collections, updates_collections, name))


def _share(
    labels: Any, predictions: Any, weights: Any, others: tuple[bool, bool], default: str, rest: tuple[Any, Any, Any]
) -> Any:
    """True positives as a share of themselves and `others`."""
    metrics_collections, updates_collections, name = rest
    graph = graph_of(predictions, labels)
    with variable_scope(name, default, [predictions, labels]):
        labels, predictions = _truths(graph, labels, predictions)
        right, right_after = _counted(labels, predictions, True, True, weights, "true_positives")
        other, other_after = _counted(labels, predictions, *others, weights, _DEFAULT_NAMES[others])
        value = graph.node("DivNoNan", right, right + other, name="value")
        update_op = graph.node("DivNoNan", right_after, right_after + other_after, name="update_op")
        return list_in(value, update_op, metrics_collections, updates_collections)


def precision(
    labels: Any,
    predictions: Any,
    weights: Any = None,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    name: str | None = None,
) -> tuple[Tensor, Tensor]:
    """Which part of what is predicted true is true, over all batches seen. `[n] x [n] -> [], []`.

    Source: tf.metrics.precision.
    """
    return _share(labels, predictions, weights, (False, True), "precision", (metrics_collections, updates_collections, name))


def recall(
    labels: Any,
    predictions: Any,
    weights: Any = None,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    name: str | None = None,
) -> tuple[Tensor, Tensor]:
    """Which part of what is true is predicted so, over all batches seen. `[n] x [n] -> [], []`.

    Source: tf.metrics.recall.
    """
    return _share(labels, predictions, weights, (True, False), "recall", (metrics_collections, updates_collections, name))
