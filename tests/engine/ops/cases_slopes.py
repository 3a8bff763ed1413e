"""Rows for heureum.ops: slopes, quantiles, distinct and what packs and sorts numbers into bits and buckets."""

import heureum as tf

from .row import Row, given, real

_POSITIVE = {"low": 0.5, "high": 3.0}
_HOW_MANY = "how many are distinct is a value"
_REPEATED = [[1, 0, 1], [2, 0, 2], [1, 0, 1]]
_NUMBERS = {"T": (tf.int32, tf.float32, tf.int64, tf.uint8)}

ROWS = [
    *(Row(f"{op}Grad", real(2, 3, **_POSITIVE), real(2, 3)) for op in ("Reciprocal", "Sqrt", "Rsqrt")),
    *(Row("SoftplusGrad", real(*shape), real(*shape)) for shape in ((), (2, 3))),
    *(Row("NthElement", real(2, 5), given(n), attrs={"reverse": reverse}) for n, reverse in ((0, False), (3, True))),
    Row("Erfinv", real(2, 3, low=-0.9, high=0.9)),
    Row("Ndtri", real(2, 3, low=0.1, high=0.9)),
    *(
        Row(op, given(_REPEATED), given([axis]), attrs={"out_idx": kind}, types=_NUMBERS, skip_exact_shape=_HOW_MANY)
        for op in ("UniqueV2", "UniqueWithCountsV2")
        for axis, kind in ((0, tf.int32), (1, tf.int64), (-1, tf.int32))
    ),
    *(Row("Bucketize", real(*shape), attrs={"boundaries": [-1.0, 0.0, 1.5]}) for shape in ((), (2, 3))),
    Row("ApproximateEqual", given([1.0, 2.0, 3.0]), given([1.0, 2.5, 2.0]), attrs={"tolerance": 0.75}),
    *(Row("CompareAndBitpack", real(*shape), given(threshold)) for shape, threshold in (((2, 16), 0), ((8,), 1), ((0, 8), 0))),
    *(Row("DataFormatDimMap", given(axes)) for axes in ([0, 1, 2, 3, -1, -4], 3)),
    Row("DataFormatDimMap", given([[0, 4], [-5, 2]]), attrs={"src_format": "NDHWC", "dst_format": "NCDHW"}),
    *(Row("DataFormatVecPermute", given(sizes)) for sizes in ([5, 6, 7, 8], [[1, 2], [3, 4], [5, 6], [7, 8]])),
    Row("DataFormatVecPermute", given([7, 3]), attrs={"src_format": "NCHW", "dst_format": "NHWC"}),
]

NOT_DIFFERENTIABLE = dict.fromkeys(
    (
        "ApproximateEqual", "Bucketize", "CompareAndBitpack", "DataFormatDimMap", "DataFormatVecPermute", "UniqueV2",
        "UniqueWithCountsV2",
    ),
    "not in TensorFlow either: its outputs are truth values, places or bits",
)  # fmt: skip
