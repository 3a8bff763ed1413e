"""Evaluation as slim has it: so many runs over a checkpoint, then the final values.

Source: tensorflow/contrib/slim/python/slim/evaluation.py.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ...train import Saver, Scaffold
from ..training import StopAfterNEvalsHook, SummaryAtEndHook, evaluate_repeatedly
from ..training import evaluate_once as evaluate

__all__ = ["evaluate_once", "evaluation_loop"]

_UNLESS_TOLD = object()


def _hooks(num_evals: int, hooks: Sequence[Any] | None, logdir: str | None, summary_op: Any, feeds: Any) -> list[Any]:
    made: list[Any] = [StopAfterNEvalsHook(num_evals)]
    if summary_op is not None and logdir:
        made.append(SummaryAtEndHook(logdir, summary_op=None if summary_op is _UNLESS_TOLD else summary_op, feed_dict=feeds))
    return [*made, *(hooks or ())]


def evaluate_once(
    master: str,
    checkpoint_path: str | None,
    logdir: str | None,
    num_evals: int = 1,
    initial_op: Any = None,
    initial_op_feed_dict: Any = None,
    eval_op: Any = None,
    eval_op_feed_dict: Any = None,
    final_op: Any = None,
    final_op_feed_dict: Any = None,
    summary_op: Any = _UNLESS_TOLD,
    summary_op_feed_dict: Any = None,
    variables_to_restore: Any = None,
    session_config: Any = None,
    hooks: Sequence[Any] | None = None,
) -> Any:
    """Restore, run `eval_op` `num_evals` times, and give `final_op`. Source: tf.contrib.slim.evaluation.evaluate_once."""
    every = _hooks(num_evals, hooks, logdir, summary_op, summary_op_feed_dict)
    scaffold = _scaffold(variables_to_restore, initial_op, initial_op_feed_dict)
    return evaluate(
        checkpoint_path, master, scaffold, eval_op, eval_op_feed_dict, final_op, final_op_feed_dict, every, session_config
    )


def evaluation_loop(
    master: str,
    checkpoint_dir: str,
    logdir: str | None,
    num_evals: int = 1,
    initial_op: Any = None,
    initial_op_feed_dict: Any = None,
    init_fn: Callable[..., Any] | None = None,
    eval_op: Any = None,
    eval_op_feed_dict: Any = None,
    final_op: Any = None,
    final_op_feed_dict: Any = None,
    summary_op: Any = _UNLESS_TOLD,
    summary_op_feed_dict: Any = None,
    variables_to_restore: Any = None,
    eval_interval_secs: float = 60,
    max_number_of_evaluations: int | None = None,
    session_config: Any = None,
    timeout: float | None = None,
    timeout_fn: Callable[[], bool] | None = None,
    hooks: Sequence[Any] | None = None,
) -> Any:
    """`evaluate_once` for each new checkpoint. Source: tf.contrib.slim.evaluation.evaluation_loop."""
    every = _hooks(num_evals, hooks, logdir, summary_op, summary_op_feed_dict)
    scaffold = _scaffold(variables_to_restore, initial_op, initial_op_feed_dict, init_fn)
    return evaluate_repeatedly(
        checkpoint_dir, master, scaffold, eval_op, eval_op_feed_dict, final_op, final_op_feed_dict, eval_interval_secs, every,
        session_config, max_number_of_evaluations, timeout, timeout_fn,
    )  # fmt: skip


def _scaffold(variables: Any, op: Any, feeds: Any, init_fn: Any = None) -> Scaffold:
    # What is restored is not initialised first; what is not restored has to be.
    saver = None if variables is None else Saver(variables)
    return Scaffold(init_op=op, init_feed_dict=feeds, init_fn=init_fn, saver=saver)
