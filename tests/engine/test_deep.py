"""Deep graphs: ten thousand nodes in a chain, and as many diamonds, built, differentiated and run without recursion."""

import sys
from collections.abc import Iterator

import pytest

import heureum as tf

DEPTH = 10_000
TARGETS = ["", "inline://2"]


@pytest.fixture(autouse=True)
def _little_stack() -> Iterator[None]:
    """Anything that recurses once per node fails long before it is as deep as the graph."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(600)
    yield
    sys.setrecursionlimit(limit)


@pytest.mark.parametrize("target", TARGETS)
def test_a_chain(target: str) -> None:
    x = tf.placeholder(tf.float64, [])
    y = x
    for _ in range(DEPTH):
        y = y + 1.0
    (dx,) = tf.gradients(y, x)
    with tf.Session(target) as session:
        assert session.run([y, dx], {x: 0.5}) == [DEPTH + 0.5, 1.0]


@pytest.mark.parametrize("target", TARGETS)
def test_diamonds(target: str) -> None:
    """2 to the power of 10,000 paths: a pass that walks paths instead of nodes never ends."""
    x = tf.placeholder(tf.float64, [])
    c = tf.constant(1e-5, tf.float64)
    y = x
    for _ in range(DEPTH):
        y = y + y * c
    (dx,) = tf.gradients(y, x)
    growth = (1 + 1e-5) ** DEPTH
    with tf.Session(target) as session:
        assert session.run([y, dx], {x: 2.0}) == pytest.approx([2 * growth, growth], rel=1e-9)


def test_a_deep_graph_crosses_json() -> None:
    y = tf.constant(1.0)
    for _ in range(DEPTH // 2):
        y = y + y
    record = tf.get_default_graph().as_graph_def().to_json()
    with tf.Graph().as_default() as again:
        (found,) = tf.import_graph_def(record, return_elements=[y.name], name="") or ()
    assert len(again.get_operations()) == DEPTH // 2 + 1
    assert isinstance(found, tf.Tensor)


def test_a_chain_of_control_dependencies() -> None:
    last = tf.constant(0.0)
    for _ in range(DEPTH // 2):
        with tf.control_dependencies([last]):
            last = tf.constant(1.0)
    with tf.Session("inline://2") as session:
        assert session.run(last) == 1.0
