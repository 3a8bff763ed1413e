"""TensorArrays: lists of tensors that live as long as a run, written and read by index.

Takes a handle, indices, values and a flow; gives values, or a flow.
Law: an element is written once. The flow carries no number: it orders what is done, and leads gradients back. The
gradient of an array is a second array, in which what arrives for one element is added up.
Source: tf.TensorArray; gradients as in tensorflow/python/ops/tensor_array_grad.py.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..dtypes import DType
from ..graph import Operation, Tensor, node, op
from ..op_def import ANY
from ..tensor_shape import TensorShape, TensorSpec
from .elements import Elements, join

__all__: list[str] = []

_FLOW = np.float32(0)


def _source(dy: Tensor) -> str:
    """Which call of tf.gradients asks: each has arrays of its own. The scope that is open tells."""
    scope = dy.graph.current().get_name_scope()
    parts = scope.split("/")
    last = max((i for i, part in enumerate(parts) if part.startswith("gradients")), default=None)
    if last is None:
        raise ValueError(
            f"Could not tell which tf.gradients asks in {scope!r}: with TensorArrays, let its name begin with 'gradients'"
        )
    return "/".join(parts[: last + 1])


def _gradient_array(handle: Tensor, dy: Tensor, flow: Tensor) -> tuple[Tensor, Tensor]:
    made = node("TensorArrayGradV3", handle, flow, source=_source(dy))
    return made[0], made[1]


@op("TensorArrayV3(size: int32) -> handle: resource, flow: float32", shape=lambda size, **_: [(), ()], stateful=True)
def _tensor_array(
    context: Any,
    size: Any,
    *,
    dtype: DType,
    element_shape: TensorShape = TensorShape(None),  # noqa: B008  # a shape is a constant
    dynamic_size: bool = False,
    clear_after_read: bool = True,
    identical_element_shapes: bool = False,
    tensor_array_name: str = "",
) -> Any:
    """A new array of `size` elements: its handle and its first flow. `[] -> [], []`. Source: tf.TensorArray."""
    flags = {"grows": dynamic_size, "clears": clear_after_read, "infers": identical_element_shapes}
    return Elements(tensor_array_name or context.node_name, int(size), dtype, element_shape, **flags), _FLOW


@op(
    "TensorArrayGradV3(handle: resource, flow_in: float32) -> grad_handle: resource, flow_out: float32",
    shape=lambda handle, flow_in, *, source: [(), ()],
    stateful=True,
)
def _tensor_array_grad(context: Any, handle: Elements, flow_in: Any, *, source: str) -> Any:
    """The array of the gradients of an array, one for each `source`. `[], [] -> [], []`. Source: tf.TensorArray.grad."""
    return handle.gradient(source), flow_in


def _write_gradient(op: Operation, dflow: Tensor) -> list[Any]:
    handle, index, value, _ = op.inputs
    grad, flow = _gradient_array(handle, dflow, dflow)
    return [None, None, node("TensorArrayReadV3", grad, index, flow, dtype=value.dtype, shape=value.shape), dflow]


@op(
    "TensorArrayWriteV3(handle: resource, index: int32, value: T, flow_in: float32) -> flow_out: float32",
    shape=lambda *_: (),
    gradient=_write_gradient,
    stateful=True,
)
def _write(context: Any, handle: Elements, index: Any, value: Any, flow_in: Any) -> Any:
    """Put `value` at `index`. `[], [], [...], [] -> []`. Source: tf.TensorArray.write."""
    found = np.asarray(value).dtype
    if found != np.dtype(handle.dtype.as_numpy_dtype):
        raise ValueError(f"TensorArray dtype is {handle.dtype.name} but Op is trying to write dtype {found.name}.")
    handle.write(int(index), value)
    return flow_in


def _read_gradient(op: Operation, dy: Tensor) -> list[Any]:
    handle, index, flow = op.inputs
    grad, flow = _gradient_array(handle, dy, flow)
    return [None, None, node("TensorArrayWriteV3", grad, index, dy, flow)]


@op(
    "TensorArrayReadV3(handle: resource, index: int32, flow_in: float32) -> value: dtype",
    shape=lambda handle, index, flow_in, *, dtype, shape: shape,
    gradient=_read_gradient,
    stateful=True,
)
def _read(
    context: Any,
    handle: Elements,
    index: Any,
    flow_in: Any,
    *,
    dtype: DType,
    shape: TensorShape = TensorShape(None),  # noqa: B008  # a shape is a constant
) -> Any:
    """The element at `index`. `[], [], [] -> [...]`. Source: tf.TensorArray.read."""
    return handle.read(int(index))


def _gather_gradient(op: Operation, dy: Tensor) -> list[Any]:
    handle, indices, flow = op.inputs
    grad, flow = _gradient_array(handle, dy, flow)
    return [None, None, node("TensorArrayScatterV3", grad, indices, dy, flow)]


def _gathered(
    handle: TensorSpec, indices: TensorSpec, flow_in: TensorSpec, *, dtype: DType, element_shape: TensorShape
) -> TensorShape:
    count = indices.shape.sizes[0] if indices.shape.sizes else None
    return TensorShape(None) if element_shape.sizes is None else TensorShape.of((count, *element_shape.sizes))


@op(
    "TensorArrayGatherV3(handle: resource, indices: int32, flow_in: float32) -> value: dtype",
    shape=_gathered,
    gradient=_gather_gradient,
    stateful=True,
)
def _gather(
    context: Any,
    handle: Elements,
    indices: Any,
    flow_in: Any,
    *,
    dtype: DType,
    element_shape: TensorShape = TensorShape(None),  # noqa: B008  # a shape is a constant
) -> Any:
    """The elements at `indices`, stacked. `[], [n], [] -> [n, ...]`. Source: tf.TensorArray.gather."""
    return handle.stacked(indices)


def _scatter_gradient(op: Operation, dflow: Tensor) -> list[Any]:
    handle, indices, value, _ = op.inputs
    grad, flow = _gradient_array(handle, dflow, dflow)
    shape = TensorShape(None) if value.shape.sizes is None else TensorShape.of(value.shape.sizes[1:])
    return [None, None, node("TensorArrayGatherV3", grad, indices, flow, dtype=value.dtype, element_shape=shape), dflow]


@op(
    "TensorArrayScatterV3(handle: resource, indices: int32, value: T, flow_in: float32) -> flow_out: float32",
    shape=lambda *_: (),
    gradient=_scatter_gradient,
    stateful=True,
)
def _scatter(context: Any, handle: Elements, indices: Any, value: Any, flow_in: Any) -> Any:
    """Put the rows of `value` at `indices`. `[], [n], [n, ...], [] -> []`. Source: tf.TensorArray.scatter."""
    for index, row in zip(indices, value, strict=True):
        handle.write(int(index), row)
    return flow_in


def _concat_gradient(op: Operation, dy: Tensor, _: Any) -> list[Any]:
    handle, flow = op.inputs
    grad, flow = _gradient_array(handle, dy, flow)
    return [None, node("TensorArraySplitV3", grad, dy, op.outputs[1], flow)]


def _concatenated(handle: TensorSpec, flow_in: TensorSpec, *, dtype: DType, element_shape: TensorShape) -> list[TensorShape]:
    sizes = element_shape.sizes
    return [TensorShape(None) if not sizes else TensorShape.of((None, *sizes[1:])), TensorShape.of((None,))]


@op(
    "TensorArrayConcatV3(handle: resource, flow_in: float32) -> value: dtype, lengths: int64",
    shape=_concatenated,
    gradient=_concat_gradient,
    stateful=True,
)
def _concat(
    context: Any,
    handle: Elements,
    flow_in: Any,
    *,
    dtype: DType,
    element_shape: TensorShape = TensorShape(None),  # noqa: B008  # a shape is a constant
) -> Any:
    """All elements joined along their first axis, and their lengths. `[], [] -> [n, ...], [k]`. Source: tf.TensorArray.concat."""
    values = [handle.read(index) for index in range(len(handle.values))]
    if not values:
        raise ValueError("concat needs at least one element")
    for index, value in enumerate(values):
        if np.ndim(value) == 0:
            raise ValueError(f"Concat saw a scalar shape at index {index} but requires at least vectors.")
    return join(np.concatenate, values, dtype), np.array([len(value) for value in values], np.int64)


def _split_gradient(op: Operation, dflow: Tensor) -> list[Any]:
    handle, value, _, _ = op.inputs
    grad, flow = _gradient_array(handle, dflow, dflow)
    return [None, node("TensorArrayConcatV3", grad, flow, dtype=value.dtype, element_shape=value.shape)[0], None, dflow]


@op(
    "TensorArraySplitV3(handle: resource, value: T, lengths: int64, flow_in: float32) -> flow_out: float32",
    shape=lambda *_: (),
    gradient=_split_gradient,
    stateful=True,
    T=ANY,
)
def _split(context: Any, handle: Elements, value: Any, lengths: Any, flow_in: Any) -> Any:
    """Cut `value` into pieces of these lengths, one per element. `[], [n, ...], [k], [] -> []`. Source: tf.TensorArray.split."""
    if np.ndim(lengths) != 1:
        raise ValueError(f"Expected lengths to be a vector, received shape: {list(np.shape(lengths))}")
    if np.ndim(value) == 0:
        raise ValueError("Expected value to be at least a vector, but received shape: []")
    if sum(lengths) != len(value):
        raise ValueError(
            "Expected sum of lengths to be equal to values.shape[0], but sum of lengths is "
            f"{int(sum(lengths))} and value's shape is: {list(np.shape(value))}"
        )
    if len(lengths) != len(handle.values) and not handle.grows:
        raise ValueError(
            f"TensorArray's size is not equal to the size of lengths ({len(handle.values)} vs. {len(lengths)}), "
            "and the TensorArray is not marked as dynamically resizeable"
        )
    for index, piece in enumerate(np.split(value, np.cumsum(lengths)[:-1])):
        handle.write(index, piece)
    return flow_in


@op("TensorArraySizeV3(handle: resource, flow_in: float32) -> size: int32", shape=lambda *_: (), stateful=True)
def _size(context: Any, handle: Elements, flow_in: Any) -> Any:
    """How many elements there are. `[], [] -> []`. Source: tf.TensorArray.size."""
    return np.int32(len(handle.values))


@op("TensorArrayCloseV3(handle: resource) -> ", shape=lambda handle: [], stateful=True)
def _close(context: Any, handle: Elements) -> Any:
    """Let go of the elements. `[] ->`. Source: tf.TensorArray.close."""
    handle.values.clear()
    return ()
