"""The largest or the mean element of each window. Source: tf.nn."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..dtypes import as_dtype, int64
from ..graph import Graph, Tensor, graph_of
from .convolution import padded, per_axis
from .renamed import renamed

__all__ = [
    "avg_pool",
    "avg_pool1d",
    "avg_pool2d",
    "avg_pool_v2",
    "max_pool",
    "max_pool1d",
    "max_pool2d",
    "max_pool_v2",
    "max_pool_with_argmax",
    "pool",
]


def _pooled(
    graph: Graph, op_type: str, value: Any, ksize: Any, strides: Any, padding: Any, data_format: str | None, name: Any
) -> Tensor:
    data_format = data_format or "NHWC"
    attrs = {**padded(padding), "data_format": data_format}
    made: Tensor = graph.node(
        op_type, value, **attrs, name=name,
        ksize=per_axis(ksize, "ksize", data_format), strides=per_axis(strides, "strides", data_format),
    )  # fmt: skip
    return made


def max_pool(
    value: Any,
    ksize: Any,
    strides: Any,
    padding: str,
    data_format: str = "NHWC",
    name: str | None = None,
    input: Any = None,
) -> Tensor:
    """The largest element of each window. `[n, h, w, c] -> [n, h', w', c]`.

    Raises ValueError for a window that does not fit, and for an unknown padding or data format.
    Source: tf.nn.max_pool.
    """
    value = renamed(input, value, "input value")
    graph = graph_of(value)
    with graph.name_scope(name or "MaxPool") as scope:
        return _pooled(graph, "MaxPool", graph.convert(value, name="value"), ksize, strides, padding, data_format, scope)


def avg_pool(
    value: Any,
    ksize: Any,
    strides: Any,
    padding: str,
    data_format: str = "NHWC",
    name: str | None = None,
    input: Any = None,
) -> Tensor:
    """The mean of each window, of its elements inside the image. `[n, h, w, c] -> [n, h', w', c]`.

    Raises ValueError for a window that does not fit, and for an unknown padding or data format.
    Source: tf.nn.avg_pool.
    """
    value = renamed(input, value, "input value")
    graph = graph_of(value)
    with graph.name_scope(name or "AvgPool") as scope:
        return _pooled(graph, "AvgPool", graph.convert(value, name="value"), ksize, strides, padding, data_format, scope)


avg_pool2d = avg_pool


def max_pool2d(input: Any, ksize: Any, strides: Any, padding: str, data_format: str = "NHWC", name: str | None = None) -> Tensor:
    """The largest element of each window. `[n, h, w, c] -> [n, h', w', c]`. Source: tf.nn.max_pool2d."""
    graph = graph_of(input)
    with graph.name_scope(name or "MaxPool2d") as scope:
        return _pooled(graph, "MaxPool", graph.convert(input, name="input"), ksize, strides, padding, data_format, scope)


def _pooled_1d(op_type: str, input: Any, ksize: Any, strides: Any, padding: str, data_format: str, scope_name: str) -> Tensor:
    is_first = data_format == "NCW"
    graph = graph_of(input)
    with graph.name_scope(scope_name):
        # An image of one row.
        row = 2 if is_first else 1
        image = graph.node("ExpandDims", input, row)
        window, step = ([each] if isinstance(each, int) else list(each) for each in (ksize, strides))
        wide, far = ((1, 1, 1, each[-1]) if is_first else (1, 1, each[-1], 1) for each in (window, step))
        made = _pooled(graph, op_type, image, wide, far, padding, "NCHW" if is_first else "NHWC", None)
        flat: Tensor = graph.node("Squeeze", made, squeeze_dims=[row])
        return flat


def max_pool1d(input: Any, ksize: Any, strides: Any, padding: str, data_format: str = "NWC", name: str | None = None) -> Tensor:
    """The largest element of each window along one axis. `[n, l, c] -> [n, l', c]`. Source: tf.nn.max_pool1d."""
    return _pooled_1d("MaxPool", input, ksize, strides, padding, data_format, name or "MaxPool1d")


def avg_pool1d(input: Any, ksize: Any, strides: Any, padding: str, data_format: str = "NWC", name: str | None = None) -> Tensor:
    """The mean of each window along one axis. `[n, l, c] -> [n, l', c]`. Source: tf.nn.avg_pool1d."""
    return _pooled_1d("AvgPool", input, ksize, strides, padding, data_format, name or "AvgPool1D")


def max_pool_v2(
    input: Any, ksize: Any, strides: Any, padding: str, data_format: str | None = None, name: str | None = None
) -> Tensor:
    """The largest element of each window, along one axis or two. `[n, ..., c] -> [n, ..., c]`. Source: tf.nn.max_pool_v2."""
    return pool(input, ksize, "MAX", padding, strides=strides, data_format=data_format, name=name)


def avg_pool_v2(
    input: Any, ksize: Any, strides: Any, padding: str, data_format: str | None = None, name: str | None = None
) -> Tensor:
    """The mean of each window, along one axis or two. `[n, ..., c] -> [n, ..., c]`. Source: tf.nn.avg_pool_v2."""
    return pool(input, ksize, "AVG", padding, strides=strides, data_format=data_format, name=name)


def pool(
    input: Any,
    window_shape: Any,
    pooling_type: str,
    padding: str,
    dilation_rate: Any = None,
    strides: Any = None,
    name: str | None = None,
    data_format: str | None = None,
    dilations: Any = None,
) -> Tensor:
    """ "MAX" or "AVG" pooling along one axis or two, by the rank of `input`. `[n, ..., c] -> [n, ..., c]`.

    With dilations above 1 the elements of a window are apart. Raises ValueError for another type or rank, and for strides or
    "SAME" together with dilations. Source: tf.nn.pool.
    """
    if pooling_type not in ("MAX", "AVG"):
        raise ValueError(f"pooling_type must be 'MAX' or 'AVG', found {pooling_type!r}")
    graph = graph_of(input)
    op_type = "MaxPool" if pooling_type == "MAX" else "AvgPool"
    input = graph.convert(input, name="input")
    gaps = renamed(dilations, dilation_rate, "dilations dilation_rate", 1)
    gaps = list(gaps) if isinstance(gaps, (list, tuple)) else [gaps] * ((input.shape.rank or 4) - 2)
    if any(gap != 1 for gap in gaps):
        if data_format not in (None, "NWC", "NHWC") or any(each != 1 for each in np.ravel(1 if strides is None else strides)):
            raise ValueError(f"dilations {gaps} need strides of 1 and channels last, found {strides} and {data_format}")
        if padding != "VALID":
            raise ValueError(f"dilations {gaps} need padding 'VALID', found {padding!r}")
        return _pooled_with_holes(input, window_shape, pooling_type, gaps, name)
    if input.shape.rank == 3:
        return _pooled_1d(op_type, input, window_shape, strides or 1, padding, data_format or "NWC", name or f"{op_type.lower()}")
    if input.shape.rank != 4:
        raise ValueError(f"pool takes one or two spatial axes (rank 3 or 4), found {input}")
    return _pooled(graph, op_type, input, window_shape, strides or 1, padding, data_format, name)


def _pooled_with_holes(input: Tensor, window_shape: Any, kind: str, gaps: list[int], name: str | None) -> Tensor:
    """The elements a gap apart make pictures of their own; these are pooled, and what comes of them is interleaved again."""
    graph = input.graph
    with graph.name_scope(name or "pool"):
        windows = list(window_shape) if isinstance(window_shape, (list, tuple)) else [window_shape] * len(gaps)
        known = input.shape.as_list()[1:-1]
        shape = graph.node("Shape", input)
        sizes = [shape[at + 1] if size is None else size for at, size in enumerate(known)]
        edges = [[0, -size % gap] for size, gap in zip(sizes, gaps, strict=True)]  # what makes it a multiple
        pictures = graph.node("SpaceToBatchND", input, gaps, edges)
        made: Tensor = graph.node("BatchToSpaceND", pool(pictures, windows, kind, "VALID"), gaps, edges)
        return made


def max_pool_with_argmax(
    input: Any,
    ksize: Any,
    strides: Any,
    padding: str,
    data_format: str = "NHWC",
    Targmax: Any = None,
    name: str | None = None,
    output_dtype: Any = None,
    include_batch_in_index: bool = False,
) -> tuple[Tensor, Tensor]:
    """The largest element of each window, and its place when an image is flattened.

    `[n, h, w, c] -> [n, h', w', c], [n, h', w', c]`. Raises ValueError for another data format than NHWC.
    Source: tf.nn.max_pool_with_argmax.
    """
    if data_format != "NHWC":
        raise ValueError(f"data_format must be 'NHWC', found {data_format!r}")
    output, argmax = graph_of(input).node(
        "MaxPoolWithArgmax", input, **padded(padding), ksize=per_axis(ksize, "ksize"), strides=per_axis(strides, "strides"),
        Targmax=as_dtype(renamed(output_dtype, Targmax, "output_dtype Targmax", int64)),
        include_batch_in_index=include_batch_in_index, name=name,
    )  # fmt: skip
    return output, argmax
