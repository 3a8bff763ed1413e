"""Variables, their scopes and initializers against TensorFlow: names of all nodes, values, and kinds of errors."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest


def _scoped(tf: Any) -> Any:
    with tf.variable_scope("a", initializer=tf.constant_initializer(2.0)), tf.name_scope("n"), tf.variable_scope("b") as scope:
        made = [tf.get_variable("v", [2]), tf.constant(1.0), tf.Variable(1.0)]
    return [*made, scope.name, scope.original_name_scope, scope.reuse]


def _default_scope(tf: Any) -> Any:
    with tf.variable_scope(None, default_name="dense") as scope:
        return [tf.get_variable("kernel", [1], initializer=tf.zeros_initializer()), scope.name, tf.constant(1.0)]


def _reopened(tf: Any) -> Any:
    zeros = tf.zeros_initializer()
    with tf.variable_scope("s") as scope:
        first = tf.get_variable("v", [1], initializer=zeros)
    with tf.variable_scope(scope, reuse=True), tf.name_scope("x"):
        again = [tf.get_variable("v", [1]).name, tf.constant(1.0)]
    with tf.variable_scope("outer"), tf.variable_scope(scope):
        inner = [tf.get_variable("w", [1], initializer=zeros), tf.constant(1.0)]
    with tf.variable_scope(scope, auxiliary_name_scope=False):
        plain = tf.constant(1.0)
    return [first, *again, *inner, plain]


def _reuse(tf: Any, *args: Any) -> Any:
    with tf.variable_scope("s", reuse=True):
        return tf.get_variable(*args)


def _reuse_root(tf: Any, *args: Any) -> Any:
    with tf.variable_scope(tf.get_variable_scope(), reuse=True):
        return tf.get_variable(*args)


def _template(tf: Any) -> Any:
    scaled = tf.make_template("scale", lambda x: x * tf.get_variable("w", [], initializer=tf.ones_initializer()))
    return [scaled(tf.constant(2.0)), scaled(tf.constant(3.0)), [each.name for each in tf.global_variables()]]


PROGRAMS: dict[str, Callable[[Any], Any]] = {
    "plain": lambda tf: tf.Variable([1.0, 2.0]),
    "named": lambda tf: [tf.Variable(3, name="w"), tf.Variable(np.zeros((2, 2)), name="w"), tf.Variable(True)],
    "called": lambda tf: tf.Variable(lambda: tf.zeros([2]), name="w"),
    "dtype": lambda tf: tf.Variable(np.arange(3), dtype=tf.float32),
    "overloads": lambda tf: (lambda w: [w + 1, 1 - w, w * w, w / 2, -w, w[0], w > 1, w**2])(tf.Variable([1.0, 2.0])),
    "assign": lambda tf: tf.Variable([1.0, 2.0]).assign([3.0, 4.0]),
    "assign add": lambda tf: tf.assign_add(tf.Variable([1.0, 2.0]), [3.0, 4.0]),
    "assign sub": lambda tf: tf.Variable(5).assign_sub(2, name="less"),
    "read": lambda tf: (lambda w: [w.read_value(), w.value(), tf.identity(w), tf.convert_to_tensor(w)])(tf.Variable(1.0)),
    "initializer": lambda tf: [tf.Variable(1.0), tf.global_variables_initializer(), tf.local_variables_initializer()],
    "group": lambda tf: tf.group(tf.Variable(1.0).assign(2.0), tf.Variable(1.0).initializer, name="both"),
    "tuple": lambda tf: tf.tuple([tf.Variable(1.0), tf.constant(2.0)]),
    "no value": lambda tf: tf.Variable(),
    "open shape": lambda tf: tf.Variable(tf.placeholder(tf.float32, [None])),
    "other shape": lambda tf: tf.Variable([1.0]).assign([1.0, 2.0]),
    "other dtype": lambda tf: tf.Variable([1.0]).assign(tf.constant([1])),
    "gradient": lambda tf: (lambda w: tf.gradients(w * w, w))(tf.Variable([1.0, 2.0])),
    "scoped": _scoped,
    "default names": lambda tf: [_default_scope(tf) for _ in range(3)],
    "reopened": _reopened,
    "exists": lambda tf: [tf.get_variable("v", [1]), tf.get_variable("v", [1])],
    "reuse missing": lambda tf: _reuse(tf, "w", [1]),
    "reuse shape": lambda tf: [tf.get_variable("w", [2]), _reuse_root(tf, "w", [1])],
    "reuse dtype": lambda tf: [tf.get_variable("w", [2]), _reuse_root(tf, "w", [2], tf.float64)],
    "no initializer": lambda tf: tf.get_variable("w"),
    "constant and shape": lambda tf: tf.get_variable("w", [1], initializer=tf.constant([1.0])),
    "integer": lambda tf: tf.get_variable("w", [2], dtype=tf.int32),
    "from value": lambda tf: [tf.get_variable("w", initializer=tf.constant([1.0])), tf.get_variable("v", initializer=2.0)],
    "template": _template,
}
NAMES_DIFFER = {"overloads", "gradient", "tuple"}


@pytest.mark.parametrize("name", PROGRAMS)
def test_variables(compare: Any, name: str) -> None:
    random = name in {"exists", "reuse shape", "reuse dtype"}
    compare(PROGRAMS[name], names=name not in NAMES_DIFFER and not random)


def test_dependent_initial_values(compare: Any) -> None:
    def program(tf: Any) -> Any:
        first = tf.Variable([1.0, 2.0], name="first")
        second = tf.Variable(first * 2, name="second")
        return [first, second, tf.Variable(first.initialized_value() + 1, name="third")]

    compare(program)


def test_uninitialised_use(compare: Any) -> None:
    def program(tf: Any) -> Any:
        w = tf.Variable([1.0], name="w")
        with tf.Session() as session:
            return session.run(w + 1.0)

    assert "w" in compare(program)["message"]


def test_reports(compare: Any) -> None:
    def program(tf: Any) -> Any:
        a, b = tf.Variable(1.0, name="a"), tf.Variable(1.0, name="b")
        report, flag = tf.report_uninitialized_variables(), tf.is_variable_initialized(a)
        with tf.Session() as session:
            seen = [session.run([report, flag])]
            session.run(a.initializer)
            return [*seen, session.run([report, flag]), tf.assert_variables_initialized([b]) is None]

    compare(program)


SCATTERS: dict[str, Callable[[Any, Any], Any]] = {
    "update": lambda tf, w: tf.scatter_update(w, [0, 2], [[9.0, 9.0], [8.0, 8.0]]),
    "add": lambda tf, w: tf.scatter_add(w, [1, 1], [[1.0, 2.0], [3.0, 4.0]]),
    "sub": lambda tf, w: tf.scatter_sub(w, [1, 1], [[1.0, 2.0], [3.0, 4.0]]),
    "mul": lambda tf, w: tf.scatter_mul(w, [1, 1], [[1.0, 2.0], [3.0, 4.0]]),
    "div": lambda tf, w: tf.scatter_div(w, [1, 1], [[1.0, 2.0], [3.0, 4.0]]),
    "min": lambda tf, w: tf.scatter_min(w, [1, 1], [[1.0, 2.0], [3.0, 9.0]]),
    "max": lambda tf, w: tf.scatter_max(w, [1, 1], [[1.0, 2.0], [3.0, 9.0]]),
    "nd update": lambda tf, w: tf.scatter_nd_update(w, [[0, 1], [2, 0]], [7.0, 6.0]),
    "nd add": lambda tf, w: tf.scatter_nd_add(w, [[0], [0]], [[1.0, 1.0], [2.0, 2.0]]),
    "nd sub": lambda tf, w: tf.scatter_nd_sub(w, [[0], [0]], [[1.0, 1.0], [2.0, 2.0]]),
    "out of range": lambda tf, w: tf.scatter_add(w, [5], [[1.0, 1.0]]),
    "shapes": lambda tf, w: tf.scatter_add(w, [1], [[1.0, 1.0, 1.0]]),
}


@pytest.mark.parametrize("scatter", SCATTERS.values(), ids=SCATTERS)
def test_scattering(compare: Any, scatter: Any) -> None:
    compare(lambda tf: scatter(tf, tf.Variable([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]], name="w")), names=True)


INITIALIZERS: dict[str, Callable[[Any], Any]] = {
    "zeros": lambda tf: tf.zeros_initializer(),
    "ones": lambda tf: tf.initializers.ones(),
    "constant": lambda tf: tf.constant_initializer([1, 2, 3, 4]),
    "uniform": lambda tf: tf.random_uniform_initializer(-1, 1, seed=1),
    "normal": lambda tf: tf.random_normal_initializer(seed=1),
    "truncated": lambda tf: tf.truncated_normal_initializer(seed=1),
    "unit": lambda tf: tf.uniform_unit_scaling_initializer(),
    "variance": lambda tf: tf.variance_scaling_initializer(2.0, "fan_avg", "uniform"),
    "glorot": lambda tf: tf.glorot_normal_initializer(),
    "he": lambda tf: tf.initializers.he_uniform(),
    "lecun": lambda tf: tf.initializers.lecun_normal(),
    "default": lambda tf: None,
}


@pytest.mark.parametrize("make", INITIALIZERS.values(), ids=INITIALIZERS)
def test_nodes_of_initializers(compare: Any, make: Any) -> None:
    def program(tf: Any) -> Any:
        with tf.variable_scope("s"):
            v = tf.get_variable("v", [2, 3], initializer=make(tf))
        operations = tf.get_default_graph().get_operations()
        limits = [each.outputs[0] for each in operations if each.type == "Const"]
        return [v.name, [each.name for each in operations], limits]

    compare(program)  # types of nodes differ: our Add is TensorFlow's AddV2


def _stepped(tf: Any, w: Any) -> Any:
    return tf.train.GradientDescentOptimizer(0.1).minimize(tf.reduce_sum(w * w))


def _followed(tf: Any, w: Any) -> Any:
    average = tf.train.ExponentialMovingAverage(0.5)
    with tf.control_dependencies([_stepped(tf, w)]):
        done = average.apply([w])
    with tf.control_dependencies([done]):
        return average.average(w).read_value()


# What is made under a control dependency on the second reads the variable after it.
UPDATES: dict[str, Callable[[Any, Any], Any]] = {
    "assign": lambda tf, w: w.assign([[5.0, 6.0]]),
    "assign_add": lambda tf, w: w.assign_add([[1.0, 1.0]]),
    "assign_sub of its own": lambda tf, w: tf.assign_sub(w, w * 0.5),
    "scatter": lambda tf, w: tf.scatter_update(w, [0], [[7.0, 8.0]]),
    "optimizer": _stepped,
    "group": lambda tf, w: tf.group(w.assign_add([[1.0, 1.0]]), tf.no_op()),
    "another's": lambda tf, w: tf.Variable([[1.0, 1.0]], name="other").initializer,
}
READS: dict[str, Callable[[Any, Any], Any]] = {
    "by an operator": lambda tf, w: w + 0.0,
    "by identity": lambda tf, w: tf.identity(w),
    "twice": lambda tf, w: [w * 2.0, (w + 1.0) * w],
    "read_value": lambda tf, w: w.read_value(),
    "by matmul": lambda tf, w: tf.matmul(w, w, transpose_b=True),
    "compared": lambda tf, w: tf.less_equal(w, 2.0),
}


@pytest.mark.parametrize("read", READS.values(), ids=READS)
@pytest.mark.parametrize("update", UPDATES.values(), ids=UPDATES)
def test_what_comes_after_an_update_reads_the_new_value(compare: Any, update: Any, read: Any) -> None:
    def program(tf: Any) -> Any:
        w = tf.Variable([[1.0, 2.0]], name="w")
        with tf.control_dependencies([update(tf, w)]):
            after = read(tf, w)
        with tf.Session() as session:
            session.run(tf.global_variables_initializer())
            return [session.run(after) for _ in range(3)]

    compare(program)


def test_averages_follow_what_the_step_has_made(compare: Any) -> None:
    def program(tf: Any) -> Any:
        shadow = _followed(tf, tf.Variable([[1.0, 2.0]], name="w"))
        with tf.Session() as session:
            session.run(tf.global_variables_initializer())
            return [session.run(shadow) for _ in range(3)]

    compare(program)
