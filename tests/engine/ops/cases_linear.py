"""Rows for heureum.ops.linear."""

from .row import Row, real

ROWS = [
    Row(
        "MatMul",
        real(*((4, 2) if transpose_a else (2, 4))),
        real(*((3, 4) if transpose_b else (4, 3))),
        attrs={"transpose_a": transpose_a, "transpose_b": transpose_b},
    )
    for transpose_a in (False, True)
    for transpose_b in (False, True)
] + [Row("MatMul", real(2, 0), real(0, 3))]

NOT_DIFFERENTIABLE: dict[str, str] = {}
