"""Rows chosen and added up by segments, and slices and ids made sparse: what lookups in tables rest on.

Source: tensorflow/python/ops/math_ops.py, sparse_ops.py.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ...dtypes import int64
from ...graph import IndexedSlices, Operation, Tensor, node, op
from ...graph.sparse import SparseTensor
from ...op_def import FLOATING, INDEX, REAL
from ...tensor_shape import TensorShape, TensorSpec
from ..ordering import setdiff1d
from .converting import sparse_reorder
from .places import as_sparse, graph_of_sparse

__all__ = ["sparse_mask", "sparse_merge", "sparse_segment_mean", "sparse_segment_sqrt_n", "sparse_segment_sum"]

_INPUTS = "(data: T, indices: Tidx, segment_ids: Tseg)"


def _segments(data: TensorSpec, indices: TensorSpec, ids: TensorSpec, count: TensorSpec | None = None) -> TensorShape:
    indices.shape.with_rank(1).merge_with(ids.shape.with_rank(1))
    rest = data.shape[1:] if data.shape.rank is not None else TensorShape.of(None)
    known = None if count is None or count.value is None else int(count.value)
    return TensorShape.of((known,)).concatenate(rest)


def _sums(data: Any, indices: Any, ids: Any, count: Any) -> tuple[Any, Any]:
    """The sum of each segment's rows, and how many there are."""
    if np.any(np.diff(ids) < 0) or np.any(ids < 0):
        if np.any(np.diff(ids) < 0):
            raise ValueError("segment ids are not increasing")
        raise ValueError(
            f"segment ids must be >= 0: segment id {ids[0]} out of range, possibly because segment_ids is not sorted"
        )
    outside = np.flatnonzero((indices < 0) | (indices >= len(data)))
    if len(outside):
        raise ValueError(f"indices[{outside[0]}] == {indices[outside[0]]} out of range [0, {len(data)})")
    rows = int(count) if count is not None else int(ids[-1]) + 1 if len(ids) else 0
    if np.any(ids >= rows):
        raise ValueError(f"segment ids must be < num_segments: segment id {ids[-1]} out of range [0, {rows})")
    total = np.zeros((rows, *data.shape[1:]), data.dtype)
    np.add.at(total, ids, data[indices])
    return total, np.bincount(ids, minlength=rows).reshape([-1] + [1] * (data.ndim - 1))


def _gradient(scale: Any) -> Any:
    def gradient(op: Operation, dy: Tensor) -> list[Any]:
        data, indices, ids = op.inputs[:3]
        rows = node("GatherV2", dy, ids, 0)
        if scale is not None:
            counts = node("UnsortedSegmentSum", node("Cast", node("OnesLike", ids), DstT=dy.dtype), ids, node("Shape", dy)[0])
            ones = node("Fill", node("ExpandDims", node("Sub", node("Rank", data), 1), 0), 1)
            shape = node("ConcatV2", node("ExpandDims", node("Size", ids), 0), ones, 0)
            rows = rows / scale(node("Reshape", node("GatherV2", counts, ids, 0), shape))
        return [node("UnsortedSegmentSum", rows, indices, node("Shape", data)[0]), *[None] * (len(op.inputs) - 1)]

    return gradient


def _of_empty(total: Any, counts: Any, root: bool = False) -> Any:
    shares = np.sqrt(np.maximum(counts, 1)) if root else np.maximum(counts, 1)
    return (total / shares).astype(total.dtype)


_KINDS: dict[str, Any] = {"T": REAL, "Tidx": INDEX, "Tseg": INDEX}
_COUNTED = "(data: T, indices: Tidx, segment_ids: Tseg, num_segments: Tnumsegments)"
_COUNTED_KINDS: dict[str, Any] = {**_KINDS, "Tnumsegments": INDEX}
_FRACTIONS = {"T": FLOATING}


@op(f"SparseSegmentSum{_INPUTS} -> T", shape=_segments, gradient=_gradient(None), **_KINDS)
def _segment_sum(data: Any, indices: Any, segment_ids: Any) -> Any:
    """Row s is the sum of the chosen rows whose id is s. `[n, ...], [k], [k] -> [s, ...]`. Source: tf.sparse_segment_sum."""
    return _sums(data, indices, segment_ids, None)[0]


@op(f"SparseSegmentSumWithNumSegments{_COUNTED} -> T", shape=_segments, gradient=_gradient(None), **_COUNTED_KINDS)
def _segment_sum_n(data: Any, indices: Any, segment_ids: Any, num_segments: Any) -> Any:
    """SparseSegmentSum of so many segments. `[n, ...], [k], [k], [] -> [s, ...]`. Source: tf.sparse_segment_sum."""
    return _sums(data, indices, segment_ids, num_segments)[0]


def _same(x: Any) -> Any:
    return x


@op(f"SparseSegmentMean{_INPUTS} -> T", shape=_segments, gradient=_gradient(_same), **{**_KINDS, **_FRACTIONS})
def _segment_mean(data: Any, indices: Any, segment_ids: Any) -> Any:
    """Row s is the mean of the chosen rows whose id is s. `[n, ...], [k], [k] -> [s, ...]`. Source: tf.sparse_segment_mean."""
    return _of_empty(*_sums(data, indices, segment_ids, None))


