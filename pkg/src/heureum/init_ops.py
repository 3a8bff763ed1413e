"""Initializers: the first values of variables.

Takes what the values are like, then a shape and a dtype; gives a tensor.
Law: the tensor is made in the scope of its variable, so that its nodes are named after it.
Source: tf.initializers.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from .dtypes import DType, as_dtype, float32
from .graph import Tensor, get_default_graph, node
from .ops.filling import ones, zeros
from .ops.inputs import constant
from .ops.random import random_normal, random_uniform, truncated_normal
from .tensor_shape import as_shape

__all__ = [
    "Constant",
    "Identity",
    "Initializer",
    "Ones",
    "Orthogonal",
    "RandomNormal",
    "RandomUniform",
    "TruncatedNormal",
    "UniformUnitScaling",
    "VarianceScaling",
    "Zeros",
    "constant_initializer",
    "glorot_normal_initializer",
    "glorot_uniform_initializer",
    "he_normal",
    "he_uniform",
    "identity_initializer",
    "lecun_normal",
    "lecun_uniform",
    "ones_initializer",
    "orthogonal_initializer",
    "random_normal_initializer",
    "random_uniform_initializer",
    "truncated_normal_initializer",
    "uniform_unit_scaling_initializer",
    "variance_scaling_initializer",
    "zeros_initializer",
]


class Initializer:
    """Makes first values: call it with a shape and a dtype. Source: tf.initializers."""

    def __init__(self, dtype: Any = float32) -> None:
        self.dtype: DType = as_dtype(dtype)

    def __call__(self, shape: Any, dtype: Any = None, partition_info: Any = None) -> Tensor:
        """The values, as a tensor of `shape`."""
        return self._make(as_shape(shape).as_list(), self.dtype if dtype is None else as_dtype(dtype))

    def _make(self, shape: list[Any], dtype: DType) -> Tensor:
        raise NotImplementedError

    def get_config(self) -> dict[str, Any]:
        """The arguments it was made with."""
        return {**{k: v for k, v in vars(self).items() if k != "dtype"}, "dtype": self.dtype.name}

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> Initializer:
        """The initializer of what `get_config` gave."""
        return cls(**config)


class Zeros(Initializer):
    """Zeros. Source: tf.zeros_initializer."""

    def _make(self, shape: list[Any], dtype: DType) -> Tensor:
        return zeros(shape, dtype)


class Ones(Initializer):
    """Ones. Source: tf.ones_initializer."""

    def _make(self, shape: list[Any], dtype: DType) -> Tensor:
        return ones(shape, dtype)


class Constant(Initializer):
    """A value, repeated: its last element fills what is left. Source: tf.constant_initializer.

    Raises TypeError for what is no number, list or array.
    """

    def __init__(self, value: Any = 0, dtype: Any = float32, verify_shape: bool = False) -> None:
        if not (np.isscalar(value) or isinstance(value, (list, tuple, np.ndarray))):
            raise TypeError(
                f"Invalid type for initial value={value} of type: {type(value).__name__}. "
                "Expected Python scalar, list or tuple of values, or numpy.ndarray."
            )
        super().__init__(dtype)
        self.value = value
        self.verify_shape = verify_shape

    def __call__(self, shape: Any, dtype: Any = None, partition_info: Any = None, verify_shape: bool | None = None) -> Tensor:
        """The value, as a tensor of `shape`."""
        verify = self.verify_shape if verify_shape is None else verify_shape
        return constant(self.value, self.dtype if dtype is None else dtype, shape, verify_shape=verify)


class RandomUniform(Initializer):
    """Uniform in [minval, maxval). Source: tf.random_uniform_initializer."""

    def __init__(self, minval: Any = 0.0, maxval: Any = None, seed: int | None = None, dtype: Any = float32) -> None:
        super().__init__(dtype)
        self.minval, self.maxval, self.seed = minval, maxval, seed

    def _make(self, shape: list[Any], dtype: DType) -> Tensor:
        return random_uniform(shape, self.minval, self.maxval, dtype, seed=self.seed)


class RandomNormal(Initializer):
    """Normal. Source: tf.random_normal_initializer."""

    def __init__(self, mean: Any = 0.0, stddev: Any = 1.0, seed: int | None = None, dtype: Any = float32) -> None:
        super().__init__(_fraction(dtype))
        self.mean, self.stddev, self.seed = mean, stddev, seed

    def _make(self, shape: list[Any], dtype: DType) -> Tensor:
        return random_normal(shape, self.mean, self.stddev, dtype, seed=self.seed)


class TruncatedNormal(RandomNormal):
    """Normal, drawn again beyond two standard deviations. Source: tf.truncated_normal_initializer."""

    def _make(self, shape: list[Any], dtype: DType) -> Tensor:
        return truncated_normal(shape, self.mean, self.stddev, dtype, seed=self.seed)


class UniformUnitScaling(Initializer):
    """Uniform, so wide that inputs keep their scale. Source: tf.uniform_unit_scaling_initializer."""

    def __init__(self, factor: float = 1.0, seed: int | None = None, dtype: Any = float32) -> None:
        super().__init__(_fraction(dtype))
        self.factor, self.seed = factor, seed

    def _make(self, shape: list[Any], dtype: DType) -> Tensor:
        width = math.sqrt(3 / max(math.prod(shape[:-1]), 1)) * self.factor
        return random_uniform(shape, -width, width, dtype, seed=self.seed)


class VarianceScaling(Initializer):
    """Spread by the number of inputs and outputs of a layer. Source: tf.variance_scaling_initializer.

    Raises ValueError for a scale that is not positive, and for an unknown mode or distribution.
    """

    def __init__(
        self,
        scale: float = 1.0,
        mode: str = "fan_in",
        distribution: str = "truncated_normal",
        seed: int | None = None,
        dtype: Any = float32,
    ) -> None:
        if scale <= 0.0:
            raise ValueError(f"Argument `scale` must be a positive float. Received: {scale}")
        if mode not in {"fan_in", "fan_out", "fan_avg"}:
            raise ValueError(f"Argument `mode` should be one of ('fan_in', 'fan_out', 'fan_avg'). Received: {mode}")
        if distribution.lower() not in {"normal", "uniform", "truncated_normal", "untruncated_normal"}:
            raise ValueError(
                "Argument `distribution` should be one of ('normal', 'uniform', 'truncated_normal', "
                f"'untruncated_normal'). Received: {distribution}"
            )
        super().__init__(_fraction(dtype))
        self.scale, self.mode, self.distribution, self.seed = scale, mode, distribution.lower(), seed

    def _make(self, shape: list[Any], dtype: DType) -> Tensor:
        inputs, outputs = _fans(shape)
        count = {"fan_in": inputs, "fan_out": outputs, "fan_avg": (inputs + outputs) / 2}[self.mode]
        scale = self.scale / max(1.0, count)
        if self.distribution == "uniform":
            limit = math.sqrt(3.0 * scale)
            return random_uniform(shape, -limit, limit, dtype, seed=self.seed)
        if self.distribution == "untruncated_normal":
            return random_normal(shape, 0.0, math.sqrt(scale), dtype, seed=self.seed)
        # Cutting at two standard deviations narrows the spread by this factor.
        return truncated_normal(shape, 0.0, math.sqrt(scale) / 0.87962566103423978, dtype, seed=self.seed)


class Orthogonal(Initializer):
    """A matrix with orthonormal rows or columns, whichever are fewer. Source: tf.orthogonal_initializer.

    A. Saxe et al. 2013 (arXiv:1312.6120). Calling it raises ValueError for a shape of rank below 2.
    """

    def __init__(self, gain: float = 1.0, seed: int | None = None, dtype: Any = float32) -> None:
        super().__init__(_fraction(dtype))
        self.gain, self.seed = gain, seed

    def _make(self, shape: list[Any], dtype: DType) -> Tensor:
        if len(shape) < 2:
            raise ValueError(f"The tensor to initialize, specified by argument `shape` must be at least two-dimensional: {shape}")
        rows, columns = math.prod(shape[:-1]), shape[-1]
        tall = [max(rows, columns), min(rows, columns)]
        q, r = node("Qr", random_normal(tall, dtype=dtype, seed=self.seed), full_matrices=False)
        # Makes Q unique, and so evenly spread.
        q = q * node("Sign", node("DiagPart", r))
        if rows < columns:
            q = node("Transpose", q, np.array([1, 0], np.int32))
        made: Tensor = self.gain * node("Reshape", q, np.array(shape, np.int32))
        return made


class Identity(Initializer):
    """An identity matrix, times `gain`. Source: tf.initializers.identity.

    Calling it raises ValueError for a shape of another rank than 2.
    """

    def __init__(self, gain: float = 1.0, dtype: Any = float32) -> None:
        super().__init__(_fraction(dtype))
        self.gain = gain

    def _make(self, shape: list[Any], dtype: DType) -> Tensor:
        if len(shape) != 2:
            raise ValueError(f"Identity matrix initializer can only be used for 2D matrices, got shape {shape}.")
        made: Tensor = get_default_graph().convert(np.eye(*shape, dtype=dtype.as_numpy_dtype) * self.gain, dtype, name="eye")
        return made


def glorot_uniform_initializer(seed: int | None = None, dtype: Any = float32) -> VarianceScaling:
    """X. Glorot, Y. Bengio 2010 (AISTATS), uniform. Source: tf.glorot_uniform_initializer."""
    return VarianceScaling(1.0, "fan_avg", "uniform", seed, dtype)


def glorot_normal_initializer(seed: int | None = None, dtype: Any = float32) -> VarianceScaling:
    """X. Glorot, Y. Bengio 2010 (AISTATS), normal. Source: tf.glorot_normal_initializer."""
    return VarianceScaling(1.0, "fan_avg", "truncated_normal", seed, dtype)


def he_normal(seed: int | None = None) -> VarianceScaling:
    """K. He et al. 2015 (arXiv:1502.01852), normal. Source: tf.initializers.he_normal."""
    return VarianceScaling(2.0, "fan_in", "truncated_normal", seed)


def he_uniform(seed: int | None = None) -> VarianceScaling:
    """K. He et al. 2015 (arXiv:1502.01852), uniform. Source: tf.initializers.he_uniform."""
    return VarianceScaling(2.0, "fan_in", "uniform", seed)


def lecun_normal(seed: int | None = None) -> VarianceScaling:
    """Y. LeCun et al. 1998, normal. Source: tf.initializers.lecun_normal."""
    return VarianceScaling(1.0, "fan_in", "truncated_normal", seed)


def lecun_uniform(seed: int | None = None) -> VarianceScaling:
    """Y. LeCun et al. 1998, uniform. Source: tf.initializers.lecun_uniform."""
    return VarianceScaling(1.0, "fan_in", "uniform", seed)


def _fraction(dtype: Any) -> DType:
    wanted = as_dtype(dtype)
    if not wanted.is_floating:
        raise ValueError(f"Argument `dtype` expected to be numeric or boolean: a floating-point dtype is needed, got {wanted}.")
    return wanted


def _fans(shape: Sequence[int]) -> tuple[float, float]:
    """How many inputs and outputs a weight of this shape joins; the axes before the last two are a window."""
    if len(shape) < 2:
        return (1.0, 1.0) if not shape else (float(shape[0]), float(shape[0]))
    window = math.prod(shape[:-2])
    return float(shape[-2] * window), float(shape[-1] * window)


constant_initializer = Constant
ones_initializer = Ones
zeros_initializer = Zeros
random_uniform_initializer = RandomUniform
random_normal_initializer = RandomNormal
truncated_normal_initializer = TruncatedNormal
uniform_unit_scaling_initializer = UniformUnitScaling
variance_scaling_initializer = VarianceScaling
orthogonal_initializer = Orthogonal
identity_initializer = Identity
