"""Diagonals, triangles and the like: matrices made of their parts, and the parts of matrices."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..dtypes import as_dtype, float32, int32
from ..graph import Operation, Tensor, graph_of, node, op
from ..op_def import ANY, INDEX, NUMERIC, REAL
from ..tensor_shape import TensorShape, TensorSpec
from .bands import limits, matrix_sizes, put, taken, widest
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


def _limits(k: TensorSpec) -> tuple[int, int] | None:
    return None if k.value is None else limits(k.value)


def _matrices(
    diagonal: TensorSpec, k: TensorSpec, num_rows: TensorSpec, num_cols: TensorSpec, _: TensorSpec, *, align: str
) -> TensorShape:
    sizes, offsets = at_least_rank(diagonal, 1, "diagonal"), _limits(k)
    if sizes is None or offsets is None:
        return TensorShape.of(None)
    batch = sizes[:-1] if offsets[0] == offsets[1] else sizes[:-2]
    if len(batch) < len(sizes) - 1 and sizes[-2] not in (None, offsets[1] - offsets[0] + 1):
        raise ValueError(f"offsets {offsets[0]} to {offsets[1]} are {offsets[1] - offsets[0] + 1} diagonals, found {diagonal}")
    if sizes[-1] is None or num_rows.value is None or num_cols.value is None:
        return TensorShape.of((*batch, None, None))
    return TensorShape.of((*batch, *matrix_sizes(sizes[-1], *offsets, int(num_rows.value), int(num_cols.value))))


def _diag_gradient(op: Operation, dy: Tensor) -> list[Any]:
    zero = np.zeros((), dy.dtype.as_numpy_dtype)
    part = node("MatrixDiagPartV3", dy, op.inputs[1], zero, **op.attrs)
    return [node("Reshape", part, node("Shape", op.inputs[0])), None, None, None, None]


@op(
    "MatrixDiagV3(diagonal: T, k: int32, num_rows: int32, num_cols: int32, padding_value: T) -> T",
    shape=_matrices,
    gradient=_diag_gradient,
    T=ANY[:-1],
)
def _matrix_diag(diagonal: Any, k: Any, num_rows: Any, num_cols: Any, padding_value: Any, *, align: str = "RIGHT_LEFT") -> Any:
    """Matrices with the given diagonals, `k` above the main one, or a band. `[..., n] -> [..., n, n]`. Source: tf.matrix_diag."""
    low, high = limits(k)
    batch = diagonal.shape[: -1 if low == high else -2]
    sizes = matrix_sizes(diagonal.shape[-1], low, high, int(num_rows), int(num_cols))
    return put(np.full((*batch, *sizes), padding_value, diagonal.dtype), diagonal, k, align)


def _diagonals(input: TensorSpec, k: TensorSpec, _: TensorSpec, *, align: str) -> TensorShape:
    sizes, offsets = at_least_rank(input, 2, "input"), _limits(k)
    if sizes is None or offsets is None:
        return TensorShape.of(None)
    rows, columns = sizes[-2:]
    count = () if offsets[0] == offsets[1] else (offsets[1] - offsets[0] + 1,)
    _check_inside(input, k)
    longest = None if rows is None or columns is None else widest(rows, columns, *offsets)
    return TensorShape.of((*sizes[:-2], *count, longest))


def _check_inside(input: TensorSpec, k: TensorSpec) -> None:
    """Raises ValueError for a diagonal that these matrices do not have."""
    if input.shape.rank is None or k.value is None:
        return
    rows, columns = input.shape.as_list()[-2:]
    for offset in limits(k.value):
        if (offset < 0 and rows is not None and offset <= -rows) or (offset > 0 and columns is not None and offset >= columns):
            raise ValueError(
                f"a diagonal's index is out of bound: {offset} is not between {-(rows or 0)} and {columns}, for {input}"
            )


def _diag_part_gradient(op: Operation, dy: Tensor) -> list[Any]:
    x, k, _ = op.inputs
    return [node("MatrixSetDiagV3", node("ZerosLike", x), dy, k, **op.attrs), None, None]


@op("MatrixDiagPartV3(input: T, k: int32, padding_value: T) -> T", shape=_diagonals, gradient=_diag_part_gradient, T=ANY[:-1])
def _matrix_diag_part(input: Any, k: Any, padding_value: Any, *, align: str = "RIGHT_LEFT") -> Any:
    """The diagonals of matrices, `k` above the main one. `[..., m, n] -> [..., min(m, n)]`. Source: tf.matrix_diag_part."""
    return taken(np.asarray(input), _inside(input, k), padding_value, align)


def _inside(input: Any, k: Any) -> Any:
    _check_inside(TensorSpec(as_dtype(input.dtype), TensorShape.of(input.shape)), TensorSpec(int32, TensorShape.of(k.shape), k))
    return k


def _set_diag_shape(input: TensorSpec, diagonal: TensorSpec, k: TensorSpec, *, align: str) -> TensorShape:
    at_least_rank(input, 2, "input")
    _check_inside(input, k)
    return input.shape


def _set_diag_gradient(op: Operation, dy: Tensor) -> list[Any]:
    _, diagonal, k = op.inputs
    zero = np.zeros((), dy.dtype.as_numpy_dtype)
    rest = node("MatrixSetDiagV3", dy, node("ZerosLike", diagonal), k, **op.attrs)
    return [rest, node("MatrixDiagPartV3", dy, k, zero, **op.attrs), None]


@op("MatrixSetDiagV3(input: T, diagonal: T, k: int32) -> T", shape=_set_diag_shape, gradient=_set_diag_gradient, T=ANY[:-1])
def _matrix_set_diag(input: Any, diagonal: Any, k: Any, *, align: str = "RIGHT_LEFT") -> Any:
    """Matrices with other diagonals. `[..., m, n] x [..., min(m, n)] -> [..., m, n]`. Source: tf.matrix_set_diag."""
    return put(np.array(input), diagonal, _inside(input, k), align)


def matrix_diag(
    diagonal: Any,
    name: str = "diag",
    k: Any = 0,
    num_rows: Any = -1,
    num_cols: Any = -1,
    padding_value: Any = 0,
    align: str = "RIGHT_LEFT",
) -> Tensor:
    """Matrices with the given diagonals, `k` above the main one, or from `k[0]` to `k[1]`. `[..., n] -> [..., n, n]`.

    Shorter diagonals of a band are aligned to the right above and to the left below, unless `align` says otherwise.
    Raises ValueError when they do not fit. Source: tf.matrix_diag.
    """
    graph = graph_of(diagonal, k, padding_value)
    diagonal = graph.convert(diagonal, name="diagonal")
    padding = _padding(diagonal, padding_value)
    made: Tensor = graph.node("MatrixDiagV3", diagonal, k, num_rows, num_cols, padding, align=align, name=name)
    return made


def _padding(like: Tensor, value: Any) -> Any:
    """0 as truth values have it: False."""
    return False if like.dtype.is_bool and isinstance(value, int) and value == 0 else value


def matrix_diag_part(
    input: Any, name: str = "diag_part", k: Any = 0, padding_value: Any = 0, align: str = "RIGHT_LEFT"
) -> Tensor:
    """The diagonals of matrices, `k` above the main one, or from `k[0]` to `k[1]`. `[..., m, n] -> [..., min(m, n)]`.

    Shorter diagonals of a band are padded, and aligned as `align` says. Raises ValueError for one that is not there.
    Source: tf.matrix_diag_part.
    """
    graph = graph_of(input, k, padding_value)
    input = graph.convert(input, name="input")
    made: Tensor = graph.node("MatrixDiagPartV3", input, k, _padding(input, padding_value), align=align, name=name)
    return made


def matrix_set_diag(input: Any, diagonal: Any, name: str = "set_diag", k: Any = 0, align: str = "RIGHT_LEFT") -> Tensor:
    """Matrices with other diagonals, at `k` or from `k[0]` to `k[1]`. `[..., m, n] x [..., min(m, n)] -> [..., m, n]`.

    Raises ValueError for a diagonal that is not there. Source: tf.matrix_set_diag.
    """
    made: Tensor = node("MatrixSetDiagV3", input, diagonal, k, align=align, name=name)
    return made


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
