"""Rows for heureum.ops.reduce."""

from .row import Row, given, real

_AXES = ([0], [1], [0, 2], [-1], [0, 1, 2], [0][:0])

ROWS = [
    *(
        Row(op, real(2, 3, 4), given(axes), attrs={"keep_dims": keep})
        for op in ("Sum", "Mean")
        for axes in _AXES
        for keep in (False, True)
    ),
    *(Row(op, real(), given([0][:0])) for op in ("Sum", "Mean")),
    *(Row(op, real(2, 3), given(1)) for op in ("Sum", "Mean")),
    Row("Sum", real(0, 3), given([0])),
    Row("SpreadAlong", real(2, 4), given([2, 3, 4]), given([1])),
    Row("SpreadAlong", real(), given([2, 3]), given([0, 1])),
    Row("SpreadAlong", real(2, 1), given([2, 3]), given([-1])),
    Row("AllAxes", real(2, 3)),
    Row("AllAxes", real()),
]

NOT_DIFFERENTIABLE = {"AllAxes": "its outputs are whole numbers"}
