"""What metrics share: local variables that add up over the batches of a session.

Law: a metric gives its value so far, and an operation that takes in the batch and gives the value after it.
Source: tf.metrics.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ..dtypes import float32
from ..graph import Graph, GraphKeys, Tensor
from ..variables import Variable

__all__ = ["counter", "fraction", "list_in", "weighted"]


def counter(name: str, dtype: Any = float32, shape: Any = ()) -> Variable:
    """A local variable that starts at 0."""
    keys = [GraphKeys.LOCAL_VARIABLES, GraphKeys.METRIC_VARIABLES]
    zeros = np.zeros(shape, dtype.as_numpy_dtype)
    return Variable(lambda: zeros, trainable=False, collections=keys, name=name, dtype=dtype)


def weighted(graph: Graph, values: Tensor, weights: Any) -> Tensor:
    """The weights spread to the shape of `values`. Raises ValueError when they don't fit."""
    weights = graph.convert(weights, name="weights")
    if weights.dtype is not float32:
        weights = graph.node("Cast", weights, DstT=float32)
    rank, wanted = weights.shape.rank, values.shape.rank
    if rank is not None and wanted is not None and rank not in (0, wanted):
        # A last axis of size 1 that only one of them has.
        if rank == wanted + 1:
            weights = graph.node("Squeeze", weights, squeeze_dims=[-1])
        elif wanted == rank + 1:
            weights = graph.node("ExpandDims", weights, -1)
        rank = weights.shape.rank
    if rank is not None and wanted is not None and rank not in (0, wanted):
        raise ValueError(f"weights can not be broadcast to values. values.rank={wanted}. weights.rank={rank}.")
    made: Tensor = weights * graph.node("OnesLike", graph.node("Cast", values, DstT=float32))
    return made


def fraction(part: Any, whole: Any, name: str) -> Tensor:
    """`part / whole`, 0 when there is nothing."""
    graph: Graph = part.graph
    part, whole = graph.convert(part), graph.convert(whole)
    made: Tensor = graph.node("DivNoNan", part, graph.node("Maximum", whole, 0), name=name)
    return made


def list_in(value: Tensor, update_op: Tensor, metrics_collections: Any, updates_collections: Any) -> tuple[Tensor, Tensor]:
    """Both, put into the collections that were asked for."""
    add: Callable[..., None] = value.graph.add_to_collections
    if metrics_collections:
        add(metrics_collections, value)
    if updates_collections:
        add(updates_collections, update_op)
    return value, update_op
