"""Expressions in `tf`, `np` and the placeholders below, run under either library.

Takes a line such as `tf.reduce_sum(x, 1)`; gives all that it shows: names, dtypes, static shapes, values, the gradient
with respect to each placeholder, the gradient's own gradient, or the classes of errors.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

__all__ = ["outcome"]

_random = np.random.default_rng(0)


def _normal(*shape: int) -> np.ndarray:
    return _random.normal(size=shape).astype(np.float32)


# Of unknown first size is q, of unknown length v, of unknown rank u.
FEEDS: dict[str, np.ndarray] = {
    "x": _normal(2, 3),
    "y": _normal(2, 3),
    "p": _random.uniform(0.1, 0.9, (2, 3)).astype(np.float32),
    "i": _random.integers(0, 2, (2, 3)).astype(np.int32),
    "j": _random.integers(1, 4, (2, 3)).astype(np.int32),
    "b": _random.integers(0, 2, (2, 3)).astype(np.bool_),
    "s": np.array(1, np.int32),
    "l": np.array(1, np.int64),
    "c": (_normal(2, 3) + 1j * _normal(2, 3)).astype(np.complex64),
    "v": _normal(4),
    "u": _normal(2, 3),
    "q": _normal(2, 3),
    "d": _random.normal(size=(2, 3)),
    "w": _normal(3, 3),
    "t": _normal(2, 4, 4, 2),
    "r": _normal(2, 3, 4),
}
_SHAPES: dict[str, Any] = {"v": [None], "u": None, "q": [None, 3]}


def outcome(expression: str, tf: Any) -> dict[str, Any]:
    """What an expression shows under one library. Only the classes of errors are kept, never their texts."""
    with tf.Graph().as_default():
        given = {name: tf.placeholder(array.dtype, _SHAPES.get(name, array.shape), name=name) for name, array in FEEDS.items()}
        try:
            made = list(_tensors(eval(expression, {"tf": tf, "np": np}, given)))
        except AttributeError:
            raise  # a gap is never an expected error
        except Exception as error:
            return {"error when built": type(error).__name__}
        found: dict[str, Any] = {
            "names": [tensor.name for tensor in made],
            "dtypes": [tensor.dtype.name for tensor in made],
            "static shapes": [None if tensor.shape.rank is None else tensor.shape.as_list() for tensor in made],
        }
        feeds = {given[name]: array for name, array in FEEDS.items()}
        with tf.Session() as session:
            try:
                found["values"] = [np.asarray(value) for value in session.run(made, feeds)]
            except tf.errors.OpError as error:
                return {**found, "error when run": type(error).__name__}
            first = _gradients(tf, made, given)
            found["gradients"] = _without_zeros(session.run(first, feeds))
            try:
                second = {
                    f"{name}, twice": each
                    for name, dx in first.items()
                    for each in _gradients(tf, [dx], {name: given[name]}).values()
                }
            except LookupError:
                return {**found, "second gradients": "refused"}
            found["second gradients"] = _without_zeros(session.run(second, feeds))
    return found


def _tensors(made: Any) -> Iterator[Any]:
    if isinstance(made, (list, tuple)):
        for each in made:
            yield from _tensors(each)
    elif type(made).__name__ == "SparseTensor":
        yield from (made.indices, made.values, made.dense_shape)
    elif hasattr(made, "dense_shape"):
        yield from (made.values, made.indices)
    elif hasattr(made, "op"):
        yield made


def _gradients(tf: Any, ys: list[Any], xs: dict[str, Any]) -> dict[str, Any]:
    ys = [y for y in ys if y.dtype.is_floating or y.dtype.is_complex]
    names = [name for name, x in xs.items() if x.dtype.is_floating or x.dtype.is_complex]
    if not ys or not names:
        return {}
    weights = [tf.ones_like(y) * tf.cast(0.7, y.dtype) for y in ys]
    found = tf.gradients(ys, [xs[name] for name in names], grad_ys=weights)
    return {name: tf.convert_to_tensor(dx) for name, dx in zip(names, found, strict=True) if dx is not None}


def _without_zeros(gradients: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """None and zeros mean the same; which one is given differs on purpose here and there. Rounding may leave a little."""
    return {name: value for name, value in gradients.items() if np.any(np.abs(value) > 1e-6)}
