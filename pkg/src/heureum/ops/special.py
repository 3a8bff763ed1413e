"""The special functions: erf, the gamma function's logarithm and its derivatives, element by element.

Rational and asymptotic approximations in float64, good to about 15 digits; narrower types are computed in float64.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from ..graph import Operation, Tensor, graph_of, node, op
from ..op_def import FLOATING
from .adjoint import summed_to_inputs
from .shapes import broadcast, per_element, same

__all__ = ["digamma", "erf", "erf_values", "erfc", "lbeta", "lgamma", "lgamma_values", "polygamma", "zeta"]

# W. J. Cody 1969, Rational Chebyshev approximations for the error function: numerators and denominators of erf(x) / x
# for |x| < 0.5, of erfc(x) exp(x^2) below 4, and of its remainder beyond.
_NEAR = (
    (1.85777706184603153e-1, 3.16112374387056560e0, 1.13864154151050156e2, 3.77485237685302021e2, 3.20937758913846947e3),
    (1.0, 2.36012909523441209e1, 2.44024637934444173e2, 1.28261652607737228e3, 2.84423683343917062e3),
)
_MIDDLE = (
    (
        2.15311535474403846e-8,
        5.64188496988670089e-1,
        8.88314979438837594e0,
        6.61191906371416295e1,
        2.98635138197400131e2,
        8.81952221241769090e2,
        1.71204761263407058e3,
        2.05107837782607147e3,
        1.23033935479799725e3,
    ),
    (
        1.0,
        1.57449261107098347e1,
        1.17693950891312499e2,
        5.37181101862009858e2,
        1.62138957456669019e3,
        3.29079923573345963e3,
        4.36261909014324716e3,
        3.43936767414372164e3,
        1.23033935480374942e3,
    ),
)
_FAR = (
    (
        1.63153871373020978e-2,
        3.05326634961232344e-1,
        3.60344899949804439e-1,
        1.25781726111229246e-1,
        1.60837851487422766e-2,
        6.58749161529837803e-4,
    ),
    (1.0, 2.56852019228982242e0, 1.87295284992346725e0, 5.27905102951428412e-1, 6.05183413124413191e-2, 2.33520497626869185e-3),
)
# Bernoulli's numbers B2, B4, ...: the asymptotic series are made of them.
_BERNOULLI = (1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6, -3617 / 510)
_SHIFT = 10  # series are used from here on


def _ratio(parts: Any, x: Any) -> Any:
    return np.polyval(parts[0], x) / np.polyval(parts[1], x)


def _erfc_of_positive(x: Any) -> Any:
    far = np.maximum(x, 4)
    inverse = 1 / (far * far)
    beyond = (1 / math.sqrt(math.pi) - inverse * _ratio(_FAR, inverse)) / far
    return np.exp(-x * x) * np.where(x < 4, _ratio(_MIDDLE, np.minimum(x, 4)), beyond)


def _in_float64(x: Any, compute: Any) -> Any:
    x = np.asarray(x)
    return np.asarray(compute(x.astype(np.float64)), x.dtype)[()]


def erf_values(x: Any) -> Any:
    """erf of float64."""
    near = np.clip(x, -0.5, 0.5)
    small = near * _ratio(_NEAR, near * near)
    return np.where(np.abs(x) < 0.5, small, np.copysign(1 - _erfc_of_positive(np.abs(x)), x))


def _erfc_values(x: Any) -> Any:
    tail = _erfc_of_positive(np.abs(x))
    return np.where(np.abs(x) < 0.5, 1 - erf_values(x), np.where(x > 0, tail, 2 - tail))


def _bell(x: Tensor) -> Tensor:
    made: Tensor = node("Exp", -node("Square", x)) * (2 / math.sqrt(math.pi))
    return made


@op("Erf(x: T) -> T", shape=same, gradient=lambda op, dy: [dy * _bell(op.inputs[0])], work=per_element(40), T=FLOATING)
def erf(x: Any) -> Any:
    """The error function. `[...] -> [...]`. Source: tf.erf."""
    return _in_float64(x, erf_values)


@op("Erfc(x: T) -> T", shape=same, gradient=lambda op, dy: [-dy * _bell(op.inputs[0])], work=per_element(40), T=FLOATING)
def erfc(x: Any) -> Any:
    """1 - erf(x), exact for large x. `[...] -> [...]`. Source: tf.erfc."""
    return _in_float64(x, _erfc_values)


def lgamma_values(x: Any) -> Any:
    """lgamma of float64. Stirling's series after steps up; below 0.5 by reflection."""
    is_low = x < 0.5
    y = np.where(is_low, 1 - x, x)
    product = np.ones_like(y)
    for _ in range(_SHIFT):
        is_small = y < _SHIFT
        product = np.where(is_small, product * y, product)
        y = np.where(is_small, y + 1, y)
    series = sum(b / (2 * n * (2 * n - 1) * y ** (2 * n - 1)) for n, b in enumerate(_BERNOULLI, 1))
    total = (y - 0.5) * np.log(y) - y + 0.5 * math.log(2 * math.pi) + series - np.log(product)
    total = np.where(np.isposinf(y), np.inf, total)
    # sin(pi x) of the part after the point, which keeps its digits.
    reflected = np.log(math.pi / np.abs(np.sin(math.pi * (x - np.round(x))))) - total
    return np.where(np.isinf(x), np.inf, np.where(is_low, reflected, total))


