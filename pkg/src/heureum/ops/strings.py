"""Strings: tensors of bytes, taken apart, put together, read and written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ..dtypes import string
from ..graph import Tensor, graph_of, node, op
from ..op_def import INDEX
from ..tensor_shape import TensorShape, TensorSpec
from .shapes import broadcast, reduced, same

__all__ = [
    "each_string",
    "format",
    "length",
    "lower",
    "reduce_join",
    "string_join",
    "string_strip",
    "substr",
    "upper",
]


def each_string(compute: Callable[..., Any], *arrays: Any) -> Any:
    """`compute` for each element, with broadcasting; bytes stay bytes. `[...] -> [...]`. Source: TensorFlow's string kernels."""
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
    return each_string(lambda *parts: separator.encode().join(parts), *inputs)


def string_join(inputs: Any, separator: str = "", name: str | None = None) -> Tensor:
    """Strings one after the other, with `separator` between; scalars go with every shape. `N x [...] -> [...]`.

    Raises ValueError when the shapes differ. Source: tf.string_join.
    """
    graph = graph_of(*inputs)
    with graph.name_scope(name or "StringJoin") as scope:
        parts = [graph.convert(each, string, name=f"inputs_{i}") for i, each in enumerate(inputs)]
        made: Tensor = graph.node("StringJoin", *parts, separator=separator, name=scope)
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

    return each_string(part, input, pos, len)


def substr(input: Any, pos: Any, len: Any, name: str | None = None, unit: str = "BYTE") -> Tensor:
    """Parts of strings, from `pos` on and `len` long, counted in bytes or in characters. `[...] x [...] x [...] -> [...]`.

    InvalidArgumentError when `pos` is outside a string. Source: tf.substr.
    """
    made: Tensor = node("Substr", input, pos, len, unit=unit, name=name)
    return made


def _joined_shape(inputs: TensorSpec, reduction_indices: TensorSpec, *, keep_dims: bool, separator: str) -> TensorShape:
    return reduced(inputs, reduction_indices, keep_dims=keep_dims)


@op("ReduceJoin(inputs: string, reduction_indices: int32) -> string", shape=_joined_shape)
def _reduce_join(inputs: Any, reduction_indices: Any, *, keep_dims: bool = False, separator: str = "") -> Any:
    """Strings along axes joined, the first axis given slowest. `[a, b] -> [a]`. Source: tf.reduce_join."""
    inputs = np.array(inputs, object) if isinstance(inputs, bytes) else inputs
    axes = []
    for axis in np.ravel(reduction_indices).tolist():
        if not -inputs.ndim <= axis < inputs.ndim:
            raise ValueError(f"Invalid reduction dimension {axis} for input with {inputs.ndim} dimension(s)")
        if axis % inputs.ndim in axes:
            raise ValueError(f"Duplicate reduction dimension {axis}")
        axes.append(axis % inputs.ndim)
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
    return np.asarray(each_string(lambda text: len(text.decode() if unit == "UTF8_CHAR" else text), input), np.int32)[()]


def length(input: Any, name: str | None = None, unit: str = "BYTE") -> Tensor:
    """How long strings are, in bytes or characters. `[...] -> [...]`. Source: tf.strings.length."""
    made: Tensor = node("StringLength", input, unit=unit, name=name)
    return made


@op("StringLower(input: string) -> string", shape=same)
def _lower(input: Any, *, encoding: str = "") -> Any:
    """Small letters. `[...] -> [...]`. Source: tf.strings.lower."""
    return each_string(lambda text: text.decode().lower().encode() if encoding else text.lower(), input)


def lower(input: Any, encoding: str = "", name: str | None = None) -> Tensor:
    """Small letters; those beyond ASCII too with encoding "utf-8". `[...] -> [...]`. Source: tf.strings.lower."""
    made: Tensor = node("StringLower", input, encoding=encoding, name=name)
    return made


@op("StringUpper(input: string) -> string", shape=same)
def _upper(input: Any, *, encoding: str = "") -> Any:
    """Capital letters. `[...] -> [...]`. Source: tf.strings.upper."""
    return each_string(lambda text: text.decode().upper().encode() if encoding else text.upper(), input)


def upper(input: Any, encoding: str = "", name: str | None = None) -> Tensor:
    """Capital letters; those beyond ASCII too with encoding "utf-8". `[...] -> [...]`. Source: tf.strings.upper."""
    made: Tensor = node("StringUpper", input, encoding=encoding, name=name)
    return made


@op("StringStrip(input: string) -> string", shape=same)
def string_strip(input: Any) -> Any:
    """Strings without white space at both ends. `[...] -> [...]`. Source: tf.string_strip."""
    return each_string(lambda text: text.strip(), input)


@op("StringFormat(inputs: *any) -> string", shape=lambda *_, **__: ())
def _string_format(*inputs: Any, template: str = "%s", placeholder: str = "%s", summarize: int = 3) -> Any:
    """A text with tensors written where its placeholders are. `N x [...] -> []`. Source: tf.strings.format."""
    parts = template.split(placeholder)
    texts = [_summary(each, summarize) for each in inputs]
    return "".join(part + text for part, text in zip(parts, [*texts, ""], strict=True)).encode()


def _summary(array: Any, count: int) -> str:
    """The first and last `count` elements of each axis, as TensorFlow writes them."""
    if isinstance(array, bytes):
        return f'"{array.decode(errors="replace")}"'
    if np.ndim(array) == 0:
        if isinstance(array, (bool, np.bool_)) or np.asarray(array).dtype == bool:
            return str(int(array))
        digits = {"float32": 9, "float64": 17}.get(np.asarray(array).dtype.name)
        return str(array) if digits is None else f"{float(array):.{digits}g}"
    rows = list(array)
    if 0 <= 2 * count < len(rows):
        texts = [*(_summary(each, count) for each in rows[:count]), "...", *(_summary(each, count) for each in rows[-count:])]
    else:
        texts = [_summary(each, count) for each in rows]
    return f"[{(' ' if np.ndim(array) == 1 else chr(10) + ' ').join(texts)}]"


def format(template: str, inputs: Any, placeholder: str = "{}", summarize: int = 3, name: str | None = None) -> Tensor:
    """A text with tensors written where its placeholders are. `N x [...] -> []`.

    Raises ValueError when there are not as many placeholders as tensors. Source: tf.strings.format.
    """
    listed = list(inputs) if isinstance(inputs, (list, tuple)) else [inputs]
    if template.count(placeholder) != len(listed):
        raise ValueError(
            f"The template expects {template.count(placeholder)} tensors, but the inputs only has {len(listed)}. "
            "Please ensure the number of placeholders in template matches inputs length."
        )
    options = {"template": template, "placeholder": placeholder, "summarize": summarize}
    made: Tensor = node("StringFormat", *listed, name=name, **options)
    return made
