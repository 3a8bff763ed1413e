"""QueueRunner: threads that keep a queue filled.

Takes a queue and the operations that enqueue; gives threads that run these until the queue is closed or all shall stop.
Law: the thread that ends last closes the queue, so that whoever takes from it learns of the end.
Source: tf.train.QueueRunner, tf.train.add_queue_runner, tf.train.start_queue_runners.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

from ..errors import CancelledError, OutOfRangeError
from ..graph import GraphKeys, Operation, get_default_graph
from ..queues import QueueBase
from ..session import Session, get_default_session
from .coordinator import Coordinator

__all__ = ["QueueRunner", "add_queue_runner", "start_queue_runners"]


class QueueRunner:
    """A queue and one thread for each of `enqueue_ops`.

    `close_op` and `cancel_op` close the queue, unless told its own. `queue_closed_exception_types` are what an
    enqueue raises at the end of its input. Source: tf.train.QueueRunner.
    """

    def __init__(
        self,
        queue: QueueBase,
        enqueue_ops: Sequence[Any],
        close_op: Operation | None = None,
        cancel_op: Operation | None = None,
        queue_closed_exception_types: tuple[type[BaseException], ...] | None = None,
    ) -> None:
        if not enqueue_ops:
            raise ValueError("Must provide queue and enqueue_ops.")
        self._queue = queue
        self._enqueue_ops = list(enqueue_ops)
        self._close_op = queue.close() if close_op is None else close_op
        self._cancel_op = queue.close(cancel_pending_enqueues=True) if cancel_op is None else cancel_op
        self._closed_types = queue_closed_exception_types or (OutOfRangeError, CancelledError)
        self._lock = threading.Lock()
        self._runs_left: dict[int, int] = {}
        self._exceptions_raised: list[BaseException] = []

    @property
    def queue(self) -> QueueBase:
        """The queue."""
        return self._queue

    @property
    def name(self) -> str:
        """The name of the queue."""
        return self._queue.name

    @property
    def enqueue_ops(self) -> list[Any]:
        """What the threads run."""
        return self._enqueue_ops

    @property
    def close_op(self) -> Operation:
        """What closes the queue at the end of the input."""
        return self._close_op

    @property
    def cancel_op(self) -> Operation:
        """What closes the queue when all shall stop."""
        return self._cancel_op

    @property
    def queue_closed_exception_types(self) -> tuple[type[BaseException], ...]:
        """What an enqueue raises at the end of its input."""
        return self._closed_types

    @property
    def exceptions_raised(self) -> list[BaseException]:
        """What threads without a Coordinator have raised."""
        return self._exceptions_raised

    def create_threads(
        self, sess: Session, coord: Coordinator | None = None, daemon: bool = False, start: bool = False
    ) -> list[threading.Thread]:
        """The threads, in this session; none when they run there already. `coord` tells them when to stop."""
        with self._lock:
            if self._runs_left.get(id(sess), 0) > 0:
                return []
            self._runs_left[id(sess)] = len(self._enqueue_ops)
        work: list[tuple[Any, tuple[Any, ...]]] = [(self._run, (sess, op, coord)) for op in self._enqueue_ops]
        if coord is not None:
            work.append((self._close_on_stop, (sess, coord)))
        threads = [
            threading.Thread(target=target, args=args, name=f"QueueRunnerThread-{self.name}-{index}", daemon=daemon)
            for index, (target, args) in enumerate(work)
        ]
        for thread in threads:
            if coord is not None:
                coord.register_thread(thread)
            if start:
                thread.start()
        return threads

    def _run(self, sess: Session, enqueue_op: Any, coord: Coordinator | None) -> None:
        try:
            while coord is None or not coord.should_stop():
                sess.run(enqueue_op)
        except self._closed_types:
            self._ended(sess, closes=True)
        except Exception as reason:
            self._ended(sess, closes=False)
            if coord is None:
                self._exceptions_raised.append(reason)
                raise
            coord.request_stop(reason)
        else:
            self._ended(sess, closes=False)

    def _ended(self, sess: Session, *, closes: bool) -> None:
        with self._lock:
            self._runs_left[id(sess)] -= 1
            is_last = self._runs_left[id(sess)] == 0
        if closes and is_last:
            _try(sess, self._close_op)

    def _close_on_stop(self, sess: Session, coord: Coordinator) -> None:
        coord.wait_for_stop()
        _try(sess, self._cancel_op)


def _try(sess: Session, operation: Operation) -> None:
    """Run what ends the work; a session that is closed already has ended it."""
    try:
        sess.run(operation)
    except (RuntimeError, CancelledError):
        return


def add_queue_runner(qr: QueueRunner, collection: str = GraphKeys.QUEUE_RUNNERS) -> None:
    """Have `start_queue_runners` start this one too. Source: tf.train.add_queue_runner."""
    get_default_graph().add_to_collection(collection, qr)


def start_queue_runners(
    sess: Session | None = None,
    coord: Coordinator | None = None,
    daemon: bool = True,
    start: bool = True,
    collection: str = GraphKeys.QUEUE_RUNNERS,
) -> list[threading.Thread]:
    """Start the threads of all queue runners of the session's graph, and give them.

    Raises ValueError without a session, RuntimeError where there are no threads. Source: tf.train.start_queue_runners.
    """
    session = get_default_session() if sess is None else sess
    if session is None:
        raise ValueError("Cannot start queue runners: No default session is registered. Use `with sess:` or pass sess=")
    runners: list[QueueRunner] = session.graph.get_collection(collection)
    return [thread for runner in runners for thread in runner.create_threads(session, coord=coord, daemon=daemon, start=start)]
