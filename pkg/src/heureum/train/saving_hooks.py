"""Hooks that leave something on the disk: checkpoints, summaries, steps per second.

Source: tensorflow/python/training/basic_session_run_hooks.py.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from .. import logging
from ..graph import get_default_graph
from ..ops.summary.messages import SessionLog, Summary
from ..summary import FileWriter
from .hooks import SecondOrStepTimer, SessionRunArgs, SessionRunContext, SessionRunHook, required_global_step

__all__ = ["CheckpointSaverHook", "CheckpointSaverListener", "StepCounterHook", "SummarySaverHook"]


class CheckpointSaverListener:
    """Is told of checkpoints. Inherit from it what is of interest. Source: tf.train.CheckpointSaverListener."""

    def begin(self) -> None:
        """Once, before the session is made."""

    def before_save(self, session: Any, global_step_value: int) -> None:
        """Before a checkpoint is written."""

    def after_save(self, session: Any, global_step_value: int) -> Any:
        """After it was written; True asks the loop to stop."""

    def end(self, session: Any, global_step_value: int) -> None:
        """At the end."""


class CheckpointSaverHook(SessionRunHook):
    """Saves at the start, every so many seconds or steps, and at the end. Source: tf.train.CheckpointSaverHook."""

    def __init__(
        self,
        checkpoint_dir: str,
        save_secs: float | None = None,
        save_steps: int | None = None,
        saver: Any = None,
        checkpoint_basename: str = "model.ckpt",
        scaffold: Any = None,
        listeners: Sequence[Any] | None = None,
        save_graph_def: bool = True,
    ) -> None:
        if saver is not None and scaffold is not None:
            raise ValueError("You cannot provide both saver and scaffold.")
        self._saver, self._scaffold = saver, scaffold
        self._folder = checkpoint_dir
        self._path = os.path.join(checkpoint_dir, checkpoint_basename)
        self._timer = SecondOrStepTimer(save_secs, save_steps)
        self._listeners = list(listeners or ())

    def begin(self) -> None:
        """Find the counter."""
        self._global_step = required_global_step("CheckpointSaverHook")
        self._writer = FileWriter(self._folder)
        for each in self._listeners:
            each.begin()

    def after_create_session(self, session: Any, coord: Any) -> None:
        """Save what it starts with."""
        step = int(session.run(self._global_step))
        self._writer.add_graph(get_default_graph())
        self._save(session, step)
        self._timer.update_last_triggered_step(step)

    def before_run(self, run_context: SessionRunContext) -> Any:
        """Ask for the counter."""
        return SessionRunArgs(self._global_step)

    def after_run(self, run_context: SessionRunContext, run_values: Any) -> None:
        """Save when it is time; the run may have moved the counter after it was read."""
        if self._timer.should_trigger_for_step(int(run_values.results) + 1):
            step = int(run_context.session.run(self._global_step))
            if self._timer.should_trigger_for_step(step):
                self._timer.update_last_triggered_step(step)
                if self._save(run_context.session, step):
                    run_context.request_stop()

    def end(self, session: Any) -> None:
        """Save what there is at the end."""
        step = int(session.run(self._global_step))
        if step != self._timer.last_triggered_step():
            self._save(session, step)
        for each in self._listeners:
            each.end(session, step)
        self._writer.close()

    def _save(self, session: Any, step: int) -> bool:
        logging.info("Saving checkpoints for %d into %s.", step, self._path)
        for each in self._listeners:
            each.before_save(session, step)
        saver = self._saver if self._saver is not None else self._scaffold.saver
        saver.save(session, self._path, global_step=step)
        log = SessionLog(status=SessionLog.CHECKPOINT, checkpoint_path=f"{self._path}-{step}")
        self._writer.add_session_log(log, step)
        answers = [each.after_save(session, step) for each in self._listeners]  # all are told
        return any(answers)


class SummarySaverHook(SessionRunHook):
    """Writes summaries every so many steps or seconds. Source: tf.train.SummarySaverHook."""

    def __init__(
        self,
        save_steps: int | None = None,
        save_secs: float | None = None,
        output_dir: str | None = None,
        summary_writer: Any = None,
        scaffold: Any = None,
        summary_op: Any = None,
    ) -> None:
        if (scaffold is None) == (summary_op is None):
            raise ValueError("Exactly one of scaffold or summary_op must be provided.")
        self._summary_op, self._scaffold = summary_op, scaffold
        self._writer, self._folder = summary_writer, output_dir
        self._timer = SecondOrStepTimer(save_secs, save_steps)

    def begin(self) -> None:
        """Find the counter and open the file."""
        if self._writer is None and self._folder:
            self._writer = FileWriter(self._folder)
        self._global_step = required_global_step("SummarySaverHook")
        self._next_step: int | None = None

    def before_run(self, run_context: SessionRunContext) -> Any:
        """Ask for the summaries when it is time."""
        self._due = self._next_step is None or self._timer.should_trigger_for_step(self._next_step)
        wanted = {"global_step": self._global_step}
        summary = self._summary_op if self._summary_op is not None else self._scaffold.summary_op
        if self._due and summary is not None:
            wanted["summary"] = summary
        return SessionRunArgs(wanted)

    def after_run(self, run_context: SessionRunContext, run_values: Any) -> None:
        """Write them."""
        found, step = run_values.results, int(run_values.results["global_step"])
        if self._writer is None:
            return
        if self._next_step is None:
            self._writer.add_session_log(SessionLog(status=SessionLog.START), step)
        if self._due:
            step = int(run_context.session.run(self._global_step))
            self._timer.update_last_triggered_step(step)
            summaries = found.get("summary", [])
            for each in summaries if isinstance(summaries, (list, tuple)) else [summaries]:
                self._writer.add_summary(each, step)
        self._next_step = step + 1

    def end(self, session: Any = None) -> None:
        """See that all is in the file."""
        if self._writer is not None:
            self._writer.flush()


class StepCounterHook(SessionRunHook):
    """Logs how many steps are done in a second. Source: tf.train.StepCounterHook."""

    def __init__(
        self,
        every_n_steps: int | None = 100,
        every_n_secs: float | None = None,
        output_dir: str | None = None,
        summary_writer: Any = None,
    ) -> None:
        if (every_n_steps is None) == (every_n_secs is None):
            raise ValueError("exactly one of every_n_steps and every_n_secs should be provided.")
        self._timer = SecondOrStepTimer(every_n_secs, every_n_steps)
        self._writer, self._folder = summary_writer, output_dir

    def begin(self) -> None:
        """Find the counter and open the file."""
        if self._writer is None and self._folder:
            self._writer = FileWriter(self._folder)
        self._global_step = required_global_step("StepCounterHook")
        self._tag = f"{self._global_step.op.name}/sec"

    def before_run(self, run_context: SessionRunContext) -> Any:
        """Ask for the counter."""
        return SessionRunArgs(self._global_step)

    def after_run(self, run_context: SessionRunContext, run_values: Any) -> None:
        """Log it when it is time."""
        step = int(run_values.results) + 1
        if not self._timer.should_trigger_for_step(step):
            return
        elapsed_s, steps = self._timer.update_last_triggered_step(step)
        if elapsed_s and steps is not None:
            rate = steps / elapsed_s
            logging.info("%s: %g", self._tag, rate)
            if self._writer is not None:
                self._writer.add_summary(Summary(value=[Summary.Value(tag=self._tag, simple_value=rate)]), step)
