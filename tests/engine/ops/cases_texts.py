"""Rows for patterns, texts and fingerprints, serialised sparse tensors, and numbers held to steps."""

import numpy as np

import heureum as tf
from heureum.ops.examples.tensors import make_tensor_proto

from .cases_random_strings import words
from .row import Row, given, real

_SPARSE = (given([[0, 1], [1, 0]]), real(2), given([2, 2]))
_NUMBERS = {"T": (tf.float32, tf.int64, tf.bool)}  # TensorFlow packs strings otherwise, and reads both
_HOW_MANY = "how many there are is in the strings"
_ROUNDED = "it rounds, and its gradient passes as it is, in TensorFlow too"


def _texts(count: int) -> np.ndarray:
    parts = (np.zeros([1, 2], np.int64), np.ones(1, np.float32), np.array([3, 2], np.int64))
    return np.array([[make_tensor_proto(each).SerializeToString() for each in parts]] * count, object)


ROWS = [
    Row("StaticRegexReplace", words("abc", "a"), attrs={"pattern": "a(b?)", "rewrite": r"\1x", "replace_global": False}),
    Row("RegexReplace", words("abc", "a.a"), given(rb"a(b?)"), given(rb"<\1\0>")),
    Row("StaticRegexFullMatch", words("abc", "ab"), attrs={"pattern": "a.c"}),
    Row("RegexFullMatch", words("abc", "ab"), given(b"a.c")),
    *(
        Row("UnicodeTranscode", words("ab", "한글"), attrs={"input_encoding": "UTF-8", "output_encoding": f"UTF-{size}"})
        for size in ("8", "16-BE", "32-BE")
    ),
    Row("UnsortedSegmentJoin", real(3, 2), given([1, 0, 1]), given(3), attrs={"separator": ", "}),
    Row("UnsortedSegmentJoin", words("a", "b", "c"), given([1, 0, 0]), given(2)),
    *(Row("Fingerprint", real(*shape), given(b"farmhash64")) for shape in ((3,), (2, 3))),
    Row("SerializeSparse", *_SPARSE, types=_NUMBERS),
    Row("SerializeManySparse", *_SPARSE, types=_NUMBERS, skip_exact_shape=_HOW_MANY),
    Row("DeserializeSparse", given(_texts(1)[0]), attrs={"dtype": tf.float32}, skip_exact_shape=_HOW_MANY),
    Row("DeserializeManySparse", given(_texts(2)), attrs={"dtype": tf.float32}, skip_exact_shape=_HOW_MANY),
    *(
        Row("QuantizeAndDequantizeV2", real(2, 3), given(-1.5), given(1.0), attrs=attrs, skip_gradient=_ROUNDED)
        for attrs in ({}, {"range_given": True}, {"signed_input": False, "num_bits": 4, "range_given": True},
                      {"round_mode": "HALF_UP", "narrow_range": True})
    ),
    Row("QuantizeAndDequantizeV2", real(2, 3), given([-1.0, -0.5]), given([0.5, 2.0]),
        attrs={"axis": 0}, skip_gradient=_ROUNDED),
    Row("QuantizeAndDequantizeV3", real(2, 3), given(-1.5), given(1.0), given(6), skip_gradient=_ROUNDED),
]  # fmt: skip

NOT_DIFFERENTIABLE = {row.op: "of texts and bytes there is no derivative" for row in ROWS if not row.op.startswith("Quantize")}
