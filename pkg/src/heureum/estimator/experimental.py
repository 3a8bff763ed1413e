"""Training that stops when evaluations say so, and evaluation inside of training. `tf.estimator.experimental`.

Source: tensorflow_estimator/python/estimator/early_stopping.py, hooks/hooks.py.
"""

from __future__ import annotations

import operator
import os
from collections.abc import Callable, Mapping
from typing import Any

from .. import logging, metrics, train
from ..graph import Graph, GraphKeys, get_default_graph
from ..ops.grouping import group
from ..ops.inputs import placeholder
from ..session import Session
from .estimating import Estimator
from .specs import ModeKeys

__all__ = [
    "InMemoryEvaluatorHook",
    "make_early_stopping_hook",
    "stop_if_higher_hook",
    "stop_if_lower_hook",
    "stop_if_no_decrease_hook",
    "stop_if_no_increase_hook",
]


class _StopOnPredicate(train.SessionRunHook):
    def __init__(self, should_stop: Callable[[], bool], every_secs: float | None, every_steps: int | None) -> None:
        self._should_stop = should_stop
        self._timer = train.SecondOrStepTimer(every_secs, every_steps)

    def begin(self) -> None:
        self._global_step = train.get_global_step()

    def before_run(self, run_context: Any) -> Any:
        return train.SessionRunArgs(self._global_step)

    def after_run(self, run_context: Any, run_values: Any) -> None:
        step = int(run_values.results)
        if self._timer.should_trigger_for_step(step):
            self._timer.update_last_triggered_step(step)
            if self._should_stop():
                logging.info("Requesting early stopping at global step %d", step)
                run_context.request_stop()


def make_early_stopping_hook(
    estimator: Estimator,
    should_stop_fn: Callable[[], bool],
    run_every_secs: float | None = 60,
    run_every_steps: int | None = None,
) -> train.SessionRunHook:
    """A hook that ends training when the function says so, asked every so many seconds or steps.

    Raises ValueError when both are given. Source: tf.estimator.experimental.make_early_stopping_hook.
    """
    if run_every_secs is not None and run_every_steps is not None:
        raise ValueError("Only one of `run_every_secs` and `run_every_steps` must be set.")
    return _StopOnPredicate(should_stop_fn, run_every_secs, run_every_steps)


def _read_metrics(folder: str) -> dict[int, dict[str, float]]:
    """What evaluations wrote, by step, in the order of steps."""
    found: dict[int, dict[str, float]] = {}
    for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else ():
        if ".tfevents." in name:
            for event in train.summary_iterator(os.path.join(folder, name)):
                numbers = {value.tag: value.simple_value for value in event.summary.value if value.HasField("simple_value")}
                if numbers:
                    found.setdefault(int(event.step), {}).update(numbers)
    return dict(sorted(found.items()))


def _threshold_hook(
    is_past: Callable[[float, float], bool], estimator: Estimator, metric_name: str, threshold: float, eval_dir: str | None,
    min_steps: int, secs: float | None, steps: int | None,
) -> train.SessionRunHook:  # fmt: skip
    def should_stop() -> bool:
        for step, numbers in _read_metrics(eval_dir or estimator.eval_dir()).items():
            if step >= min_steps and metric_name in numbers and is_past(numbers[metric_name], threshold):
                logging.info(
                    "At step %s, metric %r has value %s; threshold %s", step, metric_name, numbers[metric_name], threshold
                )
                return True
        return False

    return make_early_stopping_hook(estimator, should_stop, secs, steps)


def _plateau_hook(
    is_better: Callable[[float, float], bool], estimator: Estimator, metric_name: str, patience: int, eval_dir: str | None,
    min_steps: int, secs: float | None, steps: int | None,
) -> train.SessionRunHook:  # fmt: skip
    def should_stop() -> bool:
        best: float | None = None
        best_step = 0
        for step, numbers in _read_metrics(eval_dir or estimator.eval_dir()).items():
            if step < min_steps or metric_name not in numbers:
                continue
            if best is None or is_better(numbers[metric_name], best):
                best, best_step = numbers[metric_name], step
            elif step - best_step >= patience:
                logging.info("No better %r for %s steps, since step %s", metric_name, step - best_step, best_step)
                return True
        return False

    return make_early_stopping_hook(estimator, should_stop, secs, steps)


def stop_if_higher_hook(
    estimator: Estimator, metric_name: str, threshold: float, eval_dir: str | None = None, min_steps: int = 0,
    run_every_secs: float | None = 60, run_every_steps: int | None = None,
) -> train.SessionRunHook:  # fmt: skip
    """Ends training once a metric of an evaluation is above. Source: tf.estimator.experimental.stop_if_higher_hook."""
    return _threshold_hook(operator.gt, estimator, metric_name, threshold, eval_dir, min_steps, run_every_secs, run_every_steps)


