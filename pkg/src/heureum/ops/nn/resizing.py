"""Images at other sizes, by the nearest pixel or by lines between pixels.

Law: along each axis a result is a weighted mean of two pixels at most; the gradient is that map's transpose.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ...graph import Operation, Tensor, node, op
from ...op_def import FLOATING, INTEGER
from ...tensor_shape import TensorShape, TensorSpec
from ..shapes import constant_shape, per_element

__all__: list[str] = []

_REAL = (*FLOATING, *INTEGER)


def _resized(images: TensorSpec, size: TensorSpec, **_: Any) -> TensorShape:
    sizes = images.shape.with_rank(4).sizes or (None,) * 4
    rows, columns = constant_shape(size).with_rank(2).sizes or (None, None)
    return TensorShape.of((sizes[0], rows, columns, sizes[3]))


def _places(before: int, after: int, align_corners: bool, half_pixel_centers: bool) -> np.ndarray:
    """Where each pixel of the result lies among those there were."""
    scale = np.float32((before - 1) / (after - 1) if align_corners and after > 1 else before / after)
    index = np.arange(after, dtype=np.float32)
    return (index + np.float32(0.5)) * scale - np.float32(0.5) if half_pixel_centers else index * scale


def _between(before: int, after: int, align_corners: bool, half_pixel_centers: bool) -> tuple[Any, Any, Any]:
    """The two neighbours of each place, and how much of the second it has."""
    place = _places(before, after, align_corners, half_pixel_centers)
    lower = np.floor(place)
    first = np.clip(lower, 0, before - 1).astype(np.intp)
    second = np.clip(lower + 1, 0, before - 1).astype(np.intp)
    return first, second, place - lower


def _check(size: Any) -> list[int]:
    sizes: list[int] = size.tolist()
    if min(sizes) <= 0:
        raise ValueError(f"output dimensions must be positive, found {sizes}")
    return sizes


def _bilinear_gradient(op: Operation, dy: Tensor) -> list[Any]:
    return [node("ResizeBilinearGrad", dy, op.inputs[0], **op.attrs), None]


@op(
    "ResizeBilinear(images: T, size: int32) -> float32",
    shape=_resized,
    gradient=_bilinear_gradient,
    work=per_element(8),
    T=_REAL,
)
def _resize_bilinear(images: Any, size: Any, *, align_corners: bool = False, half_pixel_centers: bool = False) -> Any:
    """Images at another size, by lines between pixels. `[n, h, w, c] x [2] -> [n, h', w', c]`.

    Source: tf.image.resize_bilinear.
    """
    rows, columns = _check(size)
    images = images.astype(np.float32)
    first, second, part = _between(images.shape[1], rows, align_corners, half_pixel_centers)
    upper, lower = images[:, first], images[:, second]
    images = upper + (lower - upper) * part[:, None, None]
    first, second, part = _between(images.shape[2], columns, align_corners, half_pixel_centers)
    left, right = images[:, :, first], images[:, :, second]
    return left + (right - left) * part[:, None]


def _matrix(before: int, after: int, dtype: Any, **corners: bool) -> np.ndarray:
    """The map along one axis as a matrix [after, before]."""
    first, second, part = _between(before, after, **corners)
    made = np.zeros((after, before), dtype)
    every = np.arange(after)
    made[every, first] += 1 - part
    made[every, second] += part
    return made


@op(
    "ResizeBilinearGrad(grads: float32, original_image: T) -> T",
    shape=lambda grads, original_image, **_: original_image.shape,
    T=FLOATING,
)
def _resize_bilinear_grad(
    grads: Any, original_image: Any, *, align_corners: bool = False, half_pixel_centers: bool = False
) -> Any:
    """The gradient of ResizeBilinear. `[n, h', w', c] x [n, h, w, c] -> [n, h, w, c]`.

    Source: TensorFlow's ResizeBilinearGrad.
    """
    corners = {"align_corners": align_corners, "half_pixel_centers": half_pixel_centers}
    rows, columns = (
        _matrix(before, after, np.float32, **corners)
        for before, after in zip(original_image.shape[1:3], grads.shape[1:3], strict=True)
    )
    return np.einsum("nyxc,yh,xw->nhwc", grads, rows, columns, optimize=True).astype(original_image.dtype, copy=False)


def _nearest_gradient(op: Operation, dy: Tensor) -> list[Any]:
    size = node("Shape", op.inputs[0])[1:3]
    return [node("ResizeNearestNeighborGrad", dy, size, **op.attrs), None]


def _nearest(before: int, after: int, align_corners: bool, half_pixel_centers: bool) -> np.ndarray:
    scale = np.float32((before - 1) / (after - 1) if align_corners and after > 1 else before / after)
    index = np.arange(after, dtype=np.float32) + np.float32(0.5 if half_pixel_centers else 0)
    place = index * scale
    # TensorFlow rounds halves away from zero.
    chosen = np.floor(place + np.float32(0.5)) if align_corners else np.floor(place)
    return np.clip(chosen, 0, before - 1).astype(np.intp)


@op("ResizeNearestNeighbor(images: T, size: int32) -> T", shape=_resized, gradient=_nearest_gradient, T=_REAL)
def _resize_nearest(images: Any, size: Any, *, align_corners: bool = False, half_pixel_centers: bool = False) -> Any:
    """Images at another size, by the nearest pixel. `[n, h, w, c] x [2] -> [n, h', w', c]`.

    Source: tf.image.resize_nearest_neighbor.
    """
    rows, columns = (
        _nearest(before, after, align_corners, half_pixel_centers)
        for before, after in zip(images.shape[1:3], _check(size), strict=True)
    )
    return images[:, rows[:, None], columns]


def _nearest_grad_gradient(op: Operation, dy: Tensor) -> list[Any]:
    return [node("ResizeNearestNeighbor", dy, node("Shape", op.inputs[0])[1:3], **op.attrs), None]


@op("ResizeNearestNeighborGrad(grads: T, size: int32) -> T", shape=_resized, gradient=_nearest_grad_gradient, T=FLOATING)
def _resize_nearest_grad(grads: Any, size: Any, *, align_corners: bool = False, half_pixel_centers: bool = False) -> Any:
    """The gradient of ResizeNearestNeighbor. `[n, h', w', c] x [2] -> [n, h, w, c]`.

    Source: TensorFlow's ResizeNearestNeighborGrad.
    """
    made = np.zeros((len(grads), *size.tolist(), grads.shape[3]), grads.dtype)
    rows, columns = (
        _nearest(before, after, align_corners, half_pixel_centers)
        for before, after in zip(size.tolist(), grads.shape[1:3], strict=True)
    )
    np.add.at(made, (slice(None), rows[:, None], columns), grads)  # type: ignore[arg-type]  # a slice is an index too
    return made
