"""Boxes of pictures: cut out at one size, drawn, drawn by lot; windows as channels, and glimpses. Source: tf.image."""

from __future__ import annotations

from typing import Any, NamedTuple

from ..dtypes import float32, int32
from ..graph import Tensor, graph_of
from ..graph.seeds import get_seed
from ..ops.nn.patches import extract_image_patches

__all__ = [
    "SampledBox",
    "crop_and_resize",
    "draw_bounding_boxes",
    "extract_glimpse",
    "extract_patches",
    "sample_distorted_bounding_box",
]


class SampledBox(NamedTuple):
    """What sample_distorted_bounding_box gives: where the part begins and its size, for tf.slice, and the part as a box."""

    begin: Tensor
    size: Tensor
    bboxes: Tensor


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


def draw_bounding_boxes(images: Any, boxes: Any, name: str | None = None, colors: Any = None) -> Tensor:
    """The pictures with a line around each box `[y1, x1, y2, x2]`, in fractions of their size.

    `[n, h, w, c] x [n, b, 4] -> [n, h, w, c]`. `colors`, `[k, c]`, are taken by turns; ten of them unless told.
    Source: tf.image.draw_bounding_boxes.
    """
    graph = graph_of(images, boxes)
    made: Tensor
    if colors is None:
        made = graph.node("DrawBoundingBoxes", images, boxes, name=name)
    else:
        made = graph.node("DrawBoundingBoxesV2", images, boxes, colors, name=name)
    return made


def extract_glimpse(
    input: Any,
    size: Any,
    offsets: Any,
    centered: bool = True,
    normalized: bool = True,
    uniform_noise: bool = True,
    name: str | None = None,
) -> Tensor:
    """A window of each picture at its offset `[y, x]`. `[n, h, w, c] x [2] x [n, 2] -> [n, h', w', c]`.

    `centered` offsets are from the middle, `normalized` ones run from -1 to 1; what lies outside is noise.
    Source: tf.image.extract_glimpse.
    """
    graph = graph_of(input, offsets)
    with graph.name_scope(name or "ExtractGlimpse") as scope:
        given = (graph.convert(input, float32, name="input"), graph.convert(size, int32, name="size"))
        attrs = {"centered": centered, "normalized": normalized, "uniform_noise": uniform_noise}
        made: Tensor = graph.node("ExtractGlimpse", *given, graph.convert(offsets, float32, name="offsets"), name=scope, **attrs)
        return made


def sample_distorted_bounding_box(
    image_size: Any,
    bounding_boxes: Any,
    seed: int | None = None,
    seed2: int | None = None,
    min_object_covered: Any = 0.1,
    aspect_ratio_range: Any = None,
    area_range: Any = None,
    max_attempts: int | None = None,
    use_image_if_no_bounding_boxes: bool | None = None,
    name: str | None = None,
) -> SampledBox:
    """A part of a picture that covers enough of one of the boxes, drawn by lot; the whole when none was found.

    `[3] x [n, b, 4] -> [3], [3], [1, 1, 4]`. Source: tf.image.sample_distorted_bounding_box.
    """
    graph = graph_of(image_size, bounding_boxes)
    seeds = (seed, seed2) if seed or seed2 else get_seed(None)
    made = graph.node(
        "SampleDistortedBoundingBoxV2", image_size, bounding_boxes, graph.convert(min_object_covered, float32),
        seed=seeds[0] or 0, seed2=seeds[1] or 0, aspect_ratio_range=list(aspect_ratio_range or (0.75, 1.33)),
        area_range=list(area_range or (0.05, 1.0)), max_attempts=100 if max_attempts is None else max_attempts,
        use_image_if_no_bounding_boxes=bool(use_image_if_no_bounding_boxes),
        name=name or "sample_distorted_bounding_box",
    )  # fmt: skip
    return SampledBox(*made)
