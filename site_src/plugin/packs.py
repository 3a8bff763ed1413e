"""A pack: many files for site-packages in one download that the browser writes out without unzipping.

A u32 (little-endian) gives the length in bytes of a JSON index `[[path, size_bytes], ...]`, padded with spaces to 4
bytes; the files' bytes follow one after the other. Its law: equal files make equal bytes, whatever order they came in.
"""

import json
import struct
from collections.abc import Mapping


def pack(files: Mapping[str, bytes]) -> bytes:
    paths = sorted(files)
    index = json.dumps([[path, len(files[path])] for path in paths], separators=(",", ":")).encode()
    index += b" " * (-len(index) % 4)
    return b"".join([struct.pack("<I", len(index)), index, *(files[path] for path in paths)])


def unpack(data: bytes) -> dict[str, bytes]:
    (index_bytes,) = struct.unpack_from("<I", data)
    start = 4 + index_bytes
    files = {}
    for path, size_bytes in json.loads(data[4:start]):
        files[path] = data[start : start + size_bytes]
        start += size_bytes
    if start != len(data):
        raise ValueError(f"a pack's index speaks of {start} bytes, but the pack has {len(data)}")
    return files
