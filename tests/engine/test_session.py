"""Sessions: what may be asked for, what may be fed, what is refused, and what is kept between runs."""

import collections
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import heureum as tf

Pair = collections.namedtuple("Pair", ["first", "second"])
TARGETS = ["", "inline://2"]


@pytest.fixture
def tensors() -> dict[str, tf.Tensor]:
    a, p = tf.constant(2.0, name="a"), tf.placeholder(tf.float32, [], name="p")
    return {"a": a, "p": p, "b": tf.add(a, p, name="b")}


# -- fetches -----------------------------------------------------------------------------------------------------------

STRUCTURES: list[tuple[Callable[[tf.Tensor, tf.Tensor], Any], Any]] = [
    (lambda a, b: a, 2.0),
    (lambda a, b: "b:0", 5.0),
    (lambda a, b: b.op, None),
    (lambda a, b: "b", None),
    (lambda a, b: [a, b], [2.0, 5.0]),
    (lambda a, b: (a, [b, a]), (2.0, [5.0, 2.0])),
    (lambda a, b: {"x": a, "y": {"z": [b.op, b]}}, {"x": 2.0, "y": {"z": [None, 5.0]}}),
    (lambda a, b: Pair(a, Pair(b, b)), Pair(2.0, Pair(5.0, 5.0))),
    (lambda a, b: collections.OrderedDict([("z", a), ("a", b)]), collections.OrderedDict([("z", 2.0), ("a", 5.0)])),
    (lambda a, b: [], []),
    (lambda a, b: {}, {}),
]


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize(("ask", "value"), STRUCTURES, ids=range(len(STRUCTURES)))
def test_values_come_in_the_structure_of_the_fetches(tensors: Any, ask: Any, value: Any, target: str) -> None:
    with tf.Session(target) as session:
        found = session.run(ask(tensors["a"], tensors["b"]), {tensors["p"]: 3.0})
    assert found == value
    assert type(found) is (np.float32 if isinstance(value, float) else type(value))


BAD_FETCHES: list[tuple[Any, type[Exception], str]] = [
    (None, TypeError, "Fetch argument None has invalid type NoneType"),
    (3, TypeError, "Fetch argument 3 has invalid type int"),
    (["a:0", None], TypeError, "None has invalid type"),
    ("z:0", ValueError, "cannot be interpreted as a Tensor.*'z:0' refers to a Tensor which does not exist"),
    ("a:1", ValueError, "'a' has 1 outputs"),
]


@pytest.mark.parametrize(("fetches", "error", "message"), BAD_FETCHES, ids=repr)
def test_bad_fetches(tensors: Any, fetches: Any, error: type[Exception], message: str) -> None:
    with tf.Session() as session, pytest.raises(error, match=message):
        session.run(fetches, {tensors["p"]: 1.0})


def test_a_fetch_from_another_graph(tensors: Any) -> None:
    with tf.Graph().as_default():
        stranger = tf.constant(1.0, name="stranger")
    with tf.Session() as session:
        with pytest.raises(ValueError, match=r"stranger.*is not an element of this graph"):
            session.run(stranger)
        with pytest.raises(TypeError, match=r"stranger.*is not an element of this graph"):
            session.run(tensors["a"], {stranger: 1.0})


# -- feeds -------------------------------------------------------------------------------------------------------------

UNFED = [
    r"You must feed a value for placeholder tensor 'p' with dtype float32 and shape \(\)",
    r"found no value, needed float32\[\]",
    r"feed_dict=\{p: \.\.\.\}",
    r"node 'p' \(Placeholder\), defined at .*test_session\.py:",
]


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("message", UNFED)
def test_an_unfed_placeholder(tensors: Any, message: str, target: str) -> None:
    with tf.Session(target) as session:
        with pytest.raises(tf.errors.InvalidArgumentError, match=message) as caught:
            session.run(tensors["b"])
        assert caught.value.op is tensors["p"].op
        assert session.run(tensors["a"]) == 2.0, "nobody asked for what is missing"


