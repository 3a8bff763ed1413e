"""Losses: how far predictions are off, for each example. `tf.keras.losses.mean_squared_error` and others.

Takes y_true and y_pred, in that order; gives a number for each example.
Source: tensorflow/python/keras/losses.py, backend.py.
"""

from __future__ import annotations

from typing import Any

from ...dtypes import int64
from ...graph import Tensor, graph_of, node
from ...neural import (
    l2_normalize,
    sigmoid_cross_entropy_with_logits,
    softmax_cross_entropy_with_logits_v2,
    sparse_softmax_cross_entropy_with_logits,
)
from ...ops.clipping import clip_by_value

__all__ = [
    "binary_crossentropy",
    "categorical_crossentropy",
    "categorical_hinge",
    "cosine_proximity",
    "hinge",
    "huber_loss",
    "kullback_leibler_divergence",
    "logcosh",
    "mean_absolute_error",
    "mean_absolute_percentage_error",
    "mean_squared_error",
    "mean_squared_logarithmic_error",
    "poisson",
    "sparse_categorical_crossentropy",
    "squared_hinge",
]

_TINY = 1e-7


def _both(y_true: Any, y_pred: Any) -> tuple[Tensor, Tensor]:
    graph = graph_of(y_pred, y_true)
    said = graph.convert(y_pred)
    right = graph.convert(y_true, None if hasattr(y_true, "dtype") else said.dtype)
    return right if right.dtype == said.dtype else node("Cast", right, DstT=said.dtype), said


def _mean(x: Any) -> Tensor:
    made: Tensor = node("Mean", x, [-1])
    return made


def mean_squared_error(y_true: Any, y_pred: Any) -> Tensor:
    """The mean of squares. `[..., k] x [..., k] -> [...]`. Source: tf.keras.losses.mean_squared_error."""
    right, said = _both(y_true, y_pred)
    return _mean(node("SquaredDifference", said, right))


def mean_absolute_error(y_true: Any, y_pred: Any) -> Tensor:
    """The mean distance. `[..., k] x [..., k] -> [...]`. Source: tf.keras.losses.mean_absolute_error."""
    right, said = _both(y_true, y_pred)
    return _mean(node("Abs", said - right))


def mean_absolute_percentage_error(y_true: Any, y_pred: Any) -> Tensor:
    """The mean distance in percent of what is right. `[..., k] x [..., k] -> [...]`.

    Source: tf.keras.losses.mean_absolute_percentage_error.
    """
    right, said = _both(y_true, y_pred)
    return 100.0 * _mean(node("Abs", (right - said) / node("Maximum", node("Abs", right), _TINY)))


def mean_squared_logarithmic_error(y_true: Any, y_pred: Any) -> Tensor:
    """The mean of squares of logarithms. `[..., k] x [..., k] -> [...]`.

    Source: tf.keras.losses.mean_squared_logarithmic_error.
    """
    right, said = (node("Log", node("Maximum", each, _TINY) + 1.0) for each in _both(y_true, y_pred))
    return _mean(node("SquaredDifference", said, right))


def _signed(y_true: Any, y_pred: Any) -> tuple[Tensor, Tensor]:
    """Labels of 0 and 1 as -1 and 1, when there are no others."""
    right, said = _both(y_true, y_pred)
    zero, one = node("Equal", right, node("ZerosLike", right)), node("Equal", right, node("OnesLike", right))
    axes = list(range(right.shape.rank or 0))
    is_binary = node("All", node("LogicalOr", zero, one), axes)
    return node("SelectV2", is_binary, 2.0 * right - 1.0, right), said


def hinge(y_true: Any, y_pred: Any) -> Tensor:
    """What is missing to the margin. `[..., k] x [..., k] -> [...]`. Source: tf.keras.losses.hinge."""
    right, said = _signed(y_true, y_pred)
    return _mean(node("Relu", 1.0 - right * said))


def squared_hinge(y_true: Any, y_pred: Any) -> Tensor:
    """Its square. `[..., k] x [..., k] -> [...]`. Source: tf.keras.losses.squared_hinge."""
    right, said = _signed(y_true, y_pred)
    return _mean(node("Square", node("Relu", 1.0 - right * said)))


def categorical_hinge(y_true: Any, y_pred: Any) -> Tensor:
    """What the right class lacks to be 1 above the best wrong one. `[..., k] x [..., k] -> [...]`.

    Source: tf.keras.losses.categorical_hinge.
    """
    right, said = _both(y_true, y_pred)
    made: Tensor = node("Relu", node("Max", (1.0 - right) * said, [-1]) - node("Sum", right * said, [-1]) + 1.0)
    return made


