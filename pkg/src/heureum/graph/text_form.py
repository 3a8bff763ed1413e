"""Nodes as text, as a protocol buffer prints: what `print(graph.as_graph_def())` shows.

Takes nodes; gives lines of fields. Attributes that hold their default are not among them.
Source: google.protobuf.text_format; tensorflow/core/framework/node_def.proto, attr_value.proto, tensor.proto.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from ..dtypes import DType, as_dtype
from ..tensor_shape import TensorShape

__all__ = ["graph_text", "node_text"]

_KINDS = {"float32": "FLOAT", "float64": "DOUBLE", "float16": "HALF"}
_VALUES = {"f": "float_val", "i": "int_val", "u": "int_val", "b": "bool_val"}
_MANY = 16  # longer tensors are shown by their first elements


def node_text(name: str, op: str, inputs: Iterable[str], device: str, attrs: dict[str, Any]) -> str:
    """The fields of a node, a line each."""
    lines = [f'name: "{name}"', f'op: "{op}"', *(f'input: "{each}"' for each in inputs)]
    if device:
        lines.append(f'device: "{device}"')
    for key in sorted(attrs):
        lines += ["attr {", f'  key: "{key}"', "  value {", *_deeper(_value(attrs[key]), 4), "  }", "}"]
    return "\n".join(lines) + "\n"


def graph_text(nodes: Iterable[str]) -> str:
    """Nodes that are text already, each in a field `node`."""
    return "".join("node {\n" + "\n".join(_deeper(each.splitlines(), 2)) + "\n}\n" for each in nodes)


def _deeper(lines: Iterable[str], by: int) -> list[str]:
    return [" " * by + line for line in lines]


def _kind(dtype: DType) -> str:
    return f"DT_{_KINDS.get(dtype.base_dtype.name, dtype.base_dtype.name.upper())}"


def _value(value: Any) -> list[str]:
    if isinstance(value, DType):
        return [f"type: {_kind(value)}"]
    if isinstance(value, TensorShape):
        return ["shape {", *_deeper(_shape(value), 2), "}"]
    if isinstance(value, np.ndarray):
        return ["tensor {", *_deeper(_tensor(value), 2), "}"]
    if isinstance(value, (list, tuple)):
        return ["list {", *_deeper((line for each in value for line in _value(each)), 2), "}"]
    if isinstance(value, (bool, np.bool_)):
        return [f"b: {str(bool(value)).lower()}"]
    if isinstance(value, (int, np.integer)):
        return [f"i: {value}"]
    if isinstance(value, (float, np.floating)):
        return [f"f: {float(value):g}"]
    if isinstance(value, (str, bytes)):
        return [f"s: {_quoted(value)}"]
    return [f"func: {_quoted(getattr(value, 'name', repr(value)))}"]


def _shape(shape: TensorShape) -> Iterator[str]:
    if shape.rank is None:
        yield "unknown_rank: true"
        return
    for size in shape.as_list():
        yield from ("dim {", f"  size: {-1 if size is None else size}", "}")


def _tensor(array: np.ndarray) -> Iterator[str]:
    dtype = as_dtype(array.dtype)
    yield f"dtype: {_kind(dtype)}"
    yield "tensor_shape {"
    yield from _deeper(_shape(TensorShape(list(array.shape))), 2)
    yield "}"
    field = {"int64": "int64_val", "float64": "double_val"}.get(dtype.name, _VALUES.get(array.dtype.kind, "string_val"))
    for each in array.reshape(-1)[:_MANY]:
        shown = _quoted(each) if field == "string_val" else str(bool(each)).lower() if field == "bool_val" else str(each)
        yield f"{field}: {shown}"
    if array.size > _MANY:
        yield f"# {array.size - _MANY} more"


def _quoted(text: Any) -> str:
    shown = text.decode("utf-8", "backslashreplace") if isinstance(text, bytes) else str(text)
    return '"' + shown.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
