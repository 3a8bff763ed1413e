"""Images at other sizes by cubic curves or by means of areas, and boxes of images at one size.

Law: along each axis a resized image is a matrix times the image; the gradient is that matrix transposed.
Source: tensorflow/core/kernels/image (resize_bicubic_op.cc, resize_area_op.cc, crop_and_resize_op.cc).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ...graph import Operation, Tensor, node, op
from ...op_def import FLOATING, INTEGER
from ...tensor_shape import TensorShape, TensorSpec
from ..shapes import constant_shape, of_rank, per_element

__all__: list[str] = []

_REAL = (*FLOATING, *INTEGER)
_TABLE = 1024  # TensorFlow looks the curve up, in so many steps


def _resized(images: TensorSpec, size: TensorSpec, **_: Any) -> TensorShape:
    sizes = of_rank(images, 4, "images")
    rows, columns = constant_shape(size).with_rank(2).sizes or (None, None)
    return TensorShape.of((sizes[0], rows, columns, sizes[3]))


def _scale(before: int, after: int, align_corners: bool) -> np.float32:
    return np.float32((before - 1) / (after - 1) if align_corners and after > 1 else before / after)


def _cubic(before: int, after: int, align_corners: bool, half_pixel_centers: bool) -> np.ndarray:
    """R. Keys 1981, with a slope of -0.75, or with half pixels of -0.5 and no weight outside. `[after, before]`."""
    half = np.float32(0.5 if half_pixel_centers else 0)
    place = (np.arange(after, dtype=np.float32) + half) * _scale(before, after, align_corners) - half
    lower = np.floor(place)
    part = np.rint((place - lower) * _TABLE) / _TABLE
    slope = -0.5 if half_pixel_centers else -0.75
    near = [((slope + 2) * x - (slope + 3)) * x * x + 1 for x in (part, 1 - part)]
    far = [((slope * x - 5 * slope) * x + 8 * slope) * x - 4 * slope for x in (part + 1, 2 - part)]
    weights = np.stack([far[0], *near, far[1]], 1)
    at = lower[:, None].astype(np.intp) + np.arange(-1, 3)
    if half_pixel_centers:
        weights = np.where((at >= 0) & (at < before), weights, 0)
        weights /= weights.sum(axis=1, keepdims=True)
    made = np.zeros((after, before), np.float32)
    np.add.at(made, (np.arange(after)[:, None], np.clip(at, 0, before - 1)), weights)
    return made


def _area(before: int, after: int, align_corners: bool) -> np.ndarray:
    """How much of each pixel lies in each pixel of the result. `[after, before]`."""
    scale = _scale(before, after, align_corners)
    start = (np.arange(after, dtype=np.float32) * scale)[:, None]
    pixel = np.arange(before + int(np.ceil(scale)) + 1, dtype=np.float32)
    inside = np.minimum(start + scale, pixel + 1) - np.maximum(start, pixel)
    made = np.maximum(inside, 0)
    made[:, before - 1] += made[:, before:].sum(axis=1)  # what reaches beyond the edge is the edge's
    return np.asarray(made[:, :before] / scale, np.float32)


def _by_matrices(images: Any, rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
    return np.einsum("nhwc,yh,xw->nyxc", images.astype(np.float32), rows, columns, optimize=True)


def _check(size: Any) -> list[int]:
    sizes: list[int] = size.tolist()
    if min(sizes) <= 0:
        raise ValueError(f"output dimensions must be positive, found {sizes}")
    return sizes


@op(
    "ResizeBicubic(images: T, size: int32) -> float32", shape=_resized, T=_REAL, work=per_element(32),
    gradient=lambda op, dy: [node("ResizeBicubicGrad", dy, op.inputs[0], **op.attrs), None],
)  # fmt: skip
def _resize_bicubic(images: Any, size: Any, *, align_corners: bool = False, half_pixel_centers: bool = False) -> Any:
    """Images at another size, by cubic curves. `[n, h, w, c] x [2] -> float32[n, h', w', c]`. Source: tf.image.resize_bicubic."""
    pairs = zip(images.shape[1:3], _check(size), strict=True)
    return _by_matrices(images, *(_cubic(*pair, align_corners, half_pixel_centers) for pair in pairs))


@op(
    "ResizeBicubicGrad(grads: float32, original_image: T) -> T",
    shape=lambda grads, original_image, **_: original_image.shape, T=FLOATING[:2],
    refuses_gradient=True,
)  # fmt: skip
def _resize_bicubic_grad(
    grads: Any, original_image: Any, *, align_corners: bool = False, half_pixel_centers: bool = False
) -> Any:
    """The gradient of ResizeBicubic. `[n, h', w', c] x [n, h, w, c] -> [n, h, w, c]`. Source: TensorFlow's ResizeBicubicGrad."""
    pairs = zip(original_image.shape[1:3], grads.shape[1:3], strict=True)
    rows, columns = (_cubic(*pair, align_corners, half_pixel_centers) for pair in pairs)
    return _by_matrices(grads, rows.T, columns.T).astype(original_image.dtype, copy=False)


