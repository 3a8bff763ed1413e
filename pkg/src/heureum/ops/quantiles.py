"""The inverses of the error function and of the normal distribution: erfinv, ndtri.

Law: the standard library's quantile (M. J. Wichura 1988, algorithm AS 241) starts, one step of Newton's ends it, so that
what is near zero keeps its digits. Narrower types are computed in float64.
Source: tf.math.erfinv, tf.math.ndtri.
"""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import Any

import numpy as np

from ..graph import Tensor, node, op
from ..op_def import FLOATING
from .shapes import per_element, same
from .special import erf_values

__all__ = ["erfinv", "ndtri"]

_quantile = NormalDist().inv_cdf


def _tail(p: float) -> float:
    """The quantile of p, and at the ends of [0, 1] what it tends to."""
    if 0 < p < 1:
        return _quantile(p)
    return -math.inf if p == 0 else math.inf if p == 1 else math.nan


_tails = np.frompyfunc(_tail, 1, 1)


def _in_float64(x: Any, compute: Any) -> Any:
    x = np.asarray(x)
    return np.asarray(compute(x.astype(np.float64)), x.dtype)[()]


def _erfinv_values(x: Any) -> Any:
    # 1 - |x| is exact where it is small: there lie the quantiles that would lose their digits.
    found = np.copysign(np.asarray(-_tails((1 - np.abs(x)) / 2), np.float64) / math.sqrt(2), x)
    near = np.abs(x) < 0.5
    better = found - (erf_values(found) - x) * (math.sqrt(math.pi) / 2) * np.exp(found * found)
    return np.where(near, better, found)


@op(
    "Erfinv(x: T) -> T",
    shape=same,
    gradient=lambda op, dy: [dy * node("Exp", node("Square", op.outputs[0])) * (math.sqrt(math.pi) / 2)],
    work=per_element(100),
    T=FLOATING,
)
def erfinv(x: Any) -> Any:
    """The y whose erf(y) is x; infinite at -1 and 1, nan beyond. `[...] -> [...]`. Source: tf.math.erfinv."""
    with np.errstate(all="ignore"):
        return _in_float64(x, _erfinv_values)


def _ndtri_gradient(op: Any, dy: Tensor) -> list[Any]:
    return [dy * node("Exp", node("Square", op.outputs[0]) / 2) * math.sqrt(2 * math.pi)]


@op("Ndtri(x: T) -> T", shape=same, gradient=_ndtri_gradient, work=per_element(100), T=FLOATING)
def ndtri(x: Any) -> Any:
    """The y below which a normal number is with probability x. `[...] -> [...]`. Source: tf.math.ndtri."""
    return _in_float64(x, lambda p: np.asarray(_tails(p), np.float64))
