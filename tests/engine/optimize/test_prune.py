"""Pruning: graph before, what is left after."""

import pytest

import heureum as tf
from heureum.optimize import prune


@pytest.fixture
def graph() -> tf.Graph:
    """p -> a -> c, b -> c; d = -c waits for w; f = -a for p and w; e apart."""
    p = tf.placeholder(tf.float32, [], name="p")
    a, b = tf.negative(p, name="a"), tf.constant(2.0, name="b")
    c = tf.add(a, b, name="c")
    with tf.device("/job:worker/task:1"):
        w = tf.constant(0.0, name="w")
    with tf.control_dependencies([w]):
        tf.negative(c, name="d")
    with tf.control_dependencies([p, w]):
        tf.negative(a, name="f")
    tf.constant(0.0, name="e")
    return tf.get_default_graph()


TABLE = [
    # fetched tensors, fetched operations, fed tensors: nodes that are left
    ("c", "", "", "p a b c"),
    ("d", "", "", "p a b c w d"),
    ("d", "", "c", "w d"),
    ("d", "", "a b", "c w d"),
    ("", "w", "", "w"),
    ("c", "d", "", "p a b c w d"),
    ("c c e", "", "", "p a b c e"),
    ("c", "", "c", ""),
    ("a", "a", "a", "p a"),
    ("", "", "", ""),
    ("f", "", "", "p a w f"),
    ("f", "", "p", "a w f"),
    ("f", "p", "p a w", "f"),
]


@pytest.mark.parametrize(("fetches", "targets", "fed", "left"), TABLE)
def test_prune(graph: tf.Graph, fetches: str, targets: str, fed: str, left: str) -> None:
    def tensors(names: str) -> list[tf.Tensor]:
        return [graph.get_tensor_by_name(f"{name}:0") for name in names.split()]

    found = prune(tensors(fetches), [t.op for t in tensors(targets)], tensors(fed))
    assert sorted(node.name for node in found.nodes) == sorted(left.split())
    made: set[str] = set(found.feeds)
    assert {name for node in found.nodes for name in node.control_inputs} <= {node.name for node in found.nodes}
    for node in found.nodes:
        assert set(node.data_inputs) <= made, "a node takes only what was made or fed before"
        made |= {name for name in found.specs if name.rpartition(":")[0] == node.name}
    assert found.fetches == tuple(dict.fromkeys(f"{name}:0" for name in fetches.split()))
    assert found.targets == tuple(targets.split())
    assert list(found.feeds) == sorted((f"{name}:0" for name in fed.split()), key=lambda n: graph.get_tensor_by_name(n).op.number)


def test_devices_asked_for_stay(graph: tf.Graph) -> None:
    w, d = (graph.get_tensor_by_name(name) for name in ("w:0", "d:0"))
    assert {node.name: node.device for node in prune([d], [], []).nodes}["w"] == "/job:worker/task:1"
    assert prune([w], [], [w]).feeds == {"w:0": "/job:worker/task:1"}
