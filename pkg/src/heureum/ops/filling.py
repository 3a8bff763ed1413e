"""Tensors made from a shape: fill, zeros, ones, and their likes."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..dtypes import as_dtype, float32, int32, string
from ..graph import Operation, Tensor, graph_of, node, op
from ..op_def import ANY, INDEX
from ..tensor_shape import TensorShape, TensorSpec
from .shapes import constant_shape, same

__all__ = ["fill", "ones", "ones_like", "zeros", "zeros_like"]

# Above this a constant would only make the graph heavy.
_MOST_ELEMENTS = 1000


def _filled(dims: TensorSpec, value: TensorSpec) -> TensorShape:
    if value.shape.rank not in (0, None):
        raise ValueError(f"input 'value' is {value}: Shape must be rank 0 but is rank {value.shape.rank}")
    if dims.shape.rank not in (1, None):
        raise ValueError(f"input 'dims' is {dims}: Shape must be rank 1 but is rank {dims.shape.rank}")
    if dims.value is not None and np.any(dims.value < 0):
        raise ValueError(f"Fill dimensions must be >= 0, found {dims.value.tolist()}")
    return constant_shape(dims)


def _fill_gradient(op: Operation, dy: Tensor) -> list[Any]:
    return [None, node("Sum", dy, node("AllAxes", dy))]


@op("Fill(dims: index_type, value: T) -> T", shape=_filled, gradient=_fill_gradient, index_type=INDEX)
def fill(dims: Any, value: Any) -> Any:
    """A tensor of one value. `[n] x [] -> dims`. Source: tf.fill."""
    if np.any(dims < 0):
        raise ValueError(f"Dimensions must be >= 0, found {dims.tolist()}")
    made = np.empty(dims.tolist(), np.asarray(value).dtype if not isinstance(value, bytes) else object)
    made[...] = value
    return made[()]


@op("ZerosLike(x: T) -> T", shape=same, gradient=lambda op, dy: [None], T=ANY)
def _zeros_like(x: Any) -> Any:
    """Zeros of the shape and dtype of x. `[...] -> [...]`. Source: tf.zeros_like."""
    x = np.asarray(x)
    return (np.full(x.shape, b"", object) if x.dtype == object else np.zeros_like(x))[()]


@op("OnesLike(x: T) -> T", shape=same, gradient=lambda op, dy: [None], T=tuple(each for each in ANY if each is not string))
def _ones_like(x: Any) -> Any:
    """Ones of the shape and dtype of x. `[...] -> [...]`. Source: tf.ones_like."""
    return np.ones_like(x)[()]


def zeros(shape: Any, dtype: Any = float32, name: str | None = None) -> Tensor:
    """Zeros, False or empty strings. `[n] -> shape`. Raises TypeError for a dtype without zero. Source: tf.zeros."""
    wanted = as_dtype(dtype)
    return _constant_or_fill(shape, b"" if wanted is string else wanted.as_numpy_dtype(0), name or "zeros")


def ones(shape: Any, dtype: Any = float32, name: str | None = None) -> Tensor:
    """Ones or True. `[n] -> shape`. Raises TypeError for strings. Source: tf.ones."""
    wanted = as_dtype(dtype)
    if wanted is string:
        raise TypeError("Expected a dtype that has a one, got string")
    return _constant_or_fill(shape, wanted.as_numpy_dtype(1), name or "ones")


def _constant_or_fill(shape: Any, value: Any, name: str) -> Tensor:
    graph = graph_of(*shape) if isinstance(shape, (list, tuple)) else graph_of(shape)
    with graph.name_scope(name) as scope:
        if not isinstance(shape, (Tensor, np.ndarray, int, np.integer)) and _is_short(shape):
            sizes = [int(size) for size in shape]
            array = np.full(sizes, value, object if isinstance(value, bytes) else None)
            return graph.convert(array, name=scope)
        if not isinstance(shape, Tensor):
            is_packed = isinstance(shape, (list, tuple)) and any(isinstance(each, Tensor) for each in shape)
            shape = graph.convert(shape, int32, name="packed" if is_packed else "shape_as_tensor")
        if shape.shape.rank == 0:
            shape = graph.node("Reshape", shape, [-1])
        made: Tensor = graph.node("Fill", shape, graph.convert(value, name="Const"), name=scope)
        return made


def _is_short(shape: Any) -> bool:
    """Whether sizes are all known and few elements: only then a constant holds them."""
    try:
        sizes = TensorShape(shape)
    except TypeError:
        return False
    count = sizes.num_elements()
    if count is None:
        raise ValueError(f"Cannot convert a partially known TensorShape {sizes} to a Tensor.")
    return count < _MOST_ELEMENTS


def zeros_like(tensor: Any, dtype: Any = None, name: str | None = None, optimize: bool = True) -> Tensor:
    """Zeros of the shape of `tensor`, and of its dtype unless told. `[...] -> [...]`. Source: tf.zeros_like."""
    graph = graph_of(tensor)
    with graph.name_scope(name or "zeros_like") as scope:
        tensor = graph.convert(tensor, name="tensor")
        wanted = tensor.dtype if dtype is None else as_dtype(dtype)
        if optimize and tensor.shape.is_fully_defined():
            return zeros(tensor.shape, wanted, name=scope)
        if wanted is tensor.dtype:
            made: Tensor = graph.node("ZerosLike", tensor, name=scope)
            return made
        return zeros(graph.node("Shape", tensor), wanted, name=scope)


def ones_like(tensor: Any, dtype: Any = None, name: str | None = None, optimize: bool = True) -> Tensor:
    """Ones of the shape of `tensor`, and of its dtype unless told. `[...] -> [...]`. Source: tf.ones_like."""
    graph = graph_of(tensor)
    with graph.name_scope(name or "ones_like") as scope:
        tensor = graph.convert(tensor, name="tensor")
        wanted = tensor.dtype if dtype is None else as_dtype(dtype)
        if optimize and tensor.shape.is_fully_defined():
            with graph.name_scope("Shape"):
                sizes = graph.convert(tensor.shape.as_list(), int32, name="shape_as_tensor")
        else:
            sizes = graph.node("Shape", tensor)
        return ones(sizes, wanted, name=scope)
