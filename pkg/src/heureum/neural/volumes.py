"""Convolution and pooling of volumes. Source: tf.nn.

Takes `[n, d, h, w, c]` ("NDHWC", the default) or `[n, c, d, h, w]` ("NCDHW"); filters are `[depth, rows, columns, in, out]`.
"""

from __future__ import annotations

from typing import Any

from ..graph import Tensor, graph_of

__all__ = ["avg_pool3d", "conv3d", "conv3d_backprop_filter", "conv3d_transpose", "max_pool3d"]

_ONES = (1, 1, 1, 1, 1)


def conv3d(
    input: Any,
    filter: Any = None,
    strides: Any = None,
    padding: Any = None,
    data_format: str = "NDHWC",
    dilations: Any = _ONES,
    name: str | None = None,
    filters: Any = None,
) -> Tensor:
    """Each window of a volume times each filter. `[n, d, h, w, c] x [kd, kh, kw, c, o] -> [n, d', h', w', o]`.

    Raises ValueError for ranks, strides or channels that do not fit. Source: tf.nn.conv3d.
    """
    kernel = filter if filters is None else filters
    attrs = {"strides": list(strides), "padding": padding, "data_format": data_format, "dilations": list(dilations)}
    made: Tensor = graph_of(input, kernel).node("Conv3D", input, kernel, name=name, **attrs)
    return made


def conv3d_backprop_filter(
    input: Any,
    filter_sizes: Any,
    out_backprop: Any,
    strides: Any,
    padding: Any,
    data_format: str = "NDHWC",
    dilations: Any = _ONES,
    name: str | None = None,
) -> Tensor:
    """The gradient of conv3d by its filter. `[n, d, h, w, c] x [5] x [n, d', h', w', o] -> [kd, kh, kw, c, o]`.

    Source: tf.nn.conv3d_backprop_filter.
    """
    attrs = {"strides": list(strides), "padding": padding, "data_format": data_format, "dilations": list(dilations)}
    graph = graph_of(input, filter_sizes, out_backprop)
    made: Tensor = graph.node("Conv3DBackpropFilterV2", input, filter_sizes, out_backprop, name=name, **attrs)
    return made


def conv3d_transpose(
    value: Any,
    filter: Any = None,
    output_shape: Any = None,
    strides: Any = None,
    padding: str = "SAME",
    data_format: str = "NDHWC",
    name: str | None = None,
    input: Any = None,
    filters: Any = None,
    dilations: Any = None,
) -> Tensor:
    """conv3d backwards. `[n, d, h, w, o] x [kd, kh, kw, c, o] -> output_shape, [n, d', h', w', c]`.

    Raises ValueError for shapes that do not fit. Source: tf.nn.conv3d_transpose.
    """
    value = value if input is None else input
    kernel = filter if filters is None else filters
    graph = graph_of(value, kernel, output_shape)
    with graph.name_scope(name or "conv3d_transpose") as scope:
        value, kernel = graph.convert(value, name="value"), graph.convert(kernel, name="filter")
        sizes = graph.convert(output_shape, name="output_shape")
        attrs = {"strides": list(strides), "padding": padding, "data_format": data_format}
        gaps = list(dilations or _ONES)
        made: Tensor = graph.node("Conv3DBackpropInputV2", sizes, kernel, value, name=scope, dilations=gaps, **attrs)
        return made


def max_pool3d(input: Any, ksize: Any, strides: Any, padding: Any, data_format: str = "NDHWC", name: str | None = None) -> Tensor:
    """The largest element of each window. `[n, d, h, w, c] -> [n, d', h', w', c]`. Source: tf.nn.max_pool3d."""
    return _pooled("MaxPool3D", input, ksize, strides, padding, data_format, name)


def avg_pool3d(input: Any, ksize: Any, strides: Any, padding: Any, data_format: str = "NDHWC", name: str | None = None) -> Tensor:
    """The mean of each window. `[n, d, h, w, c] -> [n, d', h', w', c]`. Source: tf.nn.avg_pool3d."""
    return _pooled("AvgPool3D", input, ksize, strides, padding, data_format, name)


def _pooled(op_type: str, x: Any, ksize: Any, strides: Any, padding: Any, data_format: str, name: str | None) -> Tensor:
    sizes, steps = (_five(each, what, data_format) for each, what in ((ksize, "ksize"), (strides, "strides")))
    attrs = {"ksize": sizes, "strides": steps, "padding": padding, "data_format": data_format}
    made: Tensor = graph_of(x).node(op_type, x, name=name or op_type, **attrs)
    return made


def _five(value: Any, name: str, data_format: str) -> list[int]:
    numbers = [int(each) for each in value] if isinstance(value, (list, tuple)) else [int(value)]
    if len(numbers) == 5:
        return numbers
    if len(numbers) not in (1, 3):
        raise ValueError(f"{name} should be of length 1, 3 or 5 but was {len(numbers)}")
    three = numbers * 3 if len(numbers) == 1 else numbers
    return [1, 1, *three] if data_format == "NCDHW" else [1, *three, 1]
