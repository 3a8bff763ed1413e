"""Dropout. Source: tf.nn.dropout."""

from __future__ import annotations

import numbers
from typing import Any

from ..graph import Graph, Tensor, graph_of
from ..ops.random import random_uniform
from ..tensor_shape import as_shape

__all__ = ["dropout"]


def dropout(
    x: Any, keep_prob: Any = None, noise_shape: Any = None, seed: int | None = None, name: str | None = None, rate: Any = None
) -> Tensor:
    """Sets each element to 0 with probability `rate` and scales the others by 1 / (1 - rate). `[...] -> [...]`.

    `keep_prob` is 1 - rate, by its old name. Along axes where `noise_shape` is 1 all elements share their fate.
    Raises ValueError for a rate outside [0, 1), and for an `x` of whole numbers. Source: tf.nn.dropout.
    """
    if keep_prob is None and rate is None:
        raise ValueError("You must provide a rate to dropout.")
    if keep_prob is not None:
        if rate is not None:
            raise ValueError("Cannot specify both 'rate' and 'keep_prob'")
        rate = 1 - keep_prob
    graph = graph_of(x, rate)
    with graph.name_scope(name or "dropout"):
        x = graph.convert(x, name="x")
        if not x.dtype.is_floating:
            raise ValueError(f"`x.dtype` must be a floating point tensor as `x` will be scaled. Received: x_dtype={x.dtype}")
        is_number = isinstance(rate, numbers.Real)
        if is_number and not 0 <= rate < 1:
            raise ValueError(f"`rate` must be a scalar tensor or a float in the range [0, 1). Received: rate={rate}")
        if is_number and rate == 0:
            return x
        scaled, limit = _scaled(graph, x, rate, is_number)
        wanted = _noise_shape(graph, x, noise_shape)
        noise = random_uniform(wanted, seed=seed, dtype=x.dtype)
        # A number in [0, 1) is at least `rate` with probability 1 - rate.
        is_kept = noise >= limit
        zero = graph.convert(0.0, x.dtype, name="Const")
        made: Tensor = graph.node("SelectV2", is_kept, scaled, zero)
        made.set_shape(x.shape)
        return made


def _scaled(graph: Graph, x: Tensor, rate: Any, is_number: bool) -> tuple[Tensor, Any]:
    if is_number:
        return graph.node("Mul", x, graph.convert(1 / (1 - rate), x.dtype, name="Const")), rate
    rate = graph.convert(rate, name="rate")
    if rate.shape.rank not in (None, 0):
        raise ValueError(f"`rate` must be a scalar tensor or a float in the range [0, 1). Received: rate={rate}")
    if rate.dtype is not x.dtype:
        rate = graph.node("Cast", rate, DstT=x.dtype)
    kept = graph.node("Sub", graph.convert(1.0, x.dtype, name="Const"), rate)
    return graph.node("RealDiv", x, kept), rate


def _noise_shape(graph: Graph, x: Tensor, noise_shape: Any) -> Any:
    """The shape of the noise: that of `x`, or `noise_shape`, whose unknown sizes are those of `x`."""
    if noise_shape is None:
        return graph.node("Shape", x, name="Shape")
    if isinstance(noise_shape, Tensor):
        return noise_shape
    wanted, known = as_shape(noise_shape).sizes, x.shape.sizes
    if wanted is not None and None in wanted and known is not None and len(wanted) == len(known):
        wanted = tuple(size if given is None else given for given, size in zip(wanted, known, strict=True))
    if wanted is not None and None in wanted:
        real = graph.node("Shape", x, name="Shape")
        return [real[axis] if size is None else size for axis, size in enumerate(wanted)]
    return list(wanted) if wanted is not None else noise_shape
