"""Queues between runs: several threads on one session, waiting without deadlock, and ends that everybody learns of."""

import threading
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import heureum as tf

pytestmark = pytest.mark.needs_threads
TARGETS = ["", "threads://2"]


def together(*work: Callable[[], None]) -> None:
    threads = [threading.Thread(target=each, daemon=True) for each in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert not any(thread.is_alive() for thread in threads), "somebody waits for ever"


@pytest.mark.parametrize("target", TARGETS)
def test_one_fills_and_three_take(target: str) -> None:
    queue = tf.FIFOQueue(3, tf.int32, shapes=[[]])
    x = tf.placeholder(tf.int32, [])
    put, take, close = queue.enqueue(x), queue.dequeue(), queue.close()
    got: list[int] = []
    with tf.Session(target) as session:

        def fill() -> None:
            for value in range(100):
                session.run(put, {x: value})
            session.run(close)

        def drain() -> None:
            try:
                while True:
                    got.append(int(session.run(take)))
            except tf.errors.OutOfRangeError:
                return

        together(fill, drain, drain, drain)
    assert sorted(got) == list(range(100))


@pytest.mark.parametrize("target", TARGETS)
def test_more_than_the_queue_holds_goes_piece_by_piece(target: str) -> None:
    queue = tf.FIFOQueue(2, tf.int32, shapes=[[]])
    put, take = queue.enqueue_many([np.arange(7, dtype=np.int32)]), queue.dequeue_many(7)
    found: list[Any] = []
    with tf.Session(target) as session:
        together(lambda: session.run(put), lambda: found.append(session.run(take)))
    assert found[0].tolist() == list(range(7))


@pytest.mark.parametrize("target", TARGETS)
def test_runs_side_by_side_get_their_own_answers(target: str) -> None:
    x = tf.placeholder(tf.float32, [])
    y = x * 2.0
    wrong: list[Any] = []
    with tf.Session(target) as session:

        def work(start: int) -> Callable[[], None]:
            def run() -> None:
                for value in range(start, start + 50):
                    if session.run(y, {x: value}) != 2.0 * value:
                        wrong.append(value)

            return run

        together(*(work(100 * each) for each in range(4)))
    assert not wrong


@pytest.mark.parametrize("target", TARGETS)
def test_closing_with_cancel_lets_a_waiting_enqueue_go(target: str) -> None:
    queue = tf.FIFOQueue(1, tf.int32, shapes=[[]])
    put, cancel, size = queue.enqueue(1), queue.close(cancel_pending_enqueues=True), queue.size()
    ended: list[str] = []
    with tf.Session(target) as session:
        session.run(put)

        def fill() -> None:
            try:
                session.run(put)
            except tf.errors.CancelledError:
                ended.append("cancelled")

        def stop() -> None:
            session.run(size)
            session.run(cancel)

        together(fill, stop)
    assert ended == ["cancelled"]


def test_closing_the_session_lets_everybody_go() -> None:
    queue = tf.FIFOQueue(1, tf.int32, shapes=[[]])
    take = queue.dequeue()
    session = tf.Session()
    ended: list[str] = []

    def drain() -> None:
        try:
            session.run(take)
        except (tf.errors.CancelledError, RuntimeError):
            ended.append("let go")

    together(drain, session.close)
    assert ended == ["let go"]


def test_where_nobody_else_runs_waiting_is_refused() -> None:
    take = tf.FIFOQueue(1, tf.int32, shapes=[[]]).dequeue()
    with tf.Session("inline://1") as session, pytest.raises(RuntimeError, match="wait for a queue"):
        session.run(take)


def test_a_coordinator_raises_what_stopped_it() -> None:
    coordinator = tf.train.Coordinator()

    def fail() -> None:
        with coordinator.stop_on_exception():
            raise ValueError("no")

    thread = threading.Thread(target=fail)
    thread.start()
    with pytest.raises(ValueError, match="no"):
        coordinator.join([thread])
    assert coordinator.should_stop()
    assert coordinator.joined


def test_a_queue_runner_stops_when_told() -> None:
    queue = tf.RandomShuffleQueue(8, 2, tf.float32, shapes=[[]], seed=1)
    tf.train.add_queue_runner(tf.train.QueueRunner(queue, [queue.enqueue(tf.constant(1.0))] * 2))
    take = queue.dequeue_many(4)
    with tf.Session() as session:
        coordinator = tf.train.Coordinator()
        threads = tf.train.start_queue_runners(session, coordinator)
        assert session.run(take).tolist() == [1.0] * 4
        coordinator.request_stop()
        coordinator.join(threads, stop_grace_period_secs=20)
        assert not any(thread.is_alive() for thread in threads)
