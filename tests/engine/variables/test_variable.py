"""What a variable is, holds, and gives; each session has its own values."""

from typing import Any

import numpy as np
import pytest

import heureum as tf


def structure() -> list[tuple[str, str, list[str]]]:
    operations = tf.get_default_graph().get_operations()
    return [(each.name, each.type, [tensor.name for tensor in each.inputs]) for each in operations]


def test_a_variable_is_four_nodes_with_tensorflows_names() -> None:
    tf.Variable([1.0, 2.0], name="w")
    assert structure() == [
        ("w/initial_value", "Const", []),
        ("w", "VariableV2", []),
        ("w/Assign", "Assign", ["w:0", "w/initial_value:0"]),
        ("w/read", "Identity", ["w:0"]),
    ]


def test_a_called_initial_value_comes_first_and_in_its_own_scope() -> None:
    tf.Variable(lambda: tf.constant([1.0, 2.0], name="ones"), name="w")
    assert [name for name, _, _ in structure()] == ["w/Initializer/ones", "w", "w/Assign", "w/read"]


def test_names_are_numbered_and_nested() -> None:
    with tf.name_scope("layer"):
        names = [tf.Variable(1.0).name for _ in range(2)]
    assert [*names, tf.Variable(1).name] == ["layer/Variable:0", "layer/Variable_1:0", "Variable:0"]


def test_what_is_known_of_it() -> None:
    w = tf.Variable(np.zeros((2, 3)), name="w", trainable=False)
    assert (w.name, w.op.name, w.initializer.name, w.value().name) == ("w:0", "w", "w/Assign", "w/read:0")
    assert w.initial_value.name == "w/initial_value:0"
    assert w.dtype == tf.float64
    assert w.shape == w.get_shape() == (2, 3)
    assert w.graph is tf.get_default_graph()
    assert not w.trainable
    assert repr(w) == "<tf.Variable 'w:0' shape=(2, 3) dtype=float64_ref>"


@pytest.mark.parametrize(
    ("arguments", "dtype"),
    [((1.0,), tf.float32), ((1,), tf.int32), ((np.float64(1),), tf.float64), (("a",), tf.string), ((True,), tf.bool)],
)
def test_the_dtype_comes_from_the_value(arguments: Any, dtype: Any) -> None:
    assert tf.Variable(*arguments).dtype == dtype


def test_a_dtype_may_be_asked_for() -> None:
    assert tf.Variable(np.arange(3), dtype=tf.float32).dtype == tf.float32


@pytest.mark.parametrize(
    ("make", "error", "says"),
    [
        (tf.Variable, ValueError, "initial_value must be specified"),
        (lambda: tf.Variable(tf.placeholder(tf.float32, [None])), ValueError, "must have a shape specified"),
        (lambda: tf.Variable(1.0, collections="a"), ValueError, "must be a list, tuple, or set"),
        (lambda: tf.Variable(1.0, constraint=3), ValueError, "callable"),
        (lambda: tf.Variable([1.0]).assign([1.0, 2.0]), ValueError, "not compatible"),
        (lambda: tf.Variable([1.0]).assign(tf.constant([1])), TypeError, "int32"),
        (lambda: tf.assign(tf.constant(1.0), 2.0), AttributeError, "assign"),
        (lambda: iter(tf.Variable([1.0])), TypeError, "not iterable"),
        (lambda: np.array(tf.Variable([1.0])), NotImplementedError, "NumPy"),
    ],
)
def test_what_is_refused(make: Any, error: type[Exception], says: str) -> None:
    with pytest.raises(error, match=says):
        make()


def test_a_variable_without_a_value_fails_by_name() -> None:
    w = tf.Variable(1.0, name="weights")
    with tf.Session() as session:
        for fetch in (w, w + 1, w.assign_add(1.0)):
            with pytest.raises(tf.errors.FailedPreconditionError, match="uninitialized value weights"):
                session.run(fetch)


def test_each_session_has_its_own_values() -> None:
    w = tf.Variable(1.0)
    init = tf.global_variables_initializer()
    with tf.Session() as one, tf.Session() as other:
        one.run(init)
        one.run(w.assign(5.0))
        other.run(init)
        assert (one.run(w), other.run(w)) == (5.0, 1.0)


