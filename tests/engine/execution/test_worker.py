"""A worker driven by hand: messages in, messages out."""

from collections.abc import Sequence
from itertools import count
from typing import Any

import numpy as np
import pytest

from heureum.errors import InternalError, InvalidArgumentError
from heureum.execution import (
    CLIENT,
    Abort,
    Begin,
    Deliver,
    Describe,
    Described,
    Done,
    Failed,
    Message,
    News,
    Ping,
    Pong,
    Register,
    Worker,
    recorder,
)
from heureum.graph import NodeDef
from heureum.partition import Partition, Receive, Send

ME, PEER = "/job:worker/task:0", "/job:worker/task:1"


def neg(name: str, source: str) -> NodeDef:
    return NodeDef(name, "Neg", (f"{source}:0",))


def add(name: str, *sources: str) -> NodeDef:
    return NodeDef(name, "Add", tuple(f"{source}:0" for source in sources))


def worker_with(
    *items: NodeDef | Send, receives: Sequence[str] = (), feeds: Sequence[str] = (), fetches: Sequence[str] = ()
) -> Worker:
    ticks = count()
    worker = Worker(ME, lambda: float(next(ticks)))
    part = Partition(ME, tuple(Receive(each, PEER) for each in receives), items, tuple(feeds), tuple(fetches))
    assert list(worker.handle(Register("step", part))) == []
    return worker


def told(worker: Worker, *messages: Message) -> list[tuple[str, Message]]:
    return [answer for message in messages for answer in worker.handle(message)]


def tensor(run_id: int, key: str, value: Any) -> Deliver:
    return Deliver(run_id, {key: value}, PEER, 0.0)


def done(run_id: int, **values: Any) -> tuple[str, Done]:
    return CLIENT, Done(run_id, ME, {f"{name}:0": value for name, value in values.items()})


def test_a_run_without_peers() -> None:
    worker = worker_with(neg("b", "p"), feeds=["p:0"], fetches=["b:0"])
    assert told(worker, Begin(1, "step", {"p:0": np.float32(2)})) == [done(1, b=-2.0)]
    assert told(worker, Begin(2, "step", {"p:0": np.float32(3)})) == [done(2, b=-3.0)]


def test_sends_leave_before_what_does_not_need_them() -> None:
    """The receiver of `c` is told before `d` is computed: handing over happens while the generator is suspended."""
    items = [neg("c", "p"), Send("c:0", PEER), NodeDef("d", "MatMul", ("p:0", "p:0"))]
    worker = worker_with(*items, feeds=["p:0"], fetches=["d:0"])
    answers = worker.handle(Begin(1, "step", {"p:0": np.ones((2, 3), np.float32)}))
    to, message = next(answers)
    assert to == PEER
    assert isinstance(message, Deliver)
    assert (list(message.values), message.sender) == (["c:0"], ME)
    # Only now is `d` computed, which fails.
    assert [type(message) for _, message in answers] == [Failed]


def test_tensors_share_a_message() -> None:
    """What is computed before any of them leaves goes in one; both ends note each tensor, in times that do not overlap."""
    worker = worker_with(neg("b", "p"), neg("c", "b"), Send("b:0", PEER), Send("c:0", PEER), neg("d", "p"), feeds=["p:0"])
    (to, message), (_, over) = told(worker, Begin(1, "step", {"p:0": np.float32(2)}, traced=True))
    assert (to, message) == (PEER, Deliver(1, {"b:0": np.float32(-2), "c:0": np.float32(2)}, ME, message.sent_s))
    assert isinstance(over, Done)
    spans = [span for span in over.spans if span.kind == "send"]
    assert [span.node for span in spans] == ["b:0", "c:0"]
    assert message.sent_s == spans[0].start_s < spans[0].end_s <= spans[1].start_s < spans[1].end_s
    peer = worker_with(add("e", "b", "c"), receives=["b:0", "c:0"], fetches=["e:0"])
    ((_, over),) = told(peer, Begin(1, "step", traced=True), message)
    assert isinstance(over, Done)
    assert over.values == {"e:0": 0.0}
    assert [span.node for span in over.spans if span.kind == "recv"] == ["b:0", "c:0"]


