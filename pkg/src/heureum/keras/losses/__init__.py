"""Losses by name. `tf.keras.losses`. Source: tensorflow/python/keras/losses.py."""

from __future__ import annotations

from typing import Any

from ..finding import find
from . import measuring, objects
from .measuring import *
from .objects import *

cosine = cosine_similarity = measuring.cosine_proximity
kld = KLD = measuring.kullback_leibler_divergence
mae = MAE = measuring.mean_absolute_error
mape = MAPE = measuring.mean_absolute_percentage_error
mse = MSE = measuring.mean_squared_error
msle = MSLE = measuring.mean_squared_logarithmic_error

__all__ = [
    "KLD",
    "MAE",
    "MAPE",
    "MSE",
    "MSLE",
    "BinaryCrossentropy",
    "CategoricalCrossentropy",
    "CosineSimilarity",
    "Hinge",
    "Huber",
    "KLDivergence",
    "Loss",
    "MeanAbsoluteError",
    "MeanAbsolutePercentageError",
    "MeanSquaredError",
    "MeanSquaredLogarithmicError",
    "Poisson",
    "SparseCategoricalCrossentropy",
    "SquaredHinge",
    "binary_crossentropy",
    "categorical_crossentropy",
    "categorical_hinge",
    "cosine",
    "cosine_proximity",
    "cosine_similarity",
    "get",
    "hinge",
    "huber_loss",
    "kld",
    "kullback_leibler_divergence",
    "logcosh",
    "mae",
    "mape",
    "mean_absolute_error",
    "mean_absolute_percentage_error",
    "mean_squared_error",
    "mean_squared_logarithmic_error",
    "mse",
    "msle",
    "poisson",
    "sparse_categorical_crossentropy",
    "squared_hinge",
]

_NAMED: dict[str, Any] = {
    **{name: getattr(measuring, name) for name in measuring.__all__},
    **{name: getattr(objects, name) for name in objects.__all__},
    **{name: globals()[name] for name in __all__ if name in globals() and name not in objects.__all__},
    "huber": measuring.huber_loss,
}


def get(identifier: Any) -> Any:
    """The loss of that name; functions and objects as they are. Raises ValueError for another name.

    Source: tf.keras.losses.get.
    """
    return find("loss function", identifier, _NAMED, makes=True)
