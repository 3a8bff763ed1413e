"""Lines for variables, their updates, and control flow over tensors."""

from __future__ import annotations

from typing import Any

from ..generating import FLOATS, INTS, REAL, Line, line, shapes, some, whole

__all__ = ["LINES"]

_ONE = shapes.map(lambda shape: [shape])
_TWO = shapes.map(lambda shape: [shape, shape])
_ROWS = ([(4,), (2,)], [(4, 2), (2, 2)], [(4, 2), (2,)], [(4,), ()])


def _held(tf: Any, x: Any) -> Any:
    return tf.Variable(x, dtype=x.dtype, validate_shape=False)


def _scatter(name: str) -> Line:
    return line(
        lambda tf, x, y, i, n: tf.identity(getattr(tf, name)(_held(tf, x), i, y)),
        some(FLOATS, *_ROWS),
        whole(-1, 4, (2,), (), dtypes=INTS),
        named=False,
        sloped=False,
    )


def _scatter_nd(name: str) -> Line:
    return line(
        lambda tf, x, y, i, n: tf.identity(getattr(tf, name)(_held(tf, x), i, y)),
        some(REAL, *_ROWS),
        whole(-1, 4, (2, 1), (1, 1)),
        named=False,
        sloped=False,
    )


LINES = {
    **{
        name: _scatter(name)
        for name in ("scatter_add", "scatter_sub", "scatter_mul", "scatter_div", "scatter_min", "scatter_max", "scatter_update")
    },
    **{name: _scatter_nd(name) for name in ("scatter_nd_add", "scatter_nd_sub", "scatter_nd_update")},
    "batch_scatter_update": line(
        lambda tf, x, y, i, n: tf.identity(tf.batch_scatter_update(_held(tf, x), i, y)),
        some(REAL, [(2, 4), (2, 2)], [(2, 4, 3), (2, 2, 3)]),
        whole(0, 3, (2, 2)),
        named=False,
        sloped=False,
        known=("all",),
    ),
    "assign": line(
        lambda tf, x, y, n: tf.identity(
            [tf.assign(_held(tf, x), y), tf.assign_add(_held(tf, x), y), tf.assign_sub(_held(tf, x), y)][n[0]]
        ),
        some(REAL, _TWO, [(2,), (3,)]),
        named=False,
        sloped=False,
    ),
    "variable": line(
        lambda tf, x, n: (
            tf.is_variable_initialized(_held(tf, x)),
            _held(tf, x).read_value(),
            tf.report_uninitialized_variables(),
        ),
        some(REAL, _ONE),
        named=False,
        sloped=False,
    ),
    "count_up_to": line(lambda tf, i, n: tf.count_up_to(_held(tf, i), abs(n[0])), whole(0, 4, ()), named=False),
    "cond": line(
        lambda tf, x, n: tf.cond(tf.reduce_sum(x) > n[0], lambda: x * 2, lambda: tf.square(x)),
        some(FLOATS, _ONE),
        named=False,
        rough=1e-4,
    ),
    "case": line(
        lambda tf, x, n: (
            tf.case([(tf.reduce_sum(x) > n[0], lambda: x), (tf.reduce_sum(x) < n[1], lambda: -x)], default=lambda: x * 3),
            tf.switch_case(tf.constant(n[2]), {0: lambda: x + 1, 1: lambda: x + 2}, default=lambda: x),
        ),
        some(FLOATS, _ONE),
        named=False,
    ),
    "while_loop": line(
        lambda tf, x, n: tf.while_loop(lambda i, y: i < abs(n[0]), lambda i, y: (i + 1, y * 0.5 + x), [0, x])[1],
        some(FLOATS, _ONE),
        named=False,
    ),
    "map_fn": line(
        lambda tf, x, n: (tf.map_fn(lambda y: y * 2, x), tf.scan(lambda a, y: a + y, x)),
        some(FLOATS, [(3,)], [(3, 2)], [(1, 0)]),
        named=False,
    ),
    "foldl": line(
        lambda tf, x, n: (tf.foldl(lambda a, y: a + y * n[0], x), tf.foldr(lambda a, y: a - y, x)),
        some(FLOATS, [(3,)], [(3, 2)]),
        named=False,
    ),
    "hessians": line(
        lambda tf, x, n: tf.hessians(tf.reduce_sum(x * x * x), x),
        some(FLOATS, [(2,)], [()], [(2, 2)]),
        named=False,
        rough=1e-4,
        sloped=False,
        known=("all",),
    ),
    "custom_gradient": line(
        lambda tf, x, n: tf.custom_gradient(lambda y: (y * 2, lambda dy: dy * n[0]))(x), some(FLOATS, _ONE), named=False
    ),
    "py_func": line(
        lambda tf, x, n: (tf.py_func(lambda y: y + 1, [x], x.dtype), tf.numpy_function(lambda y: y * 2, [x], x.dtype)),
        some(REAL, _ONE),
        named=False,
        sloped=False,
    ),
    "is_tensor": line(
        lambda tf, x, n: tf.constant([tf.is_tensor(x), tf.is_numeric_tensor(x), tf.is_tensor(1)]), some(REAL, _ONE), named=False
    ),
    "get_static_value": line(
        lambda tf, x, n: (
            tf.constant(tf.get_static_value(tf.constant(n))),
            tf.constant(tf.get_static_value(tf.shape(tf.zeros([2, abs(n[0])])))),
        ),
        some(REAL, [()]),
        named=False,
    ),
    "initializers": line(
        lambda tf, x, n: (
            tf.constant_initializer(2.5)([2, abs(n[0])], x.dtype),
            tf.zeros_initializer()([3], x.dtype),
            tf.ones_initializer()([2], x.dtype),
            tf.initializers.identity()([2, 3], x.dtype),
        ),
        some(FLOATS, [()]),
        named=False,
    ),
    "initializers at random": line(
        lambda tf, x, n: [
            make([3, 4], x.dtype)
            for make in (
                tf.random_normal_initializer(),
                tf.random_uniform_initializer(),
                tf.truncated_normal_initializer(),
                tf.glorot_normal_initializer(),
                tf.glorot_uniform_initializer(),
                tf.orthogonal_initializer(),
                tf.variance_scaling_initializer(),
                tf.uniform_unit_scaling_initializer(),
                tf.initializers.he_normal(),
                tf.initializers.lecun_uniform(),
            )
        ],
        some(FLOATS, [()]),
        named=False,
        random=True,
    ),
    "make_ndarray": line(lambda tf, i, n: tf.constant(tf.make_ndarray(tf.make_tensor_proto(n))), whole(0, 1, ()), named=False),
    "group": line(lambda tf, x, n: _after(tf, tf.group(tf.identity(x), tf.no_op()), x), some(REAL, _ONE), named=False),
    "colocated": line(lambda tf, x, n: _colocated(tf, x), some(REAL, _ONE), named=False),
}


def _after(tf: Any, first: Any, x: Any) -> Any:
    with tf.control_dependencies([first]):
        return tf.identity(x)


def _colocated(tf: Any, x: Any) -> Any:
    with tf.colocate_with(x), tf.device("/cpu:0"), tf.name_scope("s"), tf.init_scope():
        return tf.constant(1)
