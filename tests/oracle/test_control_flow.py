"""cond, case, while_loop, map_fn and the like against TensorFlow: names, values, gradients, kinds of errors."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest


def _x(tf: Any, value: Any = 2.0) -> Any:
    return tf.placeholder_with_default(np.float32(value), np.shape(value), name="x")


def _variable_in_branches(tf: Any) -> Any:
    v = tf.Variable(1.0)
    changed = tf.cond(_x(tf) > 1, lambda: tf.assign_add(v, 10.0), lambda: tf.assign(v, -1.0))
    with tf.control_dependencies([changed]):
        return tf.identity(v.read_value() if hasattr(v, "read_value") else v)


def _shadowed_side_effect(tf: Any) -> Any:
    """What a branch describes but does not give is not run."""
    v = tf.Variable(1.0)

    def branch() -> Any:
        tf.assign(v, 5.0)
        return tf.constant(0.0)

    with tf.control_dependencies([tf.cond(_x(tf) > 1, branch, branch)]):
        return tf.identity(v._ref() if hasattr(v, "_ref") else v)


def _gradient_of_cond(tf: Any, value: float) -> Any:
    x, w = _x(tf, value), tf.constant(3.0)
    y = tf.cond(x > 1, lambda: tf.exp(x) * w, lambda: x * x)
    first = tf.gradients(y, [x, w])
    return [y, *first, tf.gradients(first[0], x)[0]]


def _nested_cond(tf: Any, value: float) -> Any:
    x = _x(tf, value)
    y = tf.cond(x > 0, lambda: tf.cond(x > 5, lambda: x * x, lambda: x * 3), lambda: -x)
    return [y, *tf.gradients(y, x)]


def _operations(tf: Any) -> Any:
    v = tf.Variable(1.0)
    done = tf.cond(_x(tf) > 1, lambda: tf.group(tf.assign_add(v, 1.0)), tf.no_op)
    return [done]


COND: dict[str, Callable[[Any], Any]] = {
    "true": lambda tf: tf.cond(_x(tf) > 1, lambda: tf.constant(1), lambda: tf.constant(2)),
    "false": lambda tf: tf.cond(_x(tf) > 3, lambda: 1, lambda: 2),
    "nested": lambda tf: tf.cond(_x(tf) > 1, lambda: (_x(tf), [tf.constant(3)]), lambda: (tf.constant(1.0), [tf.constant(4)])),
    "dict": lambda tf: tf.cond(_x(tf) > 1, lambda: {"b": 1, "a": 2.0}, lambda: {"b": 3, "a": 4.0}),
    "singleton": lambda tf: tf.cond(_x(tf) > 1, lambda: [tf.constant(1)], lambda: [tf.constant(2)]),
    "strict singleton": lambda tf: tf.cond(_x(tf) > 1, lambda: [tf.constant(1)], lambda: [tf.constant(2)], strict=True),
    "old names": lambda tf: tf.cond(_x(tf) > 1, fn1=lambda: tf.constant(1), fn2=lambda: tf.constant(2)),
    "other shapes": lambda tf: tf.cond(_x(tf) > 1, lambda: tf.zeros([2]), lambda: tf.zeros([3])),
    "named": lambda tf: tf.cond(_x(tf) > 1, lambda: tf.constant(1), lambda: tf.constant(2), name="choose"),
    "twice": lambda tf: [tf.cond(_x(tf) > 1, lambda: _x(tf), lambda: _x(tf)) for _ in range(2)],
    "gradient, true": lambda tf: [tf.identity(each) for each in _gradient_of_cond(tf, 1.5)],
    "gradient, false": lambda tf: [tf.identity(each) for each in _gradient_of_cond(tf, 0.5)],
    "variable": _variable_in_branches,
    "side effect": _shadowed_side_effect,
    "operations": _operations,
    **{f"nested cond {value}": lambda tf, value=value: _nested_cond(tf, value)[0] for value in (-1.0, 2.0, 7.0)},
    "python bool": lambda tf: tf.cond(True, lambda: 1, lambda: 2),
    "other dtypes": lambda tf: tf.cond(_x(tf) > 1, lambda: 1, lambda: 2.0),
    "other structures": lambda tf: tf.cond(_x(tf) > 1, lambda: (1, 2), lambda: 2),
    "no function": lambda tf: tf.cond(_x(tf) > 1, 3, lambda: 2),
    "no truth value": lambda tf: tf.cond(_x(tf), lambda: 1, lambda: 2),
    "several truth values": lambda tf: tf.cond(tf.placeholder(tf.bool, [2]), lambda: 1, lambda: 2),
    "nothing": lambda tf: tf.cond(_x(tf) > 1, lambda: None, lambda: None),
    "case": lambda tf: tf.case(
        [(_x(tf) > 5, lambda: tf.constant(1)), (_x(tf) > 1, lambda: tf.constant(2))], lambda: tf.constant(3)
    ),
    "case, default": lambda tf: tf.case([(_x(tf) > 5, lambda: tf.constant(1))], default=lambda: tf.constant(3)),
    "case, not exclusive": lambda tf: tf.case(
        [(_x(tf) > 1, lambda: tf.constant(1)), (_x(tf) > 0, lambda: tf.constant(2))], lambda: tf.constant(3), exclusive=True
    ),
    "case, none": lambda tf: tf.case([(_x(tf) > 5, lambda: tf.constant(1))]),
}


@pytest.mark.parametrize("name", COND)
def test_cond(name: str, compare: Any) -> None:
    compare(COND[name])


def _loop(tf: Any, **options: Any) -> Any:
    return tf.while_loop(lambda i, a: tf.less(i, 4), lambda i, a: [i + 1, a * 2], [tf.constant(0), tf.constant(1.0)], **options)


def _growing(tf: Any, **options: Any) -> Any:
    return tf.while_loop(lambda a: tf.size(a) < 9, lambda a: tf.concat([a, a], 0), [tf.ones([1])], **options)


def _gradient_of_while(tf: Any) -> Any:
    x, w = _x(tf, 1.1), tf.constant(1.5)
    _, y = tf.while_loop(lambda i, a: tf.less(i, 3), lambda i, a: (i + 1, a * a * w), [tf.constant(0), x])
    return [y, *(tf.identity(each) for each in tf.gradients(y, [x, w]))]


def _gradient_of_nested_while(tf: Any) -> Any:
    x, w = _x(tf, 0.5), tf.constant(1.5)

    def outer(i: Any, a: Any) -> Any:
        def inner(j: Any, b: Any) -> Any:
            return j + 1, tf.cond(b < 3.0, lambda: b * w + x, lambda: tf.exp(-b * w))

        return i + 1, tf.while_loop(lambda j, b: tf.less(j, i + 1), inner, [tf.constant(0), a])[1]

    _, y = tf.while_loop(lambda i, a: tf.less(i, 3), outer, [tf.constant(0), x])
    return [y, *(tf.identity(each) for each in tf.gradients(y, [x, w]))]


def _gradient_of_array(tf: Any) -> Any:
    rows = tf.constant([[0.1, 0.2], [-0.3, 0.4], [0.5, -0.6]])
    w = tf.constant([[0.1, -0.3], [0.2, 0.1]])
    inputs = tf.TensorArray(tf.float32, 3).unstack(rows)
    outputs = tf.TensorArray(tf.float32, 3)

    def step(t: Any, state: Any, written: Any) -> Any:
        state = tf.tanh(tf.matmul(state, w) + inputs.read(t))
        return t + 1, state, written.write(t, state)

    _, last, written = tf.while_loop(lambda t, *_: tf.less(t, 3), step, [tf.constant(0), tf.zeros([1, 2]), outputs])
    y = tf.reduce_sum(written.stack() * tf.constant([[[1.0, 2.0]], [[3.0, 4.0]], [[5.0, 6.0]]])) + tf.reduce_sum(last)
    return [y, *(tf.identity(each) for each in tf.gradients(y, [rows, w]))]


def _assigning_loop(tf: Any) -> Any:
    v = tf.Variable(0.0)

    def body(i: Any) -> Any:
        with tf.control_dependencies([tf.assign_add(v, 2.0)]):
            return i + 1

    with tf.control_dependencies([tf.while_loop(lambda i: tf.less(i, 3), body, [tf.constant(0)])]):
        return v.assign_add(0.0)


WHILE: dict[str, Callable[[Any], Any]] = {
    "one variable": lambda tf: tf.while_loop(lambda i: tf.less(i, 10), lambda i: i + 3, [tf.constant(0)]),
    "two variables": _loop,
    "limited": lambda tf: _loop(tf, maximum_iterations=2),
    "limited by a tensor": lambda tf: _loop(tf, maximum_iterations=tf.constant(3)),
    "named": lambda tf: _loop(tf, name="again"),
    "nested variables": lambda tf: tf.while_loop(
        lambda i, s: tf.less(i, 3), lambda i, s: [i + 1, {"a": (s["a"][0] * 2.0,)}], [0, {"a": (1.0,)}]
    ),
    "no iteration": lambda tf: tf.while_loop(lambda i: tf.less(i, 0), lambda i: i + 1, [tf.constant(5)]),
    "growing": lambda tf: _growing(tf, shape_invariants=[tf.TensorShape([None])]),
    "gradient": _gradient_of_while,
    "gradient, nested": _gradient_of_nested_while,
    "gradient, arrays": _gradient_of_array,
    "no gradient": lambda tf: tf.gradients(_loop(tf, back_prop=False)[1], [_x(tf)]),
    "assigning": _assigning_loop,
    "growing, not told": _growing,
    "growing, told otherwise": lambda tf: _growing(tf, shape_invariants=[tf.TensorShape([3])]),
    "too few results": lambda tf: tf.while_loop(lambda i, j: tf.less(i, 3), lambda i, j: i + 1, [tf.constant(0), tf.constant(0)]),
    "no function": lambda tf: tf.while_loop(3, lambda i: i, [tf.constant(0)]),
    "no variables": lambda tf: tf.while_loop(lambda: True, lambda: (), []),
    "no truth value": lambda tf: tf.while_loop(lambda i: i, lambda i: i + 1, [tf.constant(0)]),
    "nothing": lambda tf: tf.while_loop(lambda i: tf.less(i, 3), lambda i: None, [tf.constant(0)]),
    "parallel_iterations": lambda tf: _loop(tf, parallel_iterations=0),
}


@pytest.mark.parametrize("name", WHILE)
def test_while_loop(name: str, compare: Any) -> None:
    compare(WHILE[name])


def _elems(tf: Any) -> Any:
    return tf.constant([1.0, 2.0, 3.0], name="elems")


def _with_gradients(tf: Any, build: Callable[[Any, Any], Any]) -> Any:
    elems, w = _elems(tf), tf.constant(1.5)
    y = build(elems, w)
    return [y, *(tf.identity(each) for each in tf.gradients(y, [elems, w]))]


FUNCTIONAL: dict[str, Callable[[Any], Any]] = {
    "map_fn": lambda tf: tf.map_fn(lambda x: x * 2, _elems(tf)),
    "map_fn, dtype": lambda tf: tf.map_fn(lambda x: tf.cast(x, tf.int32), _elems(tf), dtype=tf.int32),
    "map_fn, nested": lambda tf: tf.map_fn(
        lambda x: (x[0] + x[1], x[0]), (_elems(tf), _elems(tf)), dtype=(tf.float32, tf.float32)
    ),
    "map_fn, rows": lambda tf: tf.map_fn(tf.reduce_sum, tf.ones([4, 3])),
    "map_fn, gradients": lambda tf: _with_gradients(tf, lambda e, w: tf.map_fn(lambda x: x * x * w, e)),
    "map_fn, other structure": lambda tf: tf.map_fn(lambda x: (x, x), _elems(tf)),
    "map_fn, scalar": lambda tf: tf.map_fn(lambda x: x, tf.constant(1.0)),
    "foldl": lambda tf: tf.foldl(lambda a, x: a - x, _elems(tf)),
    "foldl, initializer": lambda tf: tf.foldl(lambda a, x: a - x, _elems(tf), initializer=10.0),
    "foldl, gradients": lambda tf: _with_gradients(tf, lambda e, w: tf.foldl(lambda a, x: a * x * w, e)),
    "foldr": lambda tf: tf.foldr(lambda a, x: a - x, _elems(tf)),
    "foldr, initializer": lambda tf: tf.foldr(lambda a, x: a - x, _elems(tf), initializer=10.0),
    "scan": lambda tf: tf.scan(lambda a, x: a + x, _elems(tf)),
    "scan, nested": lambda tf: tf.scan(lambda a, x: (a[0] + x, a[1] * x), _elems(tf), initializer=(0.0, 1.0)),
    "scan, reverse": lambda tf: tf.scan(lambda a, x: a * x, _elems(tf), reverse=True),
    "scan, gradients": lambda tf: _with_gradients(tf, lambda e, w: tf.scan(lambda a, x: a * x + w, e)),
}


@pytest.mark.parametrize("name", FUNCTIONAL)
def test_functional(name: str, compare: Any) -> None:
    compare(FUNCTIONAL[name])


def _array(tf: Any, **options: Any) -> Any:
    return tf.TensorArray(tf.float32, 3, **options)


ARRAY: dict[str, Callable[[Any], Any]] = {
    "stack": lambda tf: _array(tf).write(0, 1.0).write(2, 3.0).write(1, 2.0).stack(),
    "read": lambda tf: _array(tf).write(1, 5.0).read(1),
    "size": lambda tf: [_array(tf).size(), _array(tf, dynamic_size=True).write(7, 1.0).size()],
    "unstack": lambda tf: _array(tf).unstack([[1.0], [2.0], [3.0]]).read(2),
    "gather": lambda tf: tf.reduce_sum(_array(tf).unstack([1.0, 2.0, 3.0]).gather([2, 0])),
    "scatter": lambda tf: _array(tf).scatter([1, 0, 2], [1.0, 2.0, 3.0]).stack(),
    "concat": lambda tf: _array(tf, infer_shape=False).split([1.0, 2.0, 3.0], [1, 0, 2]).concat(),
    "unwritten": lambda tf: _array(tf).read(0),
    "written twice": lambda tf: _array(tf).write(0, 1.0).write(0, 2.0).stack(),
    "out of range": lambda tf: _array(tf).write(5, 1.0).stack(),
    "other shapes": lambda tf: _array(tf).write(0, 1.0).write(1, [1.0, 2.0]),
    "no size": lambda tf: tf.TensorArray(tf.float32),
}


@pytest.mark.parametrize("name", ARRAY)
def test_tensor_array(name: str, compare: Any) -> None:
    compare(ARRAY[name])
