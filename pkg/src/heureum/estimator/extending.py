"""Metrics added to an estimator. `tf.estimator.add_metrics`.

Source: tensorflow_estimator/python/estimator/extenders.py.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from .estimating import Estimator
from .specs import ModeKeys

__all__ = ["add_metrics"]

_OFFERED = ("features", "labels", "predictions", "config")


def add_metrics(estimator: Estimator, metric_fn: Callable[..., Any]) -> Estimator:
    """An estimator with the folder of `estimator` whose evaluations give the metrics of `metric_fn` too.

    It takes some of features, labels, predictions and config, by name, and gives a dict of metrics. Raises ValueError for
    another parameter. Source: tf.estimator.add_metrics.
    """
    asked = list(inspect.signature(metric_fn).parameters)
    unknown = [name for name in asked if name not in _OFFERED]
    if unknown:
        raise ValueError(f"metric_fn ({metric_fn}) has following not expected args: {unknown}; it may take {_OFFERED}")

    def model_fn(features: Any, labels: Any, mode: str, config: Any) -> Any:
        spec = estimator.model_fn(features, labels, mode, config)
        if mode != ModeKeys.EVAL:
            return spec
        offered = {"features": features, "labels": labels, "predictions": spec.predictions, "config": config}
        more = metric_fn(**{name: offered[name] for name in asked})
        return replace(spec, eval_metric_ops={**(spec.eval_metric_ops or {}), **more})

    return Estimator(model_fn, estimator.model_dir, estimator.config)
