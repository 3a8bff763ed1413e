"""How far one distribution is from another: Kullback and Leibler's divergence, in nats. `tf.distributions.kl_divergence`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..graph import Tensor, get_default_graph
from ..neural import log_softmax
from .continuous import Normal
from .discrete import Bernoulli, Categorical
from .positive import Beta, Gamma, node
from .vectors import Dirichlet, MultivariateNormalDiag, OneHotCategorical

__all__ = ["kl_divergence"]


def kl_divergence(distribution_a: Any, distribution_b: Any, allow_nan_stats: bool = True, name: str | None = None) -> Tensor:
    """How far the second is from the first, of two of a kind. `-> batch_shape`.

    Raises NotImplementedError for two whose divergence has no formula here. Source: tf.distributions.kl_divergence.
    """
    for kind, formula in _FORMULAS.items():
        if isinstance(distribution_a, kind) and isinstance(distribution_b, kind):
            with get_default_graph().name_scope(name or "KullbackLeibler"):
                return formula(distribution_a, distribution_b)
    kinds = f"{type(distribution_a).__name__} and {type(distribution_b).__name__}"
    raise NotImplementedError(f"No KL(distribution_a || distribution_b) registered for {kinds}")


def _normal(loc_a: Any, scale_a: Any, loc_b: Any, scale_b: Any) -> Tensor:
    ratio, apart = node("Square", scale_a / scale_b), node("Square", (loc_a - loc_b) / scale_b)
    return 0.5 * (apart + ratio - 1.0 - node("Log", ratio))


def _bernoulli(a: Bernoulli, b: Bernoulli) -> Tensor:
    yes = node("Softplus", -b.logits) - node("Softplus", -a.logits)
    no = node("Softplus", b.logits) - node("Softplus", a.logits)
    return a.probs * yes + (1.0 - a.probs) * no


def _categorical(a: Any, b: Any) -> Tensor:
    first, second = log_softmax(a.logits), log_softmax(b.logits)
    return node("Sum", node("Exp", first) * (first - second), [-1])


def _gamma(a: Gamma, b: Gamma) -> Tensor:
    one, other = a.concentration, b.concentration
    shapes = (one - other) * node("Digamma", one) + node("Lgamma", other) - node("Lgamma", one)
    return shapes + other * (node("Log", a.rate) - node("Log", b.rate)) + one * (b.rate / a.rate - 1.0)


def _log_beta(*parts: Any) -> Any:
    total = parts[0]
    for each in parts[1:]:
        total = total + each
    logs = node("Lgamma", parts[0])
    for each in parts[1:]:
        logs = logs + node("Lgamma", each)
    return logs - node("Lgamma", total)


def _beta(a: Beta, b: Beta) -> Tensor:
    mine, theirs = (a.concentration1, a.concentration0), (b.concentration1, b.concentration0)
    made = _log_beta(*theirs) - _log_beta(*mine)
    made = made - node("Digamma", a.total_concentration) * (a.total_concentration - b.total_concentration)
    for one, other in zip(mine, theirs, strict=True):
        made = made + node("Digamma", one) * (one - other)
    return made


def _dirichlet(a: Dirichlet, b: Dirichlet) -> Tensor:
    one, other = a.concentration, b.concentration
    away = node("Digamma", one) - node("Digamma", node("Sum", one, [-1], keep_dims=True))
    return node("Sum", away * (one - other), [-1]) - a._log_beta() + b._log_beta()


_FORMULAS: dict[type, Callable[[Any, Any], Tensor]] = {
    Normal: lambda a, b: _normal(a.loc, a.scale, b.loc, b.scale),
    MultivariateNormalDiag: lambda a, b: node("Sum", _normal(a.loc, a.stddev(), b.loc, b.stddev()), [-1]),
    Bernoulli: _bernoulli,
    Categorical: _categorical,
    OneHotCategorical: _categorical,
    Gamma: _gamma,
    Beta: _beta,
    Dirichlet: _dirichlet,
}
