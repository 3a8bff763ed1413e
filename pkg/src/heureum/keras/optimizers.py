"""Optimizers by name. `tf.keras.optimizers`. Source: tensorflow/python/keras/optimizers.py."""

from __future__ import annotations

from typing import Any

from .averaging import Adam, Adamax, Nadam
from .descending import SGD, Adadelta, Adagrad, Optimizer, RMSprop
from .finding import find

__all__ = ["SGD", "Adadelta", "Adagrad", "Adam", "Adamax", "Nadam", "Optimizer", "RMSprop", "get"]

_KINDS = (SGD, RMSprop, Adagrad, Adadelta, Adam, Adamax, Nadam)
_NAMED: dict[str, Any] = {name: each for each in _KINDS for name in (each.__name__, each.__name__.lower())}


def get(identifier: Any) -> Any:
    """The optimizer of that name; those of tf.train and objects as they are. Raises ValueError for another name.

    Source: tf.keras.optimizers.get.
    """
    return find("optimizer", identifier, _NAMED, makes=True)
