"""Rows for heureum.ops.pictures, and for the words and texts that strings are cut into."""

import struct

import numpy as np

import heureum as tf
from heureum.ops.pictures.png import encode_png

from .cases_random_strings import words
from .row import Row, given, real

_SIZE = "the size of the picture is a value"
_PIXELS = np.arange(60, dtype=np.uint8).reshape(4, 5, 3)
_BMP = b"BM" + struct.pack("<IHHIIiiHHIIiiII", 70, 0, 0, 54, 40, 2, 2, 1, 24, 0, 16, 0, 0, 0, 0) + bytes(range(16))

ROWS = [
    *(
        Row("DecodePng", given(encode_png(_PIXELS)), attrs={"channels": channels, "dtype": dtype}, skip_exact_shape=_SIZE)
        for channels in (0, 1, 3, 4)
        for dtype in (tf.uint8, tf.uint16)
    ),
    Row("DecodeJpeg", given(encode_png(_PIXELS)), attrs={"channels": 3}, skip_exact_shape=_SIZE),
    Row("DecodeImage", given(encode_png(_PIXELS)), attrs={"channels": 0, "dtype": tf.uint8}, skip_exact_shape=_SIZE),
    Row("DecodeBmp", given(_BMP), attrs={"channels": 0}, skip_exact_shape=_SIZE),
    *(Row("EncodePng", real(3, 4, channels, low=0, high=200)) for channels in (1, 2, 3, 4)),
    Row("StringSplitV2", words("a b  c", " d"), given(b""), skip_exact_shape="how many words there are is a value"),
    Row("StringSplitV2", words("a, b", "c"), given(b", "), attrs={"maxsplit": 1}, skip_exact_shape="as above"),
    Row("StringFormat", real(2, 3), real(), attrs={"template": "%s and %s"}, types={"any": (tf.int32, tf.float32)}),
]

NOT_DIFFERENTIABLE = {row.op: "of files and texts there is no derivative" for row in ROWS}
