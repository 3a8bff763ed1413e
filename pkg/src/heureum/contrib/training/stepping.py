"""A training step as one tensor, and a loop that runs it. `tf.contrib.training.create_train_op`, `train`.

Source: tensorflow/contrib/training/python/training/training.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from ... import summary
from ...graph import GraphKeys, IndexedSlices, Tensor, get_default_graph, graph_of
from ...ops.clipping import clip_by_norm
from ...train import MonitoredSession, MonitoredTrainingSession, get_or_create_global_step

__all__ = [
    "add_gradients_summaries",
    "clip_gradient_norms",
    "clip_gradient_norms_fn",
    "create_train_op",
    "multiply_gradients",
    "train",
]

_FIND = object()  # the counter of the graph, unless told; None is none


def create_train_op(
    total_loss: Tensor,
    optimizer: Any,
    global_step: Any = _FIND,
    update_ops: Any = None,
    variables_to_train: Any = None,
    transform_grads_fn: Callable[..., Any] | None = None,
    summarize_gradients: bool = False,
    gate_gradients: int = 1,
    aggregation_method: Any = None,
    colocate_gradients_with_ops: bool = False,
    check_numerics: bool = True,
) -> Tensor:
    """A tensor that takes one step and gives the loss: updates first, then gradients, checked and perhaps transformed.

    `[] -> []`. Source: tf.contrib.training.create_train_op.
    """
    graph = graph_of(total_loss)
    step: Any = get_or_create_global_step() if global_step is _FIND else global_step
    updates = list(graph.get_collection(GraphKeys.UPDATE_OPS) if update_ops is None else update_ops)
    with graph.control_dependencies(updates):
        loss = graph.node("Identity", total_loss)
    pairs = optimizer.compute_gradients(
        loss, variables_to_train, gate_gradients=gate_gradients, aggregation_method=aggregation_method,
        colocate_gradients_with_ops=colocate_gradients_with_ops,
    )  # fmt: skip
    if transform_grads_fn is not None:
        pairs = transform_grads_fn(pairs)
    if summarize_gradients:
        with graph.name_scope("summarize_grads"):
            add_gradients_summaries(pairs)
    stepped = optimizer.apply_gradients(pairs, global_step=step)
    with graph.name_scope("train_op"):
        if check_numerics:
            loss = graph.node("CheckNumerics", loss, message="LossTensor is inf or nan")
        with graph.control_dependencies([stepped]):
            made: Tensor = graph.node("Identity", loss)
    held = graph.get_collection_ref(GraphKeys.TRAIN_OP)
    if made not in held:
        held.append(made)
    return made


def train(
    train_op: Any,
    logdir: str | None,
    master: str = "",
    is_chief: bool = True,
    scaffold: Any = None,
    hooks: Sequence[Any] | None = None,
    chief_only_hooks: Sequence[Any] | None = None,
    save_checkpoint_secs: float = 600,
    save_summaries_steps: int | None = 100,
    config: Any = None,
    max_wait_secs: float = 7200,
    run_metadata: Any = None,
) -> Any:
    """Run `train_op` until a hook asks to stop or the input ends; gives its last value.

    Raises ValueError without a folder when checkpoints or summaries are asked for. Source: tf.contrib.training.train.
    """
    if logdir is None and is_chief and (save_checkpoint_secs or save_summaries_steps):
        raise ValueError("logdir cannot be None when save_checkpoint_secs or save_summaries_steps are asked for")
    found = None
    session: MonitoredSession = MonitoredTrainingSession(
        master, is_chief, logdir, scaffold, hooks, chief_only_hooks, save_checkpoint_secs, save_summaries_steps, config=config,
        max_wait_secs=max_wait_secs,
    )  # fmt: skip
    with session:
        while not session.should_stop():
            found = session.run(train_op, run_metadata=run_metadata)
    return found


def clip_gradient_norms(gradients_to_variables: Sequence[Any], max_norm: float) -> list[tuple[Any, Any]]:
    """Each gradient made no longer than `max_norm`. Source: tf.contrib.training.clip_gradient_norms."""
    return [(_changed(grad, lambda each: clip_by_norm(each, max_norm)), var) for grad, var in gradients_to_variables]


def clip_gradient_norms_fn(max_norm: float) -> Callable[..., Any]:
    """`clip_gradient_norms` as a `transform_grads_fn`. Source: tf.contrib.training.clip_gradient_norms_fn."""
    return lambda gradients_to_variables: clip_gradient_norms(gradients_to_variables, max_norm)


def multiply_gradients(grads_and_vars: Sequence[Any], gradient_multipliers: Mapping[Any, Any]) -> list[tuple[Any, Any]]:
    """Gradients scaled: `gradient_multipliers` gives the factor of a variable or of its name.

    Raises ValueError without factors. Source: tf.contrib.training.multiply_gradients.
    """
    if not isinstance(gradient_multipliers, Mapping) or not gradient_multipliers:
        raise ValueError("gradient_multipliers is empty, or no dict from variables to factors")
    scaled = []
    for grad, var in grads_and_vars:
        factor = gradient_multipliers.get(var, gradient_multipliers.get(var.op.name))
        if factor is not None:
            if grad is None:
                raise ValueError("Requested multiple of `None` gradient.")
            grad = _changed(grad, partial(_times, factor))
        scaled.append((grad, var))
    return scaled


def add_gradients_summaries(grads_and_vars: Sequence[Any]) -> list[Any]:
    """Summaries of each gradient: its histogram and its norm. Source: tf.contrib.training.add_gradients_summaries."""
    made = []
    for grad, var in grads_and_vars:
        if grad is None:
            continue
        values = grad.values if isinstance(grad, IndexedSlices) else grad
        graph = graph_of(values)
        norm = graph.node("Sqrt", graph.node("Sum", graph.node("Square", values), list(range(values.shape.rank or 0))))
        made += [summary.histogram(f"{var.op.name}_gradient", values), summary.scalar(f"{var.op.name}_gradient_norm", norm)]
    return made


def _times(factor: Any, each: Any) -> Any:
    return each * get_default_graph().convert(factor, each.dtype)


def _changed(grad: Any, change: Callable[[Any], Any]) -> Any:
    if isinstance(grad, IndexedSlices):
        return IndexedSlices(change(grad.values), grad.indices, grad.dense_shape)
    return None if grad is None else change(grad)
