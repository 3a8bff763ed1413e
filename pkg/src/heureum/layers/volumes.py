"""Layers of volumes: convolution, its transpose, pooling. Source: tf.layers."""

from __future__ import annotations

from typing import Any

from ..graph import Tensor, graph_of
from ..init_ops import zeros_initializer
from ..neural import avg_pool3d, bias_add, max_pool3d
from ..neural import conv3d as convolve
from ..neural import conv3d_transpose as convolve_back
from .convolutional import Convolution
from .pooling import Pooling

__all__ = [
    "AveragePooling3D",
    "Conv3D",
    "Conv3DTranspose",
    "MaxPooling3D",
    "average_pooling3d",
    "conv3d",
    "conv3d_transpose",
    "max_pooling3d",
]

_ZEROS = zeros_initializer()
_THREE = (1, 1, 1)


class Conv3D(Convolution):
    """Convolution of volumes. `[n, d, h, w, c] -> [n, d', h', w', filters]`. Source: tf.layers.Conv3D."""

    rank = 3

    @property
    def layout(self) -> str:
        """`data_format` as tf.nn names it, of volumes."""
        return "NCDHW" if self.data_format == "channels_first" else "NDHWC"

    def five(self, numbers: Any) -> list[int]:
        """Numbers of the three axes among those of all five."""
        return [1, 1, *numbers] if self.layout == "NCDHW" else [1, *numbers, 1]

    def call(self, inputs: Any) -> Any:
        """`[n, d, h, w, c] -> [n, d', h', w', filters]`."""
        steps, gaps = self.five(self.strides), self.five(self.dilation_rate)
        return self.finished(convolve(inputs, self.kernel, steps, self.padding, self.layout, gaps))

    def finished(self, outputs: Any) -> Any:
        """`outputs` with bias and activation."""
        if self.use_bias and self.layout == "NCDHW":
            outputs = outputs + graph_of(outputs).node("Reshape", self.bias, [1, self.filters, 1, 1, 1])
        elif self.use_bias:
            outputs = bias_add(outputs, self.bias)
        return outputs if self.activation is None else self.activation(outputs)


class Conv3DTranspose(Conv3D):
    """The transpose of a convolution: it makes volumes larger. `[n, d, h, w, c] -> [n, d', h', w', filters]`.

    Source: tf.layers.Conv3DTranspose.
    """

    def kernel_shape(self, channels: int) -> list[int]:
        """`[depth, rows, columns, out, in]`."""
        return [*self.kernel_size, self.filters, channels]

    def call(self, inputs: Any) -> Any:
        """`[n, d, h, w, c] -> [n, d', h', w', filters]`."""
        graph = graph_of(inputs)
        shape, sizes = graph.node("Shape", inputs), inputs.shape.sizes
        wanted = self.enlarged(sizes, shape)
        stacked = graph.convert(wanted, name="stack")
        made = convolve_back(inputs, self.kernel, stacked, self.five(self.strides), self.padding, self.layout)
        made.set_shape([sizes[0], *(None if isinstance(size, Tensor) else size for size in wanted[1:])])
        return self.finished(made)


class _Pooling3D(Pooling):
    rank = 3

    def call(self, inputs: Any) -> Any:
        """`[n, d, h, w, c] -> [n, d', h', w', c]`."""
        is_first = self.data_format == "channels_first"
        sizes = [[1, 1, *each] if is_first else [1, *each, 1] for each in (self.pool_size, self.strides)]
        return type(self).pool(inputs, *sizes, self.padding, "NCDHW" if is_first else "NDHWC")


class MaxPooling3D(_Pooling3D):
    """The largest element of each window. `[n, d, h, w, c] -> [n, d', h', w', c]`. Source: tf.layers.MaxPooling3D."""

    pool = staticmethod(max_pool3d)


class AveragePooling3D(_Pooling3D):
    """The mean of each window. `[n, d, h, w, c] -> [n, d', h', w', c]`. Source: tf.layers.AveragePooling3D."""

    pool = staticmethod(avg_pool3d)


def max_pooling3d(
    inputs: Any, pool_size: Any, strides: Any, padding: str = "valid", data_format: str = "channels_last", name: str | None = None
) -> Tensor:
    """The largest element of each window. `[n, d, h, w, c] -> [n, d', h', w', c]`. Source: tf.layers.max_pooling3d."""
    made: Tensor = MaxPooling3D(pool_size, strides, padding, data_format, name)(inputs)
    return made


def average_pooling3d(
    inputs: Any, pool_size: Any, strides: Any, padding: str = "valid", data_format: str = "channels_last", name: str | None = None
) -> Tensor:
    """The mean of each window. `[n, d, h, w, c] -> [n, d', h', w', c]`. Source: tf.layers.average_pooling3d."""
    made: Tensor = AveragePooling3D(pool_size, strides, padding, data_format, name)(inputs)
    return made


def conv3d(
    inputs: Any,
    filters: int,
    kernel_size: Any,
    strides: Any = _THREE,
    padding: str = "valid",
    data_format: str = "channels_last",
    dilation_rate: Any = _THREE,
    activation: Any = None,
    use_bias: bool = True,
    kernel_initializer: Any = None,
    bias_initializer: Any = _ZEROS,
    kernel_regularizer: Any = None,
    bias_regularizer: Any = None,
    activity_regularizer: Any = None,
    kernel_constraint: Any = None,
    bias_constraint: Any = None,
    trainable: bool = True,
    name: str | None = None,
    reuse: bool | None = None,
) -> Tensor:
    """Convolution of volumes, with variables of its own. `[n, d, h, w, c] -> [n, d', h', w', filters]`.

    Raises ValueError for unknown channels, padding or data format. Source: tf.layers.conv3d.
    """
    made: Tensor = Conv3D(
        filters, kernel_size, strides, padding, data_format, dilation_rate, activation, use_bias, kernel_initializer,
        bias_initializer, kernel_regularizer, bias_regularizer, activity_regularizer, kernel_constraint, bias_constraint,
        trainable, name, _scope=name, _reuse=reuse,
    )(inputs)  # fmt: skip
    return made


def conv3d_transpose(
    inputs: Any,
    filters: int,
    kernel_size: Any,
    strides: Any = _THREE,
    padding: str = "valid",
    data_format: str = "channels_last",
    activation: Any = None,
    use_bias: bool = True,
    kernel_initializer: Any = None,
    bias_initializer: Any = _ZEROS,
    kernel_regularizer: Any = None,
    bias_regularizer: Any = None,
    activity_regularizer: Any = None,
    kernel_constraint: Any = None,
    bias_constraint: Any = None,
    trainable: bool = True,
    name: str | None = None,
    reuse: bool | None = None,
) -> Tensor:
    """The transpose of a convolution of volumes, with variables of its own. `[n, d, h, w, c] -> [n, d', h', w', filters]`.

    Raises ValueError for unknown channels, padding or data format. Source: tf.layers.conv3d_transpose.
    """
    made: Tensor = Conv3DTranspose(
        filters, kernel_size, strides, padding, data_format, 1, activation, use_bias, kernel_initializer,
        bias_initializer, kernel_regularizer, bias_regularizer, activity_regularizer, kernel_constraint, bias_constraint,
        trainable, name, _scope=name, _reuse=reuse,
    )(inputs)  # fmt: skip
    return made
