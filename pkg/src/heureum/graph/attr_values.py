"""Attributes as JSON and back: each value carries the tag of its kind, so reading one never guesses.

Takes bools, ints, floats, strings, dtypes, shapes, arrays, and lists of them; gives `{"float": 0.5}` and the like.
Law: decode(encode(value)) equals value, bit for bit; anything unknown is refused, and nothing is ever executed.
"""

from __future__ import annotations

import base64
import binascii
from typing import Any

import numpy as np

from ..dtypes import DType, as_dtype
from ..tensor_shape import TensorShape

__all__ = ["decode", "encode"]

_READABLE_ELEMENTS = 64
# Records that know their own JSON, by tag: entered once by the modules above that define them.
record_kinds: dict[str, Any] = {}
_SPECIAL_FLOATS = {"nan": np.nan, "inf": np.inf, "-inf": -np.inf}


def encode(value: Any) -> Any:
    """`value` as tagged JSON. Raises TypeError for a kind that has no tag."""
    if value is None:
        return {"none": True}
    if isinstance(value, (bool, np.bool_)):
        return {"bool": bool(value)}
    if isinstance(value, (int, np.integer)):
        return {"int": int(value)}
    if isinstance(value, (float, np.floating)):
        return {"float": _encode_float(float(value))}
    if isinstance(value, str):
        return {"string": value}
    if isinstance(value, DType):
        return {"dtype": value.name}
    if isinstance(value, TensorShape):
        return {"shape": None if value.sizes is None else list(value.sizes)}
    if isinstance(value, np.ndarray):
        return {"tensor": _encode_array(value)}
    if isinstance(value, (list, tuple)):
        return {"list": [encode(each) for each in value]}
    for tag, kind in record_kinds.items():
        if isinstance(value, kind):
            return {tag: value.to_json()}
    raise TypeError(f"An attribute can't be a {type(value).__name__}: {value!r}")


def decode(tagged: Any) -> Any:
    """The value of tagged JSON. Raises ValueError that says what was found and what was needed."""
    if not isinstance(tagged, dict) or len(tagged) != 1:
        raise ValueError(f"an attribute must be an object with one tag, such as {{'int': 3}}, found {_short(tagged)}")
    ((tag, content),) = tagged.items()
    if tag in record_kinds:
        return record_kinds[tag].from_json(content)
    if tag not in _READERS:
        raise ValueError(f"unknown attribute tag {tag!r}; known: {', '.join((*_READERS, *record_kinds))}")
    return _READERS[tag](content)


def _encode_float(value: float) -> Any:
    return value if np.isfinite(value) else repr(value)


def _encode_array(array: np.ndarray) -> dict[str, Any]:
    header: dict[str, Any] = {"dtype": as_dtype(array.dtype).name, "shape": list(array.shape)}
    if array.dtype == object:
        return {**header, "base64_each": [base64.b64encode(each).decode() for each in array.flat]}
    if array.size <= _READABLE_ELEMENTS and array.dtype.kind in "biuf":
        values = array.ravel().tolist()
        return {**header, "values": [_encode_float(each) for each in values] if array.dtype.kind == "f" else values}
    little = np.ascontiguousarray(array).astype(array.dtype.newbyteorder("<"), copy=False)
    return {**header, "base64": base64.b64encode(little.tobytes()).decode()}


def _decode_array(content: Any) -> np.ndarray:
    if not isinstance(content, dict) or "dtype" not in content or "shape" not in content:
        raise ValueError(f"a tensor needs 'dtype' and 'shape', found {_short(content)}")
    dtype = _decode_dtype(content["dtype"])
    sizes = _decode_shape(content["shape"]).sizes
    if sizes is None or None in sizes:
        raise ValueError(f"a tensor's shape must be known, found {content['shape']}")
    count = 1
    for size in sizes:
        count *= size  # type: ignore[operator]  # None was ruled out above
    try:
        with np.errstate(over="raise"):  # a number that the type does not hold is refused, not made infinite
            array = _elements(content, dtype, count)
    except (TypeError, ValueError, OverflowError, FloatingPointError, binascii.Error) as reason:
        raise ValueError(f"a tensor's elements can't be read as {dtype.name}: {reason}") from None
    if array.size != count:
        raise ValueError(f"a tensor of shape {list(sizes)} needs {count} elements, found {array.size}")
    return array.reshape(sizes)  # type: ignore[arg-type]  # None was ruled out above


def _elements(content: dict[str, Any], dtype: DType, count: int) -> np.ndarray:
    numpy_dtype = np.dtype(dtype.as_numpy_dtype)
    if ("base64_each" in content) != (numpy_dtype.kind == "O"):
        raise ValueError("'base64_each' is how strings are written, and only they")
    if "base64_each" in content:
        array = np.empty(len(content["base64_each"]), object)
        array[:] = [base64.b64decode(each, validate=True) for each in content["base64_each"]]
        return array
    if "base64" in content:
        raw = base64.b64decode(content["base64"], validate=True)
        if len(raw) != count * numpy_dtype.itemsize:
            raise ValueError(f"{count} elements need {count * numpy_dtype.itemsize} bytes, found {len(raw)}")
        return np.frombuffer(raw, numpy_dtype.newbyteorder("<")).astype(numpy_dtype)
    values = content.get("values")
    if not isinstance(values, list):
        raise ValueError("'values', 'base64' or 'base64_each' is needed")
    read = _READERS_OF_ELEMENTS.get(numpy_dtype.kind)
    if read is None:
        raise ValueError("'base64' is needed")
    return np.array([read(each) for each in values], numpy_dtype)


def _decode_dtype(content: Any) -> DType:
    if not isinstance(content, str):
        raise ValueError(f"a dtype is named by a string, found {_short(content)}")
    try:
        return as_dtype(content)
    except TypeError as reason:
        raise ValueError(str(reason)) from None


def _decode_shape(content: Any) -> TensorShape:
    if content is None:
        return TensorShape(None)
    if not isinstance(content, list) or not all(
        size is None or (isinstance(size, int) and not isinstance(size, bool) and size >= 0) for size in content
    ):
        raise ValueError(f"a shape is null or a list of sizes, found {_short(content)}")
    return TensorShape.of(tuple(content))


def _plain(kind: type) -> Any:
    def read(content: Any) -> Any:
        if type(content) is not kind:
            raise ValueError(f"{kind.__name__} is needed, found {_short(content)}")
        return content

    return read


def _decode_float(content: Any) -> float:
    if isinstance(content, str) and content in _SPECIAL_FLOATS:
        return float(_SPECIAL_FLOATS[content])
    if type(content) not in (int, float):
        raise ValueError(f"a float is needed, found {_short(content)}")
    return float(content)


def _decode_list(content: Any) -> list[Any]:
    return [decode(each) for each in _plain(list)(content)]


def _short(content: Any) -> str:
    text = repr(content)
    return text if len(text) <= 60 else text[:57] + "..."


_READERS = {
    "none": lambda content: None,
    "bool": _plain(bool),
    "int": _plain(int),
    "float": _decode_float,
    "string": _plain(str),
    "dtype": _decode_dtype,
    "shape": _decode_shape,
    "tensor": _decode_array,
    "list": _decode_list,
}

# By NumPy's kind of dtype: which elements may be written out.
_READERS_OF_ELEMENTS = {"b": _plain(bool), "i": _plain(int), "u": _plain(int), "f": _decode_float}
