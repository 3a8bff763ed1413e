"""Convolution of each channel by itself, then a mixture of the channels. Source: tf.layers."""

from __future__ import annotations

from typing import Any

from ..graph import Tensor, graph_of
from ..init_ops import zeros_initializer
from ..neural import bias_add
from ..neural import separable_conv2d as convolve
from .convolutional import Convolution, channels_of
from .layer import InputSpec

__all__ = ["SeparableConv1D", "SeparableConv2D", "SeparableConvolution", "separable_conv1d", "separable_conv2d"]

_ZEROS = zeros_initializer()


class SeparableConvolution(Convolution):
    """What separable layers share: a kernel for each channel, and one that mixes them."""

    def __init__(
        self,
        filters: int,
        kernel_size: Any,
        strides: Any = 1,
        padding: str = "valid",
        data_format: str = "channels_last",
        dilation_rate: Any = 1,
        depth_multiplier: int = 1,
        activation: Any = None,
        use_bias: bool = True,
        depthwise_initializer: Any = None,
        pointwise_initializer: Any = None,
        bias_initializer: Any = _ZEROS,
        depthwise_regularizer: Any = None,
        pointwise_regularizer: Any = None,
        bias_regularizer: Any = None,
        activity_regularizer: Any = None,
        depthwise_constraint: Any = None,
        pointwise_constraint: Any = None,
        bias_constraint: Any = None,
        trainable: bool = True,
        name: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(
            filters, kernel_size, strides, padding, data_format, dilation_rate, activation, use_bias,
            bias_initializer=bias_initializer, bias_regularizer=bias_regularizer, activity_regularizer=activity_regularizer,
            bias_constraint=bias_constraint, trainable=trainable, name=name, **kwargs,
        )  # fmt: skip
        self.depth_multiplier = int(depth_multiplier)
        self.depthwise = (depthwise_initializer, depthwise_regularizer, depthwise_constraint)
        self.pointwise = (pointwise_initializer, pointwise_regularizer, pointwise_constraint)
        self.depthwise_kernel: Any = None
        self.pointwise_kernel: Any = None

    def build(self, input_shape: Any) -> None:
        """Make both kernels and `bias`. Raises ValueError when the number of channels is unknown."""
        axis, channels = channels_of(input_shape, self.data_format)
        deep = [*self.kernel_size, channels, self.depth_multiplier]
        wide = [*[1] * self.rank, channels * self.depth_multiplier, self.filters]
        names = ("initializer", "regularizer", "constraint")
        self.depthwise_kernel = self.add_weight("depthwise_kernel", deep, **dict(zip(names, self.depthwise, strict=True)))
        self.pointwise_kernel = self.add_weight("pointwise_kernel", wide, **dict(zip(names, self.pointwise, strict=True)))
        self.add_bias()
        self.input_spec = InputSpec(ndim=self.rank + 2, axes={axis: channels})


class SeparableConv2D(SeparableConvolution):
    """A depthwise convolution and a pointwise one. `[n, h, w, c] -> [n, h', w', filters]`.

    Source: tf.layers.SeparableConv2D; F. Chollet 2016 (arXiv:1610.02357).
    """

    def call(self, inputs: Any) -> Any:
        """`[n, h, w, c] -> [n, h', w', filters]`."""
        rows, columns = self.strides
        strides = [1, 1, rows, columns] if self.layout == "NCHW" else [1, rows, columns, 1]
        made = convolve(
            graph_of(inputs).convert(inputs), self.depthwise_kernel, self.pointwise_kernel, strides, self.padding,
            rate=list(self.dilation_rate), data_format=self.layout,
        )  # fmt: skip
        return self.finished(made)


class SeparableConv1D(SeparableConvolution):
    """As SeparableConv2D, along one axis. `[n, l, c] -> [n, l', filters]`. Source: tf.layers.SeparableConv1D."""

    rank = 1

    def call(self, inputs: Any) -> Any:
        """`[n, l, c] -> [n, l', filters]`."""
        graph = graph_of(inputs)
        axis = 2 if self.layout == "NCHW" else 1
        step = self.strides[0]
        strides = [1, 1, step, step] if self.layout == "NCHW" else [1, step, step, 1]
        made = convolve(
            graph.node("ExpandDims", graph.convert(inputs), axis), graph.node("ExpandDims", self.depthwise_kernel, 0),
            graph.node("ExpandDims", self.pointwise_kernel, 0), strides, self.padding,
            rate=[1, self.dilation_rate[0]], data_format=self.layout,
        )  # fmt: skip
        if self.use_bias:
            made = bias_add(made, self.bias, data_format=self.layout)
        made = graph.node("Squeeze", made, squeeze_dims=[axis])
        return made if self.activation is None else self.activation(made)


def separable_conv2d(
    inputs: Any,
    filters: int,
    kernel_size: Any,
    strides: Any = (1, 1),
    padding: str = "valid",
    data_format: str = "channels_last",
    dilation_rate: Any = (1, 1),
    depth_multiplier: int = 1,
    activation: Any = None,
    use_bias: bool = True,
    depthwise_initializer: Any = None,
    pointwise_initializer: Any = None,
    bias_initializer: Any = _ZEROS,
    depthwise_regularizer: Any = None,
    pointwise_regularizer: Any = None,
    bias_regularizer: Any = None,
    activity_regularizer: Any = None,
    depthwise_constraint: Any = None,
    pointwise_constraint: Any = None,
    bias_constraint: Any = None,
    trainable: bool = True,
    name: str | None = None,
    reuse: bool | None = None,
) -> Tensor:
    """A depthwise convolution and a pointwise one, with variables of their own. `[n, h, w, c] -> [n, h', w', filters]`.

    Raises ValueError for unknown channels, padding or data format. Source: tf.layers.separable_conv2d.
    """
    made: Tensor = SeparableConv2D(
        filters, kernel_size, strides, padding, data_format, dilation_rate, depth_multiplier, activation, use_bias,
        depthwise_initializer, pointwise_initializer, bias_initializer, depthwise_regularizer, pointwise_regularizer,
        bias_regularizer, activity_regularizer, depthwise_constraint, pointwise_constraint, bias_constraint,
        trainable, name, _scope=name, _reuse=reuse,
    )(inputs)  # fmt: skip
    return made


def separable_conv1d(
    inputs: Any,
    filters: int,
    kernel_size: Any,
    strides: Any = 1,
    padding: str = "valid",
    data_format: str = "channels_last",
    dilation_rate: Any = 1,
    depth_multiplier: int = 1,
    activation: Any = None,
    use_bias: bool = True,
    depthwise_initializer: Any = None,
    pointwise_initializer: Any = None,
    bias_initializer: Any = _ZEROS,
    depthwise_regularizer: Any = None,
    pointwise_regularizer: Any = None,
    bias_regularizer: Any = None,
    activity_regularizer: Any = None,
    depthwise_constraint: Any = None,
    pointwise_constraint: Any = None,
    bias_constraint: Any = None,
    trainable: bool = True,
    name: str | None = None,
    reuse: bool | None = None,
) -> Tensor:
    """A depthwise convolution and a pointwise one along an axis, with variables of their own. `[n, l, c] -> [n, l', filters]`.

    Raises ValueError for unknown channels, padding or data format. Source: tf.layers.separable_conv1d.
    """
    made: Tensor = SeparableConv1D(
        filters, kernel_size, strides, padding, data_format, dilation_rate, depth_multiplier, activation, use_bias,
        depthwise_initializer, pointwise_initializer, bias_initializer, depthwise_regularizer, pointwise_regularizer,
        bias_regularizer, activity_regularizer, depthwise_constraint, pointwise_constraint, bias_constraint,
        trainable, name, _scope=name, _reuse=reuse,
    )(inputs)  # fmt: skip
    return made
