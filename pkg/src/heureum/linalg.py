"""Linear algebra under the names of tf.linalg. Source: tf.linalg."""

from .neural import l2_normalize
from .ops.clipping import global_norm
from .ops.contraction import adjoint, einsum, logdet, matvec, slogdet, tensordot
from .ops.decompose import cholesky, cholesky_solve
from .ops.decompose import matrix_determinant as det
from .ops.decompose import matrix_inverse as inv
from .ops.decompose import matrix_solve as solve
from .ops.decompose import matrix_triangular_solve as triangular_solve
from .ops.factoring import lu, lu_matrix_inverse, lu_reconstruct, lu_solve
from .ops.fitting import matrix_rank, normalize, pinv
from .ops.fitting import matrix_solve_ls as lstsq
from .ops.linear import matmul
from .ops.matrix import cross, eye, trace
from .ops.matrix import diag as tensor_diag
from .ops.matrix import diag_part as tensor_diag_part
from .ops.matrix import matrix_band_part as band_part
from .ops.matrix import matrix_diag as diag
from .ops.matrix import matrix_diag_part as diag_part
from .ops.matrix import matrix_set_diag as set_diag
from .ops.matrix_functions import expm, logm
from .ops.matrix_functions import matrix_square_root as sqrtm
from .ops.norms import norm
from .ops.reshaping import matrix_transpose
from .ops.reshaping import matrix_transpose as transpose
from .ops.spectral import qr, svd
from .ops.spectral import self_adjoint_eig as eigh
from .ops.spectral import self_adjoint_eigvals as eigvalsh
from .ops.tridiagonal import tridiagonal_matmul, tridiagonal_solve

__all__ = [
    "adjoint",
    "band_part",
    "cholesky",
    "cholesky_solve",
    "cross",
    "det",
    "diag",
    "diag_part",
    "eigh",
    "eigvalsh",
    "einsum",
    "expm",
    "eye",
    "global_norm",
    "inv",
    "l2_normalize",
    "logdet",
    "logm",
    "lstsq",
    "lu",
    "lu_matrix_inverse",
    "lu_reconstruct",
    "lu_solve",
    "matmul",
    "matrix_rank",
    "matrix_transpose",
    "matvec",
    "norm",
    "normalize",
    "pinv",
    "qr",
    "set_diag",
    "slogdet",
    "solve",
    "sqrtm",
    "svd",
    "tensor_diag",
    "tensor_diag_part",
    "tensordot",
    "trace",
    "transpose",
    "triangular_solve",
    "tridiagonal_matmul",
    "tridiagonal_solve",
]
