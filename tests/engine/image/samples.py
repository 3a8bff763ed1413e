"""PNG files of every kind, made chunk by chunk."""

import struct
import zlib

import numpy as np

__all__ = ["PNGS"]


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(width: int, height: int, depth: int, colour: int, rows: bytes, *extra: tuple[bytes, bytes], interlaced: int = 0) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlaced)
    parts = [(b"IHDR", header), *extra, (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


_random = np.random.RandomState(7)


def _rows(height: int, stride: int, filters: list[int]) -> bytes:
    rows = _random.randint(0, 256, (height, stride + 1)).astype(np.uint8)
    rows[:, 0] = np.resize(filters, height)
    return rows.tobytes()


_PALETTE = (b"PLTE", bytes(range(0, 240, 5)))  # 16 colours
_PASS_ROWS = b"".join(_rows(h, w * 3, [0, 1, 2, 3, 4]) for h, w in ((1, 1), (1, 1), (1, 1), (1, 3), (2, 2), (2, 5)))

PNGS = {
    "grey": png(5, 6, 8, 0, _rows(6, 5, [0, 1, 2, 3, 4])),
    "grey, 1 bit": png(11, 3, 1, 0, _rows(3, 2, [0, 2])),
    "grey, 2 bits": png(5, 3, 2, 0, _rows(3, 2, [0, 1])),
    "grey, 4 bits": png(5, 3, 4, 0, _rows(3, 3, [4, 3])),
    "grey, 16 bits": png(3, 4, 16, 0, _rows(4, 6, [1, 2, 3, 4])),
    "grey and alpha": png(3, 4, 8, 4, _rows(4, 6, [4])),
    "colours": png(7, 9, 8, 2, _rows(9, 21, [4, 3, 2, 1, 0])),
    "colours, 16 bits": png(3, 4, 16, 2, _rows(4, 18, [4, 1, 3])),
    "colours and alpha": png(3, 5, 8, 6, _rows(5, 12, [1, 4, 2])),
    "palette": png(4, 2, 4, 3, b"\x00\x01\x23\x00\x45\xef", _PALETTE),
    "palette and alpha": png(4, 2, 4, 3, b"\x00\x01\x23\x00\x45\xef", _PALETTE, (b"tRNS", b"\x00\x80")),
    "interlaced": png(5, 4, 8, 2, _PASS_ROWS, interlaced=1),
}
