"""Expressions in `tf`, `np` and the placeholders below, run under either library.

Takes a line such as `tf.reduce_sum(x, 1)`; gives all that it shows: names, dtypes, static shapes, values, the gradient
with respect to each placeholder, the gradient's own gradient, or the classes of errors.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from typing import Any

import numpy as np

__all__ = ["outcome", "require_same", "seen"]

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
            except RuntimeError as error:
                # TensorFlow fails while it looks for the line to blame, when that is in no file of a user.
                reason: Any = error
                while reason is not None and not isinstance(reason, tf.errors.OpError):
                    reason = reason.__context__
                if reason is None:
                    raise
                return {**found, "error when run": type(reason).__name__}
            try:
                first = _gradients(tf, made, given)
            except (LookupError, NotImplementedError, ValueError):
                return {**found, "gradients": "refused"}
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


def seen(line: str, tf: Any) -> dict[str, Any]:
    """The outcome of a line of op_expressions.txt, with nobody warned."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        return outcome(line.removeprefix("~"), tf)


def require_same(line: str, expected: dict[str, Any], found: dict[str, Any]) -> None:
    """Fails unless both outcomes are the same; of a line after ~ names and static shapes are not compared."""
    if expected.get("gradients") == "refused":
        # What TensorFlow can't differentiate may have a gradient here.
        kept = expected.keys() - {"gradients"}
        expected, found = ({what: each[what] for what in each if what in kept} for each in (expected, found))
    assert found.keys() == expected.keys(), f"TensorFlow: {expected}, heureum: {found}"
    for what, value in expected.items():
        # After ~ it is composed of other nodes here: only what it computes is compared.
        if not line.startswith("~") or what not in ("names", "static shapes"):
            _compare(value, found[what], what)


def _compare(expected: Any, found: Any, what: str) -> None:
    if isinstance(expected, dict):
        assert found.keys() == expected.keys(), what
        for name, value in expected.items():
            _compare(value, found[name], f"{what} of {name}")
    elif what == "values":
        for one, other in zip(expected, found, strict=True):
            _compare(one, other, "value")
    elif isinstance(expected, np.ndarray):
        assert found.dtype == expected.dtype, what
        assert found.shape == expected.shape, what
        if expected.dtype.kind in "fc":
            np.testing.assert_allclose(found, expected, rtol=2e-4, atol=1e-5, err_msg=what)
        else:
            np.testing.assert_array_equal(found, expected, err_msg=what)
    else:
        assert found == expected, what
