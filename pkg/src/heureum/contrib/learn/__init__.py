"""Estimators before tf.estimator, data sets, and what turns texts into numbers. `tf.contrib.learn`."""

from ...estimator import RunConfig
from . import datasets, io, learn_runner, monitors, preprocessing
from .combined import DNNLinearCombinedClassifier, DNNLinearCombinedRegressor, PredictionKey
from .estimators import (
    DNNClassifier,
    DNNRegressor,
    Estimator,
    LinearClassifier,
    LinearRegressor,
    SKCompat,
    infer_real_valued_columns_from_input,
)
from .experiment import Experiment
from .specs import MetricSpec, ModeKeys, ModelFnOps

__all__ = [
    "DNNClassifier",
    "DNNLinearCombinedClassifier",
    "DNNLinearCombinedRegressor",
    "DNNRegressor",
    "Estimator",
    "Experiment",
    "LinearClassifier",
    "LinearRegressor",
    "MetricSpec",
    "ModeKeys",
    "ModelFnOps",
    "PredictionKey",
    "RunConfig",
    "SKCompat",
    "datasets",
    "infer_real_valued_columns_from_input",
    "io",
    "learn_runner",
    "monitors",
    "preprocessing",
]
