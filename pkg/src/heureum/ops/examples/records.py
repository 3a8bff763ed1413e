"""Files of records, TFRecord: written and read, plain or compressed.

Takes bytes; gives a file of framed records, and the bytes again.
Law: a record is checked before it is given; one that is damaged or cut off is said, with the file and where.
Source: tensorflow/core/lib/io/record_{reader,writer}.cc, tf.python_io.
"""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Iterator
from typing import Any

from ...errors import DataLossError
from ..files import file_bytes, file_path
from ..summary.event_file import framed, framed_records

__all__ = [
    "TFRecordCompressionType",
    "TFRecordOptions",
    "TFRecordWriter",
    "inflated",
    "records_of",
    "tf_record_iterator",
]


class TFRecordCompressionType:
    """How a file of records is compressed. Source: tf.python_io.TFRecordCompressionType."""

    NONE, ZLIB, GZIP = 0, 1, 2


_NAMES = {TFRecordCompressionType.NONE: "", TFRecordCompressionType.ZLIB: "ZLIB", TFRecordCompressionType.GZIP: "GZIP"}


class TFRecordOptions:
    """How a file of records is written and read. Source: tf.python_io.TFRecordOptions."""

    compression_type_map = _NAMES

    def __init__(
        self,
        compression_type: Any = None,
        flush_mode: Any = None,
        input_buffer_size: Any = None,
        output_buffer_size: Any = None,
        window_bits: Any = None,
        compression_level: Any = None,
        compression_method: Any = None,
        mem_level: Any = None,
        compression_strategy: Any = None,
    ) -> None:
        self.get_compression_type_string(compression_type)  # refuses what it does not know
        self.compression_type = compression_type
        self.compression_level = compression_level

    @classmethod
    def get_compression_type_string(cls, options: Any) -> str:
        """ "", "ZLIB" or "GZIP". Raises ValueError for anything else."""
        if not options:
            return ""
        if isinstance(options, cls):
            return cls.get_compression_type_string(options.compression_type)
        if options in _NAMES:
            return _NAMES[options]
        if options in _NAMES.values():
            return str(options)
        raise ValueError(f'Not a valid compression_type: "{options}"')


class TFRecordWriter:
    """Writes records to a file. Source: tf.python_io.TFRecordWriter."""

    def __init__(self, path: str, options: Any = None) -> None:
        kind = TFRecordOptions.get_compression_type_string(options)
        level = getattr(options, "compression_level", None)
        self._file: Any = (gzip.open if kind == "GZIP" else open)(path, "wb")
        self._deflate = zlib.compressobj(-1 if level is None else level) if kind == "ZLIB" else None

    def write(self, record: bytes) -> None:
        """Add a record."""
        content = framed(record)
        self._file.write(content if self._deflate is None else self._deflate.compress(content))

    def flush(self) -> None:
        """See that what was written is in the file."""
        self._file.flush()

    def close(self) -> None:
        """Finish the file."""
        if self._deflate is not None:
            self._file.write(self._deflate.flush())
            self._deflate = None
        self._file.close()

    def __enter__(self) -> TFRecordWriter:
        return self

    def __exit__(self, *exception: Any) -> None:
        self.close()


def inflated(content: bytes, kind: str, path: str) -> bytes:
    """Bytes of a file -> what they were before compression. Raises DataLossError. Source: tensorflow::io::ZlibInputStream."""
    try:
        return content if not kind else gzip.decompress(content) if kind == "GZIP" else zlib.decompress(content)
    except (OSError, EOFError, zlib.error) as reason:
        raise DataLossError(None, None, f"{path} is not {kind} data: {reason}") from None


def records_of(name: Any, kind: str = "") -> Iterator[tuple[int, bytes]]:
    """A name -> where each record of the file starts, and the record. Raises NotFoundError, DataLossError.

    Source: tensorflow::io::RecordReader.
    """
    path = file_path(name)
    return framed_records(inflated(file_bytes(name), kind, path), path)


def tf_record_iterator(path: str, options: Any = None) -> Iterator[bytes]:
    """The records of a file -> bytes. Raises NotFoundError, DataLossError. Source: tf.python_io.tf_record_iterator."""
    found = records_of(os.fsencode(path), TFRecordOptions.get_compression_type_string(options))
    return (record for _, record in found)
