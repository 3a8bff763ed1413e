"""Pictures between files' bytes and arrays, as ops: PNG both ways, BMP read, other kinds refused by name.

Source: tf.image.decode_png, tf.image.decode_image, tf.image.encode_png. JPEG and GIF are not read here.
"""

from __future__ import annotations

import struct
from typing import Any

import numpy as np

from ...dtypes import DType, uint8, uint16
from ...errors import InvalidArgumentError, UnimplementedError
from ...graph import Tensor, graph_of, op
from ...tensor_shape import TensorShape, TensorSpec
from .png import SIGNATURE, decode_png, encode_png, read_header

__all__ = ["kind_of", "node_of"]

_GREY = np.array([9798, 19235, 3735])  # how bright red, green and blue are, of 32768


def kind_of(file: bytes) -> str:
    """`PNG`, `JPEG`, `GIF`, `BMP`, or `` for another kind. Source: tensorflow::ClassifyFileFormat."""
    for kind, start in (("PNG", SIGNATURE), ("JPEG", b"\xff\xd8\xff"), ("GIF", b"GIF8"), ("BMP", b"BM")):
        if file.startswith(start):
            return kind
    return ""


def _bytes_of(contents: Any) -> bytes:
    found: bytes = contents if isinstance(contents, bytes) else contents.item()
    return found


def _picture(contents: TensorSpec, *, channels: int, **_: Any) -> TensorShape:
    contents.shape.merge_with(())
    if channels not in (0, 1, 2, 3, 4):
        raise ValueError(f"channels must be 0, 1, 3 or 4, found {channels}")
    return TensorShape.of((None, None, channels or None))


def _read(file: bytes, channels: int) -> np.ndarray:
    """The picture with as many channels as were asked for; 0 leaves it as it is."""
    kind = kind_of(file)
    if kind == "PNG":
        # TensorFlow's alpha is 1 in the depth of the file, also where the colours are then spread to eight bits.
        return _with_channels(decode_png(file), channels, 2 ** read_header(file).depth - 1)
    if kind == "BMP":
        return _with_channels(_decode_bmp(file), channels, 255)
    if kind in ("JPEG", "GIF"):
        raise UnimplementedError(
            None,
            None,
            f"heureum reads PNG and BMP, and this is a {kind} file of {len(file)} bytes: save it as PNG, or read it with "
            "Pillow and feed the array, np.asarray(PIL.Image.open(path))",
        )
    start = file[:4].hex(" ")
    raise InvalidArgumentError(None, None, f"Unknown image file format. One of JPEG, PNG, GIF, BMP required; found {start}")


