"""Edits of what a node holds: its value, dtype, shape, attributes.

Law: a value is never changed silently: one that does not fit a new dtype or shape is refused, and stays.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from heureum.dtypes import DType
from heureum.op_def import REQUIRED
from heureum.tensor_shape import TensorShape
from heureum_live.studio.attributes import attribute_text, kind_of, read_attribute
from heureum_live.studio.document import Document, Node
from heureum_live.studio.editing import Edit, Request, initial_value_of, text_of
from heureum_live.studio.refusal import Refused
from heureum_live.studio.values import array_text, read_array, read_dtype, read_shape, shape_text

__all__ = ["set_attribute", "set_dtype", "set_shape", "set_value"]

LONGEST_SPOKEN = 8


def set_value(document: Document, request: Request) -> Edit:
    node, text = document.node(request.get("name")), text_of(request, "text")
    holder = _holder(document, node, "value")
    old: np.ndarray = holder.attrs["value"]
    try:
        value = read_array(text, holder.attrs["dtype"])
    except Refused as refused:
        # 2.5 typed over an integer asks for another dtype; so does a word over a number.
        if refused.key != "other dtype" or old.dtype.kind not in "iufb":
            raise
        value = _of_another_kind(text, refused)
    edited = _with_value(document, node, holder, value)
    return Edit(edited, "value", {"node": node.name, "value": spoken_value(value)}, (node.name,))


def _of_another_kind(text: str, refused: Refused) -> np.ndarray:
    value = read_array(text, None)
    if value.dtype.kind not in "iufbO":
        raise refused
    return value


def _holder(document: Document, node: Node, what: str) -> Node:
    """The constant that holds a node's value: itself, or the initial value of a variable."""
    holder = initial_value_of(document, node) if node.op == "VariableV2" else node
    if holder is None or holder.op != "Const":
        raise Refused("value", "not for this op", node=node.name, op=node.op, what=what)
    return holder


def _with_value(document: Document, node: Node, holder: Node, value: np.ndarray) -> Document:
    from heureum.dtypes import as_dtype

    value.flags.writeable = False
    dtype = as_dtype(value.dtype)
    edited = document.replacing(replace(holder, attrs={**holder.attrs, "value": value, "dtype": dtype}))
    if node is not holder:
        edited = edited.replacing(replace(node, attrs={**node.attrs, "dtype": dtype, "shape": TensorShape.of(value.shape)}))
    return edited


def spoken_value(value: np.ndarray) -> str:
    return array_text(value, LONGEST_SPOKEN) or f"{value.dtype}[{','.join(map(str, value.shape))}]"


def set_dtype(document: Document, request: Request) -> Edit:
    node, dtype = document.node(request.get("name")), read_dtype(request.get("dtype"))
    said = ("dtype", {"node": node.name, "dtype": dtype.name}, (node.name,))
    if node.op == "Const" or (node.op == "VariableV2" and initial_value_of(document, node) is not None):
        holder = _holder(document, node, "dtype")
        return Edit(_with_value(document, node, holder, _converted(holder.attrs["value"], dtype, node)), *said)
    names = [name for name in node.op_def.attrs if kind_of(node.op_def, name) == "dtype"]
    if not names:
        raise Refused("value", "not for this op", node=node.name, op=node.op, what="dtype")
    edited = document.replacing(_with_attribute(node, names[0], dtype))
    fed = f"{node.name}:0"
    if node.op == "Placeholder" and fed in edited.feeds:
        edited = replace(edited, feeds={**edited.feeds, fed: _converted(edited.feeds[fed], dtype, node)})
    return Edit(edited, *said)


