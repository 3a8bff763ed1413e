"""Convolution of images. Source: tf.nn.

Takes `[n, h, w, c]` ("NHWC", the default) or `[n, c, h, w]` ("NCHW"); filters are `[rows, columns, in, out]`.
"""

from __future__ import annotations

from typing import Any

from ..graph import Tensor, graph_of
from .renamed import renamed
from .volumes import conv3d

__all__ = [
    "atrous_conv2d",
    "conv1d",
    "conv2d",
    "conv2d_backprop_filter",
    "conv2d_backprop_input",
    "conv2d_transpose",
    "conv_attrs",
    "convolution",
    "padded",
    "per_axis",
]

_ONES = [1, 1, 1, 1]


def per_axis(value: Any, name: str, data_format: str | None = "NHWC") -> list[int]:
    """One number per axis from one, two (rows and columns) or four. Raises ValueError for another length."""
    numbers = [int(each) for each in value] if isinstance(value, (list, tuple)) else [1] if value is None else [int(value)]
    if len(numbers) == 4:
        return numbers
    if len(numbers) not in (1, 2):
        raise ValueError(f"{name} should be of length 1, 2 or 4 but was {len(numbers)}")
    rows, columns = numbers * 2 if len(numbers) == 1 else numbers
    return [1, 1, rows, columns] if data_format == "NCHW" else [1, rows, columns, 1]


def padded(padding: Any) -> dict[str, Any]:
    """The attributes for a padding: "SAME", "VALID", or a pair for each axis. Raises ValueError for anything else."""
    if isinstance(padding, (list, tuple)):
        if len(padding) != 4 or any(len(pair) != 2 for pair in padding):
            raise ValueError(f"explicit padding must be four pairs, one per axis, found {padding!r}")
        return {"padding": "EXPLICIT", "explicit_paddings": [int(each) for pair in padding for each in pair]}
    if not isinstance(padding, str) or padding.upper() not in ("SAME", "VALID"):
        raise ValueError(f"padding must be 'SAME' or 'VALID', found {padding!r}")
    return {"padding": padding.upper()}


def conv_attrs(strides: Any, padding: Any, data_format: str | None, dilations: Any) -> dict[str, Any]:
    """The attributes of a convolution from its arguments. Raises ValueError for those that make no sense."""
    data_format = data_format or "NHWC"
    return {
        **padded(padding),
        "strides": per_axis(strides, "strides", data_format),
        "dilations": per_axis(dilations, "dilations", data_format),
        "data_format": data_format,
    }


def conv2d(
    input: Any,
    filter: Any = None,
    strides: Any = None,
    padding: Any = None,
    use_cudnn_on_gpu: bool = True,
    data_format: str = "NHWC",
    dilations: Any = _ONES,
    name: str | None = None,
    filters: Any = None,
) -> Tensor:
    """Each window of `input` times each filter. `[n, h, w, c] x [kh, kw, c, o] -> [n, h', w', o]`.

    Raises ValueError when sizes don't fit, and for an unknown padding or data format. Source: tf.nn.conv2d.
    """
    filters = renamed(filters, filter, "filters filter")
    graph = graph_of(input, filters)
    made: Tensor = graph.node("Conv2D", input, filters, **conv_attrs(strides, padding, data_format, dilations), name=name)
    return made


def conv2d_backprop_input(
    input_sizes: Any,
    filter: Any = None,
    out_backprop: Any = None,
    strides: Any = None,
    padding: Any = None,
    use_cudnn_on_gpu: bool = True,
    data_format: str = "NHWC",
    dilations: Any = _ONES,
    name: str | None = None,
    filters: Any = None,
) -> Tensor:
    """The gradient of `conv2d` by its input. `[4] x [kh, kw, c, o] x [n, h', w', o] -> [n, h, w, c]`.

    Source: tf.nn.conv2d_backprop_input.
    """
    filters = renamed(filters, filter, "filters filter")
    attrs = conv_attrs(strides, padding, data_format, dilations)
    made: Tensor = graph_of(out_backprop, filters).node(
        "Conv2DBackpropInput", input_sizes, filters, out_backprop, **attrs, name=name
    )
    return made


def conv2d_backprop_filter(
    input: Any,
    filter_sizes: Any,
    out_backprop: Any,
    strides: Any,
    padding: Any,
    use_cudnn_on_gpu: bool = True,
    data_format: str = "NHWC",
    dilations: Any = _ONES,
    name: str | None = None,
) -> Tensor:
    """The gradient of `conv2d` by its filter. `[n, h, w, c] x [4] x [n, h', w', o] -> [kh, kw, c, o]`.

    Source: tf.nn.conv2d_backprop_filter.
    """
    attrs = conv_attrs(strides, padding, data_format, dilations)
    made: Tensor = graph_of(input, out_backprop).node(
        "Conv2DBackpropFilter", input, filter_sizes, out_backprop, **attrs, name=name
    )
    return made


