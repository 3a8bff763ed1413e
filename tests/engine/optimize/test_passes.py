"""Each pass as a table: the graph before, what is left of it after. Values are compared for every row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

import heureum as tf
from heureum import op_def
from heureum.graph.subgraph import Subgraph
from heureum.optimize import PASSES, optimize, prune

Build = Callable[[tf.Tensor], tf.Tensor]

BEFORE_AFTER: list[tuple[str, str, Build, list[str]]] = [
    ("fold_constants", "sum of constants", lambda x: x * (tf.constant(1.0) + tf.constant(2.0)), ["Const", "Mul", "Placeholder"]),
    ("fold_constants", "known shape", lambda x: tf.reshape(x, tf.shape(x)), ["Const", "Placeholder", "Reshape"]),
    ("fold_constants", "through a chain", lambda x: x + tf.exp(tf.negative(tf.constant(2.0))), ["Add", "Const", "Placeholder"]),
    ("merge_duplicates", "equal sums", lambda x: (x + 1.0) * (x + 1.0), ["Add", "Const", "Mul", "Placeholder"]),
    ("merge_duplicates", "equal chains", lambda x: tf.exp(-x) + tf.exp(-x), ["Add", "Exp", "Neg", "Placeholder"]),
    (
        "merge_duplicates",
        "attributes differ",
        lambda x: tf.matmul(x, x) + tf.matmul(x, x, transpose_a=True),
        ["Add", "MatMul", "MatMul", "Placeholder"],
    ),
    (
        "merge_duplicates",
        "constants that differ in dtype",
        lambda x: x + tf.cast(tf.constant(1) + tf.cast(tf.constant(1.0), tf.int32), tf.float32),
        ["Add", "Add", "Cast", "Cast", "Const", "Const", "Placeholder"],
    ),
    ("simplify_arithmetic", "times one", lambda x: tf.exp(x * 1.0), ["Exp", "Placeholder"]),
    ("simplify_arithmetic", "one times", lambda x: tf.exp(1.0 * x), ["Exp", "Placeholder"]),
    ("simplify_arithmetic", "plus zero", lambda x: tf.exp(x + 0.0), ["Exp", "Placeholder"]),
    ("simplify_arithmetic", "minus zero", lambda x: tf.exp(x - 0.0), ["Exp", "Placeholder"]),
    ("simplify_arithmetic", "zero minus stays", lambda x: tf.exp(0.0 - x), ["Const", "Exp", "Placeholder", "Sub"]),
    ("simplify_arithmetic", "over one", lambda x: tf.exp(x / 1.0), ["Exp", "Placeholder"]),
    ("simplify_arithmetic", "twice negated", lambda x: tf.exp(tf.negative(-x)), ["Exp", "Placeholder"]),
    ("simplify_arithmetic", "twice transposed", lambda x: tf.exp(tf.transpose(tf.transpose(x))), ["Exp", "Placeholder"]),
    ("simplify_arithmetic", "identity", lambda x: tf.exp(tf.identity(x)), ["Exp", "Placeholder"]),
    ("simplify_arithmetic", "times zero stays", lambda x: tf.exp(x * 0.0), ["Const", "Exp", "Mul", "Placeholder"]),
    (
        "simplify_arithmetic",
        "a larger one still broadcasts",
        lambda x: tf.exp(x * tf.constant(1.0, shape=[3, 2, 2])),
        ["Const", "Exp", "Mul", "Placeholder"],
    ),
]


@pytest.fixture
def x() -> tf.Tensor:
    return tf.placeholder(tf.float32, [2, 2], name="x")


def pruned(y: tf.Tensor) -> Subgraph:
    return prune([y], [], [])


@pytest.mark.parametrize(("name", "case", "build", "left"), BEFORE_AFTER, ids=[f"{row[0]}: {row[1]}" for row in BEFORE_AFTER])
def test_what_is_left(name: str, case: str, build: Build, left: list[str], x: tf.Tensor) -> None:
    y = build(x)
    assert sorted(node.op for node in optimize(pruned(y), [name]).nodes) == left
    fed = np.array([[1.5, np.inf], [-2.0, np.nan]], np.float32)
    with tf.Session(optimize=[name]) as optimized, tf.Session(optimize=False) as plain:
        np.testing.assert_array_equal(optimized.run(y, {x: fed}), plain.run(y, {x: fed}))


@pytest.mark.parametrize("name", PASSES)
def test_what_somebody_knows_by_name_stays(name: str, x: tf.Tensor) -> None:
    same, again = tf.identity(x, name="same"), tf.identity(x, name="again")
    with tf.Session(optimize=[name]) as sess:
        fed = np.eye(2, dtype=np.float32)
        for value in sess.run([same, again, same + again], {x: fed})[:2]:
            np.testing.assert_array_equal(value, fed)


@pytest.mark.parametrize("name", PASSES)
def test_a_fed_tensor_is_not_what_its_node_would_compute(name: str) -> None:
    one = tf.constant(1.0, name="one")
    three = tf.add(one, 2.0, name="three")
    with tf.Session(optimize=[name]) as sess:
        assert sess.run(three * 2.0, {one: 5.0}) == 14.0
        assert sess.run(three * 2.0, {three: 5.0}) == 10.0


def test_a_pinned_node_is_left_where_it_is(x: tf.Tensor) -> None:
    with tf.device("/job:worker/task:1"):
        pinned = tf.constant(1.0) + tf.constant(2.0)
    left = optimize(pruned(x * pinned), list(PASSES)).nodes
    assert [node.op for node in left if node.device] == ["Const", "Const", "Add"]


def test_a_kernel_that_fails_is_left_to_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(x: float) -> None:
        raise ValueError("out of order")

    monkeypatch.setitem(op_def._registry, "Exp", replace(op_def.find_op("Exp"), kernel=fail))
    broken = tf.exp(tf.constant(1.0), name="broken") * 2.0
    assert [node.op for node in optimize(pruned(broken), ["fold_constants"]).nodes] == ["Const", "Exp", "Const", "Mul"]
    with tf.Session() as sess, pytest.raises(tf.errors.InvalidArgumentError, match="'broken': out of order"):
        sess.run(broken)


def test_passes_are_named_in_the_error() -> None:
    with pytest.raises(ValueError, match="fold_constants, merge_duplicates; got"):
        tf.Session(optimize=["fold"])
