"""Partitioning: a table of small graphs cut in two, and laws that every partition obeys."""

import json

import pytest
from hypothesis import given

import heureum as tf
from heureum.graph import NodeDef
from heureum.optimize import prune
from heureum.partition import Partition, Send, partition
from heureum.place import SPREAD, place

from ..random_graphs import Recipe, build, recipes

ONE, TWO = "/job:worker/task:0", "/job:worker/task:1"


def cut(
    fetches: list[tf.Tensor], feeds: tuple[tf.Tensor, ...] = (), targets: tuple[tf.Operation, ...] = ()
) -> dict[str, Partition]:
    subgraph = prune(fetches, [], feeds)
    return partition(subgraph, place(subgraph, [ONE, TWO], SPREAD))


def shown(part: Partition) -> list[str]:
    """Receives, then items: `<a:0`, `a`, `a:0>`."""
    items = [f"{item.key}>" if isinstance(item, Send) else item.name for item in part.items]
    return [*(f"<{each.key}" for each in part.receives), *items]


def pinned(device: str, name: str, *inputs: tf.Tensor) -> tf.Tensor:
    with tf.device(device):
        return tf.get_default_graph().node("AddN", *inputs, name=name) if inputs else tf.constant(1.0, name=name)


def test_once_per_tensor_and_destination() -> None:
    a = pinned(ONE, "a")
    takers = [pinned(TWO, f"t{i}", a, a) for i in range(3)]
    parts = cut(takers)
    assert shown(parts[ONE]) == ["a", "a:0>"]
    assert shown(parts[TWO]) == ["<a:0", "t0", "t1", "t2"]
    assert parts[TWO].receives[0].sender == ONE


def test_there_and_back() -> None:
    parts = cut([pinned(ONE, "c", pinned(TWO, "b", pinned(ONE, "a")))])
    assert shown(parts[ONE]) == ["<b:0", "a", "a:0>", "c"]
    assert shown(parts[TWO]) == ["<a:0", "b", "b:0>"]


def test_a_control_edge_crosses_without_a_value() -> None:
    a = pinned(ONE, "a")
    with tf.control_dependencies([a]):
        b = pinned(TWO, "b")
    parts = cut([b])
    assert shown(parts[ONE]) == ["a", "^a>"]
    assert shown(parts[TWO]) == ["<^a", "b"]


def test_a_feed_is_sent_from_where_it_is() -> None:
    with tf.device(ONE):
        p = tf.placeholder(tf.float32, [], name="p")
    parts = cut([pinned(TWO, "b", p), pinned(ONE, "c", p)], feeds=(p,))
    assert shown(parts[ONE]) == ["p:0>", "c"]
    assert (parts[ONE].feeds, parts[TWO].feeds) == (("p:0",), ())
    assert (parts[ONE].fetches, parts[TWO].fetches) == (("c:0",), ("b:0",))


def test_a_fetched_feed_stays_where_it_was_fed() -> None:
    with tf.device(TWO):
        p = tf.placeholder(tf.float32, [], name="p")
    parts = cut([p], feeds=(p,))
    assert list(parts) == [TWO]
    assert (parts[TWO].feeds, parts[TWO].fetches, parts[TWO].items) == (("p:0",), ("p:0",), ())


def test_an_idle_device_has_no_part() -> None:
    assert list(cut([pinned(TWO, "a")])) == [TWO]


def test_nothing_asked_for() -> None:
    assert cut([]) == {}


@given(recipes(workers=2))
def test_laws(recipe: Recipe) -> None:
    with tf.Graph().as_default():
        made = build(recipe)
    subgraph = prune(made.tensors, [], made.feeds)
    parts = partition(subgraph, place(subgraph, [ONE, TWO], SPREAD))
    sent = [(part.device, item.key, item.to) for part in parts.values() for item in part.items if isinstance(item, Send)]
    received = [(each.sender, each.key, part.device) for part in parts.values() for each in part.receives]
    assert sorted(sent) == sorted(received), "every send is received"
    assert len(set(sent)) == len(sent), "and crosses once"
    nodes = [item.name for part in parts.values() for item in part.items if isinstance(item, NodeDef)]
    assert sorted(nodes) == sorted(node.name for node in subgraph.nodes)
    assert sorted(name for part in parts.values() for name in part.fetches) == sorted(subgraph.fetches)
    assert sorted(name for part in parts.values() for name in part.feeds) == sorted(subgraph.feeds)
    for part in parts.values():
        check_closed(part)
        assert Partition.from_json(json.loads(json.dumps(part.to_json()))).to_json() == part.to_json()


def check_closed(part: Partition) -> None:
    """Whatever an item takes was fed, received, or made by an item before it, on the same device."""
    known = {*part.feeds, *(each.key for each in part.receives)}
    for item in part.items:
        if isinstance(item, Send):
            assert item.to != part.device
            assert item.key in known
            continue
        assert item.device == part.device
        assert set(item.inputs) <= known
        known |= {f"{item.name}:0", f"^{item.name}"}
    assert set(part.fetches) <= known


def test_reading_refuses_a_node_that_is_damaged() -> None:
    record = cut([pinned(ONE, "a")])[ONE].to_json()
    record["items"][0]["attrs"]["dtype"] = {"dtype": "float99"}
    with pytest.raises(ValueError, match="Node 'a', attribute 'dtype'"):
        Partition.from_json(record)
