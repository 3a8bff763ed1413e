"""Further means over all examples seen: relative, by angle, element by element, and shares below a threshold.

Source: tf.metrics.
"""

from __future__ import annotations

from typing import Any

from ..dtypes import float32
from ..graph import Tensor, graph_of
from ..variable_scopes import variable_scope
from .counting import counter, fraction, list_in, weighted
from .means import mean, same_rank

__all__ = ["mean_cosine_distance", "mean_relative_error", "mean_tensor", "percentage_below"]


def mean_relative_error(
    labels: Any,
    predictions: Any,
    normalizer: Any,
    weights: Any = None,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    name: str | None = None,
) -> tuple[Tensor, Tensor]:
    """The mean of |labels - predictions| / normalizer, 0 where that is 0. `[...] x [...] x [...] -> [], []`.

    Source: tf.metrics.mean_relative_error.
    """
    graph = graph_of(predictions, labels)
    predictions = graph.convert(predictions, name="predictions")
    labels, normalizer = (graph.convert(each, predictions.dtype) for each in (labels, normalizer))
    labels, predictions = same_rank(graph, labels, predictions)
    predictions.shape.merge_with(normalizer.shape)
    share = graph.node("Abs", labels - predictions) / normalizer
    errors = graph.node("Select", graph.node("Equal", normalizer, 0.0), graph.node("ZerosLike", labels), share)
    return mean(errors, weights, metrics_collections, updates_collections, name or "mean_relative_error")


def mean_cosine_distance(
    labels: Any,
    predictions: Any,
    dim: int,
    weights: Any = None,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    name: str | None = None,
) -> tuple[Tensor, Tensor]:
    """1 less the mean of the products along `dim` of vectors of length 1. `[...] x [...] -> [], []`.

    Source: tf.metrics.mean_cosine_distance.
    """
    graph = graph_of(predictions, labels)
    predictions = graph.convert(predictions, name="predictions")
    labels = graph.convert(labels, predictions.dtype, name="labels")
    products = graph.node("Sum", predictions * labels, [dim], keep_dims=True)
    value, update_op = mean(products, weights, name=name or "mean_cosine_distance")
    return list_in(1.0 - value, 1.0 - update_op, metrics_collections, updates_collections)


def mean_tensor(
    values: Any, weights: Any = None, metrics_collections: Any = None, updates_collections: Any = None, name: str | None = None
) -> tuple[Tensor, Tensor]:
    """The mean of each element over all batches seen. `[...] -> [...], [...]`. Source: tf.metrics.mean_tensor."""
    graph = graph_of(values)
    with variable_scope(name, "mean", [values]):
        values = graph.node("Cast", values, DstT=float32)
        total, count = (counter(each, shape=values.shape.as_list()) for each in ("total_tensor", "count_tensor"))
        number = graph.node("OnesLike", values)
        if weights is not None:
            factors = weighted(graph, values, weights)
            values, number = values * factors, number * factors
        new_total = graph.node("AssignAdd", total, values)
        with graph.control_dependencies([values]):
            new_count = graph.node("AssignAdd", count, number)
        value, update_op = fraction(total, count, "value"), fraction(new_total, new_count, "update_op")
        return list_in(value, update_op, metrics_collections, updates_collections)


def percentage_below(
    values: Any,
    threshold: float,
    weights: Any = None,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    name: str | None = None,
) -> tuple[Tensor, Tensor]:
    """Which part of all values is less than `threshold`. `[...] -> [], []`. Source: tf.metrics.percentage_below."""
    graph = graph_of(values)
    is_below = graph.node("Cast", graph.node("Less", values, threshold), DstT=float32)
    return mean(is_below, weights, metrics_collections, updates_collections, name or "percentage_below_threshold")
