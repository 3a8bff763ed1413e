"""Sets in the last axis, dense or sparse: their sizes, unions, intersections, differences.

Takes one set in each row, in which an element may stand more than once; gives sets in order, without repeats.
Source: tensorflow/python/ops/sets_impl.py, tensorflow/core/kernels/set_kernels.cc.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ...dtypes import int8, int16, int32, int64, string, uint8, uint16
from ...errors import InvalidArgumentError
from ...graph import graph_of, op
from ...graph.sparse import SparseTensor, SparseTensorValue
from ...tensor_shape import TensorShape, TensorSpec
from .places import as_sparse, graph_of_sparse, parts, three

__all__ = ["set_difference", "set_intersection", "set_size", "set_union"]

_ELEMENTS = (int8, int16, int32, int64, uint8, uint16, string)
_COMBINE: dict[str, Callable[[set[Any], set[Any]], set[Any]]] = {
    "a-b": set.difference,
    "b-a": lambda a, b: b - a,
    "intersection": set.intersection,
    "union": set.union,
}
_PLACES = "result_indices: int64, result_values: T, result_shape: int64"


def _wrong(message: str) -> InvalidArgumentError:
    return InvalidArgumentError(None, None, message)


def _dense_sets(values: Any) -> dict[tuple[int, ...], set[Any]]:
    array = np.asarray(values, object if isinstance(values, bytes) else None)
    return {group: set(array[group].tolist()) for group in np.ndindex(array.shape[:-1])}


def _sparse_sets(indices: Any, values: Any, shape: Any, validate_indices: bool) -> dict[tuple[int, ...], set[Any]]:
    """The sets that are not empty. Raises InvalidArgumentError for places outside, or out of order."""
    if len(shape) < 2:
        raise _wrong(f"a sparse set needs at least 2 axes, groups and elements, found shape {list(shape)}")
    outside = np.flatnonzero(np.any((indices < 0) | (indices >= shape), axis=1))
    if len(outside):
        raise _wrong(f"indices[{outside[0]}] = {indices[outside[0]].tolist()} is out of bounds: need 0 <= index < {list(shape)}")
    places = [tuple(each) for each in indices.tolist()]
    if validate_indices and any(one >= other for one, other in itertools.pairwise(places)):
        at = next(i for i in range(1, len(places)) if places[i - 1] >= places[i])
        kind = "repeated" if places[at - 1] == places[at] else "out of order"
        raise _wrong(f"indices[{at}] = {list(places[at])} is {kind}; tf.sparse_reorder puts places in order")
    sets: dict[tuple[int, ...], set[Any]] = {}
    for place, value in zip(places, values.tolist(), strict=True):
        sets.setdefault(place[:-1], set()).add(value)
    return sets


def _as_parts(sets: dict[tuple[int, ...], set[Any]], groups: Sequence[int], dtype: Any) -> Any:
    rows = [(group, sorted(sets[group])) for group in sorted(sets)]
    places = [(*group, at) for group, row in rows for at in range(len(row))]
    values = np.empty(len(places), dtype)
    values[:] = [element for _, row in rows for element in row]
    widest = max((len(row) for _, row in rows), default=0)
    indices = np.array(places, np.int64).reshape(-1, len(groups) + 1)
    return indices, values, np.array([*groups, widest], np.int64)


def _combined(
    a: dict[tuple[int, ...], set[Any]], b: dict[tuple[int, ...], set[Any]], groups: Any, others: Any, operation: str, dtype: Any
) -> Any:
    if list(groups) != list(others):
        raise _wrong(f"both sets need the same groups, all axes but the last, found {list(groups)} and {list(others)}")
    combine = _COMBINE.get(operation.lower())
    if combine is None:
        raise _wrong(f"set_operation must be one of {sorted(_COMBINE)}, found {operation!r}")
    empty: set[Any] = set()
    made = {group: combine(a.get(group, empty), b.get(group, empty)) for group in {*a, *b}}
    return _as_parts({group: row for group, row in made.items() if row}, [int(each) for each in groups], dtype)


def _rank(*shapes: TensorShape) -> int | None:
    known = [shape.with_rank_at_least(2) for shape in shapes if shape.rank is not None]
    for one, other in itertools.pairwise(known):
        one[:-1].merge_with(other[:-1])
    return known[0].rank if known else None


def _shape_of_sparse(indices: TensorSpec, values: TensorSpec, shape: TensorSpec) -> TensorShape:
    rank = parts(indices, values, shape)[1]
    return TensorShape(None if rank is None else [None] * rank)


def _two_dense(set1: TensorSpec, set2: TensorSpec, **_: Any) -> list[TensorShape]:
    return three(None, _rank(set1.shape, set2.shape))


def _dense_and_sparse(set1: TensorSpec, *set2: TensorSpec, **_: Any) -> list[TensorShape]:
    return three(None, _rank(set1.shape, _shape_of_sparse(*set2)))


def _two_sparse(*both: TensorSpec, **_: Any) -> list[TensorShape]:
    return three(None, _rank(_shape_of_sparse(*both[:3]), _shape_of_sparse(*both[3:])))


@op(f"DenseToDenseSetOperation(set1: T, set2: T) -> {_PLACES}", shape=_two_dense, T=_ELEMENTS)
def _dense(set1: Any, set2: Any, *, set_operation: str, validate_indices: bool = True) -> Any:
    """The sets of two dense tensors, combined: `a-b`, `b-a`, `intersection`, `union`. `[..., m], [..., n] -> sparse [..., k]`.

    Source: tf.raw_ops.DenseToDenseSetOperation.
    """
    return _combined(_dense_sets(set1), _dense_sets(set2), set1.shape[:-1], set2.shape[:-1], set_operation, set1.dtype)


_SET2 = "set2_indices: int64, set2_values: T, set2_shape: int64"


@op(f"DenseToSparseSetOperation(set1: T, {_SET2}) -> {_PLACES}", shape=_dense_and_sparse, T=_ELEMENTS)
def _dense_sparse(
    set1: Any, set2_indices: Any, set2_values: Any, set2_shape: Any, *, set_operation: str, validate_indices: bool = True
) -> Any:
    """The sets of a dense and of a sparse tensor, combined. `[..., m], sparse [..., n] -> sparse [..., k]`.

    Source: tf.raw_ops.DenseToSparseSetOperation.
    """
    sets = _sparse_sets(set2_indices, set2_values, set2_shape, validate_indices)
    return _combined(_dense_sets(set1), sets, set1.shape[:-1], set2_shape[:-1], set_operation, set1.dtype)


_SET1 = "set1_indices: int64, set1_values: T, set1_shape: int64"


@op(f"SparseToSparseSetOperation({_SET1}, {_SET2}) -> {_PLACES}", shape=_two_sparse, T=_ELEMENTS)
def _sparse(
    set1_indices: Any,
    set1_values: Any,
    set1_shape: Any,
    set2_indices: Any,
    set2_values: Any,
    set2_shape: Any,
    *,
    set_operation: str,
    validate_indices: bool = True,
) -> Any:
    """The sets of two sparse tensors, combined. `sparse [..., m], sparse [..., n] -> sparse [..., k]`.

    Source: tf.raw_ops.SparseToSparseSetOperation.
    """
    one = _sparse_sets(set1_indices, set1_values, set1_shape, validate_indices)
    other = _sparse_sets(set2_indices, set2_values, set2_shape, validate_indices)
    return _combined(one, other, set1_shape[:-1], set2_shape[:-1], set_operation, set1_values.dtype)


def _groups(set_indices: TensorSpec, set_values: TensorSpec, set_shape: TensorSpec, **_: Any) -> TensorShape:
    parts(set_indices, set_values, set_shape)
    return TensorShape(None)  # as in TensorFlow, whatever is known


@op("SetSize(set_indices: int64, set_values: T, set_shape: int64) -> size: int32", shape=_groups, T=_ELEMENTS)
def _set_size(set_indices: Any, set_values: Any, set_shape: Any, *, validate_indices: bool = True) -> Any:
    """How many elements each set has, repeats counted once. `sparse [..., n] -> [...]`. Source: tf.raw_ops.SetSize."""
    sizes = np.zeros(tuple(set_shape[:-1]), np.int32)
    for group, row in _sparse_sets(set_indices, set_values, set_shape, validate_indices).items():
        sizes[group] = len(row)
    return sizes


def set_size(a: Any, validate_indices: bool = True) -> Any:
    """How many elements each set of the last axis has. `sparse [..., n] -> [...]`. Raises TypeError unless it is sparse.

    Source: tf.sets.size.
    """
    a = as_sparse(a, "a")
    if a.values.dtype not in _ELEMENTS:
        raise TypeError(f"a holds {a.values.dtype.name}; sets hold {', '.join(each.name for each in _ELEMENTS)}")
    three_parts = (a.indices, a.values, a.dense_shape)
    return graph_of_sparse(a).node("SetSize", *three_parts, validate_indices=validate_indices)


def _operation(a: Any, b: Any, operation: str, validate_indices: bool) -> SparseTensor:
    kinds = (SparseTensor, SparseTensorValue)
    if isinstance(a, kinds) and not isinstance(b, kinds):
        a, b = b, a
        operation = {"a-b": "b-a", "b-a": "a-b"}.get(operation, operation)
    of_sparse = [as_sparse(each) for each in (a, b) if isinstance(each, kinds)]
    graph = graph_of_sparse(*of_sparse) if of_sparse else graph_of(a, b)
    dense = None if len(of_sparse) == 2 else graph.convert(a, of_sparse[0].values.dtype if of_sparse else None)
    others: list[Any] = [dense] if dense is not None else []
    if not of_sparse:
        others.append(graph.convert(b, others[0].dtype))
    dtype = others[0].dtype if others else of_sparse[0].values.dtype
    if dtype not in _ELEMENTS:
        raise TypeError(f"a and b hold {dtype.name}; sets hold {', '.join(each.name for each in _ELEMENTS)}")
    flat = [*others, *(part for each in of_sparse for part in (each.indices, each.values, each.dense_shape))]
    op_type = ("DenseToDenseSetOperation", "DenseToSparseSetOperation", "SparseToSparseSetOperation")[len(of_sparse)]
    return SparseTensor(*graph.node(op_type, *flat, set_operation=operation, validate_indices=validate_indices))


def set_intersection(a: Any, b: Any, validate_indices: bool = True) -> SparseTensor:
    """What both sets of the last axis have, dense or sparse. `[..., m], [..., n] -> sparse [..., k]`.

    Raises TypeError for other dtypes than integers and strings, ValueError unless all axes but the last agree.
    Source: tf.sets.intersection.
    """
    return _operation(a, b, "intersection", validate_indices)


def set_difference(a: Any, b: Any, aminusb: bool = True, validate_indices: bool = True) -> SparseTensor:
    """What the one set has and the other has not; b without a unless `aminusb`. `[..., m], [..., n] -> sparse [..., k]`.

    Raises TypeError for other dtypes than integers and strings, ValueError unless all axes but the last agree.
    Source: tf.sets.difference.
    """
    return _operation(a, b, "a-b" if aminusb else "b-a", validate_indices)


def set_union(a: Any, b: Any, validate_indices: bool = True) -> SparseTensor:
    """What either set of the last axis has. `[..., m], [..., n] -> sparse [..., k]`.

    Raises TypeError for other dtypes than integers and strings, ValueError unless all axes but the last agree.
    Source: tf.sets.union.
    """
    return _operation(a, b, "union", validate_indices)
