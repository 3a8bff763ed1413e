"""Hooks: what happens around the runs of a training loop.

Takes the moments of a loop: begin, before and after each run, end; asks for further fetches, and may ask to stop.
Law: a hook never runs the training step itself; it is told what the step gave.
Source: tensorflow/python/training/session_run_hook.py, basic_session_run_hooks.py.
"""

from __future__ import annotations

import time
from collections import namedtuple
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from .. import logging
from ..graph import get_default_graph
from .global_step import get_global_step

__all__ = [
    "FeedFnHook",
    "FinalOpsHook",
    "LoggingTensorHook",
    "NanLossDuringTrainingError",
    "NanTensorHook",
    "SecondOrStepTimer",
    "SessionRunArgs",
    "SessionRunContext",
    "SessionRunHook",
    "SessionRunValues",
    "StopAtStepHook",
    "required_global_step",
]

SessionRunArgs = namedtuple("SessionRunArgs", ["fetches", "feed_dict", "options"], defaults=[None, None])
SessionRunArgs.__doc__ = "What a hook wants besides: fetches, feeds and options. Source: tf.train.SessionRunArgs."
SessionRunValues = namedtuple("SessionRunValues", ["results", "options", "run_metadata"])
SessionRunValues.__doc__ = "What a hook's fetches gave. Source: tf.train.SessionRunValues."


class SessionRunContext:
    """One run as a hook sees it. Source: tf.train.SessionRunContext."""

    def __init__(self, original_args: Any, session: Any) -> None:
        self._original_args = original_args
        self._session = session
        self._stop_requested = False

    @property
    def original_args(self) -> Any:
        """The SessionRunArgs of the caller of `run`."""
        return self._original_args

    @property
    def session(self) -> Any:
        """The session."""
        return self._session

    @property
    def stop_requested(self) -> bool:
        """Whether a hook asked to stop."""
        return self._stop_requested

    def request_stop(self) -> None:
        """Ask the loop to end: `should_stop()` is true from now on."""
        self._stop_requested = True


class SessionRunHook:
    """Inherit from it what is of interest. Source: tf.train.SessionRunHook."""

    def begin(self) -> None:
        """Once, before the session is made: the graph may still grow."""

    def after_create_session(self, session: Any, coord: Any) -> None:
        """Once the session is there."""

    def before_run(self, run_context: SessionRunContext) -> Any:
        """Before each run; a SessionRunArgs that it gives is run along."""
        return None

    def after_run(self, run_context: SessionRunContext, run_values: Any) -> None:
        """After each run, with what was asked for."""

    def end(self, session: Any) -> None:
        """At the end, unless the loop ended by an exception."""


class SecondOrStepTimer:
    """Whether it is time again: after so many seconds or so many steps. Source: tf.train.SecondOrStepTimer."""

    def __init__(self, every_secs: float | None = None, every_steps: int | None = None) -> None:
        if every_secs is None and every_steps is None:
            raise ValueError("Either every_secs or every_steps should be provided.")
        if every_secs is not None and every_steps is not None:
            raise ValueError("Can not provide both every_secs and every_steps.")
        self._every_secs, self._every_steps = every_secs, every_steps
        self.reset()

    def reset(self) -> None:
        """Forget when it last was time."""
        self._last_step: int | None = None
        self._last_s: float | None = None

    def should_trigger_for_step(self, step: int) -> bool:
        """Whether it is time at this step."""
        if self._last_step is None:
            return True
        if self._last_step == step:
            return False
        if self._every_secs is not None:
            return time.time() >= (self._last_s or 0.0) + self._every_secs
        return step >= self._last_step + (self._every_steps or 0)

    def update_last_triggered_step(self, step: int) -> tuple[float | None, int | None]:
        """It was time at this step; gives seconds and steps since the time before, or two Nones."""
        now_s = time.time()
        passed: tuple[float | None, int | None] = (None, None)
        if self._last_step is not None and self._last_s is not None:
            passed = now_s - self._last_s, step - self._last_step
        self._last_s, self._last_step = now_s, step
        return passed

    def last_triggered_step(self) -> int | None:
        """The step at which it last was time."""
        return self._last_step


def required_global_step(hook: str) -> Any:
    """The counter of the graph. Raises RuntimeError when there is none."""
    found = get_global_step()
    if found is None:
        raise RuntimeError(f"Global step should be created to use {hook}: call tf.train.get_or_create_global_step().")
    return found


class StopAtStepHook(SessionRunHook):
    """Ends the loop after `num_steps` steps, or at step `last_step`. Source: tf.train.StopAtStepHook."""

    def __init__(self, num_steps: int | None = None, last_step: int | None = None) -> None:
        if (num_steps is None) == (last_step is None):
            raise ValueError("One of num_steps or last_step must be specified, and only one.")
        self._num_steps, self._last_step = num_steps, last_step

    def begin(self) -> None:
        """Find the counter."""
        self._global_step = required_global_step("StopAtStepHook")

    def after_create_session(self, session: Any, coord: Any) -> None:
        """Find where it begins."""
        if self._last_step is None:
            self._last_step = int(session.run(self._global_step)) + (self._num_steps or 0)

    def before_run(self, run_context: SessionRunContext) -> Any:
        """Ask for the counter."""
        return SessionRunArgs(self._global_step)

    def after_run(self, run_context: SessionRunContext, run_values: Any) -> None:
        """Stop when it is there; the run may have moved the counter after it was read."""
        last = self._last_step or 0
        if run_values.results + 1 >= last and int(run_context.session.run(self._global_step)) >= last:
            run_context.request_stop()


