"""Datasets of files: lines, TFRecords, records of one length; and the names of files that match a pattern.

Takes names of files; gives a dataset of strings.
Law: files are read one after the other, each when it is come to.
Source: tensorflow/core/kernels/data/{text_line,tf_record,fixed_length_record}_dataset_op.cc.
"""

from __future__ import annotations

import glob
import io
import os
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from ...errors import InvalidArgumentError
from ...graph import op
from ...tensor_shape import TensorShape
from ..examples.records import inflated, records_of
from ..files import file_bytes, file_path
from .sequence import Element, Sequence, scalar

__all__ = ["fixed_records", "matching_files"]


def _each_file(filenames: Any, read: Callable[[Any], Iterator[bytes]]) -> Sequence:
    def walk() -> Iterator[Element]:
        for name in np.ravel(np.asarray(filenames, object)):
            for record in read(name):
                yield (record,)

    return Sequence(walk)


def _kind(compression_type: Any) -> str:
    kind = compression_type.decode() if isinstance(compression_type, bytes) else str(compression_type)
    if kind not in ("", "ZLIB", "GZIP"):
        raise InvalidArgumentError(None, None, f"Unsupported compression_type: {kind!r}; it is '', 'ZLIB' or 'GZIP'")
    return kind


@op("TextLineDataset(filenames: string, compression_type: string, buffer_size: int64) -> handle: variant", shape=scalar)
def _text_line_dataset(filenames: Any, compression_type: Any, buffer_size: Any) -> Any:
    """The lines of files, without their ends. `[] or [n], [], [] -> []`. Source: tf.data.TextLineDataset."""
    kind = _kind(compression_type)

    def lines(name: Any) -> Iterator[bytes]:
        whole = inflated(file_bytes(name), kind, file_path(name))
        return (line.rstrip(b"\n").removesuffix(b"\r") for line in io.BytesIO(whole))

    return _each_file(filenames, lines)


@op("TFRecordDataset(filenames: string, compression_type: string, buffer_size: int64) -> handle: variant", shape=scalar)
def _tf_record_dataset(filenames: Any, compression_type: Any, buffer_size: Any) -> Any:
    """The records of TFRecord files. `[] or [n], [], [] -> []`. Source: tf.data.TFRecordDataset."""
    kind = _kind(compression_type)
    return _each_file(filenames, lambda name: (record for _, record in records_of(name, kind)))


def fixed_records(whole: bytes, size: int, header: int, footer: int, hop: int, path: str) -> Iterator[bytes]:
    """The bytes of a file -> pieces of one length, `hop` apart. Raises InvalidArgumentError for what is left over.

    Source: tf.data.FixedLengthRecordDataset.
    """
    end = len(whole) - footer
    if hop == size and (end - header) % size:
        message = f"Excess bytes in {path}: a body of {end - header} bytes is no multiple of the record length {size}"
        raise InvalidArgumentError(None, None, message)
    return (whole[at : at + size] for at in range(header, end - size + 1, hop))


@op(
    "FixedLengthRecordDatasetV2(filenames: string, header_bytes: int64, record_bytes: int64, footer_bytes: int64,"
    " buffer_size: int64, compression_type: string) -> handle: variant",
    shape=scalar,
)
def _fixed_length_dataset(
    filenames: Any, header_bytes: Any, record_bytes: Any, footer_bytes: Any, buffer_size: Any, compression_type: Any
) -> Any:
    """Pieces of one length of files. `[] or [n], 4 x [], [] -> []`. Source: tf.data.FixedLengthRecordDataset."""
    kind, size = _kind(compression_type), int(record_bytes)

    def pieces(name: Any) -> Iterator[bytes]:
        path = file_path(name)
        return fixed_records(inflated(file_bytes(name), kind, path), size, int(header_bytes), int(footer_bytes), size, path)

    return _each_file(filenames, pieces)


@op("MatchingFiles(pattern: string) -> filenames: string", shape=lambda pattern: TensorShape([None]), stateful=True)
def matching_files(context: Any, pattern: Any) -> Any:
    """The names of the files that match patterns, sorted. `[] or [n] -> [m]`. Source: tf.matching_files."""
    found = _matching(pattern)
    made = np.empty(len(found), object)
    made[:] = found
    return made


def _matching(pattern: Any) -> list[bytes]:
    found: set[str] = set()
    for each in np.ravel(np.asarray(pattern, object)):
        found.update(name for name in glob.glob(file_path(each)) if not os.path.isdir(name))
    return [os.fsencode(name) for name in sorted(found)]


@op("MatchingFilesDataset(patterns: string) -> handle: variant", shape=scalar)
def _matching_files_dataset(patterns: Any) -> Any:
    """The names of the files that match patterns, sorted. `[] or [n] -> []`. Source: tf.data.Dataset.list_files."""

    def walk() -> Iterator[Element]:
        found = _matching(patterns)
        if not found:
            raise InvalidArgumentError(None, None, f"No files matched pattern: {np.ravel(np.asarray(patterns, object)).tolist()}")
        return ((name,) for name in found)

    return Sequence(walk)
