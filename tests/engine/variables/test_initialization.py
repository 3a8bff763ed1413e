"""First values, and who has none yet; collections; grouping."""

import numpy as np
import pytest

import heureum as tf


def test_all_variables_are_initialised_together() -> None:
    tf.Variable(1.0, name="a")
    b = tf.Variable(2.0, name="b", collections=[tf.GraphKeys.LOCAL_VARIABLES])
    init, local = tf.global_variables_initializer(), tf.local_variables_initializer()
    assert (init.name, init.type, local.name) == ("init", "NoOp", "init_1")
    assert [each.name for each in init.control_inputs] == ["a/Assign"]
    with tf.Session() as session:
        report = tf.report_uninitialized_variables()
        assert session.run(report).tolist() == [b"a", b"b"]
        assert session.run(init) is None
        assert session.run(report).tolist() == [b"b"]
        assert not session.run(tf.is_variable_initialized(b))
        check = tf.assert_variables_initialized()
        with pytest.raises(tf.errors.FailedPreconditionError, match="value b"):
            session.run(check)
        session.run(local)
        session.run(check)


def test_tables_are_filled_together() -> None:
    filled = tf.Variable(0.0)
    tf.add_to_collection(tf.GraphKeys.TABLE_INITIALIZERS, filled.assign(1.0))
    with tf.Session() as session:
        session.run(tf.tables_initializer())
        assert session.run(filled) == 1.0


def test_without_variables_the_initializer_does_nothing() -> None:
    assert tf.global_variables_initializer().control_inputs == ()


def test_variables_are_listed_by_what_they_are_for() -> None:
    a = tf.Variable(1.0, name="scope/a")
    b = tf.Variable(1.0, trainable=False)
    c = tf.Variable(1.0, collections=[tf.GraphKeys.LOCAL_VARIABLES], trainable=False)
    assert tf.global_variables() == tf.all_variables() == [a, b]
    assert tf.trainable_variables() == [a]
    assert tf.local_variables() == [c]
    assert tf.global_variables("sc") == [a]
    assert tf.get_collection(tf.GraphKeys.GLOBAL_VARIABLES, scope="scope/") == [a]


def test_collections_keep_anything_in_order() -> None:
    graph = tf.get_default_graph()
    tf.add_to_collection("mine", 3)
    tf.add_to_collections(["mine", "other", "mine"], "three")
    tf.add_to_collection(("private",), 1)
    assert tf.get_collection("mine") == [3, "three"]
    assert tf.get_collection("nothing") == []
    tf.get_collection("mine").append(4)
    tf.get_collection_ref("mine").append(5)
    assert tf.get_collection("mine") == [3, "three", 5]
    assert graph.get_all_collection_keys() == ["mine", "other"]
    graph.clear_collection("mine")
    assert tf.get_collection("mine") == []
    graph.finalize()
    with pytest.raises(RuntimeError, match="finalized"):
        tf.add_to_collection("mine", 3)


def test_a_group_is_done_when_all_are() -> None:
    a, b = tf.Variable(0.0), tf.Variable(0.0)
    both = tf.group(a.assign(1.0), [b.assign(2.0), {"again": a.initializer}])
    assert (both.name, both.type) == ("group_deps", "NoOp")
    with tf.Session() as session:
        session.run(b.initializer)
        session.run(both)
        assert session.run(b) == 2.0
    with pytest.raises(TypeError, match="group"):
        tf.group(3)


def test_a_tuple_is_there_when_all_are() -> None:
    w = tf.Variable(1.0)
    first, nothing, third = tf.tuple([tf.constant(3.0), None, w], control_inputs=[w.initializer])
    assert (first.name, nothing) == ("tuple/control_dependency:0", None)
    with tf.Session() as session:
        assert session.run(first) == 3.0
        assert session.run(third) == 1.0
    with pytest.raises(ValueError, match="at least one"):
        tf.tuple([None])


def test_counting_ends_with_an_error() -> None:
    counter = tf.Variable(0, name="counter")
    count = counter.count_up_to(2)
    with tf.Session() as session:
        session.run(counter.initializer)
        assert [session.run(count) for _ in range(2)] == [0, 1]
        with pytest.raises(tf.errors.OutOfRangeError, match="Reached limit of 2"):
            session.run(tf.count_up_to(counter, 2))


def test_rows_and_places_change() -> None:
    w = tf.Variable([[1.0, 2.0], [3.0, 4.0]])
    with tf.Session() as session:

        def changed(scatter: tf.Tensor) -> list[list[float]]:
            session.run(w.initializer)
            return session.run(scatter).tolist()

        assert changed(tf.scatter_update(w, [1], [[9.0, 9.0]])) == [[1, 2], [9, 9]]
        assert changed(tf.scatter_add(w, [1, 1], [[1.0, 1.0], [1.0, 1.0]])) == [[1, 2], [5, 6]]
        assert changed(tf.scatter_sub(w, [0], [[1.0, 1.0]])) == [[0, 1], [3, 4]]
        assert changed(tf.scatter_mul(w, [0], 3.0)) == [[3, 6], [3, 4]]
        assert changed(tf.scatter_div(w, 0, [2.0, 2.0])) == [[0.5, 1], [3, 4]]
        assert changed(tf.scatter_min(w, [0, 1], [[0.0, 9.0], [0.0, 9.0]])) == [[0, 2], [0, 4]]
        assert changed(tf.scatter_max(w, [0, 1], [[0.0, 9.0], [0.0, 9.0]])) == [[1, 9], [3, 9]]
        assert changed(tf.scatter_nd_update(w, [[0, 1]], [9.0])) == [[1, 9], [3, 4]]
        assert changed(tf.scatter_nd_add(w, [[0, 1], [0, 1]], [1.0, 1.0])) == [[1, 4], [3, 4]]
        assert changed(tf.scatter_nd_sub(w, [[1]], [[1.0, 1.0]])) == [[1, 2], [2, 3]]
        with pytest.raises(tf.errors.InvalidArgumentError, match=r"indices\[1\] = 2 is not in \[0, 2\)"):
            session.run(tf.scatter_add(w, [0, 2], np.ones((2, 2), np.float32)))
        assert session.run(w).tolist() == [[1, 2], [2, 3]]
