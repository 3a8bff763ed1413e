"""Activation functions that are more than one op, or take arguments of their own.

Takes and gives tensors. Law: names of nodes and arguments are TensorFlow's. Source: tf.nn.
"""

from __future__ import annotations

from typing import Any

from ..dtypes import float32
from ..errors import InvalidArgumentError
from ..graph import Tensor, graph_of, node
from .renamed import renamed

__all__ = [
    "crelu",
    "exchanged_with_last",
    "leaky_relu",
    "log_softmax",
    "silu",
    "softmax",
    "swish",
]


def leaky_relu(features: Any, alpha: float = 0.2, name: str | None = None) -> Tensor:
    """`features` above 0, `alpha * features` below. `[...] -> [...]`. Source: tf.nn.leaky_relu."""
    graph = graph_of(features)
    with graph.name_scope(name or "LeakyRelu") as scope:
        features = graph.convert(features, name="features")
        if features.dtype.is_integer:
            features = graph.node("Cast", features, DstT=float32, name="ToFloat")
        if isinstance(alpha, Tensor):
            made: Tensor = graph.node("Maximum", graph.node("Mul", alpha, features, name="mul"), features, name=scope)
        else:
            made = graph.node("LeakyRelu", features, alpha=float(alpha), name=scope)
        return made


def crelu(features: Any, name: str | None = None, axis: int = -1) -> Tensor:
    """relu of `features` and of `-features`, joined along `axis`. `[..., c] -> [..., 2 c]`. Source: tf.nn.crelu."""
    graph = graph_of(features)
    with graph.name_scope(name or "CRelu") as scope:
        features = graph.convert(features, name="features")
        both = graph.node("ConcatV2", features, graph.node("Neg", features), axis, name=scope)
        made: Tensor = graph.node("Relu", both)
        return made


def swish(features: Any, beta: float = 1.0) -> Tensor:
    """`features * sigmoid(beta * features)`, element by element. `[...] -> [...]`. Source: tf.nn.swish."""
    graph = graph_of(features)
    features = graph.convert(features, name="features")
    factor = graph.convert(beta, features.dtype, name="beta")
    made: Tensor = graph.node("Mul", features, graph.node("Sigmoid", graph.node("Mul", factor, features, name="mul")), name="mul")
    return made


silu = swish


def softmax(logits: Any, axis: int | None = None, name: str | None = None, dim: int | None = None) -> Tensor:
    """exp(logits) / sum(exp(logits)) over `axis`, the last unless told. `[..., c] -> [..., c]`.

    `dim` is the old name of `axis`. Raises ValueError when both are given, InvalidArgumentError for an axis that
    does not exist. Source: tf.nn.softmax.
    """
    return _over_axis("Softmax", logits, renamed(axis, dim, "axis dim", -1), name)


def log_softmax(logits: Any, axis: int | None = None, name: str | None = None, dim: int | None = None) -> Tensor:
    """logits - log(sum(exp(logits))) over `axis`, the last unless told. `[..., c] -> [..., c]`.

    `dim` is the old name of `axis`. Raises ValueError when both are given, InvalidArgumentError for an axis that
    does not exist. Source: tf.nn.log_softmax.
    """
    return _over_axis("LogSoftmax", logits, renamed(axis, dim, "axis dim", -1), name)


def _over_axis(op_type: str, logits: Any, axis: int, name: str | None) -> Tensor:
    graph = graph_of(logits)
    logits = graph.convert(logits, name="logits")
    rank = logits.shape.rank
    if axis == -1 or axis + 1 == rank:
        made: Tensor = graph.node(op_type, logits, name=name)
        return made
    if rank is not None and not -rank <= axis < rank:
        raise InvalidArgumentError(None, None, f"`dim` must be in the range [-{rank}, {rank}) of {logits}, found {axis}")
    exchanged = graph.node(op_type, exchanged_with_last(logits, axis))
    return exchanged_with_last(exchanged, axis, name)


def exchanged_with_last(x: Tensor, axis: int, name: str | None = None) -> Tensor:
    """`x` with `axis` and its last axis exchanged; itself when that changes nothing."""
    rank = x.shape.rank
    if axis == -1 or axis + 1 == rank:
        return x
    if rank is None:
        raise ValueError(f"the rank of {x} must be known to move its axis {axis}")
    order = list(range(rank))
    order[axis], order[-1] = order[-1], order[axis]
    made: Tensor = node("Transpose", x, order, name=name or "transpose")
    return made
