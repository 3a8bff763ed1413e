"""Ordinary differential equations solved in the graph, by a loop of nodes. `tf.contrib.integrate`.

Source: tensorflow/contrib/integrate/python/ops/odes.py.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..control_flow import scan, while_loop
from ..dtypes import int32
from ..graph import Tensor, get_default_graph, graph_of, node

__all__ = ["odeint", "odeint_fixed"]

# Dormand and Prince 1980: where in a step slopes are taken, how they are mixed, and by how much the result may be off.
_ALPHA = (1 / 5, 3 / 10, 4 / 5, 8 / 9, 1.0, 1.0)
_BETA = (
    (1 / 5,),
    (3 / 40, 9 / 40),
    (44 / 45, -56 / 15, 32 / 9),
    (19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729),
    (9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656),
    (35 / 384, 0.0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84),
)
_ERROR = (71 / 57600, 0.0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40)
_SAFETY, _SLOWEST, _FASTEST = 0.9, 0.2, 10.0


def odeint(
    func: Callable[[Any, Any], Any],
    y0: Any,
    t: Any,
    rtol: float = 1e-6,
    atol: float = 1e-12,
    method: str | None = None,
    options: Any = None,
    full_output: bool = False,
    name: str | None = None,
) -> Any:
    """The solution of dy/dt = func(y, t) at the times `t`, which begins with `y0` at the first. `[...] x [k] -> [k, ...]`.

    Steps are as long as the error allows. Options are first_step and max_num_steps. Raises ValueError for another method
    than "dopri5", and for `full_output`. Source: tf.contrib.integrate.odeint.
    """
    if method not in (None, "dopri5"):
        raise ValueError(f"Only the method 'dopri5' is there, got {method!r}; odeint_fixed has 'midpoint' and 'rk4'")
    if full_output:
        raise ValueError("full_output is not there: the solution alone is given")
    first_step, limit = (options or {}).get("first_step"), (options or {}).get("max_num_steps", 1000)
    graph = graph_of(y0, t)
    with graph.name_scope(name or "odeint"):
        start = graph.convert(y0, name="y0")
        times = graph.convert(t, None if hasattr(t, "dtype") and not isinstance(t, list) else start.dtype, name="t")

        def step(y: Any, time: Any, length: Any, slope: Any) -> tuple[Any, Any, Any]:
            slopes = [slope]
            stretch = _like(length, y)
            for alpha, weights in zip(_ALPHA, _BETA, strict=True):
                reached = y + stretch * _mixed(weights, slopes)
                slopes.append(func(reached, time + length * alpha))
            return reached, stretch * _mixed(_ERROR, slopes), slopes[-1]

        def go_on(time: Any, end: Any, *_: Any) -> Any:
            return time < end

        def body(time: Any, end: Any, y: Any, slope: Any, length: Any, count: Any) -> tuple[Any, ...]:
            shown = graph.current().node("LessEqual", count, limit)
            length = node("Minimum", length, end - time)
            after, error, last = step(y, time, length, slope)
            allowed = atol + rtol * node("Maximum", node("Abs", y), node("Abs", after))
            ratio = _like(node("Sqrt", node("Mean", node("Square", error / allowed), _axes(y))), length)
            is_fine = node("LogicalAnd", ratio <= 1.0, shown)
            factor = node("Minimum", node("Maximum", _SAFETY * node("Pow", ratio + 1e-30, -0.2), _SLOWEST), _FASTEST)
            with graph.current().control_dependencies([node("Assert", shown, [count], summarize=1)]):
                count = count + 1
            return (
                node("SelectV2", is_fine, time + length, time), end, node("SelectV2", is_fine, after, y),
                node("SelectV2", is_fine, last, slope), length * factor, count,
            )  # fmt: skip

        def advance(state: Any, end: Any) -> Any:
            time, y, slope, length = state
            count = graph.current().convert(0, int32)
            time, _, y, slope, length, _ = while_loop(go_on, body, [time, end, y, slope, length, count])
            return time, y, slope, length

        begin = func(start, times[0])
        length = graph.convert(first_step, times.dtype) if first_step else (times[1] - times[0]) * 0.01
        found = scan(advance, times[1:], (times[0], start, begin, length))
        made: Tensor = node("ConcatV2", node("ExpandDims", start, 0), found[1], 0)
        return made


def odeint_fixed(
    func: Callable[[Any, Any], Any], y0: Any, t: Any, dt: Any = None, method: str = "rk4", name: str | None = None
) -> Any:
    """`odeint` with a step from each time to the next, by "rk4" or "midpoint"; `dt` cuts each into steps of that length.

    `[...] x [k] -> [k, ...]`. Raises ValueError for another method. Source: tf.contrib.integrate.odeint_fixed.
    """
    if method not in ("rk4", "midpoint"):
        raise ValueError(f"method not supported: {method}: 'rk4' or 'midpoint'")
    graph = graph_of(y0, t)
    with graph.name_scope(name or "odeint_fixed"):
        start = graph.convert(y0, name="y0")
        times = graph.convert(t, None if hasattr(t, "dtype") else start.dtype, name="t")

        def step(y: Any, time: Any, length: Any) -> Any:
            stretch = _like(length, y)
            first = func(y, time)
            second = func(y + stretch * first / 2.0, time + length / 2.0)
            if method == "midpoint":
                return y + stretch * second
            third = func(y + stretch * second / 2.0, time + length / 2.0)
            fourth = func(y + stretch * third, time + length)
            return y + stretch * (first + 2.0 * second + 2.0 * third + fourth) / 6.0

        def advance(y: Any, span: Any) -> Any:
            if dt is None:
                return step(y, span[0], span[1] - span[0])

            def body(time: Any, now: Any) -> tuple[Any, Any]:
                length = node("Minimum", span[1] - time, get_default_graph().convert(dt, times.dtype))
                return time + length, step(now, time, length)

            return while_loop(lambda time, _: time < span[1], body, [span[0], y])[1]

        spans = node("Pack", times[:-1], times[1:], axis=1)
        made: Tensor = node("ConcatV2", node("ExpandDims", start, 0), scan(advance, spans, start), 0)
        return made


def _mixed(weights: Any, slopes: Any) -> Any:
    parts = [weight * slope for weight, slope in zip(weights, slopes, strict=True) if weight]
    total = parts[0]
    for each in parts[1:]:
        total = total + each
    return total


def _like(value: Any, other: Any) -> Any:
    return value if value.dtype == other.dtype else node("Cast", value, DstT=other.dtype)


def _axes(tensor: Any) -> Any:
    return list(range(tensor.shape.rank or 0))
