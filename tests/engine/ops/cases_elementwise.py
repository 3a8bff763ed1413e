"""Rows for heureum.ops: elementwise, trigonometry, special, division, comparing and casting."""

from .row import Row, real

_INSIDE = {"low": -0.9, "high": 0.9}
_POSITIVE = {"low": 0.5, "high": 3.0}
_ABOVE_ONE = {"low": 1.2, "high": 3.0}
_BROADCAST = ([real(2, 3), real(2, 3)], [real(2, 1), real(3)], [real(), real(2)])

_RANGES = {
    "Abs": {"low": 0.2, "high": 2.0},
    "ComplexAbs": {},
    "Sign": {"low": 0.2, "high": 2.0},
    "Rsqrt": _POSITIVE,
    "Reciprocal": _POSITIVE,
    "Expm1": {},
    "Log": _POSITIVE,
    "Log1p": _POSITIVE,
    "Sin": {},
    "Cos": {},
    "Tan": _INSIDE,
    "Asin": _INSIDE,
    "Acos": _INSIDE,
    "Atan": _INSIDE,
    "Sinh": {},
    "Cosh": {},
    "Asinh": {},
    "Acosh": _ABOVE_ONE,
    "Atanh": _INSIDE,
    "Real": {},
    "Imag": {},
    "Angle": _POSITIVE,
    "Erf": {},
    "Erfc": {},
    "Lgamma": _POSITIVE,
    "Digamma": _POSITIVE,
    "Round": {},
    "Rint": {},
    "Floor": {},
    "Ceil": {},
    "LogicalNot": {},
    "IsNan": {},
    "IsInf": {},
    "IsFinite": {},
    "Invert": {},
}

ROWS = [
    *(Row(op, real(*shape, **limits)) for op, limits in _RANGES.items() for shape in ((), (2, 3))),
    *(
        Row(op, *inputs)
        for op in (
            "SquaredDifference",
            "Complex",
            "Equal",
            "NotEqual",
            "Less",
            "LessEqual",
            "Greater",
            "GreaterEqual",
            "LogicalAnd",
            "LogicalOr",
            "BitwiseAnd",
            "BitwiseOr",
            "BitwiseXor",
            "LeftShift",
            "RightShift",
        )
        for inputs in _BROADCAST
    ),
    *(Row(op, *inputs) for op in ("Maximum", "Minimum") for inputs in _BROADCAST),
    *(Row(op, real(2, 3), real(3, **_POSITIVE)) for op in ("DivNoNan", "FloorDiv", "TruncateDiv", "TruncateMod")),
    Row("FloorMod", real(2, 3, low=4.1, high=4.4), real(3, low=1.6, high=2.0)),
    Row("Pow", real(2, 3, **_POSITIVE), real(3, low=0.5, high=2.5)),
    Row("Atan2", real(2, 3, **_POSITIVE), real(3, **_POSITIVE)),
    Row("Xlogy", real(2, 3, **_POSITIVE), real(3, **_POSITIVE)),
    Row(
        "Zeta",
        real(2, 3, low=2.0, high=4.0),
        real(3, **_POSITIVE),
        skip_gradient="no derivative by its first argument, as in TensorFlow",
    ),
    Row(
        "Polygamma",
        real(2, low=1.0, high=1.5),
        real(2, **_POSITIVE),
        skip_gradient="no derivative by its order, as in TensorFlow",
    ),
    Row("Bitcast", real(2, 3), attrs=lambda types: {"type": types["T"]}),
    Row("ClipByValue", real(2, 3), real(low=-1.0, high=-0.9), real(low=0.9, high=1.0)),
    Row("CheckNumerics", real(2, 3), attrs={"message": "found"}),
]

_WHOLE = "its outputs are whole numbers or truth values"
NOT_DIFFERENTIABLE = {
    **dict.fromkeys(("Round", "Rint", "Floor", "Ceil", "FloorDiv", "TruncateDiv"), "constant but for jumps"),
    "TruncateMod": "not in TensorFlow either",
    "Bitcast": "the same bytes, another meaning",
    **dict.fromkeys(
        (
            "Equal",
            "NotEqual",
            "Less",
            "LessEqual",
            "Greater",
            "GreaterEqual",
            "LogicalAnd",
            "LogicalOr",
            "LogicalNot",
            "BitwiseAnd",
            "BitwiseOr",
            "BitwiseXor",
            "LeftShift",
            "RightShift",
            "Invert",
            "IsNan",
            "IsInf",
            "IsFinite",
        ),
        _WHOLE,
    ),
}