def test_a_run_goes_on_when_its_tensors_arrive() -> None:
    worker = worker_with(neg("b", "r"), add("c", "b", "s"), receives=["r:0", "s:0"], fetches=["c:0"])
    assert told(worker, Begin(1, "step")) == []
    assert told(worker, tensor(1, "s:0", 10.0)) == []
    assert told(worker, tensor(1, "r:0", 4.0)) == [done(1, c=6.0)]


def test_a_tensor_may_arrive_before_its_run() -> None:
    worker = worker_with(add("c", "r", "s"), receives=["r:0", "s:0"], fetches=["c:0"])
    assert told(worker, tensor(1, "r:0", 1.0), tensor(2, "r:0", 5.0), tensor(2, "s:0", 6.0)) == []
    assert told(worker, Begin(2, "step")) == [done(2, c=11.0)]
    assert told(worker, Begin(1, "step"), tensor(1, "s:0", 2.0)) == [done(1, c=3.0)]


def test_two_runs_at_a_time() -> None:
    worker = worker_with(neg("b", "r"), receives=["r:0"], fetches=["b:0"])
    assert told(worker, Begin(1, "step"), Begin(2, "step")) == []
    assert told(worker, tensor(2, "r:0", 2.0), tensor(1, "r:0", 1.0)) == [done(2, b=-2.0), done(1, b=-1.0)]


def test_a_control_signal_has_no_value() -> None:
    worker = worker_with(NodeDef("b", "Neg", ("p:0", "^r")), receives=["^r"], feeds=["p:0"], fetches=["b:0"])
    assert told(worker, Begin(1, "step", {"p:0": 1.0})) == []
    assert told(worker, tensor(1, "^r", None)) == [done(1, b=-1.0)]


def test_an_unused_receive_is_waited_for() -> None:
    """A run is over when nothing of it is on its way any more."""
    worker = worker_with(receives=["r:0"], fetches=["r:0"])
    assert told(worker, Begin(1, "step")) == []
    assert told(worker, tensor(1, "r:0", 3.0)) == [done(1, r=3.0)]


def test_a_failure_is_told_and_the_run_forgotten() -> None:
    worker = worker_with(NodeDef("m", "MatMul", ("r:0", "r:0")), neg("b", "s"), receives=["r:0", "s:0"], fetches=["b:0"])
    told(worker, Begin(1, "step"))
    ((to, failed),) = told(worker, tensor(1, "r:0", np.ones((2, 3), np.float32)))
    assert to == CLIENT
    assert isinstance(failed, Failed)
    assert (failed.run_id, failed.device, failed.node, failed.error_code) == (1, ME, "m", InvalidArgumentError.error_code)
    assert "MatMul node 'm'" in failed.message
    assert told(worker, tensor(1, "s:0", 1.0), Abort(1)) == []
    # The next run is not harmed.
    assert told(worker, Begin(2, "step"), tensor(2, "r:0", np.eye(2)), tensor(2, "s:0", 1.0)) == [done(2, b=-1.0)]


def test_an_aborted_run_is_forgotten() -> None:
    worker = worker_with(neg("b", "r"), receives=["r:0"], fetches=["b:0"])
    assert told(worker, Begin(1, "step"), Abort(1), tensor(1, "r:0", 1.0)) == []
    assert told(worker, tensor(2, "r:0", 1.0), Abort(2), tensor(2, "r:0", 1.0)) == []
    assert told(worker, Begin(3, "step"), tensor(3, "r:0", 1.0)) == [done(3, b=-1.0)]


def test_an_abort_before_the_run_begins_is_kept_in_mind() -> None:
    """Between any two ends order is kept, so a Begin after its Abort can only be a new message with an old number."""
    worker = worker_with(neg("b", "r"), receives=["r:0"], fetches=["b:0"])
    assert told(worker, Abort(1), tensor(1, "r:0", 1.0)) == []


