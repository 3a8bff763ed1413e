"""Distinct slices along an axis: unique of more than vectors.

Takes a tensor and an axis; gives the slices that differ, in the order in which they come, and which one each slice is.
Source: tensorflow/core/kernels/unique_op.cc.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..dtypes import DType, int32
from ..graph import op
from ..op_def import ANY, INDEX
from ..tensor_shape import TensorShape, TensorSpec
from .shapes import at_least_rank, per_element, unranked

__all__: list[str] = []


def _shapes(x: TensorSpec, axis: TensorSpec, *, out_idx: DType) -> list[Any]:
    sizes = at_least_rank(x, 0, "x")
    at = None if axis.value is None else int(np.ravel(axis.value)[0]) if axis.value.size else 0
    if sizes is None or at is None:
        return [unranked(x.shape.rank), TensorShape.of((None,))]
    at = _checked(at, len(sizes), is_given=axis.value is not None and axis.value.size > 0)
    return [TensorShape.of((*sizes[:at], None, *sizes[at + 1 :])), TensorShape.of((sizes[at],))]


def _counted_shapes(x: TensorSpec, axis: TensorSpec, *, out_idx: DType) -> list[Any]:
    return [*_shapes(x, axis, out_idx=out_idx), TensorShape.of((None,))]


def _checked(at: int, rank: int, *, is_given: bool) -> int:
    if not is_given and rank != 1:
        raise ValueError(f"unique expects a 1D vector where no axis is given: Shape must be rank 1 but is rank {rank}")
    if not -rank <= at < rank:
        raise ValueError(f"axis expects to be in the range [{-rank}, {rank}), found {at}")
    return at % rank


def _distinct(x: Any, axis: Any, out_idx: DType) -> tuple[Any, Any, Any]:
    axis = np.ravel(axis)
    if axis.size > 1:
        raise ValueError(f"axis does not support input tensors larger than 1 element, found {axis.tolist()}")
    at = _checked(int(axis[0]) if axis.size else 0, x.ndim, is_given=axis.size > 0)
    places: dict[Any, int] = {}
    rows = np.moveaxis(x, at, 0)
    idx = [places.setdefault(tuple(row.ravel().tolist()), len(places)) for row in rows]
    first = [idx.index(number) for number in range(len(places))]
    counts = np.bincount(np.array(idx, np.int64), minlength=len(places))
    kind = out_idx.as_numpy_dtype
    return np.take(x, np.array(first, np.int64), at), np.array(idx, kind), counts.astype(kind)


@op(
    "UniqueV2(x: T, axis: Taxis) -> y: T, idx: out_idx",
    shape=_shapes,
    work=per_element(10),
    T=ANY,
    Taxis=INDEX,
    refuses_gradient=True,
)
def unique_v2(x: Any, axis: Any, *, out_idx: DType = int32) -> Any:
    """The distinct slices along an axis as they come, and which of them each slice is. `[n, a] x [1] -> [m, a], [n]`.

    Source: TensorFlow's UniqueV2.
    """
    return _distinct(x, axis, out_idx)[:2]


@op(
    "UniqueWithCountsV2(x: T, axis: Taxis) -> y: T, idx: out_idx, count: out_idx",
    shape=_counted_shapes,
    work=per_element(10),
    T=ANY,
    Taxis=INDEX,
    refuses_gradient=True,
)
def unique_with_counts_v2(x: Any, axis: Any, *, out_idx: DType = int32) -> Any:
    """The distinct slices along an axis, which of them each slice is, and how many there are. `[n, a] x [1] -> [m, a], [n], [m]`.

    Source: TensorFlow's UniqueWithCountsV2.
    """
    return _distinct(x, axis, out_idx)
