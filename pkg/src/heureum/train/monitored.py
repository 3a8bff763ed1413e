"""Sessions that look after themselves: they initialise or restore, start queues, call hooks, save, and end.

Takes hooks and a Scaffold, which says how to start; gives a session for `while not session.should_stop()`.
Law: the graph is finished before the first run; that an input has come to its end is no failure.
Source: tensorflow/python/training/monitored_session.py.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any

from ..errors import OutOfRangeError
from ..graph import GraphKeys, get_default_graph
from ..session import RunMetadata, RunOptions, Session
from ..session.config import merged_options
from ..summary import merge_all
from ..variables import (
    global_variables_initializer,
    local_variables_initializer,
    report_uninitialized_variables,
    tables_initializer,
)
from .checkpoint_state import latest_checkpoint
from .coordinator import Coordinator
from .hooks import SessionRunArgs, SessionRunContext, SessionRunValues
from .queue_runner import start_queue_runners
from .saver import Saver
from .saving_hooks import CheckpointSaverHook, StepCounterHook, SummarySaverHook

__all__ = [
    "ChiefSessionCreator",
    "MonitoredSession",
    "MonitoredTrainingSession",
    "Scaffold",
    "SessionCreator",
    "SingularMonitoredSession",
]

_DEFAULT = object()


class Scaffold:
    """How a training session starts: what initialises it, what is saved, what is summarised. Source: tf.train.Scaffold."""

    def __init__(
        self,
        init_op: Any = None,
        init_feed_dict: Any = None,
        init_fn: Callable[[Any, Any], Any] | None = None,
        ready_op: Any = None,
        ready_for_local_init_op: Any = None,
        local_init_op: Any = None,
        summary_op: Any = None,
        saver: Any = None,
        copy_from_scaffold: Any = None,
        local_init_feed_dict: Any = None,
    ) -> None:
        self.init_op, self.init_feed_dict, self._init_fn = init_op, init_feed_dict, init_fn
        self.ready_op, self.ready_for_local_init_op = ready_op, ready_for_local_init_op
        self.local_init_op, self.local_init_feed_dict = local_init_op, local_init_feed_dict
        self.summary_op, self.saver = summary_op, saver
        if copy_from_scaffold is not None:
            for name, value in vars(copy_from_scaffold).items():
                vars(self)[name] = value if vars(self)[name] is None else vars(self)[name]

    @property
    def init_fn(self) -> Any:
        """What is called with the session after initialisation."""
        return None if self._init_fn is None else lambda session: self._init_fn(self, session)

    def finalize(self) -> Scaffold:
        """Make what was not given. The graph may not grow afterwards."""
        graph = get_default_graph()
        if self.init_op is None:
            self.init_op = global_variables_initializer()
        if self.local_init_op is None:
            self.local_init_op = [local_variables_initializer(), tables_initializer()]
        if self.ready_op is None:
            self.ready_op = report_uninitialized_variables()
        if self.summary_op is None:
            self.summary_op = merge_all()
        if self.saver is None:
            found = graph.get_collection(GraphKeys.SAVERS)
            self.saver = found[0] if found else Saver(allow_empty=True, defer_build=True)
        self.saver.build()
        graph.finalize()
        return self


class SessionCreator:
    """Makes the session of a MonitoredSession. Source: tf.train.SessionCreator."""

    def create_session(self) -> Session:
        """The session, ready to run."""
        raise NotImplementedError("Abstract method")


class ChiefSessionCreator(SessionCreator):
    """Restores the latest checkpoint, or initialises. Source: tf.train.ChiefSessionCreator."""

    def __init__(
        self,
        scaffold: Scaffold | None = None,
        master: str = "",
        config: Any = None,
        checkpoint_dir: str | None = None,
        checkpoint_filename_with_path: str | None = None,
    ) -> None:
        self.scaffold = scaffold or Scaffold()
        self._master, self._config = master, config
        self._folder, self._path = checkpoint_dir, checkpoint_filename_with_path

    def create_session(self) -> Session:
        """The session, ready to run. Raises RuntimeError when variables have no value even so."""
        scaffold = self.scaffold.finalize()
        session = Session(self._master, graph=get_default_graph(), config=self._config)
        path = self._path or (latest_checkpoint(self._folder) if self._folder else None)
        if path:
            scaffold.saver.restore(session, path)
        else:
            session.run(scaffold.init_op, feed_dict=scaffold.init_feed_dict)
            if scaffold.init_fn is not None:
                scaffold.init_fn(session)
        session.run(scaffold.local_init_op, feed_dict=scaffold.local_init_feed_dict)
        missing = session.run(scaffold.ready_op)
        if getattr(missing, "size", 0):
            raise RuntimeError(f"Variables not initialized: {', '.join(name.decode() for name in missing.tolist())}")
        return session


class MonitoredSession:
    """A session with hooks around its runs. Source: tf.train.MonitoredSession."""

    def __init__(
        self, session_creator: Any = None, hooks: Sequence[Any] | None = None, stop_grace_period_secs: float = 120
    ) -> None:
        creator = session_creator or ChiefSessionCreator()
        self._hooks = list(hooks or ())
        for hook in self._hooks:
            hook.begin()
        self._graph = get_default_graph()
        self._grace_s = stop_grace_period_secs
        self._coordinator = Coordinator(clean_stop_exception_types=(OutOfRangeError, StopIteration))
        self._session: Any = creator.create_session()
        if self._graph.get_collection(GraphKeys.QUEUE_RUNNERS):
            start_queue_runners(self._session, self._coordinator)
        for hook in self._hooks:
            hook.after_create_session(self._session, self._coordinator)

    @property
    def graph(self) -> Any:
        """The graph that it runs."""
        return self._graph

    def should_stop(self) -> bool:
        """Whether the loop shall end: a hook asked for it, the input has come to its end, or it is closed."""
        return self._session is None or self._coordinator.should_stop()

    def run(self, fetches: Any, feed_dict: Any = None, options: Any = None, run_metadata: Any = None) -> Any:
        """Run `fetches`, and what the hooks ask for. Raises RuntimeError when closed. Source: tf.train.MonitoredSession.run."""
        session = self._opened()
        context = SessionRunContext(SessionRunArgs(fetches, feed_dict, options), session)
        feeds, asked, options = dict(feed_dict or {}), {}, options or RunOptions()
        for index, hook in enumerate(self._hooks):
            wanted = hook.before_run(context)
            if wanted is not None:
                options = merged_options(options, wanted.options)
                asked[index] = [] if wanted.fetches is None else wanted.fetches
                both = feeds.keys() & dict(wanted.feed_dict or {}).keys()
                if both:
                    raise RuntimeError(f"Same tensor is fed by a hook and user: {min(str(each) for each in both)}")
                feeds.update(wanted.feed_dict or {})
        metadata = run_metadata or RunMetadata()
        found = session.run({"caller": fetches, "hooks": asked}, feeds or None, options, metadata)
        for index, hook in enumerate(self._hooks):
            hook.after_run(context, SessionRunValues(found["hooks"].get(index), options, metadata))
        if context.stop_requested:
            self._coordinator.request_stop()
        return found["caller"]

    def run_step_fn(self, step_fn: Callable[..., Any]) -> Any:
        """`step_fn(step_context)`, whose `session` knows no hooks and whose `run_with_hooks` does.

        Source: tf.train.MonitoredSession.run_step_fn.
        """
        return step_fn(MonitoredSession.StepContext(self._opened(), self.run))

    class StepContext:
        """What a step function is given. Source: tf.train.MonitoredSession.StepContext."""

        def __init__(self, session: Any, run_with_hooks_fn: Any) -> None:
            self.session = session
            self.run_with_hooks = run_with_hooks_fn

        def request_stop(self) -> None:
            """End the loop. Raises StopIteration, which the loop's `with` block knows."""
            raise StopIteration("step_fn has requested the iterations to stop.")

    def _opened(self) -> Any:
        if self._session is None:
            raise RuntimeError("Run called even after should_stop requested.")
        return self._session

    def close(self) -> None:
        """End: the hooks first, then queues and session."""
        self._close(failed=False)

    def _close(self, *, failed: bool) -> None:
        if self._session is None:
            return
        try:
            if not failed:
                for hook in self._hooks:
                    hook.end(self._session)
        finally:
            session, self._session = self._session, None
            self._coordinator.request_stop()
            try:
                if self._graph.get_collection(GraphKeys.QUEUE_RUNNERS):
                    self._coordinator.join(stop_grace_period_secs=self._grace_s, ignore_live_threads=True)
            finally:
                session.close()

    def __enter__(self) -> Any:
        return self

    def __exit__(self, kind: Any, value: Any, traceback: Any) -> bool:
        is_end = kind is not None and issubclass(kind, (OutOfRangeError, StopIteration))
        self._close(failed=kind is not None and not is_end)
        return is_end


