"""Training and evaluation in turns. Source: tf.estimator.train_and_evaluate."""

from __future__ import annotations

import os
from typing import Any

from .estimating import Estimator
from .exporters import Exporter
from .specs import EvalSpec, TrainSpec

__all__ = ["train_and_evaluate"]


def train_and_evaluate(estimator: Estimator, train_spec: TrainSpec, eval_spec: EvalSpec) -> tuple[dict[str, Any], list[Any]]:
    """Train up to `train_spec.max_steps` or until its input ends, then evaluate and export; gives metrics and exports.

    TensorFlow evaluates in between too, as time passes. Source: tf.estimator.train_and_evaluate.
    """
    estimator.train(
        train_spec.input_fn, train_spec.hooks, max_steps=train_spec.max_steps, saving_listeners=train_spec.saving_listeners
    )
    found = estimator.evaluate(eval_spec.input_fn, eval_spec.steps, eval_spec.hooks, name=eval_spec.name)
    path = estimator.latest_checkpoint()
    exports = [
        each.export(estimator, os.path.join(estimator.model_dir, "export", each.name), path, found, is_the_final_export=True)
        for each in _each(eval_spec.exporters)
    ]
    return found, exports


def _each(exporters: Any) -> list[Exporter]:
    if exporters is None:
        return []
    return [exporters] if isinstance(exporters, Exporter) else list(exporters)
