"""Sparse tensors joined, cut and filled up: concat, split, slice, fill_empty_rows.

Source: tensorflow/python/ops/sparse_ops.py.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ...dtypes import int64
from ...graph import Operation, Tensor, node, op
from ...graph.sparse import SparseTensor
from ...op_def import ANY
from ...tensor_shape import TensorShape, TensorSpec
from .places import as_sparse, graph_of_sparse, in_order, parts, three

__all__ = ["sparse_concat", "sparse_fill_empty_rows", "sparse_slice", "sparse_split"]


def _concatenated(*inputs: TensorSpec, concat_dim: int, T: Any) -> list[TensorShape]:
    count = len(inputs) // 3
    known = [parts(inputs[i], inputs[count + i], inputs[2 * count + i]) for i in range(count)]
    counts = [each[0] for each in known]
    total = None if None in counts else sum(each for each in counts if each is not None)
    return three(total, next((rank for _, rank in known if rank is not None), None))


@op(
    "SparseConcat(inputs: *any) -> output_indices: int64, output_values: T, output_shape: int64",
    shape=_concatenated,
)
def _sparse_concat(*inputs: Any, concat_dim: int, T: Any) -> Any:
    """Sparse tensors one after the other along an axis. `N x [n, r], N x [n], N x [r] -> [m, r], [m], [r]`.

    Source: tf.sparse_concat.
    """
    count = len(inputs) // 3
    places, values, shapes = (inputs[i * count : (i + 1) * count] for i in range(3))
    axis = concat_dim % len(shapes[0])
    rest = [np.delete(shape, axis) for shape in shapes]
    if any(not np.array_equal(each, rest[0]) for each in rest):
        raise ValueError(f"Input shapes must match but for axis {axis}: found {[shape.tolist() for shape in shapes]}")
    starts = np.cumsum([0, *(shape[axis] for shape in shapes)])
    moved = []
    for at, start in zip(places, starts, strict=False):
        at = at.copy()
        at[:, axis] += start
        moved.append(at)
    whole = shapes[0].copy()
    whole[axis] = starts[-1]
    joined = np.concatenate(moved)
    order = in_order(joined, whole)
    return joined[order], np.concatenate(values)[order], whole


def sparse_concat(
    axis: int,
    sp_inputs: Any,
    name: str | None = None,
    expand_nonconcat_dim: bool = False,
    concat_dim: int | None = None,
    expand_nonconcat_dims: bool | None = None,
) -> SparseTensor:
    """Sparse tensors one after the other along an axis. `N x sparse [a, b] -> sparse [c, b]`.

    With `expand_nonconcat_dims` the other sizes need not agree: the largest of each is taken. Raises TypeError unless
    all are sparse. Source: tf.sparse_concat.
    """
    axis = axis if concat_dim is None else concat_dim
    tensors = [as_sparse(each, "sp_inputs") for each in (sp_inputs if isinstance(sp_inputs, (list, tuple)) else [sp_inputs])]
    if len(tensors) == 1:
        return tensors[0]
    graph = graph_of_sparse(*tensors)
    shapes = [each.dense_shape for each in tensors]
    if expand_nonconcat_dim or expand_nonconcat_dims:
        largest = graph.node("Max", graph.node("Pack", *shapes), [0])
        rank = shapes[0].shape[0].value
        keep = np.arange(rank) == axis % rank
        shapes = [graph.node("SelectV2", keep, shape, largest) for shape in shapes]
    found = graph.node(
        "SparseConcat", *(each.indices for each in tensors), *(each.values for each in tensors), *shapes,
        concat_dim=axis, T=tensors[0].dtype, name=name,
    )  # fmt: skip
    return SparseTensor(*found)


def _sliced(indices: TensorSpec, values: TensorSpec, shape: TensorSpec, start: TensorSpec, size: TensorSpec) -> list[TensorShape]:
    return three(None, parts(indices, values, shape)[1])


def _slice_gradient(op: Operation, _: Tensor, dvalues: Tensor, __: Tensor) -> list[Any]:
    indices, _values, _shape, start, size = op.inputs
    end = start + size
    is_inside = node("All", node("LogicalAnd", node("GreaterEqual", indices, start), node("Less", indices, end)), [1])
    place = node("Reshape", node("Where", is_inside), [-1, 1])
    count = node("Shape", op.inputs[1], out_type=int64)
    return [None, node("ScatterNd", place, dvalues, count), None, None, None]


@op(
    "SparseSlice(indices: int64, values: T, shape: int64, start: int64, size: int64)"
    " -> output_indices: int64, output_values: T, output_shape: int64",
    shape=_sliced,
    gradient=_slice_gradient,
    T=ANY,
)
def _sparse_slice(indices: Any, values: Any, shape: Any, start: Any, size: Any) -> Any:
    """A box of a sparse tensor. `[n, r], [n], [r], [r], [r] -> [m, r], [m], [r]`. Source: tf.sparse_slice."""
    inside = np.all((indices >= start) & (indices < start + size), axis=1)
    return indices[inside] - start, values[inside], np.clip(shape - start, 0, size)


def sparse_slice(sp_input: Any, start: Any, size: Any, name: str | None = None) -> SparseTensor:
    """The box of `size` that begins at `start`, as much of it as there is. `sparse [a, b] -> sparse [c, d]`.

    Raises TypeError unless it is sparse. Source: tf.sparse_slice.
    """
    sp_input = as_sparse(sp_input)
    graph = graph_of_sparse(sp_input)
    with graph.name_scope(name or "SparseSlice") as scope:
        start, size = graph.convert(start, int64), graph.convert(size, int64)
        three_parts = (sp_input.indices, sp_input.values, sp_input.dense_shape)
        return SparseTensor(*graph.node("SparseSlice", *three_parts, start, size, name=scope))


def _split_shapes(
    split_dim: TensorSpec, indices: TensorSpec, values: TensorSpec, shape: TensorSpec, *, num_split: int
) -> list[TensorShape]:
    one = three(None, parts(indices, values, shape)[1])
    return [part for part in one for _ in range(num_split)]


@op(
    "SparseSplit(split_dim: int64, indices: int64, values: T, shape: int64) -> *any",
    shape=lambda split_dim, indices, values, shape, num_split, **_: [
        TensorSpec(dtype, part)
        for part, dtype in zip(
            _split_shapes(split_dim, indices, values, shape, num_split=num_split),
            [int64] * num_split + [values.dtype] * num_split + [int64] * num_split,
            strict=True,
        )
    ],
    T=ANY,
)
def _sparse_split(split_dim: Any, indices: Any, values: Any, shape: Any, *, num_split: int, any: Any = None) -> Any:
    """A sparse tensor cut into pieces along an axis; the first ones take what is left over. `-> N x [m, r], N x [m], N x [r]`.

    Source: tf.sparse_split.
    """
    axis = int(split_dim)
    if not 1 <= num_split <= shape[axis]:
        raise ValueError(f"num_split must be between 1 and {shape[axis]}, the size of axis {axis}: found {num_split}")
    each, more = divmod(int(shape[axis]), num_split)
    ends = np.cumsum([each + (i < more) for i in range(num_split)])
    found: list[tuple[Any, Any, Any]] = []
    for start, end in zip([0, *ends[:-1]], ends, strict=True):
        inside = (indices[:, axis] >= start) & (indices[:, axis] < end)
        places, sizes = indices[inside].copy(), shape.copy()
        places[:, axis] -= start
        sizes[axis] = end - start
        found.append((places, values[inside], sizes))
    return tuple(piece for part in zip(*found, strict=True) for piece in part)


def sparse_split(
    keyword_required: Any = None,
    sp_input: Any = None,
    num_split: int | None = None,
    axis: Any = None,
    name: str | None = None,
    split_dim: Any = None,
) -> list[SparseTensor]:
    """A sparse tensor cut into `num_split` pieces along an axis. `sparse [a, b] -> N x sparse [c, b]`.

    Its arguments are given by name. Raises ValueError when one is missing, TypeError unless it is sparse.
    Source: tf.sparse_split.
    """
    axis = split_dim if axis is None else axis
    if sp_input is None or num_split is None or axis is None:
        raise ValueError("Keyword arguments are required for this function: sp_input, num_split and axis.")
    sp_input = as_sparse(sp_input)
    three_parts = (sp_input.indices, sp_input.values, sp_input.dense_shape)
    kinds = [int64] * num_split + [sp_input.dtype] * num_split + [int64] * num_split
    found = graph_of_sparse(sp_input).node("SparseSplit", axis, *three_parts, num_split=num_split, any=kinds, name=name)
    return [SparseTensor(*found[i::num_split]) for i in range(num_split)]


def _filled(indices: TensorSpec, values: TensorSpec, shape: TensorSpec, default: TensorSpec) -> list[TensorShape]:
    count, rank = parts(indices, values, shape)
    rows = (shape.known_sizes() or (None,))[0]
    default.shape.merge_with(())
    return [*three(None, rank)[:2], TensorShape.of((rows,)), TensorShape.of((count,))]


def _fill_gradient(op: Operation, _: Tensor, dvalues: Tensor, __: Tensor, ___: Tensor) -> list[Any]:
    given = node("GatherV2", dvalues, op.outputs[3], 0)
    return [None, given, None, node("Sum", dvalues, [0]) - node("Sum", given, [0])]


@op(
    "SparseFillEmptyRows(indices: int64, values: T, dense_shape: int64, default_value: T)"
    " -> output_indices: int64, output_values: T, empty_row_indicator: bool, reverse_index_map: int64",
    shape=_filled,
    gradient=_fill_gradient,
    T=ANY,
)
def _fill_empty_rows(indices: Any, values: Any, dense_shape: Any, default_value: Any) -> Any:
    """A default at the start of every row that has no element. `[n, r], [n], [r], [] -> [m, r], [m], [rows], [n]`.

    Source: tf.sparse_fill_empty_rows.
    """
    rows = indices[:, 0]
    if np.any(rows < 0) or np.any(rows >= dense_shape[0]):
        raise ValueError(f"indices(:, 0) must be in [0, {int(dense_shape[0])}), found {rows.tolist()}")
    is_empty = np.ones(int(dense_shape[0]), np.bool_)
    is_empty[rows] = False
    added = np.zeros((int(is_empty.sum()), indices.shape[1]), np.int64)
    added[:, 0] = np.flatnonzero(is_empty)
    places = np.concatenate([indices, added])
    everything = np.concatenate([values, np.full(len(added), default_value, np.asarray(values).dtype)])
    order = np.argsort(places[:, 0], kind="stable")
    return places[order], everything[order], is_empty, np.argsort(order, kind="stable")[: len(rows)].astype(np.int64)


def sparse_fill_empty_rows(sp_input: Any, default_value: Any, name: str | None = None) -> tuple[SparseTensor, Tensor]:
    """`default_value` at the start of every row that has no element, and which those are.

    `sparse [a, b] -> sparse [a, b], bool[a]`. Raises TypeError unless it is sparse. Source: tf.sparse_fill_empty_rows.
    """
    sp_input = as_sparse(sp_input)
    graph = graph_of_sparse(sp_input)
    with graph.name_scope(name or "SparseFillEmptyRows"):
        default = graph.convert(default_value, sp_input.dtype)
        found = graph.node("SparseFillEmptyRows", sp_input.indices, sp_input.values, sp_input.dense_shape, default)
        return SparseTensor(found[0], found[1], sp_input.dense_shape), found[2]
