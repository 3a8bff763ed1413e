"""tf.cond and tf.while_loop in written code: as a person would write them, and nothing is lost."""

from collections.abc import Callable
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

import heureum as tf
from heureum_live.studio.document import Document
from heureum_live.studio.opening import document_of, graph_def_json

from .graphs import rebuilt


def described(build: Callable[[], Any]) -> Document:
    graph = tf.Graph()
    with graph.as_default():
        build()
    return document_of(graph.as_graph_def().to_json())


def numbers() -> tuple[Any, Any, Any]:
    a, b = tf.constant(3.0, name="a"), tf.constant(5.0, name="b")
    return a, b, tf.less(a, b, name="p")


def choosing() -> None:
    a, b, p = numbers()
    tf.cond(p, lambda: b - a, lambda: a - b, name="gap")


def passing_on() -> None:
    a, _, p = numbers()
    tf.cond(p, lambda: a, lambda: tf.constant(2.0))


def several_lines() -> None:
    a, b, p = numbers()
    tf.cond(p, lambda: [a * 2.0 + b, b], lambda: [tf.maximum(a, b, name="more"), a], name="two")


def with_a_variable() -> None:
    v, (_, b, p) = tf.Variable(1.0, name="v"), numbers()
    tf.cond(p, lambda: v * b, lambda: v + 1.0, name="chosen")


def on_a_worker() -> None:
    a, b, p = numbers()
    with tf.device("/job:worker/task:1"):
        tf.cond(p, lambda: tf.square(a), lambda: tf.sqrt(b), name="far")


def repeating() -> None:
    start, goal = tf.constant(1.0, name="start"), tf.constant(100.0, name="goal")
    tf.while_loop(lambda n: tf.less(n, goal), lambda n: n * 2.0, [start], name="doubling")


def counting() -> None:
    a, _, _ = numbers()
    tf.while_loop(lambda i, total: i < 10, lambda i, total: (i + 1, total + a), [0, 0.0])


def growing() -> None:
    rows = tf.ones([1, 2], name="rows")
    shapes = [tf.TensorShape([None, 2])]
    tf.while_loop(lambda x: tf.shape(x)[0] < 8, lambda x: tf.concat([x, x], 0), [rows], shapes, name="grow", back_prop=False)


def with_an_assignment() -> None:
    v, (_, _, p) = tf.Variable(1.0, name="v"), numbers()
    tf.cond(p, lambda: tf.assign(v, 2.0), lambda: tf.assign_add(v, 1.0), name="changed")


def counting_up() -> None:
    v, (a, _, p) = tf.Variable(1.0, name="v"), numbers()
    tf.cond(p, lambda: tf.assign(v, v + a), lambda: v, name="perhaps")


def within_another() -> None:
    a, b, p = numbers()
    tf.cond(p, lambda: tf.cond(p, lambda: a, lambda: b), lambda: b, name="outer")


