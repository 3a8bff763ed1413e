"""Boxes on pictures: drawn, and drawn by lot. A box is `[y1, x1, y2, x2]` in fractions of the picture's size.

Source: tensorflow/core/kernels/draw_bounding_box_op.cc, sample_distorted_bounding_box_op.cc.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ...dtypes import float16, float32, int8, int16, int32, int64, uint8
from ...graph import op
from ...resources import KernelContext
from ...tensor_shape import TensorShape, TensorSpec
from ..random_kernels import generator_of
from ..shapes import of_rank

__all__: list[str] = []

# Yellow, blue, red, lime, purple, olive, maroon, navy, aqua, fuchsia.
_COLOURS = np.array(
    [
        *([1, 1, 0, 1], [0, 0, 1, 1], [1, 0, 0, 1], [0, 1, 0, 1], [0.5, 0, 0.5, 1]),
        *([0.5, 0.5, 0, 1], [0.5, 0, 0, 1], [0, 0, 0.5, 1], [0, 1, 1, 1], [1, 0, 1, 1]),
    ],
    np.float32,
)


def _drawn(images: TensorSpec, boxes: TensorSpec, *_: TensorSpec) -> TensorShape:
    depth = of_rank(images, 4, "images")[3]
    if depth not in (1, 3, 4, None):
        raise ValueError(f"Channel depth should be either 1 (GRY), 3 (RGB), or 4 (RGBA), found {images}")
    if of_rank(boxes, 3, "boxes")[2] not in (4, None):
        raise ValueError(f"Dimension must be 4: a box is [y1, x1, y2, x2], found {boxes}")
    return images.shape


def _draw(images: Any, boxes: Any, colours: np.ndarray) -> Any:
    made = images.copy()
    count, height, width, depth = images.shape
    if depth not in (1, 3, 4):
        raise ValueError(f"Channel depth should be either 1 (GRY), 3 (RGB), or 4 (RGBA), found {depth}")
    colours = (np.ones_like(colours) if depth == 1 and colours is _COLOURS else colours).astype(images.dtype)
    scale = np.array([height - 1, width - 1, height - 1, width - 1], np.float32)
    for i in range(count):
        for number, box in enumerate(boxes[i].astype(np.float32)):
            top, left, bottom, right = (int(each) for each in box * scale)
            if top > bottom or left > right or top >= height or bottom < 0 or left >= width or right < 0:
                continue
            colour = colours[number % len(colours), :depth]
            rows = slice(max(top, 0), min(bottom, height - 1) + 1)
            columns = slice(max(left, 0), min(right, width - 1) + 1)
            for row in {top, bottom} & set(range(height)):
                made[i, row, columns] = colour
            for column in {left, right} & set(range(width)):
                made[i, rows, column] = colour
    return made


@op("DrawBoundingBoxes(images: T, boxes: float32) -> T", shape=_drawn, T=(float32, float16))
def draw_bounding_boxes(images: Any, boxes: Any) -> Any:
    """The pictures with a line around each box, in ten colours by turns. `[n, h, w, c] x [n, b, 4] -> [n, h, w, c]`.

    Source: tf.image.draw_bounding_boxes.
    """
    return _draw(images, boxes, _COLOURS)


@op(
    "DrawBoundingBoxesV2(images: T, boxes: float32, colors: float32) -> T",
    shape=_drawn,
    T=(float32, float16),
    refuses_gradient=True,
)
def draw_bounding_boxes_v2(images: Any, boxes: Any, colors: Any) -> Any:
    """The pictures with a line around each box, in these colours by turns. `[n, h, w, c] x [n, b, 4] x [k, c] -> [n, h, w, c]`.

    Source: tf.image.draw_bounding_boxes.
    """
    return _draw(images, boxes, colors if colors.size else _COLOURS)


def _sampled(image_size: TensorSpec, bounding_boxes: TensorSpec, *_: TensorSpec, **__: Any) -> list[TensorShape]:
    image_size.shape.merge_with((3,))
    of_rank(bounding_boxes, 3, "bounding_boxes")
    return [TensorShape.of((3,)), TensorShape.of((3,)), TensorShape.of((1, 1, 4))]


@op(
    "SampleDistortedBoundingBoxV2(image_size: T, bounding_boxes: float32, min_object_covered: float32) "
    "-> begin: T, size: T, bboxes: float32",
    shape=_sampled,
    stateful=True,
    T=(uint8, int8, int16, int32, int64),
)
def sample_box(
    context: KernelContext,
    image_size: Any,
    bounding_boxes: Any,
    min_object_covered: Any,
    *,
    seed: int = 0,
    seed2: int = 0,
    aspect_ratio_range: list[float] = [0.75, 1.33],  # noqa: B006  # read, never changed
    area_range: list[float] = [0.05, 1.0],  # noqa: B006
    max_attempts: int = 100,
    use_image_if_no_bounding_boxes: bool = False,
) -> Any:
    """A part of a picture, drawn until it covers enough of one of the boxes: where it begins, its size, and it as a box.

    `[3] x [n, b, 4] x [] -> [3], [3], [1, 1, 4]`. Source: tf.image.sample_distorted_bounding_box.
    """
    height, width = (int(each) for each in image_size[:2])
    boxes = bounding_boxes.reshape(-1, 4)
    if np.any((boxes < 0) | (boxes > 1)):
        raise ValueError(f"All bounding box coordinates must be in [0.0, 1.0], found {boxes.tolist()}")
    whole = np.array([[0, 0, height, width]])
    objects = (boxes * [height, width, height, width]).astype(np.int64)
    if not len(boxes):
        if not use_image_if_no_bounding_boxes:
            raise ValueError(
                "No bounding boxes provided as input. One must enable use_image_if_no_bounding_boxes "
                "if you wish to not provide any bounding boxes."
            )
        objects = whole
    random = generator_of(context, seed, seed2)
    chosen = whole[0]
    for _ in range(max_attempts):
        part = _part(random, height, width, random.uniform(aspect_ratio_range[0], aspect_ratio_range[1]), area_range)
        if part is not None and _covers(part, objects, float(min_object_covered)):
            chosen = part
            break
    top, left, bottom, right = chosen.tolist()
    kind = image_size.dtype
    places = np.array([[top, left, 0], [bottom - top, right - left, -1]]).astype(kind)
    fractions = np.array([top / height, left / width, bottom / height, right / width], np.float32)
    return (*places, fractions.reshape(1, 1, 4))


def _part(random: np.random.Generator, height: int, width: int, ratio: float, areas: list[float]) -> np.ndarray | None:
    """A rectangle of that ratio of width to height, with an area within the limits; None where there is none."""
    least, most = (area * height * width for area in areas)
    low, high = round((least / ratio) ** 0.5), round((most / ratio) ** 0.5)
    high = min(high, height, int((width + 0.5 - 1e-7) / ratio))
    tall = min(low, high)
    tall += int(random.integers(0, high - tall + 1)) if tall < high else 0
    tall += (round(tall * ratio) * tall < least) - (round(tall * ratio) * tall > most)
    wide = round(tall * ratio)
    if not (least <= tall * wide <= most and 0 < wide <= width and 0 < tall <= height):
        return None
    top = int(random.integers(0, height - tall)) if tall < height else 0
    left = int(random.integers(0, width - wide)) if wide < width else 0
    return np.array([top, left, top + tall, left + wide])


def _covers(part: np.ndarray, objects: np.ndarray, least: float) -> bool:
    sides = np.minimum(part[2:], objects[:, 2:]) - np.maximum(part[:2], objects[:, :2])
    areas = np.prod(objects[:, 2:] - objects[:, :2], axis=1)
    shared = np.prod(np.maximum(sides, 0), axis=1)
    return bool(np.any((areas >= 1) & (shared >= least * areas)))
