"""Which operations a result needs: a table of graphs."""

import pytest

import heureum as tf
from heureum.graph import between, needed_for


@pytest.fixture
def named() -> dict[str, tf.Tensor]:
    """a -> b -> d, a -> c -> d, e waits for c, f apart."""
    a, f = tf.constant(1.0, name="a"), tf.constant(1.0, name="f")
    b, c = tf.negative(a, name="b"), tf.square(a, name="c")
    d = tf.add(b, c, name="d")
    with tf.control_dependencies([c]):
        e = tf.negative(f, name="e")
    return {tensor.op.name: tensor for tensor in (a, b, c, d, e, f)}


NEEDED = [
    ("d", "", "abcd"),
    ("b", "", "ab"),
    ("d", "b", "acd"),
    ("d", "bc", "d"),
    ("e", "", "acef"),
    ("e", "c", "acef"),
    ("be", "a", "bcef"),
]


@pytest.mark.parametrize(("fetches", "fed", "needed"), NEEDED)
def test_needed_for(named: dict[str, tf.Tensor], fetches: str, fed: str, needed: str) -> None:
    found = needed_for([named[each].op for each in fetches], [named[each] for each in fed])
    assert sorted(operation.name for operation in found) == list(needed)
    assert [operation.number for operation in found] == sorted(operation.number for operation in found)


BETWEEN = [("a", "d", "dcba"), ("b", "d", "db"), ("f", "d", ""), ("ab", "b", "ba")]


@pytest.mark.parametrize(("sources", "targets", "path"), BETWEEN)
def test_between(named: dict[str, tf.Tensor], sources: str, targets: str, path: str) -> None:
    found = between([named[each] for each in sources], [named[each] for each in targets])
    assert "".join(operation.name for operation in found) == path
