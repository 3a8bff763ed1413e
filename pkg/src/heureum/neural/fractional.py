"""Pooling by a ratio that is no whole number. Source: tf.nn.fractional_max_pool, tf.nn.fractional_avg_pool."""

from __future__ import annotations

from typing import Any, NamedTuple

from ..graph import Tensor, node
from ..graph.seeds import get_seed

__all__ = ["FractionallyPooled", "fractional_avg_pool", "fractional_max_pool"]


class FractionallyPooled(NamedTuple):
    """What was pooled, and where the windows begin along the rows and the columns."""

    output: Tensor
    row_pooling_sequence: Tensor
    col_pooling_sequence: Tensor


def _pooled(op_type: str, value: Any, pooling_ratio: Any, name: str | None, **attrs: Any) -> FractionallyPooled:
    seeds = (attrs.pop("seed"), attrs.pop("seed2"))
    if not any(seeds) and not attrs["deterministic"]:
        drawn = get_seed(None)
        seeds = (drawn[0] or 0, drawn[1] or 0)
    ratios = [float(each) for each in pooling_ratio]
    return FractionallyPooled(*node(op_type, value, pooling_ratio=ratios, seed=seeds[0], seed2=seeds[1], name=name, **attrs))


def fractional_max_pool(
    value: Any,
    pooling_ratio: Any,
    pseudo_random: bool = False,
    overlapping: bool = False,
    deterministic: bool = False,
    seed: int = 0,
    seed2: int = 0,
    name: str | None = None,
) -> FractionallyPooled:
    """The largest of windows of two sizes, so that an axis shrinks by a ratio such as 1.44.

    `[n, h, w, c] -> [n, h / r, w / s, c], [h / r + 1], [w / s + 1]`. Also where the windows begin, along rows and columns.
    Neighbours share a row with `overlapping`; `deterministic` windows are the same in every run.
    Raises ValueError for ratios of another number, or of batch and channels. Source: tf.nn.fractional_max_pool.
    """
    attrs = {"pseudo_random": pseudo_random, "overlapping": overlapping, "deterministic": deterministic}
    return _pooled("FractionalMaxPool", value, pooling_ratio, name, seed=seed, seed2=seed2, **attrs)


def fractional_avg_pool(
    value: Any,
    pooling_ratio: Any,
    pseudo_random: bool = False,
    overlapping: bool = False,
    deterministic: bool = False,
    seed: int = 0,
    seed2: int = 0,
    name: str | None = None,
) -> FractionallyPooled:
    """The means of such windows. `[n, h, w, c] -> [n, h / r, w / s, c], [h / r + 1], [w / s + 1]`.

    As fractional_max_pool. Source: tf.nn.fractional_avg_pool.
    """
    attrs = {"pseudo_random": pseudo_random, "overlapping": overlapping, "deterministic": deterministic}
    return _pooled("FractionalAvgPool", value, pooling_ratio, name, seed=seed, seed2=seed2, **attrs)
