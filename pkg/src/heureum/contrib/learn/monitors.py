"""What looks at training while it goes on. `tf.contrib.learn.monitors`.

Source: tensorflow/contrib/learn/python/learn/monitors.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ... import logging
from ...train import SessionRunArgs, SessionRunHook, get_global_step, latest_checkpoint

__all__ = ["ValidationMonitor"]


class ValidationMonitor(SessionRunHook):
    """Evaluates the newest checkpoint every so many steps, and stops when a metric has not become better for
    `early_stopping_rounds` steps. There has to be a new checkpoint: `RunConfig(save_checkpoints_secs=1)` makes them often.

    Raises ValueError without data. Source: tf.contrib.learn.monitors.ValidationMonitor.
    """

    def __init__(
        self,
        x: Any = None,
        y: Any = None,
        input_fn: Callable[..., Any] | None = None,
        batch_size: int | None = None,
        eval_steps: int | None = None,
        every_n_steps: int = 100,
        metrics: Mapping[str, Any] | None = None,
        hooks: Any = None,
        early_stopping_rounds: int | None = None,
        early_stopping_metric: str = "loss",
        early_stopping_metric_minimize: bool = True,
        name: str | None = None,
        check_interval_secs: float = 5,
    ) -> None:
        if x is None and input_fn is None:
            raise ValueError("Either x or input_fn should be provided.")
        self._data = {"x": x, "y": y, "input_fn": input_fn, "batch_size": batch_size, "steps": eval_steps, "name": name}
        self._metrics, self._every = metrics, every_n_steps
        self._rounds, self._metric, self._is_less = early_stopping_rounds, early_stopping_metric, early_stopping_metric_minimize
        self._estimator: Any = None
        self._seen: str | None = None
        self.best_step: int | None = None
        self.best_value: Any = None
        self.best_metrics: Any = None
        self.early_stopped = False

    def set_estimator(self, estimator: Any) -> None:
        """The estimator that is trained; `fit` says it."""
        self._estimator = estimator

    def begin(self) -> None:
        """Find the counter."""
        self._global_step, self._next = get_global_step(), 0

    def before_run(self, run_context: Any) -> Any:
        """Ask for the counter."""
        return SessionRunArgs(self._global_step)

    def after_run(self, run_context: Any, run_values: Any) -> None:
        """Evaluate when it is time, and stop when it is enough."""
        step = int(run_values.results)
        if step < self._next or self._estimator is None:
            return
        self._next = step + self._every
        path = latest_checkpoint(self._estimator.model_dir)
        if path is None or path == self._seen:
            return
        self._seen = path
        found = self._estimator.evaluate(**self._data, metrics=self._metrics)
        shown = ", ".join(f"{name} = {value}" for name, value in sorted(found.items()))
        logging.info("Validation (step %d): %s", step, shown)
        if self._metric not in found:
            raise ValueError(f"{self._metric} is not among the metrics {sorted(found)}")
        value = found[self._metric]
        is_better = self.best_value is None or (value < self.best_value if self._is_less else value > self.best_value)
        if is_better:
            self.best_step, self.best_value, self.best_metrics = step, value, found
        elif self._rounds is not None and step - (self.best_step or 0) >= self._rounds:
            logging.info("Stopping. Best step: %s with %s = %s.", self.best_step, self._metric, self.best_value)
            self.early_stopped = True
            run_context.request_stop()
