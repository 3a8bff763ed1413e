"""One contract for every transport: choosing one changes no result, and a failure leaves nothing behind."""

import asyncio
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

import heureum as tf
from heureum.execution import Deliver, Message
from heureum.trace import RunRecord, observing
from heureum.transports import TRANSPORTS

from ..random_graphs import Recipe, build, recipes

# A transport joins by its name; those that start threads or processes say so.
NAMES = [
    "inline",
    pytest.param("threads", marks=pytest.mark.needs_threads),
    *(pytest.param(name, marks=pytest.mark.needs_threads) for name in ("processes",) if name in TRANSPORTS),
]
ONE, TWO = "/job:worker/task:0", "/job:worker/task:1"


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> Iterator[str]:
    return request.param


def crossing() -> tuple[tf.Tensor, tf.Tensor]:
    """p on one worker, y on the other."""
    with tf.device(ONE):
        p = tf.placeholder(tf.float64, [None, None], name="p")
    with tf.device(TWO):
        return p, tf.matmul(p, p, name="y")


@settings(max_examples=25)
@given(recipe=recipes(workers=3))
def test_random_graphs_give_what_a_local_session_gives(name: str, recipe: Recipe) -> None:
    with tf.Graph().as_default() as graph:
        made = build(recipe)
    with tf.Session(f"{name}://3", graph=graph, placement="spread") as session:
        for fetches in (made.tensors, made.tensors[-1:]):
            found = session.run(fetches, made.feeds)
            for one, wanted in zip(found, expected(recipe, len(fetches)), strict=True):
                np.testing.assert_array_equal(one, wanted, strict=True)


def expected(recipe: Recipe, count: int) -> list[Any]:
    """The last values of the same recipe without devices, in the caller's thread."""
    plain = Recipe(recipe.leaves, recipe.steps, (None,) * len(recipe.devices), ())
    with tf.Graph().as_default() as graph:
        made = build(plain)
        with tf.Session(graph=graph) as session:
            return session.run(made.tensors[-count:], made.feeds)


def test_a_failure_names_its_node_and_the_next_run_works(name: str) -> None:
    p, y = crossing()
    with tf.device(ONE):
        z = tf.add(y, 1.0, name="z")
    with tf.Session(f"{name}://2") as session:
        for _ in range(3):
            with pytest.raises(tf.errors.InvalidArgumentError, match=r"MatMul node 'y'.*float64\[2,3\]") as caught:
                session.run(z, {p: np.ones((2, 3))})
            assert caught.value.op is y.op
            assert session.run(z, {p: np.eye(2)}).tolist() == [[2.0, 1.0], [1.0, 2.0]]


