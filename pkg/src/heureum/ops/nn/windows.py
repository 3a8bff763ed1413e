"""The arithmetic of windows that slide over an image, for convolution and pooling.

Takes sizes, window, stride, dilation and padding along each axis; gives output sizes, paddings and matching slices.
Law: SAME pads so that an output has ceil(size / stride) elements, the odd one at the end. Source: tf.nn.convolution.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...tensor_shape import TensorSpec

__all__ = [
    "Axis",
    "Frame",
    "axis_of_windows",
    "check_frame",
    "frame",
    "image_axes",
    "output_size",
    "pairs",
    "pointing",
    "spatial",
]

Pads = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Axis:
    """One spatial axis: `size` of the image, `window` elements `dilation` apart, moved by `stride`, `count` outputs."""

    size: int
    window: int
    stride: int
    dilation: int
    before: int
    count: int

    def padded(self) -> int:
        """How long the image is with its padding, as far as windows reach."""
        return (self.count - 1) * self.stride + (self.window - 1) * self.dilation + 1

    def meeting(self, offset: int) -> tuple[slice, slice]:
        """Which outputs have their window's element `offset` inside the image, and where it lies there."""
        start = offset * self.dilation - self.before
        first = max(0, -(start // self.stride))
        last = min(self.count, (self.size - 1 - start) // self.stride + 1)
        if last <= first:
            return slice(0, 0), slice(0, 0)
        return slice(first, last), slice(start + first * self.stride, start + (last - 1) * self.stride + 1, self.stride)


@dataclass(frozen=True, slots=True)
class Frame:
    """The two spatial axes of a window."""

    rows: Axis
    columns: Axis


def image_axes(data_format: str) -> tuple[int, int, int]:
    """Where the rows, columns and channels of an image batch are."""
    return (2, 3, 1) if data_format == "NCHW" else (1, 2, 3)


def spatial(values: Sequence[int], data_format: str) -> tuple[int, int]:
    """The two numbers for rows and columns of a list with one per axis of the image batch."""
    rows, columns, _ = image_axes(data_format)
    return values[rows], values[columns]


def output_size(
    size: int | None, window: int | None, stride: int, dilation: int, padding: str, pads: tuple[int, int] | None = None
) -> int | None:
    """How many outputs there are along an axis. Raises ValueError when the window is larger than a VALID image."""
    if size is None or (window is None and padding != "SAME"):
        return None
    if padding == "SAME":
        return -(-size // stride)
    reach = (window - 1) * dilation + 1 if window is not None else 1
    whole = size + (sum(pads) if pads is not None else 0)
    if whole < reach:
        raise ValueError(
            f"Negative dimension size caused by subtracting {reach} from {whole}: a window that reaches over {reach} elements "
            f"does not fit into {whole} with padding {padding!r}"
        )
    return (whole - reach) // stride + 1


def axis_of_windows(
    size: int, window: int, stride: int, dilation: int, padding: str, pads: tuple[int, int] | None = None
) -> Axis:
    """One axis along which a window moves. Raises ValueError when the window is larger than a VALID image."""
    count = output_size(size, window, stride, dilation, padding, pads)
    assert count is not None
    if pads is not None:
        before = pads[0]
    elif padding == "SAME":
        before = max((count - 1) * stride + (window - 1) * dilation + 1 - size, 0) // 2
    else:
        before = 0
    return Axis(size, window, stride, dilation, before, count)


def frame(
    sizes: Sequence[int],
    window: Sequence[int],
    strides: Sequence[int],
    dilations: Sequence[int],
    padding: str,
    pads: Sequence[int],
) -> Frame:
    """The frame of rows and columns; `pads` are eight numbers, two per axis of NHWC, when `padding` is EXPLICIT."""
    explicit = [(pads[2], pads[3]), (pads[4], pads[5])] if padding == "EXPLICIT" else [None, None]
    rows, columns = (axis_of_windows(sizes[i], window[i], strides[i], dilations[i], padding, explicit[i]) for i in (0, 1))
    return Frame(rows, columns)


def pairs(frame: Frame) -> Iterator[tuple[int, int, Any, Any]]:
    """Each element of the window: its row and column, the outputs it meets the image for, and where, as NHWC indices."""
    every = slice(None)
    for row in range(frame.rows.window):
        out_rows, in_rows = frame.rows.meeting(row)
        for column in range(frame.columns.window):
            out_columns, in_columns = frame.columns.meeting(column)
            yield row, column, (every, out_rows, out_columns), (every, in_rows, in_columns)


def pointing(array: np.ndarray, data_format: str) -> np.ndarray:
    """A view of an image batch as NHWC."""
    return array.transpose(0, 2, 3, 1) if data_format == "NCHW" else array


def check_frame(spec: TensorSpec, name: str, strides: Sequence[int], padding: str, data_format: str) -> None:
    """Raise ValueError for an image batch of another rank than 4, odd strides, or an unknown padding or data format."""
    if data_format not in ("NHWC", "NCHW"):
        raise ValueError(f"data_format must be 'NHWC' or 'NCHW', found {data_format!r}")
    if padding not in ("SAME", "VALID", "EXPLICIT"):
        raise ValueError(f"padding must be 'SAME', 'VALID' or 'EXPLICIT', found {padding!r}")
    if len(strides) != 4 or any(stride < 1 for stride in strides):
        raise ValueError(f"strides must be 4 positive numbers, found {list(strides)}")
    channels = image_axes(data_format)[2]
    if strides[0] != 1 or strides[channels] != 1:
        raise ValueError(f"strides in the batch and depth dimensions must be 1, found {list(strides)} with {data_format}")
    if spec.shape.rank not in (None, 4):
        raise ValueError(f"{name} must be an image batch, found {spec}: Shape must be rank 4 but is rank {spec.shape.rank}")
