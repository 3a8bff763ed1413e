"""A graph as TensorFlow's own GraphDef, which TensorBoard draws.

Takes a Graph; gives a protocol buffer.
Law: it is a picture of the graph: what has no place in TensorFlow's record, such as a function, is left out.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..dtypes import DType, as_dtype
from ..graph import Graph, Operation
from ..ops.summary.messages import (
    AttrListValue,
    AttrValue,
    GraphProto,
    NodeAttr,
    NodeProto,
    TensorProto,
    TensorShapeDim,
    TensorShapeProto,
    VersionDef,
)
from ..tensor_shape import TensorShape

__all__ = ["graph_as_proto"]

_DATA_TYPES = {
    "float32": 1, "float64": 2, "int32": 3, "uint8": 4, "int16": 5, "int8": 6, "string": 7, "complex64": 8, "int64": 9,
    "bool": 10, "uint16": 17, "complex128": 18, "float16": 19, "resource": 20, "variant": 21, "uint32": 22, "uint64": 23,
}  # fmt: skip
_PRODUCER = 27  # the version of GraphDef that TensorFlow 1.15 accepts without upgrading
_LARGEST_CONSTANT = 1024  # elements; TensorBoard shows no larger ones


def graph_as_proto(graph: Graph) -> GraphProto:
    """The graph as a protocol buffer."""
    return GraphProto(node=[_node(each) for each in graph.get_operations()], versions=VersionDef(producer=_PRODUCER))


def _node(operation: Operation) -> NodeProto:
    inputs = [tensor.op.name if tensor.value_index == 0 else tensor.name for tensor in operation.inputs]
    attrs = {name: _attr(value) for name, value in operation.attrs.items()}
    if operation.outputs:
        attrs["_output_shapes"] = AttrValue(list=AttrListValue(shape=[_shape(each.shape) for each in operation.outputs]))
        attrs.setdefault("T", AttrValue(type=_DATA_TYPES.get(operation.outputs[0].dtype.name, 0)))
    return NodeProto(
        name=operation.name,
        op=operation.type,
        input=[*inputs, *(f"^{each.name}" for each in operation.control_inputs)],
        device=operation.device,
        attr=[NodeAttr(key=name, value=value) for name, value in sorted(attrs.items()) if value is not None],
    )


def _shape(shape: TensorShape) -> TensorShapeProto:
    if shape.sizes is None:
        return TensorShapeProto(unknown_rank=True)
    return TensorShapeProto(dim=[TensorShapeDim(size=-1 if size is None else size) for size in shape.sizes])


def _attr(value: Any) -> AttrValue | None:
    if isinstance(value, bool):
        return AttrValue(b=value)
    if isinstance(value, int):
        return AttrValue(i=value)
    if isinstance(value, float):
        return AttrValue(f=value)
    if isinstance(value, str):
        return AttrValue(s=value.encode())
    if isinstance(value, DType):
        return AttrValue(type=_DATA_TYPES[value.name])
    if isinstance(value, TensorShape):
        return AttrValue(shape=_shape(value))
    if isinstance(value, np.ndarray):
        return AttrValue(tensor=_tensor(value)) if value.size <= _LARGEST_CONSTANT else None
    if isinstance(value, (list, tuple)) and all(type(each) is int for each in value):
        return AttrValue(list=AttrListValue(i=list(value)))
    return None


def _tensor(array: np.ndarray) -> TensorProto:
    made = TensorProto(dtype=_DATA_TYPES[as_dtype(array.dtype).name], tensor_shape=_shape(TensorShape(array.shape)))
    if array.dtype == object:
        made.string_val = array.ravel().tolist()
    else:
        made.tensor_content = np.ascontiguousarray(array).astype(array.dtype.newbyteorder("<"), copy=False).tobytes()
    return made
