"""Running sums and products along an axis, and counting: cumsum, cumprod, bincount, histograms."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..dtypes import DType, as_dtype, float32, float64, int32, int64
from ..graph import Operation, Tensor, graph_of, node, op
from ..op_def import INDEX, NUMERIC
from ..tensor_shape import TensorShape, TensorSpec
from .shapes import per_element

__all__ = ["bincount", "cumprod", "cumsum", "histogram_fixed_width", "histogram_fixed_width_bins"]


def _scanned(x: TensorSpec, axis: TensorSpec, **_: Any) -> TensorShape:
    return x.shape  # the axis is looked at when it runs, as in TensorFlow


def _scan(x: Any, axis: Any, exclusive: bool, reverse: bool, accumulate: Any, start: int) -> Any:
    axis = int(axis)
    if not -np.ndim(x) <= axis < np.ndim(x):
        raise ValueError(f"Expected scan axis in the range [{-np.ndim(x)}, {np.ndim(x)}), but got {axis}")
    x = np.flip(x, axis) if reverse else x
    total = accumulate(x, axis, dtype=x.dtype)
    if exclusive:
        total = np.roll(total, 1, axis)
        total[(slice(None),) * (axis % x.ndim) + (slice(0, 1),)] = start
    return np.flip(total, axis) if reverse else total


def _cumsum_gradient(op: Operation, dy: Tensor) -> list[Any]:
    attrs = {"exclusive": op.attrs["exclusive"], "reverse": not op.attrs["reverse"]}
    return [node("Cumsum", dy, op.inputs[1], **attrs), None]


@op("Cumsum(x: T, axis: Tidx) -> T", shape=_scanned, gradient=_cumsum_gradient, work=per_element(1), T=NUMERIC, Tidx=INDEX)
def _cumsum(x: Any, axis: Any, *, exclusive: bool = False, reverse: bool = False) -> Any:
    """The sum of all elements up to each, along an axis. `[n] -> [n]`. Source: tf.cumsum."""
    return _scan(x, axis, exclusive, reverse, np.cumsum, 0)


def _cumprod_gradient(op: Operation, dy: Tensor) -> list[Any]:
    """As in TensorFlow: 0 for an element that is 0, whatever the truth."""
    x, axis = op.inputs
    attrs = {"exclusive": op.attrs["exclusive"], "reverse": not op.attrs["reverse"]}
    total = node("Cumsum", op.outputs[0] * dy if not dy.dtype.is_complex else node("Conj", op.outputs[0]) * dy, axis, **attrs)
    return [node("DivNoNan", total, node("Conj", x) if x.dtype.is_complex else x), None]


@op("Cumprod(x: T, axis: Tidx) -> T", shape=_scanned, gradient=_cumprod_gradient, work=per_element(1), T=NUMERIC, Tidx=INDEX)
def _cumprod(x: Any, axis: Any, *, exclusive: bool = False, reverse: bool = False) -> Any:
    """The product of all elements up to each, along an axis. `[n] -> [n]`. Source: tf.cumprod."""
    return _scan(x, axis, exclusive, reverse, np.cumprod, 1)


def cumsum(x: Any, axis: Any = 0, exclusive: bool = False, reverse: bool = False, name: str | None = None) -> Tensor:
    """The sum of all elements up to each, along `axis`: `[1, 2, 3] -> [1, 3, 6]`. `[n] -> [n]`.

    `exclusive` leaves each element itself out; `reverse` starts at the end. Raises ValueError for an axis that does not
    exist. Source: tf.cumsum.
    """
    made: Tensor = node("Cumsum", x, axis, exclusive=exclusive, reverse=reverse, name=name)
    return made


def cumprod(x: Any, axis: Any = 0, exclusive: bool = False, reverse: bool = False, name: str | None = None) -> Tensor:
    """The product of all elements up to each, along `axis`: `[1, 2, 3] -> [1, 2, 6]`. `[n] -> [n]`.

    `exclusive` leaves each element itself out; `reverse` starts at the end. Raises ValueError for an axis that does not
    exist. Source: tf.cumprod.
    """
    made: Tensor = node("Cumprod", x, axis, exclusive=exclusive, reverse=reverse, name=name)
    return made


def _bins(input: TensorSpec, size: TensorSpec, weights: TensorSpec) -> TensorShape:
    return TensorShape.of((None if size.value is None else int(size.value),))


@op(
    "DenseBincount(input: Tidx, size: Tidx, weights: T) -> T",
    shape=_bins,
    T=(int32, int64, float32, float64),
    Tidx=INDEX,
)
def _dense_bincount(input: Any, size: Any, weights: Any) -> Any:
    """How often each number below `size` is in the input, or the sum of its weights. `[n] x [] x [n] -> [size]`.

    Source: tf.bincount.
    """
    if np.any(np.asarray(input) < 0):
        raise ValueError("Input must be non-negative!")
    kept = input < size
    counts = np.zeros(int(size), weights.dtype)
    np.add.at(counts, input[kept], weights[kept] if weights.size else weights.dtype.type(1))
    return counts


def bincount(arr: Any, weights: Any = None, minlength: Any = None, maxlength: Any = None, dtype: Any = int32) -> Tensor:
    """How often each number from 0 on is in `arr`, or the sum of its weights. `[...] -> [n]`.

    Source: tf.bincount.
    """
    graph = graph_of(arr, weights, minlength, maxlength)
    with graph.name_scope("bincount"):
        arr = graph.convert(arr, int32 if not isinstance(arr, Tensor) else None, name="arr")
        count = graph.node("Size", arr)
        some = graph.node("Cast", graph.node("Greater", count, 0), DstT=arr.dtype)
        axes = np.arange(arr.shape.rank) if arr.shape.rank is not None else graph.node("AllAxes", arr)
        largest = graph.node("Max", arr, axes)
        # The largest of no elements is the smallest integer, which 0 times makes 0.
        size = some * (graph.node("Maximum", largest, graph.convert(-1, arr.dtype)) + 1)
        if minlength is not None:
            size = graph.node("Maximum", graph.convert(minlength, arr.dtype, name="minlength"), size)
        if maxlength is not None:
            size = graph.node("Minimum", graph.convert(maxlength, arr.dtype, name="maxlength"), size)
        wanted: DType = as_dtype(dtype)
        heavy = np.zeros(0, wanted.as_numpy_dtype) if weights is None else graph.node("Reshape", weights, [-1])
        made: Tensor = graph.node("DenseBincount", graph.node("Reshape", arr, [-1]), size, heavy, name="DenseBincount")
        return made


@op(
    "HistogramFixedWidth(values: T, value_range: T, nbins: int32) -> dtype",
    shape=lambda values, value_range, nbins, *, dtype: (None if nbins.value is None else int(nbins.value),),
    T=(int32, int64, float32, float64),
)
def _histogram(values: Any, value_range: Any, nbins: Any, *, dtype: DType = int32) -> Any:
    """How many values are in each of `nbins` bins of one width; the outer bins hold what is outside. `[...] -> [nbins]`.

    Source: tf.histogram_fixed_width.
    """
    low, high = (float(end) for end in value_range)
    if low >= high:
        raise ValueError(f"value_range should satisfy value_range[0] < value_range[1], but got '[{low}, {high}]'")
    places = np.floor((np.ravel(values) - low) / ((high - low) / int(nbins)))
    places = np.clip(places, 0, int(nbins) - 1).astype(np.int64)
    return np.bincount(places, minlength=int(nbins)).astype(dtype.as_numpy_dtype)


def histogram_fixed_width_bins(
    values: Any, value_range: Any, nbins: Any = 100, dtype: Any = int32, name: str | None = None
) -> Tensor:
    """The bin of each of the `values`, of `nbins` of one width. `[...] x [2] x [] -> [...]`.

    What is outside is in the first or the last bin. Source: tf.histogram_fixed_width_bins.
    """
    graph = graph_of(values, value_range, nbins)
    with graph.name_scope(name or "histogram_fixed_width_bins"):
        values = graph.convert(values, name="values")
        limits = graph.convert(value_range, values.dtype, name="value_range")
        count = graph.node("Cast", nbins, DstT=values.dtype)
        low, high = limits[0], limits[1]
        place = graph.node("Floor", count * ((values - low) / (high - low)))
        inside = graph.node("Maximum", graph.node("Minimum", place, count - 1), graph.node("ZerosLike", place))
        made: Tensor = graph.node("Cast", inside, DstT=as_dtype(dtype))
        return made


def histogram_fixed_width(values: Any, value_range: Any, nbins: Any = 100, dtype: Any = int32, name: str | None = None) -> Tensor:
    """How many `values` are in each of `nbins` bins of one width. `[...] x [2] x [] -> [nbins]`.

    The first and the last bin also hold what is outside. InvalidArgumentError unless the range rises.
    Source: tf.histogram_fixed_width.
    """
    graph = graph_of(values, value_range, nbins)
    made: Tensor = graph.node(
        "HistogramFixedWidth", values, value_range, nbins, dtype=as_dtype(dtype), name=name or "histogram_fixed_width"
    )
    return made
