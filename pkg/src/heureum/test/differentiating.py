"""Gradients against differences: what tf.gradients says, and what happens when each element is moved a little.

Source: tensorflow/python/ops/gradient_checker.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from ..gradients import gradients
from ..graph import Tensor
from ..session import get_default_session

__all__ = ["compute_gradient", "compute_gradient_error"]


def compute_gradient(
    x: Any,
    x_shape: Any,
    y: Any,
    y_shape: Any,
    x_init_value: Any = None,
    delta: float = 1e-3,
    init_targets: Any = None,
    extra_feed_dict: Mapping[Any, Any] | None = None,
) -> Any:
    """The Jacobian by tf.gradients, and by differences: a pair of `[elements of x, elements of y]`, or a list of such.

    Needs a default session. Raises ValueError for values that do not fit. Source: tf.test.compute_gradient.
    """
    session = get_default_session()
    if session is None:
        raise ValueError("compute_gradient needs a default session: use `with sess.as_default()`")
    for each in init_targets if isinstance(init_targets, (list, tuple)) else [init_targets] if init_targets is not None else []:
        session.run(each)
    several = isinstance(x, (list, tuple))
    xs, shapes = (list(x), list(x_shape)) if several else ([x], [x_shape])
    given = [None] * len(xs) if x_init_value is None else list(x_init_value) if several else [x_init_value]
    values = [_start(tensor, shape, value) for tensor, shape, value in zip(xs, shapes, given, strict=True)]
    extra = dict(extra_feed_dict or {})
    feeds = {**extra, **dict(zip(xs, values, strict=True))}
    found = []
    dy = y.graph.node("Placeholder", dtype=y.dtype, shape=y.shape)
    for index, (tensor, gradient) in enumerate(zip(xs, gradients(y, xs, grad_ys=[dy]), strict=True)):
        found.append(
            (
                _by_gradient(session, tensor, gradient, dy, y_shape, feeds, values[index]),
                _by_differences(session, tensor, y, feeds, values[index], delta),
            )
        )
    return found if several else found[0]


def _start(tensor: Tensor, shape: Sequence[int], value: Any) -> np.ndarray:
    if value is None:
        drawn = np.random.random_sample(tuple(shape)).astype(tensor.dtype.as_numpy_dtype)
        return drawn + 1j * np.random.random_sample(tuple(shape)) if tensor.dtype.is_complex else drawn
    start = np.array(value, tensor.dtype.as_numpy_dtype)
    if list(start.shape) != list(shape):
        raise ValueError(f"x_init_value has shape {list(start.shape)}, but x_shape is {list(shape)}")
    return start


def _flat(array: np.ndarray) -> np.ndarray:
    """Complex numbers count as two each."""
    array = np.ascontiguousarray(array)
    return array.view(array.real.dtype).ravel() if array.dtype.kind == "c" else array.ravel()


def _by_gradient(session: Any, x: Tensor, dx: Any, dy: Tensor, y_shape: Any, feeds: Any, value: np.ndarray) -> np.ndarray:
    kind = dy.dtype.as_numpy_dtype
    rows = _flat(value).size
    seed = np.zeros(tuple(y_shape), kind)
    columns = _flat(seed).size
    made = np.zeros((rows, columns), value.real.dtype)
    if dx is None:
        return made
    dx = dx if isinstance(dx, Tensor) else x.graph.convert(dx)
    for column in range(columns):
        seed = np.zeros(tuple(y_shape), kind)
        _flat_view(seed)[column] = 1
        made[:, column] = _flat(np.asarray(session.run(dx, {**feeds, dy: seed})))
    return made


def _flat_view(array: np.ndarray) -> np.ndarray:
    return array.view(array.real.dtype).reshape(-1) if array.dtype.kind == "c" else array.reshape(-1)


def _by_differences(session: Any, x: Tensor, y: Tensor, feeds: Any, value: np.ndarray, delta: float) -> np.ndarray:
    rows = []
    for at in range(_flat(value).size):
        sides = []
        for sign in (1, -1):
            moved = value.copy()
            _flat_view(moved)[at] += sign * delta
            sides.append(_flat(np.asarray(session.run(y, {**feeds, x: moved}))))
        rows.append((sides[0] - sides[1]) / (2 * delta))
    return np.array(rows).reshape(_flat(value).size, -1)


def compute_gradient_error(
    x: Any,
    x_shape: Any,
    y: Any,
    y_shape: Any,
    x_init_value: Any = None,
    delta: float = 1e-3,
    init_targets: Any = None,
    extra_feed_dict: Mapping[Any, Any] | None = None,
) -> float:
    """The largest difference between both Jacobians of `compute_gradient`. Source: tf.test.compute_gradient_error."""
    found = compute_gradient(x, x_shape, y, y_shape, x_init_value, delta, init_targets, extra_feed_dict)
    pairs = found if isinstance(found, list) else [found]
    return float(max((np.abs(a - b).max() if a.size else 0.0) for a, b in pairs))