class LoggingTensorHook(SessionRunHook):
    """Logs tensors every so many runs or seconds, or at the end. Source: tf.train.LoggingTensorHook."""

    def __init__(
        self,
        tensors: Any,
        every_n_iter: int | None = None,
        every_n_secs: float | None = None,
        at_end: bool = False,
        formatter: Callable[[Mapping[str, Any]], str] | None = None,
    ) -> None:
        if every_n_iter is not None and every_n_secs is not None:
            raise ValueError("exactly one of every_n_iter and every_n_secs must be provided.")
        if every_n_iter is None and every_n_secs is None and not at_end:
            raise ValueError("either at_end and/or exactly one of every_n_iter and every_n_secs must be provided.")
        if every_n_iter is not None and every_n_iter <= 0:
            raise ValueError(f"invalid every_n_iter={every_n_iter}.")
        named = tensors if isinstance(tensors, Mapping) else {getattr(each, "name", each): each for each in tensors}
        self._asked = dict(named)
        self._formatter = formatter
        only_at_end = every_n_iter is None and every_n_secs is None
        self._timer = None if only_at_end else SecondOrStepTimer(every_n_secs, every_n_iter)
        self._at_end = at_end

    def begin(self) -> None:
        """Look the tensors up."""
        self._count = 0
        graph = get_default_graph()
        self._tensors = {name: _only_output(graph, each) for name, each in self._asked.items()}
        if self._timer is not None:
            self._timer.reset()

    def before_run(self, run_context: SessionRunContext) -> Any:
        """Ask for the tensors when it is time."""
        self._due = self._timer is not None and self._timer.should_trigger_for_step(self._count)
        return SessionRunArgs(self._tensors) if self._due else None

    def after_run(self, run_context: SessionRunContext, run_values: Any) -> None:
        """Log them."""
        if self._due:
            self._log(run_values.results)
        self._count += 1

    def end(self, session: Any) -> None:
        """Log them once more, when asked to."""
        if self._at_end:
            self._log(session.run(self._tensors))

    def _log(self, values: Mapping[str, Any]) -> None:
        passed_s = self._timer.update_last_triggered_step(self._count)[0] if self._timer is not None else None
        if self._formatter is not None:
            logging.info(self._formatter(values))
            return
        text = ", ".join(f"{name} = {values[name]}" for name in self._asked)
        logging.info(text if passed_s is None else f"{text} ({passed_s:.3f} sec)")


class NanLossDuringTrainingError(RuntimeError):
    """A loss that is no number. Source: tf.train.NanLossDuringTrainingError."""

    def __str__(self) -> str:
        return "NaN loss during training."


class NanTensorHook(SessionRunHook):
    """Ends the loop, or raises, when the loss is no number. Source: tf.train.NanTensorHook."""

    def __init__(self, loss_tensor: Any, fail_on_nan_loss: bool = True) -> None:
        self._loss_tensor = loss_tensor
        self._fail_on_nan_loss = fail_on_nan_loss

    def before_run(self, run_context: SessionRunContext) -> Any:
        """Ask for the loss."""
        return SessionRunArgs(self._loss_tensor)

    def after_run(self, run_context: SessionRunContext, run_values: Any) -> None:
        """Raises NanLossDuringTrainingError, or asks to stop."""
        if np.isnan(run_values.results):
            if self._fail_on_nan_loss:
                logging.error("Model diverged with loss = NaN.")
                raise NanLossDuringTrainingError
            logging.warning("Model diverged with loss = NaN.")
            run_context.request_stop()


class FinalOpsHook(SessionRunHook):
    """Runs something at the end, and keeps what it gave. Source: tf.train.FinalOpsHook."""

    def __init__(self, final_ops: Any, final_ops_feed_dict: Any = None) -> None:
        self._final_ops, self._feed_dict = final_ops, final_ops_feed_dict
        self._values: Any = None

    @property
    def final_ops_values(self) -> Any:
        """What it gave."""
        return self._values

    def end(self, session: Any) -> None:
        """Run it."""
        if self._final_ops is not None:
            self._values = session.run(self._final_ops, feed_dict=self._feed_dict)


class FeedFnHook(SessionRunHook):
    """Feeds what a function gives, each time. Source: tf.train.FeedFnHook."""

    def __init__(self, feed_fn: Callable[[], Any]) -> None:
        self.feed_fn = feed_fn

    def before_run(self, run_context: SessionRunContext) -> Any:
        """Feed it."""
        return SessionRunArgs(fetches=None, feed_dict=self.feed_fn())


def _only_output(graph: Any, asked: Any) -> Any:
    """A tensor, by its name or by that of the node whose only output it is. Raises ValueError for a node of several."""
    if not isinstance(asked, str) or ":" in asked:
        return graph.as_graph_element(asked, allow_operation=False)
    found = graph.as_graph_element(asked)
    if len(found.outputs) > 1:
        raise ValueError(f"Name {asked} is ambiguous, as this `Operation` has {len(found.outputs)} outputs: say '{asked}:0'")
    return graph.as_graph_element(f"{asked}:0")
