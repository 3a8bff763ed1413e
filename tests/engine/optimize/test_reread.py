"""Who comes after an update reads the variable anew; nobody else does."""

from collections.abc import Callable

import pytest

import heureum as tf
from heureum.optimize import prune, reread


def added(graph: Callable[[tf.Variable], list[tf.Tensor]]) -> list[str]:
    """The reads that the rewrite adds, with what they wait for."""
    w = tf.Variable(1.0, name="w")
    before = prune(graph(w), [], [])
    after = reread(before)
    known = {node.name for node in before.nodes}
    return [f"{node.name} <- {' '.join(node.inputs)}" for node in after.nodes if node.name not in known]


def _after(w: tf.Variable, *updates: tf.Tensor) -> tf.Tensor:
    with tf.control_dependencies(updates):
        return tf.add(w, 1.0, name="y")


def _downstream(w: tf.Variable) -> list[tf.Tensor]:
    with tf.control_dependencies([tf.assign_add(w, 1.0, name="up")]):
        x = tf.constant(2.0)
    return [tf.multiply(x, w, name="y")]


def _twice(w: tf.Variable) -> list[tf.Tensor]:
    up = tf.assign_add(w, 1.0, name="up")
    with tf.control_dependencies([up]):
        return [tf.add(w, w, name="y"), tf.square(w, name="z")]


def _in_order(w: tf.Variable) -> list[tf.Tensor]:
    first = tf.assign_add(w, 1.0, name="first")
    with tf.control_dependencies([first]):
        middle = tf.add(w, 0.0, name="middle")
    with tf.control_dependencies([middle]):
        second = tf.assign_add(w, 1.0, name="second")
    return [middle, _after(w, second)]


@pytest.mark.parametrize(
    ("graph", "expected"),
    [
        (lambda w: [w + 1.0], []),
        (lambda w: [w + 1.0, tf.assign_add(w, 1.0)], []),
        (lambda w: [_after(w, tf.assign_add(w, 1.0, name="up"))], ["w/read/after/y <- w:0 ^up"]),
        (lambda w: [_after(w, tf.Variable(2.0, name="other").initializer)], []),
        (_downstream, ["w/read/after/y <- w:0 ^up"]),
        (_twice, ["w/read/after/y <- w:0 ^up"]),
        (_in_order, ["w/read/after/middle <- w:0 ^first", "w/read/after/y <- w:0 ^first ^second"]),
    ],
    ids=["no update", "no order", "a dependency", "another's update", "further down", "once for both", "each in its place"],
)
def test_rule(graph: Callable[[tf.Variable], list[tf.Tensor]], expected: list[str]) -> None:
    assert added(graph) == expected


def test_an_explicit_read_after_the_update_is_left_alone() -> None:
    def graph(w: tf.Variable) -> list[tf.Tensor]:
        with tf.control_dependencies([tf.assign_add(w, 1.0)]):
            return [w.read_value() + 1.0]

    assert added(graph) == []


@pytest.mark.needs_threads
@pytest.mark.parametrize("workers", [None, 2])
@pytest.mark.parametrize("optimize", [True, False])
def test_values(workers: int | None, optimize: bool) -> None:
    w = tf.Variable(1.0)
    y = _after(w, tf.assign_add(w, 1.0))
    with tf.Session(workers=workers, placement="spread", optimize=optimize) as session:
        session.run(w.initializer)
        assert [session.run(y) for _ in range(3)] == [3.0, 4.0, 5.0]


def test_a_fed_read_keeps_what_was_fed() -> None:
    w = tf.Variable(1.0)
    y = _after(w, tf.assign_add(w, 1.0))
    with tf.Session() as session:
        session.run(w.initializer)
        assert session.run(y, {w.value(): 10.0}) == 11.0
