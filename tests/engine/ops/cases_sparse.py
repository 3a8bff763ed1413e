"""Rows for heureum.ops.sparse: places are given, elements drawn."""

from typing import Any

import heureum as tf
from heureum.op_def import NUMERIC, REAL

from .row import Input, Row, given, real

_A: tuple[Input, ...] = (given([[0, 1], [1, 0], [1, 2]]), real(3, low=0.5), given([2, 3]))
_B: tuple[Input, ...] = (given([[0, 1], [1, 1]]), real(2, low=0.5), given([2, 3]))
_PLACES = "how many elements are left depends on the places"
_SETS = ("a-b", "b-a", "intersection", "union")
_BOX = "the shape is that of a box inside"


def _segments(op: str, *ids: Any) -> list[Row]:
    return [
        Row(op, real(3, 2), given([0, 2, 1, 1]), given([0, 0, 1, 3]), skip_exact_shape="the last id says how many there are"),
        Row(f"{op}WithNumSegments", real(3, 2), given([0, 2, 1, 1]), given([0, 0, 1, 3]), given(5)),
    ]


ROWS = [
    Row("SparseToDense", given([[0, 1], [1, 0]]), given([2, 3]), real(2), real()),
    Row("SparseToDense", given([[0, 1], [1, 0]]), given([2, 3]), real(), real()),
    Row("SparseToDense", given([1, 3]), given([5]), real(2), real()),
    Row("SparseReorder", given([[1, 1], [1, 0], [0, 2]]), real(3), given([2, 3]), differentiated=(1,)),
    Row("SparseReshape", given([[0, 1], [1, 0]]), given([2, 3]), given([3, -1]), skip_gradient="places are whole numbers"),
    Row(
        "SparseConcat", *(_A[0], _B[0]), real(3), real(2), *(_A[2], _B[2]),
        attrs={"concat_dim": 1, "T": tf.int64}, types={"any": (tf.int64,)}, skip_exact_shape=_PLACES,
    ),
    Row("SparseSplit", given(1), *_A, attrs={"num_split": 1, "any": [tf.int64, tf.float32, tf.int64]},
        types={"T": (tf.float32,)}, skip_exact_shape=_PLACES),
    Row("SparseSlice", *_A, given([0, 1]), given([2, 5]), skip_exact_shape=_PLACES, differentiated=(1,)),
    Row("SparseFillEmptyRows", given([[0, 1], [2, 0]]), real(2), given([4, 3]), real(), skip_exact_shape=_PLACES,
        differentiated=(1,)),
    Row("SparseAdd", *_A, *_B, given(0), types={"Treal": (tf.float32,)}, skip_exact_shape=_PLACES, differentiated=(1,)),
    Row("SparseAddGrad", real(4), given([[0, 1], [1, 0]]), given([[1, 1]]), given([[0, 1], [1, 0], [1, 1], [1, 2]])),
    Row("SparseTensorDenseAdd", *_A, real(2, 3), types={"Tindices": (tf.int64, tf.int32)}),
    Row("SparseSparseMaximum", *_A, *_B, skip_exact_shape=_PLACES),
    Row("SparseSparseMinimum", *_A, *_B, skip_exact_shape=_PLACES),
    Row("SetSize", *_A, skip_exact_shape=_PLACES),
    *(Row("SparseToSparseSetOperation", *_A, *_B, attrs={"set_operation": each}, skip_exact_shape=_PLACES) for each in _SETS),
    *(Row("DenseToSparseSetOperation", real(2, 4), *_A, attrs={"set_operation": each}, skip_exact_shape=_PLACES)
      for each in _SETS),
    *(Row("DenseToDenseSetOperation", real(2, 4), real(2, 3), attrs={"set_operation": each}, skip_exact_shape=_PLACES)
      for each in _SETS),
    *(
        Row("SparseTensorDenseMatMul", *_A, real(*sizes), attrs={"adjoint_a": a, "adjoint_b": b})
        for sizes, a, b in (((3, 2), False, False), ((2, 3), False, True), ((2, 4), True, False), ((4, 2), True, True))
    ),
    *(
        Row(op, given([[0, 1], [1, 0], [1, 2]]), real(3, low=0.5), given([2, 3]), real(*sizes, low=1))
        for op in ("SparseDenseCwiseMul", "SparseDenseCwiseDiv", "SparseDenseCwiseAdd")
        for sizes in ((2, 3), (3,), (2, 1))
    ),
    Row("SparseSoftmax", *_A),
    Row("SparseRowSum", *_A),
    *(
        Row(op, *_A, given(axes), attrs={"keep_dims": keep}, types={"T": REAL if "Max" in op else NUMERIC},
            skip_exact_shape=_BOX if op.endswith("Sparse") else "")
        for op in ("SparseReduceSum", "SparseReduceMax", "SparseReduceSumSparse", "SparseReduceMaxSparse")
        for axes, keep in (([1], False), ([0], True), ([0, -1], False))
    ),
    *_segments("SparseSegmentSum"),
    *_segments("SparseSegmentMean"),
    *_segments("SparseSegmentSqrtN"),
    Row("StringSplit", given([b"a b", b"", b"c"]), given(b" "), skip_exact_shape="it counts words"),
    Row("SparseCross", given([[0, 0], [1, 0], [1, 1]]), given([1, 2, 3]), given([2, 2]), given([[4], [5]]),
        attrs={"num_sparse": 1, "num_buckets": 7}, types={"any": (tf.int64,)}, skip_exact_shape="combinations are counted"),
    Row("EditDistance", given([[0, 0], [0, 1]]), given([1, 2]), given([2, 2]), given([[0, 0]]), given([1]), given([2, 1]),
        types={"T": (tf.int64, tf.float32)}),
]  # fmt: skip

NOT_DIFFERENTIABLE = {
    **dict.fromkeys(
        ("SparseConcat", "SparseSplit", "SparseReduceMax", "SparseReduceSumSparse", "SparseReduceMaxSparse"),
        "not in TensorFlow either",
    ),
    **dict.fromkeys(
        ("DenseToDenseSetOperation", "DenseToSparseSetOperation", "SetSize", "SparseToSparseSetOperation"),
        "sets hold whole numbers and strings",
    ),
    **dict.fromkeys(("SparseSparseMaximum", "SparseSparseMinimum"), "TensorFlow's fails for every call"),
    **dict.fromkeys(("StringSplit", "EditDistance", "SparseCross"), "words, distances of words and their hashes"),
}
