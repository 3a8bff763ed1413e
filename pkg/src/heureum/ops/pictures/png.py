"""PNG files from arrays.

Takes uint8 `[height, width, channels]` with 1, 3 or 4 channels; gives the bytes of a PNG file.
Source: ISO/IEC 15948, https://www.w3.org/TR/png/
"""

from __future__ import annotations

import struct
import zlib

import numpy as np

__all__ = ["encode_png"]

_COLOUR_TYPES = {1: 0, 3: 2, 4: 6}  # grey, colours, colours and transparency


def encode_png(pixels: np.ndarray) -> bytes:
    """The bytes of a PNG file."""
    height, width, channels = pixels.shape
    # Each row starts with the number of its filter: 0, none.
    rows = np.zeros((height, 1 + width * channels), np.uint8)
    rows[:, 1:] = pixels.reshape(height, -1)
    header = struct.pack(">IIBBBBB", width, height, 8, _COLOUR_TYPES[channels], 0, 0, 0)
    parts = (_chunk(b"IHDR", header), _chunk(b"IDAT", zlib.compress(rows.tobytes())), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