@op(
    "Lgamma(x: T) -> T",
    shape=same,
    gradient=lambda op, dy: [dy * node("Digamma", op.inputs[0])],
    work=per_element(60),
    T=FLOATING,
)
def lgamma(x: Any) -> Any:
    """The logarithm of the absolute value of the gamma function. `[...] -> [...]`. Source: tf.lgamma."""
    return _in_float64(x, lgamma_values)


def _digamma_values(x: Any) -> Any:
    is_low = x < 0.5
    y = np.where(is_low, 1 - x, x)
    total = np.zeros_like(y)
    for _ in range(_SHIFT):
        is_small = y < _SHIFT
        total = np.where(is_small, total - 1 / y, total)
        y = np.where(is_small, y + 1, y)
    series = sum(b / (2 * n * y ** (2 * n)) for n, b in enumerate(_BERNOULLI, 1))
    total = total + np.log(y) - 0.5 / y - series
    is_pole = (x <= 0) & (x == np.floor(x))
    return np.where(is_pole, np.nan, np.where(is_low, total - math.pi / np.tan(math.pi * (x - np.round(x))), total))


def _digamma_gradient(op: Operation, dy: Tensor) -> list[Any]:
    x = op.inputs[0]
    return [dy * node("Polygamma", node("OnesLike", x), x)]


@op("Digamma(x: T) -> T", shape=same, gradient=_digamma_gradient, work=per_element(60), T=FLOATING)
def digamma(x: Any) -> Any:
    """The derivative of lgamma. `[...] -> [...]`. Source: tf.digamma."""
    return _in_float64(x, _digamma_values)


def _zeta_values(x: Any, q: Any) -> Any:
    """Hurwitz's zeta function by the Euler-Maclaurin formula."""
    total = sum((q + k) ** -x for k in range(_SHIFT))
    far = q + _SHIFT
    total = total + far ** (1 - x) / (x - 1) + 0.5 * far**-x
    rising = x
    for n, b in enumerate(_BERNOULLI, 1):
        total = total + b / math.factorial(2 * n) * rising * far ** (-x - 2 * n + 1)
        rising = rising * (x + 2 * n - 1) * (x + 2 * n)
    return np.where(x > 1, total, np.where(x == 1, np.inf, np.nan))


def _both_in_float64(a: Any, b: Any, compute: Any) -> Any:
    dtype = np.asarray(a).dtype
    return np.asarray(compute(np.asarray(a, np.float64), np.asarray(b, np.float64)), dtype)[()]


def _zeta_gradient(op: Operation, dy: Tensor) -> list[Any]:
    x, q = op.inputs
    return summed_to_inputs(op, None, -x * node("Zeta", x + 1, q) * dy)


@op("Zeta(x: T, q: T) -> T", shape=broadcast, gradient=_zeta_gradient, work=per_element(200), T=FLOATING[:2])
def zeta(x: Any, q: Any) -> Any:
    """Hurwitz's zeta function, for x > 1 and q > 0. `[...] x [...] -> [...]`, broadcast. Source: tf.zeta."""
    return _both_in_float64(x, q, _zeta_values)


def _polygamma_values(a: Any, x: Any) -> Any:
    sign = np.where(a % 2 == 0, -1.0, 1.0)
    found = np.where(a == 0, _digamma_values(x + 0 * a), sign * np.exp(lgamma_values(a + 1)) * _zeta_values(a + 1, x))
    return np.where((a == np.floor(a)) & (a >= 0), found, np.nan)


def _polygamma_gradient(op: Operation, dy: Tensor) -> list[Any]:
    a, x = op.inputs
    return summed_to_inputs(op, None, node("Polygamma", a + 1, x) * dy)


@op("Polygamma(a: T, x: T) -> T", shape=broadcast, gradient=_polygamma_gradient, work=per_element(250), T=FLOATING[:2])
def polygamma(a: Any, x: Any) -> Any:
    """Derivative number `a` of digamma, for x > 0. `[...] x [...] -> [...]`, broadcast. Source: tf.polygamma."""
    return _both_in_float64(a, x, _polygamma_values)


def lbeta(x: Any, name: str | None = None) -> Tensor:
    """The logarithm of the absolute value of the beta function, along the last axis. `[..., n] -> [...]`. Source: tf.lbeta."""
    graph = graph_of(x)
    with graph.name_scope(name or "lbeta"):
        x = graph.convert(x, name="x")
        logs = graph.node("Sum", graph.node("Lgamma", x), [-1])
        made: Tensor = graph.node("Sub", logs, graph.node("Lgamma", graph.node("Sum", x, [-1])), name="sub")
        return made
