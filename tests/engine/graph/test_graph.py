"""Describing: what a graph refuses, on the line that wrote it, and how its parts are found again."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import heureum as tf


def two_by_three() -> tf.Tensor:
    return tf.placeholder(tf.float32, [2, 3], name="x")


REFUSED: list[tuple[Callable[[], Any], type[Exception], list[str]]] = [
    (
        lambda: tf.matmul(two_by_three(), two_by_three(), name="y"),
        ValueError,
        ["MatMul node 'y'", "inner Dimensions must be equal, but are 3 and 2", "x:0 = float32[2,3]"],
    ),
    (
        lambda: tf.add(two_by_three(), tf.constant(np.zeros((4, 3), np.float32), name="c"), name="s"),
        ValueError,
        ["Add node 's'", "can't be broadcast", "but are 2 and 4", "x:0 = float32[2,3]", "c:0 = float32[4,3]"],
    ),
    (
        lambda: two_by_three() + tf.constant(1.0, tf.float64, name="d"),
        TypeError,
        ["Add node 'add'", "float64[]", "float32", "tf.cast", "d:0"],
    ),
    (lambda: two_by_three() + "a", TypeError, ["Expected float32", "'a'"]),
    (lambda: tf.constant(1, name="i") + 1.5, TypeError, ["Expected int32", "1.5"]),
    (lambda: tf.sqrt(tf.constant(1, name="i"), name="r"), TypeError, ["Sqrt node 'r'", "int32", "allowed are float32"]),
    (
        lambda: tf.reshape(two_by_three(), [4], name="r"),
        ValueError,
        ["Reshape node 'r'", "Cannot reshape a tensor with 6 elements to shape [4]: 4 are needed"],
    ),
    (
        lambda: tf.reshape(two_by_three(), [-1, 4]),
        ValueError,
        ["with 6 elements to shape [-1,4]", "must be evenly divisible by 4 but is 6"],
    ),
    (lambda: tf.reduce_sum(two_by_three(), 2), ValueError, ["Sum node 'Sum'", "Invalid reduction dimension 2", "rank is 2"]),
    (lambda: tf.transpose(two_by_three(), [0, 2]), ValueError, ["[0, 2] is not a permutation of the 2 axes"]),
    (lambda: tf.matmul(tf.constant([1.0]), two_by_three()), ValueError, ["input 'a' must be a matrix", "float32[1]"]),
    (
        lambda: tf.matmul(two_by_three(), [[1.0]], transpose_a=True, adjoint_a=True),
        ValueError,
        ["transpose_a", "adjoint_a", "can be True"],
    ),
    (lambda: tf.get_default_graph().node("Ad", 1.0), KeyError, ["Op type 'Ad' is not registered", "Add"]),
    (lambda: tf.get_default_graph().node("Neg", 1.0, 2.0), TypeError, ["Neg(x: T) -> T takes 1 inputs, got 2"]),
    (lambda: tf.get_default_graph().node("Neg", tf.constant(1.0), tf.constant(2.0)), TypeError, ["takes 1 inputs, got 2"]),
    (lambda: tf.get_default_graph().node("Neg", tf.constant(1.0), speed=3), TypeError, ["Neg node 'Neg'", "'speed'"]),
    (
        lambda: tf.get_default_graph().node("Cast", tf.constant(1.0)),
        TypeError,
        ["Cast node 'Cast'", "needs", "'DstT'"],
    ),
]


@pytest.mark.parametrize(("describe", "error", "parts"), REFUSED, ids=range(len(REFUSED)))
def test_refused(describe: Callable[[], Any], error: type[Exception], parts: list[str]) -> None:
    with pytest.raises(error) as caught:
        describe()
    for part in parts:
        assert part in str(caught.value)


def test_another_graph_s_tensor_is_refused() -> None:
    a = tf.constant(1.0, name="a")
    with tf.Graph().as_default():
        b = tf.constant(1.0, name="b")
    with pytest.raises(ValueError, match=r"b:0.*must be from the same graph as node 'c' \(Add\)"):
        tf.add(a, b, name="c")


def test_a_refused_node_leaves_nothing_behind() -> None:
    x = two_by_three()
    with pytest.raises(ValueError, match="inner Dimensions"):
        tf.matmul(x, x)
    assert [operation.name for operation in tf.get_default_graph().get_operations()] == ["x"]
    assert x.consumers() == []


FOUND: list[tuple[str, type, str]] = [("a", tf.Operation, "a"), ("a:0", tf.Tensor, "a:0"), ("scope/b", tf.Operation, "scope/b")]


@pytest.mark.parametrize(("name", "kind", "found"), FOUND)
def test_found_by_name(name: str, kind: type, found: str) -> None:
    tf.constant(1.0, name="a")
    with tf.name_scope("scope"):
        tf.constant(1.0, name="b")
    element = tf.get_default_graph().as_graph_element(name)
    assert isinstance(element, kind)
    assert element.name == found


NOT_FOUND: list[tuple[str, Any, type[Exception], str]] = [
    ("get_tensor_by_name", "alpha:1", KeyError, "'alpha' has 1 outputs"),
    ("get_tensor_by_name", "alpah:0", KeyError, "does not exist. Near it: 'alpha'"),
    ("get_tensor_by_name", "alpha", ValueError, "Tensor names look like 'alpha:0'"),
    ("get_tensor_by_name", "alpha:x", ValueError, "looks like neither"),
    ("get_operation_by_name", "alpha:0", ValueError, "refers to a Tensor, not an Operation"),
    ("get_operation_by_name", "zzz", KeyError, "The graph has 1 operations"),
    ("get_operation_by_name", 3, TypeError, "Can not convert a int into a Operation"),
]


@pytest.mark.parametrize(("method", "name", "error", "message"), NOT_FOUND)
def test_not_found(method: str, name: Any, error: type[Exception], message: str) -> None:
    tf.constant(1.0, name="alpha")
    with pytest.raises(error) as caught:
        getattr(tf.get_default_graph(), method)(name)
    assert message in str(caught.value)


def test_control_dependencies() -> None:
    a, b = tf.constant(1.0, name="a"), tf.constant(2.0, name="b")
    with tf.control_dependencies([a]):
        with tf.control_dependencies([b.op, a]):
            c = tf.constant(3.0, name="c")
            d = tf.add(a, c, name="d")
        with tf.control_dependencies(None):
            free = tf.constant(0.0)
    assert [op.name for op in c.op.control_inputs] == ["a", "b"]
    # What a node takes from, it waits for anyway.
    assert [op.name for op in d.op.control_inputs] == ["b"]
    assert free.op.control_inputs == ()
    assert tf.constant(0.0).op.control_inputs == ()
    with pytest.raises(TypeError, match="Can not convert a float"), tf.control_dependencies([1.0]):
        pass


def test_operations_know_what_they_are() -> None:
    a = tf.constant([1.0], name="a")
    b = tf.negative(a, name="b")
    assert (b.op.type, b.op.inputs, b.op.values(), a.consumers()) == ("Neg", (a,), (b,), [b.op])
    assert b.op.defined_at.endswith(f"test_graph.py:{test_operations_know_what_they_are.__code__.co_firstlineno + 2}")
    assert b.op.node_def.inputs == ("a:0",)
    assert a.op.get_attr("dtype") is tf.float32
    with pytest.raises(ValueError, match=r"'b' \(Neg\) has no attr named 'speed'"):
        b.op.get_attr("speed")
    assert (repr(b), repr(b.op)) == ("<tf.Tensor 'b:0' shape=(1,) dtype=float32>", "<tf.Operation 'b' type=Neg>")
    assert str(b) == 'Tensor("b:0", shape=(1,), dtype=float32)'


NO_VALUE: list[Callable[[tf.Tensor], Any]] = [bool, len, list, np.asarray, np.sin]


@pytest.mark.parametrize("use", NO_VALUE, ids=lambda use: use.__name__)
def test_a_tensor_has_no_value_before_it_runs(use: Callable[[tf.Tensor], Any]) -> None:
    with pytest.raises(NotImplementedError if use in (np.asarray, np.sin) else TypeError, match="'x:0'"):
        use(two_by_three())


def test_an_array_leaves_arithmetic_to_the_tensor() -> None:
    x = tf.placeholder(tf.float64, [2])
    left, right = np.array([1.0, 2.0]) - x, x - np.array([1.0, 2.0])
    assert isinstance(left, tf.Tensor)
    with tf.Session() as session:
        assert [y.tolist() for y in session.run([left, right], {x: [5.0, 5.0]})] == [[-4.0, -3.0], [4.0, 3.0]]


def test_set_shape_adds_and_refuses() -> None:
    x = tf.placeholder(tf.float32, [None, 3])
    x.set_shape([2, None])
    assert x.shape == (2, 3)
    with pytest.raises(ValueError, match=r"\(2, 3\) and \(4, 3\) are not compatible"):
        x.set_shape([4, 3])


def test_a_finalized_graph_refuses_nodes() -> None:
    graph = tf.get_default_graph()
    graph.finalize()
    with pytest.raises(RuntimeError, match="finalized"):
        tf.constant(1.0)
    assert graph.finalized


def test_default_graphs_nest() -> None:
    outer = tf.get_default_graph()
    with tf.Graph().as_default() as inner:
        assert tf.get_default_graph() is inner
        with pytest.raises(AssertionError, match="nested graphs"):
            tf.reset_default_graph()
    assert tf.get_default_graph() is outer
    tf.reset_default_graph()
    assert tf.get_default_graph() is not outer


@pytest.mark.parametrize(
    "describe", [lambda x: tf.reshape(x, [-1, -1]), lambda x: tf.transpose(x, [0, 0]), lambda x: tf.argmax(x[0], 1)]
)
def test_refused_when_it_runs_as_in_tensorflow(describe: Callable[[Any], Any]) -> None:
    made = describe(tf.placeholder_with_default(np.zeros((2, 3), np.float32), [2, 3]))
    with tf.Session() as session, pytest.raises(tf.errors.InvalidArgumentError):
        session.run(made)
