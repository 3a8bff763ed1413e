"""The attributes of ops as readers see and type them.

Takes an op's declaration; says of each attribute what kind it is, how its value is written, and what it is at first. Law: kinds
come from the kernel's annotations, so a new op needs nothing here; only what an op requires has a first value in a table.
"""

from __future__ import annotations

import inspect
from functools import cache
from typing import Any

import numpy as np

from heureum.dtypes import DType, as_dtype, float32
from heureum.op_def import REQUIRED, OpDef
from heureum.tensor_shape import TensorShape
from heureum_live.studio.refusal import Refused
from heureum_live.studio.values import array_text, read_array, read_dtype, read_literal, read_shape, shape_text

__all__ = ["attribute_text", "first_value", "is_of_kind", "kind_of", "kinds_of", "read_attribute"]

# By the annotation of the kernel's parameter.
KINDS = {
    "int": "int",
    "bool": "bool",
    "float": "float",
    "str": "text",
    "Sequence[int]": "ints",
    "list[int]": "ints",
    "list[float]": "floats",
    "list[str]": "texts",
    "DType": "dtype",
    "list[DType]": "dtypes",
    "TensorShape": "shape",
    "list[TensorShape]": "shapes",
    "np.ndarray": "array",
}
# What a new node has where the op says nothing, by attribute, or by op and attribute.
FIRST: dict[str, Any] = {
    "dtype": float32,
    "shape": TensorShape.of(()),
    "value": np.zeros((), np.float32),
    "DstT": float32,
    "type": as_dtype("int32"),
    "ksize": [1, 2, 2, 1],
    "strides": [1, 1, 1, 1],
    "MaxPool.strides": [1, 2, 2, 1],
    "AvgPool.strides": [1, 2, 2, 1],
    "MaxPoolWithArgmax.strides": [1, 2, 2, 1],
    "Conv3D.strides": [1, 1, 1, 1, 1],
    **{f"{op}.{name}": [1, 2, 2, 2, 1] for op in ("MaxPool3D", "AvgPool3D") for name in ("ksize", "strides")},
    "padding": "SAME",
    "block_size": 2,
    "num_split": 2,
    "num": 2,
    "num_partitions": 2,
    "equation": "ij,jk->ik",
    "pattern": ".*",
    "rewrite": "",
    "limit": 10,
    "message": "",
    "mode": "REFLECT",
    "T": float32,
    "IdentityN.T": [float32, float32],
    "nbins": 10,
    "Targmax": as_dtype("int64"),
    "seq_dim": 1,
}


@cache
def _annotations(op_def_name: str, kernel: Any) -> dict[str, Any]:
    return {each.name: each.annotation for each in inspect.signature(kernel).parameters.values()}


def kind_of(op_def: OpDef, name: str) -> str:
    """One of int, bool, float, text, ints, floats, texts, dtype, dtypes, shape, shapes, array; "other" for what nobody types."""
    annotation = _annotations(op_def.name, op_def.kernel).get(name)
    kind = KINDS.get(annotation, "") if isinstance(annotation, str) else ""
    return kind or _kind_of_value(op_def.attrs[name], name)


def kinds_of(op_def: OpDef) -> dict[str, str]:
    return {name: kind_of(op_def, name) for name in op_def.attrs}


def _kind_of_value(default: Any, name: str) -> str:
    if isinstance(default, bool):
        return "bool"
    for kind, types in (("int", int), ("float", float), ("text", str), ("dtype", DType), ("shape", TensorShape)):
        if isinstance(default, types):
            return kind
    if isinstance(default, (list, tuple)):
        return "ints"
    return {"dtype": "dtype", "DstT": "dtype", "T": "dtype", "Targmax": "dtype", "shape": "shape"}.get(name, "other")


def is_of_kind(value: Any, kind: str) -> bool:
    """Whether an attribute's value is what its kind says; of what can't be typed anything is."""
    if kind == "float":
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    if kind == "int":
        return type(value) is int
    if kind in LISTS:
        return isinstance(value, (list, tuple)) and all(is_of_kind(each, LISTS[kind]) for each in value)
    types = {"bool": bool, "text": str, "dtype": DType, "shape": TensorShape, "array": np.ndarray}
    return kind == "other" or isinstance(value, types[kind])


LISTS = {"ints": "int", "floats": "float", "texts": "text", "dtypes": "dtype", "shapes": "shape"}


def first_value(op_def: OpDef, name: str) -> Any:
    """What a new node has for a required attribute. Raises KeyError where nothing is sensible."""
    assert op_def.attrs[name] is REQUIRED
    return FIRST[f"{op_def.name}.{name}"] if f"{op_def.name}.{name}" in FIRST else FIRST[name]


def attribute_text(value: Any) -> str | None:
    """As a reader would type it; None for what can't be typed."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, str):
        return value
    if isinstance(value, DType):
        return value.name
    if isinstance(value, TensorShape):
        return shape_text(value)
    if isinstance(value, np.ndarray):
        return array_text(value)
    if isinstance(value, (list, tuple)):
        texts = [attribute_text(each) for each in value]
        return None if None in texts else f"[{', '.join(str(each) for each in texts)}]"
    return None


def read_attribute(op_def: OpDef, name: str, text: Any) -> Any:
    """The value that `text` writes for an attribute. Raises Refused that says what it takes."""
    kind = kind_of(op_def, name)
    if kind == "dtype":
        return read_dtype(text)
    if kind == "shape":
        return read_shape(text)
    if kind == "array":
        return read_array(text, None)
    if kind == "text" and isinstance(text, str):
        return text
    if kind == "dtypes":
        return [read_dtype(each.strip()) for each in str(text).strip("[] ").split(",") if each.strip()]
    return _read_literal(op_def, name, kind, text)


def _read_literal(op_def: OpDef, name: str, kind: str, text: Any) -> Any:
    try:
        value = read_literal(text)
    except ValueError:
        value = None
    if kind == "bool" and (isinstance(value, bool) or value in (0, 1)):
        return bool(value)
    if kind == "int" and type(value) is int:
        return value
    if kind == "float" and isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value)
    if kind == "ints" and isinstance(value, list) and all(type(each) is int for each in value):
        return value
    if kind == "floats" and isinstance(value, list) and all(is_of_kind(each, "float") for each in value):
        return [float(each) for each in value]
    if kind == "texts" and isinstance(value, list) and all(isinstance(each, str) for each in value):
        return value
    shown = text if isinstance(text, str) else repr(text)
    raise Refused("value", f"attribute takes {kind}", op=op_def.name, attribute=name, text=shown[:60])
