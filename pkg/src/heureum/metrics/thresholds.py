"""Metrics of predictions between 0 and 1, cut at several thresholds: counts, precision, recall. Source: tf.metrics."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ..dtypes import bool as boolean
from ..dtypes import float32
from ..graph import Graph, Tensor, graph_of
from ..variable_scopes import variable_scope
from .counting import counter, list_in, weighted
from .means import same_rank

__all__ = [
    "AROUND",
    "LITTLE",
    "counts_at",
    "false_negatives_at_thresholds",
    "false_positives_at_thresholds",
    "precision_at_thresholds",
    "recall_at_thresholds",
    "true_negatives_at_thresholds",
    "true_positives_at_thresholds",
]

# What is counted: its name, whether the label is true, whether the prediction is above the threshold.
_COUNTS = {
    "tp": ("true_positives", True, True),
    "fn": ("false_negatives", True, False),
    "tn": ("true_negatives", False, False),
    "fp": ("false_positives", False, True),
}
AROUND = 1e-7  # How far below 0 and above 1 the outermost thresholds are.
LITTLE = 1e-6  # What keeps fractions of nothing finite.


def counts_at(
    labels: Any, predictions: Any, thresholds: Sequence[float], weights: Any, wanted: Sequence[str] = tuple(_COUNTS)
) -> tuple[dict[str, Any], dict[str, Any]]:
    """How many examples there are of each kind, by threshold: so far, and after the batch. `[n] -> [t]`.

    Kinds are `tp`, `fn`, `tn` and `fp`: true and false ones, positive (above the threshold) and negative.
    """
    graph: Graph = graph_of(predictions, labels)
    labels, predictions = graph.convert(labels, name="labels"), graph.convert(predictions, name="predictions")
    labels, predictions = same_rank(graph, labels, predictions)
    labels.shape.merge_with(predictions.shape)
    with graph.control_dependencies([_must_be_fractions(graph, predictions)]):
        predictions = graph.node("Cast", predictions, DstT=float32)
    factors = None if weights is None else graph.node("Reshape", weighted(graph, predictions, weights), [1, -1])
    cuts = np.asarray(thresholds, np.float32).reshape(-1, 1)
    is_above = graph.node("Greater", graph.node("Reshape", predictions, [1, -1]), cuts)
    is_true = graph.node("Reshape", graph.node("Cast", labels, DstT=boolean), [1, -1])
    values, updates = {}, {}
    for kind in wanted:
        name, label, prediction = _COUNTS[kind]
        parts = (each if yes else graph.node("LogicalNot", each) for each, yes in ((is_true, label), (is_above, prediction)))
        found = graph.node("Cast", graph.node("LogicalAnd", *parts), DstT=float32)
        if factors is not None:
            found = graph.node("Mul", found, factors)
        values[kind] = counter(name, shape=[len(thresholds)])
        updates[kind] = graph.node("AssignAdd", values[kind], graph.node("Sum", found, 1))
    return {kind: graph.convert(each) for kind, each in values.items()}, updates


def _must_be_fractions(graph: Graph, predictions: Tensor) -> Any:
    zero, one = (graph.convert(each, predictions.dtype) for each in (0.0, 1.0))
    within = graph.node("LogicalAnd", graph.node("GreaterEqual", predictions, zero), graph.node("LessEqual", predictions, one))
    is_within = graph.node("All", within, graph.node("AllAxes", within))
    return graph.node("Assert", is_within, "predictions must be in [0, 1]", predictions)


def _at_thresholds(kind: str, labels: Any, predictions: Any, thresholds: Any, rest: tuple[Any, Any, Any, Any]) -> Any:
    weights, metrics_collections, updates_collections, name = rest
    with variable_scope(name, _COUNTS[kind][0], [labels, predictions]):
        values, updates = counts_at(labels, predictions, thresholds, weights, [kind])
        return list_in(values[kind], updates[kind], metrics_collections, updates_collections)


def true_positives_at_thresholds(
    labels: Any,
    predictions: Any,
    thresholds: Sequence[float],
    weights: Any = None,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    name: str | None = None,
) -> tuple[Tensor, Tensor]:
    """How many are true and above each threshold. `[n] x [n] -> [t], [t]`. Source: tf.metrics.true_positives_at_thresholds."""
    return _at_thresholds("tp", labels, predictions, thresholds, (weights, metrics_collections, updates_collections, name))


def false_negatives_at_thresholds(
    labels: Any,
    predictions: Any,
    thresholds: Sequence[float],
    weights: Any = None,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    name: str | None = None,
) -> tuple[Tensor, Tensor]:
    """How many are true and not above. `[n] x [n] -> [t], [t]`. Source: tf.metrics.false_negatives_at_thresholds."""
    return _at_thresholds("fn", labels, predictions, thresholds, (weights, metrics_collections, updates_collections, name))


def true_negatives_at_thresholds(
    labels: Any,
    predictions: Any,
    thresholds: Sequence[float],
    weights: Any = None,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    name: str | None = None,
) -> tuple[Tensor, Tensor]:
    """How many are false and not above. `[n] x [n] -> [t], [t]`. Source: tf.metrics.true_negatives_at_thresholds."""
    return _at_thresholds("tn", labels, predictions, thresholds, (weights, metrics_collections, updates_collections, name))


def false_positives_at_thresholds(
    labels: Any,
    predictions: Any,
    thresholds: Sequence[float],
    weights: Any = None,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    name: str | None = None,
) -> tuple[Tensor, Tensor]:
    """How many are false and above each threshold. `[n] x [n] -> [t], [t]`. Source: tf.metrics.false_positives_at_thresholds."""
    return _at_thresholds("fp", labels, predictions, thresholds, (weights, metrics_collections, updates_collections, name))


def _share(other: str, default: str, labels: Any, predictions: Any, thresholds: Any, rest: tuple[Any, Any, Any, Any]) -> Any:
    weights, metrics_collections, updates_collections, name = rest
    with variable_scope(name, default, [labels, predictions]):
        kinds = counts_at(labels, predictions, thresholds, weights, ["tp", other])
        value, update = (
            counts["tp"].graph.node("RealDiv", counts["tp"], AROUND + counts["tp"] + counts[other]) for counts in kinds
        )
        return list_in(value, update, metrics_collections, updates_collections)


def precision_at_thresholds(
    labels: Any,
    predictions: Any,
    thresholds: Sequence[float],
    weights: Any = None,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    name: str | None = None,
) -> tuple[Tensor, Tensor]:
    """Which part of what is above a threshold is true. `[n] x [n] -> [t], [t]`. Source: tf.metrics.precision_at_thresholds."""
    rest = (weights, metrics_collections, updates_collections, name)
    return _share("fp", "precision_at_thresholds", labels, predictions, thresholds, rest)


def recall_at_thresholds(
    labels: Any,
    predictions: Any,
    thresholds: Sequence[float],
    weights: Any = None,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    name: str | None = None,
) -> tuple[Tensor, Tensor]:
    """Which part of what is true is above a threshold. `[n] x [n] -> [t], [t]`. Source: tf.metrics.recall_at_thresholds."""
    rest = (weights, metrics_collections, updates_collections, name)
    return _share("fn", "recall_at_thresholds", labels, predictions, thresholds, rest)
