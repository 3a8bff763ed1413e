"""What a model function gave before tf.estimator, and metrics by name. Source: tf.contrib.learn."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ...estimator import EstimatorSpec

__all__ = ["MetricSpec", "ModeKeys", "ModelFnOps"]


class ModeKeys:
    """What a model function is asked for. Source: tf.contrib.learn.ModeKeys."""

    TRAIN = "train"
    EVAL = "eval"
    INFER = "infer"


@dataclass(frozen=True)
class ModelFnOps:
    """What a model function gives. Source: tf.contrib.learn.ModelFnOps."""

    mode: str
    predictions: Any = None
    loss: Any = None
    train_op: Any = None
    eval_metric_ops: Mapping[str, Any] | None = None

    def as_spec(self, mode: str, more: Mapping[str, Any]) -> EstimatorSpec:
        """As what tf.estimator takes, with further metrics. Raises ValueError when what the mode needs is missing."""
        if mode == ModeKeys.INFER:
            return EstimatorSpec(mode, predictions=self.predictions)
        if mode == ModeKeys.EVAL:
            return EstimatorSpec(mode, self.predictions, self.loss, eval_metric_ops={**(self.eval_metric_ops or {}), **more})
        return EstimatorSpec(mode, self.predictions, self.loss, self.train_op)


@dataclass(frozen=True)
class MetricSpec:
    """A metric, and which of the predictions and labels it is of. Source: tf.contrib.learn.MetricSpec."""

    metric_fn: Callable[..., Any]
    prediction_key: str | None = None
    label_key: str | None = None
    weight_key: str | None = None

    def create_metric_ops(self, inputs: Any, labels: Any, predictions: Any) -> Any:
        """The value and the update. Raises ValueError when several predictions are there and none was chosen."""
        said = predictions
        if isinstance(predictions, Mapping):
            if self.prediction_key is None and len(predictions) > 1:
                raise ValueError(f"MetricSpec needs a prediction_key, one of {sorted(predictions)}")
            said = predictions[self.prediction_key or next(iter(predictions))]
        right = labels[self.label_key] if isinstance(labels, Mapping) else labels
        names = list(inspect.signature(self.metric_fn).parameters)
        label_name = "targets" if "targets" in names else "labels"
        return self.metric_fn(**{"predictions": said, label_name: right})
