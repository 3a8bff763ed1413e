"""The way back from a reduction: what its gradient is made of."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..dtypes import int32
from ..graph import Operation, Tensor, node, op
from ..op_def import INDEX, NUMERIC
from ..tensor_shape import TensorShape, TensorSpec
from .shapes import constant_shape

__all__: list[str] = []


def _spread_shape(dy: TensorSpec, input_shape: TensorSpec, reduction_indices: TensorSpec) -> Any:
    return constant_shape(input_shape)


def _spread_gradient(op: Operation, dy: Tensor) -> list[Any]:
    summed = node("Sum", dy, op.inputs[2])
    return [node("Reshape", summed, node("Shape", op.inputs[0])), None, None]


@op(
    "SpreadAlong(dy: T, input_shape: Tidx, reduction_indices: Tidx) -> T",
    shape=_spread_shape,
    gradient=_spread_gradient,
    T=NUMERIC,
    Tidx=INDEX,
)
def _spread_along(dy: Any, input_shape: Any, reduction_indices: Any) -> Any:
    """`dy` repeated along the axes that were summed over: the gradient of a sum. `[a, c] -> [a, b, c]`.

    Source: TensorFlow's gradient of Sum (Reshape and Tile).
    """
    kept = input_shape.copy()
    kept[np.ravel(reduction_indices)] = 1
    return np.broadcast_to(np.reshape(dy, kept), input_shape)


def _all_axes_spec(input: TensorSpec) -> TensorSpec:
    rank = input.shape.rank
    known = None if rank is None else np.arange(rank, dtype=np.int32)
    return TensorSpec(int32, TensorShape.of((rank,)), known)


@op("AllAxes(input: T) -> int32", shape=_all_axes_spec, work=lambda input: 0.0)
def _every_axis(input: Any) -> Any:
    """The numbers of the axes of a tensor whose rank is known only when it runs. `[...] -> [rank]`.

    Source: TensorFlow's range(0, rank(input)).
    """
    return np.arange(np.ndim(input), dtype=np.int32)