FEEDS: list[tuple[str, Any, dict[str, Any], float]] = [
    ("the placeholder", "b:0", {"p:0": 1.0}, 3.0),
    ("a tensor in between", "c:0", {"b:0": 10.0}, 20.0),
    ("a constant", "b:0", {"a:0": 1.0, "p:0": 1.0}, 2.0),
    ("what is fetched", "b:0", {"b:0": 7.0}, 7.0),
    ("what nobody needs", "a:0", {"p:0": 1.0}, 2.0),
]


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize(("fetch", "feeds", "value"), [row[1:] for row in FEEDS], ids=[row[0] for row in FEEDS])
def test_feeding(tensors: Any, fetch: str, feeds: dict[str, Any], value: float, target: str) -> None:
    tf.multiply(tensors["b"], 2.0, name="c")
    with tf.Session(target) as session:
        assert session.run(fetch, feeds) == value


BAD_FEEDS: list[tuple[Any, type[Exception], str]] = [
    ({"q": np.zeros((3, 2))}, ValueError, r"shape \(3, 2\) for Tensor 'q:0'.*found float32\[3,2\], needed float32\[\?,3\]"),
    ({"q": 1.0}, ValueError, r"found float32\[\], needed float32\[\?,3\]"),
    ({"q": [["a", "b", "c"]]}, ValueError, r"Cannot feed list for Tensor 'q:0' \(float32\[\?,3\]\)"),
    ({"i": 2**40}, (TypeError, OverflowError), "'i:0'"),
    ({"z:0": 1.0}, TypeError, "Cannot interpret feed_dict key as Tensor.*'z:0'"),
    ({3: 1.0}, TypeError, "Cannot interpret feed_dict key as Tensor"),
    ([1], TypeError, "feed_dict maps tensors to values, got a list"),
]


@pytest.mark.parametrize(("feeds", "error", "message"), BAD_FEEDS, ids=[row[2] for row in BAD_FEEDS])
def test_bad_feeds(feeds: Any, error: type[Exception], message: str) -> None:
    q = tf.placeholder(tf.float32, [None, 3], name="q")
    i = tf.placeholder(tf.int32, [], name="i")
    named = {"q": q, "i": i}
    given = {named.get(key, key): value for key, value in feeds.items()} if isinstance(feeds, dict) else feeds
    with tf.Session() as session:
        with pytest.raises(error, match=message):
            session.run(q, given)
        with pytest.raises(TypeError, match=r"cannot be a tf\.Tensor object: 'i:0'"):
            session.run(q, {i: i})


def test_a_tuple_of_tensors_takes_a_tuple_of_values() -> None:
    p, q = tf.placeholder(tf.float32, []), tf.placeholder(tf.float32, [])
    with tf.Session() as session:
        assert session.run(p - q, {(p, q): (5.0, 3.0)}) == 2.0
        with pytest.raises(ValueError, match="2 tensors are given 1 values"):
            session.run(p - q, {(p, q): (5.0,)})


# -- values ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("target", TARGETS)
def test_results_belong_to_the_caller(target: str) -> None:
    """Whatever is done to a fetched array, the next run gives the same, and what was fed is as it was."""
    p = tf.placeholder(tf.float64, [2, 2])
    constant = tf.constant(np.ones((2, 2)))
    fetches = [
        p,
        constant,
        tf.identity(p),
        tf.reshape(p, [4]),
        tf.transpose(p, [1, 0]),
        tf.identity(constant),
        p + constant,
        p + constant,
    ]
    value = np.arange(4.0).reshape(2, 2)
    with tf.Session(target) as session:
        first = session.run(fetches, {p: value})
        kept = [found.copy() for found in first]
        for index, found in enumerate(first):
            found[...] = -1
            others = [each for i, each in enumerate(first) if i > index]
            assert all(not np.shares_memory(found, each) for each in others)
        np.testing.assert_array_equal(value, np.arange(4.0).reshape(2, 2))
        for wanted, found in zip(kept, session.run(fetches, {p: value}), strict=True):
            np.testing.assert_array_equal(found, wanted, strict=True)