WRONG: list[tuple[list[Message], str]] = [
    ([Begin(1, "nothing")], "was never given the partition 'nothing'"),
    ([Begin(1, "step"), tensor(1, "z:0", 1.0)], "got 'z:0' twice or without need"),
    ([Begin(1, "step"), tensor(1, "r:0", 1.0), tensor(1, "r:0", 1.0)], "got 'r:0' twice or without need"),
]


@pytest.mark.parametrize(("messages", "text"), WRONG, ids=[row[1] for row in WRONG])
def test_what_should_never_come(messages: list[Message], text: str) -> None:
    worker = worker_with(add("c", "r", "s"), receives=["r:0", "s:0"], fetches=["c:0"])
    ((to, failed),) = told(worker, *messages)
    assert to == CLIENT
    assert isinstance(failed, Failed)
    assert failed.error_code == InternalError.error_code
    assert text in failed.message


def test_spans_of_a_traced_run() -> None:
    worker = worker_with(neg("b", "r"), Send("b:0", PEER), receives=["r:0"], fetches=["b:0"])
    value = np.ones((2, 3), np.float32)
    answers = told(worker, Begin(1, "step", traced=True), Deliver(1, {"r:0": value}, PEER, -1.0))
    message = answers[-1][1]
    assert isinstance(message, Done)
    assert [(s.kind, s.node, s.peer, s.size_bytes) for s in message.spans] == [
        ("recv", "r:0", PEER, 24),
        ("compute", "b", None, 24),
        ("send", "b:0", PEER, 24),
    ]
    assert message.spans[0].start_s == -1.0
    assert (message.spans[0].dtype, message.spans[0].shape) == ("float32", (2, 3))
    assert all(span.start_s <= span.end_s and span.device == ME for span in message.spans)


def test_values_are_described_when_asked_after_the_run() -> None:
    worker = worker_with(neg("b", "r"), receives=["r:0"], fetches=["b:0"])
    told(worker, Begin(1, "step", traced=True, described=True), tensor(1, "r:0", np.ones((2, 3), np.float32)))
    ((to, message),) = told(worker, Describe(1))
    assert to == CLIENT
    assert isinstance(message, Described)
    assert message.summaries["b:0"]["rows"] == [[-1.0, -1.0, -1.0], [-1.0, -1.0, -1.0]]
    assert told(worker, Describe(1)) == [(CLIENT, Described(1, ME, {}))]


def test_values_of_an_aborted_run_are_forgotten() -> None:
    worker = worker_with(neg("b", "r"), receives=["r:0"], fetches=["b:0"])
    told(worker, Begin(1, "step", traced=True, described=True), tensor(1, "r:0", 1.0), Abort(1))
    assert told(worker, Describe(1)) == [(CLIENT, Described(1, ME, {}))]


def test_only_the_latest_runs_are_kept() -> None:
    worker = worker_with(neg("b", "r"), receives=["r:0"], fetches=["b:0"])
    for run_id in range(1, 7):
        told(worker, Begin(run_id, "step", traced=True, described=True), tensor(run_id, "r:0", 1.0))
    kept = [bool(answer.summaries) for run_id in range(1, 7) for _, answer in told(worker, Describe(run_id))]  # type: ignore[union-attr]
    assert kept == [False, False, True, True, True, True]


def test_a_clock_is_read_when_asked() -> None:
    worker = worker_with()
    assert told(worker, Ping(1, -3.0), Ping(1, -2.0)) == [(CLIENT, Pong(1, ME, -3.0, 0.0)), (CLIENT, Pong(1, ME, -2.0, 1.0))]


