"""Nodes are named and numbered as TensorFlow 1 names and numbers them."""

from collections.abc import Callable

import pytest

import heureum as tf
from heureum.graph.names import Names


def numbers() -> None:
    a, b = tf.constant(1.0), tf.constant(2.0)
    _ = [a + b, a + b, tf.add(a, b), a - b, a * b, a / b, -a, tf.multiply(a, b), tf.negative(a), a + b]


def plain_operands() -> None:
    a = tf.constant(1.0, name="a")
    _ = [a + 1.0, 1.0 + a, 2 * a, tf.add(a, 1.0), tf.add(1.0, 2.0)]


def scopes() -> None:
    for _ in range(2):
        with tf.name_scope("layer") as scope:
            tf.constant(1.0, name="w")
            tf.constant(1.0, name="w")
            with tf.name_scope("inner"):
                tf.constant(1.0)
    with tf.name_scope(scope):
        tf.constant(1.0, name="again")
    with tf.name_scope(None):
        tf.constant(1.0, name="w")


def case_and_numbers() -> None:
    for name in ("foo", "Foo", "foo_1", "foo", "FOO", "foo_1_1"):
        tf.constant(0.0, name=name)


def reductions() -> None:
    x = tf.constant([[1.0]], name="x")
    _ = [tf.reduce_sum(x), tf.reduce_sum(x, 1), tf.reduce_mean(x), tf.reshape(x, [1]), tf.transpose(x), tf.cast(x, tf.int32)]


def root_inside_a_scope() -> None:
    with tf.name_scope("outer"):
        with tf.name_scope(""):
            tf.constant(0.0, name="top")
        tf.constant(0.0, name="below")


TABLE: list[tuple[Callable[[], None], str]] = [
    (numbers, "Const Const_1 add add_1 Add_2 sub mul truediv Neg Mul_1 Neg_1 add_3"),
    (plain_operands, "a add/y add add_1/x add_1 mul/x mul Add_2/y Add_2 Add_3/x Add_3/y Add_3"),
    (
        scopes,
        "layer/w layer/w_1 layer/inner/Const layer_1/w layer_1/w_1 layer_1/inner/Const layer_1/again w",
    ),
    (case_and_numbers, "foo Foo_1 foo_1_1 foo_2 FOO_3 foo_1_1_1"),
    (reductions, "x Const Sum Sum_1/reduction_indices Sum_1 Const_1 Mean Reshape/shape Reshape transpose/perm transpose Cast"),
    (root_inside_a_scope, "top outer/below"),
]


@pytest.mark.parametrize(("describe", "names"), TABLE, ids=[row[0].__name__ for row in TABLE])
def test_names(describe: Callable[[], None], names: str) -> None:
    describe()
    found = [operation.name for operation in tf.get_default_graph().get_operations()]
    # TensorFlow names nodes that differ by case alone apart.
    assert found == names.split()
    assert len({name.lower() for name in found}) == len(found)


@pytest.mark.parametrize("name", ["a b", "_hidden", "-a", "a:0", "한글", "a*"])
def test_a_node_can_t_be_called(name: str) -> None:
    with pytest.raises(ValueError, match="is not a valid node name"):
        tf.constant(1.0, name=name)


@pytest.mark.parametrize(("name", "is_good"), [("a", True), ("a.b/c", True), ("_a", False), ("a b", False)])
def test_a_root_scope(name: str, is_good: bool) -> None:
    if is_good:
        with tf.name_scope(name) as scope:
            assert scope == f"{name}/"
        return
    with pytest.raises(ValueError, match="is not a valid scope name"), tf.name_scope(name):
        pass


def test_an_inner_scope_may_begin_with_an_underscore() -> None:
    with tf.name_scope("a"), tf.name_scope("_b") as scope:
        assert scope == "a/_b/"


def test_default_name_is_used_without_a_name() -> None:
    with tf.name_scope(None, "default") as scope:
        assert scope == "default/"
    with pytest.raises(TypeError, match="must be provided"), tf.name_scope(None, None, [1.0]):
        pass


def test_asking_for_a_name_without_taking_it() -> None:
    names = Names()
    assert [names.unique("a", mark_as_used=False), names.unique("a"), names.unique("a", mark_as_used=False)] == ["a", "a", "a_1"]
    assert names.unique("a") == "a_1"


def test_a_scope_is_closed_by_an_error() -> None:
    with pytest.raises(KeyError), tf.name_scope("broken"):
        raise KeyError
    assert tf.constant(0.0, name="after").op.name == "after"
