"""Batch normalization, with moving averages for inference. Source: tf.layers."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..graph import Tensor, graph_of
from ..init_ops import ones_initializer, zeros_initializer
from ..neural import batch_normalization as normalized
from ..neural import fused_batch_norm, moments
from ..tensor_shape import as_shape
from .choosing import constant_truth, either
from .layer import InputSpec, Layer

__all__ = ["BatchNormalization", "batch_normalization"]

_ZEROS = zeros_initializer()
_ONES = ones_initializer()


class BatchNormalization(Layer):
    """Normalizes by the batch's mean and variance while training, else by their moving averages. `[..., c] -> [..., c]`.

    The averages move by operations in the collection UPDATE_OPS, which each training step has to run.
    Raises ValueError for renorm, virtual batches and adjustments, which are not offered.
    Source: tf.layers.BatchNormalization; S. Ioffe, C. Szegedy 2015 (arXiv:1502.03167).
    """

    def __init__(
        self,
        axis: Any = -1,
        momentum: float = 0.99,
        epsilon: float = 1e-3,
        center: bool = True,
        scale: bool = True,
        beta_initializer: Any = _ZEROS,
        gamma_initializer: Any = _ONES,
        moving_mean_initializer: Any = _ZEROS,
        moving_variance_initializer: Any = _ONES,
        beta_regularizer: Any = None,
        gamma_regularizer: Any = None,
        beta_constraint: Any = None,
        gamma_constraint: Any = None,
        renorm: bool = False,
        renorm_clipping: Any = None,
        renorm_momentum: float = 0.99,
        fused: bool | None = None,
        trainable: bool = True,
        virtual_batch_size: int | None = None,
        adjustment: Any = None,
        name: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(trainable=trainable, name=name, **kwargs)
        if renorm or virtual_batch_size is not None or adjustment is not None:
            raise ValueError("batch_normalization offers no renorm, virtual_batch_size or adjustment")
        self.axis = axis[0] if isinstance(axis, (list, tuple)) and len(axis) == 1 else axis
        if not isinstance(self.axis, int):
            raise TypeError(f"axis must be one int, found {axis!r}")
        self.momentum = momentum
        self.epsilon = epsilon
        self.center = center
        self.scale = scale
        self.initializers = (gamma_initializer, beta_initializer, moving_mean_initializer, moving_variance_initializer)
        self.beta_options = {"regularizer": beta_regularizer, "constraint": beta_constraint}
        self.gamma_options = {"regularizer": gamma_regularizer, "constraint": gamma_constraint}
        self.fused = fused
        self.gamma: Any = None
        self.beta: Any = None
        self.moving_mean: Any = None
        self.moving_variance: Any = None

    def build(self, input_shape: Any) -> None:
        """Make `gamma`, `beta` and the moving averages. Raises ValueError when the number of channels is unknown."""
        shape = as_shape(input_shape)
        if shape.rank is None:
            raise ValueError(f"Input has undefined rank. Received: {shape}")
        if not -shape.rank <= self.axis < shape.rank:
            raise ValueError(f"Invalid axis: {self.axis} for inputs of rank {shape.rank}")
        axis = self.axis % shape.rank
        channels = shape[axis].value
        if channels is None:
            raise ValueError(f"Input has undefined `axis` dimension. Received input with shape {shape}.")
        if self.fused is None:
            self.fused = shape.rank == 4 and axis in (1, 3)
        self.input_spec = InputSpec(ndim=shape.rank, axes={axis: channels})
        gamma, beta, mean, variance = self.initializers
        # Half precision is too coarse for moving averages.
        dtype = "float32" if self._dtype is not None and self._dtype.name == "float16" else None
        if self.scale:
            self.gamma = self.add_weight("gamma", [channels], dtype, gamma, **self.gamma_options)
        if self.center:
            self.beta = self.add_weight("beta", [channels], dtype, beta, **self.beta_options)
        self.moving_mean = self.add_weight("moving_mean", [channels], dtype, mean, trainable=False)
        self.moving_variance = self.add_weight("moving_variance", [channels], dtype, variance, trainable=False)

    def call(self, inputs: Any, training: Any = False, mask: Any = None) -> Any:
        """`[..., c] -> [..., c]`; `training` is a bool or a tensor."""
        axis, truth = self.axis % inputs.shape.rank, constant_truth(training)
        if self.fused:
            return self._fused(inputs, axis, training, truth)
        axes = [each for each in range(inputs.shape.rank) if each != axis]
        mean: Any = self.moving_mean
        variance: Any = self.moving_variance
        if truth is not False:
            batch_mean, batch_variance = moments(inputs, axes)
            mean = either(training, lambda: batch_mean, lambda: graph_of(inputs).convert(self.moving_mean))
            variance = either(training, lambda: batch_variance, lambda: graph_of(inputs).convert(self.moving_variance))
            self._move(mean, variance)
        shape = [1] * inputs.shape.rank
        shape[axis] = inputs.shape[axis].value
        beta, gamma = self.beta, self.gamma
        if axis != inputs.shape.rank - 1:
            values = (mean, variance, beta, gamma)
            spread = [None if each is None else graph_of(inputs).node("Reshape", each, shape) for each in values]
            mean, variance, beta, gamma = spread
        made = normalized(inputs, mean, variance, beta, gamma, self.epsilon)
        made.set_shape(inputs.shape)
        return made

    def _fused(self, inputs: Any, axis: int, training: Any, truth: bool | None) -> Tensor:
        graph = graph_of(inputs)
        layout = "NCHW" if axis == 1 else "NHWC"
        count = [self.moving_mean.shape[0].value]
        dtype = self.moving_mean.dtype
        gamma = graph.convert(_filled(1, count, dtype), name="Const") if self.gamma is None else self.gamma
        beta = graph.convert(_filled(0, count, dtype), name="Const") if self.beta is None else self.beta

        def made(is_training: bool) -> tuple[Tensor, Tensor, Tensor]:
            given = (self.moving_mean, self.moving_variance)
            return fused_batch_norm(inputs, gamma, beta, *given, self.epsilon, layout, is_training)

        outputs, mean, variance = either(training, lambda: made(True), lambda: made(False))
        if truth is not False:
            self._move(mean, variance)
        outputs.set_shape(inputs.shape)
        return outputs

    def _move(self, mean: Tensor, variance: Tensor) -> None:
        """Let the averages follow: average -= (average - value) * (1 - momentum)."""
        graph = graph_of(mean)
        moves = []
        for average, value in ((self.moving_mean, mean), (self.moving_variance, variance)):
            with graph.name_scope("AssignMovingAvg") as scope:
                decay = graph.convert(1.0 - self.momentum, average.dtype, name="decay")
                step = graph.node("Mul", graph.node("Sub", average, value, name="sub"), decay, name="mul")
                moves.append(graph.node("AssignSub", average, step, name=scope).op)
        self.add_update(moves)


def _filled(value: float, shape: list[int], dtype: Any) -> Any:
    return np.full(shape, value, dtype.as_numpy_dtype)


def batch_normalization(
    inputs: Any,
    axis: Any = -1,
    momentum: float = 0.99,
    epsilon: float = 1e-3,
    center: bool = True,
    scale: bool = True,
    beta_initializer: Any = _ZEROS,
    gamma_initializer: Any = _ONES,
    moving_mean_initializer: Any = _ZEROS,
    moving_variance_initializer: Any = _ONES,
    beta_regularizer: Any = None,
    gamma_regularizer: Any = None,
    beta_constraint: Any = None,
    gamma_constraint: Any = None,
    training: Any = False,
    trainable: bool = True,
    name: str | None = None,
    reuse: bool | None = None,
    renorm: bool = False,
    renorm_clipping: Any = None,
    renorm_momentum: float = 0.99,
    fused: bool | None = None,
    virtual_batch_size: int | None = None,
    adjustment: Any = None,
) -> Tensor:
    """Normalizes by the batch when `training`, a bool or a tensor, else by moving averages. `[..., c] -> [..., c]`.

    The averages move by operations in the collection UPDATE_OPS. Raises ValueError when the number of channels is
    unknown. Source: tf.layers.batch_normalization.
    """
    made: Tensor = BatchNormalization(
        axis, momentum, epsilon, center, scale, beta_initializer, gamma_initializer, moving_mean_initializer,
        moving_variance_initializer, beta_regularizer, gamma_regularizer, beta_constraint, gamma_constraint, renorm,
        renorm_clipping, renorm_momentum, fused, trainable, virtual_batch_size, adjustment, name,
        _scope=name, _reuse=reuse,
    )(inputs, training=training)  # fmt: skip
    return made
