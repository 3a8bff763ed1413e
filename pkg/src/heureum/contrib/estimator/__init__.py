"""Metrics and clipping added to estimators, and training that stops early. `tf.contrib.estimator`."""

from ...estimator import add_metrics
from ...estimator.experimental import (
    InMemoryEvaluatorHook,
    make_early_stopping_hook,
    stop_if_higher_hook,
    stop_if_lower_hook,
    stop_if_no_decrease_hook,
    stop_if_no_increase_hook,
)
from .changing import clip_gradients_by_norm, forward_features

__all__ = [
    "InMemoryEvaluatorHook",
    "add_metrics",
    "clip_gradients_by_norm",
    "forward_features",
    "make_early_stopping_hook",
    "stop_if_higher_hook",
    "stop_if_lower_hook",
    "stop_if_no_decrease_hook",
    "stop_if_no_increase_hook",
]
