"""Event files: records one after the other, each with checksums, as TensorBoard reads them.

Takes the bytes of events; gives a file, and reads one.
Law: a record is length, masked CRC-32C of the length, content, masked CRC-32C of the content; what is cut off ends it.
Source: tensorflow/core/lib/io/record_writer.h; RFC 3720 (CRC-32C).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from ...errors import DataLossError
from .messages import Event

__all__ = ["crc32c", "framed", "framed_records", "summary_iterator"]

_POLYNOMIAL = 0x82F63B78  # Castagnoli's, with its bits reversed


def _table() -> tuple[int, ...]:
    table = []
    for byte in range(256):
        crc = byte
        for _ in range(8):
            crc = crc >> 1 ^ (_POLYNOMIAL if crc & 1 else 0)
        table.append(crc)
    return tuple(table)


_TABLE = _table()


def crc32c(content: bytes) -> int:
    """The CRC-32C: bytes -> a number. Source: RFC 3720."""
    crc, table = 0xFFFFFFFF, _TABLE
    for byte in content:
        crc = table[(crc ^ byte) & 0xFF] ^ crc >> 8
    return crc ^ 0xFFFFFFFF


def _masked(content: bytes) -> bytes:
    # A checksum of data that holds checksums is weak: it is turned and shifted.
    crc = crc32c(content)
    return struct.pack("<I", ((crc >> 15 | crc << 17) + 0xA282EAD8) & 0xFFFFFFFF)


def framed(content: bytes) -> bytes:
    """Bytes -> a record of them. Source: tensorflow/core/lib/io/record_writer.h."""
    length = struct.pack("<Q", len(content))
    return length + _masked(length) + content + _masked(content)


def framed_records(raw: bytes, path: str) -> Iterator[tuple[int, bytes]]:
    """The bytes of a file -> where each record starts, and its content. Raises DataLossError for one damaged or cut off.

    Source: tensorflow/core/lib/io/record_reader.cc.
    """
    at = 0
    while at < len(raw):
        length = raw[at : at + 8]
        if raw[at + 8 : at + 12] != _masked(length):
            raise DataLossError(None, None, f"corrupted record in {path} at {at}: its length is damaged or cut off")
        (size,) = struct.unpack("<Q", length)
        start, end = at + 12, at + 12 + size
        content = raw[start:end]
        if raw[end : end + 4] != _masked(content):
            raise DataLossError(None, None, f"corrupted record in {path} at {at}: it is damaged or cut off")
        yield at, content
        at = end + 4


def summary_iterator(path: str) -> Iterator[Event]:
    """The events of a file. Raises DataLossError for one that is damaged or cut off. `-> events`.

    Source: tf.train.summary_iterator.
    """
    with open(path, "rb") as file:
        return (Event.FromString(content) for _, content in framed_records(file.read(), path))
