"""Activations by name. `tf.keras.activations`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..graph import Tensor, graph_of, node
from ..neural import elu as activate_elu
from ..neural import selu, sigmoid, softplus, softsign
from ..neural import softmax as soften
from ..ops.clipping import clip_by_value
from ..ops.elementwise import exp as exponential
from ..ops.nn.activation import tanh
from .finding import find

__all__ = [
    "deserialize",
    "elu",
    "exponential",
    "get",
    "hard_sigmoid",
    "linear",
    "relu",
    "selu",
    "serialize",
    "sigmoid",
    "softmax",
    "softplus",
    "softsign",
    "swish",
    "tanh",
]


def linear(x: Any) -> Any:
    """The same. `[...] -> [...]`. Source: tf.keras.activations.linear."""
    return x


def elu(x: Any, alpha: float = 1.0) -> Tensor:
    """`x` above zero, `alpha * (exp(x) - 1)` below. `[...] -> [...]`. Source: tf.keras.activations.elu."""
    graph = graph_of(x)
    x = graph.convert(x)
    made: Tensor = activate_elu(x)
    return made if alpha == 1 else node("SelectV2", x > 0.0, made, alpha * made)


def relu(x: Any, alpha: float = 0.0, max_value: float | None = None, threshold: float = 0.0) -> Tensor:
    """`x` above `threshold`, at most `max_value`; `alpha * (x - threshold)` below. `[...] -> [...]`.

    Source: tf.keras.activations.relu.
    """
    x = graph_of(x).convert(x)
    above: Tensor = node("Relu", x) if threshold == 0 else x * node("Cast", x > threshold, DstT=x.dtype)
    if max_value is not None:
        above = clip_by_value(above, 0.0, float(max_value))
    return above - alpha * node("Relu", threshold - x) if alpha else above


def softmax(x: Any, axis: int = -1) -> Tensor:
    """Chances that add up to 1 along an axis. `[..., k] -> [..., k]`. Raises ValueError for a vector.

    Source: tf.keras.activations.softmax.
    """
    x = graph_of(x).convert(x)
    if x.shape.rank == 1:
        raise ValueError(f"Cannot apply softmax to a tensor that is 1D: {x}")
    made: Tensor = soften(x, axis)
    return made


def hard_sigmoid(x: Any) -> Tensor:
    """`0.2 x + 0.5`, between 0 and 1. `[...] -> [...]`. Source: tf.keras.activations.hard_sigmoid."""
    x = graph_of(x).convert(x)
    return clip_by_value(x * 0.2 + 0.5, 0.0, 1.0)


def swish(x: Any) -> Tensor:
    """`x * sigmoid(x)`. `[...] -> [...]`. Source: tf.keras.activations.swish."""
    x = graph_of(x).convert(x)
    made: Tensor = x * sigmoid(x)
    return made


_NAMED: dict[str, Callable[..., Any]] = {
    "elu": elu,
    "exponential": exponential,
    "hard_sigmoid": hard_sigmoid,
    "linear": linear,
    "relu": relu,
    "selu": selu,
    "sigmoid": sigmoid,
    "softmax": softmax,
    "softplus": softplus,
    "softsign": softsign,
    "swish": swish,
    "tanh": tanh,
}


def get(identifier: Any) -> Any:
    """The activation of that name; a function as it is, None as `linear`. Raises ValueError for another name.

    Source: tf.keras.activations.get.
    """
    return linear if identifier is None else find("activation function", identifier, _NAMED)


def deserialize(name: Any, custom_objects: Any = None) -> Any:
    """The activation of that name. Source: tf.keras.activations.deserialize."""
    return find("activation function", name, {**_NAMED, **(custom_objects or {})})


def serialize(activation: Any) -> Any:
    """Its name. Source: tf.keras.activations.serialize."""
    return next((name for name, each in _NAMED.items() if each is activation), activation.__name__)
