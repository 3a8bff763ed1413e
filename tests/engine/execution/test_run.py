"""The client's half of a run, and the loop that drives it."""

from collections.abc import Callable
from itertools import count
from typing import Any

import pytest

from heureum.errors import InvalidArgumentError, UnknownError
from heureum.execution import (
    Abort,
    Begin,
    Describe,
    Described,
    Description,
    Done,
    Failed,
    Message,
    Observation,
    Ping,
    Pong,
    Register,
    Run,
    Span,
    drive,
)
from heureum.partition import Partition

ONE, TWO = "/job:worker/task:0", "/job:worker/task:1"
PARTS = {
    ONE: Partition(ONE, (), (), ("p:0",), ("p:0",)),
    TWO: Partition(TWO, (), (), (), ()),
}
SPAN = Span(ONE, "c", "Add", "compute", 0.0, 1.0)


def new_run(*registered: str, watched: Observation | None = None) -> Run:
    return Run(7, "step", PARTS, {"p:0": 1.0}, registered, watched)


def clock() -> Callable[[], float]:
    ticks = count(100)
    return lambda: float(next(ticks))


def test_a_partition_is_told_once_and_feeds_go_where_they_belong() -> None:
    begins = [(ONE, Begin(7, "step", {"p:0": 1.0})), (TWO, Begin(7, "step", {}))]
    assert new_run("step").outbox == begins
    told = [(device, Register("step", part)) for device, part in PARTS.items()]
    assert new_run().outbox == told + begins


def test_finished_when_all_are_done() -> None:
    run = new_run()
    assert run.handle(Done(7, TWO, {})) == []
    assert not run.finished
    assert run.handle(Done(7, ONE, {"p:0": 1.0}, (SPAN,))) == []
    assert run.finished
    assert (run.values, run.spans, run.error) == ({"p:0": 1.0}, [SPAN], None)


def test_an_observed_run_compares_unknown_clocks_before_it_begins() -> None:
    run = new_run("step", watched=Observation(clock(), frozenset({TWO})))
    assert run.outbox == [(TWO, Ping(7, 100.0))]
    assert run.handle(Pong(7, TWO, 100.0, 5.0)) == [(TWO, Ping(7, 102.0))]
    assert run.handle(Pong(7, TWO, 102.0, 7.0)) == [(TWO, Ping(7, 104.0))]
    assert run.handle(Pong(7, TWO, 104.0, 9.0)) == [(TWO, Ping(7, 106.0))]
    begins = [(ONE, Begin(7, "step", {"p:0": 1.0}, True)), (TWO, Begin(7, "step", {}, True))]
    assert run.handle(Pong(7, TWO, 106.0, 11.0)) == begins
    assert run.round_trips == {TWO: [(100.0, 5.0, 101.0), (102.0, 7.0, 103.0), (104.0, 9.0, 105.0), (106.0, 11.0, 107.0)]}
    assert run.started_s == 108.0


def test_values_are_described_after_the_end_was_measured() -> None:
    run = new_run("step", watched=Observation(clock(), describes_values=True))
    assert run.outbox == [(ONE, Begin(7, "step", {"p:0": 1.0}, True, True)), (TWO, Begin(7, "step", {}, True, True))]
    assert run.handle(Done(7, TWO, {}, (), 3.0)) == []
    assert run.handle(Done(7, ONE, {"p:0": 1.0}, (SPAN,), 4.0)) == [(ONE, Describe(7)), (TWO, Describe(7))]
    assert (run.started_s, run.ended_s, run.begun_s) == (100.0, 101.0, {TWO: 3.0, ONE: 4.0})
    assert not run.finished
    assert run.handle(Described(7, TWO, {}, 2)) == []
    assert run.handle(Described(7, ONE, {"c:0": {"kind": "number"}}, 1)) == []
    assert run.finished
    assert run.description is not None
    assert (run.description.summaries, run.description.left_out) == ({"c:0": {"kind": "number"}}, 3)


def test_values_may_be_kept_for_later() -> None:
    run = new_run("step", watched=Observation(clock(), keeps_values=True))
    assert run.outbox == [(ONE, Begin(7, "step", {"p:0": 1.0}, True, True)), (TWO, Begin(7, "step", {}, True, True))]
    assert run.handle(Done(7, TWO, {})) == []
    assert run.handle(Done(7, ONE, {"p:0": 1.0})) == []
    assert run.finished
    later = Description(7, PARTS)
    assert later.outbox == [(ONE, Describe(7)), (TWO, Describe(7))]
    assert later.handle(Described(6, ONE, {"late:0": {}})) == []
    assert later.handle(Described(7, ONE, {"c:0": {}})) == []
    assert not later.finished
    assert later.handle(Failed(None, TWO, "", 99, "gone")) == []
    assert (later.finished, later.summaries) == (True, {"c:0": {}})


LATE: list[Message] = [Done(6, ONE, {"p:0": 9.0}), Failed(6, ONE, "c", 3, "late"), Failed(8, ONE, "c", 3, "early")]


@pytest.mark.parametrize("message", LATE, ids=repr)
def test_answers_to_other_runs_are_ignored(message: Message) -> None:
    run = new_run()
    assert run.handle(message) == []
    assert (run.finished, run.values, run.error) == (False, {}, None)


def test_the_first_failure_aborts_every_device() -> None:
    run = new_run()
    assert run.handle(Failed(7, ONE, "c", InvalidArgumentError.error_code, "bad")) == [(ONE, Abort(7)), (TWO, Abort(7))]
    assert run.finished
    assert isinstance(run.error, InvalidArgumentError)
    assert (run.error.message, run.failed_node, run.worker_lost) == ("bad", "c", False)
    assert run.handle(Failed(7, TWO, "d", 13, "worse")) == []
    assert run.error.message == "bad"


def test_a_worker_that_broke_down_fails_whatever_runs() -> None:
    run = new_run()
    assert run.handle(Failed(None, TWO, "", 99, "gone")) == [(ONE, Abort(7)), (TWO, Abort(7))]
    assert isinstance(run.error, UnknownError)
    assert run.worker_lost


def test_nothing_to_do_is_done() -> None:
    assert Run(1, "step", {}, {}, ()).finished


class Scripted:
    """A transport that gives what it was told to, and remembers what it was given."""

    def __init__(self, *answers: Any) -> None:
        self.answers = list(answers)
        self.sent: list[tuple[str, Message]] = []

    def send(self, to: str, message: Message) -> None:
        self.sent.append((to, message))

    def receive(self) -> Message:
        answer = self.answers.pop(0)
        if isinstance(answer, BaseException):
            raise answer
        return answer


def test_an_interrupt_aborts_everywhere_and_is_raised_again() -> None:
    transport = Scripted(Done(7, ONE, {}), KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        drive(new_run("step"), transport)  # type: ignore[arg-type]  # it has all that drive uses
    assert transport.sent[-2:] == [(ONE, Abort(7)), (TWO, Abort(7))]


def test_driving_stops_at_the_last_answer() -> None:
    transport = Scripted(Done(6, ONE, {}), Done(7, ONE, {"p:0": 1.0}), Done(7, TWO, {}), Done(8, ONE, {}))
    run = new_run()
    drive(run, transport)  # type: ignore[arg-type]  # it has all that drive uses
    assert run.values == {"p:0": 1.0}
    assert len(transport.answers) == 1
