"""Rows that belong together, reduced: sorted segments, partitions and stitches."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..graph import Operation, Tensor, graph_of, node, op
from ..op_def import ANY, INDEX, NUMERIC, REAL
from ..tensor_shape import TensorShape, TensorSpec
from .shapes import at_least_rank, of_rank, place

__all__ = [
    "dynamic_partition",
    "dynamic_stitch",
    "segment_max",
    "segment_mean",
    "segment_min",
    "segment_prod",
    "segment_sum",
]


def _segments(data: TensorSpec, segment_ids: TensorSpec) -> TensorShape:
    of_rank(segment_ids, 1, "segment_ids")
    sizes = at_least_rank(data, 1, "data")
    return TensorShape.of(None if sizes is None else (None, *sizes[1:]))


def _reduced(data: Any, ids: Any, reduce: Any, empty: Any) -> Any:
    if len(ids) != len(data):
        raise ValueError(f"segment_ids should be the same size as dimension 0 of input: {len(ids)} and {len(data)}")
    if np.any(np.diff(ids) < 0) or np.any(ids[:1] < 0):
        raise ValueError("segment ids are not increasing" if np.any(np.diff(ids) < 0) else "segment ids must be >= 0")
    count = int(ids[-1]) + 1 if len(ids) else 0
    made = np.full((count, *data.shape[1:]), empty, data.dtype)
    starts = np.flatnonzero(np.diff(ids, prepend=-1))
    if len(starts):
        made[ids[starts]] = reduce(data, starts)
    return made


def _rows(dy: Tensor, ids: Tensor) -> Tensor:
    made: Tensor = node("GatherV2", dy, ids, 0)
    return made


@op(
    "SegmentSum(data: T, segment_ids: Tindices) -> T",
    shape=_segments,
    gradient=lambda op, dy: [_rows(dy, op.inputs[1]), None],
    T=NUMERIC,
    Tindices=INDEX,
)
def segment_sum(data: Any, segment_ids: Any) -> Any:
    """Row i is the sum of the rows whose id is i; ids rise. `[n, ...] x [n] -> [s, ...]`. Source: tf.segment_sum."""
    return _reduced(data, segment_ids, lambda rows, at: np.add.reduceat(rows, at, dtype=rows.dtype), 0)


def _mean_gradient(op: Operation, dy: Tensor) -> list[Any]:
    data, ids = op.inputs
    counts = node("SegmentSum", node("OnesLike", data), ids)
    return [_rows(dy, ids) / _rows(counts, ids), None]


@op("SegmentMean(data: T, segment_ids: Tindices) -> T", shape=_segments, gradient=_mean_gradient, T=NUMERIC, Tindices=INDEX)
def segment_mean(data: Any, segment_ids: Any) -> Any:
    """Row i is the mean of the rows whose id is i; ids rise. `[n, ...] x [n] -> [s, ...]`. Source: tf.segment_mean."""

    def mean(rows: Any, at: Any) -> Any:
        counts = np.diff(np.append(at, len(rows))).reshape([-1] + [1] * (rows.ndim - 1))
        return (np.add.reduceat(rows, at) / counts).astype(rows.dtype)

    return _reduced(data, segment_ids, mean, 0)


def _extreme_gradient(op: Operation, dy: Tensor) -> list[Any]:
    """Equal shares for all that are the extreme."""
    data, ids = op.inputs
    is_chosen = node("Equal", data, _rows(op.outputs[0], ids))
    counts = node("SegmentSum", node("Cast", is_chosen, DstT=dy.dtype), ids)
    shares = _rows(dy, ids) / _rows(counts, ids)
    return [node("SelectV2", is_chosen, shares, node("ZerosLike", shares)), None]


@op("SegmentMax(data: T, segment_ids: Tindices) -> T", shape=_segments, gradient=_extreme_gradient, T=REAL, Tindices=INDEX)
def segment_max(data: Any, segment_ids: Any) -> Any:
    """Row i holds the largest of the rows whose id is i; ids rise. `[n, ...] x [n] -> [s, ...]`. Source: tf.segment_max."""
    return _reduced(data, segment_ids, np.maximum.reduceat, 0)


@op("SegmentMin(data: T, segment_ids: Tindices) -> T", shape=_segments, gradient=_extreme_gradient, T=REAL, Tindices=INDEX)
def segment_min(data: Any, segment_ids: Any) -> Any:
    """Row i holds the smallest of the rows whose id is i; ids rise. `[n, ...] x [n] -> [s, ...]`. Source: tf.segment_min."""
    return _reduced(data, segment_ids, np.minimum.reduceat, 0)


@op("SegmentProd(data: T, segment_ids: Tindices) -> T", shape=_segments, T=NUMERIC, Tindices=INDEX)
def segment_prod(data: Any, segment_ids: Any) -> Any:
    """Row i is the product of the rows whose id is i; ids rise. `[n, ...] x [n] -> [s, ...]`. Source: tf.segment_prod."""
    return _reduced(data, segment_ids, lambda rows, at: np.multiply.reduceat(rows, at, dtype=rows.dtype), 1)


def _parts(data: TensorSpec, partitions: TensorSpec, *, num_partitions: int) -> list[TensorShape]:
    if data.shape.sizes is None or partitions.shape.sizes is None:
        return [TensorShape.of(None)] * num_partitions
    rank = len(partitions.shape.sizes)
    partitions.shape.merge_with(data.shape[:rank])
    return [TensorShape.of((None, *data.shape.sizes[rank:]))] * num_partitions


def _partition_gradient(op: Operation, *dys: Tensor) -> list[Any]:
    data, partitions = op.inputs
    sizes = node("Shape", partitions)
    numbers = node("Reshape", node("Range", 0, node("Size", partitions), 1), sizes)
    places = node("DynamicPartition", numbers, partitions, num_partitions=op.attrs["num_partitions"])
    places = list(places) if isinstance(places, (list, tuple)) else [places]
    stitched = node("DynamicStitch", *places, *dys, T=data.dtype)
    return [node("Reshape", stitched, node("Shape", data)), None]


@op("DynamicPartition(data: T, partitions: int32) -> *T", shape=_parts, gradient=_partition_gradient, T=ANY)
def _dynamic_partition(data: Any, partitions: Any, *, num_partitions: int) -> Any:
    """The rows of each number, one tensor per number. `[n, ...] x [n] -> N x [?, ...]`. Source: tf.dynamic_partition."""
    if np.any(partitions < 0) or np.any(partitions >= num_partitions):
        at = np.argwhere((partitions < 0) | (partitions >= num_partitions))[0]
        raise ValueError(f"partitions{place(at)} = {partitions[tuple(at)]} is not in [0, {num_partitions})")
    return tuple(data[partitions == i] for i in range(num_partitions))


def dynamic_partition(data: Any, partitions: Any, num_partitions: int, name: str | None = None) -> list[Tensor]:
    """The rows of each number, one tensor per number. `[n, ...] x [n] -> N x [?, ...]`. Source: tf.dynamic_partition."""
    made = node("DynamicPartition", data, partitions, num_partitions=num_partitions, name=name)
    return list(made) if isinstance(made, (list, tuple)) else [made]


def _stitched(*inputs: TensorSpec, T: Any) -> TensorShape:
    indices, data = inputs[: len(inputs) // 2], inputs[len(inputs) // 2 :]
    rest = TensorShape.of(None)
    for i, (at, rows) in enumerate(zip(indices, data, strict=True)):
        if at.shape.rank is not None:
            if not at.shape.is_compatible_with(rows.shape[: at.shape.rank]):
                raise ValueError(f"Need data[{i}].shape to start with indices[{i}].shape, found {rows} for {at}")
            rest = rest.merge_with(rows.shape[at.shape.rank :])
    values = [at.value for at in indices]
    known = (
        None if any(v is None for v in values) else max((int(v.max()) + 1 for v in values if v is not None and v.size), default=0)
    )
    return TensorShape.of((known,)).concatenate(rest)


def _stitch_gradient(op: Operation, dy: Tensor) -> list[Any]:
    count = len(op.inputs) // 2
    return [None] * count + [_rows(dy, at) for at in op.inputs[:count]]


@op("DynamicStitch(inputs: *any) -> T", shape=_stitched, gradient=_stitch_gradient)
def _dynamic_stitch(*inputs: Any, T: Any) -> Any:
    """Rows put where their indices say; the last one of a place stays. `N x [n], N x [n, ...] -> [m, ...]`.

    Source: tf.dynamic_stitch.
    """
    indices, data = inputs[: len(inputs) // 2], inputs[len(inputs) // 2 :]
    rest = np.shape(data[0])[np.ndim(indices[0]) :]
    count = max((int(np.max(at)) + 1 for at in indices if np.size(at)), default=0)
    made = np.zeros((count, *rest), T.as_numpy_dtype)
    for at, rows in zip(indices, data, strict=True):
        made[at] = rows
    return made


def dynamic_stitch(indices: Any, data: Any, name: str | None = None) -> Tensor:
    """Rows put where their indices say; the last one of a place stays. `N x [n], N x [n, ...] -> [m, ...]`.

    Raises ValueError when the rows do not fit the indices. Source: tf.dynamic_stitch.
    """
    graph = graph_of(*indices, *data)
    with graph.name_scope(name or "DynamicStitch") as scope:
        places = [graph.convert(each, name=f"indices_{i}") for i, each in enumerate(indices)]
        rows = [graph.convert(each, name=f"data_{i}") for i, each in enumerate(data)]
        made: Tensor = graph.node("DynamicStitch", *places, *rows, T=rows[0].dtype, name=scope)
        return made
