"""Pictures cut and framed to a size.

Takes `[h, w, c]` or a batch `[n, h, w, c]`; gives the same rank. What is known of height and width is checked while the graph
is made, and the rest when it runs.
"""

from __future__ import annotations

from typing import Any

from ..dtypes import float32, float64, int32
from ..graph import Graph, Tensor, graph_of
from ..ops.padding import pad
from ..ops.slicing import slice
from .sizing import ResizeMethod, resize_images
from .turning import picture

__all__ = [
    "central_crop",
    "crop_to_bounding_box",
    "pad_to_bounding_box",
    "resize_image_with_crop_or_pad",
    "resize_image_with_pad",
    "resize_with_crop_or_pad",
]


def _sizes(image: Tensor) -> list[Any]:
    """Height and width: numbers where they are known, tensors where not."""
    rank = len(image.shape)
    known = image.shape.as_list()[-3:-1]
    if None not in known:
        return known
    sizes = image.graph.node("Shape", image)
    return [sizes[rank - 3 + at] if size is None else size for at, size in enumerate(known)]


def _bound(op_type: str, one: Any, other: Any) -> Any:
    """The larger ("Maximum") or the smaller of two sizes, of which either may be a tensor."""
    if isinstance(one, Tensor) or isinstance(other, Tensor):
        return graph_of(one, other).node(op_type, one, other)
    return max(one, other) if op_type == "Maximum" else min(one, other)


def _is_known(*sizes: Any) -> bool:
    return not any(isinstance(each, Tensor) for each in sizes)


def _framed(made: Tensor, image: Tensor, height: Any, width: Any) -> Tensor:
    """With what is known of the shape: the height and width that were asked for."""
    around = image.shape.as_list()
    made.set_shape([*around[:-3], *(each if _is_known(each) else None for each in (height, width)), around[-1]])
    return made


def _around(image: Tensor, *pairs: tuple[Any, Any]) -> list[tuple[Any, Any]]:
    """One pair for each axis: those of rows and columns, and what leaves the other axes as they are."""
    whole = (0, -1)
    return [*([whole] if image.shape.rank == 4 else []), *pairs, whole]


def crop_to_bounding_box(image: Any, offset_height: Any, offset_width: Any, target_height: Any, target_width: Any) -> Tensor:
    """The part with its upper left corner at the offsets. `[..., h, w, c] -> [..., height, width, c]`.

    Raises ValueError when it is known not to be within the picture, InvalidArgumentError when that shows as it runs.
    Source: tf.image.crop_to_bounding_box.
    """
    graph = graph_of(image)
    with graph.name_scope("crop_to_bounding_box"):
        image = picture(graph, image)
        for offset, target, size in zip((offset_height, offset_width), (target_height, target_width), _sizes(image), strict=True):
            if (_is_known(offset) and offset < 0) or (_is_known(target) and target <= 0):
                raise ValueError("offset_height and offset_width must be >= 0, target_height and target_width > 0.")
            if _is_known(offset, target, size) and offset + target > size:
                raise ValueError(f"height and width must be <= the picture's, found {offset} + {target} for {size}.")
        begins, sizes = zip(*_around(image, (offset_height, target_height), (offset_width, target_width)), strict=True)
        return _framed(slice(image, list(begins), list(sizes)), image, target_height, target_width)


def pad_to_bounding_box(image: Any, offset_height: Any, offset_width: Any, target_height: Any, target_width: Any) -> Tensor:
    """The picture at the offsets in a larger black one. `[..., h, w, c] -> [..., height, width, c]`.

    Raises ValueError when it is known not to fit in, InvalidArgumentError when that shows as it runs.
    Source: tf.image.pad_to_bounding_box.
    """
    graph = graph_of(image)
    with graph.name_scope("pad_to_bounding_box"):
        image = picture(graph, image)
        height, width = _sizes(image)
        rows = (offset_height, target_height - offset_height - height)
        columns = (offset_width, target_width - offset_width - width)
        if any(_is_known(each) and each < 0 for each in (*rows, *columns)):
            raise ValueError(f"{height} x {width} at ({offset_height}, {offset_width}) exceeds {target_height} x {target_width}.")
        still = (0, 0)
        made = pad(image, [*([still] if image.shape.rank == 4 else []), rows, columns, still])
        return _framed(made, image, target_height, target_width)


def resize_image_with_crop_or_pad(image: Any, target_height: Any, target_width: Any) -> Tensor:
    """The middle, cut or framed in black to a size. `[..., h, w, c] -> [..., height, width, c]`.

    Raises ValueError for a size of 0 or less. Source: tf.image.resize_image_with_crop_or_pad.
    """
    graph = graph_of(image)
    with graph.name_scope("resize_image_with_crop_or_pad"):
        image = picture(graph, image)
        targets = (target_height, target_width)
        if any(_is_known(each) and each <= 0 for each in targets):
            raise ValueError("target_height and target_width must be > 0.")
        pairs = list(zip(_sizes(image), targets, strict=True))
        over = [_bound("Maximum", (size - target) // 2, 0) for size, target in pairs]
        under = [_bound("Maximum", (target - size) // 2, 0) for size, target in pairs]
        cut = crop_to_bounding_box(image, *over, *(_bound("Minimum", size, target) for size, target in pairs))
        rows, columns = under
        return pad_to_bounding_box(cut, rows, columns, target_height, target_width)


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
        sides = _sizes(image)
        begins = [_margin(side, central_fraction) for side in sides]
        pairs = [(begin, side - 2 * begin) for begin, side in zip(begins, sides, strict=True)]
        starts, sizes = zip(*_around(image, *pairs), strict=True)
        return _framed(slice(image, list(starts), list(sizes)), image, *(size for _, size in pairs))


def resize_image_with_pad(
    image: Any, target_height: Any, target_width: Any, method: Any = ResizeMethod.BILINEAR, align_corners: bool = False
) -> Tensor:
    """The whole picture as large as fits, in the middle of a black one. `[..., h, w, c] -> [..., height, width, c]`.

    Its ratio of width to height stays. Raises ValueError for a size of 0 or less. Source: tf.image.resize_image_with_pad.
    """
    graph = graph_of(image)
    with graph.name_scope("resize_image_with_pad"):
        image = picture(graph, image)
        targets = (target_height, target_width)
        for target, what in zip(targets, ("target_height", "target_width"), strict=True):
            if _is_known(target) and target <= 0:
                raise ValueError(f"{what} must be > 0.")

        def fraction(size: Any) -> Tensor:
            return graph.node("Cast", graph.convert(size, int32), DstT=float32)

        pairs = [(fraction(size), fraction(target)) for size, target in zip(_sizes(image), targets, strict=True)]
        ratio = graph.node("Maximum", *(size / target for size, target in reversed(pairs)))
        fitting = [size / ratio for size, _ in pairs]
        whole = [graph.node("Cast", graph.node("Floor", each), DstT=int32) for each in fitting]
        margins = [graph.node("Floor", (target - each) / 2.0) for (_, target), each in zip(pairs, fitting, strict=True)]
        rows, columns = (graph.node("Maximum", 0, graph.node("Cast", each, DstT=int32)) for each in margins)
        resized = resize_images(image, graph.node("Pack", *whole), method, align_corners)
        return pad_to_bounding_box(resized, rows, columns, target_height, target_width)


def _margin(side: Any, fraction: float) -> Any:
    if _is_known(side):
        return int((side - side * fraction) / 2)
    graph = graph_of(side)
    wide = graph.node("Cast", side, DstT=float64)
    return graph.node("Cast", (wide - wide * fraction) / 2.0, DstT=int32)