class SingularMonitoredSession(MonitoredSession):
    """A MonitoredSession that gives its session away. Source: tf.train.SingularMonitoredSession."""

    def __init__(
        self,
        hooks: Sequence[Any] | None = None,
        scaffold: Scaffold | None = None,
        master: str = "",
        config: Any = None,
        checkpoint_dir: str | None = None,
        stop_grace_period_secs: float = 120,
        checkpoint_filename_with_path: str | None = None,
    ) -> None:
        creator = ChiefSessionCreator(scaffold, master, config, checkpoint_dir, checkpoint_filename_with_path)
        super().__init__(creator, hooks, stop_grace_period_secs)

    def raw_session(self) -> Any:
        """The session itself."""
        return self._session


def MonitoredTrainingSession(
    master: str = "",
    is_chief: bool = True,
    checkpoint_dir: str | None = None,
    scaffold: Scaffold | None = None,
    hooks: Sequence[Any] | None = None,
    chief_only_hooks: Sequence[Any] | None = None,
    save_checkpoint_secs: Any = _DEFAULT,
    save_summaries_steps: Any = _DEFAULT,
    save_summaries_secs: Any = _DEFAULT,
    config: Any = None,
    stop_grace_period_secs: float = 120,
    log_step_count_steps: int | None = 100,
    max_wait_secs: float = 7200,
    save_checkpoint_steps: Any = _DEFAULT,
    summary_dir: str | None = None,
    save_graph_def: bool = True,
) -> MonitoredSession:
    """A MonitoredSession that saves and summarises into `checkpoint_dir`. `is_chief` and `max_wait_secs` are accepted.

    Source: tf.train.MonitoredTrainingSession.
    """
    if save_summaries_steps is _DEFAULT and save_summaries_secs is _DEFAULT:
        save_summaries_steps, save_summaries_secs = 100, None
    if save_checkpoint_secs is _DEFAULT and save_checkpoint_steps is _DEFAULT:
        save_checkpoint_secs, save_checkpoint_steps = 600, None
    steps, secs = (None if each is _DEFAULT else each for each in (save_summaries_steps, save_summaries_secs))
    save_secs, save_steps = (None if each is _DEFAULT else each for each in (save_checkpoint_secs, save_checkpoint_steps))
    scaffold = scaffold or Scaffold()
    all_hooks = list(chief_only_hooks or ())
    folder = summary_dir or checkpoint_dir
    if folder:
        os.makedirs(folder, exist_ok=True)
        if log_step_count_steps:
            all_hooks.append(StepCounterHook(log_step_count_steps, output_dir=folder))
        if any(each is not None and each > 0 for each in (steps, secs)):
            all_hooks.append(SummarySaverHook(steps, secs, folder, scaffold=scaffold))
    if checkpoint_dir and any(each is not None and each > 0 for each in (save_secs, save_steps)):
        all_hooks.append(CheckpointSaverHook(checkpoint_dir, save_secs, save_steps, scaffold=scaffold))
    creator = ChiefSessionCreator(scaffold, master, config, checkpoint_dir)
    return MonitoredSession(creator, [*all_hooks, *(hooks or ())], stop_grace_period_secs)
