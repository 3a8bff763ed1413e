"""Plans: a table of partitions and the segments they become, and what a run keeps and lets go."""

from typing import Any

import numpy as np
import pytest

import heureum as tf
from heureum.graph import NodeDef
from heureum.partition import Partition, Receive, Send
from heureum.plan import Plan, compile_plan, run_steps
from heureum.resources import Resources

HERE, THERE = "/job:worker/task:0", "/job:worker/task:1"


def const(name: str, value: Any = 1.0) -> NodeDef:
    return NodeDef(name, "Const", (), "", {"value": np.float32(value) * np.ones((), np.float32), "dtype": tf.float32})


def node(text: str) -> NodeDef | Send:
    """`c=Add a b` is a node, `c>` a send of c:0, `^c>` one of "c has run"; `k` alone a constant."""
    if text.endswith(">"):
        key = text[:-1]
        return Send(key if key.startswith("^") else f"{key}:0", THERE)
    name, _, rest = text.partition("=")
    if not rest:
        return const(name)
    op, *inputs = rest.split()
    return NodeDef(name, op, tuple(each if each.startswith("^") else f"{each}:0" for each in inputs))


def part(items: str, receives: str = "", feeds: str = "", fetches: str = "") -> Partition:
    return Partition(
        HERE,
        tuple(Receive(key if key.startswith("^") else f"{key}:0", THERE) for key in receives.split()),
        tuple(node(text.strip()) for text in items.split(",") if text.strip()),
        tuple(f"{name}:0" for name in feeds.split()),
        tuple(f"{name}:0" for name in fetches.split()),
    )


def plan_of(*arguments: str) -> Plan:
    return compile_plan(part(*arguments), Resources())


def shown(plan: Plan) -> list[str]:
    """Each segment that has anything in it, as `waits: steps message> | steps`; keys in a message are joined by `+`."""
    segments = []
    for segment in plan.segments:
        parts = []
        for each in segment.parts:
            messages = ("+".join(send.key for send, _ in post.sends) + ">" for post in each.posts)
            parts.append(" ".join([*(step.node.name for step in each.steps), *messages]))
        if parts:
            segments.append(f"{segment.waits}: {' | '.join(parts)}")
    return segments


TABLE = [
    # items, receives, feeds, fetches: segments
    ("a, b=Neg a, c=Neg b", "", "", "c", ["0: b c"]),
    ("b=Neg r", "r", "", "b", ["1: b"]),
    ("a, b=Neg a, c=Add b r", "r", "", "c", ["0: b", "2: c"]),
    ("b=Neg r, c=Neg s, d=Add b c", "r s", "", "d", ["1: b", "1: c", "2: d"]),
    ("b=Neg r, c=Neg r, d=Add b c", "r", "", "d", ["1: b c d"]),
    ("b=Add r s", "r s", "", "b", ["2: b"]),
    ("b=NoOp ^r", "^r", "", "", ["1: b"]),
    ("a, b=Neg a ^r", "^r", "", "b", ["2: b"]),
    ("a, y=Neg a, y>, x=Neg a", "", "", "x", ["0: y y:0> | x"]),
    ("a, x=Neg a, y=Neg a, x>, y>, z=Neg a", "", "", "z", ["0: x y x:0+y:0> | z"]),
    ("a, x=Neg a, y=Neg x, y>, z=Neg y, z>, w=Neg a", "", "", "w", ["0: x y y:0> | z z:0> | w"]),
    ("p>, b=Neg p", "", "p", "b", ["0: p:0> | b"]),
    ("a, b=Neg a, ^b>, c=Neg a", "", "", "c", ["0: b ^b> | c"]),
    ("a", "", "", "a", []),
    ("r>", "r", "", "", ["1: r:0>"]),
]


@pytest.mark.parametrize(("items", "receives", "feeds", "fetches", "segments"), TABLE, ids=[row[0] for row in TABLE])
def test_segments(items: str, receives: str, feeds: str, fetches: str, segments: list[str]) -> None:
    assert shown(plan_of(items, receives, feeds, fetches)) == segments


