"""Layers of images: convolution and pooling. `tf.keras.layers.Conv2D` and others.

Source: tensorflow/python/keras/layers/convolutional.py, pooling.py.
"""

from __future__ import annotations

from typing import Any

from ... import layers as core
from ...graph import node
from ...layers.layer import InputSpec
from .. import activations
from .layer import Layer

__all__ = [
    "AveragePooling1D",
    "AveragePooling2D",
    "AveragePooling3D",
    "Conv1D",
    "Conv2D",
    "Conv2DTranspose",
    "Conv3D",
    "GlobalAveragePooling1D",
    "GlobalAveragePooling2D",
    "GlobalMaxPooling1D",
    "GlobalMaxPooling2D",
    "MaxPooling1D",
    "MaxPooling2D",
    "MaxPooling3D",
    "SeparableConv2D",
]


class _Convolving(Layer):
    def __init__(
        self,
        filters: int,
        kernel_size: Any,
        strides: Any = 1,
        padding: str = "valid",
        data_format: str | None = None,
        dilation_rate: Any = 1,
        activation: Any = None,
        use_bias: bool = True,
        kernel_initializer: Any = "glorot_uniform",
        bias_initializer: Any = "zeros",
        kernel_regularizer: Any = None,
        bias_regularizer: Any = None,
        activity_regularizer: Any = None,
        kernel_constraint: Any = None,
        bias_constraint: Any = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(
            filters, kernel_size, strides, padding, data_format or "channels_last", dilation_rate, activations.get(activation),
            use_bias, kernel_initializer, bias_initializer, kernel_regularizer, bias_regularizer, activity_regularizer,
            kernel_constraint, bias_constraint, **kwargs,
        )  # fmt: skip


class Conv1D(_Convolving, core.Conv1D):
    """Convolution along one axis. `[n, l, c] -> [n, l', filters]`. Source: tf.keras.layers.Conv1D."""


class Conv2D(_Convolving, core.Conv2D):
    """Convolution of images. `[n, h, w, c] -> [n, h', w', filters]`. Source: tf.keras.layers.Conv2D."""


class Conv3D(_Convolving, core.Conv3D):
    """Convolution of volumes. `[n, d, h, w, c] -> [n, d', h', w', filters]`. Source: tf.keras.layers.Conv3D."""


class Conv2DTranspose(_Convolving, core.Conv2DTranspose):
    """The transpose of a convolution: it makes images larger. `[n, h, w, c] -> [n, h', w', filters]`.

    Source: tf.keras.layers.Conv2DTranspose.
    """


class SeparableConv2D(Layer, core.SeparableConv2D):
    """A convolution of each channel, then a mixture of the channels. `[n, h, w, c] -> [n, h', w', filters]`.

    Source: tf.keras.layers.SeparableConv2D.
    """

    def __init__(
        self, filters: int, kernel_size: Any, strides: Any = 1, padding: str = "valid", data_format: str | None = None,
        dilation_rate: Any = 1, depth_multiplier: int = 1, activation: Any = None, use_bias: bool = True, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(
            filters, kernel_size, strides, padding, data_format or "channels_last", dilation_rate, depth_multiplier,
            activations.get(activation), use_bias, **kwargs,
        )  # fmt: skip


class _Pooling(Layer):
    _size: Any = 2

    def __init__(
        self, pool_size: Any = None, strides: Any = None, padding: str = "valid", data_format: str | None = None, **kwargs: Any
    ) -> None:
        size = self._size if pool_size is None else pool_size
        super().__init__(size, strides, padding, data_format or "channels_last", **kwargs)


class MaxPooling1D(_Pooling, core.MaxPooling1D):
    """The largest element of each window. `[n, l, c] -> [n, l', c]`. Source: tf.keras.layers.MaxPooling1D."""


class MaxPooling2D(_Pooling, core.MaxPooling2D):
    """The largest element of each window. `[n, h, w, c] -> [n, h', w', c]`. Source: tf.keras.layers.MaxPooling2D."""


class MaxPooling3D(_Pooling, core.MaxPooling3D):
    """The largest element of each window. `[n, d, h, w, c] -> [n, d', h', w', c]`. Source: tf.keras.layers.MaxPooling3D."""


class AveragePooling1D(_Pooling, core.AveragePooling1D):
    """The mean of each window. `[n, l, c] -> [n, l', c]`. Source: tf.keras.layers.AveragePooling1D."""


class AveragePooling2D(_Pooling, core.AveragePooling2D):
    """The mean of each window. `[n, h, w, c] -> [n, h', w', c]`. Source: tf.keras.layers.AveragePooling2D."""


class AveragePooling3D(_Pooling, core.AveragePooling3D):
    """The mean of each window. `[n, d, h, w, c] -> [n, d', h', w', c]`. Source: tf.keras.layers.AveragePooling3D."""


class _GlobalPooling(Layer):
    rank, kind = 2, "Mean"

    def __init__(self, data_format: str | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        first = 2 if data_format == "channels_first" else 1
        self._axes = [first + axis for axis in range(self.rank)]
        self.input_spec = InputSpec(ndim=self.rank + 2)

    def call(self, inputs: Any) -> Any:
        """`[n, ..., c] -> [n, c]`."""
        return node(self.kind, inputs, self._axes)


class GlobalAveragePooling1D(_GlobalPooling):
    """The mean over an axis. `[n, l, c] -> [n, c]`. Source: tf.keras.layers.GlobalAveragePooling1D."""

    rank = 1


class GlobalAveragePooling2D(_GlobalPooling):
    """The mean of each image. `[n, h, w, c] -> [n, c]`. Source: tf.keras.layers.GlobalAveragePooling2D."""


class GlobalMaxPooling1D(_GlobalPooling):
    """The largest element along an axis. `[n, l, c] -> [n, c]`. Source: tf.keras.layers.GlobalMaxPooling1D."""

    rank, kind = 1, "Max"


class GlobalMaxPooling2D(_GlobalPooling):
    """The largest element of each image. `[n, h, w, c] -> [n, c]`. Source: tf.keras.layers.GlobalMaxPooling2D."""

    kind = "Max"
