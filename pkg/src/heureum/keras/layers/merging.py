"""Layers of several inputs: sums, products, means, joined side by side. `tf.keras.layers.add` and others.

Source: tensorflow/python/keras/layers/merge.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...graph import Tensor, node
from ...neural import l2_normalize
from .layer import Layer

__all__ = [
    "Add",
    "Average",
    "Concatenate",
    "Dot",
    "Maximum",
    "Minimum",
    "Multiply",
    "Subtract",
    "add",
    "average",
    "concatenate",
    "dot",
    "maximum",
    "minimum",
    "multiply",
    "subtract",
]


class _Merging(Layer):
    _least = 2

    def call(self, inputs: Any) -> Any:
        """`k x [...] -> [...]`."""
        if not isinstance(inputs, (list, tuple)) or len(inputs) < self._least:
            raise ValueError(f"{self.name} should be called on a list of at least {self._least} inputs, got {inputs}")
        made = inputs[0]
        for each in inputs[1:]:
            made = self._two(made, each)
        return made

    def _two(self, a: Any, b: Any) -> Any:
        raise NotImplementedError


class Add(_Merging):
    """The sum. `k x [...] -> [...]`. Source: tf.keras.layers.Add."""

    def _two(self, a: Any, b: Any) -> Any:
        return a + b


class Subtract(_Merging):
    """The first less the second. `[...] x [...] -> [...]`. Source: tf.keras.layers.Subtract."""

    def _two(self, a: Any, b: Any) -> Any:
        return a - b


class Multiply(_Merging):
    """The product. `k x [...] -> [...]`. Source: tf.keras.layers.Multiply."""

    def _two(self, a: Any, b: Any) -> Any:
        return a * b


class Average(Add):
    """The mean. `k x [...] -> [...]`. Source: tf.keras.layers.Average."""

    def call(self, inputs: Any) -> Any:
        """`k x [...] -> [...]`."""
        return super().call(inputs) / float(len(inputs))


class Maximum(_Merging):
    """The largest. `k x [...] -> [...]`. Source: tf.keras.layers.Maximum."""

    def _two(self, a: Any, b: Any) -> Any:
        return node("Maximum", a, b)


class Minimum(_Merging):
    """The smallest. `k x [...] -> [...]`. Source: tf.keras.layers.Minimum."""

    def _two(self, a: Any, b: Any) -> Any:
        return node("Minimum", a, b)


class Concatenate(_Merging):
    """Side by side along an axis. `k x [..., c] -> [..., c']`. Source: tf.keras.layers.Concatenate."""

    def __init__(self, axis: int = -1, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.axis = axis

    def call(self, inputs: Any) -> Any:
        """`k x [..., c] -> [..., c']`."""
        if not isinstance(inputs, (list, tuple)) or len(inputs) < self._least:
            raise ValueError(f"{self.name} should be called on a list of at least 2 inputs, got {inputs}")
        return node("ConcatV2", *inputs, self.axis)


class Dot(Layer):
    """Products along an axis of each of two inputs, of unit length when `normalize`. `[n, k] x [n, k] -> [n, 1]`.

    Raises ValueError for inputs of other ranks than 2 and 3. Source: tf.keras.layers.Dot.
    """

    def __init__(self, axes: Any, normalize: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.axes = (axes, axes) if isinstance(axes, int) else tuple(axes)
        self.normalize = normalize

    def call(self, inputs: Any) -> Any:
        """`[n, k] x [n, k] -> [n, 1]`, or `[n, a, k] x [n, b, k] -> [n, a, b]`."""
        sides = []
        for each, axis in zip(inputs, self.axes, strict=True):
            if each.shape.rank not in (2, 3):
                raise ValueError(f"{self.name} takes inputs of rank 2 or 3, got {each}")
            at = axis % each.shape.rank
            held = l2_normalize(each, at) if self.normalize else each
            # The axis that is added up comes last.
            sides.append(node("ExpandDims", held, 1) if each.shape.rank == 2 else held if at == 2 else _swapped(held))
        made = node("BatchMatMulV2", sides[0], sides[1], adj_y=True)
        ranks = [each.shape.rank for each in inputs]
        if ranks == [2, 2]:
            return node("Squeeze", made, squeeze_dims=[2])
        axis = 1 if ranks[0] == 2 else 2 if ranks[1] == 2 else None
        return made if axis is None else node("Squeeze", made, squeeze_dims=[axis])


def _swapped(x: Tensor) -> Tensor:
    made: Tensor = node("Transpose", x, [0, 2, 1])
    return made


def add(inputs: Sequence[Any], **kwargs: Any) -> Any:
    """The sum. `k x [...] -> [...]`. Source: tf.keras.layers.add."""
    return Add(**kwargs)(inputs)


def subtract(inputs: Sequence[Any], **kwargs: Any) -> Any:
    """The first less the second. `[...] x [...] -> [...]`. Source: tf.keras.layers.subtract."""
    return Subtract(**kwargs)(inputs)


def multiply(inputs: Sequence[Any], **kwargs: Any) -> Any:
    """The product. `k x [...] -> [...]`. Source: tf.keras.layers.multiply."""
    return Multiply(**kwargs)(inputs)


def average(inputs: Sequence[Any], **kwargs: Any) -> Any:
    """The mean. `k x [...] -> [...]`. Source: tf.keras.layers.average."""
    return Average(**kwargs)(inputs)


def maximum(inputs: Sequence[Any], **kwargs: Any) -> Any:
    """The largest. `k x [...] -> [...]`. Source: tf.keras.layers.maximum."""
    return Maximum(**kwargs)(inputs)


def minimum(inputs: Sequence[Any], **kwargs: Any) -> Any:
    """The smallest. `k x [...] -> [...]`. Source: tf.keras.layers.minimum."""
    return Minimum(**kwargs)(inputs)


def concatenate(inputs: Sequence[Any], axis: int = -1, **kwargs: Any) -> Any:
    """Side by side along an axis. `k x [..., c] -> [..., c']`. Source: tf.keras.layers.concatenate."""
    return Concatenate(axis, **kwargs)(inputs)


def dot(inputs: Sequence[Any], axes: Any, normalize: bool = False, **kwargs: Any) -> Any:
    """Products along an axis. `[n, k] x [n, k] -> [n, 1]`. Source: tf.keras.layers.dot."""
    return Dot(axes, normalize, **kwargs)(inputs)
