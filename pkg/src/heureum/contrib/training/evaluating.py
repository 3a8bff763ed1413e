"""Evaluation of what a training run leaves on the disk, once or whenever there is a new checkpoint.

Source: tensorflow/contrib/training/python/training/evaluation.py, tensorflow/python/training/checkpoint_utils.py.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ... import logging, summary
from ...dtypes import int64
from ...graph import GraphKeys, get_default_graph
from ...init_ops import zeros_initializer
from ...nest import flatten, pack_sequence_as
from ...summary import FileWriter
from ...train import (
    ChiefSessionCreator,
    FinalOpsHook,
    MonitoredSession,
    Scaffold,
    SessionRunArgs,
    SessionRunHook,
    checkpoints_iterator,
    get_global_step,
)
from ...train.following import wait_for_new_checkpoint
from ...variable_scopes import get_variable

__all__ = [
    "StopAfterNEvalsHook",
    "SummaryAtEndHook",
    "checkpoints_iterator",
    "evaluate_once",
    "evaluate_repeatedly",
    "get_or_create_eval_step",
    "wait_for_new_checkpoint",
]


def get_or_create_eval_step() -> Any:
    """The counter of evaluation steps, made when there is none. Source: tf.contrib.training.get_or_create_eval_step."""
    found = get_default_graph().get_collection(GraphKeys.EVAL_STEP)
    if found:
        return found[0]
    return get_variable(
        "eval_step", [], int64, zeros_initializer(), trainable=False,
        collections=[GraphKeys.LOCAL_VARIABLES, GraphKeys.EVAL_STEP],
    )  # fmt: skip


class StopAfterNEvalsHook(SessionRunHook):
    """Stops once the counter of evaluation steps says so many. Source: tf.contrib.training.StopAfterNEvalsHook."""

    def __init__(self, num_evals: int | None, log_progress: bool = True) -> None:
        self._num_evals, self._log_progress = num_evals, log_progress
        self._step: Any = None

    def before_run(self, run_context: Any) -> Any:
        """Ask for the counter."""
        return SessionRunArgs(self._step) if self._step is not None else None

    def begin(self) -> None:
        """Find the counter, and count with each run."""
        self._step = get_or_create_eval_step().assign_add(1)

    def after_run(self, run_context: Any, run_values: Any) -> None:
        """Stop when it is enough."""
        done = int(run_values.results)
        if self._log_progress:
            logging.info("Evaluation [%d%s]", done, "" if self._num_evals is None else f"/{self._num_evals}")
        if self._num_evals is not None and done >= self._num_evals:
            run_context.request_stop()


class SummaryAtEndHook(SessionRunHook):
    """Writes the summaries once, at the end. Source: tf.contrib.training.SummaryAtEndHook."""

    def __init__(
        self, log_dir: str | None = None, summary_writer: Any = None, summary_op: Any = None, feed_dict: Any = None
    ) -> None:
        if (log_dir is None) == (summary_writer is None):
            raise ValueError("Exactly one of log_dir and summary_writer must be provided.")
        self._folder, self._writer, self._summary_op, self._feeds = log_dir, summary_writer, summary_op, feed_dict

    def begin(self) -> None:
        """Find summaries and counter."""
        self._summary_op = summary.merge_all() if self._summary_op is None else self._summary_op
        self._writer = self._writer or FileWriter(str(self._folder))
        self._step = get_global_step()

    def end(self, session: Any) -> None:
        """Write."""
        if self._summary_op is not None:
            step = None if self._step is None else int(session.run(self._step))
            self._writer.add_summary(session.run(self._summary_op, self._feeds), step)
            self._writer.flush()


def evaluate_once(
    checkpoint_path: str | None,
    master: str = "",
    scaffold: Any = None,
    eval_ops: Any = None,
    feed_dict: Any = None,
    final_ops: Any = None,
    final_ops_feed_dict: Any = None,
    hooks: Sequence[Any] | None = None,
    config: Any = None,
) -> Any:
    """Restore a checkpoint, run `eval_ops` until a hook asks to stop or the input ends, and give `final_ops`.

    Source: tf.contrib.training.evaluate_once.
    """
    final = FinalOpsHook(final_ops, final_ops_feed_dict)
    creator = ChiefSessionCreator(scaffold or Scaffold(), master, config, checkpoint_filename_with_path=checkpoint_path)
    session = MonitoredSession(creator, [*(hooks or ()), final])
    with session:
        while eval_ops is not None and not session.should_stop():
            session.run(eval_ops, feed_dict)
    values = final.final_ops_values
    return values if final_ops is None else pack_sequence_as(final_ops, flatten(values))


def evaluate_repeatedly(
    checkpoint_dir: str,
    master: str = "",
    scaffold: Any = None,
    eval_ops: Any = None,
    feed_dict: Any = None,
    final_ops: Any = None,
    final_ops_feed_dict: Any = None,
    eval_interval_secs: float = 60,
    hooks: Sequence[Any] | None = None,
    config: Any = None,
    max_number_of_evaluations: int | None = None,
    timeout: float | None = None,
    timeout_fn: Callable[[], bool] | None = None,
) -> Any:
    """`evaluate_once` for each new checkpoint of a folder; gives the last values of `final_ops`.

    Source: tf.contrib.training.evaluate_repeatedly.
    """
    found = None
    for count, path in enumerate(checkpoints_iterator(checkpoint_dir, eval_interval_secs, timeout, timeout_fn), 1):
        found = evaluate_once(path, master, scaffold, eval_ops, feed_dict, final_ops, final_ops_feed_dict, hooks, config)
        if max_number_of_evaluations is not None and count >= max_number_of_evaluations:
            break
    return found
