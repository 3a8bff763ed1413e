"""Rows for heureum.ops: gathering, selecting, arguments, segments, and the reductions besides sums."""

import heureum as tf

from .row import Row, given, real

_AXES = ([0], [1], [0, -1])
_VALUES = "the shape depends on values"
_SMALL = (tf.float32, tf.float64, tf.int32, tf.int64)

ROWS = [
    *(
        Row(op, real(2, 3, low=0.5, high=2.0), given(axes), attrs={"keep_dims": keep})
        for op in ("Prod", "Max", "Min", "All", "Any", "EuclideanNorm")
        for axes in _AXES
        for keep in (False, True)
    ),
    *(Row(op, real(3, 4), given(axis), attrs={"output_type": tf.int64}) for op in ("ArgMax", "ArgMin") for axis in (0, 1, -1)),
    Row("TopKV2", real(2, 5), given(3)),
    Row("InTopKV2", real(2, 3), given([0, 5]), given(2)),
    Row("Unique", real(6), attrs={"out_idx": tf.int32}, skip_exact_shape=_VALUES),
    Row("UniqueWithCounts", real(6), attrs={"out_idx": tf.int64}, skip_exact_shape=_VALUES),
    Row("ListDiff", real(6), real(2), attrs={"out_idx": tf.int32}, skip_exact_shape=_VALUES),
    *(Row("GatherV2", real(3, 4), given(places), given(axis)) for places, axis in (([0, 2, 2], 0), ([[1], [0]], 1), (2, -1))),
    Row("GatherV2", real(2, 3, 4), given([[0, 2], [1, 1]]), given(2), attrs={"batch_dims": 1}),
    Row("GatherGrad", given([3, 4]), given([0, 2, 2]), given(0), real(3, 4), types={"T": _SMALL}),
    Row("GatherNd", real(2, 3, 4), given([[0, 1], [1, 2]])),
    Row("ScatterNd", given([[0], [2], [2]]), real(3, 2), given([4, 2]), types={"T": _SMALL}),
    Row("TensorScatterAdd", real(3, 2), given([[0], [2]]), real(2, 2), types={"T": _SMALL}),
    Row("TensorScatterUpdate", real(3, 2), given([[0], [2]]), real(2, 2)),
    *(Row(f"TensorScatter{each}", real(3, 2), given([[0], [2]]), real(2, 2)) for each in ("Sub", "Max", "Min")),
    *(Row("OneHot", given([0, 2, 5]), given(3), real(), real(), attrs={"axis": axis}) for axis in (-1, 0)),
    Row("Select", given([True, False]), real(2, 3), real(2, 3)),
    Row("Select", given(True), real(2, 3), real(2, 3)),
    Row("SelectV2", given([True, False, True]), real(2, 1), real()),
    Row("Where", real(2, 3), skip_exact_shape=_VALUES),
    *(
        Row(op, real(4, 2, low=0.5, high=2.0), given([0, 0, 1, 3]), skip_exact_shape=_VALUES)
        for op in ("SegmentSum", "SegmentMean", "SegmentMax", "SegmentMin", "SegmentProd")
    ),
    *(
        Row(op, real(3, 2), given([0, 1, 0]), given(2))
        for op in ("UnsortedSegmentSum", "UnsortedSegmentProd", "UnsortedSegmentMax", "UnsortedSegmentMin")
    ),
    Row(
        "DynamicStitch",
        given([0, 2]),
        given([1]),
        real(2, 3),
        real(1, 3),
        attrs=lambda types: {"T": types["any"]},
        types={"any": (tf.int32,)},
        skip_gradient="indices and rows are one list of any dtypes",
    ),
    Row("DynamicPartition", real(3, 2), given([0, 1, 0]), attrs={"num_partitions": 2}, skip_exact_shape=_VALUES),
]

NOT_DIFFERENTIABLE = {
    **dict.fromkeys(("ArgMax", "ArgMin", "InTopKV2", "Where", "All", "Any"), "its outputs are places or truth values"),
    **dict.fromkeys(("Unique", "UniqueWithCounts", "ListDiff", "SegmentProd"), "not in TensorFlow either"),
}
