"""Rows that belong together, in any order: `unsorted_segment_*` and the sums of repeated rows.

Law: an id below 0 is dropped, and gets no gradient; one beyond the last is an error.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..graph import Operation, Tensor, graph_of, node, op
from ..op_def import INDEX, NUMERIC, REAL
from ..tensor_shape import TensorShape, TensorSpec
from .adjoint import conjugate
from .shapes import place

__all__ = [
    "sum_rows",
    "unsorted_segment_max",
    "unsorted_segment_mean",
    "unsorted_segment_min",
    "unsorted_segment_prod",
    "unsorted_segment_sqrt_n",
    "unsorted_segment_sum",
]


def _segments(data: TensorSpec, segment_ids: TensorSpec, num_segments: TensorSpec) -> TensorShape:
    if data.shape.sizes is None or segment_ids.shape.sizes is None:
        return TensorShape.of(None)
    rank = len(segment_ids.shape.sizes)
    segment_ids.shape.merge_with(data.shape[:rank])
    count = None if num_segments.value is None else int(num_segments.value)
    if count is not None and count < 0:
        raise ValueError(f"num_segments must be non-negative, found {count}: Dimension size must be non-negative")
    return TensorShape.of((count, *data.shape.sizes[rank:]))


def _at(reduce: Any, data: Any, ids: Any, count: Any, empty: Any) -> Any:
    ids, data = np.asarray(ids), np.asarray(data)
    if ids.shape != data.shape[: ids.ndim]:
        raise ValueError(f"data.shape = {list(data.shape)} does not start with segment_ids.shape = {list(ids.shape)}")
    if data.size and np.any(ids >= count):
        at = np.argwhere(ids >= count)[0]
        raise ValueError(f"segment_ids{place(at)} = {ids[tuple(at)]} is out of range [0, {int(count)})")
    made = np.full((int(count), *data.shape[ids.ndim :]), empty, data.dtype)
    kept = ids >= 0
    if data.size:
        reduce.at(made, ids[kept], data[kept])
    return made


def _limit(dtype: Any, which: str) -> Any:
    return getattr(np.finfo(dtype) if dtype.kind == "f" else np.iinfo(dtype), which)


def _rows(values: Tensor, ids: Tensor) -> Tensor:
    """For each id the row of that number, for one below 0 the first."""
    made: Tensor = node("GatherV2", values, node("Maximum", ids, node("ZerosLike", ids)), 0)
    return made


def _where_kept(values: Tensor, ids: Tensor) -> Tensor:
    """`values`, and 0 where the id is below 0."""
    kept = node("GreaterEqual", ids, node("ZerosLike", ids))
    more = node("Rank", values) - node("Rank", ids)
    shape = node("ConcatV2", node("Shape", ids), node("Fill", node("ExpandDims", more, 0), 1), 0)
    made: Tensor = node("SelectV2", node("Reshape", kept, shape), values, node("ZerosLike", values))
    return made


def _sum_gradient(op: Operation, dy: Tensor) -> list[Any]:
    ids = op.inputs[1]
    return [_where_kept(_rows(dy, ids), ids), None, None]


@op(
    "UnsortedSegmentSum(data: T, segment_ids: Tindices, num_segments: Tnumsegments) -> T",
    shape=_segments,
    gradient=_sum_gradient,
    T=NUMERIC,
    Tindices=INDEX,
    Tnumsegments=INDEX,
)
def unsorted_segment_sum(data: Any, segment_ids: Any, num_segments: Any) -> Any:
    """Row i is the sum of the rows of `data` whose id is i. `[n, ...] x [n] x [] -> [s, ...]`.

    Source: tf.unsorted_segment_sum.
    """
    return _at(np.add, data, segment_ids, num_segments, 0)


def _product_gradient(op: Operation, dy: Tensor) -> list[Any]:
    """The product of a row's others: with one zero among them that row alone has one, with two none has."""
    data, ids, count = op.inputs
    is_zero = node("Equal", data, node("ZerosLike", data))
    zeros = node("UnsortedSegmentSum", node("Cast", is_zero, DstT=ids.dtype), ids, count)
    dy = node("SelectV2", node("Greater", zeros, node("OnesLike", zeros)), node("ZerosLike", dy), dy)
    of_others = node("UnsortedSegmentProd", node("SelectV2", is_zero, node("OnesLike", data), data), ids, count)
    quotient = node("DivNoNan", _rows(op.outputs[0], ids), data)
    others = node("SelectV2", is_zero, _rows(of_others, ids), quotient)
    return [_where_kept(conjugate(others) * _rows(dy, ids), ids), None, None]