@op("ResizeArea(images: T, size: int32) -> float32", shape=_resized, T=_REAL, work=per_element(8), refuses_gradient=True)
def _resize_area(images: Any, size: Any, *, align_corners: bool = False) -> Any:
    """Images at another size, each pixel the mean of what it covers. `[n, h, w, c] x [2] -> float32[n, h', w', c]`.

    Source: tf.image.resize_area.
    """
    pairs = zip(images.shape[1:3], _check(size), strict=True)
    return _by_matrices(images, *(_area(*pair, align_corners) for pair in pairs))


def _cropped(image: TensorSpec, boxes: TensorSpec, box_ind: TensorSpec, crop_size: TensorSpec, **_: Any) -> TensorShape:
    channels, count = of_rank(image, 4, "image")[3], of_rank(boxes, 2, "boxes")[0]
    rows, columns = constant_shape(crop_size).with_rank(2).sizes or (None, None)
    return TensorShape.of((count, rows, columns, channels))


def _crop_gradient(op: Operation, dy: Tensor) -> list[Any]:
    image, boxes, ind, _ = op.inputs
    dy = node("Cast", dy, DstT=image.dtype) if dy.dtype is not image.dtype else dy
    of_image = node("CropAndResizeGradImage", dy, boxes, ind, node("Shape", image), method=op.attrs["method"])
    of_boxes = node("CropAndResizeGradBoxes", dy, image, boxes, ind) if op.attrs["method"] == "bilinear" else None
    return [of_image, of_boxes, None, None]


