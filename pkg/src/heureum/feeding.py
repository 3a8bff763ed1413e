"""What a run is given: values for tensors.

Takes a `feed_dict`; gives an array of the right dtype for each tensor.
Law: a value that does not fit its tensor is refused before anything runs, with both shapes in the text.
Source: the `feed_dict` argument of tf.Session.run.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from .dtypes import DType, string
from .graph import Graph, IndexedSlices, SparseTensor, Tensor
from .graph.convert import as_array
from .tensor_shape import format_spec

__all__ = ["resolve_feeds"]


def resolve_feeds(graph: Graph, feed_dict: Mapping[Any, Any] | None) -> dict[Tensor, Any]:
    """The fed tensors of `graph` with their values.

    Raises TypeError for a key or a value that is no feed, ValueError for a shape that does not fit, or a tensor of
    another graph.
    """
    if not feed_dict:
        return {}
    if not isinstance(feed_dict, Mapping):
        raise TypeError(f"feed_dict maps tensors to values, got a {type(feed_dict).__name__}")
    return {tensor: _checked(tensor, value) for key, given in feed_dict.items() for tensor, value in _pairs(graph, key, given)}


def _pairs(graph: Graph, key: Any, given: Any) -> Iterator[tuple[Tensor, Any]]:
    parts = _parts(key)
    if parts is not None:
        yield from _pairs(graph, parts, tuple(given))
        return
    if isinstance(key, (list, tuple)):
        if len(key) != len(given):
            raise ValueError(f"feed_dict: {len(key)} tensors are given {len(given)} values")
        for each, value in zip(key, given, strict=True):
            yield from _pairs(graph, each, value)
        return
    try:
        element = graph.as_graph_element(key, allow_operation=False)
    except (KeyError, TypeError, ValueError) as reason:
        raise TypeError(f"Cannot interpret feed_dict key as Tensor: {reason.args[0]}") from None
    assert isinstance(element, Tensor)
    yield element, given


def _parts(key: Any) -> tuple[Tensor, ...] | None:
    """The tensors that a sparse tensor or slices stand for, in the order of their values."""
    if isinstance(key, SparseTensor):
        # A shape that is known is a constant, which need not be fed, but may.
        return key.indices, key.values, key.dense_shape
    if isinstance(key, IndexedSlices):
        return (key.values, key.indices) if key.dense_shape is None else (key.values, key.indices, key.dense_shape)
    return None


def _checked(tensor: Tensor, value: Any) -> Any:
    if isinstance(value, Tensor):
        raise TypeError(
            f"The value of a feed cannot be a tf.Tensor object: {tensor.name!r} was given {value}; "
            "run it first, or build the graph with it instead of the placeholder"
        )
    array = _as_feed(tensor, value)
    if not tensor.shape.is_compatible_with(array.shape):
        raise ValueError(
            f"Cannot feed value of shape {array.shape} for Tensor {tensor.name!r}, which has shape {tensor.shape}; "
            f"found {format_spec(tensor.dtype, array.shape)}, needed {tensor.spec}"
        )
    return array[()]  # a scalar of a rank-0 array, as kernels give them


def _as_feed(tensor: Tensor, value: Any) -> np.ndarray:
    dtype: DType = tensor.dtype
    if dtype is string:
        return as_array(value, dtype)
    try:
        array = np.asarray(value, dtype=dtype.as_numpy_dtype)
    except (TypeError, ValueError, OverflowError) as reason:
        raise type(reason)(f"Cannot feed {type(value).__name__} for Tensor {tensor.name!r} ({tensor.spec}): {reason}") from None
    if isinstance(value, int) and not isinstance(value, bool) and dtype.is_integer and int(array) != value:
        raise TypeError(f"Type of feed value {value} is not compatible with Tensor {tensor.name!r} of dtype {dtype.name}")
    return array
