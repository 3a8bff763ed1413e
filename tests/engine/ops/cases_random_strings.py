"""Rows for heureum.ops: random_kernels and strings."""

import heureum as tf

from .row import Row, given, real

_CHANCE = "drawn by chance"
_SEEDS = {"seed": 1, "seed2": 2}
_FRACTIONS = (tf.float16, tf.float32, tf.float64)


def words(*values: str):
    return given([each.encode() for each in values])


ROWS = [
    *(
        Row(op, given([2, 3]), attrs={"dtype": dtype, **_SEEDS}, skip_equal=_CHANCE)
        for op in ("RandomUniform", "RandomStandardNormal", "TruncatedNormal")
        for dtype in _FRACTIONS
    ),
    Row("RandomUniformInt", given([2, 3]), given(1), given(5), attrs=_SEEDS, skip_equal=_CHANCE),
    Row("RandomShuffle", real(4, 2), attrs=_SEEDS, skip_equal=_CHANCE, skip_gradient="lets none through, as in TensorFlow"),
    Row("Multinomial", real(2, 3), given(4), attrs={"output_dtype": tf.int64, **_SEEDS}, skip_equal=_CHANCE),
    Row(
        "RandomGamma", given([2]), real(3, low=0.5, high=2.0), attrs=_SEEDS, skip_equal=_CHANCE, skip_gradient="lets none through"
    ),
    Row("RandomPoissonV2", given([2]), real(3, low=1, high=2), attrs={"dtype": tf.int64, **_SEEDS}, skip_equal=_CHANCE),
    Row("StringJoin", words("a", "b"), words("c", "d"), attrs={"separator": "-"}),
    Row("AsString", real(2, 3)),
    *(Row("StringToNumber", words("1", "25"), attrs={"out_type": to}) for to in (tf.float32, tf.float64, tf.int32, tf.int64)),
    Row("Substr", words("hello", "world"), given([1, 2]), given([2, 2]), attrs={"unit": "BYTE"}),
    *(Row("ReduceJoin", words("a", "b"), given([0]), attrs={"keep_dims": keep, "separator": ","}) for keep in (False, True)),
    *(Row(op, words("aB", " c ")) for op in ("StringLength", "StringLower", "StringUpper", "StringStrip", "EncodeBase64")),
    Row("DecodeBase64", words("YUI", "YWI")),
    Row("DecodeRaw", words("ab", "cd"), attrs={"out_type": tf.uint8}, skip_exact_shape="the length of the strings is a value"),
]

NOT_DIFFERENTIABLE = {
    **dict.fromkeys(
        ("RandomUniform", "RandomStandardNormal", "TruncatedNormal", "RandomUniformInt", "Multinomial", "RandomPoissonV2"),
        _CHANCE,
    ),
    **dict.fromkeys(
        (
            "StringJoin",
            "AsString",
            "StringToNumber",
            "Substr",
            "ReduceJoin",
            "StringLength",
            "StringLower",
            "StringUpper",
            "StringStrip",
            "EncodeBase64",
            "DecodeBase64",
            "DecodeRaw",
        ),
        "it takes or gives strings",
    ),
}
