"""Rows for heureum.ops: slicing, joining, padding, reshaping, passing, filling, ranging, spatial and scanning."""

import heureum as tf

from .row import Row, given, real

_MASKS = {"begin_mask": 0, "end_mask": 0, "ellipsis_mask": 0, "new_axis_mask": 0, "shrink_axis_mask": 0}
_SLICES = [
    ([0, 1], [2, 3], [1, 1], {}),
    ([0, 3], [2, 0], [1, -2], {}),
    ([1, 0], [2, 0], [1, 1], {"shrink_axis_mask": 1, "end_mask": 2}),
    ([0, 0, -1], [0, 0, 0], [1, 1, 1], {"ellipsis_mask": 1, "new_axis_mask": 2, "shrink_axis_mask": 4}),
]
_PADS = [[1, 2], [0, 1]]

ROWS = [
    *(Row("StridedSlice", real(2, 4), given(b), given(e), given(s), attrs={**_MASKS, **masks}) for b, e, s, masks in _SLICES),
    Row("StridedSliceGrad", given([2, 4]), given([0, 1]), given([2, 3]), given([1, 1]), real(2, 2), attrs=_MASKS),
    *(
        Row("Slice", real(2, 4), given(begin), given(size))
        for begin, size in (([0, 1], [2, 2]), ([1, 0], [-1, -1]), ([0, 4], [2, 0]))
    ),
    *(Row("Pack", real(2, 3), real(2, 3), attrs={"axis": axis}) for axis in (0, 1, -1)),
    Row("Pack", real()),
    *(Row("Unpack", real(2, 3), attrs={"num": num, "axis": axis}) for axis, num in ((0, 2), (1, 3), (-1, 3))),
    *(Row("ConcatV2", real(2, 3), real(2, 3), given(axis)) for axis in (0, 1, -1)),
    Row("ConcatV2", real(1, 3), real(2, 3), real(0, 3), given(0)),
    Row("Split", given(1), real(2, 4), attrs={"num_split": 2}),
    Row("SplitV", real(2, 4), given([1, 3]), given(1), attrs={"num_split": 2}),
    Row("SplitV", real(2, 4), given([1, -1]), given(-1), attrs={"num_split": 2}),
    *(Row("Tile", real(2, 3), given(times)) for times in ([2, 1], [1, 3], [0, 1])),
    Row("Pad", real(2, 3), given(_PADS)),
    Row("PadV2", real(2, 3), given(_PADS), real()),
    *(Row("MirrorPad", real(3, 3), given(_PADS), attrs={"mode": mode}) for mode in ("REFLECT", "SYMMETRIC")),
    *(Row("MirrorPadGrad", real(6, 4), given(_PADS), attrs={"mode": mode}) for mode in ("REFLECT", "SYMMETRIC")),
    *(Row("ExpandDims", real(2, 3), given(axis)) for axis in (0, 1, -1)),
    Row("Squeeze", real(1, 3, 1)),
    Row("Squeeze", real(1, 3, 1), attrs={"squeeze_dims": [-1]}),
    Row("ReverseV2", real(2, 3), given([1])),
    Row("ReverseV2", real(2, 3), given([0, -1])),
    Row("ReverseSequence", real(2, 4), given([1, 3]), attrs={"seq_dim": 1, "batch_dim": 0}),
    Row("Roll", real(2, 4), given([1, -1]), given([0, 1])),
    Row("IdentityN", real(2, 3), real(2), attrs=lambda types: {"T": [types["any"], types["any"]]}),
    Row("StopGradient", real(2, 3), skip_gradient="stops it on purpose"),
    Row("PlaceholderWithDefault", real(2, 3), attrs={"shape": tf.TensorShape([None, 3])}, skip_exact_shape="forgets on purpose"),
    Row("ShapeN", real(2, 3), real(2), attrs={"out_type": tf.int32}),
    Row("Rank", real(2, 3)),
    Row("BroadcastArgs", given([2, 1]), given([3])),
    Row("BroadcastGradientArgs", given([2, 1]), given([3]), skip_exact_shape="the sizes say how many axes there are"),
    Row("Fill", given([2, 3]), real()),
    Row("OnesLike", real(2, 3)),
    Row("Range", given(1), given(7), given(2)),
    Row("LinSpace", real(low=0, high=1), real(low=2, high=3), given(4)),
    Row("SpaceToDepth", real(1, 2, 4, 3), attrs={"block_size": 2}),
    Row("DepthToSpace", real(1, 2, 1, 8), attrs={"block_size": 2}),
    Row("SpaceToBatchND", real(1, 3, 2, 2), given([2, 2]), given([[1, 0], [0, 0]])),
    Row("BatchToSpaceND", real(4, 2, 1, 2), given([2, 2]), given([[1, 0], [0, 0]])),
    *(
        Row(op, real(2, 3, low=0.5, high=1.5), given(axis), attrs={"exclusive": exclusive, "reverse": reverse})
        for op in ("Cumsum", "Cumprod")
        for axis, exclusive, reverse in ((0, False, False), (1, True, False), (-1, True, True))
    ),
    Row("DenseBincount", given([1, 0, 1, 4]), given(4), real(4)),
    Row("HistogramFixedWidth", real(5), given([0, 2]), given(3), attrs={"dtype": tf.int32}),
]

NOT_DIFFERENTIABLE = {
    **dict.fromkeys(
        ("Rank", "ShapeN", "BroadcastArgs", "BroadcastGradientArgs", "Range", "HistogramFixedWidth"),
        "its outputs are whole numbers",
    ),
    "LinSpace": "not in TensorFlow either",
    "DenseBincount": "counts, as in TensorFlow",
}