def _inside(first: Any, last: Any, size: int, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Where the pixels of each crop lie along an axis, and whether that is inside the image. `[boxes, count]`."""
    if count > 1:
        step = (last - first) * (size - 1) / (count - 1)
        place = first[:, None] * (size - 1) + np.arange(count, dtype=np.float32) * step[:, None]
    else:
        place = (0.5 * (first + last) * (size - 1))[:, None]
    return place.astype(np.float32), (place >= 0) & (place <= size - 1)


class _Corners:
    """The four pixels around each pixel of each crop, and how near it is to them."""

    def __init__(self, boxes: Any, sizes: Sequence[int], crop: Sequence[int]) -> None:
        self.rows, row_in = _inside(boxes[:, 0], boxes[:, 2], sizes[0], crop[0])
        self.columns, column_in = _inside(boxes[:, 1], boxes[:, 3], sizes[1], crop[1])
        self.is_in = row_in[:, :, None] & column_in[:, None, :]
        limits = [(each, size - 1) for each, size in ((self.rows, sizes[0]), (self.columns, sizes[1]))]
        self.top, self.left = (np.clip(np.floor(each), 0, last).astype(np.intp) for each, last in limits)
        self.bottom, self.right = (np.clip(np.ceil(each), 0, last).astype(np.intp) for each, last in limits)
        self.down, self.across = self.rows - self.top, self.columns - self.left

    def __iter__(self) -> Any:
        """Row, column and weight, for each of the four corners. `[boxes, crop rows, crop columns]`."""
        for row, down in ((self.top, 1 - self.down), (self.bottom, self.down)):
            for column, across in ((self.left, 1 - self.across), (self.right, self.across)):
                yield row[:, :, None], column[:, None, :], down[:, :, None] * across[:, None, :]


def _checked(image_count: int, ind: Any) -> Any:
    if np.any(ind < 0) or np.any(ind >= image_count):
        raise ValueError("box_index has values outside [0, batch_size)")
    return ind[:, None, None]


def _nearest(corners: _Corners, sizes: Sequence[int]) -> tuple[Any, Any]:
    rows, columns = (np.clip(np.floor(each + 0.5), 0, size - 1).astype(np.intp)
                     for each, size in ((corners.rows, sizes[0]), (corners.columns, sizes[1])))  # fmt: skip
    return rows[:, :, None], columns[:, None, :]


@op(
    "CropAndResize(image: T, boxes: float32, box_ind: int32, crop_size: int32) -> float32",
    shape=_cropped, gradient=_crop_gradient, T=_REAL,
)  # fmt: skip
def _crop_and_resize(
    image: Any, boxes: Any, box_ind: Any, crop_size: Any, *, method: str = "bilinear", extrapolation_value: float = 0.0
) -> Any:
    """Boxes of images, in fractions of their size, at one size. `[n, h, w, c] x [b, 4] x [b] x [2] -> [b, h', w', c]`.

    Source: tf.image.crop_and_resize.
    """
    sizes, crop = image.shape[1:3], tuple(_check(crop_size))
    which, corners = _checked(len(image), box_ind), _Corners(boxes, sizes, crop)
    if method == "nearest":
        rows, columns = _nearest(corners, sizes)
        made = image[which, rows, columns].astype(np.float32)
    else:
        made = sum(image[which, row, column] * weight[..., None] for row, column, weight in corners)
    return np.where(corners.is_in[..., None], made, np.float32(extrapolation_value)).astype(np.float32)


@op(
    "CropAndResizeGradImage(grads: T, boxes: float32, box_ind: int32, image_size: int32) -> T",
    shape=lambda grads, boxes, box_ind, image_size, **_: constant_shape(image_size).with_rank(4), T=FLOATING,
    refuses_gradient=True,
)  # fmt: skip
def _crop_grad_image(grads: Any, boxes: Any, box_ind: Any, image_size: Any, *, method: str = "bilinear") -> Any:
    """`grads` put where the crops came from. `[b, h', w', c] x [b, 4] x [b] x [4] -> [n, h, w, c]`.

    Source: TensorFlow's CropAndResizeGradImage.
    """
    made = np.zeros(image_size.tolist(), grads.dtype)
    sizes = made.shape[1:3]
    which, corners = _checked(len(made), box_ind), _Corners(boxes, sizes, grads.shape[1:3])
    grads = grads * corners.is_in[..., None]
    if method == "nearest":
        np.add.at(made, (which, *_nearest(corners, sizes)), grads)
    else:
        for row, column, weight in corners:
            np.add.at(made, (which, row, column), grads * weight[..., None])
    return made


@op(
    "CropAndResizeGradBoxes(grads: T, image: T, boxes: float32, box_ind: int32) -> float32",
    shape=lambda grads, image, boxes, box_ind: boxes.shape, T=FLOATING,
    refuses_gradient=True,
)  # fmt: skip
def _crop_grad_boxes(grads: Any, image: Any, boxes: Any, box_ind: Any) -> Any:
    """How the crops change with their boxes. `[b, h', w', c] x [n, h, w, c] x [b, 4] x [b] -> [b, 4]`.

    Source: TensorFlow's CropAndResizeGradBoxes.
    """
    sizes, crop = image.shape[1:3], grads.shape[1:3]
    which, corners = _checked(len(image), box_ind), _Corners(boxes, sizes, crop)
    top_left, top_right, low_left, low_right = (image[which, row, column] for row, column, _ in corners)
    across, down = corners.across[:, None, :, None], corners.down[:, :, None, None]
    by_row = (low_left - top_left) * (1 - across) + (low_right - top_right) * across
    by_column = (top_right - top_left) * (1 - down) + (low_right - low_left) * down
    made = []
    for slope, size, count, axis in ((by_row, sizes[0], crop[0], 1), (by_column, sizes[1], crop[1], 2)):
        flow = (grads * slope * corners.is_in[..., None]).sum(axis=(3, 3 - axis)) * (size - 1)
        part = np.arange(count, dtype=np.float32) / (count - 1) if count > 1 else np.full(count, 0.5, np.float32)
        made.append(((flow * (1 - part)).sum(axis=1), (flow * part).sum(axis=1)))
    (y1, y2), (x1, x2) = made
    return np.stack([y1, x1, y2, x2], 1).astype(np.float32)
