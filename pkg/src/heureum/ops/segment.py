"""Sums of rows that belong together."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..graph import Operation, Tensor, node, op
from ..op_def import INDEX, NUMERIC
from ..tensor_shape import TensorShape, TensorSpec

__all__ = ["sum_rows", "unsorted_segment_sum"]


def _segments(data: TensorSpec, segment_ids: TensorSpec, num_segments: TensorSpec) -> TensorShape:
    if data.shape.sizes is None or segment_ids.shape.sizes is None:
        return TensorShape.of(None)
    rank = len(segment_ids.shape.sizes)
    segment_ids.shape.merge_with(data.shape[:rank])
    count = None if num_segments.value is None else int(num_segments.value)
    return TensorShape.of((count, *data.shape.sizes[rank:]))


def _unsorted_segment_sum_gradient(op: Operation, dy: Tensor) -> list[Any]:
    ids = op.inputs[1]
    inside = node("Maximum", ids, node("ZerosLike", ids))
    rows = node("GatherV2", dy, inside, 0)
    return [rows, None, None]


@op(
    "UnsortedSegmentSum(data: T, segment_ids: Tindices, num_segments: Tnumsegments) -> T",
    shape=_segments,
    gradient=_unsorted_segment_sum_gradient,
    T=NUMERIC,
    Tindices=INDEX,
    Tnumsegments=INDEX,
)
def unsorted_segment_sum(data: Any, segment_ids: Any, num_segments: Any) -> Any:
    """Row i is the sum of the rows of `data` whose id is i. `[n, ...] x [n] x [] -> [s, ...]`.

    Source: tf.unsorted_segment_sum.
    """
    ids = np.asarray(segment_ids)
    data = np.asarray(data)
    total = np.zeros((int(num_segments), *data.shape[ids.ndim :]), data.dtype)
    if np.any(ids >= num_segments):
        raise ValueError(f"segment_ids holds {ids.max()}, which is not in [0, {num_segments})")
    kept = ids >= 0  # a negative id is dropped
    np.add.at(total, ids[kept], data[kept])
    return total


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
