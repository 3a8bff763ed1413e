"""Conv3D and the two ops of its gradient, which are also its transpose; and what slides over volumes.

Law: volumes are NDHWC or, with data_format NCDHW, viewed as NDHWC; filters are [depth, rows, columns, in, out].
Source: tensorflow/core/ops/nn_ops.cc.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import as_strided

from ...graph import Operation, Tensor, node, op
from ...op_def import FLOATING, INDEX
from ...tensor_shape import TensorShape, TensorSpec
from ..products import matrix_product
from ..shapes import MULTIPLY_ADD, constant_shape
from .windows import Axis, axis_of_windows, output_size

__all__ = ["axes_of", "back", "meetings", "pointing_in", "volume_shape"]

_ONES = (1, 1, 1, 1, 1)


def _space(data_format: str) -> tuple[int, ...]:
    return (2, 3, 4) if data_format == "NCDHW" else (1, 2, 3)


def pointing_in(array: np.ndarray, data_format: str) -> np.ndarray:
    """A view as NDHWC. `[n, c, d, h, w] -> [n, d, h, w, c]`."""
    return np.moveaxis(array, 1, -1) if data_format == "NCDHW" else array


def back(array: np.ndarray, data_format: str) -> np.ndarray:
    """NDHWC in the layout asked for. `[n, d, h, w, c] -> [n, c, d, h, w]`."""
    return np.ascontiguousarray(np.moveaxis(array, -1, 1)) if data_format == "NCDHW" else array


def axes_of(
    sizes: Sequence[int], window: Sequence[int], strides: Sequence[int], padding: str, data_format: str, dilations: Any = _ONES
) -> list[Axis]:
    """The three axes along which a window moves."""
    return [
        axis_of_windows(sizes[at], window[i], strides[at], dilations[at], padding) for i, at in enumerate(_space(data_format))
    ]


def meetings(axes: Sequence[Axis]) -> Iterator[tuple[tuple[int, ...], Any, Any]]:
    """Each element of the window: where it is, the outputs it meets the volume for, and where, as NDHWC indices."""
    for offset in np.ndindex(*(axis.window for axis in axes)):
        met = [axis.meeting(at) for axis, at in zip(axes, offset, strict=True)]
        yield offset, (slice(None), *(each[0] for each in met)), (slice(None), *(each[1] for each in met))


def volume_shape(
    input: TensorSpec, window: Sequence[int | None], channels: int | None, strides: Any, padding: str, data_format: str, gaps: Any
) -> TensorShape:
    """`[n, d, h, w, c] -> [n, d', h', w', channels]`. Raises ValueError for another rank, strides or padding."""
    if data_format not in ("NDHWC", "NCDHW"):
        raise ValueError(f"data_format must be 'NDHWC' or 'NCDHW', found {data_format!r}")
    if padding not in ("SAME", "VALID"):
        raise ValueError(f"padding must be 'SAME' or 'VALID', found {padding!r}")
    if len(strides) != 5 or any(each < 1 for each in strides):
        raise ValueError(f"strides must be 5 positive numbers, found {list(strides)}")
    at = 1 if data_format == "NCDHW" else 4
    if strides[0] != 1 or strides[at] != 1:
        raise ValueError(f"Current implementation does not support strides in the batch and depth dimensions: {list(strides)}")
    if input.shape.rank not in (None, 5):
        raise ValueError(f"input must be a batch of volumes (rank 5), found {input}: Shape must be rank 5")
    sizes = input.shape.with_rank(5).sizes or (None,) * 5
    made: list[int | None] = [sizes[0]] * 5
    made[at] = sizes[at] if channels == -1 else channels
    for i, axis in enumerate(_space(data_format)):
        made[axis] = output_size(sizes[axis], window[i], strides[axis], gaps[axis], padding)
    return TensorShape.of(tuple(made))


def _filter_sizes(spec: TensorSpec) -> tuple[int | None, ...]:
    if spec.shape.rank not in (None, 5):
        raise ValueError(f"filter must be [depth, rows, columns, in, out] (rank 5), found {spec}")
    return spec.shape.with_rank(5).sizes or (None,) * 5


def _conv_shape(
    input: TensorSpec, filter: TensorSpec, *, strides: Any, padding: str, data_format: str, dilations: Any
) -> TensorShape:
    window = _filter_sizes(filter)
    sizes = input.shape.sizes if input.shape.rank == 5 else None
    depth = None if sizes is None else sizes[1 if data_format == "NCDHW" else 4]
    if depth is not None and window[3] is not None and depth != window[3]:
        raise ValueError(f"input has {depth} channels, but filter takes {window[3]}: input is {input}, filter is {filter}")
    return volume_shape(input, window[:3], window[4], strides, padding, data_format, dilations)


def _work(input: TensorSpec, filter: TensorSpec, **attrs: Any) -> float:
    made = _conv_shape(input, filter, **attrs).sizes or ()
    places = math.prod(size or 1 for size in made) / max((_filter_sizes(filter)[4] or 1), 1)
    return MULTIPLY_ADD * places * math.prod(size or 1 for size in _filter_sizes(filter))


def _padded(x: np.ndarray, axes: Sequence[Axis]) -> np.ndarray:
    made = np.zeros((len(x), *(axis.padded() for axis in axes), x.shape[4]), x.dtype)
    inside = made[:, *(slice(axis.before, axis.before + axis.size) for axis in axes)]
    inside[...] = x[:, *(slice(size) for size in inside.shape[1:4])]
    return made


def _windows(x: np.ndarray, axes: Sequence[Axis]) -> np.ndarray:
    """The matrix [n * d' * h' * w', window * channels] of all windows."""
    x = _padded(x, axes)
    sizes = (len(x), *(axis.count for axis in axes), *(axis.window for axis in axes), x.shape[4])
    steps = [size * axis.stride for size, axis in zip(x.strides[1:4], axes, strict=True)]
    gaps = [size * axis.dilation for size, axis in zip(x.strides[1:4], axes, strict=True)]
    view = as_strided(x, sizes, (x.strides[0], *steps, *gaps, x.strides[4]), writeable=False)
    return view.reshape(math.prod(sizes[:4]), math.prod(sizes[4:]))


def _gradient(op: Operation, dy: Tensor) -> list[Any]:
    volumes, filters = op.inputs
    return [
        node("Conv3DBackpropInputV2", node("Shape", volumes), filters, dy, **op.attrs),
        node("Conv3DBackpropFilterV2", volumes, node("Shape", filters), dy, **op.attrs),
    ]


@op("Conv3D(input: T, filter: T) -> T", shape=_conv_shape, gradient=_gradient, work=_work, T=FLOATING)
def _conv3d(
    input: Any, filter: Any, *, strides: Sequence[int], padding: str, data_format: str = "NDHWC", dilations: Any = _ONES
) -> Any:
    """Each window of a volume times each filter. `[n, d, h, w, c] x [kd, kh, kw, c, o] -> [n, d', h', w', o]`.

    Source: tf.nn.conv3d.
    """
    axes = axes_of(input.shape, filter.shape, strides, padding, data_format, dilations)
    x = pointing_in(input, data_format)
    if x.shape[4] != filter.shape[3]:
        raise ValueError(f"input has {x.shape[4]} channels, but filter takes {filter.shape[3]}")
    made = matrix_product(_windows(x, axes), filter.reshape(-1, filter.shape[4]))
    return back(made.reshape(len(x), *(axis.count for axis in axes), filter.shape[4]), data_format)


def _input_shape(input_sizes: TensorSpec, filter: TensorSpec, out_backprop: TensorSpec, **_: Any) -> TensorShape:
    return constant_shape(input_sizes).with_rank(5)


def _input_gradient(op: Operation, dy: Tensor) -> list[Any]:
    _, filters, out_backprop = op.inputs
    return [
        None,
        node("Conv3DBackpropFilterV2", dy, node("Shape", filters), out_backprop, **op.attrs),
        node("Conv3D", dy, filters, **op.attrs),
    ]


@op(
    "Conv3DBackpropInputV2(input_sizes: Tshape, filter: T, out_backprop: T) -> T",
    shape=_input_shape, gradient=_input_gradient, T=FLOATING, Tshape=INDEX,
)  # fmt: skip
def _conv3d_input(
    input_sizes: Any,
    filter: Any,
    out_backprop: Any,
    *,
    strides: Sequence[int],
    padding: str,
    data_format: str = "NDHWC",
    dilations: Any = _ONES,
) -> Any:
    """The gradient of Conv3D by its volumes; used forwards, its transpose.

    `[5] x [kd, kh, kw, c, o] x [n, d', h', w', o] -> [n, d, h, w, c]`. Source: tf.nn.conv3d_transpose.
    """
    sizes = input_sizes.tolist()
    axes = axes_of(sizes, filter.shape, strides, padding, data_format, dilations)
    dy = pointing_in(out_backprop, data_format)
    wanted = (sizes[0], *(axis.count for axis in axes), filter.shape[4])
    if dy.shape != wanted:
        raise ValueError(f"volumes of {sizes} give outputs of {list(wanted)} (as NDHWC), found {list(dy.shape)}")
    shares = matrix_product(dy.reshape(-1, dy.shape[4]), filter.reshape(-1, dy.shape[4]).T)
    shares = shares.reshape(*dy.shape[:4], *filter.shape[:4])
    made = np.zeros((len(dy), *(axis.size for axis in axes), filter.shape[3]), dy.dtype)
    for offset, outside, inside in meetings(axes):
        made[inside] += shares[(*outside, *offset)]
    return back(made, data_format)


def _filter_gradient(op: Operation, dy: Tensor) -> list[Any]:
    volumes, _, out_backprop = op.inputs
    return [
        node("Conv3DBackpropInputV2", node("Shape", volumes), dy, out_backprop, **op.attrs),
        None,
        node("Conv3D", volumes, dy, **op.attrs),
    ]


@op(
    "Conv3DBackpropFilterV2(input: T, filter_sizes: int32, out_backprop: T) -> T",
    shape=lambda input, filter_sizes, out_backprop, **attrs: constant_shape(filter_sizes).with_rank(5),
    gradient=_filter_gradient, T=FLOATING,
)  # fmt: skip
def _conv3d_filter(
    input: Any,
    filter_sizes: Any,
    out_backprop: Any,
    *,
    strides: Sequence[int],
    padding: str,
    data_format: str = "NDHWC",
    dilations: Any = _ONES,
) -> Any:
    """The gradient of Conv3D by its filter. `[n, d, h, w, c] x [5] x [n, d', h', w', o] -> [kd, kh, kw, c, o]`.

    Source: tf.nn.conv3d_backprop_filter_v2.
    """
    sizes = filter_sizes.tolist()
    axes = axes_of(input.shape, sizes, strides, padding, data_format, dilations)
    dy = pointing_in(out_backprop, data_format)
    windows = _windows(pointing_in(input, data_format), axes)
    return matrix_product(windows.T, dy.reshape(-1, dy.shape[4])).reshape(sizes)
