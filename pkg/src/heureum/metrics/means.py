"""Metrics that are means over all examples seen. Source: tf.metrics."""

from __future__ import annotations

from typing import Any

from ..dtypes import float32
from ..graph import Tensor, graph_of
from ..variable_scopes import variable_scope
from .counting import counter, fraction, list_in, weighted

__all__ = [
    "accuracy",
    "mean",
    "mean_absolute_error",
    "mean_squared_error",
    "root_mean_squared_error",
    "same_rank",
    "summed",
]


def mean(
    values: Any, weights: Any = None, metrics_collections: Any = None, updates_collections: Any = None, name: str | None = None
) -> tuple[Tensor, Tensor]:
    """The weighted mean of all values seen: its value, and the operation that takes in a batch. `[...] -> [], []`.

    Source: tf.metrics.mean.
    """
    with variable_scope(name, "mean", [values]):
        graph = graph_of(values)
        values = graph.convert(values, name="values")
        if values.dtype is not float32:
            values = graph.node("Cast", values, DstT=float32)
        total, count = counter("total"), counter("count")
        if weights is None:
            number = graph.node("Cast", graph.node("Size", values), DstT=float32)
        else:
            factors = weighted(graph, values, weights)
            values, number = graph.node("Mul", values, factors), summed(graph, factors)
        new_total = graph.node("AssignAdd", total, summed(graph, values))
        with graph.control_dependencies([values]):
            new_count = graph.node("AssignAdd", count, number)
        value, update_op = fraction(total, count, "value"), fraction(new_total, new_count, "update_op")
        return list_in(value, update_op, metrics_collections, updates_collections)


def summed(graph: Any, x: Tensor) -> Tensor:
    """The sum of all elements. `[...] -> []`."""
    axes = list(range(x.shape.rank)) if x.shape.rank is not None else graph.node("AllAxes", x)
    made: Tensor = graph.node("Sum", x, axes if axes == [] or isinstance(axes, Tensor) else graph.convert(axes, name="Const"))
    return made


def accuracy(
    labels: Any,
    predictions: Any,
    weights: Any = None,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    name: str | None = None,
) -> tuple[Tensor, Tensor]:
    """How often predictions are the labels, over all batches seen. `[n] x [n] -> [], []`.

    Raises ValueError when the shapes differ. Source: tf.metrics.accuracy.
    """
    graph = graph_of(predictions, labels)
    labels, predictions = graph.convert(labels, name="labels"), graph.convert(predictions, name="predictions")
    labels, predictions = same_rank(graph, labels, predictions)
    labels.shape.merge_with(predictions.shape)
    if labels.dtype is not predictions.dtype:
        predictions = graph.node("Cast", predictions, DstT=labels.dtype)
    is_correct = graph.node("Cast", graph.node("Equal", predictions, labels), DstT=float32)
    return mean(is_correct, weights, metrics_collections, updates_collections, name or "accuracy")


def same_rank(graph: Any, labels: Tensor, predictions: Tensor) -> tuple[Tensor, Tensor]:
    """Both without a last axis of size 1 that only one of them has."""
    ranks = labels.shape.rank, predictions.shape.rank
    if None in ranks:
        return labels, predictions
    if ranks[0] == ranks[1] + 1:  # type: ignore[operator]  # None was ruled out above
        labels = graph.node("Squeeze", labels, squeeze_dims=[-1])
    elif ranks[1] == ranks[0] + 1:  # type: ignore[operator]
        predictions = graph.node("Squeeze", predictions, squeeze_dims=[-1])
    return labels, predictions


def _of_errors(op_type: str, labels: Any, predictions: Any, rest: tuple[Any, ...]) -> tuple[Tensor, Tensor]:
    graph = graph_of(predictions, labels)
    predictions = graph.convert(predictions, name="predictions")
    labels = graph.convert(labels, predictions.dtype if not hasattr(labels, "dtype") else None, name="labels")
    labels, predictions = (x if x.dtype is float32 else graph.node("Cast", x, DstT=float32) for x in (labels, predictions))
    labels.shape.merge_with(predictions.shape)
    if op_type == "SquaredDifference":
        return mean(graph.node(op_type, labels, predictions), *rest)
    return mean(graph.node("Abs", predictions - labels), *rest)


def mean_absolute_error(
    labels: Any,
    predictions: Any,
    weights: Any = None,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    name: str | None = None,
) -> tuple[Tensor, Tensor]:
    """The mean of |predictions - labels| over all batches seen. `[...] x [...] -> [], []`.

    Source: tf.metrics.mean_absolute_error.
    """
    rest = (weights, metrics_collections, updates_collections, name or "mean_absolute_error")
    return _of_errors("Abs", labels, predictions, rest)


def mean_squared_error(
    labels: Any,
    predictions: Any,
    weights: Any = None,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    name: str | None = None,
) -> tuple[Tensor, Tensor]:
    """The mean of (predictions - labels)^2 over all batches seen. `[...] x [...] -> [], []`.

    Source: tf.metrics.mean_squared_error.
    """
    rest = (weights, metrics_collections, updates_collections, name or "mean_squared_error")
    return _of_errors("SquaredDifference", labels, predictions, rest)


def root_mean_squared_error(
    labels: Any,
    predictions: Any,
    weights: Any = None,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    name: str | None = None,
) -> tuple[Tensor, Tensor]:
    """The root of the mean of (predictions - labels)^2 over all batches seen. `[...] x [...] -> [], []`.

    Source: tf.metrics.root_mean_squared_error.
    """
    value, update_op = mean_squared_error(labels, predictions, weights, name=name or "root_mean_squared_error")
    graph = value.graph
    roots = graph.node("Sqrt", value), graph.node("Sqrt", update_op)
    return list_in(*roots, metrics_collections, updates_collections)
