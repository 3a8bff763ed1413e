"""Convolution as one matrix product: each window of an image becomes a row of a matrix, and back.

Takes NHWC arrays, filters [rows, columns, in, out] and a Frame; gives NHWC arrays.
Law: windows are copied once, by a strided view, for as many images at a time as stay in the cache; never one by one.
Source: K. Chellapilla et al. 2006, High Performance Convolutional Neural Networks for Document Processing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import as_strided

from ..products import matrix_product
from .windows import Axis, Frame, pairs

__all__ = ["correlate", "correlate_filter", "correlate_input"]

_CHUNK_BYTES = 4 << 20
# Below this many channels a row of the matrix is made of runs too short to copy quickly: they are laid out as columns.
_FEW_CHANNELS = 4
# Above this many outputs for each channel, to add up windows copies less than to lay them out.
_MANY_OUTPUTS = 4


def _single(array: np.ndarray) -> np.ndarray:
    """Half precision is computed in single: no BLAS knows it, and TensorFlow's accumulates in single as well."""
    return array.astype(np.float32) if array.dtype == np.float16 else array


def _is_pointwise(frame: Frame) -> bool:
    axes = (frame.rows, frame.columns)
    return all(axis.window == axis.stride == 1 and axis.count == axis.size and axis.before == 0 for axis in axes)