def _converted(value: np.ndarray, dtype: DType, node: Node) -> np.ndarray:
    """The same numbers in another dtype. Raises Refused where that would change them beyond rounding."""
    numpy_dtype = np.dtype(dtype.as_numpy_dtype)
    text = array_text(value) or spoken_value(value)
    if value.dtype == numpy_dtype:
        return np.array(value)
    if "O" in (value.dtype.kind, numpy_dtype.kind):
        if array_text(value) is None:
            raise Refused("value", "other dtype", text=text[:60], dtype=dtype.name, reason=node.name)
        return _retyped(value, dtype)
    with np.errstate(all="ignore"):
        made = value.astype(numpy_dtype)
        same = np.array_equal(made.astype(value.dtype), value, equal_nan=value.dtype.kind in "fc")
        rounded = made.dtype.kind in "fc" and value.dtype.kind in "iufc" and np.array_equal(np.isfinite(made), np.isfinite(value))
    if not same and not (rounded and not (value.dtype.kind == "c" and made.dtype.kind == "f")):
        raise Refused("value", "other dtype", text=text[:60], dtype=dtype.name, reason=node.name)
    return made


def _retyped(value: np.ndarray, dtype: DType) -> np.ndarray:
    """Between words and numbers: as if the text were typed again."""
    if value.dtype.kind != "O":
        made = np.empty(value.shape, object)
        made.flat = [str(each).encode() for each in value.ravel().tolist()]
        return made
    texts = [each.decode(errors="replace") for each in value.ravel().tolist()]
    read = [read_array(each, dtype)[()] for each in texts]
    return np.array(read, dtype.as_numpy_dtype).reshape(value.shape)


def set_shape(document: Document, request: Request) -> Edit:
    node, shape = document.node(request.get("name")), read_shape(request.get("text"))
    said = ("shape", {"node": node.name, "shape": shape_text(shape)}, (node.name,))
    if node.op == "Const" or (node.op == "VariableV2" and initial_value_of(document, node) is not None):
        holder = _holder(document, node, "shape")
        return Edit(_with_value(document, node, holder, _reshaped(holder.attrs["value"], shape, node)), *said)
    names = [name for name in node.op_def.attrs if kind_of(node.op_def, name) == "shape"]
    if not names:
        raise Refused("value", "not for this op", node=node.name, op=node.op, what="shape")
    return Edit(document.replacing(_with_attribute(node, names[0], shape)), *said)


LARGEST_FILLED = 1_000_000


def _reshaped(value: np.ndarray, shape: TensorShape, node: Node) -> np.ndarray:
    """The same elements in another shape; equal elements fill any shape."""
    count = shape.num_elements()
    if count == value.size:
        return value.reshape([int(size) for size in shape.as_list() if size is not None])
    is_uniform = value.size > 0 and all(each == value.flat[0] for each in value.flat)
    if count is None or not is_uniform or count > LARGEST_FILLED:
        raise Refused("value", "shape of value", node=node.name, op=node.op, count=value.size, shape=shape_text(shape))
    return np.full([int(size) for size in shape.as_list() if size is not None], value.flat[0], value.dtype)


def set_attribute(document: Document, request: Request) -> Edit:
    node, name = document.node(request.get("name")), text_of(request, "attribute")
    if name not in node.op_def.attrs:
        known = ", ".join(sorted(node.op_def.attrs)) or "-"
        raise Refused("value", "unknown attribute", node=node.name, op=node.op, attribute=name[:40], known=known)
    if node.op in ("Const", "VariableV2", "Placeholder") and name in ("value", "dtype", "shape"):
        key = "dtype" if name == "dtype" else "text"
        edit = {"value": set_value, "dtype": set_dtype, "shape": set_shape}[name]
        return edit(document, {"name": node.name, key: request.get("text")})
    value = read_attribute(node.op_def, name, request.get("text"))
    edited = document.replacing(_with_attribute(node, name, value))
    parts = {"node": node.name, "attribute": name, "value": attribute_text(value)}
    return Edit(edited, "attribute", parts, (node.name,))


def _with_attribute(node: Node, name: str, value: Any) -> Node:
    """With the attribute; one that has its default is left out, as in every GraphDef."""
    from heureum_live.studio.opening import is_default

    default = node.op_def.attrs[name]
    if default is not REQUIRED and is_default(value, default):
        return replace(node, attrs={key: each for key, each in node.attrs.items() if key != name})
    return node.with_attr(name, value)


EDITS: dict[str, Callable[[Document, Request], Edit]] = {
    "set value": set_value,
    "set dtype": set_dtype,
    "set shape": set_shape,
    "set attribute": set_attribute,
}
