"""Metrics of several classes: overlap and accuracy, class by class. Source: tf.metrics."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..dtypes import float32, float64, int64
from ..graph import Tensor, graph_of
from ..variable_scopes import variable_scope
from .counting import counter, list_in, weighted
from .means import summed

__all__ = ["mean_iou", "mean_per_class_accuracy"]


def mean_iou(
    labels: Any,
    predictions: Any,
    num_classes: int,
    weights: Any = None,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    name: str | None = None,
) -> tuple[Tensor, Tensor]:
    """The mean over classes of intersection over union; and the confusion matrix that a batch adds to.

    `int[n] x int[n] -> [], float64 [num_classes, num_classes]`. A run fails for a class out of range.
    Source: tf.metrics.mean_iou.
    """
    graph = graph_of(predictions, labels)
    with variable_scope(name, "mean_iou", [predictions, labels]):
        labels, predictions = graph.convert(labels, name="labels"), graph.convert(predictions, name="predictions")
        labels.shape.merge_with(predictions.shape)
        total = counter("total_confusion_matrix", float64, [num_classes, num_classes])
        places = [graph.node("Reshape", graph.node("Cast", each, DstT=int64), [-1]) for each in (labels, predictions)]
        ones = graph.node("OnesLike", graph.node("Cast", places[0], DstT=float64))
        if weights is not None:
            factors = graph.node("Reshape", weighted(graph, predictions, weights), [-1])
            ones = graph.node("Mul", ones, graph.node("Cast", factors, DstT=float64))
        shape = np.array([num_classes, num_classes], np.int64)
        batch = graph.node("ScatterNd", graph.node("Pack", *places, axis=1), ones, shape)
        update_op = graph.node("AssignAdd", total, batch)
        held = graph.convert(total)
        rows, columns = (graph.node("Cast", graph.node("Sum", held, axis), DstT=float32) for axis in (0, 1))
        both = graph.node("Cast", graph.node("DiagPart", held), DstT=float32)
        union = rows + columns - both
        seen = summed(graph, graph.node("Cast", graph.node("NotEqual", union, 0.0), DstT=float32))
        shares = graph.node("DivNoNan", both, union)
        value = graph.node("DivNoNan", summed(graph, shares), seen, name="mean_iou")
        return list_in(value, update_op, metrics_collections, updates_collections)


def mean_per_class_accuracy(
    labels: Any,
    predictions: Any,
    num_classes: int,
    weights: Any = None,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    name: str | None = None,
) -> tuple[Tensor, Tensor]:
    """The mean of the accuracies of each class; and those after the batch. `int[n] x int[n] -> [], [num_classes]`.

    Source: tf.metrics.mean_per_class_accuracy.
    """
    graph = graph_of(predictions, labels)
    with variable_scope(name, "mean_accuracy", [predictions, labels]):
        labels = graph.node("Reshape", graph.node("Cast", labels, DstT=int64), [-1])
        predictions = graph.node("Reshape", graph.node("Cast", predictions, DstT=int64), [-1])
        labels.shape.merge_with(predictions.shape)
        total, count = (counter(each, shape=[num_classes]) for each in ("total", "count"))
        ones = graph.node("OnesLike", graph.node("Cast", labels, DstT=float32))
        is_correct = graph.node("Cast", graph.node("Equal", labels, predictions), DstT=float32)
        if weights is not None:
            factors = graph.node("Reshape", weighted(graph, labels, weights), [-1])
            ones, is_correct = graph.node("Mul", ones, factors), graph.node("Mul", is_correct, factors)
        new_total = graph.node("ScatterAdd", total, labels, ones)
        new_count = graph.node("ScatterAdd", count, labels, is_correct)
        each = graph.node("DivNoNan", graph.convert(count), graph.node("Maximum", graph.convert(total), 0))
        value = graph.node("Mean", each, 0, name="mean_accuracy")
        after = graph.convert(new_count), graph.node("Maximum", graph.convert(new_total), 0)
        update_op = graph.node("DivNoNan", *after, name="update_op")
        return list_in(value, update_op, metrics_collections, updates_collections)