def conv2d_transpose(
    value: Any = None,
    filter: Any = None,
    output_shape: Any = None,
    strides: Any = None,
    padding: str = "SAME",
    data_format: str = "NHWC",
    name: str | None = None,
    input: Any = None,
    filters: Any = None,
    dilations: Any = None,
) -> Tensor:
    """The transpose of `conv2d`; filters are `[kh, kw, out, in]`. `[n, h', w', i] x [kh, kw, o, i] -> [n, h, w, o]`.

    Raises ValueError when `output_shape` is none that a convolution would bring to the shape of `value`.
    Source: tf.nn.conv2d_transpose.
    """
    value, filters = renamed(input, value, "input value"), renamed(filters, filter, "filters filter")
    graph = graph_of(value, filters)
    with graph.name_scope(name or "conv2d_transpose") as scope:
        attrs = conv_attrs(strides, padding, data_format, dilations)
        made: Tensor = graph.node("Conv2DBackpropInput", output_shape, filters, value, **attrs, name=scope)
        return made


def conv1d(
    value: Any = None,
    filters: Any = None,
    stride: Any = None,
    padding: Any = None,
    use_cudnn_on_gpu: bool | None = None,
    data_format: str | None = None,
    name: str | None = None,
    input: Any = None,
    dilations: Any = None,
) -> Tensor:
    """Convolution along one axis. `[n, l, c] x [k, c, o] -> [n, l', o]`; "NCW" takes `[n, c, l]`.

    Raises ValueError for an unknown data format. Source: tf.nn.conv1d.
    """
    value = renamed(input, value, "input value")
    if data_format not in (None, "NWC", "NHWC", "NCW", "NCHW"):
        raise ValueError("`data_format` must be 'NWC' or 'NCW'.")
    is_first = data_format in ("NCW", "NCHW")
    step, gap = (each[-1] if isinstance(each, (list, tuple)) else each for each in (stride, dilations))
    graph = graph_of(value, filters)
    with graph.name_scope(name or "conv1d"):
        # An image of one row.
        row = 2 if is_first else 1
        image = graph.node("ExpandDims", value, row)
        wide = graph.node("ExpandDims", filters, 0)
        two = [(1, 1, 1, each or 1) if is_first else (1, 1, each or 1, 1) for each in (step, gap)]
        made = conv2d(image, wide, two[0], padding, data_format="NCHW" if is_first else "NHWC", dilations=two[1])
        flat: Tensor = graph.node("Squeeze", made, squeeze_dims=[row])
        return flat


def convolution(
    input: Any,
    filter: Any,
    padding: Any,
    strides: Any = None,
    dilation_rate: Any = None,
    name: str | None = None,
    data_format: str | None = None,
    filters: Any = None,
    dilations: Any = None,
) -> Tensor:
    """Convolution along one to three axes, by the rank of `input`. `[n, ..., c] x [k, ..., c, o] -> [n, ..., o]`.

    Raises ValueError for an input of another rank. Source: tf.nn.convolution.
    """
    filters, gaps = renamed(filters, filter, "filters filter"), renamed(dilations, dilation_rate, "dilations dilation_rate")
    graph = graph_of(input, filters)
    with graph.name_scope(name or "convolution") as scope:
        input = graph.convert(input, name="input")
        if input.shape.rank == 3:
            return conv1d(input, filters, strides or 1, padding, data_format=data_format, dilations=gaps)
        if input.shape.rank == 5:
            layout = data_format or "NDHWC"
            steps, widths = (_five(each, layout) for each in (strides, gaps))
            return conv3d(input, filters, steps, padding, data_format=layout, dilations=widths, name=scope)
        if input.shape.rank != 4:
            raise ValueError(f"convolution takes one to three spatial axes (rank 3, 4 or 5), found {input}")
        return conv2d(input, filters, strides, padding, data_format=data_format or "NHWC", dilations=gaps, name=scope)


def _five(values: Any, data_format: str) -> list[int]:
    three = [values or 1] * 3 if not isinstance(values, (list, tuple)) else list(values)
    return [1, 1, *three] if data_format == "NCDHW" else [1, *three, 1]


def atrous_conv2d(value: Any, filters: Any, rate: int, padding: str, name: str | None = None) -> Tensor:
    """`conv2d` with holes: the elements of a window are `rate` apart. `[n, h, w, c] x [kh, kw, c, o] -> [n, h', w', o]`.

    Source: tf.nn.atrous_conv2d.
    """
    return convolution(value, filters, padding, dilation_rate=[rate, rate], name=name)