@op(
    "UnsortedSegmentProd(data: T, segment_ids: Tindices, num_segments: Tnumsegments) -> T",
    shape=_segments,
    gradient=_product_gradient,
    T=NUMERIC,
    Tindices=INDEX,
    Tnumsegments=INDEX,
)
def unsorted_segment_prod(data: Any, segment_ids: Any, num_segments: Any) -> Any:
    """Row i is the product of the rows whose id is i. `[n, ...] x [n] x [] -> [s, ...]`. Source: tf.unsorted_segment_prod."""
    return _at(np.multiply, data, segment_ids, num_segments, 1)


def _extreme_gradient(op: Operation, dy: Tensor) -> list[Any]:
    """Equal shares for all that are the extreme."""
    data, ids, count = op.inputs
    is_chosen = node("Equal", data, _rows(op.outputs[0], ids))
    counts = node("UnsortedSegmentSum", node("Cast", is_chosen, DstT=dy.dtype), ids, count)
    shares = node("DivNoNan", _rows(dy, ids), _rows(counts, ids))
    return [_where_kept(node("SelectV2", is_chosen, shares, node("ZerosLike", shares)), ids), None, None]


@op(
    "UnsortedSegmentMax(data: T, segment_ids: Tindices, num_segments: Tnumsegments) -> T",
    shape=_segments,
    gradient=_extreme_gradient,
    T=REAL,
    Tindices=INDEX,
    Tnumsegments=INDEX,
)
def unsorted_segment_max(data: Any, segment_ids: Any, num_segments: Any) -> Any:
    """Row i holds the largest of the rows whose id is i. `[n, ...] x [n] x [] -> [s, ...]`. Source: tf.unsorted_segment_max."""
    return _at(np.maximum, data, segment_ids, num_segments, _limit(np.asarray(data).dtype, "min"))


@op(
    "UnsortedSegmentMin(data: T, segment_ids: Tindices, num_segments: Tnumsegments) -> T",
    shape=_segments,
    gradient=_extreme_gradient,
    T=REAL,
    Tindices=INDEX,
    Tnumsegments=INDEX,
)
def unsorted_segment_min(data: Any, segment_ids: Any, num_segments: Any) -> Any:
    """Row i holds the smallest of the rows whose id is i. `[n, ...] x [n] x [] -> [s, ...]`. Source: tf.unsorted_segment_min."""
    return _at(np.minimum, data, segment_ids, num_segments, _limit(np.asarray(data).dtype, "max"))


def _over_counts(data: Any, ids: Any, count: Any, name: str, root: bool) -> Tensor:
    graph = graph_of(data, ids, count)
    with graph.name_scope(name):
        data, ids = graph.convert(data), graph.convert(ids)
        ones = graph.node("OnesLike", data)
        counts = graph.node("Maximum", graph.node("UnsortedSegmentSum", ones, ids, count), 1)
        total = graph.node("UnsortedSegmentSum", data, ids, count)
        made: Tensor = total / (graph.node("Sqrt", counts) if root else counts)
        return made


def unsorted_segment_mean(data: Any, segment_ids: Any, num_segments: Any, name: str | None = None) -> Tensor:
    """Row i is the mean of the rows whose id is i, 0 where there are none. `[n, ...] x [n] x [] -> [s, ...]`.

    Source: tf.unsorted_segment_mean.
    """
    return _over_counts(data, segment_ids, num_segments, name or "UnsortedSegmentMean", root=False)


def unsorted_segment_sqrt_n(data: Any, segment_ids: Any, num_segments: Any, name: str | None = None) -> Tensor:
    """Row i is the sum of the rows whose id is i, divided by the root of their number. `[n, ...] x [n] x [] -> [s, ...]`.

    Source: tf.unsorted_segment_sqrt_n.
    """
    return _over_counts(data, segment_ids, num_segments, name or "UnsortedSegmentSqrtN", root=True)


def _sums(values: TensorSpec, indices: TensorSpec) -> list[TensorShape]:
    return [TensorShape([None]).concatenate(values.shape[1:]), TensorShape([None])]


@op("SumRows(values: T, indices: Tindices) -> sums: T, rows: Tindices", shape=_sums, T=NUMERIC, Tindices=INDEX)
def sum_rows(values: Any, indices: Any) -> Any:
    """Rows with the same number added up, and the numbers without repetitions. `[n, ...] x [n] -> [m, ...], [m]`.

    Source: TensorFlow's _deduplicate_indexed_slices (Unique and UnsortedSegmentSum).
    """
    rows, place = np.unique(indices, return_inverse=True)
    sums = np.zeros((len(rows), *np.shape(values)[1:]), values.dtype)
    np.add.at(sums, place.reshape(-1), values)
    return sums, rows