def test_it_stands_wherever_a_tensor_may() -> None:
    w = tf.Variable([[1.0, 2.0], [3.0, 4.0]])
    with tf.Session() as session:
        session.run(w.initializer)
        for fetch, wanted in [
            (w + 1, [[2, 3], [4, 5]]),
            (1 - w, [[0, -1], [-2, -3]]),
            (np.float32(2) * w, [[2, 4], [6, 8]]),
            (tf.constant([1.0, 1.0]) + w, [[2, 3], [4, 5]]),
            (-w, [[-1, -2], [-3, -4]]),
            (tf.matmul(w, w), [[7, 10], [15, 22]]),
            (tf.reduce_sum(w), 10),
            (tf.identity(w), [[1, 2], [3, 4]]),
            (tf.convert_to_tensor(w), [[1, 2], [3, 4]]),
            (w, [[1, 2], [3, 4]]),
            ("Variable:0", [[1, 2], [3, 4]]),
        ]:
            np.testing.assert_array_equal(session.run(fetch), wanted)


def test_it_can_be_fed() -> None:
    w = tf.Variable([1.0, 2.0])
    with tf.Session() as session:
        np.testing.assert_array_equal(session.run(w * 2, {w: [5.0, 6.0]}), [10, 12])


def test_gradients_reach_it_through_every_read() -> None:
    w = tf.Variable([1.0, 2.0])
    (slope,) = tf.gradients(w * w.read_value(), w)
    with tf.Session() as session:
        session.run(w.initializer)
        np.testing.assert_array_equal(session.run(slope), [2, 4])


def test_assigning_gives_the_new_value() -> None:
    w = tf.Variable([1.0, 2.0])
    added, taken, given = w.assign_add([1.0, 1.0]), tf.assign_sub(w, [5.0, 5.0]), tf.assign(w, [0.0, 0.0])
    with tf.Session() as session:
        session.run(w.initializer)
        np.testing.assert_array_equal(session.run(added), [2, 3])
        np.testing.assert_array_equal(session.run(taken), [-3, -2])
        np.testing.assert_array_equal(session.run(given), [0, 0])
        assert session.run(w.assign([7.0, 7.0], read_value=False)) is None


def test_another_shape_is_refused_while_it_runs() -> None:
    w = tf.Variable([1.0, 2.0])
    x = tf.placeholder(tf.float32)
    checked, free = tf.assign(w, x), tf.assign(w, x, validate_shape=False)
    with tf.Session() as session:
        with pytest.raises(tf.errors.InvalidArgumentError, match=r"lhs shape= \[2\] rhs shape= \[3\]"):
            session.run(checked, {x: [1, 2, 3]})
        np.testing.assert_array_equal(session.run(free, {x: [1, 2, 3]}), [1, 2, 3])


def test_a_control_dependency_orders_reads_and_writes() -> None:
    w = tf.Variable(1.0)
    with tf.control_dependencies([w.assign(5.0)]):
        after = w.read_value()
        also_after = tf.identity(w._ref())
    with tf.Session() as session:
        session.run(w.initializer)
        assert session.run([after, also_after]) == [5.0, 5.0]


def test_nobody_shares_an_array_with_a_variable() -> None:
    w = tf.Variable(np.zeros(3))
    x = tf.placeholder(tf.float64, [3])
    assign = tf.assign(w, x)
    mine = np.ones(3)
    with tf.Session() as session:
        session.run(assign, {x: mine})
        mine[:] = 5
        fetched = session.run(w)
        np.testing.assert_array_equal(fetched, [1, 1, 1])
        fetched[:] = 7
        read = session.run(w.value())
        read[:] = 8
        np.testing.assert_array_equal(session.run(w), [1, 1, 1])


def test_load_adds_no_node() -> None:
    w = tf.Variable([1.0, 2.0])
    tf.get_default_graph().finalize()
    with tf.Session() as session:
        w.load([3.0, 4.0])
        np.testing.assert_array_equal(w.eval(session), [3, 4])