def test_floating_point_gives_inf_and_nan_quietly() -> None:
    x = tf.placeholder(tf.float32, [])
    with tf.Session() as session:
        assert session.run(1.0 / x, {x: 0.0}) == np.inf
        assert np.isnan(session.run(tf.sqrt(x), {x: -1.0}))


@pytest.mark.parametrize("target", TARGETS)
def test_a_failing_node_is_named_with_the_line_that_wrote_it(target: str) -> None:
    x = tf.placeholder(tf.float32, [None, None], name="x")
    y = tf.matmul(x, x, name="y")
    with tf.Session(target) as session:
        with pytest.raises(tf.errors.InvalidArgumentError) as caught:
            session.run(y, {x: [[1.0, 2.0]]})
        assert session.run(y, {x: [[2.0]]}) == [[4.0]]
    assert caught.value.op is y.op
    assert caught.value.node_def.name == "y"
    for part in ("MatMul node 'y'", "x:0 = float32[1,2]", "[[node 'y' (MatMul), defined at", "test_session.py:"):
        assert part in str(caught.value)


# -- life --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("target", TARGETS)
def test_a_kind_of_run_is_compiled_once(tensors: Any, target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from heureum.session import compiling as module

    compiled: list[Any] = []
    partition = module.partition
    monkeypatch.setattr(module, "partition", lambda *rest: (compiled.append(rest), partition(*rest))[1])
    with tf.Session(target) as session:
        for value in (1.0, 2.0, 3.0):
            assert session.run([tensors["b"]], {tensors["p"]: value}) == [2.0 + value]
        assert len(compiled) == 1
        session.run(tensors["a"])
        session.run(tensors["b"], {tensors["b"]: 1.0})
        assert len(compiled) == 3
        later = tf.negative(tensors["b"])
        assert session.run(later, {tensors["p"]: 1.0}) == -3.0


def test_a_closed_session_says_so(tensors: Any) -> None:
    session = tf.Session("inline://2")
    session.run(tensors["a"])
    session.close()
    session.close()
    with pytest.raises(RuntimeError, match="closed Session"):
        session.run(tensors["a"])
    with tf.Session() as other:
        pass
    with pytest.raises(RuntimeError, match="closed Session"):
        other.run(tensors["a"])


def test_default_sessions(tensors: Any) -> None:
    a, b, p = tensors["a"], tensors["b"], tensors["p"]
    with pytest.raises(ValueError, match=r"Tensor.eval\(\) of a:0: no default session"):
        a.eval()
    outer = tf.Session()
    with outer.as_default() as same:
        assert same is outer is tf.get_default_session()
        with tf.Session() as inner:
            assert tf.get_default_session() is inner
            assert b.eval({p: 1.0}) == 3.0
            assert b.op.run({p: 1.0}) is None
        assert tf.get_default_session() is outer
    assert tf.get_default_session() is None
    assert a.eval(session=outer) == 2.0, "as_default leaves the session open"
    outer.close()


def test_a_session_makes_its_graph_the_default() -> None:
    graph = tf.Graph()
    with tf.Session(graph=graph) as session:
        x = tf.constant(1.0)
        assert x.graph is graph is session.graph
        assert [node.name for node in session.graph_def.node] == ["Const"]
        assert session.run(x) == 1.0
    assert tf.get_default_graph() is not graph


def test_what_a_session_can_t_be() -> None:
    with pytest.raises(ValueError, match="placement must be 'cost' or 'spread', got 'far'"):
        tf.Session(placement="far")


def test_a_pin_that_the_session_can_t_keep() -> None:
    with tf.device("/job:worker/task:5"):
        x = tf.placeholder(tf.float32, [])
        y = tf.negative(x, name="y")
    for target in TARGETS:
        with tf.Session(target) as session, pytest.raises(tf.errors.InvalidArgumentError, match=r"'y'.*task:5"):
            session.run(y, {x: 1.0})
