"""Boxes of pictures cut out at one size, and windows as channels. Source: tf.image."""

from __future__ import annotations

from typing import Any

from ..graph import Tensor, graph_of
from ..ops.nn.patches import extract_image_patches

__all__ = ["crop_and_resize", "extract_patches"]


def crop_and_resize(
    image: Any,
    boxes: Any,
    box_ind: Any = None,
    crop_size: Any = None,
    method: str = "bilinear",
    extrapolation_value: float = 0,
    name: str | None = None,
    box_indices: Any = None,
) -> Tensor:
    """Boxes `[y1, x1, y2, x2]` of pictures, in fractions of their size, all at `crop_size`.

    `[n, h, w, c] x [b, 4] x [b] x [2] -> float32[b, h', w', c]`. Outside a picture is `extrapolation_value`; `method` is
    "bilinear" or "nearest". InvalidArgumentError for a box of no picture. Source: tf.image.crop_and_resize.
    """
    ind = box_ind if box_indices is None else box_indices
    attrs = {"method": method, "extrapolation_value": float(extrapolation_value)}
    made: Tensor = graph_of(image, boxes).node("CropAndResize", image, boxes, ind, crop_size, name=name, **attrs)
    return made


def extract_patches(images: Any, sizes: Any, strides: Any, rates: Any, padding: str, name: str | None = None) -> Tensor:
    """Each window's pixels as one row of channels. `[n, h, w, c] -> [n, h', w', kh * kw * c]`.

    Source: tf.image.extract_patches.
    """
    return extract_image_patches(images, sizes, strides, rates, padding, name)
