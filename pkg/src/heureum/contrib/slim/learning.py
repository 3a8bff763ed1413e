"""Training as slim has it: a step that clips and scales gradients, and a loop that saves, summarises and logs.

Source: tensorflow/contrib/slim/python/slim/learning.py.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from ... import logging
from ...errors import OutOfRangeError
from ...graph import Tensor, get_default_graph
from ...ops.comparing import greater_equal
from ...train import Supervisor, get_or_create_global_step
from ..training import add_gradients_summaries, clip_gradient_norms, multiply_gradients
from ..training import create_train_op as stepping

__all__ = ["add_gradients_summaries", "clip_gradient_norms", "create_train_op", "multiply_gradients", "train", "train_step"]

_FIND = object()
_UNLESS_TOLD = object()


def create_train_op(
    total_loss: Tensor,
    optimizer: Any,
    global_step: Any = _FIND,
    update_ops: Any = None,
    variables_to_train: Any = None,
    clip_gradient_norm: float = 0,
    summarize_gradients: bool = False,
    gate_gradients: int = 1,
    aggregation_method: Any = None,
    colocate_gradients_with_ops: bool = False,
    gradient_multipliers: Any = None,
    check_numerics: bool = True,
) -> Tensor:
    """A tensor that takes one step and gives the loss; gradients scaled, then clipped when asked. `[] -> []`.

    Source: tf.contrib.slim.learning.create_train_op.
    """

    def changed(pairs: Any) -> Any:
        if gradient_multipliers:
            pairs = multiply_gradients(pairs, gradient_multipliers)
        return clip_gradient_norms(pairs, clip_gradient_norm) if clip_gradient_norm > 0 else pairs

    given = {} if global_step is _FIND else {"global_step": global_step}
    return stepping(
        total_loss, optimizer, update_ops=update_ops, variables_to_train=variables_to_train, transform_grads_fn=changed,
        summarize_gradients=summarize_gradients, gate_gradients=gate_gradients, aggregation_method=aggregation_method,
        colocate_gradients_with_ops=colocate_gradients_with_ops, check_numerics=check_numerics, **given,
    )  # fmt: skip


def train_step(sess: Any, train_op: Any, global_step: Any, train_step_kwargs: dict[str, Any]) -> tuple[Any, bool]:
    """One step: the loss, and whether it is time to stop. Source: tf.contrib.slim.learning.train_step."""
    start_s = time.time()
    loss, step = sess.run([train_op, global_step])
    if "should_log" in train_step_kwargs and sess.run(train_step_kwargs["should_log"]):
        logging.info("global step %d: loss = %.4f (%.3f sec/step)", step, loss, time.time() - start_s)
    should_stop = bool(sess.run(train_step_kwargs["should_stop"])) if "should_stop" in train_step_kwargs else False
    return loss, should_stop


def train(
    train_op: Any,
    logdir: str | None,
    train_step_fn: Callable[..., Any] = train_step,
    train_step_kwargs: Any = _UNLESS_TOLD,
    log_every_n_steps: int = 1,
    graph: Any = None,
    master: str = "",
    is_chief: bool = True,
    global_step: Any = None,
    number_of_steps: int | None = None,
    init_op: Any = _UNLESS_TOLD,
    init_feed_dict: Any = None,
    local_init_op: Any = _UNLESS_TOLD,
    init_fn: Callable[..., Any] | None = None,
    ready_op: Any = _UNLESS_TOLD,
    summary_op: Any = _UNLESS_TOLD,
    save_summaries_secs: float = 600,
    summary_writer: Any = _UNLESS_TOLD,
    startup_delay_steps: int = 0,
    saver: Any = None,
    save_interval_secs: float = 600,
    sync_optimizer: Any = None,
    session_config: Any = None,
    session_wrapper: Callable[..., Any] | None = None,
    trace_every_n_steps: int | None = None,
    ignore_live_threads: bool = False,
) -> Any:
    """Run `train_op` `number_of_steps` times, or until the input ends; gives the last loss.

    Saves and summarises into `logdir`. Raises ValueError without a training step, and for a negative number of steps.
    Source: tf.contrib.slim.learning.train.
    """
    if train_op is None:
        raise ValueError("train_op cannot be None.")
    if number_of_steps is not None and number_of_steps <= 0:
        raise ValueError(f"`number_of_steps` must be either None or a positive number, got {number_of_steps}")
    graph = graph or get_default_graph()
    with graph.as_default():
        step = get_or_create_global_step() if global_step is None else global_step
        told = {"init_op": init_op, "local_init_op": local_init_op, "ready_op": ready_op, "summary_op": summary_op}
        told["summary_writer"] = summary_writer
        kwargs = (
            _step_arguments(step, number_of_steps, log_every_n_steps) if train_step_kwargs is _UNLESS_TOLD else train_step_kwargs
        )
        supervisor = Supervisor(
            graph=graph, is_chief=is_chief, init_feed_dict=init_feed_dict, logdir=logdir, saver=saver, global_step=step,
            save_summaries_secs=save_summaries_secs, save_model_secs=save_interval_secs, init_fn=init_fn,
            **{name: value for name, value in told.items() if value is not _UNLESS_TOLD},
        )  # fmt: skip
    loss: Any = None
    with supervisor.managed_session(master, session_config) as session:
        logging.info("Starting Session.")
        running = session if session_wrapper is None else session_wrapper(session)
        try:
            while not supervisor.should_stop():
                loss, should_stop = train_step_fn(running, train_op, step, kwargs)
                if should_stop:
                    logging.info("Stopping Training.")
                    supervisor.request_stop()
        except OutOfRangeError as reason:
            logging.info("Caught OutOfRangeError. Stopping Training. %s", reason)
        if logdir and supervisor.is_chief:
            logging.info("Finished training! Saving model to disk.")
            supervisor.saver.save(session, supervisor.save_path, global_step=step)
    return loss


def _step_arguments(step: Any, number_of_steps: int | None, log_every_n_steps: int) -> dict[str, Any]:
    made: dict[str, Any] = {}
    with get_default_graph().name_scope("train_step"):
        if number_of_steps:
            made["should_stop"] = greater_equal(step, number_of_steps)
        if log_every_n_steps > 0:
            made["should_log"] = _is_multiple(step, log_every_n_steps)
    return made


def _is_multiple(step: Any, count: int) -> Tensor:
    graph = get_default_graph()
    rest = graph.node("FloorMod", step, count)
    made: Tensor = graph.node("Equal", rest, graph.node("ZerosLike", rest))
    return made
