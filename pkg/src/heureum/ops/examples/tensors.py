"""Tensors as strings and back, and strings that were compressed: serialize_tensor, parse_tensor, decode_compressed.

Source: tensorflow/core/ops/parsing_ops.cc.
"""

from __future__ import annotations

import io
from typing import Any

import numpy as np

from ...dtypes import as_dtype, string
from ...errors import InvalidArgumentError
from ...graph import Tensor, node, op
from ...graph.convert import as_array
from ...op_def import ANY
from ...tensor_shape import TensorShape
from ..strings import each_string
from ..summary.messages import TensorProto, TensorShapeDim, TensorShapeProto
from .records import inflated

__all__ = ["decode_compressed", "make_ndarray", "make_tensor_proto", "parse_tensor", "serialize_tensor"]


def make_tensor_proto(
    values: Any, dtype: Any = None, shape: Any = None, verify_shape: bool = False, allow_broadcast: bool = False
) -> TensorProto:
    """An array as a message: values -> TensorProto. Raises as `tf.constant`. Source: tf.make_tensor_proto."""
    array = as_array(values, None if dtype is None else as_dtype(dtype))
    if shape is not None:
        if verify_shape and list(array.shape) != list(shape):
            raise TypeError(f"Expected shape {list(shape)}, got {list(array.shape)}.")
        array = np.broadcast_to(array, shape) if array.size == 1 else array.reshape(shape)
    made = TensorProto(dtype=as_dtype(array.dtype).as_datatype_enum)
    made.tensor_shape = TensorShapeProto(dim=[TensorShapeDim(size=size) for size in array.shape])
    if array.dtype == object:
        made.string_val.extend(array.ravel().tolist())
    else:
        made.tensor_content = array.tobytes()
    return made


def make_ndarray(tensor: TensorProto) -> np.ndarray:
    """A message as an array: TensorProto -> values. Raises TypeError for a dtype that is unknown. Source: tf.make_ndarray."""
    shape = [each.size for each in tensor.tensor_shape.dim]
    dtype = as_dtype(tensor.dtype)
    if dtype is string:
        texts = list(tensor.string_val) if tensor.string_val else _cut(tensor.tensor_content)
        made = np.empty(len(texts), object)
        made[:] = texts
        return made.reshape(shape)
    return np.frombuffer(tensor.tensor_content, dtype.as_numpy_dtype).reshape(shape).copy()


def _cut(content: bytes) -> list[bytes]:
    """Strings that were packed into one: first how long each is, seven bits to a byte, and then all of them."""
    reader, total = io.BytesIO(content), 0
    lengths: list[int] = []
    while content and total + reader.tell() < len(content):
        length, shift = 0, 0
        while True:
            byte = reader.read(1)[0]
            length |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                break
        lengths.append(length)
        total += length
    return [reader.read(length) for length in lengths]


@op("SerializeTensor(tensor: T) -> string", shape=lambda tensor: (), T=ANY)
def serialize_tensor(tensor: Any) -> Any:
    """A tensor as the bytes of a TensorProto. `[...] -> []`. Source: tf.serialize_tensor."""
    return make_tensor_proto(np.asarray(tensor, object) if isinstance(tensor, bytes) else np.asarray(tensor)).SerializeToString()


@op("ParseTensor(serialized: string) -> out_type", shape=lambda serialized, **_: TensorShape(None))
def _parse_tensor(serialized: Any, *, out_type: Any) -> Any:
    """The tensor that the bytes of a TensorProto hold. `[] -> [...]`. Source: tf.parse_tensor."""
    try:
        found = make_ndarray(TensorProto.FromString(serialized))
    except (ValueError, TypeError) as reason:
        raise InvalidArgumentError(None, None, f"Could not parse `serialized` as TensorProto: {reason}") from None
    if as_dtype(found.dtype) is not as_dtype(out_type):
        message = f"Type mismatch between parsed tensor ({as_dtype(found.dtype).name}) and dtype ({as_dtype(out_type).name})"
        raise InvalidArgumentError(None, None, message)
    return found[()]


def parse_tensor(serialized: Any, out_type: Any, name: str | None = None) -> Tensor:
    """The tensor that the bytes of a TensorProto hold. `string[] -> [...]`.

    A run fails with InvalidArgumentError for other bytes, or another dtype. Source: tf.parse_tensor.
    """
    made: Tensor = node("ParseTensor", serialized, out_type=as_dtype(out_type), name=name)
    return made


@op("DecodeCompressed(bytes: string) -> string", shape=lambda bytes, **_: bytes.shape)
def _decode_compressed(bytes: Any, *, compression_type: str = "") -> Any:
    """What strings were before compression. `[...] -> [...]`. Source: tf.io.decode_compressed."""
    return each_string(lambda text: inflated(text, compression_type, "a string"), bytes)


def decode_compressed(bytes: Any, compression_type: str = "", name: str | None = None) -> Tensor:
    """What strings were before compression: "ZLIB", "GZIP" or "". `string[...] -> string[...]`.

    Raises ValueError for another kind. Source: tf.decode_compressed.
    """
    if compression_type not in ("", "ZLIB", "GZIP"):
        raise ValueError(f'compression_type is "", "ZLIB" or "GZIP", found {compression_type!r}')
    made: Tensor = node("DecodeCompressed", bytes, compression_type=compression_type, name=name)
    return made
