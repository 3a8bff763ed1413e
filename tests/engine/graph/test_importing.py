"""import_graph_def: scopes, replaced inputs, elements given back."""

from typing import Any

import pytest

import heureum as tf


@pytest.fixture
def graph_def() -> tf.GraphDef:
    with tf.Graph().as_default() as graph:
        a, b = tf.constant(2.0, name="a"), tf.constant(3.0, name="b")
        with tf.control_dependencies([a]):
            tf.multiply(a, b, name="c")
    return graph.as_graph_def()


SCOPES = [(None, "import/c"), ("", "c"), ("mine", "mine/c")]


@pytest.mark.parametrize(("name", "found"), SCOPES)
def test_scope(graph_def: tf.GraphDef, name: str | None, found: str) -> None:
    tf.import_graph_def(graph_def, name=name)
    assert tf.get_default_graph().get_operation_by_name(found).type == "Mul"


def test_twice(graph_def: tf.GraphDef) -> None:
    for expected in ("import/c", "import_1/c"):
        (c,) = tf.import_graph_def(graph_def, return_elements=["c"])
        assert c.name == expected
    tf.import_graph_def(graph_def, name="")
    with pytest.raises(ValueError, match="Node name 'a' already exists"):
        tf.import_graph_def(graph_def, name="")


def test_inside_a_scope_and_a_device(graph_def: tf.GraphDef) -> None:
    with tf.name_scope("outer"), tf.device("/job:worker/task:1"):
        (c,) = tf.import_graph_def(graph_def, return_elements=["c:0"])
    assert (c.name, c.device) == ("outer/import/c:0", "/job:worker/task:1")


def test_replaced_inputs_and_returned_elements(graph_def: tf.GraphDef) -> None:
    ten = tf.constant(10.0)
    c, operation = tf.import_graph_def(graph_def, input_map={"b": ten}, return_elements=["c:0", "c"])
    assert operation is c.op
    assert c.op.inputs[1] is ten
    with tf.Session() as session:
        assert session.run(c) == 20.0
    assert tf.import_graph_def(graph_def) is None


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"input_map": {"z:0": 1}}, "input_map names tensors that no node takes: z:0"),
    ({"return_elements": ["z"]}, "return_elements names 'z', which is not in the GraphDef"),
    ({"return_elements": ["c:1"]}, "return_elements names 'c:1'"),
    ({"return_elements": ["c:x"]}, "return_elements names 'c:x'"),
]


@pytest.mark.parametrize(("arguments", "message"), REFUSED)
def test_refused(graph_def: tf.GraphDef, arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        tf.import_graph_def(graph_def, **arguments)


def test_a_mapped_tensor_of_another_dtype(graph_def: tf.GraphDef) -> None:
    with pytest.raises(ValueError, match="Mul node 'import/c'"):
        tf.import_graph_def(graph_def, input_map={"b:0": tf.constant(1)})