def stop_if_lower_hook(
    estimator: Estimator, metric_name: str, threshold: float, eval_dir: str | None = None, min_steps: int = 0,
    run_every_secs: float | None = 60, run_every_steps: int | None = None,
) -> train.SessionRunHook:  # fmt: skip
    """Ends training once a metric of an evaluation is below. Source: tf.estimator.experimental.stop_if_lower_hook."""
    return _threshold_hook(operator.lt, estimator, metric_name, threshold, eval_dir, min_steps, run_every_secs, run_every_steps)


def stop_if_no_increase_hook(
    estimator: Estimator, metric_name: str, max_steps_without_increase: int, eval_dir: str | None = None, min_steps: int = 0,
    run_every_secs: float | None = 60, run_every_steps: int | None = None,
) -> train.SessionRunHook:  # fmt: skip
    """Ends training once a metric has not grown for a while. Source: tf.estimator.experimental.stop_if_no_increase_hook."""
    patience = max_steps_without_increase
    return _plateau_hook(operator.gt, estimator, metric_name, patience, eval_dir, min_steps, run_every_secs, run_every_steps)


def stop_if_no_decrease_hook(
    estimator: Estimator, metric_name: str, max_steps_without_decrease: int, eval_dir: str | None = None, min_steps: int = 0,
    run_every_secs: float | None = 60, run_every_steps: int | None = None,
) -> train.SessionRunHook:  # fmt: skip
    """Ends training once a metric has not fallen for a while. Source: tf.estimator.experimental.stop_if_no_decrease_hook."""
    patience = max_steps_without_decrease
    return _plateau_hook(operator.lt, estimator, metric_name, patience, eval_dir, min_steps, run_every_secs, run_every_steps)


class InMemoryEvaluatorHook(train.SessionRunHook):
    """Evaluates at the start, every `every_n_iter` runs and at the end, with the variables as they are in training.

    Source: tf.estimator.experimental.InMemoryEvaluatorHook.
    """

    def __init__(
        self, estimator: Estimator, input_fn: Callable[..., Any], steps: int | None = None, hooks: Any = None,
        name: str | None = None, every_n_iter: int = 100,
    ) -> None:  # fmt: skip
        if every_n_iter is None or every_n_iter <= 0:
            raise ValueError(f"invalid every_n_iter={every_n_iter}.")
        self._estimator, self._input_fn, self._steps, self._name = estimator, input_fn, steps, name
        self._hooks, self._every, self._runs = list(hooks or ()), every_n_iter, 0

    def begin(self) -> None:
        """Build the model once more, for evaluation, in a graph of its own."""
        self._variables = {each.op.name: each for each in get_default_graph().get_collection(GraphKeys.GLOBAL_VARIABLES)}
        self._graph = Graph()
        with self._graph.as_default():
            spec = self._estimator._built(self._input_fn, ModeKeys.EVAL)
            pairs: Mapping[str, Any] = {**(spec.eval_metric_ops or {}), "loss": metrics.mean(spec.loss)}
            self._update = group(*(each for _, each in pairs.values()))
            self._values = {key: value for key, (value, _) in pairs.items()} | {"global_step": train.get_global_step()}
            self._own = self._graph.get_collection(GraphKeys.GLOBAL_VARIABLES)
            self._fed = [placeholder(each.dtype.base_dtype, each.shape) for each in self._own]
            writes = group(*(each.assign(value) for each, value in zip(self._own, self._fed, strict=True)))
            self._scaffold = train.Scaffold(init_op=writes)

    def after_create_session(self, session: Any, coord: Any) -> None:
        """Evaluate what training starts with."""
        self._evaluate(session)

    def after_run(self, run_context: Any, run_values: Any) -> None:
        """Evaluate when it is time."""
        self._runs += 1
        if self._runs % self._every == 0:
            self._evaluate(run_context.session)

    def end(self, session: Any) -> None:
        """Evaluate what was learned."""
        self._evaluate(session)

    def _evaluate(self, session: Session) -> None:
        known = session.run({each.op.name: self._variables[each.op.name] for each in self._own})
        fed = {value: known[each.op.name] for each, value in zip(self._own, self._fed, strict=True)}
        with self._graph.as_default():
            final = train.FinalOpsHook(self._values)
            self._scaffold.init_feed_dict = fed
            done = 0
            with train.MonitoredSession(train.ChiefSessionCreator(self._scaffold), [*self._hooks, final]) as evaluating:
                while not evaluating.should_stop() and done != self._steps:
                    evaluating.run(self._update)
                    done += 1
        self._estimator._summarize(final.final_ops_values, self._estimator.eval_dir(self._name))
