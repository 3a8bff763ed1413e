"""Losses between labels and predictions or logits, each put into the collection of losses.

Takes labels first, then what was predicted; gives one number unless the reduction is NONE. Source: tf.losses.
"""

from __future__ import annotations

from typing import Any

from ..dtypes import float32, int64
from ..graph import Graph, GraphKeys, Tensor, graph_of
from ..neural import (
    sigmoid_cross_entropy_with_logits,
    softmax_cross_entropy_with_logits_v2,
    sparse_softmax_cross_entropy_with_logits,
)
from .reduction import Reduction, add_loss, but_the_first, check_weights, compute_weighted_loss, present, total

__all__ = [
    "absolute_difference",
    "cosine_distance",
    "hinge_loss",
    "huber_loss",
    "log_loss",
    "mean_pairwise_squared_error",
    "mean_squared_error",
    "sigmoid_cross_entropy",
    "softmax_cross_entropy",
    "sparse_softmax_cross_entropy",
]

_LOSSES = GraphKeys.LOSSES
_BY_NONZERO = Reduction.SUM_BY_NONZERO_WEIGHTS


def _pair(
    graph: Graph, labels: Any, predictions: Any, names: tuple[str, str] = ("labels", "predictions")
) -> tuple[Tensor, Tensor]:
    """Both as tensors, in single precision. Raises ValueError when one is missing or their shapes differ."""
    for each, name in zip((labels, predictions), names, strict=True):
        if each is None:
            raise ValueError(f"Argument `{name}` must not be None.")
    predictions = graph.convert(predictions, name=names[1])
    labels = graph.convert(labels, predictions.dtype if not hasattr(labels, "dtype") else None, name=names[0])
    predictions = _as_float(graph, predictions)
    labels = labels if labels.dtype is predictions.dtype else graph.node("Cast", labels, DstT=predictions.dtype)
    try:
        predictions.shape.merge_with(labels.shape)
    except ValueError:
        raise ValueError(f"Shapes {predictions.shape} and {labels.shape} are incompatible") from None
    return labels, predictions


def _as_float(graph: Graph, x: Tensor) -> Tensor:
    return x if x.dtype is float32 else graph.node("Cast", x, DstT=float32)


def absolute_difference(
    labels: Any,
    predictions: Any,
    weights: Any = 1.0,
    scope: str | None = None,
    loss_collection: str | None = _LOSSES,
    reduction: str = _BY_NONZERO,
) -> Tensor:
    """|predictions - labels|. `[...] x [...] -> []`. Source: tf.losses.absolute_difference."""
    graph = graph_of(predictions, labels, weights)
    with graph.name_scope(scope or "absolute_difference") as name:
        labels, predictions = _pair(graph, labels, predictions)
        losses = graph.node("Abs", graph.node("Sub", predictions, labels))
        return compute_weighted_loss(losses, weights, name, loss_collection, reduction)


def mean_squared_error(
    labels: Any,
    predictions: Any,
    weights: Any = 1.0,
    scope: str | None = None,
    loss_collection: str | None = _LOSSES,
    reduction: str = _BY_NONZERO,
) -> Tensor:
    """(predictions - labels)^2. `[...] x [...] -> []`. Source: tf.losses.mean_squared_error."""
    graph = graph_of(predictions, labels, weights)
    with graph.name_scope(scope or "mean_squared_error") as name:
        labels, predictions = _pair(graph, labels, predictions)
        losses = graph.node("SquaredDifference", predictions, labels)
        return compute_weighted_loss(losses, weights, name, loss_collection, reduction)


def huber_loss(
    labels: Any,
    predictions: Any,
    weights: Any = 1.0,
    delta: float = 1.0,
    scope: str | None = None,
    loss_collection: str | None = _LOSSES,
    reduction: str = _BY_NONZERO,
) -> Tensor:
    """Half the squared error up to `delta`, linear beyond. `[...] x [...] -> []`. Source: tf.losses.huber_loss."""
    graph = graph_of(predictions, labels, weights)
    with graph.name_scope(scope or "huber_loss") as name:
        labels, predictions = _pair(graph, labels, predictions)
        distance = graph.node("Abs", graph.node("Sub", predictions, labels))
        quadratic = graph.node("Minimum", distance, delta)
        # The derivative of the minimum is 0 beyond delta, so that of the linear part is delta there.
        linear = graph.node("Sub", distance, quadratic)
        losses = 0.5 * (quadratic * quadratic) + delta * linear
        return compute_weighted_loss(losses, weights, name, loss_collection, reduction)