def test_initial_values_may_depend_on_other_variables() -> None:
    first = tf.Variable([1.0, 2.0], name="first")
    second = tf.Variable(first * 2, name="second")
    third = tf.Variable(second.initialized_value() + 1, name="third")
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        np.testing.assert_array_equal(session.run(third), [3, 5])
    assert "mul_second" in {each.name for each in tf.get_default_graph().get_operations()}


def test_a_variable_survives_its_description_as_data() -> None:
    w = tf.Variable([1.0, 2.0], name="w")
    graph_def, record = tf.get_default_graph().as_graph_def().to_json(), w.to_proto()
    with tf.Graph().as_default() as graph:
        tf.import_graph_def(graph_def, name="")
        again = tf.Variable.from_proto(record)
        with tf.Session(graph=graph) as session:
            session.run(again.initializer)
            np.testing.assert_array_equal(session.run(again + 1), [2, 3])


@pytest.mark.needs_threads
@pytest.mark.parametrize("placement", ["cost", "spread"])
def test_state_stays_where_it_was_kept(placement: str) -> None:
    first, second = tf.Variable(1.0), tf.Variable(10.0)
    total = first + second
    moved = tf.group(first.assign_add(1.0), second.assign_add(total))
    with tf.Session(workers=2, placement=placement) as session:
        for initializer in (second.initializer, first.initializer):
            session.run(initializer)
        session.run(moved)
        assert session.run([total, second, first]) == [23.0, 21.0, 2.0]


@pytest.mark.needs_threads
@pytest.mark.parametrize("workers", [None, 2])
def test_reads_see_the_writes_they_wait_for(workers: int | None) -> None:
    w = tf.Variable(1.0)
    before = w.read_value()
    with tf.control_dependencies([before]):
        write = w.assign(5.0)
    with tf.control_dependencies([write]):
        # As in TensorFlow, a read that an update has made stale is read anew by what comes after the update.
        after, also_after = w.read_value(), tf.identity(before)
    with tf.device("/job:worker/task:1" if workers else ""):
        elsewhere = write * 2.0
    with tf.Session(workers=workers, placement="spread") as session:
        for _ in range(3):
            session.run(w.initializer)
            assert session.run([before, after, also_after, elsewhere]) == [1.0, 5.0, 5.0, 10.0]


def test_a_variable_is_there_or_not() -> None:
    """As in TensorFlow 1, where layers ask `if bias:`; of a tensor, which might be meant, it is an error."""
    variable = tf.Variable(0.0)
    assert bool(variable) is True
    with pytest.raises(TypeError, match="as a Python bool"):
        bool(variable.value())
    with pytest.raises(TypeError):
        len(tf.Variable([1.0, 2.0]))  # type: ignore[arg-type]


def test_some_rows_and_places_change() -> None:
    variable = tf.Variable(tf.reshape(tf.range(6.0), [3, 2]))
    slices = tf.IndexedSlices(tf.constant([[1.0, 2.0]]), tf.constant([1]))
    steps = [
        (variable.scatter_add(slices), [[0, 1], [3, 5], [4, 5]]),
        (variable.scatter_sub(slices), [[0, 1], [2, 3], [4, 5]]),
        (variable.scatter_update(slices), [[0, 1], [1, 2], [4, 5]]),
        (variable.scatter_nd_add([[0, 1]], [10.0]), [[0, 11], [1, 2], [4, 5]]),
        (variable.scatter_nd_sub([[2, 0]], [4.0]), [[0, 11], [1, 2], [0, 5]]),
        (variable.scatter_nd_update([[1, 1]], [7.0]), [[0, 11], [1, 7], [0, 5]]),
    ]
    with tf.Session() as session:
        session.run(variable.initializer)
        for step, expected in steps:
            assert session.run(step).tolist() == expected
        assert session.run([variable.sparse_read([2]), variable.gather_nd([[0, 1]])])[0].tolist() == [[0, 5]]
    with pytest.raises(TypeError, match=r"takes tf\.IndexedSlices"):
        variable.scatter_add([1.0])  # type: ignore[arg-type]
