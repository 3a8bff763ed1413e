"""Convolution layers. Source: tf.layers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ..graph import Tensor, graph_of
from ..init_ops import zeros_initializer
from ..neural import bias_add
from ..neural import conv1d as convolve_1d
from ..neural import conv2d as convolve
from ..neural import conv2d_transpose as convolve_back
from ..tensor_shape import TensorShape, as_shape
from .layer import InputSpec, Layer

__all__ = [
    "Conv1D",
    "Conv2D",
    "Conv2DTranspose",
    "Convolution",
    "channels_of",
    "checked_format",
    "checked_padding",
    "conv1d",
    "conv2d",
    "conv2d_transpose",
    "numbers",
]

_ZEROS = zeros_initializer()


def numbers(value: Any, count: int, name: str) -> tuple[int, ...]:
    """`count` whole numbers from one or from as many, a part of a shape too. Raises ValueError for another length."""
    if isinstance(value, (list, tuple, TensorShape, np.ndarray)):
        if len(value) != count:
            raise ValueError(f"The `{name}` argument must be a tuple of {count} integers. Received: {value}")
        return tuple(int(each) for each in value)
    return (int(value),) * count


def channels_of(input_shape: Any, data_format: str) -> tuple[int, int]:
    """Where the channels are, and how many. Raises ValueError when their number is unknown."""
    shape = as_shape(input_shape)
    axis = 1 if data_format == "channels_first" else -1
    count = shape[axis].value if shape.rank else None
    if count is None:
        raise ValueError("The channel dimension of the inputs should be defined. Found `None`.")
    return axis, count


def checked_format(data_format: str) -> str:
    """`data_format` itself. Raises ValueError when it is neither channels_last nor channels_first."""
    if data_format not in ("channels_last", "channels_first"):
        raise ValueError(f"The `data_format` argument must be one of 'channels_first', 'channels_last'. Received: {data_format}")
    return data_format


def checked_padding(padding: str) -> str:
    """`padding` in capitals. Raises ValueError when it is neither valid nor same."""
    if padding.lower() not in ("valid", "same"):
        raise ValueError(f"The `padding` argument must be one of 'valid', 'same'. Received: {padding}")
    return padding.upper()


class Convolution(Layer):
    """What convolution layers share: a kernel, a bias, an activation."""

    rank = 2

    def __init__(
        self,
        filters: int,
        kernel_size: Any,
        strides: Any = 1,
        padding: str = "valid",
        data_format: str = "channels_last",
        dilation_rate: Any = 1,
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
        **kwargs: Any,
    ) -> None:
        super().__init__(trainable=trainable, name=name, activity_regularizer=activity_regularizer, **kwargs)
        self.filters = int(filters)
        self.kernel_size = numbers(kernel_size, self.rank, "kernel_size")
        self.strides = numbers(strides, self.rank, "strides")
        self.padding = checked_padding(padding)
        self.data_format = checked_format(data_format)
        self.dilation_rate = numbers(dilation_rate, self.rank, "dilation_rate")
        self.activation = activation
        self.use_bias = use_bias
        self.kernel_initializer = kernel_initializer
        self.bias_initializer = bias_initializer
        self.kernel_regularizer = kernel_regularizer
        self.bias_regularizer = bias_regularizer
        self.kernel_constraint = kernel_constraint
        self.bias_constraint = bias_constraint
        self.kernel: Any = None
        self.bias: Any = None
        self.input_spec = InputSpec(ndim=self.rank + 2)

    def kernel_shape(self, channels: int) -> Sequence[int]:
        """The shape of the kernel for inputs of so many channels."""
        return [*self.kernel_size, channels, self.filters]

    def build(self, input_shape: Any) -> None:
        """Make `kernel` and `bias`. Raises ValueError when the number of channels is unknown."""
        axis, channels = channels_of(input_shape, self.data_format)
        self.kernel = self.add_weight(
            "kernel", self.kernel_shape(channels), initializer=self.kernel_initializer,
            regularizer=self.kernel_regularizer, constraint=self.kernel_constraint,
        )  # fmt: skip
        self.add_bias()
        self.input_spec = InputSpec(ndim=self.rank + 2, axes={axis: channels})

    def add_bias(self) -> None:
        """Make `bias`, unless the layer goes without."""
        if self.use_bias:
            self.bias = self.add_weight(
                "bias", [self.filters], initializer=self.bias_initializer, regularizer=self.bias_regularizer,
                constraint=self.bias_constraint,
            )  # fmt: skip

    @property
    def layout(self) -> str:
        """`data_format` as tf.nn names it, of images."""
        return "NCHW" if self.data_format == "channels_first" else "NHWC"

    def finished(self, outputs: Any) -> Any:
        """`outputs` with bias and activation."""
        if self.use_bias:
            outputs = bias_add(outputs, self.bias, data_format=self.layout)
        return outputs if self.activation is None else self.activation(outputs)

    def enlarged(self, sizes: Sequence[int | None], shape: Tensor) -> list[Any]:
        """The shape that a transpose makes of inputs of `sizes`; a size is a number where it is known, else one of `shape`."""
        first = 2 if self.data_format == "channels_first" else 1
        sides = [
            (shape[at] if (size := sizes[at]) is None else size) * stride
            + (max(window - stride, 0) if self.padding == "VALID" else 0)
            for at, (window, stride) in enumerate(zip(self.kernel_size, self.strides, strict=True), first)
        ]
        return [shape[0], self.filters, *sides] if first == 2 else [shape[0], *sides, self.filters]


class Conv1D(Convolution):
    """Convolution along one axis. `[n, l, c] -> [n, l', filters]`. Source: tf.layers.Conv1D."""

    rank = 1

    def call(self, inputs: Any) -> Any:
        """`[n, l, c] -> [n, l', filters]`."""
        layout = "NCW" if self.data_format == "channels_first" else "NWC"
        made = convolve_1d(
            inputs, self.kernel, self.strides[0], self.padding, data_format=layout, dilations=self.dilation_rate[0], name="Conv1D"
        )
        return self.finished(made)


class Conv2D(Convolution):
    """Convolution of images. `[n, h, w, c] -> [n, h', w', filters]`. Source: tf.layers.Conv2D."""

    def call(self, inputs: Any) -> Any:
        """`[n, h, w, c] -> [n, h', w', filters]`."""
        strides, gaps = list(self.strides), list(self.dilation_rate)
        return self.finished(convolve(inputs, self.kernel, strides, self.padding, data_format=self.layout, dilations=gaps))


class Conv2DTranspose(Convolution):
    """The transpose of a convolution: it makes images larger. `[n, h, w, c] -> [n, h', w', filters]`.

    Source: tf.layers.Conv2DTranspose.
    """

    def kernel_shape(self, channels: int) -> Sequence[int]:
        """`[rows, columns, out, in]`."""
        return [*self.kernel_size, self.filters, channels]

    def call(self, inputs: Any) -> Any:
        """`[n, h, w, c] -> [n, h', w', filters]`."""
        graph = graph_of(inputs)
        shape, sizes = graph.node("Shape", inputs), inputs.shape.sizes
        wanted = self.enlarged(sizes, shape)
        made = convolve_back(
            inputs, self.kernel, graph.convert(wanted, name="stack"), list(self.strides), self.padding, self.layout
        )
        known = [None if isinstance(size, Tensor) else size for size in wanted]
        made.set_shape([sizes[0], *known[1:]])
        return self.finished(made)


def conv1d(
    inputs: Any,
    filters: int,
    kernel_size: Any,
    strides: Any = 1,
    padding: str = "valid",
    data_format: str = "channels_last",
    dilation_rate: Any = 1,
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
    """Convolution along one axis, with variables of its own. `[n, l, c] -> [n, l', filters]`.

    Raises ValueError for unknown channels, padding or data format. Source: tf.layers.conv1d.
    """
    made: Tensor = Conv1D(
        filters, kernel_size, strides, padding, data_format, dilation_rate, activation, use_bias, kernel_initializer,
        bias_initializer, kernel_regularizer, bias_regularizer, activity_regularizer, kernel_constraint, bias_constraint,
        trainable, name, _scope=name, _reuse=reuse,
    )(inputs)  # fmt: skip
    return made


def conv2d(
    inputs: Any,
    filters: int,
    kernel_size: Any,
    strides: Any = (1, 1),
    padding: str = "valid",
    data_format: str = "channels_last",
    dilation_rate: Any = (1, 1),
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
    """Convolution of images, with variables of its own. `[n, h, w, c] -> [n, h', w', filters]`.

    Raises ValueError for unknown channels, padding or data format. Source: tf.layers.conv2d.
    """
    made: Tensor = Conv2D(
        filters, kernel_size, strides, padding, data_format, dilation_rate, activation, use_bias, kernel_initializer,
        bias_initializer, kernel_regularizer, bias_regularizer, activity_regularizer, kernel_constraint, bias_constraint,
        trainable, name, _scope=name, _reuse=reuse,
    )(inputs)  # fmt: skip
    return made


def conv2d_transpose(
    inputs: Any,
    filters: int,
    kernel_size: Any,
    strides: Any = (1, 1),
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
    """The transpose of a convolution, with variables of its own. `[n, h, w, c] -> [n, h', w', filters]`.

    Raises ValueError for unknown channels, padding or data format. Source: tf.layers.conv2d_transpose.
    """
    made: Tensor = Conv2DTranspose(
        filters, kernel_size, strides, padding, data_format, activation=activation, use_bias=use_bias,
        kernel_initializer=kernel_initializer, bias_initializer=bias_initializer, kernel_regularizer=kernel_regularizer,
        bias_regularizer=bias_regularizer, activity_regularizer=activity_regularizer, kernel_constraint=kernel_constraint,
        bias_constraint=bias_constraint, trainable=trainable, name=name, _scope=name, _reuse=reuse,
    )(inputs)  # fmt: skip
    return made