def _chunks(x: np.ndarray, frame: Frame) -> Iterator[slice]:
    per_image = frame.rows.count * frame.columns.count * frame.rows.window * frame.columns.window * x.shape[3] * x.itemsize
    step = max(1, _CHUNK_BYTES // max(per_image, 1))
    for start in range(0, len(x), step):
        yield slice(start, start + step)


def _padded(x: np.ndarray, frame: Frame) -> np.ndarray:
    """The images with their padding, cut where no window reaches."""
    rows, columns = frame.rows, frame.columns
    if rows.before == columns.before == 0 and rows.padded() <= rows.size and columns.padded() <= columns.size:
        return x
    made = np.zeros((len(x), rows.padded(), columns.padded(), x.shape[3]), x.dtype)
    inside = made[:, rows.before : rows.before + rows.size, columns.before : columns.before + columns.size]
    inside[...] = x[:, : inside.shape[1], : inside.shape[2]]
    return made


def _windows(x: np.ndarray, frame: Frame) -> np.ndarray:
    """The matrix [images * rows * columns, window rows * window columns * channels] of all windows."""
    rows, columns, channels = frame.rows, frame.columns, x.shape[3]
    if channels < _FEW_CHANNELS:
        return _laid_out_as_columns(x, frame)
    x = _padded(x, frame)
    image, row, column, channel = x.strides
    sizes = (len(x), rows.count, columns.count, rows.window, columns.window, channels)
    strides = (image, row * rows.stride, column * columns.stride, row * rows.dilation, column * columns.dilation, channel)
    view = as_strided(x, sizes, strides, writeable=False)
    return view.reshape(len(x) * rows.count * columns.count, rows.window * columns.window * channels)


def _laid_out_as_columns(x: np.ndarray, frame: Frame) -> np.ndarray:
    rows, columns, channels = frame.rows, frame.columns, x.shape[3]
    x = np.ascontiguousarray(_padded(x, frame).transpose(3, 0, 1, 2))
    made = np.empty((rows.window, columns.window, channels, x.shape[1], rows.count, columns.count), x.dtype)
    for i, j in np.ndindex(rows.window, columns.window):
        made[i, j] = x[:, :, _reached(rows, i), _reached(columns, j)]
    return made.reshape(rows.window * columns.window * channels, -1).T


def _reached(axis: Axis, offset: int) -> slice:
    start = offset * axis.dilation
    return slice(start, start + (axis.count - 1) * axis.stride + 1, axis.stride)


def correlate(x: np.ndarray, filters: np.ndarray, frame: Frame) -> np.ndarray:
    """Every window times every filter: convolution as neural networks mean it. `[n, h, w, c] -> [n, h', w', o]`."""
    dtype, x, filters = x.dtype, _single(x), _single(filters)
    outputs = filters.shape[3]
    matrix = filters.reshape(-1, outputs)
    if _is_pointwise(frame):
        made: np.ndarray = matrix_product(x.reshape(-1, x.shape[3]), matrix).reshape(*x.shape[:3], outputs)
        return made.astype(dtype, copy=False)
    made = np.empty((len(x), frame.rows.count, frame.columns.count, outputs), x.dtype)
    for some in _chunks(x, frame):
        matrix_product(_windows(x[some], frame), matrix, out=made[some].reshape(-1, outputs))
    return made.astype(dtype, copy=False)


def correlate_filter(x: np.ndarray, dy: np.ndarray, frame: Frame) -> np.ndarray:
    """The gradient by the filters. `[n, h, w, c] x [n, h', w', o] -> [kh, kw, c, o]`."""
    dtype, x, dy = x.dtype, _single(x), _single(dy)
    outputs = dy.shape[3]
    shape = (frame.rows.window, frame.columns.window, x.shape[3], outputs)
    if _is_pointwise(frame):
        made: Any = matrix_product(x.reshape(-1, x.shape[3]).T, dy.reshape(-1, outputs))
        return np.asarray(made.reshape(shape), dtype)
    made = np.zeros((shape[0] * shape[1] * shape[2], outputs), x.dtype)
    for some in _chunks(x, frame):
        made += matrix_product(_windows(x[some], frame).T, dy[some].reshape(-1, outputs))
    return np.asarray(made.reshape(shape), dtype)


def correlate_input(dy: np.ndarray, filters: np.ndarray, frame: Frame) -> np.ndarray:
    """The gradient by the images. `[n, h', w', o] x [kh, kw, c, o] -> [n, h, w, c]`."""
    dtype, dy, filters = dy.dtype, _single(dy), _single(filters)
    turned = Frame(_backwards(frame.rows), _backwards(frame.columns))
    is_dense = frame.rows.stride == frame.columns.stride == 1
    channels, outputs = filters.shape[2:]
    if is_dense and min(turned.rows.before, turned.columns.before) >= 0 and outputs <= _MANY_OUTPUTS * channels:
        # With stride 1 it is itself a convolution: with the filters turned around.
        around = np.ascontiguousarray(filters[::-1, ::-1].transpose(0, 1, 3, 2))
        return correlate(dy, around, turned).astype(dtype, copy=False)
    made = np.empty((len(dy), frame.rows.size, frame.columns.size, channels), dy.dtype)
    spread = _spread_columns if channels < _FEW_CHANNELS else _spread_rows
    for some in _chunks(made, frame):
        made[some] = spread(dy[some], filters, frame)
    return made.astype(dtype, copy=False)


def _spread_rows(dy: np.ndarray, filters: np.ndarray, frame: Frame) -> np.ndarray:
    """Each window's share of the gradient, as a row of one product, added where the window lay."""
    channels, outputs = filters.shape[2:]
    shares = matrix_product(dy.reshape(-1, outputs), filters.reshape(-1, outputs).T)
    shares = shares.reshape(*dy.shape[:3], frame.rows.window, frame.columns.window, channels)
    made = np.zeros((len(dy), frame.rows.size, frame.columns.size, channels), dy.dtype)
    for row, column, outside, inside in pairs(frame):
        made[inside] += shares[(*outside, row, column)]
    return made


def _spread_columns(dy: np.ndarray, filters: np.ndarray, frame: Frame) -> np.ndarray:
    """The same with the channels first, where there are too few of them to be added in one go."""
    channels, outputs = filters.shape[2:]
    shares = matrix_product(filters.reshape(-1, outputs), dy.reshape(-1, outputs).T)
    shares = shares.reshape(frame.rows.window, frame.columns.window, channels, *dy.shape[:3])
    made = np.zeros((channels, len(dy), frame.rows.size, frame.columns.size), dy.dtype)
    every = slice(None)
    for row, column, outside, inside in pairs(frame):
        made[(every, *inside)] += shares[(row, column, every, *outside)]
    return made.transpose(1, 2, 3, 0)


def _backwards(axis: Axis) -> Axis:
    return Axis(axis.count, axis.window, 1, axis.dilation, (axis.window - 1) * axis.dilation - axis.before, axis.size)
