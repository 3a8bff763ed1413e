"""Variables by name: made once, found where reuse is allowed, under names that scopes give."""

from typing import Any

import numpy as np
import pytest

import heureum as tf

zeros = tf.zeros_initializer()


def test_variables_and_nodes_are_named_by_the_scope() -> None:
    with tf.variable_scope("a"), tf.variable_scope("b") as scope:
        v = tf.get_variable("v", [1], initializer=zeros)
        c = tf.constant(1.0)
    assert (v.name, c.name, scope.name, scope.original_name_scope) == ("a/b/v:0", "a/b/Const:0", "a/b", "a/b/")


def test_a_name_scope_does_not_name_variables() -> None:
    with tf.name_scope("n"):
        assert tf.get_variable("v", [1], initializer=zeros).name == "v:0"
        assert tf.Variable(1.0).name == "n/Variable:0"
        with tf.variable_scope("s"):
            assert tf.get_variable("v", [1], initializer=zeros).name == "s/v:0"
            assert tf.constant(1.0).name == "n/s/Const:0"


def test_reopening_numbers_name_scopes_only() -> None:
    with tf.variable_scope("s") as scope:
        tf.get_variable("v", [1], initializer=zeros)
    with tf.variable_scope("s", reuse=True):
        assert tf.get_variable("v").name == "s/v:0"
        assert tf.constant(1.0).name == "s_1/Const:0"
    with tf.variable_scope(scope), tf.variable_scope(scope, reuse=True, auxiliary_name_scope=False):
        assert tf.get_variable("v", [1]).name == "s/v:0"
        assert tf.constant(1.0).name == "s_2/Const:0"
    with tf.variable_scope("outer"), tf.variable_scope(scope) as again:
        assert tf.get_variable("w", [1], initializer=zeros).name == "s/w:0"
        assert (again.name, again.original_name_scope) == ("s", "s/")


def test_default_names_are_made_unique() -> None:
    names = []
    for _ in range(3):
        with tf.variable_scope(None, default_name="dense"):
            names.append(tf.get_variable("kernel", [1], initializer=zeros).name)
    with tf.variable_scope("outer"), tf.variable_scope(None, "dense"):
        names.append(tf.get_variable("kernel", [1], initializer=zeros).name)
    assert names == ["dense/kernel:0", "dense_1/kernel:0", "dense_2/kernel:0", "outer/dense/kernel:0"]


def test_auto_reuse_makes_what_is_missing() -> None:
    found = []
    for _ in range(2):
        with tf.variable_scope("s", reuse=tf.AUTO_REUSE):
            found.append(tf.get_variable("v", [1], initializer=zeros))
    assert found[0] is found[1]
    assert tf.global_variables() == found[:1]


def test_reuse_is_inherited_and_can_be_switched_on() -> None:
    with tf.variable_scope("s") as scope:
        with tf.variable_scope("inner"):
            v = tf.get_variable("v", [1], initializer=zeros)
        scope.reuse_variables()
        with tf.variable_scope("inner"):
            assert tf.get_variable_scope().reuse is True
            assert tf.get_variable("v") is v
    assert not tf.get_variable_scope().reuse


def in_scope(reuse: Any, *args: Any, **options: Any) -> Any:
    with tf.variable_scope("s", reuse=reuse):
        return tf.get_variable(*args, **options)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: in_scope(None, "v", [2]), "Variable s/v already exists, disallowed"),
        (lambda: in_scope(True, "new", [2]), "Variable s/new does not exist, or was not created with tf.get_variable"),
        (lambda: in_scope(True, "v", [3]), r"share variable s/v, but specified shape \(3,\) and found shape \(2,\)"),
        (lambda: in_scope(True, "v", [2], tf.float64), "share variable s/v, but specified dtype float64 and found"),
        (lambda: in_scope(None, "new"), "Variable s/new did not get an initializer"),
        (lambda: in_scope(None, "new", [None]), r"Shape of a new variable \(s/new\) must be fully defined"),
        (lambda: in_scope(None, "new", [1], initializer=np.ones(1)), "initializer is a constant, do not specify shape"),
        (lambda: in_scope(None, "new", dtype=tf.int32, initializer=tf.constant(1.0)), "don't match"),
        (lambda: tf.variable_scope(None, "s", reuse=True).__enter__(), "without a name_or_scope"),
        (lambda: tf.variable_scope("s", reuse="yes"), "reuse parameter"),
    ],
)
def test_what_is_refused(make: Any, says: str) -> None:
    in_scope(None, "v", [2], initializer=zeros)
    with pytest.raises(ValueError, match=says):
        make()