@op(
    f"SparseSegmentMeanWithNumSegments{_COUNTED} -> T",
    shape=_segments, gradient=_gradient(_same), **{**_COUNTED_KINDS, **_FRACTIONS},
)  # fmt: skip
def _segment_mean_n(data: Any, indices: Any, segment_ids: Any, num_segments: Any) -> Any:
    """SparseSegmentMean of so many segments. `[n, ...], [k], [k], [] -> [s, ...]`. Source: tf.sparse_segment_mean."""
    return _of_empty(*_sums(data, indices, segment_ids, num_segments))


def _root(x: Tensor) -> Any:
    return node("Sqrt", x)


@op(f"SparseSegmentSqrtN{_INPUTS} -> T", shape=_segments, gradient=_gradient(_root), **{**_KINDS, **_FRACTIONS})
def _segment_sqrt_n(data: Any, indices: Any, segment_ids: Any) -> Any:
    """The sums by the roots of their numbers of rows. `[n, ...], [k], [k] -> [s, ...]`. Source: tf.sparse_segment_sqrt_n."""
    return _of_empty(*_sums(data, indices, segment_ids, None), root=True)


@op(
    f"SparseSegmentSqrtNWithNumSegments{_COUNTED} -> T",
    shape=_segments, gradient=_gradient(_root), **{**_COUNTED_KINDS, **_FRACTIONS},
)  # fmt: skip
def _segment_sqrt_n_n(data: Any, indices: Any, segment_ids: Any, num_segments: Any) -> Any:
    """SparseSegmentSqrtN of so many segments. `[n, ...], [k], [k], [] -> [s, ...]`. Source: tf.sparse_segment_sqrt_n."""
    return _of_empty(*_sums(data, indices, segment_ids, num_segments), root=True)


def _either(op_type: str, data: Any, indices: Any, segment_ids: Any, name: str | None, num_segments: Any) -> Tensor:
    if num_segments is None:
        return node(op_type, data, indices, segment_ids, name=name)
    return node(f"{op_type}WithNumSegments", data, indices, segment_ids, num_segments, name=name)


def sparse_segment_sum(data: Any, indices: Any, segment_ids: Any, name: str | None = None, num_segments: Any = None) -> Tensor:
    """Row s is the sum of the rows `data[indices[i]]` whose id is s; ids rise. `[n, ...], [k], [k] -> [s, ...]`.

    Source: tf.sparse_segment_sum.
    """
    return _either("SparseSegmentSum", data, indices, segment_ids, name, num_segments)


def sparse_segment_mean(data: Any, indices: Any, segment_ids: Any, name: str | None = None, num_segments: Any = None) -> Tensor:
    """Row s is the mean of the rows `data[indices[i]]` whose id is s; ids rise. `[n, ...], [k], [k] -> [s, ...]`.

    Source: tf.sparse_segment_mean.
    """
    return _either("SparseSegmentMean", data, indices, segment_ids, name, num_segments)


def sparse_segment_sqrt_n(data: Any, indices: Any, segment_ids: Any, name: str | None = None, num_segments: Any = None) -> Tensor:
    """The sums of `sparse_segment_sum` by the roots of their numbers of rows. `[n, ...], [k], [k] -> [s, ...]`.

    Source: tf.sparse_segment_sqrt_n.
    """
    return _either("SparseSegmentSqrtN", data, indices, segment_ids, name, num_segments)


def sparse_mask(a: IndexedSlices, mask_indices: Any, name: str | None = None) -> IndexedSlices:
    """The slices without those of the given rows. `slices of [n, ...] x [m] -> slices of [n, ...]`. Source: tf.sparse_mask."""
    graph = a.graph.current()
    with graph.name_scope(name or "sparse_mask") as scope:
        kept, places = setdiff1d(a.indices, mask_indices)
        return IndexedSlices(graph.node("GatherV2", a.values, places, 0, name=scope), kept, a.dense_shape)


def sparse_merge(
    sp_ids: Any, sp_values: Any, vocab_size: Any, name: str | None = None, already_sorted: bool = False
) -> SparseTensor:
    """Values at the places that ids name in a last axis of `vocab_size`. `sparse [a, b] of ids, sparse [a, b] -> sparse [a, v]`.

    Raises TypeError unless both are sparse, or for sizes that are no list where there are several ids.
    Source: tf.sparse_merge.
    """
    several = isinstance(sp_ids, (list, tuple))
    ids = [as_sparse(each, "sp_ids") for each in (sp_ids if several else [sp_ids])]
    if several and not isinstance(vocab_size, (list, tuple)):
        raise TypeError(f"vocab_size has to be a list or an iterable. Found {type(vocab_size)}.")
    sizes = list(vocab_size) if several else [vocab_size]
    if len(ids) != len(sizes):
        raise ValueError(f"sp_ids and vocab_size have to have equal lengths: {len(ids)} and {len(sizes)}")
    sp_values = as_sparse(sp_values, "sp_values")
    graph = graph_of_sparse(*ids)
    with graph.name_scope(name or "SparseMerge"):
        columns = [each.values if each.dtype is int64 else graph.node("Cast", each.values, DstT=int64) for each in ids]
        first = ids[0]
        rank = first.dense_shape.shape[0].value or 2
        before = graph.node("Slice", first.indices, [0, 0], [-1, rank - 1])
        indices = graph.node("ConcatV2", before, *(graph.node("ExpandDims", each, 1) for each in columns), 1)
        outer = graph.node("Slice", first.dense_shape, [0], [rank - 1])
        last = graph.node("Pack", *(graph.convert(np.int64(size)) if not isinstance(size, Tensor) else size for size in sizes))
        made = SparseTensor(indices, sp_values.values, graph.node("ConcatV2", outer, last, 0))
        return made if already_sorted else sparse_reorder(made)
