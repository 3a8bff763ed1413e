"""Shapes, products, joining and losses under keras' names. `tf.keras.backend.dot` and others.

Source: tensorflow/python/keras/backend.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ...graph import Tensor, graph_of, node
from ...neural import l2_normalize as normalize
from ...ops.array import transpose as turn
from ...ops.clipping import clip_by_value
from ...ops.contraction import tensordot
from ..layers.merging import Dot
from ..losses import measuring
from . import elements

__all__ = [
    "argmax",
    "argmin",
    "batch_dot",
    "batch_flatten",
    "binary_crossentropy",
    "cast",
    "categorical_crossentropy",
    "clip",
    "concatenate",
    "dot",
    "dtype",
    "expand_dims",
    "flatten",
    "int_shape",
    "l2_normalize",
    "ndim",
    "permute_dimensions",
    "pow",
    "reshape",
    "shape",
    "sparse_categorical_crossentropy",
    "sqrt",
    "squeeze",
    "stack",
    "std",
    "tile",
    "transpose",
    "var",
]


def int_shape(x: Any) -> Any:
    """The shape as a tuple, None for what is open. Source: tf.keras.backend.int_shape."""
    return None if x.shape.rank is None else tuple(x.shape.as_list())


def shape(x: Any) -> Tensor:
    """The shape as a tensor. `[...] -> int[rank]`. Source: tf.keras.backend.shape."""
    return _node("Shape", x)


def ndim(x: Any) -> Any:
    """How many axes. Source: tf.keras.backend.ndim."""
    return x.shape.rank


def dtype(x: Any) -> str:
    """The name of the dtype. Source: tf.keras.backend.dtype."""
    return str(x.dtype.base_dtype.name)


def cast(x: Any, dtype: Any) -> Tensor:
    """In another dtype. `[...] -> [...]`. Source: tf.keras.backend.cast."""
    return _node("Cast", x, DstT=dtype)


def dot(x: Any, y: Any) -> Tensor:
    """The product of matrices; of more axes, along the last of x and the last but one of y. Source: tf.keras.backend.dot."""
    x, y = (graph_of(x, y).convert(each) for each in (x, y))
    if x.shape.rank == 2 and y.shape.rank == 2:
        return _node("MatMul", x, y)
    return tensordot(x, y, [[x.shape.rank - 1], [max(y.shape.rank - 2, 0)]])


def batch_dot(x: Any, y: Any, axes: Any = None) -> Any:
    """Products of each example's. Source: tf.keras.backend.batch_dot."""
    ranks = (x.shape.rank, y.shape.rank)
    return Dot(axes if axes is not None else (ranks[0] - 1, max(ranks[1] - 2, 1))).call([x, y])


def transpose(x: Any) -> Tensor:
    """The axes in reverse. `[a, b] -> [b, a]`. Source: tf.keras.backend.transpose."""
    return turn(x)


def permute_dimensions(x: Any, pattern: Any) -> Tensor:
    """The axes in another order. Source: tf.keras.backend.permute_dimensions."""
    return turn(x, list(pattern))


def reshape(x: Any, shape: Any) -> Tensor:
    """Another shape. `[...] -> [...]`. Source: tf.keras.backend.reshape."""
    return _node("Reshape", x, shape)


def flatten(x: Any) -> Tensor:
    """One axis. `[...] -> [k]`. Source: tf.keras.backend.flatten."""
    return _node("Reshape", x, [-1])


def batch_flatten(x: Any) -> Tensor:
    """All axes but the first made one. `[n, ...] -> [n, k]`. Source: tf.keras.backend.batch_flatten."""
    return _node("Reshape", x, [-1, int(np.prod(x.shape.as_list()[1:]))])


def expand_dims(x: Any, axis: int = -1) -> Tensor:
    """One more axis, of size 1. Source: tf.keras.backend.expand_dims."""
    return _node("ExpandDims", x, axis)


def squeeze(x: Any, axis: int) -> Tensor:
    """Without an axis of size 1. Source: tf.keras.backend.squeeze."""
    return _node("Squeeze", x, squeeze_dims=[axis])


def concatenate(tensors: Sequence[Any], axis: int = -1) -> Tensor:
    """Joined along an axis. Source: tf.keras.backend.concatenate."""
    return _node("ConcatV2", *tensors, axis)


def stack(x: Sequence[Any], axis: int = 0) -> Tensor:
    """Along a new axis. Source: tf.keras.backend.stack."""
    return _node("Pack", *x, axis=axis)


def tile(x: Any, n: Any) -> Tensor:
    """Repeated along axes. Source: tf.keras.backend.tile."""
    return _node("Tile", x, [n] if isinstance(n, int) else list(n))


def argmax(x: Any, axis: int = -1) -> Tensor:
    """Where the largest is. Source: tf.keras.backend.argmax."""
    return _node("ArgMax", x, axis)


def argmin(x: Any, axis: int = -1) -> Tensor:
    """Where the smallest is. Source: tf.keras.backend.argmin."""
    return _node("ArgMin", x, axis)


def std(x: Any, axis: Any = None, keepdims: bool = False) -> Tensor:
    """The standard deviation. Source: tf.keras.backend.std."""
    return sqrt(var(x, axis, keepdims))


def var(x: Any, axis: Any = None, keepdims: bool = False) -> Tensor:
    """The variance. Source: tf.keras.backend.var."""
    return elements.mean(elements.square(x - elements.mean(x, axis, True)), axis, keepdims)


def sqrt(x: Any) -> Tensor:
    """The square root, 0 of what is below zero. Source: tf.keras.backend.sqrt."""
    return _node("Sqrt", _node("Relu", x))


def pow(x: Any, a: Any) -> Tensor:
    """The power. Source: tf.keras.backend.pow."""
    return _node("Pow", x, a)


def clip(x: Any, min_value: Any, max_value: Any) -> Tensor:
    """Between two values. Source: tf.keras.backend.clip."""
    return clip_by_value(x, min_value, max_value)


def l2_normalize(x: Any, axis: Any = None) -> Tensor:
    """Scaled to length 1. Source: tf.keras.backend.l2_normalize."""
    made: Tensor = normalize(x, axis)
    return made


def binary_crossentropy(target: Any, output: Any, from_logits: bool = False) -> Tensor:
    """How surprising each yes or no is. `[...] x [...] -> [...]`. Source: tf.keras.backend.binary_crossentropy."""
    spread = [_node("ExpandDims", each, -1) for each in (target, output)] if not from_logits else [target, output]
    if from_logits:
        spread = [_node("ExpandDims", each, -1) for each in spread]
    return measuring.binary_crossentropy(spread[0], spread[1], from_logits)


def categorical_crossentropy(target: Any, output: Any, from_logits: bool = False, axis: int = -1) -> Tensor:
    """How surprising the classes are. `[..., k] x [..., k] -> [...]`. Source: tf.keras.backend.categorical_crossentropy."""
    return measuring.categorical_crossentropy(target, output, from_logits)


def sparse_categorical_crossentropy(target: Any, output: Any, from_logits: bool = False, axis: int = -1) -> Tensor:
    """How surprising the classes are, given by number. Source: tf.keras.backend.sparse_categorical_crossentropy."""
    return measuring.sparse_categorical_crossentropy(target, output, from_logits)


def _node(kind: str, *inputs: Any, **attrs: Any) -> Tensor:
    made: Tensor = node(kind, *inputs, **attrs)
    return made