def test_names_that_are_no_names_are_refused() -> None:
    with pytest.raises(TypeError, match="default_name is None"):
        tf.variable_scope(None)
    with pytest.raises(TypeError, match="must be a string or VariableScope"):
        tf.variable_scope(3).__enter__()
    assert tf.constant(1.0).name == "Const:0"


def test_a_scope_gives_defaults_to_those_inside() -> None:
    seen = []

    def getter(getter: Any, name: str, *args: Any, **options: Any) -> Any:
        seen.append(name)
        return getter(name, *args, **options)

    with tf.variable_scope("s", initializer=tf.constant_initializer(3), dtype=tf.float64, custom_getter=getter):
        v = tf.get_variable("v", [2])
        with tf.variable_scope("inner", initializer=tf.ones_initializer(), custom_getter=getter):
            w = tf.get_variable("w", [2])
    assert (v.dtype, w.dtype, seen) == (tf.float64, tf.float64, ["s/v", "s/inner/w", "s/inner/w"])
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        assert [each.tolist() for each in session.run([v, w])] == [[3, 3], [1, 1]]


def test_regularizers_add_to_the_losses() -> None:
    with tf.variable_scope("s", regularizer=lambda v: tf.reduce_sum(v) * 0.5):
        tf.get_variable("v", initializer=[1.0, 2.0])
        tf.get_variable("w", initializer=[1.0, 2.0], regularizer=tf.no_regularizer)
    (loss,) = tf.get_collection(tf.GraphKeys.REGULARIZATION_LOSSES)
    assert loss.name == "s/v/Regularizer/mul:0"
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        assert session.run(loss) == 1.5


def test_values_functions_and_classes_initialise() -> None:
    made = [
        tf.get_variable("value", initializer=np.float32(3.0)),
        tf.get_variable("function", initializer=lambda: tf.constant(4.0)),
        tf.get_variable("class", [], initializer=tf.ones_initializer),
        tf.get_variable("integer", [], dtype=tf.int32),
    ]
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        assert session.run(made) == [3.0, 4.0, 1.0, 0]


def test_scopes_list_their_variables() -> None:
    with tf.variable_scope("s") as scope:
        v = tf.get_variable("v", [1], initializer=zeros)
        w = tf.get_local_variable("w", [1], initializer=zeros)
    tf.get_variable("v", [1], initializer=zeros)
    assert (scope.global_variables(), scope.trainable_variables(), scope.local_variables()) == ([v], [v], [w])
    assert tf.get_variable_scope().get_collection(tf.GraphKeys.LOCAL_VARIABLES) == [w]


def test_a_template_shares_its_variables() -> None:
    def scaled(x: Any, factor: float) -> Any:
        return x * tf.get_variable("w", [], initializer=tf.constant_initializer(factor))

    template = tf.make_template("scale", scaled, factor=2.0)
    first, second = template(3.0), template(tf.constant(5.0))
    assert [v.name for v in template.variables] == [v.name for v in tf.global_variables()] == ["scale/w:0"]
    tf.make_template("scale", scaled, factor=2.0)(1.0)
    assert [v.name for v in tf.global_variables()] == ["scale/w:0", "scale_1/w:0"]
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        assert session.run([first, second]) == [6.0, 10.0]


def test_nodes_of_an_initializer_stand_in_their_own_scope() -> None:
    with tf.variable_scope("s"), tf.name_scope("elsewhere"):
        tf.get_variable("v", [2], initializer=tf.constant_initializer([1, 2]))
    names = [each.name for each in tf.get_default_graph().get_operations()]
    assert names == ["s/v/Initializer/Const", "s/v", "s/v/Assign", "s/v/read"]