def until() -> None:
    n = tf.constant(27, name="n")
    step = lambda x: tf.cond(tf.equal(x % 2, 0), lambda: x // 2, lambda: 3 * x + 1)  # noqa: E731
    tf.while_loop(lambda x: x > 1, step, [n], name="collatz")


READABLE = [
    (choosing, ['gap = tf.cond(p, lambda: b - a, lambda: a - b, name="gap")']),
    (passing_on, ["cond = tf.cond(p, lambda: a, lambda: tf.constant(2.0))"]),
    (several_lines, ["def two_then():", "    return [add, b]", 'two, two_2 = tf.cond(p, two_then, two_else, name="two")']),
    (with_a_variable, ['chosen = tf.cond(p, lambda: v * b, lambda: v + 1.0, name="chosen")']),
    (on_a_worker, ["    far = tf.cond(", '        p, lambda: tf.square(a, name="Square"), lambda: tf.sqrt(b,']),
    (repeating, ["    lambda start: start < goal, lambda start: start * 2.0, [start], name="]),
    (counting, ["loop, loop_2 = tf.while_loop(lambda x, y: x < 10, while_body, [0, 0.0])"]),
    (with_an_assignment, ["    assign = tf.assign(v, 2.0, name=", "changed = tf.cond(p, changed_then, changed_else,"]),
    (counting_up, ["    add = v + a", "    assign = tf.assign(v, add, name=", "perhaps = tf.cond(p, perhaps_then, lambda: v,"]),
    (within_another, ['outer = tf.cond(p, lambda: tf.cond(p, lambda: a, lambda: b), lambda: b, name="outer")']),
    (
        until,
        [
            "    cond = tf.cond(equal, lambda: n // 2, cond_else)",
            "collatz = tf.while_loop(lambda n: n > 1, collatz_body, [n],",
        ],
    ),
    (growing, ["    shape_invariants=[tf.TensorShape([None, 2])],", "    back_prop=False,"]),
]


@pytest.mark.parametrize(("build", "lines"), READABLE, ids=lambda each: getattr(each, "__name__", ""))
def test_code_reads_as_a_person_would_write_it(build: Callable[[], None], lines: list[str]) -> None:
    made = described(build)
    code, graph_def = rebuilt(made)
    assert "from_json" not in code
    assert graph_def == graph_def_json(made)
    for line in lines:
        assert line in code.splitlines() or any(each.startswith(line) for each in code.splitlines()), code


def test_what_cannot_be_written_so_is_written_as_data() -> None:
    def waiting_outside() -> None:
        a, b, p = numbers()
        with tf.control_dependencies([b]):
            tf.cond(p, lambda: a, lambda: b, name="gap")

    made = described(waiting_outside)
    code, graph_def = rebuilt(made)
    assert "from_json" in code
    assert graph_def == graph_def_json(made)


def test_an_edit_beside_the_call_leaves_it_readable() -> None:
    made = described(choosing)
    edited = made.edited([each for each in made.nodes if each.name != "gap/Merge"])
    assert "from_json" in rebuilt(edited)[0]  # it lacks a node that tf.cond adds
    moved = made.edited([*made.nodes, *described(lambda: tf.constant(1.0, name="one")).nodes])
    code, graph_def = rebuilt(moved)
    assert 'gap = tf.cond(p, lambda: b - a, lambda: a - b, name="gap")' in code
    assert graph_def == graph_def_json(moved)


# -- any function --------------------------------------------------------------------------------------------------

OPS: dict[str, Callable[..., Any]] = {
    "+": lambda x, y, name: x + y, "*": lambda x, y, name: x * y, "-2": lambda x, y, name: x - 2.0, "neg": lambda x, y, name: -x,
    "max": lambda x, y, name: tf.maximum(x, y, name=name), "sqrt": lambda x, y, name: tf.sqrt(x, name=name),
    "const": lambda x, y, name: tf.constant([1.0, 2.0], name=name or "Const") * x,
    "sum": lambda x, y, name: tf.reduce_sum(x, name=name),
    "named": lambda x, y, name: tf.add(x, y, name=name or "add"), "control": lambda x, y, name: waiting(x, y),
    "cond": lambda x, y, name: tf.cond(tf.reduce_any(x > 0.0), lambda: x * y, lambda: tf.reduce_sum(y) + x, name=name),
}  # fmt: skip
STEPS = st.lists(
    st.tuples(st.sampled_from(sorted(OPS)), st.integers(0, 9), st.sampled_from([None, None, "w", "add", "a"])),
    max_size=4,
)


def waiting(x: Any, y: Any) -> Any:
    with tf.control_dependencies([-x]):
        return tf.identity(y)


def body(steps: list[tuple[str, int, str | None]], sources: list[Any]) -> list[Any]:
    """Each step takes the one before: what nobody takes is not kept in a function, nor is the order in which it took things."""
    known = list(sources)
    for op, other, name in steps:
        known.append(OPS[op](known[-1], known[other % len(known)], name))
    return known


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS, STEPS, st.sampled_from(["cond", "cond_1", "a/choice", "f"]), st.booleans(), st.integers(1, 2))
def test_any_cond_comes_back(yes: Any, no: Any, name: str, is_placed: bool, outputs: int) -> None:
    def build() -> None:
        a, b, p = numbers()
        with tf.device("/job:worker/task:1" if is_placed else None):
            tf.cond(p, lambda: body(yes, [a, b])[-outputs:], lambda: body(no, [b, a])[-outputs:], name=name)

    made = described(build)
    code, graph_def = rebuilt(made)
    assert graph_def == graph_def_json(made), code
    assert "from_json" not in code, code


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS, st.sampled_from(["while", "loop", "a/b"]), st.booleans(), st.booleans())
def test_any_loop_comes_back(steps: Any, name: str, is_literal: bool, is_captured: bool) -> None:
    def iteration(i: Any, x: Any, *outside: Any) -> Any:
        return i + 1, tf.reduce_sum(body(steps, [x, *outside])[-1])

    def build() -> None:
        a, b, _ = numbers()
        starts = [0, 1.0] if is_literal else [tf.constant(0, name="i"), a]
        outside = [b] if is_captured else []
        tf.while_loop(lambda i, x: i < 3, lambda i, x: iteration(i, x, *outside), starts, name=name)

    made = described(build)
    code, graph_def = rebuilt(made)
    assert graph_def == graph_def_json(made), code
    assert "from_json" not in code, code
