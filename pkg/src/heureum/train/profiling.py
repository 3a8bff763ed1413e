"""Timelines of a few runs of a training loop, and waiting for a step. `tf.train.ProfilerHook`, `GlobalStepWaiterHook`.

Source: tensorflow/python/training/basic_session_run_hooks.py.
"""

from __future__ import annotations

import os
import time
from typing import Any

from .. import logging
from ..session import RunOptions
from ..summary import FileWriter
from ..timeline import Timeline
from .files import write_atomically
from .hooks import SecondOrStepTimer, SessionRunArgs, SessionRunContext, SessionRunHook, required_global_step

__all__ = ["GlobalStepWaiterHook", "ProfilerHook"]


class ProfilerHook(SessionRunHook):
    """Traces a run every so many steps or seconds, and writes `timeline-<step>.json` for chrome://tracing into a folder.

    `show_memory` is accepted. Raises ValueError unless one of `save_steps` and `save_secs` is given.
    Source: tf.train.ProfilerHook.
    """

    def __init__(
        self,
        save_steps: int | None = None,
        save_secs: float | None = None,
        output_dir: str = "",
        show_dataflow: bool = True,
        show_memory: bool = False,
    ) -> None:
        self._folder = output_dir
        self._options = (show_dataflow, show_memory)
        self._timer = SecondOrStepTimer(every_secs=save_secs, every_steps=save_steps)

    def begin(self) -> None:
        """Find the counter."""
        self._next_step: int | None = None
        self._global_step = required_global_step("ProfilerHook")
        if self._folder:
            os.makedirs(self._folder, exist_ok=True)
        self._writer = FileWriter(self._folder or ".")

    def before_run(self, run_context: SessionRunContext) -> Any:
        """Ask for a trace when it is time."""
        self._asked = self._next_step is not None and self._timer.should_trigger_for_step(self._next_step)
        options = RunOptions(trace_level=RunOptions.FULL_TRACE) if self._asked else None
        return SessionRunArgs(self._global_step, options=options)

    def after_run(self, run_context: SessionRunContext, run_values: Any) -> None:
        """Write what was traced."""
        step = int(run_values.results)
        if self._next_step is None:
            self._timer.update_last_triggered_step(step)  # the first run warms up
        if self._asked:
            step = int(run_context.session.run(self._global_step))
            self._timer.update_last_triggered_step(step)
            path = os.path.join(self._folder, f"timeline-{step}.json")
            logging.info("Saving timeline for %d into '%s'.", step, path)
            text = Timeline(run_values.run_metadata.step_stats).generate_chrome_trace_format(*self._options)
            write_atomically(path, lambda file: file.write(text.encode()))
            self._writer.add_run_metadata(run_values.run_metadata, f"step_{step}")
        self._next_step = step + 1

    def end(self, session: Any) -> None:
        """Close the file of events."""
        self._writer.close()


class GlobalStepWaiterHook(SessionRunHook):
    """Waits with the first run until another's training has come to a step. Source: tf.train.GlobalStepWaiterHook."""

    def __init__(self, wait_until_step: int) -> None:
        self._wait_until_step = wait_until_step
        self._is_done = wait_until_step <= 0

    def begin(self) -> None:
        """Find the counter."""
        self._global_step = required_global_step("GlobalStepWaiterHook")

    def before_run(self, run_context: SessionRunContext) -> Any:
        """Wait, the first time."""
        while not self._is_done:
            step = int(run_context.session.run(self._global_step))
            self._is_done = step >= self._wait_until_step
            if not self._is_done:
                logging.info("Waiting for global step %d before starting training; it is %d.", self._wait_until_step, step)
                time.sleep(0.5)
        return None
