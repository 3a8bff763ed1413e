"""The incomplete gamma and beta functions, regularised, element by element.

Series where they converge quickly and continued fractions elsewhere, in float64; narrower types are computed in float64.
Source: W. H. Press et al. 2007, Numerical Recipes, sections 6.2 and 6.4.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ..graph import Operation, Tensor, node, op
from ..op_def import FLOATING
from ..tensor_shape import TensorShape, TensorSpec
from .adjoint import summed_to_inputs
from .shapes import broadcast, per_element
from .special import lgamma_values

__all__ = ["betainc", "igamma", "igammac"]

_STEPS = 400
_TINY = 1e-300
_WIDE = FLOATING[:2]


def _in_float64(compute: Callable[..., Any], *values: Any) -> Any:
    dtype = np.asarray(values[0]).dtype
    wide = np.broadcast_arrays(*(np.asarray(each, np.float64) for each in values))
    with np.errstate(all="ignore"):
        return np.asarray(compute(*wide), dtype)[()]


def _continued(first: Any, terms: Callable[[int], tuple[Any, Any]]) -> Any:
    """first + a1 / (b1 + a2 / (b2 + ...)) by Lentz's method, where `terms(i)` gives a and b."""
    total = np.where(first == 0, _TINY, first)
    c, d = total, np.zeros_like(total)
    for i in range(1, _STEPS):
        a, b = terms(i)
        d = b + a * d
        d = 1 / np.where(d == 0, _TINY, d)
        c = b + a / c
        c = np.where(c == 0, _TINY, c)
        factor = c * d
        total = total * factor
        if np.all(np.abs(factor - 1) < 1e-16):
            break
    return total


def _lower(a: Any, x: Any) -> Any:
    """By the series, for x below a + 1."""
    term = total = 1 / a
    for n in range(1, _STEPS):
        term = term * x / (a + n)
        total = total + term
        if np.all(np.abs(term) <= np.abs(total) * 1e-17):
            break
    return total * _density(a, x)


def _density(a: Any, x: Any) -> Any:
    return np.exp(a * np.log(x) - x - lgamma_values(a))


def _upper(a: Any, x: Any) -> Any:
    """By the continued fraction, for x above a + 1."""
    b = x + 1 - a
    return _density(a, x) / _continued(b, lambda i: (-i * (i - a), b + 2 * i))


def _gamma_values(a: Any, x: Any, *, upper: bool) -> Any:
    is_low = x < a + 1
    low = _lower(np.where(is_low, a, 1.0), np.where(is_low, x, 0.5))
    high = _upper(np.where(is_low, 1.0, a), np.where(is_low, 3.0, x))
    made = np.where(is_low, 1 - low if upper else low, high if upper else 1 - high)
    made = np.where(x == 0, float(upper), np.where(np.isposinf(x), float(not upper), made))
    return np.where((x < 0) | (a <= 0) | np.isnan(a) | np.isnan(x), np.nan, made)


def _by_a(a: Any, x: Any) -> Any:
    """The derivative by a, by differences of fourth order: the function is smooth, and float64 leaves ten digits."""
    h = 1e-3 * np.maximum(np.minimum(a, 1.0), 1e-6)
    near, far = (_gamma_values(a + k * h, x, upper=False) - _gamma_values(a - k * h, x, upper=False) for k in (1, 2))
    return (8 * near - far) / (12 * h)


def _gamma_gradient(op: Operation, dy: Tensor) -> list[Any]:
    a, x = op.inputs
    by_x = node("Exp", -x + (a - 1) * node("Log", x) - node("Lgamma", a))
    dy = -dy if op.type == "Igammac" else dy
    return summed_to_inputs(op, node("IgammaGradA", a, x) * dy, by_x * dy)


@op("Igamma(a: T, x: T) -> T", shape=broadcast, gradient=_gamma_gradient, work=per_element(300), T=_WIDE)
def igamma(a: Any, x: Any) -> Any:
    """The lower incomplete gamma function, regularised: from 0 to 1. `[...] x [...] -> [...]`, broadcast. Source: tf.igamma."""
    return _in_float64(lambda a, x: _gamma_values(a, x, upper=False), a, x)


@op("Igammac(a: T, x: T) -> T", shape=broadcast, gradient=_gamma_gradient, work=per_element(300), T=_WIDE)
def igammac(a: Any, x: Any) -> Any:
    """The upper incomplete gamma function, regularised: 1 - igamma(a, x). `[...] x [...] -> [...]`, broadcast.

    Source: tf.igammac.
    """
    return _in_float64(lambda a, x: _gamma_values(a, x, upper=True), a, x)


@op("IgammaGradA(a: T, x: T) -> T", shape=broadcast, work=per_element(1200), T=_WIDE, refuses_gradient=True)
def _igamma_grad_a(a: Any, x: Any) -> Any:
    """The derivative of igamma by a. `[...] x [...] -> [...]`, broadcast. Source: TensorFlow's IgammaGradA."""
    return _in_float64(_by_a, a, x)


def _beta_values(a: Any, b: Any, x: Any) -> Any:
    # The fraction converges quickly below the mean; above it the other tail is taken.
    turned = x > (a + 1) / (a + b + 2)
    a, b = np.where(turned, b, a), np.where(turned, a, b)
    inside = np.where(turned, 1 - x, x)
    safe = np.clip(inside, 1e-300, 1 - 1e-16)

    def terms(i: int) -> tuple[Any, Any]:
        m = i // 2
        if i % 2:
            return -(a + m) * (a + b + m) * safe / ((a + 2 * m) * (a + 2 * m + 1)), 1.0
        return m * (b - m) * safe / ((a + 2 * m - 1) * (a + 2 * m)), 1.0

    log_beta = lgamma_values(a) + lgamma_values(b) - lgamma_values(a + b)
    front = np.exp(a * np.log(safe) + b * np.log1p(-safe) - log_beta) / a
    made = front / _continued(np.ones_like(safe), terms)
    made = np.where(inside <= 0, 0.0, np.where(inside >= 1, 1.0, made))
    made = np.where(turned, 1 - made, made)
    return np.where((x < 0) | (x > 1) | (a <= 0) | (b <= 0) | np.isnan(x), np.nan, made)


def _beta_gradient(op: Operation, dy: Tensor) -> list[Any]:
    """By x alone, as in TensorFlow."""
    a, b, x = op.inputs
    log_beta = node("Lgamma", a) + node("Lgamma", b) - node("Lgamma", a + b)
    by_x = node("Exp", (b - 1) * node("Log1p", -x) + (a - 1) * node("Log", x) - log_beta)
    return [None, None, summed_to_inputs(op, None, None, by_x * dy)[2]]


def _of_three(a: TensorSpec, b: TensorSpec, x: TensorSpec) -> TensorShape:
    """Equal shapes, or scalars: nothing else is spread."""
    shapes = [each.shape for each in (a, b, x) if each.shape.rank != 0]
    if any(each.rank is None for each in shapes):
        return TensorShape.of(None)
    made = TensorShape.of(())
    for index, each in enumerate(shapes):
        made = each if index == 0 else made.merge_with(each)
    return made


@op("Betainc(a: T, b: T, x: T) -> T", shape=_of_three, gradient=_beta_gradient, work=per_element(300), T=_WIDE)
def betainc(a: Any, b: Any, x: Any) -> Any:
    """The incomplete beta function, regularised: from 0 to 1. `[...] x [...] x [...] -> [...]`; scalars are spread.

    Source: tf.betainc.
    """
    return _in_float64(_beta_values, a, b, x)
