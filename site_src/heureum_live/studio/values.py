"""Values, shapes and dtypes as readers type them: `3`, `[[1, 2], [3, 4]]`, `true`, `"text"`; `2, ?`; `float32`.

Takes text, gives arrays, shapes, dtypes, and the other way round. Law: only literals are read, nothing is evaluated; what is
written for an array is read as the same array, or is marked as shortened.
"""

from __future__ import annotations

import ast
import re
from typing import Any

import numpy as np

from heureum.dtypes import DType, as_dtype
from heureum.graph.convert import as_array
from heureum.tensor_shape import TensorShape
from heureum_live.studio.refusal import Refused

__all__ = ["DTYPES", "array_text", "read_array", "read_dtype", "read_literal", "read_shape", "shape_text"]

# Those that a value can be typed in, commonest first.
DTYPES = (
    "float32", "float64", "int32", "int64", "bool", "string", "float16", "uint8", "int8", "int16", "uint16", "uint32",
    "uint64", "complex64", "complex128",
)  # fmt: skip
LONGEST_TEXT = 200_000
LONGEST_SHOWN = 1000
OTHER_SPELLINGS = {"true": True, "false": False, "nan": float("nan"), "inf": float("inf"), "infinity": float("inf"), "none": None}
MOST_SIZES = 32


def read_literal(text: Any) -> Any:
    """A number, truth value, string or nested list. Raises ValueError for anything else."""
    if not isinstance(text, str) or len(text) > LONGEST_TEXT:
        raise ValueError("no text, or too long")
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise ValueError("no literal") from None
    return _literal(tree)


def _literal(tree: ast.expr) -> Any:
    match tree:
        case ast.Constant(value=bool() | int() | float() | complex() | str() | bytes() | None as value):
            return value
        case ast.Name(id=name) if name.lower() in OTHER_SPELLINGS:
            return OTHER_SPELLINGS[name.lower()]
        case ast.UnaryOp(op=ast.USub() | ast.UAdd() as sign, operand=operand):
            value = _literal(operand)
            if isinstance(value, (bool, str, bytes, list)) or value is None:
                raise ValueError("no literal")
            return -value if isinstance(sign, ast.USub) else value
        case ast.BinOp(op=ast.Add() | ast.Sub() as sign, left=left, right=ast.Constant(value=complex() as imaginary)):
            return _literal(left) + imaginary if isinstance(sign, ast.Add) else _literal(left) - imaginary
        case ast.List(elts=parts) | ast.Tuple(elts=parts):
            return [_literal(each) for each in parts]
    raise ValueError("no literal")


def read_array(text: str, dtype: DType | None) -> np.ndarray:
    """The array that `text` writes, of `dtype`, or of the dtype that TensorFlow gives such a value.

    Raises Refused that says what was typed and what was needed.
    """
    try:
        value = read_literal(text)
    except ValueError:
        if dtype is not None and dtype.name == "string" and isinstance(text, str) and len(text) <= LONGEST_TEXT:
            value = text  # a word needs no quotes where only words may stand
        else:
            raise Refused("value", "no value", text=_short(text)) from None
    try:
        with np.errstate(all="ignore"):
            array = as_array(_fitted(value, dtype), dtype)
    except (TypeError, ValueError, OverflowError) as reason:
        if dtype is None or isinstance(reason, ValueError):
            raise Refused("value", "no array", text=_short(text), reason=str(reason)) from None
        raise Refused("value", "other dtype", text=_short(text), dtype=dtype.name, reason=str(reason)) from None
    array = np.array(array)
    array.flags.writeable = False
    return array


def _fitted(value: Any, dtype: DType | None) -> Any:
    """0 and 1 are typed for truth values too."""
    if dtype is not None and dtype.is_bool:
        if isinstance(value, list):
            return [_fitted(each, dtype) for each in value]
        return bool(value) if value in (0, 1) else value
    return value


def array_text(array: np.ndarray, longest: int = LONGEST_SHOWN) -> str | None:
    """The array as a reader would type it, or None when that is longer than `longest`."""
    if array.size > longest:
        return None
    text = _nested(array)
    return text if len(text) <= longest * 8 else None


def _nested(array: Any) -> str:
    if getattr(array, "ndim", 0):
        return f"[{', '.join(_nested(each) for each in array)}]"
    return _element(array[()] if isinstance(array, (np.ndarray, np.generic)) else array)


def _element(value: Any) -> str:
    if isinstance(value, bytes):
        try:
            return _quoted(value.decode())
        except UnicodeDecodeError:
            return repr(value)
    if isinstance(value, (bool, np.bool_)):
        return "true" if value else "false"
    if isinstance(value, np.complexfloating):
        return repr(complex(value)).strip("()")
    if isinstance(value, np.floating):
        text = str(value)  # NumPy writes the shortest that is read as the same number of this dtype
        return text.removesuffix(".0") + ".0" if text.endswith(".0") else text
    return str(value)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r") + '"'


def read_shape(text: Any) -> TensorShape:
    """`2, 3`, `[2, ?]`, `(2, None)`, `[]` for a scalar, `...` for an unknown rank. Raises Refused."""
    inner = text.strip() if isinstance(text, str) else "?" * 99
    if inner in ("...", "…", "None", "null", "<unknown>"):
        return TensorShape(None)
    inner = re.sub(r"^[(\[]\s*(.*?)\s*[)\]]$", r"\1", inner, flags=re.DOTALL).rstrip(", ")
    parts = [part.strip() for part in re.split(r"[,×x\s]+", inner)] if inner else []
    sizes: list[int | None] = []
    for part in parts:
        if part in ("?", "None", "null", "-1", "*"):
            sizes.append(None)
        elif part.isascii() and part.isdigit() and len(part) <= 12:
            sizes.append(int(part))
        else:
            raise Refused("value", "no shape", text=_short(text))
    if len(sizes) > MOST_SIZES:
        raise Refused("value", "no shape", text=_short(text))
    return TensorShape.of(tuple(sizes))


def shape_text(shape: TensorShape) -> str:
    """`[2, ?]`, as `read_shape` reads it."""
    if shape.sizes is None:
        return "..."
    return f"[{', '.join('?' if size is None else str(size) for size in shape.sizes)}]"


def read_dtype(text: Any) -> DType:
    """The dtype of a name. Raises Refused that lists the names."""
    name = text.removeprefix("tf.").strip() if isinstance(text, str) else ""
    if name not in DTYPES:
        raise Refused("value", "no dtype", text=_short(text), known=", ".join(DTYPES))
    return as_dtype(name)


def _short(text: Any) -> str:
    text = text if isinstance(text, str) else repr(text)
    return text if len(text) <= 60 else text[:57] + "..."