@pytest.mark.parametrize(("wire_dtype", "size_bytes"), [("bfloat16", 12), ("float16", 12), ("float32", 24)])
def test_floats_cross_in_fewer_bits_when_the_partition_says_so(wire_dtype: str, size_bytes: int) -> None:
    ticks = count()
    sender, receiver = (Worker(device, lambda: float(next(ticks))) for device in (ME, PEER))
    sends = Partition(ME, (), (neg("b", "p"), Send("b:0", PEER, wire_dtype)), ("p:0",), ())
    takes = Partition(PEER, (Receive("b:0", ME, wire_dtype, "float64"),), (neg("c", "b"),), (), ("c:0",))
    told(sender, Register("step", sends))
    told(receiver, Register("step", takes), Begin(1, "step", traced=True))
    value = np.array([[1.0, 2.5, -3.0], [0.1, 1e-3, 100.0]])
    crossing, (_, sent) = told(sender, Begin(1, "step", {"p:0": value}, traced=True))
    ((_, arrived),) = told(receiver, crossing[1])
    assert isinstance(sent, Done)
    assert isinstance(arrived, Done)
    assert arrived.values["c:0"].dtype == np.float64
    np.testing.assert_allclose(arrived.values["c:0"], value, rtol=2**-8)
    for spans in (sent.spans, arrived.spans):
        assert [(s.dtype, s.size_bytes, s.shape) for s in spans if s.kind != "compute"] == [(wire_dtype, size_bytes, (2, 3))]


def test_an_untraced_run_has_no_spans() -> None:
    worker = worker_with(neg("b", "p"), feeds=["p:0"], fetches=["b:0"])
    ((_, message),) = told(worker, Begin(1, "step", {"p:0": 1.0}))
    assert isinstance(message, Done)
    assert message.spans == ()


def test_division_by_zero_gives_inf_without_a_warning() -> None:
    worker = worker_with(NodeDef("d", "RealDiv", ("p:0", "q:0")), feeds=["p:0", "q:0"], fetches=["d:0"])
    ((_, message),) = told(worker, Begin(1, "step", {"p:0": np.ones(2), "q:0": np.zeros(2)}))
    assert isinstance(message, Done)
    assert np.isinf(message.values["d:0"]).all()


def test_a_run_that_is_watched_is_told_while_it_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it is always time to tell, everything is told before the next node begins, and nothing twice."""
    monkeypatch.setattr(recorder, "_NEWS_SHARE", 0.0)
    monkeypatch.setattr(recorder, "_NEWS_TAKES_S", 10.0)
    worker = worker_with(neg("b", "p"), neg("c", "b"), add("d", "c", "r"), receives=["r:0"], feeds=["p:0"], fetches=["d:0"])
    watched = Begin(1, "step", {"p:0": np.float32(2)}, traced=True, described=True, tells=True)
    first, second = (message for _, message in told(worker, watched))
    assert isinstance(first, News)
    assert isinstance(second, News)
    assert [(first.running, first.spans), (second.running, [span.node for span in second.spans])] == [("b", ()), ("c", ["b"])]
    assert second.summaries["b:0"]["value"] == -2.0
    assert worker.has_news  # of c: the worker waits for r
    ((to, third),) = worker.tell()
    assert to == CLIENT
    assert isinstance(third, News)
    assert ([span.node for span in third.spans], third.running, list(third.summaries)) == (["c"], "", ["c:0"])
    assert not worker.has_news
    assert list(worker.tell()) == []
    *_, (_, over) = told(worker, tensor(1, "r:0", np.float32(1)))
    assert isinstance(over, Done)
    assert [span.node for span in over.spans if span.kind == "compute"] == ["b", "c", "d"]
    # Its part is over, the run may go on elsewhere.
    ((_, last),) = worker.tell()
    assert isinstance(last, News)
    assert [span.node for span in last.spans] == ["d"]
    ((_, described),) = told(worker, Describe(1))
    assert isinstance(described, Described)
    assert set(described.summaries) == {"b:0", "c:0", "d:0"}


def test_nobody_is_told_unasked() -> None:
    worker = worker_with(neg("b", "p"), neg("c", "b"), receives=["r:0"], feeds=["p:0"], fetches=["c:0"])
    assert told(worker, Begin(1, "step", {"p:0": np.float32(2)}, traced=True, described=True)) == []
    assert not worker.has_news
