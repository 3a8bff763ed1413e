"""Rows for heureum.ops.math."""

import heureum as tf

from .row import Row, real

# Away from 0, where a quotient or a root has no derivative.
_POSITIVE = {"low": 0.5, "high": 3.0}

_PAIRS = ([real(2, 3), real(2, 3)], [real(), real()], [real(2, 3), real(3)], [real(2, 1), real(1, 3)], [real(0, 3), real()])

ROWS = [
    *(Row(op, *inputs) for op in ("Add", "Sub", "Mul") for inputs in _PAIRS),
    Row("AddN", real(2, 3)),
    Row("AddN", real(2, 3), real(2, 3), real(2, 3)),
    Row("RealDiv", real(2, 3), real(3, **_POSITIVE)),
    Row("RealDiv", real(), real(2, **_POSITIVE)),
    *(Row(op, real(*shape)) for op in ("Neg", "Square", "Exp", "Conj") for shape in ((), (2, 3), (0,))),
    *(Row("Sqrt", real(*shape, **_POSITIVE)) for shape in ((), (2, 3))),
    *(
        Row("Cast", real(2, 3), attrs={"DstT": to})
        for to in (tf.float32, tf.float64, tf.float16, tf.int32, tf.int64, tf.uint8, tf.bool, tf.complex64)
    ),
    Row("Cast", real(), attrs={"DstT": tf.float64}),
]

NOT_DIFFERENTIABLE: dict[str, str] = {}