def log_loss(
    labels: Any,
    predictions: Any,
    weights: Any = 1.0,
    epsilon: float = 1e-7,
    scope: str | None = None,
    loss_collection: str | None = _LOSSES,
    reduction: str = _BY_NONZERO,
) -> Tensor:
    """-labels * log(predictions) - (1 - labels) * log(1 - predictions). `[...] x [...] -> []`. Source: tf.losses.log_loss."""
    graph = graph_of(predictions, labels, weights)
    with graph.name_scope(scope or "log_loss") as name:
        labels, predictions = _pair(graph, labels, predictions)
        right = graph.node("Neg", graph.node("Mul", labels, graph.node("Log", predictions + epsilon)))
        wrong = graph.node("Mul", 1 - labels, graph.node("Log", 1 - predictions + epsilon))
        return compute_weighted_loss(right - wrong, weights, name, loss_collection, reduction)


def hinge_loss(
    labels: Any,
    logits: Any,
    weights: Any = 1.0,
    scope: str | None = None,
    loss_collection: str | None = _LOSSES,
    reduction: str = _BY_NONZERO,
) -> Tensor:
    """max(0, 1 - y * logits), where y is -1 for label 0 and 1 for label 1. `[...] x [...] -> []`.

    Source: tf.losses.hinge_loss.
    """
    graph = graph_of(logits, labels, weights)
    with graph.name_scope(scope or "hinge_loss") as name:
        labels, logits = _pair(graph, labels, logits, ("labels", "logits"))
        signs = graph.node("Sub", 2 * labels, graph.node("OnesLike", labels))
        losses = graph.node("Relu", graph.node("Sub", graph.node("OnesLike", labels), graph.node("Mul", signs, logits)))
        return compute_weighted_loss(losses, weights, name, loss_collection, reduction)


def cosine_distance(
    labels: Any,
    predictions: Any,
    axis: int | None = None,
    weights: Any = 1.0,
    scope: str | None = None,
    loss_collection: str | None = _LOSSES,
    reduction: str = _BY_NONZERO,
    dim: int | None = None,
) -> Tensor:
    """1 - sum(labels * predictions) over `axis`; both should be of unit length. `[n, c] x [n, c] -> []`.

    Raises ValueError without an axis. Source: tf.losses.cosine_distance.
    """
    axis = dim if axis is None else axis
    if axis is None:
        raise ValueError("You must specify argument `axis`.")
    graph = graph_of(predictions, labels, weights)
    with graph.name_scope(scope or "cosine_distance_loss") as name:
        labels, predictions = _pair(graph, labels, predictions)
        losses = 1 - graph.node("Sum", graph.node("Mul", predictions, labels), [axis], keep_dims=True)
        return compute_weighted_loss(losses, weights, name, loss_collection, reduction)


def mean_pairwise_squared_error(
    labels: Any, predictions: Any, weights: Any = 1.0, scope: str | None = None, loss_collection: str | None = _LOSSES
) -> Tensor:
    """The squared differences between the errors of all pairs of elements of a row. `[n, ...] x [n, ...] -> []`.

    Source: tf.losses.mean_pairwise_squared_error.
    """
    graph = graph_of(predictions, labels, weights)
    with graph.name_scope(scope or "mean_pairwise_squared_error"):
        labels, predictions = _pair(graph, labels, predictions)
        weights = graph.convert(weights, labels.dtype, name="weights")
        errors = graph.node("Sub", predictions, labels)
        check_weights(weights, errors)
        axes = but_the_first(graph, errors)
        squares = graph.node("Sum", graph.node("Square", errors), axes, keep_dims=True)
        count = present(graph, errors, weights, per_batch=True)
        mean_square = 2.0 * graph.node("DivNoNan", squares, graph.node("Maximum", count - 1, 0), name="value")
        squared_sum = graph.node("Square", graph.node("Sum", errors, axes, keep_dims=True))
        of_pairs = graph.node("Maximum", graph.node("Mul", count, count - 1), 0)
        mean_product = 2.0 * graph.node("DivNoNan", squared_sum, of_pairs, name="value")
        whole = total(graph, graph.node("Mul", mean_square - mean_product, weights))
        is_any = total(graph, count) > 0
        made: Tensor = graph.node("Select", is_any, whole, graph.node("ZerosLike", whole), name="value")
        add_loss(made, loss_collection)
        return made


