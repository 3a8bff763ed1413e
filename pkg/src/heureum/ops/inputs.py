"""Where a graph starts: constants and placeholders."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..dtypes import DType, as_dtype
from ..graph import Tensor, graph_of, node, op
from ..graph.convert import as_array, kept
from ..op_def import ANY
from ..tensor_shape import TensorShape, TensorSpec, as_shape

__all__ = ["constant", "convert_to_tensor", "no_op", "placeholder"]


def _constant_spec(*, value: np.ndarray, dtype: DType) -> TensorSpec:
    return TensorSpec(dtype, TensorShape.of(value.shape), value)


@op("Const() -> dtype", shape=_constant_spec, dtype=ANY)
def _const(*, value: np.ndarray, dtype: DType) -> Any:
    """The array `value`. Source: tf.constant."""
    return value


@op("Placeholder() -> dtype", shape=lambda *, dtype, shape: shape, dtype=ANY)
def _placeholder(*, dtype: DType, shape: TensorShape) -> Any:
    """A value that each run must be fed. Source: tf.placeholder."""
    raise ValueError("a placeholder has no value of its own; feed one with feed_dict")


@op("Parameter() -> dtype", shape=lambda *, dtype, shape: shape, dtype=ANY)
def _parameter(*, dtype: DType, shape: TensorShape) -> Any:
    """What the caller of a function gives it. Source: TensorFlow's _Arg."""
    raise ValueError("a parameter has a value only while its function is called")


@op("RefParameter() -> &dtype", shape=lambda *, dtype, shape: shape, dtype=ANY)
def _ref_parameter(*, dtype: DType, shape: TensorShape) -> Any:
    """A reference, such as a variable, that the caller of a function gives it. Source: TensorFlow's _Arg."""
    raise ValueError("a parameter has a value only while its function is called")


@op("NoOp() -> ", shape=list)
def no_op() -> Any:
    """Nothing; something to wait for, or to wait with. `-> `. Source: tf.no_op."""
    return ()


def constant(value: Any, dtype: Any = None, shape: Any = None, name: str = "Const", verify_shape: bool = False) -> Tensor:
    """A tensor that always has `value`.

    With `shape`, a shorter value is repeated: its last element fills what is left.
    Raises TypeError when the value can't be of `dtype`, ValueError when it has more elements than `shape`, or
    another shape with `verify_shape`. Source: tf.constant.
    """
    if isinstance(value, Tensor):
        raise TypeError(f"tf.constant takes a Python or NumPy value, got {value}; use tf.identity for a tensor")
    try:
        array = as_array(value, None if dtype is None else as_dtype(dtype))
    except NotImplementedError as reason:
        raise TypeError(f"List of Tensors when single Tensor expected: {reason}; or pack them with tf.stack") from None
    if shape is not None:
        array = _filled(array, as_shape(shape), verify_shape)
    return node("Const", value=kept(array, value), dtype=as_dtype(array.dtype), name=name)


def _filled(array: np.ndarray, shape: TensorShape, verify_shape: bool) -> np.ndarray:
    sizes = tuple(shape.as_list())
    if array.shape == sizes:
        return array
    if verify_shape:
        raise TypeError(f"Expected Tensor's shape: {sizes}, got {array.shape}.")
    count = shape.num_elements()
    if count is None:
        raise ValueError(f"The shape of a constant must be known in full, got {shape}")
    if not count:
        return np.zeros(sizes, array.dtype)
    if array.size > count or array.size == 0:
        raise ValueError(
            f"Too many elements provided. Needed at most {count}, but received {array.size}"
            if array.size
            else f"No element to fill the shape {sizes} with"
        )
    flat = np.full(count, array.ravel()[-1], array.dtype)
    flat[: array.size] = array.ravel()
    return flat.reshape(sizes)  # type: ignore[arg-type]  # no size is None: count is known


def placeholder(dtype: Any, shape: Any = None, name: str | None = None) -> Tensor:
    """A tensor whose value each run is fed through `feed_dict`; unknown sizes are None. Source: tf.placeholder."""
    return node("Placeholder", dtype=as_dtype(dtype), shape=as_shape(shape), name=name)


def convert_to_tensor(
    value: Any, dtype: Any = None, name: str | None = None, preferred_dtype: Any = None, dtype_hint: Any = None
) -> Tensor:
    """`value` itself when it is a tensor, else a constant.

    `preferred_dtype` is used where it fits. Raises TypeError or ValueError when `value` can't become a tensor of
    `dtype`. Source: tf.convert_to_tensor.
    """
    graph = graph_of(value)
    hint = dtype_hint or preferred_dtype
    if isinstance(value, Tensor) and dtype is not None and value.dtype is not as_dtype(dtype):
        raise ValueError(
            f"Tensor conversion requested dtype {as_dtype(dtype).name} for Tensor with dtype {value.dtype.name}: {value}"
        )
    if dtype is None and hint is not None and not isinstance(value, Tensor):
        try:
            return graph.convert(value, as_dtype(hint), name=name or "Const")
        except (TypeError, ValueError):
            pass  # only a preference
    return graph.convert(value, None if dtype is None else as_dtype(dtype), name=name or "Const")
