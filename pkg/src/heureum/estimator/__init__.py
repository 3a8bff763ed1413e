"""A model as one function of features, labels and mode, and what trains, evaluates and asks it. `tf.estimator`.

Source: tensorflow_estimator/python/estimator.
"""

from __future__ import annotations

from . import export, inputs
from .estimating import Estimator
from .exporters import BestExporter, Exporter, FinalExporter, LatestExporter
from .premade import (
    DNNClassifier,
    DNNLinearCombinedClassifier,
    DNNLinearCombinedRegressor,
    DNNRegressor,
    LinearClassifier,
    LinearRegressor,
)
from .specs import EstimatorSpec, EvalSpec, ModeKeys, RunConfig, TrainSpec
from .together import train_and_evaluate

__all__ = [
    "BestExporter",
    "DNNClassifier",
    "DNNLinearCombinedClassifier",
    "DNNLinearCombinedRegressor",
    "DNNRegressor",
    "Estimator",
    "EstimatorSpec",
    "EvalSpec",
    "Exporter",
    "FinalExporter",
    "LatestExporter",
    "LinearClassifier",
    "LinearRegressor",
    "ModeKeys",
    "RunConfig",
    "TrainSpec",
    "export",
    "inputs",
    "train_and_evaluate",
]
