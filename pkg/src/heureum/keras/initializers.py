"""Initializers by name, under keras' names and with keras' defaults. `tf.keras.initializers`."""

from __future__ import annotations

from typing import Any

from .. import init_ops
from ..dtypes import float32
from ..init_ops import (
    Constant,
    Identity,
    Initializer,
    Ones,
    Orthogonal,
    VarianceScaling,
    Zeros,
    he_normal,
    he_uniform,
    lecun_normal,
    lecun_uniform,
)
from ..init_ops import glorot_normal_initializer as glorot_normal
from ..init_ops import glorot_uniform_initializer as glorot_uniform
from .finding import find

__all__ = [
    "Constant",
    "Identity",
    "Initializer",
    "Ones",
    "Orthogonal",
    "RandomNormal",
    "RandomUniform",
    "TruncatedNormal",
    "VarianceScaling",
    "Zeros",
    "constant",
    "get",
    "glorot_normal",
    "glorot_uniform",
    "he_normal",
    "he_uniform",
    "identity",
    "lecun_normal",
    "lecun_uniform",
    "normal",
    "ones",
    "orthogonal",
    "random_normal",
    "random_uniform",
    "truncated_normal",
    "uniform",
    "zeros",
]


class RandomNormal(init_ops.RandomNormal):
    """Normal, by keras' habit with a deviation of 0.05. Source: tf.keras.initializers.RandomNormal."""

    def __init__(self, mean: float = 0.0, stddev: float = 0.05, seed: int | None = None, dtype: Any = float32) -> None:
        super().__init__(mean, stddev, seed, dtype)


class RandomUniform(init_ops.RandomUniform):
    """Uniform, by keras' habit from -0.05 to 0.05. Source: tf.keras.initializers.RandomUniform."""

    def __init__(self, minval: float = -0.05, maxval: float = 0.05, seed: int | None = None, dtype: Any = float32) -> None:
        super().__init__(minval, maxval, seed, dtype)


class TruncatedNormal(init_ops.TruncatedNormal):
    """Normal without what is far off, by keras' habit with a deviation of 0.05. Source: tf.keras.initializers.TruncatedNormal."""

    def __init__(self, mean: float = 0.0, stddev: float = 0.05, seed: int | None = None, dtype: Any = float32) -> None:
        super().__init__(mean, stddev, seed, dtype)


constant, identity, ones, orthogonal, zeros = Constant, Identity, Ones, Orthogonal, Zeros
normal = random_normal = RandomNormal
uniform = random_uniform = RandomUniform
truncated_normal = TruncatedNormal

_NAMED = {name: value for name, value in list(globals().items()) if name in __all__ and name != "get"}


def get(identifier: Any) -> Any:
    """The initializer of that name; a class is made one, anything else is as it is. Raises ValueError for another name.

    Source: tf.keras.initializers.get.
    """
    if isinstance(identifier, str) and identifier in ("glorot_normal", "glorot_uniform", "he_normal", "he_uniform"):
        return _NAMED[identifier]()
    if isinstance(identifier, str) and identifier in ("lecun_normal", "lecun_uniform"):
        return _NAMED[identifier]()
    return find("initializer", identifier, _NAMED, makes=True)
