"""Rows for heureum.ops.fourier and heureum.ops.searching."""

import heureum as tf

from .row import Row, given, real

ROWS = [
    *(Row(op, real(2, 5)) for op in ("FFT", "IFFT")),
    *(Row(op, real(2, 3, 4)) for op in ("FFT2D", "IFFT2D")),
    *(Row(op, real(2, 2, 3, 2)) for op in ("FFT3D", "IFFT3D")),
    *(
        Row(op, given([[1, 2, 2, 4]]), given([[2, 5, 0]]), attrs={"out_type": dtype})
        for op in ("LowerBound", "UpperBound")
        for dtype in (tf.int32, tf.int64)
    ),
    Row("UnravelIndex", given([0, 5]), given([2, 3])),
]

NOT_DIFFERENTIABLE = dict.fromkeys(("LowerBound", "UpperBound", "UnravelIndex"), "its outputs are places")
