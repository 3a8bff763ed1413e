"""A model as one function of features, labels and mode, and what trains, evaluates and asks it. `tf.estimator`.

Source: tensorflow_estimator/python/estimator. Ready-made estimators and feature columns are left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import inputs
from .estimating import Estimator
from .specs import EstimatorSpec, EvalSpec, ModeKeys, RunConfig, TrainSpec
from .together import train_and_evaluate

__all__ = ["Estimator", "EstimatorSpec", "EvalSpec", "ModeKeys", "RunConfig", "TrainSpec", "inputs", "train_and_evaluate"]

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """An error that says what to use instead of what is left out."""
        message = f"module 'heureum.estimator' has no attribute '{name}'"
        if name.endswith(("Classifier", "Regressor", "Exporter")):
            message += ": it is left out; write a model_fn with tf.layers, and give it to tf.estimator.Estimator"
        raise AttributeError(message, name=name)
