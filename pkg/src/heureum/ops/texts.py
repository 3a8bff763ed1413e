"""Text by its characters, and strings joined by segment; fingerprints of what tensors hold.

Source: tensorflow/core/kernels/unicode_ops.cc, unsorted_segment_join_op.cc, fingerprint_op.cc.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..graph import Tensor, graph_of, node, op
from ..op_def import ANY, INDEX
from ..tensor_shape import TensorShape, TensorSpec
from .hashing import fingerprint64
from .shapes import at_least_rank, of_rank, same
from .strings import each_string

__all__ = ["fingerprint", "unicode_transcode", "unsorted_segment_join"]

_ENCODINGS = {"UTF-8": "utf-8", "UTF-16-BE": "utf-16-be", "UTF-32-BE": "utf-32-be"}
_INPUT_ENCODINGS = {"UTF-16": "utf-16-be", "UTF-32": "utf-32-be", "US-ASCII": "ascii"}


@op("UnicodeTranscode(input: string) -> string", shape=same)
def _unicode_transcode(
    input: Any,
    *,
    input_encoding: str,
    output_encoding: str,
    errors: str = "replace",
    replacement_char: int = 65533,
    replace_control_characters: bool = False,
) -> Any:
    """Text in another encoding. `[...] -> [...]`. Source: tf.strings.unicode_transcode."""
    if output_encoding not in _ENCODINGS:
        raise ValueError(f"output_encoding must be one of {', '.join(_ENCODINGS)}, found {output_encoding!r}")
    known = {**_ENCODINGS, **_INPUT_ENCODINGS}
    codec = known.get(input_encoding.upper(), input_encoding)

    def transcode(text: bytes) -> bytes:
        try:
            read = text.decode(codec, "strict" if errors == "strict" else errors)
        except LookupError:
            raise ValueError(f"Could not create converter for input encoding: {input_encoding}") from None
        except UnicodeDecodeError as reason:
            raise ValueError(f"Invalid formatting on input string: {reason}") from None
        instead = "" if errors == "ignore" else chr(replacement_char)
        if errors == "replace":
            read = read.replace(chr(65533), instead)
        if replace_control_characters:
            read = "".join(instead if ord(each) < 0x20 else each for each in read)
        return read.encode(_ENCODINGS[output_encoding])

    return each_string(transcode, input)


def unicode_transcode(
    input: Any,
    input_encoding: str,
    output_encoding: str,
    errors: str = "replace",
    replacement_char: int = 65533,
    replace_control_characters: bool = False,
    name: str | None = None,
) -> Tensor:
    """Text in another encoding: UTF-8, UTF-16-BE or UTF-32-BE. `[...] -> [...]`.

    Bytes that are no text become `replacement_char`, are left out (`errors="ignore"`), or fail the run with
    InvalidArgumentError ("strict"). Source: tf.strings.unicode_transcode.
    """
    made: Tensor = graph_of(input).node(
        "UnicodeTranscode", input, input_encoding=input_encoding, output_encoding=output_encoding, errors=errors,
        replacement_char=replacement_char, replace_control_characters=replace_control_characters, name=name,
    )  # fmt: skip
    return made


def _joined(inputs: TensorSpec, segment_ids: TensorSpec, num_segments: TensorSpec, *, separator: str) -> TensorShape:
    of_rank(num_segments, 0, "num_segments")
    sizes, ids = inputs.shape.sizes, segment_ids.shape.sizes
    if sizes is None or ids is None:
        return TensorShape.of(None)
    segment_ids.shape.merge_with(inputs.shape[: len(ids)])
    count = None if num_segments.value is None else int(num_segments.value)
    return TensorShape.of((count, *sizes[len(ids) :]))


@op(
    "UnsortedSegmentJoin(inputs: string, segment_ids: Tindices, num_segments: Tnumsegments) -> string",
    shape=_joined,
    Tindices=INDEX,
    Tnumsegments=INDEX,
)
def _unsorted_segment_join(inputs: Any, segment_ids: Any, num_segments: Any, *, separator: str = "") -> Any:
    """Row i is the strings whose id is i, one after the other. `[n, ...] x [n] x [] -> [s, ...]`.

    Source: tf.strings.unsorted_segment_join.
    """
    ids = np.asarray(segment_ids)
    if np.any((ids >= num_segments) | (ids < 0)):
        wrong = ids[(ids >= num_segments) | (ids < 0)][0]
        limit = f"segment_ids are not allowed to exceed num_segments or to have negative values: found {wrong}"
        raise ValueError(f"{limit}, which is not in [0, {int(num_segments)})")
    inputs = np.array(inputs, object) if isinstance(inputs, bytes) else inputs
    made = np.full((int(num_segments), *inputs.shape[ids.ndim :]), b"", object)
    for row in range(int(num_segments)):
        own = inputs[ids == row]
        for place in np.ndindex(made.shape[1:]):
            whole = b""
            for text in own[(slice(None), *place)]:
                whole = whole + separator.encode() + text if whole else text
            made[(row, *place)] = whole
    return made


def unsorted_segment_join(
    inputs: Any, segment_ids: Any, num_segments: Any, separator: str = "", name: str | None = None
) -> Tensor:
    """Row i is the strings whose id is i, one after the other. `[n, ...] x [n] x [] -> [s, ...]`.

    Nothing comes before the first that is not empty. A run fails with InvalidArgumentError for an id outside
    `[0, num_segments)`. Source: tf.strings.unsorted_segment_join.
    """
    made: Tensor = node("UnsortedSegmentJoin", inputs, segment_ids, num_segments, separator=separator, name=name)
    return made


def _printed(data: TensorSpec, method: TensorSpec) -> TensorShape:
    of_rank(method, 0, "method")
    sizes = at_least_rank(data, 1, "data")
    return TensorShape.of((None if sizes is None else sizes[0], 8))


@op("Fingerprint(data: T, method: string) -> fingerprint: uint8", shape=_printed, T=ANY)
def _fingerprint(data: Any, method: Any) -> Any:
    """Eight bytes for each row, the same for the same values. `[n, ...] x [] -> [n, 8]`. Source: tf.fingerprint."""
    name = method if isinstance(method, bytes) else method.item()
    if name != b"farmhash64":
        raise ValueError(f"Unsupported data fingerprint method: {name.decode()}: farmhash64 is offered")
    prints = [_of_row(row, data.ndim) for row in data]
    return np.frombuffer(b"".join(prints), np.uint8).reshape(len(data), 8)


def _of_row(row: Any, rank: int) -> bytes:
    if isinstance(row, bytes):
        return _bytes(row)
    if row.dtype != object:
        return _bytes(np.ascontiguousarray(row).tobytes())
    return _bytes(b"".join(_bytes(each) for each in row.ravel()))


def _bytes(text: bytes) -> bytes:
    return fingerprint64(text).to_bytes(8, "little")


def fingerprint(data: Any, method: Any = "farmhash64", name: str | None = None) -> Tensor:
    """Eight bytes for each row, the same for the same values. `[n, ...] -> uint8[n, 8]`.

    A run fails with InvalidArgumentError for another method. Source: tf.fingerprint.
    """
    graph = graph_of(data)
    with graph.name_scope(name or "Fingerprint") as scope:
        made: Tensor = graph.node("Fingerprint", data, graph.convert(method, name="method"), name=scope)
        return made
