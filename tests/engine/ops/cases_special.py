"""Rows for heureum.ops: bessel, bits, guarded and incomplete."""

from .row import Row, given, real

_POSITIVE = {"low": 0.5, "high": 3.0}

ROWS = [
    *(Row(op, real(*shape)) for op in ("BesselI0e", "BesselI1e") for shape in ((), (2, 3))),
    *(Row("PopulationCount", real(*shape)) for shape in ((), (2, 3))),
    *(Row(op, real(2, 3, **_POSITIVE), real(3, **_POSITIVE)) for op in ("Xdivy", "Xlog1py", "MulNoNan")),
    Row("NextAfter", real(2, 3), real(3), skip_gradient="steps of one bit"),
    *(Row(op, given([[0.5, 2.0], [3.0, 9.0]]), real(2, **_POSITIVE)) for op in ("Igamma", "Igammac")),
    Row("IgammaGradA", real(2, 3, **_POSITIVE), real(3, **_POSITIVE)),
    Row("Betainc", given([0.5, 2.0]), given([3.0, 0.7]), real(2, low=0.1, high=0.9)),
]

NOT_DIFFERENTIABLE = {
    "PopulationCount": "its outputs are whole numbers",
    "IgammaGradA": "not in TensorFlow either",
}