def test_values() -> None:
    plan = plan_of("a, b=Neg a, c=Add b p", "", "p", "c a p")
    assert plan.run({"p:0": np.float32(5)}) == [4.0, 1.0, 5.0]
    assert plan.run({"p:0": np.float32(7)}) == [6.0, 1.0, 7.0]


def test_slots_are_let_go_after_their_last_reader() -> None:
    plan = plan_of("b=Neg p, c=Neg b, d=Add b c, e=Neg d", "", "p", "e b")
    slots = plan.start({"p:0": np.float32(2)})
    for segment in plan.segments:
        for each in segment.parts:
            run_steps(each.steps, slots)
    kept = [value for value in slots if value is not None]
    assert sorted(kept) == [-2.0, 0.0], "only the fetches are still held"


def test_a_tensor_that_another_segment_reads_is_kept() -> None:
    plan = plan_of("a, b=Neg a, c=Neg b, d=Add b r", "r", "", "c d")
    slots = plan.start({})
    slots[plan.receive_slots["r:0"]] = np.float32(10)
    for segment in plan.segments:
        for each in segment.parts:
            run_steps(each.steps, slots)
    assert plan.fetch(slots, {}) == [1.0, 9.0]


def test_constants_are_filled_in_beforehand() -> None:
    plan = plan_of("a, b, c=Add a b", "", "", "c")
    assert [step.node.name for segment in plan.segments for each in segment.parts for step in each.steps] == ["c"]
    assert [value for value in plan.blank if value is not None] == [1.0, 1.0]


def test_a_constant_that_nobody_reads_has_no_slot() -> None:
    assert plan_of("a, b", "", "", "a").blank == [1.0]


def test_a_run_leaves_the_plan_as_it_was() -> None:
    plan = plan_of("a, b=Neg a", "", "", "b")
    before = list(plan.blank)
    plan.run({})
    assert plan.blank == before


ERRORS = [
    ("b=MatMul p p", np.ones((2, 3), np.float32), "MatMul node 'b': ", "inputs: p:0 = float32[2,3], p:0 = float32[2,3]"),
    ("b=InvertPermutation p", np.array([1, 1], np.int32), "InvertPermutation node 'b': ", "inputs: p:0 = int32[2]"),
]


@pytest.mark.parametrize(("items", "value", "start", "end"), ERRORS)
def test_an_error_names_the_node_and_what_it_was_given(items: str, value: np.ndarray, start: str, end: str) -> None:
    plan = plan_of(items, "", "p", "b")
    with pytest.raises(tf.errors.InvalidArgumentError) as caught:
        plan.run({"p:0": value})
    assert caught.value.message.startswith(start)
    assert caught.value.message.endswith(end)
    assert caught.value.node_def.name == "b"


def test_a_traced_run_records_each_node() -> None:
    ticks = iter(range(100))
    seen: list[tuple[str, float, float, list[Any]]] = []
    plan = plan_of("b=Neg p, c=Neg b", "", "p", "c")
    values = plan.run_traced({"p:0": np.float32(3)}, lambda: next(ticks), lambda n, *rest: seen.append((n.name, *rest)))
    assert values == [3.0]
    assert [(name, start, end) for name, start, end, _ in seen] == [("b", 0, 1), ("c", 2, 3)]


def test_a_long_partition_with_many_receives_compiles() -> None:
    count = 2000
    items = ", ".join(f"n{i}=Add {f'n{i - 1}' if i else 'r0'} r{i}" for i in range(count))
    plan = plan_of(items, " ".join(f"r{i}" for i in range(count)), "", f"n{count - 1}")
    assert sum(len(each.steps) for segment in plan.segments for each in segment.parts) == count


def test_numbers_that_overflow_do_so_silently() -> None:
    big = tf.constant(2**31 - 1)
    made = [big + 1, -(big + 1), big * 2, tf.constant(1.0) / 0.0, tf.constant(-1.0) * tf.constant(3e38) * 2.0]
    with tf.Session() as session:
        found = session.run(made)
    assert [float(each) for each in found] == [-(2.0**31), -(2.0**31), -2.0, float("inf"), float("-inf")]
