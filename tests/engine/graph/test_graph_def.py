"""A graph as JSON: written and read without loss, checked in full, never executed."""

import json
import random
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import heureum as tf
from heureum import GraphDef, NodeDef

from ..random_graphs import Recipe, build, recipes


def as_json(graph: tf.Graph) -> str:
    return json.dumps(graph.as_graph_def().to_json(), allow_nan=False)


@given(recipes(workers=3), st.randoms(use_true_random=False))
def test_round_trip(recipe: Recipe, shuffler: random.Random) -> None:
    """Whatever the order of the nodes in the file, the graph comes back, and gives the same values."""
    with tf.Graph().as_default() as graph:
        made = build(recipe)
    written = json.loads(as_json(graph))
    shuffled = {**written, "nodes": shuffler.sample(written["nodes"], len(written["nodes"]))}
    with tf.Graph().as_default() as again:
        tf.import_graph_def(shuffled, name="")
    by_name = {node["name"]: node for node in json.loads(as_json(again))["nodes"]}
    assert by_name == {node["name"]: node for node in written["nodes"]}
    for operation in graph.get_operations():
        specs = [(t.dtype, t.shape) for t in again.get_operation_by_name(operation.name).outputs]
        assert specs == [(t.dtype, t.shape) for t in operation.outputs]
    fetches = [tensor.name for tensor in made.tensors]
    feeds = {tensor.name: value for tensor, value in made.feeds.items()}
    with tf.Session("inline://3", graph=graph) as one, tf.Session("inline://3", graph=again) as other:
        for left, right in zip(one.run(fetches, feeds), other.run(fetches, feeds), strict=True):
            np.testing.assert_array_equal(left, right, strict=True)


def test_the_order_of_a_file_that_can_be_built_is_kept() -> None:
    a, b = tf.constant(1.0, name="a"), tf.constant(2.0, name="b")
    tf.add(b, a, name="c")
    record = tf.get_default_graph().as_graph_def().to_json()
    assert [node.name for node in GraphDef.from_json(record).nodes] == ["a", "b", "c"]


def test_the_record_of_a_node() -> None:
    a = tf.constant(3.0, name="a")
    with tf.device("/job:worker/task:1"), tf.control_dependencies([a]):
        tf.negative(tf.constant(1.0, name="b"), name="c")
    record = tf.get_default_graph().as_graph_def().to_json()
    assert record["version"] == 1
    assert record["nodes"][0] == {
        "name": "a",
        "op": "Const",
        "inputs": [],
        "device": "",
        "attrs": {"value": {"tensor": {"dtype": "float32", "shape": [], "values": [3.0]}}, "dtype": {"dtype": "float32"}},
    }
    assert record["nodes"][2] == {"name": "c", "op": "Neg", "inputs": ["b:0", "^a"], "device": "/job:worker/task:1", "attrs": {}}


def test_defaults_are_left_out() -> None:
    x = tf.constant([[1.0]], name="x")
    plain = tf.matmul(x, x)
    turned = tf.matmul(x, x, transpose_b=True)
    assert (plain.op.node_def.attrs, turned.op.node_def.attrs) == ({}, {"transpose_b": True})


def node(name: str, *inputs: str, op: str = "Neg", **rest: Any) -> dict[str, Any]:
    return {"name": name, "op": op, "inputs": list(inputs), **rest}


def const(name: str, value: Any = None) -> dict[str, Any]:
    tensor = value or {"dtype": "float32", "shape": [], "values": [1.0]}
    return node(name, op="Const", attrs={"value": {"tensor": tensor}, "dtype": {"dtype": "float32"}})


def graph(*nodes: Any, version: Any = 1) -> dict[str, Any]:
    return {"version": version, "nodes": list(nodes)}


REFUSED: list[tuple[Any, str]] = [
    ([], "A GraphDef of version 1 is needed, found 'list'"),
    ({"nodes": []}, "version 1 is needed, found None"),
    (graph(version=2), "version 1 is needed, found 2"),
    ({"version": 1}, "has a list 'nodes'"),
    (graph(3), "an object with the strings 'name' and 'op'"),
    (graph({"name": "a"}), "an object with the strings 'name' and 'op'"),
    (graph({"name": "a", "op": "Neg", "inputs": "b"}), "Node 'a': 'inputs' is a list"),
    (graph({"name": "a", "op": "Neg", "inputs": [""]}), "Node 'a': 'inputs' is a list"),
    (graph({"name": "a", "op": "Neg", "device": 3}), "Node 'a': 'device' is a string"),
    (graph({"name": "a", "op": "Neg", "attrs": []}), "Node 'a': 'device' is a string and 'attrs' an object"),
    (graph(const("a"), const("a")), "Node 'a' stands twice"),
    (graph(node("b", "a:0")), "Node 'b' (Neg) takes from 'a', which is not in the GraphDef"),
    (graph(node("b", "^a")), "takes from 'a', which is not"),
    (graph(node("a", "b:0"), node("b", "a:0")), "cycle through or before 'a', 'b'"),
    (graph(node("a", "a:0")), "cycle through or before 'a'"),
    (graph(const("c"), node("a", "c:0", "^b"), node("b", "a:0")), "cycle"),
    (
        graph(const("a", {"dtype": "float32", "shape": [2], "values": [1.0]})),
        "Node 'a', attribute 'value': a tensor",
    ),
    (graph(node("a", op="Const", attrs={"dtype": {"int": "x"}})), "Node 'a', attribute 'dtype': int is needed"),
    (graph(node("a", op="Const", attrs={"dtype": {"code": "x"}})), "unknown attribute tag 'code'"),
    (graph(const("a"), node("b", "a:0", op="Nge")), "Node 'b': Op type 'Nge' is not registered"),
    (graph(const("a"), node("b", "a:1")), "Node 'b' takes 'a:1', but 'a' has 1 outputs"),
    (graph(const("a"), node("b", "a:x")), "Node 'b' takes 'a:x'"),
    (graph(const("a"), node("b", "a:0", "a:0")), "takes 1 inputs, got 2"),
    (graph(const("a"), node("b", "a:0", attrs={"speed": {"int": 3}})), "Neg node 'b': Op Neg has no attribute 'speed'"),
    (graph(const("a"), node("b", "a:0", device="there")), "Malformed device specification 'there'"),
    (graph(const("a"), node("b c", "a:0")), "'b c' is not a valid node name"),
    (graph(const("a"), node("b", "a:0", "a:0", op="MatMul")), "MatMul node 'b': input 'a' must be a matrix"),
]


@pytest.mark.parametrize(("record", "message"), REFUSED, ids=[row[1] for row in REFUSED])
def test_refused(record: Any, message: str) -> None:
    with pytest.raises(ValueError) as caught, tf.Graph().as_default():  # noqa: PT011
        tf.import_graph_def(record, name="")
    assert message in str(caught.value)


def test_an_input_without_a_number_is_the_first_output() -> None:
    assert NodeDef.from_json(node("b", "a", "^c")).inputs == ("a:0", "^c")


def test_a_deep_file_in_the_worst_order() -> None:
    nodes = [const("n0"), *(node(f"n{i}", f"n{i - 1}:0") for i in range(1, 5000))]
    read = GraphDef.from_json(graph(*reversed(nodes)))
    assert [each.name for each in read.nodes] == [f"n{i}" for i in range(5000)]