def _decode_bmp(file: bytes) -> np.ndarray:
    if len(file) < 54:
        raise InvalidArgumentError(None, None, f"Incomplete BMP content, {len(file)} bytes are no header")
    (start,) = struct.unpack_from("<I", file, 10)
    width, height, _, depth = struct.unpack_from("<iiHH", file, 18)
    if depth not in (8, 24, 32):
        raise UnimplementedError(None, None, f"A BMP file of {depth} bits a pixel is not read: 8, 24 or 32 are")
    channels, rows = depth // 8, abs(height)
    stride = -(-width * depth // 32) * 4
    if start + rows * stride > len(file):
        raise InvalidArgumentError(None, None, f"Incomplete BMP content: {len(file)} bytes, {start + rows * stride} are needed")
    pixels = np.frombuffer(file, np.uint8, rows * stride, start).reshape(rows, stride)[:, : width * channels]
    pixels = pixels.reshape(rows, width, channels)
    order = {1: [0], 3: [2, 1, 0], 4: [2, 1, 0, 3]}[channels]
    return (pixels if height < 0 else pixels[::-1])[..., order]


def _with_channels(pixels: np.ndarray, channels: int, full: int) -> np.ndarray:
    found = pixels.shape[-1]
    if channels in (0, found):
        return pixels
    colours, alpha = (pixels[..., :-1], pixels[..., -1:]) if found in (2, 4) else (pixels, np.full_like(pixels[..., :1], full))
    if channels <= 2 and colours.shape[-1] == 3:
        rounded = 0 if pixels.dtype == np.uint8 else 1 << 14
        colours = ((colours.astype(np.int64) @ _GREY + rounded) >> 15).astype(pixels.dtype)[..., np.newaxis]
    elif channels >= 3 and colours.shape[-1] == 1:
        colours = np.repeat(colours, 3, axis=-1)
    return np.concatenate([colours, alpha], axis=-1) if channels in (2, 4) else colours


def _as_dtype(pixels: np.ndarray, dtype: DType) -> np.ndarray:
    if dtype is uint16 and pixels.dtype == np.uint8:
        return pixels.astype(np.uint16) * 257
    if dtype is uint8 and pixels.dtype == np.uint16:
        return (pixels >> 8).astype(np.uint8)
    return pixels


@op("DecodePng(contents: string) -> dtype", shape=_picture)
def _decode_png(contents: Any, *, channels: int = 0, dtype: DType = uint8) -> Any:
    """The pixels of a PNG file. `[] -> [h, w, c]`. Source: tf.image.decode_png."""
    return _as_dtype(_read(_bytes_of(contents), channels), dtype)


@op("DecodeJpeg(contents: string) -> uint8", shape=_picture)
def _decode_jpeg(contents: Any, *, channels: int = 0) -> Any:
    """The pixels of a file that a script calls JPEG: PNG and BMP are read. `[] -> [h, w, c]`. Source: tf.image.decode_jpeg."""
    return _as_dtype(_read(_bytes_of(contents), channels), uint8)


def _any_picture(contents: TensorSpec, **attrs: Any) -> TensorShape:
    _picture(contents, **attrs)
    return TensorShape(None)


@op("DecodeImage(contents: string) -> dtype", shape=_any_picture)
def _decode_image(contents: Any, *, channels: int = 0, dtype: DType = uint8) -> Any:
    """The pixels of a PNG or BMP file. `[] -> [h, w, c]`. Source: tf.image.decode_image."""
    return _as_dtype(_read(_bytes_of(contents), channels), dtype)


@op("DecodeBmp(contents: string) -> uint8", shape=_picture)
def _bmp(contents: Any, *, channels: int = 0) -> Any:
    """The pixels of a BMP file. `[] -> [h, w, c]`. Source: tf.image.decode_bmp."""
    pixels = _decode_bmp(_bytes_of(contents))
    if channels not in (0, pixels.shape[-1]):
        raise ValueError(f"channels attribute {channels} does not match bits per pixel from file {pixels.shape[-1]}")
    return pixels


def _file_shape(image: TensorSpec, **_: Any) -> TensorShape:
    sizes = image.shape.with_rank_at_least(3).sizes
    if sizes is not None and sizes[-1] not in (None, 1, 2, 3, 4):
        raise ValueError(f"image must have 1, 2, 3, or 4 channels, got {sizes[-1]}")
    return TensorShape(None) if sizes is None else TensorShape.of(sizes[:-3])


@op("EncodePng(image: T) -> contents: string", shape=_file_shape, T=(uint8, uint16))
def _encode_png(image: Any, *, compression: int = -1) -> Any:
    """PNG files of pictures. `[..., h, w, c] -> [...]`. Source: tf.image.encode_png."""
    pictures = np.asarray(image).reshape(-1, *np.shape(image)[-3:])
    files = np.empty(len(pictures), object)
    files[:] = [encode_png(each, compression) for each in pictures]
    return files.reshape(np.shape(image)[:-3])[()]


def node_of(op_type: str, contents: Any, name: str | None, **attrs: Any) -> Tensor:
    """A node of one of these ops. `[] -> [h, w, c]`. Source: tf.image."""
    made: Tensor = graph_of(contents).node(op_type, contents, name=name, **attrs)
    return made
