"""Pictures of files' bytes, and the other way. Source: tf.image.decode_png and its siblings."""

from __future__ import annotations

from typing import Any

from ..dtypes import as_dtype, float32, uint8, uint16
from ..graph import Tensor, graph_of
from ..ops.pictures.codecs import node_of
from .colour import convert_image_dtype

__all__ = ["decode_bmp", "decode_image", "decode_jpeg", "decode_png", "encode_png"]


def decode_png(contents: Any, channels: int = 0, dtype: Any = uint8, name: str | None = None) -> Tensor:
    """The pixels of a PNG file: grey (`channels=1`), colours (3), colours and alpha (4), or as the file is. `[] -> [h, w, c]`.

    Running it raises InvalidArgumentError for a damaged file. Source: tf.image.decode_png.
    """
    if as_dtype(dtype) not in (uint8, uint16):
        raise TypeError(f"decode_png gives uint8 or uint16, not {as_dtype(dtype).name}: use convert_image_dtype after it")
    return node_of("DecodePng", contents, name, channels=channels, dtype=as_dtype(dtype))


def decode_jpeg(
    contents: Any,
    channels: int = 0,
    ratio: int = 1,
    fancy_upscaling: bool = True,
    try_recover_truncated: bool = False,
    acceptable_fraction: float = 1,
    dct_method: str = "",
    name: str | None = None,
) -> Tensor:
    """The pixels of a picture; as in TensorFlow the file may be PNG, and a JPEG itself is refused. `[] -> [h, w, c]`.

    Running it raises UnimplementedError for a JPEG file, and says how to read it. Source: tf.image.decode_jpeg.
    """
    return node_of("DecodeJpeg", contents, name, channels=channels)


def decode_bmp(contents: Any, channels: int = 0, name: str | None = None) -> Tensor:
    """The pixels of a BMP file. `[] -> [h, w, c]`. Source: tf.image.decode_bmp."""
    return node_of("DecodeBmp", contents, name, channels=channels)


def decode_image(
    contents: Any, channels: int | None = None, dtype: Any = uint8, name: str | None = None, expand_animations: bool = True
) -> Tensor:
    """The pixels of a PNG or BMP file, of unknown rank as in TensorFlow; fractions in [0, 1] for `dtype=tf.float32`.

    `[] -> [h, w, c]`. Running it raises UnimplementedError for JPEG and GIF. Source: tf.image.decode_image.
    """
    wanted = as_dtype(dtype)
    graph = graph_of(contents)
    with graph.name_scope(name or "decode_image"):
        made = node_of("DecodeImage", contents, None, channels=channels or 0, dtype=uint16 if wanted is uint16 else uint8)
        return convert_image_dtype(made, float32) if wanted is float32 else made


def encode_png(image: Any, compression: int = -1, name: str | None = None) -> Tensor:
    """The bytes of a PNG file, for tf.write_file. uint8 or uint16 `[..., h, w, c] -> string [...]`.

    Raises ValueError unless there are 1 to 4 channels. Source: tf.image.encode_png.
    """
    return node_of("EncodePng", image, name, compression=compression)