def huber_loss(y_true: Any, y_pred: Any, delta: float = 1.0) -> Tensor:
    """Squares near zero, distances beyond `delta`. `[..., k] x [..., k] -> [..., k]`. Source: tf.keras.losses.huber_loss."""
    right, said = _both(y_true, y_pred)
    off = node("Abs", said - right)
    near = node("Minimum", off, delta)
    made: Tensor = 0.5 * near * near + delta * (off - near)
    return made


def logcosh(y_true: Any, y_pred: Any) -> Tensor:
    """The logarithm of the hyperbolic cosine. `[..., k] x [..., k] -> [...]`. Source: tf.keras.losses.logcosh."""
    right, said = _both(y_true, y_pred)
    off = said - right
    return _mean(off + node("Softplus", -2.0 * off) - 0.6931471805599453)


def categorical_crossentropy(y_true: Any, y_pred: Any, from_logits: bool = False, label_smoothing: float = 0) -> Tensor:
    """How surprising the classes are. `[..., k] x [..., k] -> [...]`. What came from a softmax is taken before it.

    Source: tf.keras.losses.categorical_crossentropy.
    """
    right, said = _both(y_true, y_pred)
    if label_smoothing:
        right = right * (1.0 - label_smoothing) + label_smoothing / float(said.shape[-1].value or 1)
    if not from_logits and said.op.type == "Softmax":
        said, from_logits = said.op.inputs[0], True
    if from_logits:
        made: Tensor = softmax_cross_entropy_with_logits_v2(labels=right, logits=said)
        return made
    chances = clip_by_value(said / node("Sum", said, [-1], keep_dims=True), _TINY, 1.0 - _TINY)
    added: Tensor = node("Sum", right * node("Log", chances), [-1])
    return -added


def sparse_categorical_crossentropy(y_true: Any, y_pred: Any, from_logits: bool = False, axis: int = -1) -> Tensor:
    """`categorical_crossentropy` of numbers of classes. `[...] or [..., 1] x [..., k] -> [...]`.

    Source: tf.keras.losses.sparse_categorical_crossentropy.
    """
    graph = graph_of(y_pred, y_true)
    said, right = graph.convert(y_pred), graph.convert(y_true)
    if not from_logits and said.op.type == "Softmax":
        said = said.op.inputs[0]
    elif not from_logits:
        said = node("Log", clip_by_value(said, _TINY, 1.0 - _TINY))
    numbers = node("Reshape", node("Cast", right, DstT=int64), [-1])
    rows = node("Reshape", said, [-1, said.shape[-1].value])
    found: Tensor = sparse_softmax_cross_entropy_with_logits(labels=numbers, logits=rows)
    if said.shape.rank is not None and said.shape.rank > 2:
        found = node("Reshape", found, node("Shape", said)[:-1])
    return found


def binary_crossentropy(y_true: Any, y_pred: Any, from_logits: bool = False, label_smoothing: float = 0) -> Tensor:
    """How surprising each of several yes and no is. `[..., k] x [..., k] -> [...]`. What came from a sigmoid is taken before it.

    Source: tf.keras.losses.binary_crossentropy.
    """
    right, said = _both(y_true, y_pred)
    if label_smoothing:
        right = right * (1.0 - label_smoothing) + 0.5 * label_smoothing
    if not from_logits and said.op.type == "Sigmoid":
        said, from_logits = said.op.inputs[0], True
    if from_logits:
        return _mean(sigmoid_cross_entropy_with_logits(labels=right, logits=said))
    chances = clip_by_value(said, _TINY, 1.0 - _TINY)
    return _mean(-(right * node("Log", chances + _TINY) + (1.0 - right) * node("Log", 1.0 - chances + _TINY)))


def kullback_leibler_divergence(y_true: Any, y_pred: Any) -> Tensor:
    """How far one distribution is from another. `[..., k] x [..., k] -> [...]`.

    Source: tf.keras.losses.kullback_leibler_divergence.
    """
    right, said = (clip_by_value(each, _TINY, 1.0) for each in _both(y_true, y_pred))
    made: Tensor = node("Sum", right * node("Log", right / said), [-1])
    return made


def poisson(y_true: Any, y_pred: Any) -> Tensor:
    """The loss of counts. `[..., k] x [..., k] -> [...]`. Source: tf.keras.losses.poisson."""
    right, said = _both(y_true, y_pred)
    return _mean(said - right * node("Log", said + _TINY))


def cosine_proximity(y_true: Any, y_pred: Any, axis: int = -1) -> Tensor:
    """The cosine of the angle between. `[..., k] x [..., k] -> [...]`. Source: tf.keras.losses.cosine_proximity."""
    right, said = _both(y_true, y_pred)
    made: Tensor = node("Sum", l2_normalize(right, axis) * l2_normalize(said, axis), [axis])
    return made
