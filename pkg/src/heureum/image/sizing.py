"""Pictures at another size: by lines or curves between pixels, by the nearest one, or by what each covers.

Takes `[h, w, c]` or a batch `[n, h, w, c]`; gives the same rank.
"""

from __future__ import annotations

from typing import Any

from ..dtypes import int32
from ..graph import Tensor, graph_of
from ..ops.reshaping import expand_dims, squeeze
from .turning import picture

__all__ = [
    "ResizeMethod",
    "resize",
    "resize_area",
    "resize_bicubic",
    "resize_bilinear",
    "resize_images",
    "resize_nearest_neighbor",
]


class ResizeMethod:
    """How pixels between pixels are found. Source: tf.image.ResizeMethod."""

    BILINEAR = 0
    NEAREST_NEIGHBOR = 1
    BICUBIC = 2
    AREA = 3


_OPS = {
    ResizeMethod.BILINEAR: "ResizeBilinear",
    ResizeMethod.NEAREST_NEIGHBOR: "ResizeNearestNeighbor",
    ResizeMethod.BICUBIC: "ResizeBicubic",
    ResizeMethod.AREA: "ResizeArea",
}


def resize_images(
    images: Any,
    size: Any,
    method: int = ResizeMethod.BILINEAR,
    align_corners: bool = False,
    preserve_aspect_ratio: bool = False,
    name: str | None = None,
) -> Tensor:
    """Pictures at `size`, a height and a width. `[..., h, w, c] -> [..., h', w', c]`, float32 unless by the nearest pixel.

    With `preserve_aspect_ratio` they become as large as `size` allows. Raises ValueError for another rank, `size`
    or method. Source: tf.image.resize_images.
    """
    graph = graph_of(images)
    with graph.name_scope(name or "resize"):
        images = picture(graph, images, "images")
        if method not in _OPS:
            raise ValueError("Resize method is not implemented.")
        is_one = images.shape.rank == 3
        batch = expand_dims(images, 0) if is_one else images
        if preserve_aspect_ratio:
            size = _fitting(batch, size)
        size = graph.convert(size, int32, name="size")
        if size.shape.rank is not None and size.shape.as_list() != [2]:
            raise ValueError(f"'size' must be a 1-D Tensor of 2 elements: new_height, new_width; found {size.shape}")
        if size.spec.value is not None and batch.shape.as_list()[1:3] == size.spec.value.tolist():
            return images
        resized: Tensor = graph.node(_OPS[method], batch, size, align_corners=align_corners)
        return squeeze(resized, [0]) if is_one else resized


resize = resize_images


def _fitting(batch: Tensor, size: Any) -> list[int]:
    _, height, width, _ = batch.shape.as_list()
    if height is None or width is None:
        raise ValueError("preserve_aspect_ratio needs pictures of known height and width")
    scale = min(size[0] / height, size[1] / width)
    return [round(height * scale), round(width * scale)]


def resize_bilinear(
    images: Any, size: Any, align_corners: bool = False, name: str | None = None, half_pixel_centers: bool = False
) -> Tensor:
    """A batch at another size, by lines between pixels. `[n, h, w, c] x [2] -> float32[n, h', w', c]`.

    Source: tf.image.resize_bilinear.
    """
    return _node("ResizeBilinear", images, size, name, align_corners, half_pixel_centers)


def resize_area(images: Any, size: Any, align_corners: bool = False, name: str | None = None) -> Tensor:
    """A batch at another size, each pixel the mean of what it covers. `[n, h, w, c] x [2] -> float32[n, h', w', c]`.

    Source: tf.image.resize_area.
    """
    made: Tensor = graph_of(images).node("ResizeArea", images, size, align_corners=align_corners, name=name)
    return made


def resize_bicubic(
    images: Any, size: Any, align_corners: bool = False, name: str | None = None, half_pixel_centers: bool = False
) -> Tensor:
    """A batch at another size, by cubic curves. `[n, h, w, c] x [2] -> float32[n, h', w', c]`.

    Source: tf.image.resize_bicubic.
    """
    return _node("ResizeBicubic", images, size, name, align_corners, half_pixel_centers)


def resize_nearest_neighbor(
    images: Any, size: Any, align_corners: bool = False, name: str | None = None, half_pixel_centers: bool = False
) -> Tensor:
    """A batch at another size, by the nearest pixel. `[n, h, w, c] x [2] -> [n, h', w', c]`.

    Source: tf.image.resize_nearest_neighbor.
    """
    return _node("ResizeNearestNeighbor", images, size, name, align_corners, half_pixel_centers)


def _node(op: str, images: Any, size: Any, name: str | None, align_corners: bool, half_pixel_centers: bool) -> Tensor:
    graph = graph_of(images)
    with graph.name_scope(name or op) as scope:
        images = graph.convert(images, name="images")
        size = graph.convert(size, int32, name="size")
        made: Tensor = graph.node(
            op, images, size, name=scope, align_corners=align_corners, half_pixel_centers=half_pixel_centers
        )
        return made
