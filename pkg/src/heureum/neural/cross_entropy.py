"""Cross-entropies of logits and labels, one loss per example or per element.

Law: each takes logits, not probabilities, so that it can be computed without overflow. Source: tf.nn.
"""

from __future__ import annotations

import math
from typing import Any

from ..dtypes import float16, float32
from ..graph import Graph, Tensor, graph_of
from .activation import exchanged_with_last
from .renamed import renamed

__all__ = [
    "log_poisson_loss",
    "sigmoid_cross_entropy_with_logits",
    "softmax_cross_entropy_with_logits",
    "softmax_cross_entropy_with_logits_v2",
    "sparse_softmax_cross_entropy_with_logits",
    "weighted_cross_entropy_with_logits",
]


def _check_named(function: str, sentinel: Any, labels: Any, logits: Any) -> None:
    if sentinel is not None:
        raise ValueError(f"Only call `{function}` with named arguments (labels=..., logits=..., ...)")
    if labels is None or logits is None:
        raise ValueError("Both labels and logits must be provided.")


def softmax_cross_entropy_with_logits(
    _sentinel: Any = None, labels: Any = None, logits: Any = None, dim: int = -1, name: str | None = None, axis: int | None = None
) -> Tensor:
    """-sum(labels * log(softmax(logits))) over the classes; no gradient flows into the labels. `[..., c] -> [...]`.

    Raises ValueError when it is called without names, so that logits and labels are never exchanged.
    Source: tf.nn.softmax_cross_entropy_with_logits.
    """
    _check_named("softmax_cross_entropy_with_logits", _sentinel, labels, logits)
    graph = graph_of(logits, labels)
    with graph.name_scope(name or "softmax_cross_entropy_with_logits_sg") as scope:
        labels = graph.node("StopGradient", graph.convert(labels, name="labels"), name="labels_stop_gradient")
        return _softmax_loss(graph, labels, logits, dim if axis is None else axis, scope)


def softmax_cross_entropy_with_logits_v2(
    labels: Any, logits: Any, axis: int | None = None, name: str | None = None, dim: int | None = None
) -> Tensor:
    """-sum(labels * log(softmax(logits))) over the classes; gradients flow into both. `[..., c] -> [...]`.

    Raises ValueError when labels or logits are missing. Source: tf.nn.softmax_cross_entropy_with_logits_v2.
    """
    _check_named("softmax_cross_entropy_with_logits_v2", None, labels, logits)
    graph = graph_of(logits, labels)
    with graph.name_scope(name or "softmax_cross_entropy_with_logits") as scope:
        return _softmax_loss(graph, labels, logits, renamed(axis, dim, "axis dim", -1), scope)


def _softmax_loss(graph: Graph, labels: Any, logits: Any, axis: int, scope: str) -> Tensor:
    logits = graph.convert(logits, name="logits")
    labels = graph.convert(labels, name="labels")
    is_half = logits.dtype is float16
    if is_half:
        logits = graph.node("Cast", logits, DstT=float32)
    if labels.dtype is not logits.dtype:
        labels = graph.node("Cast", labels, DstT=logits.dtype)
    logits, labels = exchanged_with_last(logits, axis), exchanged_with_last(labels, axis)
    sizes = logits.shape.sizes
    shape = graph.node("Shape", logits, name="Shape") if sizes is None or len(sizes) != 2 else None
    rows, row_labels = (_as_rows(graph, each, "Reshape") for each in (logits, labels))
    loss, _ = graph.node("SoftmaxCrossEntropyWithLogits", rows, row_labels, name=scope)
    # The last node is a Reshape for matrices too, as in TensorFlow, whose name for the loss graphs are known by.
    losses: Tensor = graph.node("Reshape", loss, [-1] if shape is None else shape[:-1], name="Reshape_2")
    if sizes is not None:
        losses.set_shape(sizes[:-1])
    if is_half:
        losses = graph.node("Cast", losses, DstT=float16)
    return losses


def _as_rows(graph: Graph, x: Tensor, name: str) -> Tensor:
    """`[..., c] -> [n, c]`; a matrix itself."""
    sizes = x.shape.sizes
    if sizes is not None and len(sizes) == 2:
        return x
    classes = sizes[-1] if sizes else None
    if classes is None:
        classes = graph.node("Shape", x)[-1]
    made: Tensor = graph.node("Reshape", x, [-1, classes], name=name)
    return made


