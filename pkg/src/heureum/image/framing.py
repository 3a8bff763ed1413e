"""Pictures cut and framed to a size that is known while the graph is made.

Takes `[h, w, c]` or a batch `[n, h, w, c]` of known height and width; gives the same rank.
"""

from __future__ import annotations

from typing import Any

from ..graph import Graph, Tensor, graph_of
from ..ops.padding import pad
from ..ops.slicing import slice
from .turning import picture

__all__ = [
    "central_crop",
    "crop_to_bounding_box",
    "pad_to_bounding_box",
    "resize_image_with_crop_or_pad",
    "resize_with_crop_or_pad",
]


def _sizes(image: Tensor) -> tuple[int, int]:
    height, width, _ = image.shape.as_list()[-3:]
    if height is None or width is None:
        raise ValueError(f"The height and width of {image} must be known: use set_shape, or slice by tensors")
    return height, width


def _around(image: Tensor, *pairs: tuple[int, int]) -> list[tuple[int, int]]:
    """One pair for each axis: those of rows and columns, and what leaves the other axes as they are."""
    whole = (0, -1)
    return [*([whole] if image.shape.rank == 4 else []), *pairs, whole]


def crop_to_bounding_box(image: Any, offset_height: int, offset_width: int, target_height: int, target_width: int) -> Tensor:
    """The part with its upper left corner at the offsets. `[..., h, w, c] -> [..., height, width, c]`.

    Raises ValueError when it is not within the picture. Source: tf.image.crop_to_bounding_box.
    """
    graph = graph_of(image)
    with graph.name_scope("crop_to_bounding_box"):
        image = picture(graph, image)
        height, width = _sizes(image)
        if min(offset_height, offset_width) < 0 or min(target_height, target_width) <= 0:
            raise ValueError("offset_height and offset_width must be >= 0, target_height and target_width > 0.")
        if offset_height + target_height > height or offset_width + target_width > width:
            raise ValueError(f"height and width must be <= the picture's, {height} and {width}, from the offsets on.")
        begins, sizes = zip(*_around(image, (offset_height, target_height), (offset_width, target_width)), strict=True)
        return slice(image, list(begins), list(sizes))


def pad_to_bounding_box(image: Any, offset_height: int, offset_width: int, target_height: int, target_width: int) -> Tensor:
    """The picture at the offsets in a larger black one. `[..., h, w, c] -> [..., height, width, c]`.

    Raises ValueError when it does not fit in. Source: tf.image.pad_to_bounding_box.
    """
    graph = graph_of(image)
    with graph.name_scope("pad_to_bounding_box"):
        image = picture(graph, image)
        height, width = _sizes(image)
        rows = (offset_height, target_height - offset_height - height)
        columns = (offset_width, target_width - offset_width - width)
        if min(*rows, *columns) < 0:
            raise ValueError(f"{height} x {width} at ({offset_height}, {offset_width}) exceeds {target_height} x {target_width}.")
        still = (0, 0)
        return pad(image, [*([still] if image.shape.rank == 4 else []), rows, columns, still])


def resize_image_with_crop_or_pad(image: Any, target_height: int, target_width: int) -> Tensor:
    """The middle, cut or framed in black to a size. `[..., h, w, c] -> [..., height, width, c]`.

    Raises ValueError for a size of 0 or less. Source: tf.image.resize_image_with_crop_or_pad.
    """
    graph = graph_of(image)
    with graph.name_scope("resize_image_with_crop_or_pad"):
        image = picture(graph, image)
        if min(target_height, target_width) <= 0:
            raise ValueError("target_height and target_width must be > 0.")
        height, width = _sizes(image)
        cut = crop_to_bounding_box(
            image,
            max((height - target_height) // 2, 0),
            max((width - target_width) // 2, 0),
            min(height, target_height),
            min(width, target_width),
        )
        return pad_to_bounding_box(
            cut, max((target_height - height) // 2, 0), max((target_width - width) // 2, 0), target_height, target_width
        )


resize_with_crop_or_pad = resize_image_with_crop_or_pad


def central_crop(image: Any, central_fraction: float) -> Tensor:
    """The middle part that has `central_fraction` of each side. `[..., h, w, c] -> [..., h', w', c]`.

    Raises ValueError for a fraction outside (0, 1]. Source: tf.image.central_crop.
    """
    graph: Graph = graph_of(image)
    with graph.name_scope("central_crop"):
        image = picture(graph, image)
        if not 0.0 < central_fraction <= 1.0:
            raise ValueError("central_fraction must be within (0, 1]")
        if central_fraction == 1.0:
            return image
        begins = [int((side - side * central_fraction) / 2) for side in _sizes(image)]
        pairs = [(begin, side - 2 * begin) for begin, side in zip(begins, _sizes(image), strict=True)]
        starts, sizes = zip(*_around(image, *pairs), strict=True)
        return slice(image, list(starts), list(sizes))
