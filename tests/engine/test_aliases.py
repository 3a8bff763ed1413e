"""What TensorFlow offers beside its ops, and graphs that are handed on with their variables as constants."""

import io
from typing import Any

import numpy as np
import pytest

import heureum as tf


def test_what_is_known_before_it_runs() -> None:
    assert tf.get_static_value(tf.constant([1, 2])).tolist() == [1, 2]
    assert tf.get_static_value(tf.placeholder(tf.float32)) is None
    assert tf.is_tensor(tf.Variable(1))
    assert not tf.is_tensor([1])
    assert tf.dimension_value(tf.zeros([2]).shape[0]) == tf.dimension_value(2) == 2


def test_printing_when_it_is_run() -> None:
    stream = io.StringIO()
    said = tf.print("x is", tf.constant(3), "now", output_stream=stream, sep="|")
    assert stream.getvalue() == ""
    with tf.control_dependencies([said]):
        later = tf.constant(1.0) + 1
    with tf.Session() as session:
        session.run(later)
    assert stream.getvalue() == "x is|3|now\n"


@pytest.mark.parametrize(("index", "wanted"), [(0, 10), (1, 20), (7, 30)])
def test_a_branch_by_its_number(index: int, wanted: int) -> None:
    chosen = tf.placeholder(tf.int32, [])
    made = tf.switch_case(chosen, [lambda: tf.constant(10), lambda: tf.constant(20)], default=lambda: tf.constant(30))
    with tf.Session() as session:
        assert session.run(made, {chosen: index}) == wanted


def test_gradients_that_pass() -> None:
    x = tf.constant([0.2, 0.9])
    y = tf.grad_pass_through(tf.round)(x)
    with tf.Session() as session:
        assert session.run([y, tf.gradients(y, x)[0]])[0].tolist() == [0, 1]
        assert session.run(tf.gradients(y, x)[0]).tolist() == [1, 1]


def test_dtypes_that_must_agree() -> None:
    assert tf.assert_same_float_dtype([tf.zeros([1])]) is tf.float32
    with pytest.raises(ValueError, match="different dtypes"):
        tf.assert_same_float_dtype([tf.zeros([1])], tf.float64)
    with pytest.raises(ValueError, match="floating"):
        tf.assert_same_float_dtype([tf.constant(1)])


def frozen(session: Any, *names: str) -> Any:
    return tf.graph_util.convert_variables_to_constants(session, session.graph.as_graph_def(), list(names))


def test_a_trained_graph_is_handed_on() -> None:
    with tf.Graph().as_default() as graph, tf.Session(graph=graph) as session:
        x = tf.placeholder(tf.float32, [None, 2], name="x")
        w = tf.get_variable("w", initializer=[[1.0], [2.0]])
        tf.matmul(x, w, name="y")
        tf.constant(5.0, name="other")
        session.run(w.initializer)
        session.run(w.assign([[3.0], [4.0]]))
        made = frozen(session, "y")
    assert {node.op for node in made.node} <= {"Placeholder", "Const", "Identity", "MatMul"}
    assert "other" not in {node.name for node in made.node}
    with tf.Graph().as_default() as graph, tf.Session(graph=graph) as session:
        (y,) = tf.import_graph_def(made, return_elements=["y:0"], name="")
        np.testing.assert_equal(session.run(y, {"x:0": [[1, 1]]}), [[7]])


def test_a_name_that_is_not_there_is_refused() -> None:
    with pytest.raises(AssertionError, match="nothing is not in graph"):
        tf.graph_util.extract_sub_graph(tf.Graph().as_graph_def(), ["nothing"])
    with pytest.raises(TypeError):
        tf.graph_util.extract_sub_graph(tf.Graph().as_graph_def(), "nothing")


def test_repeating_and_searching() -> None:
    with tf.Session() as session:
        assert session.run(tf.repeat([1, 2], 2)).tolist() == [1, 1, 2, 2]
        assert session.run(tf.repeat([[1], [2]], [1, 2], axis=0)).tolist() == [[1], [2], [2]]
        assert session.run(tf.searchsorted([1, 3, 3, 5], [3, 0])).tolist() == [1, 0]
        assert session.run(tf.searchsorted([1, 3, 3, 5], [3, 9], side="right")).tolist() == [3, 4]
        assert session.run(tf.unravel_index([0, 5], [2, 3])).tolist() == [[0, 1], [0, 2]]
