"""Rows for accumulators, staging areas and stacks. What they do is tested in test_accumulators.py and test_staging.py."""

import heureum as tf
from heureum.tensor_shape import TensorShape

from .row import Row, handle, real

_HANDLE = "a handle means something only inside its session"
_F32 = {"any": (tf.float32,), "T": (tf.float32,)}
_LIKE = {"dtype": tf.float32, "shape": TensorShape([2])}
_AREA = {"dtypes": [tf.float32], "shapes": [TensorShape([2])], "shared_name": "area"}


def _row(op: str, *inputs: object, **attrs: object) -> Row:
    return Row(op, *inputs, attrs=attrs, types=_F32, skip_kernel=_HANDLE)  # type: ignore[arg-type]


ROWS = [
    *(_row(f"{kind}ConditionalAccumulator", **_LIKE) for kind in ("", "Sparse")),
    _row("AccumulatorApplyGradient", handle(), real(), real(2)),
    _row("SparseAccumulatorApplyGradient", handle(), real(), real(3), real(3, 2), real(2), has_known_shape=True),
    _row("AccumulatorNumAccumulated", handle()),
    _row("AccumulatorSetGlobalStep", handle(), real()),
    _row("AccumulatorTakeGradient", handle(), real(), **_LIKE),
    _row("SparseAccumulatorTakeGradient", handle(), real(), dtype=tf.float32),
    _row("Stage", real(2), shared_name="area"),
    _row("Unstage", **_AREA),
    _row("StagePeek", real(), **_AREA),
    *(_row(op, shared_name="area") for op in ("StageSize", "StageClear")),
    _row("StackV2", real(), elem_type=tf.float32),
    _row("StackPushV2", handle(), real(2)),
    _row("StackPopV2", handle(), elem_type=tf.float32),
    _row("StackCloseV2", handle()),
]

NOT_DIFFERENTIABLE = {row.op: "what is kept between runs carries no gradient" for row in ROWS}
