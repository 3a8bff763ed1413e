"""Estimators before tf.estimator, data sets, and what turns texts into numbers. `tf.contrib.learn`."""

from ...estimator import RunConfig
from . import datasets, io, preprocessing
from .estimators import (
    DNNClassifier,
    DNNRegressor,
    Estimator,
    LinearClassifier,
    LinearRegressor,
    SKCompat,
    infer_real_valued_columns_from_input,
)
from .specs import MetricSpec, ModeKeys, ModelFnOps

__all__ = [
    "DNNClassifier",
    "DNNRegressor",
    "Estimator",
    "LinearClassifier",
    "LinearRegressor",
    "MetricSpec",
    "ModeKeys",
    "ModelFnOps",
    "RunConfig",
    "SKCompat",
    "datasets",
    "infer_real_valued_columns_from_input",
    "io",
    "preprocessing",
]
