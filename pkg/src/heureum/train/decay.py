"""Learning rates that change as training goes on.

Takes a rate, the global step and how it falls; gives a tensor, for an optimizer's `learning_rate`.
Source: tf.train.exponential_decay and its siblings.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from ..dtypes import int32
from ..graph import Tensor, get_default_graph, graph_of, node

__all__ = [
    "cosine_decay",
    "cosine_decay_restarts",
    "exponential_decay",
    "inverse_time_decay",
    "linear_cosine_decay",
    "natural_exp_decay",
    "piecewise_constant",
    "piecewise_constant_decay",
    "polynomial_decay",
]


def _start(learning_rate: Any, global_step: Any, name: str) -> tuple[Any, Tensor, Tensor]:
    if global_step is None:
        raise ValueError(f"global_step is required for {name}.")
    graph = get_default_graph()
    rate = graph.convert(learning_rate, name="initial_learning_rate")
    step = node("Cast", graph.convert(global_step), DstT=rate.dtype)
    return graph, rate, step


def _as(value: Any, like: Tensor) -> Tensor:
    made = get_default_graph().convert(value) if isinstance(value, Tensor) else get_default_graph().convert(value, like.dtype)
    return made if made.dtype == like.dtype else node("Cast", made, DstT=like.dtype)


def exponential_decay(
    learning_rate: Any, global_step: Any, decay_steps: Any, decay_rate: Any, staircase: bool = False, name: str | None = None
) -> Tensor:
    """learning_rate * decay_rate ^ (global_step / decay_steps); whole steps only with `staircase`. `[] -> []`.

    Raises ValueError without a global step. Source: tf.train.exponential_decay.
    """
    with get_default_graph().name_scope(name or "ExponentialDecay") as scope:
        _, rate, step = _start(learning_rate, global_step, "exponential_decay")
        periods = step / _as(decay_steps, rate)
        if staircase:
            periods = node("Floor", periods)
        made: Tensor = node("Mul", rate, node("Pow", _as(decay_rate, rate), periods), name=scope)
    return made


def natural_exp_decay(
    learning_rate: Any, global_step: Any, decay_steps: Any, decay_rate: Any, staircase: bool = False, name: str | None = None
) -> Tensor:
    """learning_rate * exp(-decay_rate * global_step / decay_steps). `[] -> []`.

    Raises ValueError without a global step. Source: tf.train.natural_exp_decay.
    """
    factor = node("Exp", -_as(decay_rate, _start(learning_rate, global_step, "natural_exp_decay")[1]))
    return exponential_decay(learning_rate, global_step, decay_steps, factor, staircase, name)


def inverse_time_decay(
    learning_rate: Any, global_step: Any, decay_steps: Any, decay_rate: Any, staircase: bool = False, name: str | None = None
) -> Tensor:
    """learning_rate / (1 + decay_rate * global_step / decay_steps). `[] -> []`.

    Raises ValueError without a global step. Source: tf.train.inverse_time_decay.
    """
    with get_default_graph().name_scope(name or "InverseTimeDecay") as scope:
        _, rate, step = _start(learning_rate, global_step, "inverse_time_decay")
        periods = step / _as(decay_steps, rate)
        if staircase:
            periods = node("Floor", periods)
        made: Tensor = node("RealDiv", rate, 1 + _as(decay_rate, rate) * periods, name=scope)
    return made


def piecewise_constant(x: Any, boundaries: Sequence[Any], values: Sequence[Any], name: str | None = None) -> Tensor:
    """values[0] up to boundaries[0], values[1] up to boundaries[1], and so on. `[] -> []`.

    Raises ValueError unless there is one value more than boundaries. Source: tf.train.piecewise_constant.
    """
    if len(boundaries) != len(values) - 1:
        raise ValueError("The length of boundaries should be 1 less than the length of values")
    graph = graph_of(x)
    with graph.name_scope(name or "PiecewiseConstant"):
        x = graph.convert(x)
        passed = [node("Cast", node("Greater", x, graph.convert(each, x.dtype)), DstT=int32) for each in boundaries]
        place = node("AddN", *passed) if passed else graph.convert(0)
        made: Tensor = node("GatherV2", graph.convert(list(values)), place, 0)
    return made


piecewise_constant_decay = piecewise_constant


def polynomial_decay(
    learning_rate: Any,
    global_step: Any,
    decay_steps: Any,
    end_learning_rate: Any = 0.0001,
    power: Any = 1.0,
    cycle: bool = False,
    name: str | None = None,
) -> Tensor:
    """From learning_rate to end_learning_rate in decay_steps, along a power of the way left; again if `cycle`. `[] -> []`.

    Raises ValueError without a global step. Source: tf.train.polynomial_decay.
    """
    with get_default_graph().name_scope(name or "PolynomialDecay") as scope:
        _, rate, step = _start(learning_rate, global_step, "polynomial_decay")
        end, steps = _as(end_learning_rate, rate), _as(decay_steps, rate)
        if cycle:
            steps = steps * node("Maximum", node("Ceil", step / steps), _as(1.0, rate))
        else:
            step = node("Minimum", step, steps)
        fallen = (rate - end) * node("Pow", 1 - step / steps, _as(power, rate))
        made: Tensor = node("Add", fallen, end, name=scope)
    return made


def _cosine(part: Tensor) -> Tensor:
    """1 at 0, 0 at 1, along half a wave."""
    made: Tensor = 0.5 * (1.0 + node("Cos", part * math.pi))
    return made


def cosine_decay(learning_rate: Any, global_step: Any, decay_steps: Any, alpha: float = 0.0, name: str | None = None) -> Tensor:
    """Along half a cosine from learning_rate to alpha * learning_rate in decay_steps. `[] -> []`.

    I. Loshchilov, F. Hutter 2016 (arXiv:1608.03983). Raises ValueError without a global step.
    Source: tf.train.cosine_decay.
    """
    with get_default_graph().name_scope(name or "CosineDecay"):
        _, rate, step = _start(learning_rate, global_step, "cosine_decay")
        steps = _as(decay_steps, rate)
        made: Tensor = node("Mul", rate, (1 - alpha) * _cosine(node("Minimum", step, steps) / steps) + alpha)
    return made


def cosine_decay_restarts(
    learning_rate: Any,
    global_step: Any,
    first_decay_steps: Any,
    t_mul: float = 2.0,
    m_mul: float = 1.0,
    alpha: float = 0.0,
    name: str | None = None,
) -> Tensor:
    """Cosine decay that begins anew, each time `t_mul` times longer and `m_mul` times lower. `[] -> []`.

    I. Loshchilov, F. Hutter 2016 (arXiv:1608.03983). Raises ValueError without a global step.
    Source: tf.train.cosine_decay_restarts.
    """
    with get_default_graph().name_scope(name or "SGDRDecay") as scope:
        _, rate, step = _start(learning_rate, global_step, "cosine_decay_restarts")
        part = step / _as(first_decay_steps, rate)
        if t_mul == 1.0:
            restarts = node("Floor", part)
            part = part - restarts
        else:
            restarts = node("Floor", node("Log", 1.0 - part * (1.0 - t_mul)) / math.log(t_mul))
            longer = node("Pow", _as(t_mul, rate), restarts)
            part = (part - (1.0 - longer) / (1.0 - t_mul)) / longer
        height = node("Pow", _as(m_mul, rate), restarts)
        made: Tensor = node("Mul", rate, (1 - alpha) * (height * _cosine(part)) + alpha, name=scope)
    return made


def linear_cosine_decay(
    learning_rate: Any,
    global_step: Any,
    decay_steps: Any,
    num_periods: float = 0.5,
    alpha: float = 0.0,
    beta: float = 0.001,
    name: str | None = None,
) -> Tensor:
    """learning_rate * ((alpha + linear) * cosine + beta), both falling over decay_steps. `[] -> []`.

    I. Bello et al. 2017 (ICML). Raises ValueError without a global step. Source: tf.train.linear_cosine_decay.
    """
    with get_default_graph().name_scope(name or "LinearCosineDecay") as scope:
        _, rate, step = _start(learning_rate, global_step, "linear_cosine_decay")
        steps = _as(decay_steps, rate)
        done = node("Minimum", step, steps) / steps
        fallen = (alpha + (1.0 - done)) * _cosine(done * (2.0 * num_periods)) + beta
        made: Tensor = node("Mul", rate, fallen, name=scope)
    return made
