"""Rows for heureum.ops.array."""

import heureum as tf

from .row import Row, given, real

ROWS = [
    *(Row(op, real(*shape)) for op in ("Identity", "ZerosLike", "Shape", "Size") for shape in ((), (2, 3), (0, 3))),
    Row("Shape", real(2, 3), attrs={"out_type": tf.int64}),
    Row("Size", real(2, 3), attrs={"out_type": tf.int64}),
    *(Row("Reshape", real(2, 6), given(shape)) for shape in ([3, 4], [-1], [2, -1, 3], [1, 12, 1])),
    Row("Reshape", real(), given([1, 1])),
    Row("Reshape", real(1, 1), given([0][:0])),
    Row("Reshape", real(0, 3), given([3, 0])),
    Row("Transpose", real(2, 3), given([1, 0])),
    Row("Transpose", real(2, 3, 4), given([2, 0, 1])),
    Row("InvertPermutation", given([2, 0, 1])),
    *(Row("BroadcastTo", real(*shape), given([2, 3])) for shape in ((), (3,), (2, 1), (2, 3))),
    *(Row("SumToShape", real(2, 3), given(shape)) for shape in ([2, 3], [3], [2, 1], [1, 1], [1], [0][:0])),
]

NOT_DIFFERENTIABLE = {
    "Shape": "its outputs are whole numbers",
    "Size": "its outputs are whole numbers",
    "InvertPermutation": "its outputs are whole numbers",
}
