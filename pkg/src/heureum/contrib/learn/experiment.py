"""An estimator together with what it is trained and evaluated on. `tf.contrib.learn.Experiment`.

Source: tensorflow/contrib/learn/python/learn/experiment.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from .estimators import Estimator

__all__ = ["Experiment"]


class Experiment:
    """Trains and evaluates an estimator, of tf.contrib.learn or of tf.estimator. Delays and further options are accepted.

    Source: tf.contrib.learn.Experiment.
    """

    def __init__(
        self,
        estimator: Any,
        train_input_fn: Callable[..., Any],
        eval_input_fn: Callable[..., Any],
        eval_metrics: Mapping[str, Any] | None = None,
        train_steps: int | None = None,
        eval_steps: int | None = 100,
        train_monitors: Sequence[Any] | None = None,
        eval_hooks: Sequence[Any] | None = None,
        **options: Any,
    ) -> None:
        self._estimator, self._train_input, self._eval_input = estimator, train_input_fn, eval_input_fn
        self._metrics, self._train_steps, self._eval_steps = eval_metrics, train_steps, eval_steps
        self._monitors, self._eval_hooks = list(train_monitors or ()), list(eval_hooks or ())

    @property
    def estimator(self) -> Any:
        """The estimator."""
        return self._estimator

    def train(self, delay_secs: float | None = None) -> Any:
        """Train up to `train_steps` steps, or until the input ends; gives the estimator."""
        if isinstance(self._estimator, Estimator):
            return self._estimator.fit(input_fn=self._train_input, max_steps=self._train_steps, monitors=self._monitors)
        return self._estimator.train(self._train_input, max_steps=self._train_steps, hooks=self._monitors)

    def evaluate(self, delay_secs: float | None = None, name: str | None = None) -> dict[str, Any]:
        """The metrics over `eval_steps` batches."""
        found: dict[str, Any]
        if isinstance(self._estimator, Estimator):
            found = self._estimator.evaluate(input_fn=self._eval_input, steps=self._eval_steps, metrics=self._metrics, name=name)
        else:
            found = self._estimator.evaluate(self._eval_input, self._eval_steps, self._eval_hooks, name=name)
        return found

    def train_and_evaluate(self) -> dict[str, Any]:
        """Train, then evaluate."""
        self.train()
        return self.evaluate(name="one_pass")
