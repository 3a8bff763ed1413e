"""PNG files: arrays as their bytes, and back.

Takes uint8 or uint16 `[height, width, channels]` with 1 (grey), 2 (grey, alpha), 3 (colours) or 4 (colours, alpha) channels.
Law: what is damaged is refused, by checksum and by size, before a pixel is given.
Source: ISO/IEC 15948, https://www.w3.org/TR/png/
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

__all__ = ["SIGNATURE", "Header", "decode_png", "encode_png", "read_header"]

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_COLOUR_TYPES = {1: 0, 2: 4, 3: 2, 4: 6}
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_PALETTE = 3
# Where the seven passes of an interlaced picture begin, and how far apart their pixels are: row, column.
_PASSES = (
    (0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4), (2, 0, 4, 2), (0, 1, 2, 2), (1, 0, 2, 1),
)  # fmt: skip


@dataclass(frozen=True)
class Header:
    """What a PNG file says of itself first."""

    width: int
    height: int
    depth: int
    colour_type: int
    is_interlaced: bool


def encode_png(pixels: np.ndarray, compression: int = -1) -> bytes:
    """The bytes of a PNG file."""
    height, width, channels = pixels.shape
    depth = pixels.dtype.itemsize * 8
    data = np.ascontiguousarray(pixels.astype(f">u{pixels.dtype.itemsize}")).view(np.uint8).reshape(height, -1)
    # Each row starts with the number of its filter: 0, none.
    rows = np.zeros((height, 1 + data.shape[1]), np.uint8)
    rows[:, 1:] = data
    header = struct.pack(">IIBBBBB", width, height, depth, _COLOUR_TYPES[channels], 0, 0, 0)
    parts = (_chunk(b"IHDR", header), _chunk(b"IDAT", zlib.compress(rows.tobytes(), compression)), _chunk(b"IEND", b""))
    return SIGNATURE + b"".join(parts)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _chunks(file: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(SIGNATURE)
    while at + 12 <= len(file):
        size, kind = struct.unpack_from(">I4s", file, at)
        content = file[at + 8 : at + 8 + size]
        check = file[at + 8 + size : at + 12 + size]
        if len(check) < 4 or struct.unpack(">I", check)[0] != zlib.crc32(kind + content):
            raise ValueError(f"Invalid PNG data: the part {kind.decode(errors='replace')!r} at byte {at} is damaged")
        yield kind, content
        at += 12 + size
        if kind == b"IEND":
            return
    raise ValueError(f"Invalid PNG data: the file ends after {len(file)} bytes, before its end was marked")


def read_header(file: bytes) -> Header:
    """What the file says of itself. Raises ValueError when it is no PNG file."""
    if not file.startswith(SIGNATURE) or file[12:16] != b"IHDR" or len(file) < 33:
        raise ValueError("Invalid PNG header, data size " + str(len(file)))
    width, height, depth, colour_type, _, _, interlaced = struct.unpack_from(">IIBBBBB", file, 16)
    if colour_type not in _CHANNELS or depth not in (1, 2, 4, 8, 16) or not width or not height:
        raise ValueError(f"Invalid PNG header: {width}x{height}, depth {depth}, colour type {colour_type}")
    return Header(width, height, depth, colour_type, bool(interlaced))


def decode_png(file: bytes) -> np.ndarray:
    """The pixels, uint8 or uint16 `[height, width, channels]`; a palette's colours in its place.

    Raises ValueError for a file that is damaged or no PNG.
    """
    header = read_header(file)
    found: dict[bytes, bytes] = {}
    for kind, content in _chunks(file):
        found[kind] = found.get(kind, b"") + content
    try:
        data = zlib.decompress(found.get(b"IDAT", b""))
    except zlib.error as reason:
        raise ValueError(f"Invalid PNG data: {reason}") from None
    channels = _CHANNELS[header.colour_type]
    samples = _all_samples(header, data, channels)
    if header.colour_type == _PALETTE:
        return _coloured(samples[..., 0], found)
    if header.depth < 8:
        return (samples * (255 // (2**header.depth - 1))).astype(np.uint8)
    return samples


def _all_samples(header: Header, data: bytes, channels: int) -> np.ndarray:
    if not header.is_interlaced:
        return _samples(data, 0, header.height, header.width, channels, header.depth)[0]
    whole = np.zeros((header.height, header.width, channels), np.uint16 if header.depth == 16 else np.uint8)
    at = 0
    for row, column, down, right in _PASSES:
        height = -(-(header.height - row) // down)
        width = -(-(header.width - column) // right)
        if height > 0 and width > 0:
            part, at = _samples(data, at, height, width, channels, header.depth)
            whole[row::down, column::right] = part
    return whole


def _samples(data: bytes, at: int, height: int, width: int, channels: int, depth: int) -> tuple[np.ndarray, int]:
    """The samples of a picture or of one pass, and where its data ends."""
    stride = -(-width * channels * depth // 8)
    end = at + height * (stride + 1)
    if end > len(data):
        raise ValueError(f"Invalid PNG data: {len(data)} bytes, {end} are needed for {height} rows of {stride}")
    rows = np.frombuffer(data, np.uint8, height * (stride + 1), at).reshape(height, stride + 1)
    plain = _unfiltered(rows, max(channels * depth // 8, 1))
    if depth == 16:
        return plain.reshape(-1).view(">u2").astype(np.uint16).reshape(height, width, channels), end
    if depth < 8:
        plain = np.unpackbits(plain, axis=1).reshape(height, -1, depth)
        plain = (plain << np.arange(depth - 1, -1, -1, dtype=np.uint8)).sum(2, dtype=np.uint8)[:, : width * channels]
    return plain.reshape(height, width, channels), end


def _unfiltered(rows: np.ndarray, step: int) -> np.ndarray:
    """Rows without their filters: each byte was written as its difference to what is left, above, or both."""
    made = np.zeros((len(rows), rows.shape[1] - 1), np.uint8)
    above = np.zeros(rows.shape[1] - 1, np.uint8)
    for at, (kind, *_) in enumerate(rows):
        row = rows[at, 1:]
        if kind == 0:
            made[at] = row
        elif kind == 1:
            made[at] = _from_left(row, step)
        elif kind == 2:
            made[at] = row + above
        elif kind in (3, 4):
            made[at] = _averaged(row, above, step) if kind == 3 else _predicted(row, above, step)
        else:
            raise ValueError(f"Invalid PNG data: row {at} has filter {kind}")
        above = made[at]
    return made


def _from_left(row: np.ndarray, step: int) -> np.ndarray:
    padded = np.concatenate([row, np.zeros(-len(row) % step, np.uint8)]).reshape(-1, step)
    return np.cumsum(padded, axis=0, dtype=np.uint8).reshape(-1)[: len(row)]


def _averaged(row: np.ndarray, above: np.ndarray, step: int) -> list[int]:
    made = [0] * step
    for value, up, at in zip(row.tolist(), above.tolist(), range(len(row)), strict=True):
        made.append((value + (made[at] + up) // 2) & 255)
    return made[step:]


def _predicted(row: np.ndarray, above: np.ndarray, step: int) -> list[int]:
    """Paeth's filter: of left, above and above left the one nearest to left + above - above left."""
    made, ups = [0] * step, [0] * step + above.tolist()
    for at, value in enumerate(row.tolist()):
        left, up, corner = made[at], ups[at + step], ups[at]
        to_left, to_up, to_corner = abs(up - corner), abs(left - corner), abs(left + up - 2 * corner)
        nearest = left if to_left <= to_up and to_left <= to_corner else up if to_up <= to_corner else corner
        made.append((value + nearest) & 255)
    return made[step:]


def _coloured(places: np.ndarray, found: dict[bytes, bytes]) -> np.ndarray:
    palette = np.frombuffer(found.get(b"PLTE", b""), np.uint8).reshape(-1, 3)
    if not len(palette) or int(places.max()) >= len(palette):
        raise ValueError(f"Invalid PNG data: a pixel has colour {int(places.max())}, the palette {len(palette)} colours")
    if b"tRNS" not in found:
        return palette[places]
    alpha = np.full((len(palette), 1), 255, np.uint8)
    given = np.frombuffer(found[b"tRNS"], np.uint8)[: len(palette)]
    alpha[: len(given), 0] = given
    return np.concatenate([palette, alpha], axis=1)[places]