def sparse_softmax_cross_entropy_with_logits(
    _sentinel: Any = None, labels: Any = None, logits: Any = None, name: str | None = None
) -> Tensor:
    """-log(softmax(logits)) at the class that each label names. `[..., c] x [...] -> [...]`.

    Raises ValueError when it is called without names, or when labels are not of one rank less than logits. A label
    outside [0, c) is an InvalidArgumentError when it runs. Source: tf.nn.sparse_softmax_cross_entropy_with_logits.
    """
    _check_named("sparse_softmax_cross_entropy_with_logits", _sentinel, labels, logits)
    graph = graph_of(logits, labels)
    scope_name = "SparseSoftmaxCrossEntropyWithLogits"
    with graph.name_scope(name or scope_name):
        labels, logits = graph.convert(labels, name="labels"), graph.convert(logits, name="logits")
        found, wanted = labels.shape, logits.shape[:-1] if logits.shape.rank != 0 else None
        if wanted is None:
            raise ValueError(f"`logits` cannot be a scalar. Received logits={logits}")
        if found.rank is not None and wanted.rank is not None and found.rank != wanted.rank:
            raise ValueError(
                f"Rank mismatch: Rank of labels (received {found.rank}) should equal rank of logits minus 1 "
                f"(received {logits.shape.rank}): labels.shape={found} and logits.shape={logits.shape}"
            )
        if not found.is_compatible_with(wanted):
            raise ValueError(
                f"`labels.shape` must be `logits.shape` except for the last dimension. Received: {found} and {logits.shape}"
            )
        is_half = logits.dtype is float16
        if is_half:
            logits = graph.node("Cast", logits, DstT=float32)
        if found.rank == 1:
            losses: Tensor = graph.node(scope_name, logits, labels)[0]
        else:
            shape = graph.node("Shape", labels, name="Shape")
            flat = graph.node("Reshape", labels, [-1])
            loss, _ = graph.node(scope_name, _as_rows(graph, logits, "Reshape"), flat)
            losses = graph.node("Reshape", loss, shape)
            losses.set_shape(found.merge_with(wanted))
        return graph.node("Cast", losses, DstT=float16) if is_half else losses


def _same_shape(graph: Graph, labels: Any, logits: Any, name: str) -> tuple[Tensor, Tensor]:
    logits = graph.convert(logits, name="logits")
    labels = graph.convert(labels, logits.dtype, name=name)
    try:
        labels.shape.merge_with(logits.shape)
    except ValueError:
        raise ValueError(
            f"`logits` and `{name}` must have the same shape, received ({logits.shape} vs {labels.shape})."
        ) from None
    return labels, logits


def sigmoid_cross_entropy_with_logits(
    _sentinel: Any = None, labels: Any = None, logits: Any = None, name: str | None = None
) -> Tensor:
    """-labels * log(sigmoid(logits)) - (1 - labels) * log(1 - sigmoid(logits)), element by element. `[...] -> [...]`.

    Raises ValueError when it is called without names, or when the shapes differ.
    Source: tf.nn.sigmoid_cross_entropy_with_logits.
    """
    _check_named("sigmoid_cross_entropy_with_logits", _sentinel, labels, logits)
    graph = graph_of(logits, labels)
    with graph.name_scope(name or "logistic_loss") as scope:
        labels, logits = _same_shape(graph, labels, logits, "labels")
        # max(x, 0) - x * z + log(1 + exp(-|x|)), in a form whose gradient is right at 0 too.
        zeros = graph.node("ZerosLike", logits, name="zeros_like")
        is_positive = logits >= zeros
        upper = graph.node("Select", is_positive, logits, zeros)
        lower = graph.node("Select", is_positive, -logits, logits)
        made: Tensor = graph.node("Add", upper - logits * labels, graph.node("Log1p", graph.node("Exp", lower)), name=scope)
        return made


def weighted_cross_entropy_with_logits(
    labels: Any = None, logits: Any = None, pos_weight: Any = None, name: str | None = None, targets: Any = None
) -> Tensor:
    """Like the sigmoid cross-entropy, with the cost of positive labels times `pos_weight`. `[...] -> [...]`.

    `targets` is the old name of `labels`. Raises ValueError when the shapes differ.
    Source: tf.nn.weighted_cross_entropy_with_logits.
    """
    labels = renamed(labels, targets, "labels targets")
    graph = graph_of(logits, labels)
    with graph.name_scope(name or "logistic_loss") as scope:
        labels, logits = _same_shape(graph, labels, logits, "labels")
        log_weight = 1 + (pos_weight - 1) * labels
        softplus = graph.node("Log1p", graph.node("Exp", -abs(logits))) + graph.node("Relu", -logits)
        made: Tensor = graph.node("Add", (1 - labels) * logits, log_weight * softplus, name=scope)
        return made


def log_poisson_loss(targets: Any, log_input: Any, compute_full_loss: bool = False, name: str | None = None) -> Tensor:
    """exp(log_input) - log_input * targets, with `compute_full_loss` plus Stirling's log(targets!). `[...] -> [...]`.

    Raises ValueError when the shapes differ. Source: tf.nn.log_poisson_loss.
    """
    graph = graph_of(log_input, targets)
    with graph.name_scope(name or "log_poisson_loss"):
        targets, log_input = _same_shape(graph, targets, log_input, "targets")
        loss: Tensor = graph.node("Exp", log_input) - log_input * targets
        if not compute_full_loss:
            return loss
        stirling = targets * graph.node("Log", targets) - targets + 0.5 * graph.node("Log", 2 * math.pi * targets)
        zeros, ones = graph.node("ZerosLike", targets, name="zeros_like"), graph.node("OnesLike", targets, name="ones_like")
        is_small = graph.node("LogicalAnd", targets >= zeros, targets <= ones)
        return loss + graph.node("Select", is_small, zeros, stirling)
