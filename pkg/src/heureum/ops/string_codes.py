"""Numbers and bytes as text, and back: as_string, string_to_number, base64, raw bytes."""

from __future__ import annotations

import base64
import re
from typing import Any

import numpy as np

from ..dtypes import DType, as_dtype, float32, float64, int32, int64, uint8
from ..dtypes import bool as boolean
from ..graph import Tensor, node, op
from ..op_def import NUMERIC
from ..tensor_shape import TensorShape, TensorSpec
from .shapes import same
from .strings import each_string

__all__ = ["as_string", "decode_base64", "decode_raw", "encode_base64", "string_to_number"]

_WEB_SAFE = re.compile(rb"[A-Za-z0-9_-]*")


@op("AsString(input: T) -> string", shape=same, T=(*NUMERIC, boolean))
def _as_string(
    input: Any, *, precision: int = -1, scientific: bool = False, shortest: bool = False, width: int = -1, fill: str = ""
) -> Any:
    """Numbers as text. `[...] -> [...]`. Source: tf.as_string."""
    if len(fill) > 1:
        raise ValueError(f"Fill string must be one or fewer characters, found {fill!r}")
    if np.asarray(input).dtype.kind in "biu":
        name = np.asarray(input).dtype.name
        if scientific or shortest:
            raise ValueError(f"scientific and shortest format not supported for datatype {name}")
        if precision >= 0:
            raise ValueError(f"precision not supported for datatype {name}")
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

    return each_string(text, input)


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

    return np.asarray(each_string(number, string_tensor), out_type.as_numpy_dtype)[()]


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


@op("EncodeBase64(input: string) -> string", shape=same)
def _encode_base64(input: Any, *, pad: bool = False) -> Any:
    """Bytes as web-safe base64. `[...] -> [...]`. Source: tf.encode_base64."""
    return each_string(lambda text: base64.urlsafe_b64encode(text) if pad else base64.urlsafe_b64encode(text).rstrip(b"="), input)


def encode_base64(input: Any, pad: bool = False, name: str | None = None) -> Tensor:
    """Bytes as web-safe base64. `[...] -> [...]`. Source: tf.encode_base64."""
    made: Tensor = node("EncodeBase64", input, pad=pad, name=name)
    return made


@op("DecodeBase64(input: string) -> string", shape=same)
def decode_base64(input: Any) -> Any:
    """The bytes of web-safe base64. `[...] -> [...]`. Source: tf.decode_base64."""
    return each_string(_decoded, input)


def _decoded(text: bytes) -> bytes:
    kept = text.rstrip(b"=")
    if not _WEB_SAFE.fullmatch(kept) or len(kept) % 4 == 1 or (kept != text and len(text) % 4):
        raise ValueError(f"Invalid character found in base64, or a length that none has: {text!r} is not web-safe base64")
    return base64.urlsafe_b64decode(kept + b"=" * (-len(kept) % 4))


def _raw_shape(bytes: TensorSpec, **_: Any) -> TensorShape:
    return bytes.shape.concatenate(TensorShape.of((None,)))


@op("DecodeRaw(bytes: string) -> out_type", shape=_raw_shape)
def _decode_raw(bytes: Any, *, out_type: DType = uint8, little_endian: bool = True) -> Any:
    """The numbers whose bytes strings of one length hold. `[...] -> [..., n]`. Source: tf.decode_raw."""
    kind = np.dtype(out_type.as_numpy_dtype).newbyteorder("<" if little_endian else ">")
    texts = [bytes] if not isinstance(bytes, np.ndarray) else list(bytes.flat)
    if len({len(text) for text in texts}) > 1:
        raise ValueError("DecodeRaw requires input strings to all be the same size")
    for text in texts:
        if len(text) % kind.itemsize:
            raise ValueError(
                f"Input to DecodeRaw has length {len(text)} that is not a multiple of {kind.itemsize}, "
                f"the size of {out_type.name}"
            )
    rows = [np.frombuffer(text, kind) for text in texts]
    return np.reshape(np.array(rows, out_type.as_numpy_dtype), (*np.shape(bytes), len(rows[0]) if rows else 0))


def decode_raw(
    input_bytes: Any = None, out_type: Any = None, little_endian: bool = True, name: str | None = None, bytes: Any = None
) -> Tensor:
    """The numbers whose bytes strings of one length hold. `[...] -> [..., n]`. Source: tf.decode_raw."""
    given = bytes if input_bytes is None else input_bytes
    made: Tensor = node("DecodeRaw", given, out_type=as_dtype(out_type), little_endian=little_endian, name=name)
    return made
