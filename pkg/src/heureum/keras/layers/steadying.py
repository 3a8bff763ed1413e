"""Layers that normalise, add noise or activate with numbers of their own. `tf.keras.layers.BatchNormalization` and others.

Source: tensorflow/python/keras/layers/normalization.py, noise.py, advanced_activations.py.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ... import layers as core
from ...graph import node
from ...layers.choosing import either
from ...neural import leaky_relu
from ...ops.random import random_normal
from ...tensor_shape import as_shape
from .. import activations
from ..state import learning_phase
from .layer import Layer

__all__ = [
    "ELU",
    "BatchNormalization",
    "GaussianDropout",
    "GaussianNoise",
    "LeakyReLU",
    "PReLU",
    "ReLU",
    "Softmax",
    "ThresholdedReLU",
]


class BatchNormalization(Layer, core.BatchNormalization):
    """Normalizes by the batch's mean and variance while training, else by their moving averages. `[..., c] -> [..., c]`.

    Source: tf.keras.layers.BatchNormalization.
    """

    def __init__(
        self,
        axis: int = -1,
        momentum: float = 0.99,
        epsilon: float = 1e-3,
        center: bool = True,
        scale: bool = True,
        beta_initializer: Any = "zeros",
        gamma_initializer: Any = "ones",
        moving_mean_initializer: Any = "zeros",
        moving_variance_initializer: Any = "ones",
        beta_regularizer: Any = None,
        gamma_regularizer: Any = None,
        beta_constraint: Any = None,
        gamma_constraint: Any = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(
            axis, momentum, epsilon, center, scale, beta_initializer, gamma_initializer, moving_mean_initializer,
            moving_variance_initializer, beta_regularizer, gamma_regularizer, beta_constraint, gamma_constraint, **kwargs,
        )  # fmt: skip

    def call(self, inputs: Any, training: Any = None) -> Any:  # type: ignore[override]
        """`[..., c] -> [..., c]`; in the learning phase unless told. A layer that is not trained keeps its averages."""
        phase = learning_phase() if training is None else training
        return core.BatchNormalization.call(self, inputs, phase if self.trainable else False)


class GaussianNoise(Layer):
    """Adds normal noise while training. `[...] -> [...]`. Source: tf.keras.layers.GaussianNoise."""

    def __init__(self, stddev: float, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.stddev = stddev

    def call(self, inputs: Any, training: Any = None) -> Any:
        """`[...] -> [...]`."""
        phase = learning_phase() if training is None else training
        return either(
            phase,
            lambda: inputs + random_normal(node("Shape", inputs), 0.0, self.stddev, inputs.dtype),
            lambda: node("Identity", inputs),
        )


class GaussianDropout(Layer):
    """Multiplies by normal noise around 1 while training. `[...] -> [...]`. Source: tf.keras.layers.GaussianDropout."""

    def __init__(self, rate: float, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.rate = rate

    def call(self, inputs: Any, training: Any = None) -> Any:
        """`[...] -> [...]`."""
        phase, spread = learning_phase() if training is None else training, float(np.sqrt(self.rate / (1 - self.rate)))
        return either(
            phase,
            lambda: inputs * random_normal(node("Shape", inputs), 1.0, spread, inputs.dtype),
            lambda: node("Identity", inputs),
        )


class LeakyReLU(Layer):
    """`x` above zero, `alpha * x` below. `[...] -> [...]`. Source: tf.keras.layers.LeakyReLU."""

    def __init__(self, alpha: float = 0.3, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.alpha = float(alpha)

    def call(self, inputs: Any) -> Any:
        """`[...] -> [...]`."""
        return leaky_relu(inputs, self.alpha)


class ELU(Layer):
    """`x` above zero, `alpha * (exp(x) - 1)` below. `[...] -> [...]`. Source: tf.keras.layers.ELU."""

    def __init__(self, alpha: float = 1.0, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.alpha = float(alpha)

    def call(self, inputs: Any) -> Any:
        """`[...] -> [...]`."""
        return activations.elu(inputs, self.alpha)


class ReLU(Layer):
    """`x` above `threshold`, at most `max_value`. `[...] -> [...]`. Source: tf.keras.layers.ReLU."""

    def __init__(self, max_value: float | None = None, negative_slope: float = 0, threshold: float = 0, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.max_value, self.negative_slope, self.threshold = max_value, negative_slope, threshold

    def call(self, inputs: Any) -> Any:
        """`[...] -> [...]`."""
        return activations.relu(inputs, self.negative_slope, self.max_value, self.threshold)


class ThresholdedReLU(Layer):
    """`x` above `theta`, else 0. `[...] -> [...]`. Source: tf.keras.layers.ThresholdedReLU."""

    def __init__(self, theta: float = 1.0, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.theta = float(theta)

    def call(self, inputs: Any) -> Any:
        """`[...] -> [...]`."""
        return inputs * node("Cast", inputs > self.theta, DstT=inputs.dtype)


class Softmax(Layer):
    """Chances that add up to 1 along an axis. `[..., k] -> [..., k]`. Source: tf.keras.layers.Softmax."""

    def __init__(self, axis: int = -1, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.axis = axis

    def call(self, inputs: Any) -> Any:
        """`[..., k] -> [..., k]`."""
        return activations.softmax(inputs, self.axis)


class PReLU(Layer):
    """`x` above zero, `alpha * x` below, where alpha is learned. `[...] -> [...]`. Source: tf.keras.layers.PReLU."""

    def __init__(
        self,
        alpha_initializer: Any = "zeros",
        alpha_regularizer: Any = None,
        alpha_constraint: Any = None,
        shared_axes: Any = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self._options = (alpha_initializer, alpha_regularizer, alpha_constraint)
        self.shared_axes = [shared_axes] if isinstance(shared_axes, int) else list(shared_axes or ())
        self.alpha: Any = None

    def build(self, input_shape: Any) -> None:
        """Make `alpha`, one for each element of an example but along shared axes."""
        sizes = as_shape(input_shape).as_list()[1:]
        for axis in self.shared_axes:
            sizes[axis - 1] = 1
        initializer, regularizer, constraint = self._options
        self.alpha = self.add_weight("alpha", sizes, None, initializer, regularizer, constraint=constraint)
        self.built = True

    def call(self, inputs: Any) -> Any:
        """`[...] -> [...]`."""
        return node("Relu", inputs) - self.alpha * node("Relu", -inputs)
