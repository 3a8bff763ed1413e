"""Elements in order, and distinct ones: sort, argsort, unique, setdiff1d."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from ..dtypes import DType, as_dtype, int32
from ..graph import Tensor, graph_of, node, op
from ..op_def import ANY
from ..tensor_shape import TensorShape, TensorSpec
from .shapes import of_rank, per_element

__all__ = ["argsort", "setdiff1d", "sort", "unique", "unique_with_counts"]


class Unique(NamedTuple):
    """What tf.unique gives: the distinct elements, and for each element the number of its like."""

    y: Tensor
    idx: Tensor


class UniqueWithCounts(NamedTuple):
    """What tf.unique_with_counts gives: also how often each distinct element is there."""

    y: Tensor
    idx: Tensor
    count: Tensor  # type: ignore[assignment]  # the name is TensorFlow's; a tuple has a method of that name


def _unique_shape(x: TensorSpec, *, out_idx: DType) -> list[Any]:
    of_rank(x, 1, "x")
    return [TensorShape.of((None,)), x.shape]


def _distinct(x: Any) -> tuple[Any, Any, Any]:
    """Distinct elements in the order in which they come, the number of each element's like, and how many there are."""
    _, first, inverse, counts = np.unique(x, return_index=True, return_inverse=True, return_counts=True)
    order = np.argsort(first)
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    return x[first[order]], rank[inverse], counts[order]


@op("Unique(x: T) -> y: T, idx: out_idx", shape=_unique_shape, work=per_element(10), T=ANY, refuses_gradient=True)
def _unique(x: Any, *, out_idx: DType = int32) -> Any:
    """The distinct elements as they come, and for each element the number of its like. `[n] -> [m], [n]`. Source: tf.unique."""
    y, idx, _ = _distinct(x)
    return y, idx.astype(out_idx.as_numpy_dtype)


@op(
    "UniqueWithCounts(x: T) -> y: T, idx: out_idx, count: out_idx",
    shape=lambda x, *, out_idx: [*_unique_shape(x, out_idx=out_idx), TensorShape.of((None,))],
    work=per_element(10),
    T=ANY,
    refuses_gradient=True,
)
def _unique_with_counts(x: Any, *, out_idx: DType = int32) -> Any:
    """The distinct elements, the number of each element's like, and how many there are. `[n] -> [m], [n], [m]`.

    Source: tf.unique_with_counts.
    """
    y, idx, count = _distinct(x)
    kind = out_idx.as_numpy_dtype
    return y, idx.astype(kind), count.astype(kind)


def unique(x: Any, out_idx: Any = int32, name: str | None = None) -> Unique:
    """The distinct elements as they come, and for each element the number of its like. `[n] -> [m], [n]`.

    Raises ValueError unless `x` is a vector. Source: tf.unique.
    """
    return Unique(*node("Unique", x, out_idx=as_dtype(out_idx), name=name))


def unique_with_counts(x: Any, out_idx: Any = int32, name: str | None = None) -> UniqueWithCounts:
    """The distinct elements, the number of each element's like, and how many there are. `[n] -> [m], [n], [m]`.

    Raises ValueError unless `x` is a vector. Source: tf.unique_with_counts.
    """
    return UniqueWithCounts(*node("UniqueWithCounts", x, out_idx=as_dtype(out_idx), name=name))


class ListDiff(NamedTuple):
    """What tf.setdiff1d gives: what is left, and where it was."""

    out: Tensor
    idx: Tensor


def _left_over(x: TensorSpec, y: TensorSpec, *, out_idx: DType) -> list[Any]:
    of_rank(x, 1, "x")
    of_rank(y, 1, "y")
    return [TensorShape.of((None,)), TensorShape.of((None,))]


@op(
    "ListDiff(x: T, y: T) -> out: T, idx: out_idx",
    shape=_left_over,
    work=per_element(10),
    T=ANY,
    refuses_gradient=True,
)
def _list_diff(x: Any, y: Any, *, out_idx: DType = int32) -> Any:
    """The elements of x that are not in y, and where they are. `[n] x [m] -> [k], [k]`. Source: tf.setdiff1d."""
    idx = np.flatnonzero(~np.isin(x, y)) if x.dtype != object else np.array([i for i, e in enumerate(x) if e not in set(y)], int)
    return x[idx], idx.astype(out_idx.as_numpy_dtype)


def setdiff1d(x: Any, y: Any, index_dtype: Any = int32, name: str | None = None) -> ListDiff:
    """The elements of `x` that are not in `y`, and where they are. `[n] x [m] -> [k], [k]`. Source: tf.setdiff1d."""
    return ListDiff(*node("ListDiff", x, y, out_idx=as_dtype(index_dtype), name=name))


def sort(values: Any, axis: int = -1, direction: str = "ASCENDING", name: str | None = None) -> Tensor:
    """The elements of `values` in order along `axis`. `[a, b] -> [a, b]`.

    Raises ValueError for a direction that is neither "ASCENDING" nor "DESCENDING". Source: tf.sort.
    """
    return _ordered(values, axis, direction, name or "sort", 0)


def argsort(values: Any, axis: int = -1, direction: str = "ASCENDING", stable: bool = False, name: str | None = None) -> Tensor:
    """Where the elements of `values` would come from if they were in order along `axis`. `[a, b] -> [a, b]`.

    Raises ValueError for a direction that is neither "ASCENDING" nor "DESCENDING". Source: tf.argsort.
    """
    return _ordered(values, axis, direction, name or "argsort", 1)


def _ordered(values: Any, axis: int, direction: str, name: str, which: int) -> Tensor:
    """The elements in order (`which` 0) or where they come from (1)."""
    if direction not in ("ASCENDING", "DESCENDING"):
        raise ValueError(f"Argument `direction` should be one of 'ASCENDING' or 'DESCENDING'. Received: {direction}")
    graph = graph_of(values)
    with graph.name_scope(name):
        x = graph.convert(values, name="values")
        rank = x.shape.rank
        is_last = axis == -1 or (rank is not None and axis == rank - 1)
        if rank is None and not is_last:
            raise ValueError(f"tf.sort and tf.argsort along another axis than the last need a tensor of known rank, got {x}")
        if rank is not None and not -rank <= axis < rank:
            raise ValueError(f"axis {axis} is not in [{-rank}, {rank}), the axes of {x.spec}")
        at = -1 if rank is None else axis % rank
        order = [i for i in range(rank or 0) if i != at] + [at]
        moved = x if is_last else graph.node("Transpose", x, order, name="transpose")
        is_rising = direction == "ASCENDING"
        keys = _turned(moved) if is_rising else moved
        top, places = graph.node("TopKV2", keys, graph.node("Shape", keys)[-1])
        chosen = (top, places)[which]
        if not is_last:
            chosen = graph.node("Transpose", chosen, np.argsort(order).tolist(), name="transpose")
        made: Tensor = _turned(chosen) if is_rising and not which else chosen
        return made


def _turned(x: Tensor) -> Tensor:
    """The elements so that the order is the other way round, without overflow; turned twice they are themselves."""
    made: Tensor
    if x.dtype.is_unsigned:
        made = x.dtype.max - x
    elif x.dtype.is_integer:
        made = -x - 1
    else:
        made = -x
    return made
