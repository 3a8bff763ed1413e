"""Clocks of several workers on one axis: exact laws over generated skews, and engines whose clocks really differ."""

import time
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import heureum as tf
from heureum.execution import Span, Worker
from heureum.trace import Clock, RunRecord, compare_clock, observing
from heureum.trace.clocks import aligned
from heureum.transports import TRANSPORTS, InlineTransport, ThreadsTransport

ONE, TWO = "/job:worker/task:0", "/job:worker/task:1"

ROUND_TRIPS: list[tuple[list[tuple[float, float, float]], Clock]] = [
    ([], Clock(0.0, 0.0)),
    ([(0.0, 1.0, 2.0)], Clock(0.0, 1.0)),  # nothing contradicts that they are one clock
    ([(0.0, 11.0, 2.0)], Clock(10.0, 1.0)),
    ([(0.0, 11.0, 2.0), (5.0, 15.0, 5.5)], Clock(9.75, 0.25)),  # the quickest says most
    ([(0.0, -99.0, 2.0)], Clock(-100.0, 1.0)),
    ([(0.0, 510.0, 500.0), (600.0, 611.0, 602.0)], Clock(10.5, 0.5)),  # the first waited for the worker to start
]


@pytest.mark.parametrize(("trips", "wanted"), ROUND_TRIPS, ids=str)
def test_what_round_trips_say(trips: list[tuple[float, float, float]], wanted: Clock) -> None:
    assert compare_clock(trips) == wanted


DELAYS = st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), min_size=1, max_size=6)


@given(st.integers(-(10**6), 10**6), DELAYS)
def test_the_true_offset_is_within_the_error(skew: int, delays: list[tuple[int, int]]) -> None:
    trips, now = [], 0
    for there, back in delays:
        trips.append((now, now + there + skew, now + there + back))
        now += there + back
    found = compare_clock(trips)
    if found.offset_s:
        assert abs(found.offset_s - skew) <= found.error_s
    else:
        assert abs(skew) <= 2 * found.error_s
    assert found.error_s <= min(there + back for there, back in delays) / 2


@given(
    st.lists(st.integers(-1000, 1000), min_size=2, max_size=4), st.lists(st.tuples(*[st.integers(0, 3)] * 2, st.integers(0, 50)))
)
def test_nothing_arrives_before_it_was_sent(skews: list[int], hops: list[tuple[int, int, int]]) -> None:
    """Even when no round trip was made at all, the hand-offs among the workers put their clocks into order."""
    devices = [f"d{index}" for index in range(len(skews))]
    spans, now = [], 0
    for sender, to, delay in hops:
        a, b = sender % len(devices), to % len(devices)
        if a != b:
            spans.append(Span(devices[b], "t", "_Recv", "recv", now + skews[a], now + delay + skews[b], 0, devices[a]))
            spans.append(Span(devices[a], "t", "_Send", "send", now + skews[a], now + skews[a], 0, devices[b]))
            now += delay
    corrected, _ = aligned(spans, {})
    sends = {id(before): after for before, after in zip(spans, corrected, strict=True)}
    for recv, send in zip(spans[::2], spans[1::2], strict=True):
        assert sends[id(recv)].start_s == pytest.approx(sends[id(send)].start_s)
        assert sends[id(recv)].start_s <= sends[id(recv)].end_s


def skewed(transport: type, skews: Sequence[float]) -> type:
    """The same transport, on workers whose clocks are ahead or behind."""

    class Skewed(transport):  # type: ignore[misc]  # a class that is known only here
        def start(self, devices: Sequence[str]) -> None:
            ahead_s = dict(zip(devices, skews, strict=True))

            def worker(device: str, now: Any) -> Worker:
                return Worker(device, lambda: now() + ahead_s[device])

            with pytest.MonkeyPatch.context() as patched:
                patched.setattr(f"{transport.__module__}.Worker", worker)
                super().start(devices)

    return Skewed


@pytest.mark.needs_threads
@pytest.mark.parametrize("transport", [InlineTransport, ThreadsTransport], ids=lambda each: each.__name__)
def test_a_run_of_workers_whose_clocks_differ(transport: type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(TRANSPORTS, "threads", skewed(transport, [+7.0, -4000.0]))
    p = tf.placeholder(tf.float64, [64, 64], name="p")
    with tf.device(ONE):
        a = tf.matmul(p, p, name="a")
    with tf.device(TWO):
        b = tf.matmul(a, a, name="b")
    with tf.device(ONE):
        c = tf.matmul(b, b, name="c")
    records: list[RunRecord] = []
    with tf.Session("threads://2") as session, observing(records.append):
        before_s = time.perf_counter()
        for _ in range(2):
            session.run(c, {p: [[0.1] * 64] * 64})
        passed_s = time.perf_counter() - before_s
    for record in records:
        assert record.clocks[ONE].offset_s == pytest.approx(7.0, abs=record.clocks[ONE].error_s + 1e-6)
        assert record.clocks[TWO].offset_s == pytest.approx(-4000.0, abs=record.clocks[TWO].error_s + 1e-6)
        assert record.elapsed_s <= passed_s
        at = {span.node: span for span in record.spans if span.kind == "compute"}
        assert at["a"].end_s <= at["b"].start_s <= at["b"].end_s <= at["c"].start_s <= record.elapsed_s
        assert [span.start_s <= span.end_s for span in record.spans] == [True] * len(record.spans)


def test_clocks_that_are_one_are_left_alone() -> None:
    with tf.device(TWO):
        y = tf.negative(tf.constant([1.0, 2.0]))
    records: list[RunRecord] = []
    with tf.Session("inline://2") as session, observing(records.append):
        session.run(y)
    assert {clock.offset_s for clock in records[0].clocks.values()} == {0.0}
