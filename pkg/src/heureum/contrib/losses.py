"""Losses that take the predictions first, as TensorFlow before 1.0 did. `tf.contrib.losses`, `slim.losses`.

Source: tensorflow/contrib/losses/python/losses/loss_ops.py.
"""

from __future__ import annotations

from typing import Any

from .. import losses
from ..graph import Tensor
from ..losses import Reduction, add_loss, compute_weighted_loss, get_losses, get_regularization_losses, get_total_loss

__all__ = [
    "absolute_difference",
    "add_loss",
    "compute_weighted_loss",
    "cosine_distance",
    "get_losses",
    "get_regularization_losses",
    "get_total_loss",
    "hinge_loss",
    "log_loss",
    "mean_pairwise_squared_error",
    "mean_squared_error",
    "sigmoid_cross_entropy",
    "softmax_cross_entropy",
    "sparse_softmax_cross_entropy",
]


def absolute_difference(predictions: Any, labels: Any = None, weights: Any = 1.0, scope: str | None = None) -> Tensor:
    """`tf.losses.absolute_difference`, predictions first. `[...] x [...] -> []`. Source: tf.contrib.losses."""
    return losses.absolute_difference(labels, predictions, weights, scope)


def sigmoid_cross_entropy(
    logits: Any, multi_class_labels: Any, weights: Any = 1.0, label_smoothing: float = 0, scope: str | None = None
) -> Tensor:
    """`tf.losses.sigmoid_cross_entropy`, logits first. `[n, k] x [n, k] -> []`. Source: tf.contrib.losses."""
    return losses.sigmoid_cross_entropy(multi_class_labels, logits, weights, label_smoothing, scope)


def softmax_cross_entropy(
    logits: Any, onehot_labels: Any, weights: Any = 1.0, label_smoothing: float = 0, scope: str | None = None
) -> Tensor:
    """`tf.losses.softmax_cross_entropy`, logits first. `[n, k] x [n, k] -> []`. Source: tf.contrib.losses."""
    return losses.softmax_cross_entropy(onehot_labels, logits, weights, label_smoothing, scope)


def sparse_softmax_cross_entropy(logits: Any, labels: Any, weights: Any = 1.0, scope: str | None = None) -> Tensor:
    """`tf.losses.sparse_softmax_cross_entropy`, logits first. `[n, k] x int[n] -> []`. Source: tf.contrib.losses."""
    return losses.sparse_softmax_cross_entropy(labels, logits, weights, scope)


def log_loss(predictions: Any, labels: Any = None, weights: Any = 1.0, epsilon: float = 1e-7, scope: str | None = None) -> Tensor:
    """`tf.losses.log_loss`, predictions first. `[...] x [...] -> []`. Source: tf.contrib.losses."""
    return losses.log_loss(labels, predictions, weights, epsilon, scope)


def hinge_loss(logits: Any, labels: Any = None, scope: str | None = None) -> Tensor:
    """The hinge loss of each element, which is listed nowhere. `[...] x [...] -> [...]`. Source: tf.contrib.losses."""
    return losses.hinge_loss(labels, logits, 1.0, scope, None, Reduction.NONE)


def mean_squared_error(predictions: Any, labels: Any = None, weights: Any = 1.0, scope: str | None = None) -> Tensor:
    """`tf.losses.mean_squared_error`, predictions first. `[...] x [...] -> []`. Source: tf.contrib.losses."""
    return losses.mean_squared_error(labels, predictions, weights, scope)


def mean_pairwise_squared_error(predictions: Any, labels: Any = None, weights: Any = 1.0, scope: str | None = None) -> Tensor:
    """`tf.losses.mean_pairwise_squared_error`, predictions first. `[n, ...] x [n, ...] -> []`. Source: tf.contrib.losses."""
    return losses.mean_pairwise_squared_error(labels, predictions, weights, scope)


def cosine_distance(
    predictions: Any,
    labels: Any = None,
    axis: int | None = None,
    weights: Any = 1.0,
    scope: str | None = None,
    dim: int | None = None,
) -> Tensor:
    """`tf.losses.cosine_distance`, predictions first. `[...] x [...] -> []`. Source: tf.contrib.losses."""
    return losses.cosine_distance(labels, predictions, dim if axis is None else axis, weights, scope)
