"""Rows for heureum.ops: linear (batches), matrix, decompose and contraction."""

import heureum as tf

from .row import Row, given, real

_FLAGS = [(False, False), (True, False), (False, True), (True, True)]
_REAL = {"T": (tf.float32, tf.float64)}
_SIZES = "it has to know that there are at least as many rows as columns, as in TensorFlow"
_ONE_TRIANGLE = "reads one triangle, and its gradient is shared between both"
_REAL = {"T": (tf.float32, tf.float64)}
_COMPLEX = {"T": (tf.complex64, tf.complex128)}
_PHASE = "complex vectors have any phase, so nothing can be differentiated"

ROWS = [
    *(
        Row("BatchMatMulV2", real(2, *(3, 2) if x else (2, 3)), real(*(4, 3) if y else (3, 4)), attrs={"adj_x": x, "adj_y": y})
        for x, y in _FLAGS
    ),
    Row("Diag", real(2)),
    Row("DiagPart", real(2, 2)),
    Row("MatrixDiagV3", real(2, 3), given(0), given(-1), given(-1), given(0)),
    Row("MatrixDiagV3", real(3), given(1), given(3), given(5), given(0)),
    Row("MatrixDiagPartV3", real(2, 3, 4), given(1), given(0)),
    Row("MatrixSetDiagV3", real(3, 4), real(3), given(0)),
    *(Row("MatrixBandPart", real(3, 4), given(low), given(high)) for low, high in ((1, 0), (-1, 1), (0, -1))),
    Row("Cross", real(2, 3), real(2, 3)),
    *(Row("MatrixInverse", real(3, 3), attrs={"adjoint": adjoint}) for adjoint in (False, True)),
    Row("MatrixDeterminant", real(2, 3, 3)),
    *(Row("MatrixSolve", real(3, 3), real(3, 2), attrs={"adjoint": adjoint}) for adjoint in (False, True)),
    *(
        Row("MatrixTriangularSolve", real(3, 3, low=1.0, high=2.0), real(3, 2), attrs={"lower": lower, "adjoint": adjoint})
        for lower, adjoint in _FLAGS
    ),
    Row("Cholesky", given([[4, 1], [1, 3]]), skip_gradient=_ONE_TRIANGLE),
    *(
        Row("Qr", real(*shape), attrs={"full_matrices": False}, types=_REAL, skip_unknown_rank_gradient=_SIZES)
        for shape in ((3, 2), (2, 3, 3))
    ),
    *(
        Row(
            "Svd",
            real(*shape),
            attrs={"compute_uv": uv, "full_matrices": False},
            types=_REAL if uv else {},
            differentiated=(0,) if not uv else None,
        )
        for shape in ((3, 2), (2, 2, 3))
        for uv in (True, False)
    ),
    Row("Svd", real(3, 2), attrs={"compute_uv": True, "full_matrices": False}, types=_COMPLEX, skip_gradient=_PHASE),
    *(Row("Lu", real(*shape), attrs={"output_idx_type": tf.int32}, differentiated=(0,)) for shape in ((3, 3), (2, 2, 2))),
    *(Row("MatrixExponential", real(*shape)) for shape in ((3, 3), (2, 2, 2))),
    *(Row(f"Matrix{each}", given([[5, 1], [1, 3]])) for each in ("Logarithm", "SquareRoot")),
    Row("SelfAdjointEigV2", given([[4, 1], [1, 3]]), attrs={"compute_v": True}, skip_gradient=_ONE_TRIANGLE),
    *(
        Row("Einsum", *inputs, attrs={"equation": equation})
        for equation, inputs in (
            ("ij,jk->ik", [real(2, 3), real(3, 2)]),
            ("ij->j", [real(2, 3)]),
            ("bij,bij->b", [real(2, 2, 3), real(2, 2, 3)]),
            ("i,j->ij", [real(2), real(3)]),
        )
    ),
]

NOT_DIFFERENTIABLE: dict[str, str] = {}
