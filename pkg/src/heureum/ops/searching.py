"""Places in sorted rows, and of numbers in shapes: searchsorted, unravel_index, repeat.

Source: tensorflow/core/ops/array_ops.cc.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..dtypes import as_dtype, float32, float64, int32, int64
from ..graph import Tensor, graph_of, op
from ..op_def import INDEX, REAL
from ..tensor_shape import TensorShape, TensorSpec
from .shapes import same

__all__ = ["repeat", "searchsorted", "unravel_index"]


def _bound_shape(sorted_inputs: TensorSpec, values: TensorSpec, **_: Any) -> TensorShape:
    sorted_inputs.shape.with_rank(2)
    return values.shape.with_rank(2)


def _found(sorted_inputs: Any, values: Any, side: Any, out_type: Any) -> Any:
    if len(sorted_inputs) != len(values):
        raise ValueError(f"Leading dim_size of both tensors must match: {len(sorted_inputs)} and {len(values)}")
    rows = [np.searchsorted(row, wanted, side) for row, wanted in zip(sorted_inputs, values, strict=True)]
    return np.array(rows, out_type.as_numpy_dtype).reshape(values.shape)


@op("LowerBound(sorted_inputs: T, values: T) -> out_type", shape=_bound_shape, T=REAL)
def _lower_bound(sorted_inputs: Any, values: Any, *, out_type: Any = int32) -> Any:
    """Where each value would come before its equals. `[b, n], [b, m] -> [b, m]`. Source: tf.searchsorted."""
    return _found(sorted_inputs, values, "left", out_type)


@op("UpperBound(sorted_inputs: T, values: T) -> out_type", shape=_bound_shape, T=REAL)
def _upper_bound(sorted_inputs: Any, values: Any, *, out_type: Any = int32) -> Any:
    """Where each value would come after its equals. `[b, n], [b, m] -> [b, m]`. Source: tf.searchsorted."""
    return _found(sorted_inputs, values, "right", out_type)


def searchsorted(sorted_sequence: Any, values: Any, side: str = "left", out_type: Any = int32, name: str | None = None) -> Tensor:
    """Where values belong in sorted rows. `[..., n], [..., m] -> int[..., m]`.

    Raises ValueError for another side than "left" and "right". Source: tf.searchsorted.
    """
    if side not in ("left", "right"):
        raise ValueError(f"Argument `side` must be either 'right' or 'left'. Received: {side!r}")
    graph = graph_of(sorted_sequence, values)
    rows, wanted = graph.convert(sorted_sequence), graph.convert(values)
    width, count = graph.node("Shape", rows)[-1], graph.node("Shape", wanted)[-1]
    flat = graph.node("Reshape", rows, graph.node("Pack", -1, width))
    asked = graph.node("Reshape", wanted, graph.node("Pack", -1, count))
    kind = "UpperBound" if side == "right" else "LowerBound"
    found = graph.node(kind, flat, asked, out_type=as_dtype(out_type), name=name)
    made: Tensor = graph.node("Reshape", found, graph.node("Shape", wanted))
    return made


@op("Bucketize(input: T) -> int32", shape=same, T=(int32, int64, float32, float64))
def bucketize(input: Any, *, boundaries: list[float]) -> Any:
    """In which bucket each number is: how many boundaries are not above it. `[...] -> [...]`. Source: TensorFlow's Bucketize."""
    if np.any(np.diff(boundaries) < 0):
        raise ValueError(f"Expected sorted boundaries, found {boundaries}")
    return np.searchsorted(np.asarray(boundaries, np.float32), input, "right").astype(np.int32)


def _unraveled(indices: TensorSpec, dims: TensorSpec) -> TensorShape:
    rank = (dims.shape.with_rank(1).sizes or (None,))[0]
    return TensorShape.of(None) if indices.shape.rank is None else TensorShape.of((rank, *(indices.shape.sizes or ())))


@op("UnravelIndex(indices: Tidx, dims: Tidx) -> Tidx", shape=_unraveled, Tidx=INDEX)
def unravel_index(indices: Any, dims: Any) -> Any:
    """The places that flat numbers mean in a tensor of sizes `dims`. `[n], [r] -> [r, n]`. Source: tf.unravel_index."""
    total = int(np.prod(dims))
    if np.any(indices < 0) or np.any(indices >= total):
        raise ValueError(
            f"indices out of range: index is out of bound as with dims: found {np.ravel(indices).tolist()} for {dims.tolist()}"
        )
    return np.array(np.unravel_index(indices, tuple(dims)), dims.dtype)


def repeat(input: Any, repeats: Any, axis: int | None = None, name: str | None = None) -> Tensor:
    """Each element along an axis, or of all of them in a row, so many times. `[n, ...] -> [m, ...]`.

    Raises ValueError for repeats of another rank than 0 or 1. Source: tf.repeat.
    """
    graph = graph_of(input, repeats)
    with graph.name_scope(name or "Repeat"):
        values, counts = graph.convert(input), graph.convert(repeats, None if isinstance(repeats, Tensor) else int32)
        rank = values.shape.rank
        if axis is not None and rank is not None and not -max(rank, 1) <= axis < max(rank, 1):
            raise ValueError(f"axis {axis} is not one of {values.spec}")
        if axis is None or rank == 0:
            values, axis = graph.node("Reshape", values, [-1]), 0
        if counts.shape.rank not in (0, 1):
            raise ValueError(f"repeats must be a number or a vector of them, found {counts.spec}")
        size = graph.node("Shape", values)[axis]
        if counts.shape.rank == 1 and values.shape.sizes is not None and counts.shape.sizes != (1,):
            counts.shape.merge_with([values.shape.sizes[axis]])
        if counts.shape.rank == 0:
            counts = graph.node("Fill", graph.node("ExpandDims", size, 0), counts)
        ends = graph.node("Cumsum", counts, 0)
        total = graph.node("Sum", counts, [0])
        asked = graph.node("Range", graph.node("ZerosLike", total), total, graph.node("OnesLike", total))
        places = graph.node("UpperBound", graph.node("ExpandDims", ends, 0), graph.node("ExpandDims", asked, 0), out_type=int32)
        made: Tensor = graph.node("GatherV2", values, graph.node("Squeeze", places, squeeze_dims=[0]), axis)
        if isinstance(repeats, int) and values.shape.rank is not None:
            sizes = list(values.shape.sizes or ())
            known = sizes[axis]
            sizes[axis] = None if known is None else known * repeats
            made.set_shape(sizes)
        return made
