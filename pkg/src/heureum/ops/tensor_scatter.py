"""A tensor with some of its rows changed: put, added, subtracted, or the smaller or larger one kept.

Law: rows of `indices` that are equal meet one after another; of updates that are put, the last one stays.
Source: tensorflow/core/ops/array_ops.cc.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..graph import Operation, Tensor, node, op
from ..op_def import INDEX, NUMERIC, REAL
from ..tensor_shape import TensorShape, TensorSpec
from .gathering import checked_places
from .shapes import at_least_rank

__all__ = ["tensor_scatter_add", "tensor_scatter_max", "tensor_scatter_min", "tensor_scatter_sub", "tensor_scatter_update"]


def _updated(tensor: TensorSpec, indices: TensorSpec, updates: TensorSpec) -> TensorShape:
    at_least_rank(tensor, 1, "tensor")
    whole, places, values = tensor.shape.sizes, indices.shape.sizes, updates.shape.sizes
    if whole is not None and places and places[-1] is not None and values is not None:
        TensorShape.of(values).merge_with(TensorShape.of((*places[:-1], *whole[places[-1] :])))
    return tensor.shape


def _changed(tensor: Any, indices: Any, updates: Any, change: Any) -> Any:
    whole = np.array(tensor)
    change(whole, checked_places(indices, whole.shape), updates)
    return whole


def _add_gradient(op: Operation, dy: Tensor) -> list[Any]:
    return [dy, None, node("GatherNd", dy, op.inputs[1])]


@op(
    "TensorScatterAdd(tensor: T, indices: Tindices, updates: T) -> T",
    shape=_updated,
    gradient=_add_gradient,
    Tindices=INDEX,
)
def tensor_scatter_add(tensor: Any, indices: Any, updates: Any) -> Any:
    """`tensor` with updates added where `indices` point. `[a, b] x [n, 1] x [n, b] -> [a, b]`. Source: tf.tensor_scatter_add."""
    return _changed(tensor, indices, updates, np.add.at)


def _sub_gradient(op: Operation, dy: Tensor) -> list[Any]:
    return [dy, None, -node("GatherNd", dy, op.inputs[1])]


@op(
    "TensorScatterSub(tensor: T, indices: Tindices, updates: T) -> T",
    shape=_updated,
    gradient=_sub_gradient,
    T=NUMERIC,
    Tindices=INDEX,
)
def tensor_scatter_sub(tensor: Any, indices: Any, updates: Any) -> Any:
    """`tensor` less the updates where `indices` point. `[a, b] x [n, 1] x [n, b] -> [a, b]`. Source: tf.tensor_scatter_sub."""
    return _changed(tensor, indices, updates, np.subtract.at)


def _extreme_gradient(op: Operation, dy: Tensor) -> list[Any]:
    """Equal shares for the tensor and the updates that are the extreme."""
    tensor, indices, updates = op.inputs
    made = op.outputs[0]
    of_tensor = node("Cast", node("Equal", made, tensor), DstT=dy.dtype)
    of_updates = node("Cast", node("Equal", updates, node("GatherNd", made, indices)), DstT=dy.dtype)
    counts = node("TensorScatterAdd", of_tensor, indices, of_updates)
    shares = dy / counts
    return [shares * of_tensor, None, node("GatherNd", shares, indices) * of_updates]


@op(
    "TensorScatterMax(tensor: T, indices: Tindices, updates: T) -> T",
    shape=_updated,
    gradient=_extreme_gradient,
    T=REAL,
    Tindices=INDEX,
)
def tensor_scatter_max(tensor: Any, indices: Any, updates: Any) -> Any:
    """`tensor`, or the updates where they are larger. `[a, b] x [n, 1] x [n, b] -> [a, b]`. Source: tf.tensor_scatter_nd_max."""
    return _changed(tensor, indices, updates, np.maximum.at)


@op(
    "TensorScatterMin(tensor: T, indices: Tindices, updates: T) -> T",
    shape=_updated,
    gradient=_extreme_gradient,
    T=REAL,
    Tindices=INDEX,
)
def tensor_scatter_min(tensor: Any, indices: Any, updates: Any) -> Any:
    """`tensor`, or the updates where they are smaller. `[a, b] x [n, 1] x [n, b] -> [a, b]`. Source: tf.tensor_scatter_nd_min."""
    return _changed(tensor, indices, updates, np.minimum.at)


def _update_gradient(op: Operation, dy: Tensor) -> list[Any]:
    _, indices, updates = op.inputs
    return [node("TensorScatterUpdate", dy, indices, node("ZerosLike", updates)), None, node("GatherNd", dy, indices)]


def _put(whole: Any, places: Any, updates: Any) -> None:
    whole[places] = updates


@op(
    "TensorScatterUpdate(tensor: T, indices: Tindices, updates: T) -> T",
    shape=_updated,
    gradient=_update_gradient,
    Tindices=INDEX,
)
def tensor_scatter_update(tensor: Any, indices: Any, updates: Any) -> Any:
    """`tensor` with updates put where `indices` point. `[a, b] x [n, 1] x [n, b] -> [a, b]`. Source: tf.tensor_scatter_update."""
    return _changed(tensor, indices, updates, _put)
