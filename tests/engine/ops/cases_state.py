"""Rows for heureum.ops.state: variables, assignments and scattered updates."""

import heureum as tf

from .row import Row, given, real

_CHANGES = ("Update", "Add", "Sub", "Mul", "Min", "Max")
_SCATTERS = [f"Scatter{change}" for change in (*_CHANGES, "Div")]
_ND_SCATTERS = [f"ScatterNd{change}" for change in _CHANGES[:3]]
_NO_ZERO = {"low": 1.0, "high": 3.0}

ROWS = [
    Row(
        "VariableV2",
        attrs=lambda types: {"dtype": types["dtype"], "shape": tf.TensorShape([2, 3])},
        skip_kernel="it holds nothing before it is written to",
    ),
    *(Row(op, real(*shape), real(*shape)) for op in ("Assign", "AssignAdd", "AssignSub") for shape in ((), (2, 3))),
    *(Row(op, real(2, 3)) for op in ("IsVariableInitialized",)),
    Row("InitializedValue", real(2, 3), real(2, 3)),
    Row("CountUpTo", real(), attrs={"limit": 5}),
    Row(
        "UninitializedNames", real(), real(), real(), attrs={"names": ["a", "b", "c"]}, skip_exact_shape="it counts what is false"
    ),
    *(Row(op, real(4, 3), given([2, 0, 2]), real(3, 3, **_NO_ZERO)) for op in _SCATTERS),
    *(Row(op, real(4, 3), given(1), real(3, **_NO_ZERO)) for op in _SCATTERS),
    *(Row(op, real(4, 3), given([[2, 0], [0, 1]]), real(2)) for op in _ND_SCATTERS),
    *(Row(op, real(4, 3), given([[3], [0]]), real(2, 3)) for op in _ND_SCATTERS),
]

NOT_DIFFERENTIABLE = {row.op: "a change of state has no gradient" for row in ROWS} | {
    "VariableV2": "it has no inputs",
    "IsVariableInitialized": "its output is no number",
    "UninitializedNames": "its output is no number",
}
