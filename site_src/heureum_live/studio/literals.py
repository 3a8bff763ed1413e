"""Values as Python writes them, so that the code gives them back bit for bit.

Takes what an attribute may hold; gives the text and the value that Python makes of it. Law: where a readable literal would give
another array, bytes are written instead.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from pprint import pformat
from typing import Any

import numpy as np

import heureum as tf
from heureum.dtypes import DType, as_dtype
from heureum.graph import Function
from heureum.graph.convert import as_array
from heureum.tensor_shape import TensorShape

__all__ = ["Literal", "attr_literal", "constant_literals", "convertible", "feed_literal", "quoted", "shape_literal"]

MOST_WRITTEN = 256


@dataclass(frozen=True, slots=True)
class Literal:
    """`text`, and the `value` it stands for."""

    text: str
    value: Any


def quoted(text: str) -> str:
    """A string literal, in double quotes where that reads well."""
    if text.isprintable():
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return repr(text)


def convertible(array: np.ndarray, dtype: DType | None) -> Literal | None:
    """Plain Python that becomes `array` where `dtype` is asked for (None: where nothing is); None when nothing plain does."""
    if array.size > MOST_WRITTEN:
        return None
    literal = _plain(array)
    try:
        with np.errstate(all="ignore"):
            made = as_array(literal.value, dtype)
    except (TypeError, ValueError, OverflowError):
        return None
    return literal if _same(made, array) else None


def _same(made: np.ndarray, array: np.ndarray) -> bool:
    if made.dtype != array.dtype or made.shape != array.shape:
        return False
    return made.tolist() == array.tolist() if array.dtype == object else made.tobytes() == array.tobytes()


def _plain(array: Any) -> Literal:
    if getattr(array, "ndim", 0):
        parts = [_plain(each) for each in array]
        return Literal(f"[{', '.join(part.text for part in parts)}]", [part.value for part in parts])
    return _number(array[()] if isinstance(array, (np.ndarray, np.generic)) else array)


def _number(value: Any) -> Literal:
    if isinstance(value, bytes):
        try:
            text = value.decode()
            return Literal(quoted(text), text)
        except UnicodeDecodeError:
            return Literal(repr(value), value)
    if isinstance(value, np.floating):
        if not np.isfinite(value):
            text = f'float("{value}")'
            return Literal(text, float(value))
        # The shortest that is read as the same number of this dtype, where that is so by way of float64 too.
        text = str(value)
        return Literal(text, float(text)) if type(value)(float(text)) == value else Literal(repr(float(value)), float(value))
    plain = value.item() if isinstance(value, np.generic) else value
    return _complex(plain) if isinstance(plain, complex) else Literal(repr(plain), plain)


def _complex(value: complex) -> Literal:
    """`-0+1j` would lose a sign, and `nan+1j` names something."""
    if np.isfinite(value) and value.real and value.imag:
        return Literal(repr(value), value)
    parts = [_number(np.float64(part)).text for part in (value.real, value.imag)]
    return Literal(f"complex({', '.join(parts)})", value)


def constant_literals(array: np.ndarray, dtype: DType) -> list[tuple[str, Literal]]:
    """The arguments of tf.constant that give `array`: a value, and a dtype or shape where the value does not tell."""
    natural = convertible(array, None)
    if natural is not None:
        return [("", natural)]
    if array.size > 1 and array.dtype != object and _is_uniform(array):
        one = array.reshape(-1)[0:1].reshape(())
        filled = convertible(one, None) or convertible(one, dtype)
        if filled is not None:
            shape = Literal(str(list(array.shape)), list(array.shape))
            of_dtype = [] if convertible(one, None) else [("dtype", attr_literal(dtype))]
            return [("", filled), *of_dtype, ("shape", shape)]
    typed = convertible(array, dtype)
    if typed is not None:
        return [("", typed), ("dtype", attr_literal(dtype))]
    return [("", _array(array))]


def _is_uniform(array: np.ndarray) -> bool:
    flat = array.reshape(-1)
    return flat.tobytes() == flat[:1].tobytes() * flat.size


def _array(array: np.ndarray) -> Literal:
    """An array as NumPy is told of it."""
    if array.dtype == object:
        parts = [_number(each) for each in array.reshape(-1).tolist()]
        made = np.empty(array.shape, object)
        made.flat = [each.encode() if isinstance(each, str) else each for each in (part.value for part in parts)]
        return Literal(f"np.array([{', '.join(part.text for part in parts)}], object).reshape({list(array.shape)})", made)
    little = np.ascontiguousarray(array).astype(array.dtype.newbyteorder("<"), copy=False)
    name = as_dtype(array.dtype).name
    numpy_name = "bool_" if name == "bool" else name
    text = f'np.frombuffer(base64.b64decode("{base64.b64encode(little.tobytes()).decode()}"), np.{numpy_name})'
    return Literal(f"{text}.reshape({list(array.shape)})" if array.ndim != 1 else text, array)


def shape_literal(shape: TensorShape) -> Literal:
    """A shape where a list may stand for it."""
    if shape.sizes is None:
        return Literal("None", None)
    return Literal(str(list(shape.sizes)), list(shape.sizes))


def attr_literal(value: Any) -> Literal:
    """Any attribute. Raises TypeError for a kind that no attribute has."""
    if isinstance(value, str):
        return Literal(quoted(value), value)
    if isinstance(value, float):
        return Literal(repr(value) if np.isfinite(value) else f'float("{value}")', value)
    if value is None or isinstance(value, (bool, int)):
        return Literal(repr(value), value)
    if isinstance(value, DType):
        return Literal(f"tf.{value.name}" if hasattr(tf, value.name) else f"tf.as_dtype({quoted(value.name)})", value)
    if isinstance(value, TensorShape):
        return Literal(f"tf.TensorShape({shape_literal(value).text})", value)
    if isinstance(value, np.ndarray):
        return _array(value)
    if isinstance(value, (list, tuple)):
        parts = [attr_literal(each) for each in value]
        return Literal(f"[{', '.join(part.text for part in parts)}]", list(value))
    if isinstance(value, Function):
        return Literal(f"Function.from_json({pformat(value.to_json(), width=96, sort_dicts=False)})", value)
    raise TypeError(f"{type(value).__name__} is no attribute")


def feed_literal(value: np.ndarray) -> str:
    """A value to be fed; the placeholder tells its dtype."""
    literal = convertible(value, as_dtype(value.dtype))
    if literal is None and value.dtype != object and _is_uniform(value):
        one = convertible(value.reshape(-1)[0:1].reshape(()), as_dtype(value.dtype))
        return f"np.full({list(value.shape)}, {one.text}, np.{value.dtype.name})" if one is not None else _array(value).text
    return literal.text if literal is not None else _array(value).text