def test_an_interrupt_leaves_the_session_usable(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    p, y = crossing()
    with tf.Session(f"{name}://2") as session:
        session.run(y, {p: np.eye(2)})
        receive = TRANSPORTS[name].receive  # type: ignore[attr-defined]  # each is a class

        def interrupted(self: Any) -> Message:
            monkeypatch.undo()
            raise KeyboardInterrupt

        monkeypatch.setattr(TRANSPORTS[name], "receive", interrupted)
        with pytest.raises(KeyboardInterrupt):
            session.run(y, {p: 5 * np.eye(2)})
        assert TRANSPORTS[name].receive is receive  # type: ignore[attr-defined]
        assert session.run(y, {p: 3 * np.eye(2)}).tolist() == [[9.0, 0.0], [0.0, 9.0]]


def test_workers_are_started_once(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    starts: list[Any] = []
    start = TRANSPORTS[name].start  # type: ignore[attr-defined]  # each is a class
    monkeypatch.setattr(TRANSPORTS[name], "start", lambda self, devices: (starts.append(devices), start(self, devices))[1])
    p, y = crossing()
    with tf.Session(f"{name}://2") as session:
        assert starts == []
        for step in range(200):
            assert session.run(y, {p: [[float(step)]]}) == [[float(step * step)]]
    assert starts == [(ONE, TWO)]


def test_stopping_twice(name: str) -> None:
    transport = TRANSPORTS[name]()
    transport.start([ONE])
    transport.stop()
    transport.stop()


def test_running_without_blocking(name: str) -> None:
    p, y = crossing()

    async def both() -> list[Any]:
        values = [{p: [[float(each)]]} for each in range(5)]
        return await asyncio.gather(*(session.run_async([y, p], value) for value in values))

    with tf.Session(f"{name}://2") as session:
        found = asyncio.run(both())
    assert [[value.tolist() for value in each] for each in found] == [[[[n * n]], [[n]]] for n in map(float, range(5))]


def test_a_failure_without_blocking(name: str) -> None:
    p, y = crossing()
    with tf.Session(f"{name}://2") as session:
        with pytest.raises(tf.errors.InvalidArgumentError, match="MatMul node 'y'"):
            asyncio.run(session.run_async(y, {p: np.ones((2, 3))}))
        assert asyncio.run(session.run_async(y, {p: np.eye(1)})).tolist() == [[1.0]]


def test_many_workers(name: str) -> None:
    count = 16
    p = tf.placeholder(tf.float64, [], name="p")
    ends = []
    for task in range(count):
        with tf.device(f"/job:worker/task:{task}"):
            ends.append(tf.add(ends[-1] if ends else p, float(task), name=f"n{task}"))
    with tf.Session(f"{name}://{count}") as session:
        found = session.run([ends[-1], ends[3]], {p: 0.5})
    assert found == [sum(range(count)) + 0.5, 6.5]


def test_large_tensors(name: str) -> None:
    p, _ = crossing()
    with tf.device(TWO):
        turned = tf.transpose(p, [1, 0])
        total = tf.reduce_sum(p)
    value = np.arange(1_000_000, dtype=np.float64).reshape(1000, 1000)
    with tf.Session(f"{name}://2") as session:
        found, summed = session.run([turned, total], {p: value})
    np.testing.assert_array_equal(found, value.T)
    assert summed == value.sum()
    found[:] = 0
    assert value[0, 1] == 1.0


def test_strings_and_scalars_cross(name: str) -> None:
    with tf.device(ONE):
        words, word = tf.placeholder(tf.string, [2]), tf.placeholder(tf.string, [])
    with tf.device(TWO):
        out = [tf.identity(words), tf.add(word, "!"), tf.identity(tf.add(words, word))]
    with tf.Session(f"{name}://2") as session:
        found = session.run(out, {words: ["a", "한글"], word: "b"})
    assert [found[0].tolist(), found[1], found[2].tolist()] == [[b"a", "한글".encode()], b"b!", [b"ab", "한글b".encode()]]


def test_traces(name: str) -> None:
    p, y = crossing()
    records: list[RunRecord] = []
    with tf.Session(f"{name}://2") as session, observing(records.append):
        session.run(y, {p: np.eye(2)})
    (record,) = records
    assert [(t.tensor, t.sender, t.to, t.size_bytes) for t in record.transfers] == [("p:0", ONE, TWO, 32)]
    assert {(span.kind, span.device) for span in record.spans} == {("send", ONE), ("recv", TWO), ("compute", TWO)}
    assert all(0 <= span.start_s <= span.end_s for span in record.spans)


def test_small_tensors_share_a_message(name: str) -> None:
    """Scalars whose making takes less than a message would; what is heavy does not hold them up."""
    with tf.device(ONE):
        x = tf.placeholder(tf.float64, [], name="x")
        once, twice = tf.identity(x, name="once"), tf.add(x, x, name="twice")
        heavy = tf.matmul(tf.fill([300, 300], twice), tf.fill([300, 300], twice), name="heavy")
    with tf.device(TWO):
        y = tf.add_n([once, twice, heavy[0, 0]])
    records: list[RunRecord] = []
    with tf.Session(f"{name}://2", optimize=False) as session, observing(records.append):
        assert session.run(y, {x: 2.0}) == 2.0 + 4.0 + 300 * 16.0
    (record,) = records
    left_s = {span.node: span.start_s for span in record.spans if span.kind == "recv"}
    assert left_s["once:0"] == left_s["twice:0"] < left_s["heavy:0"]
    sends = [span for span in record.spans if span.kind == "send"]
    assert [span.node for span in sends] == ["once:0", "twice:0", "heavy:0"]
    assert all(one.end_s <= two.start_s for one, two in pairwise(sends))


# What a float64 of 1/3 is when it has crossed, and how many bytes three of them took.
NARROWER = [("bfloat16", 0.333984375, 6), ("float16", 0.333251953125, 6), (tf.float32, 0.3333333432674408, 12), (None, 1 / 3, 24)]


@pytest.mark.parametrize(("dtype", "value", "size_bytes"), NARROWER, ids=str)
def test_transfers_may_be_narrower(name: str, dtype: Any, value: float, size_bytes: int) -> None:
    with tf.device(ONE):
        p = tf.placeholder(tf.float64, [3], name="p")
        whole = tf.placeholder(tf.int64, [1], name="whole")
    with tf.device(TWO):
        y, unchanged = tf.identity(p), tf.identity(whole)
    with tf.device(ONE):
        here = tf.identity(p)
    records: list[RunRecord] = []
    with tf.Session(f"{name}://2", transfer_dtype=dtype) as session, observing(records.append):
        found = session.run([y, here, unchanged], {p: [1 / 3] * 3, whole: [2**40 + 1]})
    assert found[0].dtype == np.float64
    assert found[0].tolist() == [value] * 3
    assert found[1].tolist() == [1 / 3] * 3  # it never left its worker
    assert found[2].tolist() == [2**40 + 1]  # only floats are narrowed
    assert {t.tensor: t.size_bytes for t in records[0].transfers} == {"p:0": size_bytes, "whole:0": 8}


def test_values_are_described(name: str) -> None:
    p, y = crossing()
    records: list[RunRecord] = []
    with tf.Session(f"{name}://2") as session, observing(records.append):
        session.run(y, {p: np.eye(2)})
    with tf.Session(f"{name}://2") as session, observing(records.append, values="none"):
        session.run(y, {p: np.eye(2)})
    assert records[1].values == {}
    assert {tensor: value["rows"] for tensor, value in records[0].values.items()} == {
        "p:0": [[1.0, 0.0], [0.0, 1.0]], "y:0": [[1.0, 0.0], [0.0, 1.0]],
    }  # fmt: skip


def test_values_of_the_last_run_are_described_when_the_session_closes(name: str) -> None:
    p, y = crossing()
    records: list[RunRecord] = []
    with observing(records.append, values="last"):
        with tf.Session(f"{name}://2") as session:
            fed = np.eye(2)
            for _ in range(6):
                session.run(y, {p: fed})
                fed *= 2
            assert [record.values for record in records] == [{}] * 6
        assert [bool(record.values) for record in records] == [False] * 5 + [True]
    assert records[-1].values["p:0"]["rows"] == [[32.0, 0.0], [0.0, 32.0]]
    assert records[-1].values["y:0"]["rows"] == [[1024.0, 0.0], [0.0, 1024.0]]


def test_values_of_an_open_session_are_described_when_observing_ends(name: str) -> None:
    p, y = crossing()
    records: list[RunRecord] = []
    session = tf.Session(f"{name}://2")
    with observing(records.append, values="last"):
        session.run(y, {p: np.eye(2)})
    assert records[0].values["y:0"]["rows"] == [[1.0, 0.0], [0.0, 1.0]]
    session.close()


def test_a_session_that_was_let_go_has_no_values_and_hangs_nobody(name: str) -> None:
    p, y = crossing()
    records: list[RunRecord] = []
    with observing(records.append, values="last"):
        session = tf.Session(f"{name}://2")
        session.run(y, {p: np.eye(2)})
        session._stop_workers()
    assert "y:0" not in records[0].values
    session.close()


def test_values_without_blocking(name: str) -> None:
    p, y = crossing()
    records: list[RunRecord] = []
    with tf.Session(f"{name}://2") as session, observing(records.append, values="last"):
        asyncio.run(session.run_async(y, {p: np.eye(2)}))
        assert records[0].values == {} or "y:0" in records[0].values
    assert records[0].values["y:0"]["rows"] == [[1.0, 0.0], [0.0, 1.0]]


@pytest.mark.needs_threads
def test_a_worker_that_breaks_down_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    p, y = crossing()
    with tf.Session("threads://2") as session:
        assert session.run(y, {p: [[2.0]]}) == [[4.0]]
        with monkeypatch.context() as broken:
            broken.setattr("heureum.execution.worker.Worker._take", None)
            with pytest.raises(tf.errors.InternalError, match="/job:worker/task:1 broke down"):
                session.run(y, {p: [[3.0]]})
        assert session.run(y, {p: [[5.0]]}) == [[25.0]]


def test_inline_refuses_to_wait_for_what_can_t_come() -> None:
    transport = TRANSPORTS["inline"]()
    transport.start([ONE])
    transport.send(ONE, Deliver(1, {"c:0": 1.0}, TWO, 0.0))
    with pytest.raises(RuntimeError, match="Nothing is on its way"):
        transport.receive()
