"""Gradients: of tables of small functions, and of random graphs against central differences."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given

import heureum as tf

from .random_graphs import Recipe, build, recipes


def run(fetches: Any, feeds: Any = None) -> Any:
    with tf.Session() as session:
        return session.run(fetches, feeds)


AT = 3.0
FUNCTIONS: list[tuple[str, Callable[[tf.Tensor], tf.Tensor], float, float]] = [
    ("x", tf.identity, 1.0, 0.0),
    ("x + x", lambda x: x + x, 2.0, 0.0),
    ("x * x", lambda x: x * x, 6.0, 2.0),
    ("x^2 + x", lambda x: tf.square(x) + x, 7.0, 2.0),
    ("(x + 1)(x + 1)", lambda x: (x + 1) * (x + 1), 8.0, 2.0),
    ("1 / x", lambda x: 1 / x, -1 / 9, 2 / 27),
    ("-x - x", lambda x: -x - x, -2.0, 0.0),
    ("exp(2x) / exp(6)", lambda x: tf.exp(2 * x) / float(np.exp(6)), 2.0, 4.0),
    ("sqrt(3x)", lambda x: tf.sqrt(3 * x), 0.5, -1 / 12),
    ("x, used on three paths", lambda x: x * x + x * 2 + tf.square(x * x), 6 + 2 + 108, 2 + 108),
]


@pytest.mark.parametrize(("build_y", "first", "second"), [row[1:] for row in FUNCTIONS], ids=[row[0] for row in FUNCTIONS])
def test_first_and_second_derivative(build_y: Callable[[tf.Tensor], tf.Tensor], first: float, second: float) -> None:
    x = tf.placeholder(tf.float64, [])
    (dx,) = tf.gradients(build_y(x), x)
    (ddx,) = tf.gradients(dx, x)
    assert run(dx, {x: AT}) == pytest.approx(first)
    assert (0.0 if ddx is None else run(ddx, {x: AT})) == pytest.approx(second)


def test_none_where_no_path_leads() -> None:
    x, other = tf.constant(1.0), tf.constant(1.0)
    whole = tf.cast(tf.cast(x, tf.int32), tf.float32)
    assert tf.gradients(x * 2, [other])[0] is None
    assert tf.gradients(whole, [x]) == [None]
    assert tf.gradients(tf.cast(tf.shape(x + 0), tf.float32), [x]) == [None]


def test_of_itself() -> None:
    x = tf.constant([1.0, 2.0])
    assert run(tf.gradients(x, x)[0]).tolist() == [1.0, 1.0]
    y = x * 3
    assert run(tf.gradients([y, x], [y, x])[1]).tolist() == [4.0, 4.0]


def test_gradients_with_respect_to_what_lies_between() -> None:
    x = tf.constant(2.0)
    y = x * x
    z = y * y
    assert run(tf.gradients(z, [x, y])) == [32.0, 8.0]


BROADCAST: list[tuple[Any, Any]] = [
    ((), (2, 3)),
    ((3,), (2, 3)),
    ((2, 1), (1, 3)),
    ((1,), ()),
    ((0, 3), (3,)),
]


@pytest.mark.parametrize(("left", "right"), BROADCAST)
@pytest.mark.parametrize("is_known", [True, False])
def test_broadcasting_is_summed_back(left: tuple[int, ...], right: tuple[int, ...], is_known: bool) -> None:
    a, b = (tf.placeholder(tf.float64, shape if is_known else None) for shape in (left, right))
    feeds = {a: np.full(left, 2.0), b: np.full(right, 5.0)}
    da, db = run(tf.gradients(a * b, [a, b]), feeds)
    assert (np.shape(da), np.shape(db)) == (left, right)
    size = np.size(feeds[a] * feeds[b])
    assert np.sum(da) == pytest.approx(5.0 * size)
    assert np.sum(db) == pytest.approx(2.0 * size)


def test_grad_ys() -> None:
    x = tf.constant([1.0, 2.0])
    y, z = x * x, x * 3
    assert run(tf.gradients(y, x, grad_ys=[[1.0, 10.0]])[0]).tolist() == [2.0, 40.0]
    assert run(tf.gradients([y, z], x, grad_ys=[None, tf.constant([0.0, 1.0])])[0]).tolist() == [2.0, 7.0]


REFUSED: list[tuple[Callable[[], Any], type[Exception], str]] = [
    (lambda: tf.gradients([], []), ValueError, "at least one y"),
    (lambda: tf.gradients(tf.constant(1), []), TypeError, "fractions"),
    (lambda: tf.gradients(tf.constant([1.0]), [], grad_ys=[1.0, 2.0]), ValueError, "grad_ys has 2 elements for 1 ys"),
    (lambda: tf.gradients(tf.constant([1.0]), [], grad_ys=[[1.0, 2.0]]), ValueError, "not compatible"),
    (lambda: tf.gradients(tf.constant([1.0]), [], grad_ys=[tf.constant([1])]), TypeError, "int32"),
]


@pytest.mark.parametrize(("describe", "error", "message"), REFUSED, ids=[row[2] for row in REFUSED])
def test_refused(describe: Callable[[], Any], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        describe()


def test_stop_gradients() -> None:
    x = tf.constant(2.0)
    y = x * x
    z = y * x
    assert run(tf.gradients(z, [x])[0]) == 12.0
    dx, dy = run(tf.gradients(z, [x, y], stop_gradients=[y]))
    assert (dx, dy) == (4.0, 2.0)


def test_names_and_devices() -> None:
    with tf.device("/job:worker/task:1"):
        x = tf.constant(2.0, name="x")
        y = tf.multiply(x, x, name="y")
    (dx,) = tf.gradients(y, x)
    (again,) = tf.gradients(y, x)
    assert dx.op.name.startswith("gradients/")
    assert again.op.name.startswith("gradients_1/")
    made = [op for op in tf.get_default_graph().get_operations() if op.name.startswith("gradients/y_grad/")]
    assert made
    assert {op.device for op in made} == {"/job:worker/task:1"}


@given(recipes(most_steps=8, controls=False))
def test_random_graphs_against_central_differences(recipe: Recipe) -> None:
    with tf.Graph().as_default() as graph:
        made = build(recipe)
        y = tf.reduce_sum(made.tensors[-1])
        found = tf.gradients(y, made.leaves)
        with tf.Session(graph=graph) as session:
            values = dict(zip(made.leaves, session.run(made.leaves, made.feeds), strict=True))
            for x, dx in zip(made.leaves, found, strict=True):
                slope = np.zeros(np.shape(values[x]))
                for position in np.ndindex(slope.shape):
                    step = np.zeros_like(slope)
                    step[position] = 1e-5
                    ends = [session.run(y, {**values, x: values[x] + sign * step}) for sign in (1, -1)]
                    slope[position] = (ends[0] - ends[1]) / 2e-5
                value = np.zeros_like(slope) if dx is None else session.run(dx, values)
                np.testing.assert_allclose(value, slope, rtol=1e-4, atol=1e-4 * max(1.0, float(np.abs(slope).max(initial=0))))


def test_zeros_may_stand_where_no_path_leads() -> None:
    x, other = tf.constant([1.0, 2.0]), tf.constant([3.0, 4.0])
    assert tf.gradients(x * x, [other]) == [None]
    for zero in (tf.UnconnectedGradients.ZERO, "zero"):
        found = tf.gradients(x * x, [x, other], unconnected_gradients=zero)
        with tf.Session() as sess:
            assert [each.tolist() for each in sess.run(found)] == [[2.0, 4.0], [0.0, 0.0]]
    with pytest.raises(ValueError, match="not a valid UnconnectedGradients"):
        tf.gradients(x * x, [x], unconnected_gradients="one")


def test_nodes_of_a_gradient_are_named_after_their_operation() -> None:
    with tf.name_scope("layer"):
        x = tf.constant(2.0, name="x")
        y = tf.square(x, name="y")
    names = [op.name for op in tf.gradients(y, x)[0].graph.get_operations()]
    assert [name for name in names if name.startswith("gradients/layer/y_grad/")]


def test_the_product_of_a_scalar_has_a_gradient() -> None:
    x = tf.placeholder(tf.float32, [])
    with tf.Session() as session:
        assert session.run(tf.gradients(tf.reduce_prod(x), x), {x: 0.0}) == [1.0]


def test_rows_that_no_segment_takes_get_no_gradient() -> None:
    x = tf.constant([[1.0], [2.0], [3.0]])
    for reduce in (tf.unsorted_segment_sum, tf.unsorted_segment_max, tf.unsorted_segment_prod):
        (dx,) = tf.gradients(reduce(x, [0, -1, 1], 2), x)
        with tf.Session() as session:
            assert session.run(dx).tolist() == [[1.0], [0.0], [1.0]]


def test_an_op_that_could_have_a_gradient_and_has_none_refuses() -> None:
    x = tf.constant([1.0, 2.0, 1.0])
    with pytest.raises(LookupError, match=r"No gradient defined for operation 'Unique' \(op type: Unique\).*RegisterGradient"):
        tf.gradients(tf.unique(x)[0], x)
    assert tf.gradients(tf.floor(x), x) == [None]


def test_a_registered_gradient_ends_the_refusal() -> None:
    x = tf.constant([1.0, 2.0])
    graph = tf.get_default_graph()
    tf.RegisterGradient("StraightBack")(lambda op, dy: dy)
    with graph.gradient_override_map({"Bitcast": "StraightBack"}):
        y = tf.bitcast(x, tf.float32)
    (dx,) = tf.gradients(y, x)
    with tf.Session() as session:
        assert session.run(dx).tolist() == [1.0, 1.0]


def test_nothing_is_refused_where_only_sizes_lead() -> None:
    x = tf.ones([1, 3, 3, 1])
    y = tf.image.crop_and_resize(x, [[0.0, 0.0, 1.0, 1.0]], [0], [2, 2])
    assert tf.gradients(tf.gradients(y, x), x) == [None]
