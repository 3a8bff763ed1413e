"""Metrics of all thresholds at once: the area below a curve, and one rate where another is as wished.

Source: tf.metrics. J. Davis and M. Goadrich 2006, The relationship between precision-recall and ROC curves.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..graph import Graph, Tensor
from ..variable_scopes import variable_scope
from .counting import list_in
from .thresholds import AROUND, LITTLE, counts_at

__all__ = ["auc", "sensitivity_at_specificity", "specificity_at_sensitivity"]


def _spread(num_thresholds: int) -> list[float]:
    inner = [(i + 1) / (num_thresholds - 1) for i in range(num_thresholds - 2)]
    return [-AROUND, *inner, 1.0 + AROUND]


def _area(counts: dict[str, Any], curve: str, summation_method: str, name: str) -> Tensor:
    graph: Graph = counts["tp"].graph
    tp, fn, tn, fp = (counts[kind] for kind in ("tp", "fn", "tn", "fp"))
    if curve == "PR" and summation_method == "careful_interpolation":
        return _interpolated(graph, tp, fp, fn)
    recall = (tp + LITTLE) / (tp + fn + LITTLE)
    x, y = (fp / (fp + tn + LITTLE), recall) if curve == "ROC" else (recall, (tp + LITTLE) / (tp + fp + LITTLE))
    if summation_method in ("trapezoidal", "careful_interpolation"):
        height = (y[:-1] + y[1:]) / 2.0
    else:
        height = graph.node("Minimum" if summation_method == "minoring" else "Maximum", y[:-1], y[1:])
    made: Tensor = graph.node("Sum", (x[:-1] - x[1:]) * height, 0, name=name)
    return made


def _interpolated(graph: Graph, tp: Any, fp: Any, fn: Any) -> Tensor:
    """The area below precision and recall, both between neighbours as if the counts grew evenly."""
    more, positive = tp[:-1] - tp[1:], tp + fp
    slope = graph.node("DivNoNan", more, graph.node("Maximum", positive[:-1] - positive[1:], 0))
    start = tp[1:] - slope * positive[1:]
    both = graph.node("LogicalAnd", positive[:-1] > 0, positive[1:] > 0)
    ratio = graph.node("DivNoNan", positive[:-1], graph.node("Maximum", positive[1:], 0))
    ratio = graph.node("Select", both, ratio, graph.node("OnesLike", positive[1:]))
    part = slope * (more + start * graph.node("Log", ratio))
    made: Tensor = graph.node("Sum", graph.node("DivNoNan", part, graph.node("Maximum", tp[1:] + fn[1:], 0)), 0)
    return made


def auc(
    labels: Any,
    predictions: Any,
    weights: Any = None,
    num_thresholds: int = 200,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    curve: str = "ROC",
    name: str | None = None,
    summation_method: str = "trapezoidal",
    thresholds: Sequence[float] | None = None,
) -> tuple[Tensor, Tensor]:
    """The area below the ROC curve, or with `curve="PR"` below precision over recall. `[n] x [n] -> [], []`.

    Raises ValueError for another curve or way of summation; a run fails for predictions outside [0, 1].
    Source: tf.metrics.auc.
    """
    if curve not in ("ROC", "PR"):
        raise ValueError(f"Curve must be either ROC or PR. Curve {curve} is unknown.")
    if summation_method not in ("trapezoidal", "careful_interpolation", "minoring", "majoring"):
        raise ValueError(f"Invalid summation_method: {summation_method}")
    with variable_scope(name, "auc", [labels, predictions]):
        cuts = _spread(num_thresholds) if thresholds is None else [-AROUND, *sorted(thresholds), 1.0 + AROUND]
        values, updates = counts_at(labels, predictions, cuts, weights)
        value = _area(values, curve, summation_method, "value")
        update_op = _area(updates, curve, summation_method, "update_op")
        return list_in(value, update_op, metrics_collections, updates_collections)


def _at_the_other(
    which: str, wanted: float, labels: Any, predictions: Any, num_thresholds: int, rest: tuple[Any, Any, Any, Any]
) -> Any:
    """Sensitivity where specificity is nearest to `wanted`, or the other way round."""
    weights, metrics_collections, updates_collections, name = rest
    if not 0 <= wanted <= 1:
        raise ValueError(f"`{which.rpartition('_')[2]}` must be in the range [0, 1]. Currently set to {wanted}.")

    at_sensitivity = which.startswith("specificity")
    cuts = _spread(num_thresholds)
    if at_sensitivity:
        cuts[-1] = 1.0 - AROUND

    def chosen(counts: dict[str, Any], name: str) -> Tensor:
        graph: Graph = counts["tp"].graph
        sensitivity = counts["tp"] / (counts["tp"] + counts["fn"] + AROUND)
        specificity = counts["tn"] / (counts["tn"] + counts["fp"] + AROUND)
        found, other = (specificity, sensitivity) if at_sensitivity else (sensitivity, specificity)
        distance = graph.node("Abs", other - wanted)
        # At a sensitivity the highest threshold of those that are as near.
        nearest = graph.node("ArgMin", distance[::-1] if at_sensitivity else distance, 0)
        at = len(cuts) - 1 - nearest if at_sensitivity else nearest
        made: Tensor = graph.node("GatherV2", found, at, 0, name=name)
        return made

    with variable_scope(name, which, [labels, predictions]):
        values, updates = counts_at(labels, predictions, cuts, weights)
        return list_in(chosen(values, "value"), chosen(updates, "update_op"), metrics_collections, updates_collections)


def sensitivity_at_specificity(
    labels: Any,
    predictions: Any,
    specificity: float,
    weights: Any = None,
    num_thresholds: int = 200,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    name: str | None = None,
) -> tuple[Tensor, Tensor]:
    """Sensitivity at the threshold whose specificity is nearest. `[n] x [n] -> [], []`. Raises ValueError outside [0, 1].

    Source: tf.metrics.sensitivity_at_specificity.
    """
    rest = (weights, metrics_collections, updates_collections, name)
    return _at_the_other("sensitivity_at_specificity", specificity, labels, predictions, num_thresholds, rest)


def specificity_at_sensitivity(
    labels: Any,
    predictions: Any,
    sensitivity: float,
    weights: Any = None,
    num_thresholds: int = 200,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    name: str | None = None,
) -> tuple[Tensor, Tensor]:
    """Specificity at the threshold whose sensitivity is nearest. `[n] x [n] -> [], []`. Raises ValueError outside [0, 1].

    Source: tf.metrics.specificity_at_sensitivity.
    """
    rest = (weights, metrics_collections, updates_collections, name)
    return _at_the_other("specificity_at_sensitivity", sensitivity, labels, predictions, num_thresholds, rest)
