"""Supervisor: the way of TensorFlow's first years to start, save and end a training session.

Takes a graph and a folder; gives a session that was initialised or restored, and saves while it runs.
Law: what it needs of the graph is made by its constructor, which finishes the graph.
Source: tf.train.Supervisor.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ..graph import GraphKeys, get_default_graph
from ..session import Session
from ..summary import FileWriter, merge_all
from .coordinator import Coordinator, LooperThread
from .global_step import get_global_step
from .monitored import ChiefSessionCreator, Scaffold
from .queue_runner import start_queue_runners

__all__ = ["Supervisor"]

_DEFAULT = 0


class Supervisor:
    """Starts, saves and ends a session: `with sv.managed_session() as sess: while not sv.should_stop(): ...`.

    Into `logdir` it saves every `save_model_secs` and summarises every `save_summaries_secs`. `is_chief`,
    `recovery_wait_secs`, `session_manager` and `local_init_run_options` are accepted. Source: tf.train.Supervisor.
    """

    USE_DEFAULT = _DEFAULT

    def __init__(
        self,
        graph: Any = None,
        ready_op: Any = _DEFAULT,
        ready_for_local_init_op: Any = _DEFAULT,
        is_chief: bool = True,
        init_op: Any = _DEFAULT,
        init_feed_dict: Any = None,
        local_init_op: Any = _DEFAULT,
        logdir: str | None = None,
        summary_op: Any = _DEFAULT,
        saver: Any = _DEFAULT,
        global_step: Any = _DEFAULT,
        save_summaries_secs: float = 120,
        save_model_secs: float = 600,
        recovery_wait_secs: float = 30,
        stop_grace_secs: float = 120,
        checkpoint_basename: str = "model.ckpt",
        session_manager: Any = None,
        summary_writer: Any = _DEFAULT,
        init_fn: Any = None,
        local_init_run_options: Any = None,
    ) -> None:
        def given(value: Any) -> Any:
            return None if value is _DEFAULT else value

        self._graph = get_default_graph() if graph is None else graph
        self._coordinator = Coordinator()
        self._logdir = logdir
        self._path = os.path.join(logdir, checkpoint_basename) if logdir else None
        self._summaries_s, self._model_s, self._grace_s = save_summaries_secs, save_model_secs, stop_grace_secs
        with self._graph.as_default():
            self._summary_op = merge_all() if summary_op is _DEFAULT else summary_op
            self._global_step = get_global_step(self._graph) if global_step is _DEFAULT else global_step
            scaffold = Scaffold(
                given(init_op), init_feed_dict, None if init_fn is None else lambda _, session: init_fn(session), given(ready_op),
                given(ready_for_local_init_op), given(local_init_op), self._summary_op, given(saver),
            )  # fmt: skip
            self._scaffold = scaffold.finalize()
        self._writer = summary_writer
        if summary_writer is _DEFAULT:
            self._writer = FileWriter(logdir) if logdir else None

    @property
    def is_chief(self) -> bool:
        """True: there is nobody else."""
        return True

    @property
    def coord(self) -> Coordinator:
        """Its Coordinator."""
        return self._coordinator

    @property
    def saver(self) -> Any:
        """Its Saver."""
        return self._scaffold.saver

    @property
    def summary_writer(self) -> Any:
        """Where summaries go, or None."""
        return self._writer

    @property
    def summary_op(self) -> Any:
        """What is summarised."""
        return self._summary_op

    @property
    def global_step(self) -> Any:
        """The counter, or None."""
        return self._global_step

    @property
    def save_path(self) -> str | None:
        """Where it saves."""
        return self._path

    def should_stop(self) -> bool:
        """Whether somebody asked to stop."""
        return self._coordinator.should_stop()

    def request_stop(self, ex: Any = None) -> None:
        """Ask all to stop."""
        self._coordinator.request_stop(ex)

    def wait_for_stop(self) -> None:
        """Wait until somebody asks to stop."""
        self._coordinator.wait_for_stop()

    def summary_computed(self, sess: Any, summary: Any, global_step: Any = None) -> None:
        """Write a summary. Raises RuntimeError without a writer."""
        if self._writer is None:
            raise RuntimeError("Writing a summary requires a summary writer.")
        if global_step is None and self._global_step is not None:
            global_step = int(sess.run(self._global_step))
        self._writer.add_summary(summary, global_step)

    def prepare_or_wait_for_session(
        self, master: str = "", config: Any = None, wait_for_checkpoint: bool = False, max_wait_secs: float = 7200,
        start_standard_services: bool = True,
    ) -> Session:  # fmt: skip
        """A session that was restored from `logdir` or initialised, with its queues filled."""
        self._coordinator.clear_stop()
        with self._graph.as_default():
            creator = ChiefSessionCreator(self._scaffold, master, config, self._logdir)
            session = creator.create_session()
        if start_standard_services:
            self.start_standard_services(session)
        self.start_queue_runners(session)
        return session

    def start_standard_services(self, sess: Any) -> list[Any]:
        """Threads that save and summarise now and then; none without a folder, or where there are no threads."""
        if not self._logdir or sys.platform == "emscripten":
            return []
        found = []
        if self._summary_op is not None and self._summaries_s:
            found.append(self.loop(self._summaries_s, self._summarise, (sess,)))
        if self._model_s:
            found.append(self.loop(self._model_s, self._save, (sess,)))
        return found

    def _summarise(self, sess: Any) -> None:
        self.summary_computed(sess, sess.run(self._summary_op))

    def _save(self, sess: Any) -> None:
        self.saver.save(sess, self._path, global_step=self._global_step)

    def start_queue_runners(self, sess: Any, queue_runners: Any = None) -> list[Any]:
        """The threads of the queue runners of the graph, or of `queue_runners`, started."""
        if queue_runners is not None:
            return [
                t for each in queue_runners for t in each.create_threads(sess, coord=self._coordinator, daemon=True, start=True)
            ]
        if not self._graph.get_collection(GraphKeys.QUEUE_RUNNERS):
            return []
        return start_queue_runners(sess, self._coordinator)

    def loop(self, timer_interval_secs: float | None, target: Any, args: Any = None, kwargs: Any = None) -> LooperThread:
        """A thread that calls `target` every so many seconds until all shall stop."""
        looper = LooperThread(self._coordinator, timer_interval_secs, target=target, args=args, kwargs=kwargs)
        looper.start()
        return looper

    def stop(self, threads: Any = None, close_summary_writer: bool = True, ignore_live_threads: bool = False) -> None:
        """Ask all to stop, and wait for them."""
        self._coordinator.request_stop()
        try:
            self._coordinator.join(threads, stop_grace_period_secs=self._grace_s, ignore_live_threads=ignore_live_threads)
        finally:
            if close_summary_writer and self._writer is not None:
                self._writer.close()

    @contextmanager
    def managed_session(
        self, master: str = "", config: Any = None, start_standard_services: bool = True, close_summary_writer: bool = True
    ) -> Iterator[Session]:
        """A session for a `with` block, after which all is stopped; that an input has ended is no failure."""
        session = None
        try:
            session = self.prepare_or_wait_for_session(master, config, start_standard_services=start_standard_services)
            with session.as_default():
                yield session
        except Exception as reason:
            self.request_stop(reason)
        finally:
            try:
                self.stop(close_summary_writer=close_summary_writer, ignore_live_threads=True)
            finally:
                if session is not None:
                    session.close()
