"""Convolutions backwards along one, two or three axes, with holes too. Source: tf.nn."""

from __future__ import annotations

from typing import Any

from ..graph import Tensor, graph_of
from .convolution import conv2d_transpose
from .volumes import conv3d_transpose

__all__ = ["atrous_conv2d_transpose", "conv1d_transpose", "conv_transpose"]


def _numbers(value: Any, count: int) -> list[int]:
    """One number for each spatial axis, from one for all, one for each, or one for every axis."""
    given = [int(each) for each in value] if isinstance(value, (list, tuple)) else [int(value)]
    if len(given) == count + 2:
        return given[1:-1] if given[0] == given[-1] == 1 else given[2:]
    return given * count if len(given) == 1 else given


def _shape(graph: Any, output_shape: Any) -> Tensor:
    made: Tensor = graph.convert(list(output_shape) if isinstance(output_shape, tuple) else output_shape, name="output_shape")
    return made


def conv1d_transpose(
    input: Any,
    filters: Any,
    output_shape: Any,
    strides: Any,
    padding: str = "SAME",
    data_format: str = "NWC",
    dilations: Any = None,
    name: str | None = None,
) -> Tensor:
    """The transpose of `conv1d`; filters are `[k, out, in]`. `[n, l', i] x [k, o, i] -> [n, l, o]`.

    Raises ValueError for an unknown data format, or an `output_shape` that does not fit. Source: tf.nn.conv1d_transpose.
    """
    if data_format not in ("NWC", "NCW"):
        raise ValueError("`data_format` must be 'NWC' or 'NCW'.")
    is_first = data_format == "NCW"
    row = 2 if is_first else 1
    graph = graph_of(input, filters)
    with graph.name_scope(name or "conv1d_transpose"):
        (step,), (gap,) = (_numbers(1 if each is None else each, 1) for each in (strides, dilations))
        sizes = _shape(graph, output_shape)
        wide = graph.node("ConcatV2", sizes[:row], graph.convert([1]), sizes[row:], 0)
        image, filters = graph.node("ExpandDims", input, row), graph.node("ExpandDims", filters, 0)
        steps, gaps = ([1, 1, 1, each] if is_first else [1, 1, each, 1] for each in (step, gap))
        made = conv2d_transpose(image, filters, wide, steps, padding, "NCHW" if is_first else "NHWC", dilations=gaps)
        flat: Tensor = graph.node("Squeeze", made, squeeze_dims=[row])
        return flat


def conv_transpose(
    input: Any,
    filters: Any,
    output_shape: Any,
    strides: Any,
    padding: str = "SAME",
    data_format: str | None = None,
    dilations: Any = None,
    name: str | None = None,
) -> Tensor:
    """The transpose of `convolution`, along as many axes as `output_shape` says. `[n, ..., i] x [k, ..., o, i] -> [n, ..., o]`.

    Raises ValueError for another rank. Source: tf.nn.conv_transpose.
    """
    graph = graph_of(input, filters)
    with graph.name_scope(name or "conv_transpose") as scope:
        count = (_shape(graph, output_shape).shape[0].value or 0) - 2
        is_first = data_format is not None and data_format.startswith("NC")
        if count not in (1, 2, 3):
            raise ValueError(f"output_tensor must have one, two or three spatial axes (rank 3, 4 or 5), found rank {count + 2}")
        steps, gaps = (_numbers(1 if each is None else each, count) for each in (strides, dilations))
        if count == 1:
            return conv1d_transpose(
                input, filters, output_shape, steps, padding, "NCW" if is_first else "NWC", dilations=gaps, name=scope
            )
        steps, gaps = ([1, 1, *each] if is_first else [1, *each, 1] for each in (steps, gaps))
        if count == 2:
            return conv2d_transpose(
                input, filters, output_shape, steps, padding, "NCHW" if is_first else "NHWC", scope, dilations=gaps
            )
        layout = "NCDHW" if is_first else "NDHWC"
        return conv3d_transpose(input, filters, output_shape, steps, padding, layout, scope, dilations=gaps)


def atrous_conv2d_transpose(
    value: Any, filters: Any, output_shape: Any, rate: int, padding: str, name: str | None = None
) -> Tensor:
    """The transpose of `atrous_conv2d`; filters are `[kh, kw, out, in]`. `[n, h', w', i] x [kh, kw, o, i] -> [n, h, w, o]`.

    Raises ValueError for a rate below 1. Source: tf.nn.atrous_conv2d_transpose.
    """
    if rate < 1:
        raise ValueError(f"rate {rate} cannot be less than one")
    return conv2d_transpose(value, filters, output_shape, [1, 1, 1, 1], padding, name=name, dilations=[1, rate, rate, 1])
