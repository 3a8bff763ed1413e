"""Strings: tensors of bytes, taken apart, put together, read and written."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from typing import Any

import numpy as np

from ..dtypes import DType, as_dtype, float32, float64, int32, int64, string, uint8
from ..dtypes import bool as boolean
from ..graph import Tensor, graph_of, node, op
from ..op_def import INDEX, NUMERIC
from ..tensor_shape import TensorShape, TensorSpec
from .shapes import broadcast, reduced, same

__all__ = [
    "as_string",
    "decode_base64",
    "decode_raw",
    "encode_base64",
    "length",
    "lower",
    "reduce_join",
    "regex_full_match",
    "regex_replace",
    "string_join",
    "string_strip",
    "string_to_number",
    "substr",
    "upper",
]


def _each(compute: Callable[..., Any], *arrays: Any) -> Any:
    """`compute` for each element, with broadcasting; bytes stay bytes."""
    boxed = [np.array(each, object) if isinstance(each, bytes) else np.asarray(each) for each in arrays]
    whole = np.broadcast(*boxed)
    made = np.empty(whole.shape, object)
    made.ravel()[:] = [compute(*each) for each in whole] if whole.size else []
    return made[()]


def _broadcast_all(*inputs: TensorSpec, **_: Any) -> TensorShape:
    shape = inputs[0].shape
    for each in inputs[1:]:
        if each.shape.rank != 0 and shape.rank != 0:
            shape = shape.merge_with(each.shape)
        elif shape.rank == 0:
            shape = each.shape
    return shape


@op("StringJoin(inputs: *string) -> string", shape=_broadcast_all)
def _string_join(*inputs: Any, separator: str = "") -> Any:
    """Strings one after the other, with a separator between. `N x [...] -> [...]`. Source: tf.string_join."""
    return _each(lambda *parts: separator.encode().join(parts), *inputs)


def string_join(inputs: Any, separator: str = "", name: str | None = None) -> Tensor:
    """Strings one after the other, with `separator` between; scalars go with every shape. `N x [...] -> [...]`.

    Raises ValueError when the shapes differ. Source: tf.string_join.
    """
    graph = graph_of(*inputs)
    with graph.name_scope(name or "StringJoin") as scope:
        parts = [graph.convert(each, string, name=f"inputs_{i}") for i, each in enumerate(inputs)]
        made: Tensor = graph.node("StringJoin", *parts, separator=separator, name=scope)
        return made


@op("AsString(input: T) -> string", shape=same, T=(*NUMERIC, boolean))
def _as_string(
    input: Any, *, precision: int = -1, scientific: bool = False, shortest: bool = False, width: int = -1, fill: str = ""
) -> Any:
    """Numbers as text. `[...] -> [...]`. Source: tf.as_string."""
    flag, size = fill, str(width) if width > -1 else ""
    digits = f".{precision}" if precision > -1 else ""
    kind = "e" if scientific else "g" if shortest else "f"

    def text(value: Any) -> bytes:
        if isinstance(value, (bool, np.bool_)):
            return b"true" if value else b"false"
        if isinstance(value, (complex, np.complexfloating)):
            template = f"(%{flag}{size}{digits}{kind},%{flag}{size}{digits}{kind})"
            return (template % (value.real, value.imag)).encode()
        template = f"%{flag}{size}d" if isinstance(value, (int, np.integer)) else f"%{flag}{size}{digits}{kind}"
        return (template % value).encode()

    return _each(text, input)


def as_string(
    input: Any,
    precision: int = -1,
    scientific: bool = False,
    shortest: bool = False,
    width: int = -1,
    fill: str = "",
    name: str | None = None,
) -> Tensor:
    """Numbers as text, as C's printf writes them. `[...] -> [...]`.

    Raises ValueError when both `scientific` and `shortest` are asked for. Source: tf.as_string.
    """
    if scientific and shortest:
        raise ValueError("Cannot select both scientific and shortest notation")
    options: dict[str, Any] = {
        "precision": precision,
        "scientific": scientific,
        "shortest": shortest,
        "width": width,
        "fill": fill,
    }
    made: Tensor = node("AsString", input, name=name, **options)
    return made


@op("StringToNumber(string_tensor: string) -> out_type", shape=lambda x, *, out_type: x.shape)
def _string_to_number(string_tensor: Any, *, out_type: DType = float32) -> Any:
    """Numbers that are written as text. `[...] -> [...]`. Source: tf.string_to_number."""
    read: Any = int if out_type.is_integer else float

    def number(text: bytes) -> Any:
        try:
            return out_type.as_numpy_dtype(read(text))
        except (ValueError, OverflowError):
            raise ValueError(f"StringToNumberOp could not correctly convert string: {text.decode(errors='replace')}") from None

    return np.asarray(_each(number, string_tensor), out_type.as_numpy_dtype)[()]


def string_to_number(string_tensor: Any = None, out_type: Any = float32, name: str | None = None, input: Any = None) -> Tensor:
    """Numbers that are written as text. `[...] -> [...]`.

    Raises TypeError for an `out_type` that is not float32, float64, int32 or int64; InvalidArgumentError for text that
    is no number. Source: tf.string_to_number.
    """
    wanted = as_dtype(out_type)
    if wanted not in (float32, float64, int32, int64):
        raise TypeError(f"Value passed to parameter 'out_type' has DataType {wanted.name}, not a float or an index")
    made: Tensor = node("StringToNumber", input if string_tensor is None else string_tensor, out_type=wanted, name=name)
    return made


def _substr_shape(input: TensorSpec, pos: TensorSpec, len: TensorSpec, *, unit: str) -> TensorShape:
    return broadcast(input, pos)


@op("Substr(input: string, pos: T, len: T) -> string", shape=_substr_shape, T=INDEX)
def _substr(input: Any, pos: Any, len: Any, *, unit: str = "BYTE") -> Any:
    """Parts of strings, from `pos` on and `len` long. `[...] x [...] x [...] -> [...]`. Source: tf.substr."""

    def part(text: bytes, start: Any, count: Any) -> bytes:
        units: Any = text.decode() if unit == "UTF8_CHAR" else text
        size = units.__len__()
        if not -size <= start <= size:
            raise ValueError(f"pos {start} out of range for string {text!r}")
        start = start + size if start < 0 else start
        found = units[start : start + max(count, 0)]
        return found.encode() if unit == "UTF8_CHAR" else found

    return _each(part, input, pos, len)


def substr(input: Any, pos: Any, len: Any, name: str | None = None, unit: str = "BYTE") -> Tensor:
    """Parts of strings, from `pos` on and `len` long, counted in bytes or in characters. `[...] x [...] x [...] -> [...]`.

    InvalidArgumentError when `pos` is outside a string. Source: tf.substr.
    """
    made: Tensor = node("Substr", input, pos, len, unit=unit, name=name)
    return made


@op("StaticRegexReplace(input: string) -> string", shape=same)
def _regex_replace(input: Any, *, pattern: str, rewrite: str, replace_global: bool = True) -> Any:
    r"""Matches of a pattern replaced; `\1` is what the first group matched. `[...] -> [...]`. Source: tf.regex_replace."""
    compiled = re.compile(pattern.encode())
    rewritten = re.sub(rb"\\0", rb"\\g<0>", rewrite.encode())
    return _each(lambda text: compiled.sub(rewritten, text, count=0 if replace_global else 1), input)


def regex_replace(input: Any, pattern: str, rewrite: str, replace_global: bool = True, name: str | None = None) -> Tensor:
    r"""Matches of `pattern` replaced by `rewrite`, where `\1` is what the first group matched. `[...] -> [...]`.

    Patterns are Python's, which read RE2's. Source: tf.regex_replace.
    """
    options: dict[str, Any] = {"pattern": pattern, "rewrite": rewrite, "replace_global": replace_global}
    made: Tensor = node("StaticRegexReplace", input, name=name, **options)
    return made


@op("StaticRegexFullMatch(input: string) -> bool", shape=same)
def _regex_full_match(input: Any, *, pattern: str) -> Any:
    """Whether a pattern matches the whole string. `[...] -> [...]`. Source: tf.strings.regex_full_match."""
    compiled = re.compile(pattern.encode())
    return np.asarray(_each(lambda text: compiled.fullmatch(text) is not None, input), np.bool_)[()]


def regex_full_match(input: Any, pattern: str, name: str | None = None) -> Tensor:
    """Whether `pattern` matches the whole string. `[...] -> [...]`. Source: tf.strings.regex_full_match."""
    made: Tensor = node("StaticRegexFullMatch", input, pattern=pattern, name=name)
    return made


def _joined_shape(inputs: TensorSpec, reduction_indices: TensorSpec, *, keep_dims: bool, separator: str) -> TensorShape:
    return reduced(inputs, reduction_indices, keep_dims=keep_dims)


@op("ReduceJoin(inputs: string, reduction_indices: int32) -> string", shape=_joined_shape)
def _reduce_join(inputs: Any, reduction_indices: Any, *, keep_dims: bool = False, separator: str = "") -> Any:
    """Strings along axes joined, the first axis given slowest. `[a, b] -> [a]`. Source: tf.reduce_join."""
    inputs = np.array(inputs, object) if isinstance(inputs, bytes) else inputs
    axes = [axis % inputs.ndim for axis in np.ravel(reduction_indices).tolist()]
    rest = [axis for axis in range(inputs.ndim) if axis not in axes]
    flat = inputs.transpose([*rest, *axes]).reshape([inputs.shape[axis] for axis in rest] + [-1])
    made = np.empty(flat.shape[:-1], object)
    for place in np.ndindex(made.shape):
        made[place] = separator.encode().join(flat[place])
    return np.reshape(made, [1 if i in axes else n for i, n in enumerate(inputs.shape)])[()] if keep_dims else made[()]


def reduce_join(
    inputs: Any,
    axis: Any = None,
    keep_dims: bool | None = None,
    separator: str = "",
    name: str | None = None,
    reduction_indices: Any = None,
    keepdims: bool | None = None,
) -> Tensor:
    """Strings joined along `axis`, along all axes unless told. `[a, b] -> []`, with axis 1 `-> [a]`. Source: tf.reduce_join."""
    graph = graph_of(inputs)
    with graph.name_scope(name or "ReduceJoin"):
        inputs = graph.convert(inputs)
        axis = reduction_indices if axis is None else axis
        axis = graph.node("AllAxes", inputs) if axis is None else axis
        keep = bool(keep_dims if keepdims is None else keepdims)
        made: Tensor = graph.node("ReduceJoin", inputs, axis, keep_dims=keep, separator=separator)
        return made


@op("StringLength(input: string) -> int32", shape=same)
def _length(input: Any, *, unit: str = "BYTE") -> Any:
    """How long strings are, in bytes or characters. `[...] -> [...]`. Source: tf.strings.length."""
    return np.asarray(_each(lambda text: len(text.decode() if unit == "UTF8_CHAR" else text), input), np.int32)[()]


def length(input: Any, name: str | None = None, unit: str = "BYTE") -> Tensor:
    """How long strings are, in bytes or characters. `[...] -> [...]`. Source: tf.strings.length."""
    made: Tensor = node("StringLength", input, unit=unit, name=name)
    return made


@op("StringLower(input: string) -> string", shape=same)
def _lower(input: Any, *, encoding: str = "") -> Any:
    """Small letters. `[...] -> [...]`. Source: tf.strings.lower."""
    return _each(lambda text: text.decode().lower().encode() if encoding else text.lower(), input)


def lower(input: Any, encoding: str = "", name: str | None = None) -> Tensor:
    """Small letters; those beyond ASCII too with encoding "utf-8". `[...] -> [...]`. Source: tf.strings.lower."""
    made: Tensor = node("StringLower", input, encoding=encoding, name=name)
    return made


@op("StringUpper(input: string) -> string", shape=same)
def _upper(input: Any, *, encoding: str = "") -> Any:
    """Capital letters. `[...] -> [...]`. Source: tf.strings.upper."""
    return _each(lambda text: text.decode().upper().encode() if encoding else text.upper(), input)


def upper(input: Any, encoding: str = "", name: str | None = None) -> Tensor:
    """Capital letters; those beyond ASCII too with encoding "utf-8". `[...] -> [...]`. Source: tf.strings.upper."""
    made: Tensor = node("StringUpper", input, encoding=encoding, name=name)
    return made


@op("StringStrip(input: string) -> string", shape=same)
def string_strip(input: Any) -> Any:
    """Strings without white space at both ends. `[...] -> [...]`. Source: tf.string_strip."""
    return _each(lambda text: text.strip(), input)


@op("EncodeBase64(input: string) -> string", shape=same)
def _encode_base64(input: Any, *, pad: bool = False) -> Any:
    """Bytes as web-safe base64. `[...] -> [...]`. Source: tf.encode_base64."""
    return _each(lambda text: base64.urlsafe_b64encode(text) if pad else base64.urlsafe_b64encode(text).rstrip(b"="), input)


def encode_base64(input: Any, pad: bool = False, name: str | None = None) -> Tensor:
    """Bytes as web-safe base64. `[...] -> [...]`. Source: tf.encode_base64."""
    made: Tensor = node("EncodeBase64", input, pad=pad, name=name)
    return made


@op("DecodeBase64(input: string) -> string", shape=same)
def decode_base64(input: Any) -> Any:
    """The bytes of web-safe base64. `[...] -> [...]`. Source: tf.decode_base64."""
    return _each(lambda text: base64.urlsafe_b64decode(text + b"=" * (-len(text) % 4)), input)


def _raw_shape(bytes: TensorSpec, **_: Any) -> TensorShape:
    return bytes.shape.concatenate(TensorShape.of((None,)))


@op("DecodeRaw(bytes: string) -> out_type", shape=_raw_shape)
def _decode_raw(bytes: Any, *, out_type: DType = uint8, little_endian: bool = True) -> Any:
    """The numbers whose bytes strings of one length hold. `[...] -> [..., n]`. Source: tf.decode_raw."""
    kind = np.dtype(out_type.as_numpy_dtype).newbyteorder("<" if little_endian else ">")
    texts = [bytes] if not isinstance(bytes, np.ndarray) else list(bytes.flat)
    if len({len(text) for text in texts}) > 1:
        raise ValueError("DecodeRaw requires input strings to all be the same size")
    rows = [np.frombuffer(text, kind) for text in texts]
    return np.reshape(np.array(rows, out_type.as_numpy_dtype), (*np.shape(bytes), len(rows[0]) if rows else 0))


def decode_raw(
    input_bytes: Any = None, out_type: Any = None, little_endian: bool = True, name: str | None = None, bytes: Any = None
) -> Tensor:
    """The numbers whose bytes strings of one length hold. `[...] -> [..., n]`. Source: tf.decode_raw."""
    given = bytes if input_bytes is None else input_bytes
    made: Tensor = node("DecodeRaw", given, out_type=as_dtype(out_type), little_endian=little_endian, name=name)
    return made
