"""Pooling by a ratio that is no whole number: windows of two sizes, drawn by lot.

Takes pictures and a ratio for each axis; gives the pooled pictures, and where the windows begin, first row to last.
Source: B. Graham 2015 (arXiv:1412.6071); tensorflow/core/kernels/fractional_pool_common.cc.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

import numpy as np

from ...dtypes import float32, float64, int32, int64
from ...errors import UnimplementedError
from ...graph import Operation, Tensor, node, op
from ...resources import KernelContext
from ...tensor_shape import TensorShape, TensorSpec
from ..random_kernels import generator_of
from ..shapes import constant_shape, of_rank

__all__: list[str] = []

_TYPES = (float32, float64, int32, int64)
_ATTRS = "(value: T) -> output: T, row_pooling_sequence: int64, col_pooling_sequence: int64"


def _pooled(value: TensorSpec, *, pooling_ratio: list[float], **_: Any) -> list[TensorShape]:
    sizes = of_rank(value, 4, "value")
    if len(pooling_ratio) != 4:
        raise ValueError(f"pooling_ratio field must specify 4 dimensions, found {pooling_ratio}")
    made = tuple(None if size is None else math.floor(size / ratio) for size, ratio in zip(sizes, pooling_ratio, strict=True))
    lengths = [TensorShape.of((None if size is None else size + 1,)) for size in made[1:3]]
    return [TensorShape.of(made), *lengths]


def _sequence(random: np.random.Generator, size: int, count: int, *, pseudo_random: bool) -> np.ndarray:
    """Where the windows begin, and after the last of them the size."""
    step = size // count
    if pseudo_random:
        ratio = size / count
        most = min((step + 2) / ratio - 1, (size + 1 - step) / ratio - (count - 1))
        u = random.random() * most
        starts = [1, *(math.ceil(ratio * (i + u)) for i in range(1, count)), size + 1]
        return np.array(starts, np.int64) - 1
    widths = np.full(count, step, np.int64)
    widths[: size % count] += 1
    random.shuffle(widths)
    return np.concatenate([[0], np.cumsum(widths)]).astype(np.int64)


def _windows(starts: np.ndarray, overlapping: bool) -> list[slice]:
    last = int(starts[-1])
    return [slice(int(a), min(int(b) + overlapping, last)) for a, b in pairwise(starts)]


def _pool(context: KernelContext, value: Any, reduce: Any, attrs: dict[str, Any]) -> Any:
    seeds, ratios = (attrs["seed"], attrs["seed2"]), attrs["pooling_ratio"]
    if ratios[0] != 1 or ratios[3] != 1:
        message = f"Fractional pooling is not yet supported on the batch nor channel dimension, found {ratios}"
        raise UnimplementedError(None, None, message)
    # Deterministic: the same windows in every run, not only the same runs in every session.
    random = np.random.default_rng(seeds) if attrs["deterministic"] else generator_of(context, *seeds)
    sequences = []
    for axis in (1, 2):
        size, count = value.shape[axis], math.floor(value.shape[axis] / attrs["pooling_ratio"][axis])
        if count < 1:
            raise ValueError(f"pooling_ratio {attrs['pooling_ratio']} leaves nothing of axis {axis}, whose size is {size}")
        sequences.append(_sequence(random, size, count, pseudo_random=attrs["pseudo_random"]))
    rows, columns = (_windows(each, attrs["overlapping"]) for each in sequences)
    made = np.array([[reduce(value[:, row, column], axis=(1, 2)) for column in columns] for row in rows])
    return (np.moveaxis(made, 2, 0).astype(value.dtype), *sequences)


def _gradient(op: Operation, dy: Tensor, *_: Any) -> list[Any]:
    x, (y, rows, columns), overlapping = op.inputs[0], op.outputs, op.attrs["overlapping"]
    if op.type == "FractionalMaxPool":
        return [node("FractionalMaxPoolGrad", x, y, dy, rows, columns, overlapping=overlapping)]
    return [node("FractionalAvgPoolGrad", node("Shape", x, out_type=int64), dy, rows, columns, overlapping=overlapping)]


@op(f"FractionalMaxPool{_ATTRS}", shape=_pooled, gradient=_gradient, stateful=True, T=_TYPES)
def _fractional_max_pool(
    context: KernelContext,
    value: Any,
    *,
    pooling_ratio: list[float],
    pseudo_random: bool = False,
    overlapping: bool = False,
    deterministic: bool = False,
    seed: int = 0,
    seed2: int = 0,
) -> Any:
    """The largest of each window. `[n, h, w, c] -> [n, h', w', c], [h' + 1], [w' + 1]`. Source: tf.nn.fractional_max_pool."""
    attrs = {"pooling_ratio": pooling_ratio, "pseudo_random": pseudo_random, "overlapping": overlapping}
    return _pool(context, value, np.max, {**attrs, "deterministic": deterministic, "seed": seed, "seed2": seed2})


def _mean(values: Any, axis: Any) -> Any:
    total, count = values.sum(axis=axis, dtype=values.dtype), values.shape[1] * values.shape[2]
    return np.trunc(total / count) if values.dtype.kind == "i" else total / count


@op(f"FractionalAvgPool{_ATTRS}", shape=_pooled, gradient=_gradient, stateful=True, T=_TYPES)
def _fractional_avg_pool(
    context: KernelContext,
    value: Any,
    *,
    pooling_ratio: list[float],
    pseudo_random: bool = False,
    overlapping: bool = False,
    deterministic: bool = False,
    seed: int = 0,
    seed2: int = 0,
) -> Any:
    """The mean of each window. `[n, h, w, c] -> [n, h', w', c], [h' + 1], [w' + 1]`. Source: tf.nn.fractional_avg_pool."""
    attrs = {"pooling_ratio": pooling_ratio, "pseudo_random": pseudo_random, "overlapping": overlapping}
    return _pool(context, value, _mean, {**attrs, "deterministic": deterministic, "seed": seed, "seed2": seed2})


@op(
    "FractionalMaxPoolGrad(orig_input: T, orig_output: T, out_backprop: T, row_pooling_sequence: int64, "
    "col_pooling_sequence: int64) -> T",
    shape=lambda orig_input, *_, **__: orig_input.shape,
    T=_TYPES,
    refuses_gradient=True,
)
def _max_back(
    orig_input: Any,
    orig_output: Any,
    out_backprop: Any,
    row_pooling_sequence: Any,
    col_pooling_sequence: Any,
    *,
    overlapping: bool = False,
) -> Any:
    """What arrives at each window given to its largest element, the first of equals. `... x [n, h', w', c] -> [n, h, w, c]`.

    Source: TensorFlow's FractionalMaxPoolGrad.
    """
    made = np.zeros_like(orig_input)
    batch, channels = np.ogrid[: orig_input.shape[0], : orig_input.shape[3]]
    for i, row in enumerate(_windows(row_pooling_sequence, overlapping)):
        for j, column in enumerate(_windows(col_pooling_sequence, overlapping)):
            window = orig_input[:, row, column]
            flat = window.reshape(len(window), -1, window.shape[-1]).argmax(axis=1)
            places = (batch, row.start + flat // window.shape[2], column.start + flat % window.shape[2], channels)
            np.add.at(made, places, out_backprop[:, i, j])
    return made


@op(
    "FractionalAvgPoolGrad(orig_input_tensor_shape: int64, out_backprop: T, row_pooling_sequence: int64, "
    "col_pooling_sequence: int64) -> T",
    shape=lambda orig_input_tensor_shape, *_, **__: constant_shape(orig_input_tensor_shape),
    T=_TYPES,
    refuses_gradient=True,
)
def _mean_back(
    orig_input_tensor_shape: Any,
    out_backprop: Any,
    row_pooling_sequence: Any,
    col_pooling_sequence: Any,
    *,
    overlapping: bool = False,
) -> Any:
    """What arrives at each window shared among its elements. `[4] x [n, h', w', c] -> [n, h, w, c]`.

    Source: TensorFlow's FractionalAvgPoolGrad.
    """
    made = np.zeros(tuple(orig_input_tensor_shape.tolist()), np.float64)
    for i, row in enumerate(_windows(row_pooling_sequence, overlapping)):
        for j, column in enumerate(_windows(col_pooling_sequence, overlapping)):
            count = (row.stop - row.start) * (column.stop - column.start)
            made[:, row, column] += (out_backprop[:, i, j] / count)[:, None, None]
    return made.astype(out_backprop.dtype)
