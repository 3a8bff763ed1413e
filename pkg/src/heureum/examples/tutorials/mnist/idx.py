"""The IDX format: arrays of bytes, gzipped or not, as MNIST is distributed.

Takes a file; gives an array.
Law: a damaged file is refused with its name, what was found and what was needed.
Source: Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten digits".
"""

from __future__ import annotations

import gzip
import math
import struct
import zlib
from typing import IO

import numpy as np

__all__ = ["read_idx"]

_UNSIGNED_BYTES = 8


def read_idx(file: IO[bytes], name: str, rank: int) -> np.ndarray:
    """The array of `rank` axes in `file`, which may be gzipped. Raises ValueError that names the file when it is damaged."""
    raw = file.read()
    if raw[:2] == b"\x1f\x8b":
        try:
            raw = gzip.decompress(raw)
        except (OSError, EOFError, zlib.error) as reason:
            raise ValueError(f"{name} is damaged: it can't be unpacked ({reason}); needed a whole gzip file") from None
    magic = struct.pack(">HBB", 0, _UNSIGNED_BYTES, rank)
    if raw[:4] != magic:
        found = raw[:4].hex() or "nothing"
        raise ValueError(f"Invalid magic number in {name}: found {found}, needed {magic.hex()}, an IDX file of rank {rank}")
    start = 4 + 4 * rank
    if len(raw) < start:
        raise ValueError(f"{name} is damaged: found {len(raw)} bytes, needed {start} for its header alone")
    sizes = struct.unpack(f">{rank}I", raw[4:start])
    needed = start + math.prod(sizes)
    if len(raw) != needed:
        raise ValueError(f"{name} is damaged: found {len(raw)} bytes, needed {needed} for the shape {sizes}")
    return np.frombuffer(raw, np.uint8, offset=start).reshape(sizes)
