"""Convolution of each channel by itself. Source: tf.nn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..graph import Tensor, graph_of
from .convolution import conv2d, conv_attrs
from .renamed import renamed

__all__ = [
    "depthwise_conv2d",
    "depthwise_conv2d_backprop_filter",
    "depthwise_conv2d_backprop_input",
    "depthwise_conv2d_native",
    "depthwise_conv2d_native_backprop_filter",
    "depthwise_conv2d_native_backprop_input",
    "separable_conv2d",
]

_ONES = [1, 1, 1, 1]


def depthwise_conv2d_native(
    input: Any,
    filter: Any,
    strides: Any,
    padding: Any,
    data_format: str = "NHWC",
    dilations: Any = _ONES,
    name: str | None = None,
) -> Tensor:
    """Each channel by itself, times filters of its own. `[n, h, w, c] x [kh, kw, c, m] -> [n, h', w', c * m]`.

    Source: tf.nn.depthwise_conv2d_native.
    """
    attrs = conv_attrs(strides, padding, data_format, dilations)
    made: Tensor = graph_of(input, filter).node("DepthwiseConv2dNative", input, filter, **attrs, name=name)
    return made


def depthwise_conv2d(
    input: Any,
    filter: Any,
    strides: Any,
    padding: Any,
    rate: Any = None,
    name: str | None = None,
    data_format: str | None = None,
    dilations: Any = None,
) -> Tensor:
    """Each channel by itself, times filters of its own. `[n, h, w, c] x [kh, kw, c, m] -> [n, h', w', c * m]`.

    `rate` is how far the elements of a window are apart. Source: tf.nn.depthwise_conv2d.
    """
    gaps = renamed(dilations, rate, "dilations rate")
    graph = graph_of(input, filter)
    with graph.name_scope(name or "depthwise") as scope:
        return depthwise_conv2d_native(input, filter, strides, padding, data_format or "NHWC", gaps, scope)


def depthwise_conv2d_backprop_input(
    input_sizes: Any,
    filter: Any,
    out_backprop: Any,
    strides: Any,
    padding: Any,
    data_format: str = "NHWC",
    dilations: Any = _ONES,
    name: str | None = None,
) -> Tensor:
    """The gradient of `depthwise_conv2d` by its input. `[4] x [kh, kw, c, m] x [n, h', w', c * m] -> [n, h, w, c]`.

    Source: tf.nn.depthwise_conv2d_backprop_input.
    """
    attrs = conv_attrs(strides, padding, data_format, dilations)
    graph = graph_of(out_backprop, filter)
    made: Tensor = graph.node("DepthwiseConv2dNativeBackpropInput", input_sizes, filter, out_backprop, **attrs, name=name)
    return made


def depthwise_conv2d_backprop_filter(
    input: Any,
    filter_sizes: Any,
    out_backprop: Any,
    strides: Any,
    padding: Any,
    data_format: str = "NHWC",
    dilations: Any = _ONES,
    name: str | None = None,
) -> Tensor:
    """The gradient of `depthwise_conv2d` by its filter. `[n, h, w, c] x [4] x [n, h', w', c * m] -> [kh, kw, c, m]`.

    Source: tf.nn.depthwise_conv2d_backprop_filter.
    """
    attrs = conv_attrs(strides, padding, data_format, dilations)
    graph = graph_of(input, out_backprop)
    made: Tensor = graph.node("DepthwiseConv2dNativeBackpropFilter", input, filter_sizes, out_backprop, **attrs, name=name)
    return made


depthwise_conv2d_native_backprop_input = depthwise_conv2d_backprop_input
depthwise_conv2d_native_backprop_filter = depthwise_conv2d_backprop_filter


def separable_conv2d(
    input: Any,
    depthwise_filter: Any,
    pointwise_filter: Any,
    strides: Sequence[int],
    padding: Any,
    rate: Any = None,
    name: str | None = None,
    data_format: str | None = None,
    dilations: Any = None,
) -> Tensor:
    """`depthwise_conv2d`, then a mixture of its channels.

    `[n, h, w, c] x [kh, kw, c, m] x [1, 1, c * m, o] -> [n, h', w', o]`. Source: tf.nn.separable_conv2d.
    """
    gaps = renamed(dilations, rate, "dilations rate")
    graph = graph_of(input, depthwise_filter, pointwise_filter)
    with graph.name_scope(name or "separable_conv2d") as scope:
        data_format = data_format or "NHWC"
        deep = depthwise_conv2d_native(input, depthwise_filter, strides, padding, data_format, gaps, "depthwise")
        return conv2d(deep, pointwise_filter, _ONES, "VALID", data_format=data_format, name=scope)