def sigmoid_cross_entropy(
    multi_class_labels: Any,
    logits: Any,
    weights: Any = 1.0,
    label_smoothing: float = 0,
    scope: str | None = None,
    loss_collection: str | None = _LOSSES,
    reduction: str = _BY_NONZERO,
) -> Tensor:
    """The sigmoid cross-entropy; smoothing moves labels towards 1/2. `[...] x [...] -> []`.

    Source: tf.losses.sigmoid_cross_entropy.
    """
    graph = graph_of(logits, multi_class_labels, weights)
    with graph.name_scope(scope or "sigmoid_cross_entropy_loss") as name:
        labels, logits = _pair(graph, multi_class_labels, logits, ("multi_class_labels", "logits"))
        if label_smoothing > 0:
            labels = labels * (1 - label_smoothing) + 0.5 * label_smoothing
        losses = sigmoid_cross_entropy_with_logits(labels=labels, logits=logits, name="xentropy")
        return compute_weighted_loss(losses, weights, name, loss_collection, reduction)


def softmax_cross_entropy(
    onehot_labels: Any,
    logits: Any,
    weights: Any = 1.0,
    label_smoothing: float = 0,
    scope: str | None = None,
    loss_collection: str | None = _LOSSES,
    reduction: str = _BY_NONZERO,
) -> Tensor:
    """The softmax cross-entropy of each row; smoothing moves labels towards 1/classes. `[n, c] x [n, c] -> []`.

    Raises ValueError when the shapes differ. Source: tf.losses.softmax_cross_entropy.
    """
    graph = graph_of(logits, onehot_labels, weights)
    with graph.name_scope(scope or "softmax_cross_entropy_loss") as name:
        labels, logits = _pair(graph, onehot_labels, logits, ("onehot_labels", "logits"))
        if label_smoothing > 0:
            classes: Any = labels.shape[-1].value
            if classes is None:
                classes = graph.node("Cast", graph.node("Shape", labels)[-1], DstT=labels.dtype)
            labels = labels * (1 - label_smoothing) + label_smoothing / classes
        labels = graph.node("StopGradient", labels, name="labels_stop_gradient")
        losses = softmax_cross_entropy_with_logits_v2(labels=labels, logits=logits, name="xentropy")
        return compute_weighted_loss(losses, weights, name, loss_collection, reduction)


def sparse_softmax_cross_entropy(
    labels: Any,
    logits: Any,
    weights: Any = 1.0,
    scope: str | None = None,
    loss_collection: str | None = _LOSSES,
    reduction: str = _BY_NONZERO,
) -> Tensor:
    """The softmax cross-entropy at the class that each label names. `[n] x [n, c] -> []`.

    `[n, 1]` labels and weights are taken as `[n]`. Source: tf.losses.sparse_softmax_cross_entropy.
    """
    if labels is None or logits is None:
        raise ValueError("Arguments `labels` and `logits` must not be None.")
    graph = graph_of(logits, labels, weights)
    with graph.name_scope(scope or "sparse_softmax_cross_entropy_loss") as name:
        logits, labels = graph.convert(logits, name="logits"), graph.convert(labels, name="labels")
        if not labels.dtype.is_integer:
            labels = graph.node("Cast", labels, DstT=int64)
        labels = _without_last_axis(graph, labels, (logits.shape.rank or 0) - 1)
        if not isinstance(weights, (int, float)):
            weights = _without_last_axis(graph, graph.convert(weights, name="weights"), labels.shape.rank or 0)
        losses = sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits, name="xentropy")
        return compute_weighted_loss(losses, weights, name, loss_collection, reduction)


def _without_last_axis(graph: Graph, x: Tensor, rank: int) -> Tensor:
    """`x` without its last axis, when that has size 1 and is one too many."""
    if x.shape.rank == rank + 1 and x.shape[-1].value in (1, None) and rank >= 0:
        made: Tensor = graph.node("Squeeze", x, squeeze_dims=[-1])
        return made
    return x
