"""Diagonals, triangles and the like: matrices made of their parts, and the parts of matrices."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..dtypes import as_dtype, float32, int32
from ..graph import Operation, Tensor, graph_of, node, op
from ..op_def import ANY, INDEX, NUMERIC, REAL
from ..tensor_shape import TensorShape, TensorSpec
from .shapes import at_least_rank, same

__all__ = [
    "cross",
    "diag",
    "diag_part",
    "eye",
    "matrix_band_part",
    "matrix_diag",
    "matrix_diag_part",
    "matrix_set_diag",
    "trace",
]


def _doubled(diagonal: TensorSpec) -> TensorShape:
    at_least_rank(diagonal, 1, "diagonal")
    return diagonal.shape.concatenate(diagonal.shape)


@op("Diag(diagonal: T) -> T", shape=_doubled, gradient=lambda op, dy: [node("DiagPart", dy)], T=NUMERIC)
def diag(diagonal: Any) -> Any:
    """Zeros with the elements where the first half of the indices equals the second. `[a, b] -> [a, b, a, b]`.

    Source: tf.diag.
    """
    return np.diag(diagonal.ravel()).reshape(diagonal.shape * 2)


def _halved(input: TensorSpec) -> TensorShape:
    sizes = input.shape.sizes
    if sizes is None:
        return TensorShape.of(None)
    if len(sizes) % 2 or not sizes:
        raise ValueError(f"Input must have even and non-zero rank, input rank is {len(sizes)}")
    half = len(sizes) // 2
    return TensorShape.of(sizes[:half]).merge_with(sizes[half:])


@op("DiagPart(input: T) -> T", shape=_halved, gradient=lambda op, dy: [node("Diag", dy)], T=NUMERIC)
def diag_part(input: Any) -> Any:
    """The elements where the first half of the indices equals the second. `[a, b, a, b] -> [a, b]`. Source: tf.diag_part."""
    sizes = input.shape[: input.ndim // 2]
    count = int(np.prod(sizes))
    return np.diag(input.reshape(count, count)).reshape(sizes).copy()


def _value(spec: TensorSpec) -> int | None:
    return None if spec.value is None else int(np.ravel(spec.value)[0])


def _matrices(diagonal: TensorSpec, k: TensorSpec, num_rows: TensorSpec, num_cols: TensorSpec, _: TensorSpec) -> TensorShape:
    sizes = at_least_rank(diagonal, 1, "diagonal")
    if sizes is None:
        return TensorShape.of(None)
    offset, rows, columns = _value(k), _value(num_rows), _value(num_cols)
    if sizes[-1] is None or offset is None or rows is None or columns is None:
        return TensorShape.of((*sizes[:-1], None, None))
    return TensorShape.of((*sizes[:-1], *_matrix_sizes(sizes[-1], offset, rows, columns)))


def _matrix_sizes(length: int, offset: int, rows: int, columns: int) -> tuple[int, int]:
    least_rows, least_columns = length + max(-offset, 0), length + max(offset, 0)
    if rows == -1 and columns == -1:
        rows = columns = max(least_rows, least_columns)
    rows, columns = least_rows if rows == -1 else rows, least_columns if columns == -1 else columns
    if rows < least_rows or columns < least_columns:
        raise ValueError(f"a diagonal of length {length} at offset {offset} does not fit into [{rows}, {columns}]")
    return rows, columns


def _places(length: int, offset: int) -> Any:
    steps = np.arange(length)
    return ..., steps + max(-offset, 0), steps + max(offset, 0)


def _diag_gradient(op: Operation, dy: Tensor) -> list[Any]:
    zero = np.zeros((), dy.dtype.as_numpy_dtype)
    part = node("MatrixDiagPartV3", dy, op.inputs[1], zero)
    return [node("Reshape", part, node("Shape", op.inputs[0])), None, None, None, None]


@op(
    "MatrixDiagV3(diagonal: T, k: int32, num_rows: int32, num_cols: int32, padding_value: T) -> T",
    shape=_matrices,
    gradient=_diag_gradient,
    T=ANY[:-1],
)
def _matrix_diag(diagonal: Any, k: Any, num_rows: Any, num_cols: Any, padding_value: Any) -> Any:
    """Matrices with the given diagonals, `k` above the main one. `[..., n] -> [..., n, n]`. Source: tf.matrix_diag."""
    length, offset = diagonal.shape[-1], int(np.ravel(k)[0])
    sizes = _matrix_sizes(length, offset, int(num_rows), int(num_cols))
    made = np.full((*diagonal.shape[:-1], *sizes), padding_value, diagonal.dtype)
    made[_places(length, offset)] = diagonal
    return made


def _diagonals(input: TensorSpec, k: TensorSpec, _: TensorSpec) -> TensorShape:
    sizes, offset = at_least_rank(input, 2, "input"), _value(k)
    if sizes is None:
        return TensorShape.of(None)
    rows, columns = sizes[-2:]
    if rows is None or columns is None or offset is None:
        return TensorShape.of((*sizes[:-2], None))
    if offset and not -rows < offset < columns:
        raise ValueError(f"lower_diag_index is out of bound: {offset} is not between {-rows} and {columns}, for {input}")
    return TensorShape.of((*sizes[:-2], _length(rows, columns, offset)))


def _length(rows: int, columns: int, offset: int) -> int:
    return max(0, min(rows + min(offset, 0), columns - max(offset, 0)))


def _diag_part_gradient(op: Operation, dy: Tensor) -> list[Any]:
    x, k, _ = op.inputs
    return [node("MatrixSetDiagV3", node("ZerosLike", x), dy, k), None, None]


@op("MatrixDiagPartV3(input: T, k: int32, padding_value: T) -> T", shape=_diagonals, gradient=_diag_part_gradient, T=ANY[:-1])
def _matrix_diag_part(input: Any, k: Any, padding_value: Any) -> Any:
    """The diagonals of matrices, `k` above the main one. `[..., m, n] -> [..., min(m, n)]`. Source: tf.matrix_diag_part."""
    offset = int(np.ravel(k)[0])
    return np.asarray(input)[_places(_length(input.shape[-2], input.shape[-1], offset), offset)]


def _set_diag_gradient(op: Operation, dy: Tensor) -> list[Any]:
    _, diagonal, k = op.inputs
    zero = np.zeros((), dy.dtype.as_numpy_dtype)
    return [node("MatrixSetDiagV3", dy, node("ZerosLike", diagonal), k), node("MatrixDiagPartV3", dy, k, zero), None]


@op("MatrixSetDiagV3(input: T, diagonal: T, k: int32) -> T", shape=same, gradient=_set_diag_gradient)
def _matrix_set_diag(input: Any, diagonal: Any, k: Any) -> Any:
    """Matrices with other diagonals. `[..., m, n] x [..., min(m, n)] -> [..., m, n]`. Source: tf.matrix_set_diag."""
    made, offset = np.array(input), int(np.ravel(k)[0])
    made[_places(_length(input.shape[-2], input.shape[-1], offset), offset)] = diagonal
    return made


def matrix_diag(
    diagonal: Any,
    name: str = "diag",
    k: Any = 0,
    num_rows: Any = -1,
    num_cols: Any = -1,
    padding_value: Any = 0,
    align: str = "RIGHT_LEFT",
) -> Tensor:
    """Matrices with the given diagonals, `k` above the main one, `padding_value` elsewhere. `[..., n] -> [..., n, n]`.

    Bands of several diagonals are not offered, so `align` has no effect. Source: tf.matrix_diag.
    """
    made: Tensor = node("MatrixDiagV3", diagonal, _one(k), num_rows, num_cols, padding_value, name=name)
    return made


def matrix_diag_part(
    input: Any, name: str = "diag_part", k: Any = 0, padding_value: Any = 0, align: str = "RIGHT_LEFT"
) -> Tensor:
    """The diagonals of matrices, `k` above the main one. `[..., m, n] -> [..., min(m, n)]`.

    Bands of several diagonals are not offered, so `align` has no effect. Source: tf.matrix_diag_part.
    """
    made: Tensor = node("MatrixDiagPartV3", input, _one(k), padding_value, name=name)
    return made


def matrix_set_diag(input: Any, diagonal: Any, name: str = "set_diag", k: Any = 0, align: str = "RIGHT_LEFT") -> Tensor:
    """Matrices with other diagonals. `[..., m, n] x [..., min(m, n)] -> [..., m, n]`.

    Bands of several diagonals are not offered, so `align` has no effect. Source: tf.matrix_set_diag.
    """
    made: Tensor = node("MatrixSetDiagV3", input, diagonal, _one(k), name=name)
    return made


def _one(k: Any) -> Any:
    if isinstance(k, (tuple, list)) and len(set(k)) > 1:
        raise ValueError(f"heureum takes one diagonal at a time: k={k!r} asks for a band; use tf.matrix_band_part")
    return k[0] if isinstance(k, (tuple, list)) else k


def _band_gradient(op: Operation, dy: Tensor) -> list[Any]:
    return [node("MatrixBandPart", dy, *op.inputs[1:]), None, None]


@op(
    "MatrixBandPart(input: T, num_lower: Tindex, num_upper: Tindex) -> T",
    shape=same,
    gradient=_band_gradient,
    T=ANY[:-1],
    Tindex=INDEX,
)
def matrix_band_part(input: Any, num_lower: Any, num_upper: Any) -> Any:
    """Matrices with zeros outside a band of diagonals; -1 keeps a whole triangle. `[..., m, n] -> [..., m, n]`.

    Source: tf.matrix_band_part.
    """
    for name, wanted, size in (("num_lower", num_lower, input.shape[-2]), ("num_upper", num_upper, input.shape[-1])):
        if wanted > size:
            raise ValueError(f"{name} must be negative or less or equal to {size}, the size of the matrices, found {wanted}")
    rows, columns = np.ogrid[: input.shape[-2], : input.shape[-1]]
    below = (num_lower < 0) | (rows - columns <= num_lower)
    above = (num_upper < 0) | (columns - rows <= num_upper)
    return np.where(below & above, input, input.dtype.type(0))


def trace(x: Any, name: str | None = None) -> Tensor:
    """The sum of the main diagonals. `[..., n, n] -> [...]`. Source: tf.trace."""
    graph = graph_of(x)
    with graph.name_scope(name or "Trace") as scope:
        x = graph.convert(x, name="x")
        made: Tensor = graph.node("Sum", matrix_diag_part(x), [-1], name=scope)
        return made


def eye(num_rows: Any, num_columns: Any = None, batch_shape: Any = None, dtype: Any = float32, name: str | None = None) -> Tensor:
    """The identity matrix, or a batch of them. `[] -> [n, m]`. Source: tf.eye."""
    wanted = as_dtype(dtype)
    graph = graph_of(num_rows, num_columns, batch_shape)
    columns = num_rows if num_columns is None else num_columns
    with graph.name_scope(name or "eye"):
        one = graph.convert(wanted.as_numpy_dtype(1), name="ones")
        shortest: Any
        if isinstance(num_rows, Tensor) or isinstance(columns, Tensor):
            shortest = graph.node("Minimum", num_rows, columns)
        else:
            shortest = min(int(num_rows), int(columns))
        batch: Any = [] if batch_shape is None else batch_shape
        if not isinstance(batch, Tensor):
            batch = graph.convert(batch if len(batch) else np.zeros(0, np.int32), int32, name="shape")
        ones = graph.node("Fill", graph.node("ConcatV2", batch, graph.convert([shortest], int32), 0), one)
        zero = wanted.as_numpy_dtype(0)
        if num_columns is None:
            return matrix_diag(ones, padding_value=zero)
        sizes = graph.node("ConcatV2", batch, graph.convert([num_rows, columns], int32), 0)
        return matrix_set_diag(graph.node("Fill", sizes, graph.convert(zero), name="zeros"), ones)


def _cross_gradient(op: Operation, dy: Tensor) -> list[Any]:
    u, v = op.inputs
    return [node("Cross", v, dy), node("Cross", dy, u)]


def _cross_shape(a: TensorSpec, b: TensorSpec) -> TensorShape:
    made = a.shape.merge_with(b.shape)
    if made.sizes is not None and (not made.sizes or made.sizes[-1] not in (None, 3)):
        raise ValueError(f"Dimension must be 3: a cross product is of vectors in space, found {a} and {b}")
    return made


@op("Cross(a: T, b: T) -> T", shape=_cross_shape, gradient=_cross_gradient, T=REAL)
def cross(a: Any, b: Any) -> Any:
    """The cross product of vectors in space. `[..., 3] x [..., 3] -> [..., 3]`. Source: tf.cross."""
    return np.cross(a, b)
