"""What sparse ops share: places as single numbers, in the order of rows, and what may be known of the three parts.

Takes places `int64[n, r]` and a shape `int64[r]`; gives numbers that sort as the places do.
Law: a SparseTensor is in order when its places rise, the last axis fastest.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ...graph import Graph, get_default_graph
from ...graph.sparse import SparseTensor, SparseTensorValue
from ...tensor_shape import TensorShape, TensorSpec
from ..shapes import place

__all__ = ["as_sparse", "check_inside", "graph_of_sparse", "in_order", "numbers", "parts", "spread_out", "three"]


def numbers(indices: np.ndarray, shape: Sequence[int] | np.ndarray) -> np.ndarray:
    """One number for each place. Raises ValueError for a place outside the shape."""
    check_inside(indices, shape)
    if not len(shape):
        return np.zeros(len(indices), np.int64)
    steps = np.cumprod([1, *list(shape)[:0:-1]], dtype=np.int64)[::-1]
    return np.asarray(np.asarray(indices, np.int64) @ steps, np.int64)


def check_inside(indices: np.ndarray, shape: Sequence[int] | np.ndarray) -> None:
    """Raises ValueError that names the first place outside the shape."""
    outside = np.flatnonzero(np.any((indices < 0) | (indices >= np.asarray(shape)), axis=1))
    if len(outside):
        at = int(outside[0])
        limits = [int(size) for size in shape]
        raise ValueError(f"indices[{at}] = {place(indices[at])} is out of bounds: need 0 <= index < {place(limits)}")


def spread_out(flat: np.ndarray, shape: Sequence[int] | np.ndarray) -> np.ndarray:
    """The places of numbers: `numbers` turned around."""
    sizes = tuple(int(size) for size in shape)
    if not len(flat):
        return np.zeros((0, len(sizes)), np.int64)
    return np.stack(np.unravel_index(flat, sizes), axis=1).astype(np.int64)


def in_order(indices: np.ndarray, shape: Sequence[int] | np.ndarray) -> np.ndarray:
    """Which place comes first, second, ... in the order of rows; those that stand twice keep their order."""
    return np.argsort(numbers(indices, shape), kind="stable")


def parts(indices: TensorSpec, values: TensorSpec, shape: TensorSpec) -> tuple[int | None, int | None]:
    """How many elements there are and how many axes, as far as known. Raises ValueError for parts that do not fit."""
    places = indices.shape.with_rank(2)
    count: Any = places[:1].merge_with(values.shape.with_rank(1)).sizes
    rank: Any = places[1:].merge_with(shape.shape.with_rank(1)).sizes
    return count[0], rank[0]


def three(count: int | None, rank: int | None) -> list[TensorShape]:
    """The shapes of the three parts of a result."""
    return [TensorShape.of((count, rank)), TensorShape.of((count,)), TensorShape.of((rank,))]


def as_sparse(value: Any, name: str = "input") -> SparseTensor:
    """`value`, or its constants, as a SparseTensor. Raises TypeError for anything else."""
    if isinstance(value, SparseTensor):
        return value
    if isinstance(value, SparseTensorValue):
        return SparseTensor.from_value(value)
    raise TypeError(f"{name} must be a SparseTensor, found {value!r}")


def graph_of_sparse(*values: Any) -> Graph:
    """Where to build with sparse and other tensors."""
    found = next((each.graph for each in values if hasattr(each, "graph")), None)
    return get_default_graph() if found is None else found.current()
