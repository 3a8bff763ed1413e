"""Images turned, shifted and bent by a projective transformation. `tf.contrib.image`.

Takes images and eight numbers [a0, a1, a2, b0, b1, b2, c0, c1]; what is seen at (x, y) of the output is the input at
((a0 x + a1 y + a2) / k, (b0 x + b1 y + b2) / k), k = c0 x + c1 y + 1, and zero outside.
Source: tensorflow/contrib/image/python/ops/image_ops.py, and its kernel image_ops.h.
"""

from __future__ import annotations

from typing import Any

from ..dtypes import float32, int32
from ..graph import Tensor, get_default_graph, graph_of
from ..tensor_shape import TensorShape

__all__ = [
    "angles_to_projective_transforms",
    "compose_transforms",
    "flat_transforms_to_matrices",
    "matrices_to_flat_transforms",
    "rotate",
    "transform",
    "translate",
    "translations_to_projective_transforms",
]


def rotate(images: Any, angles: Any, interpolation: str = "NEAREST", name: str | None = None) -> Tensor:
    """Images turned counter-clockwise around their middle, by radians: one number for all, or one each.

    `[n, h, w, c] -> [n, h, w, c]`, and images without the axes of batch or channel. Source: tf.contrib.image.rotate.
    """
    with graph_of(images).name_scope(name or "rotate"):
        batch = _with_all_axes(images)
        shape = _node("Shape", batch)
        height, width = (_node("Cast", shape[axis], DstT=float32) for axis in (1, 2))
        return transform(images, angles_to_projective_transforms(angles, height, width), interpolation)


def translate(images: Any, translations: Any, interpolation: str = "NEAREST", name: str | None = None) -> Tensor:
    """Images shifted by [dx, dy], one pair for all or one each. `[n, h, w, c] x [n, 2] -> [n, h, w, c]`.

    Source: tf.contrib.image.translate.
    """
    with graph_of(images).name_scope(name or "translate"):
        return transform(images, translations_to_projective_transforms(translations), interpolation)


def angles_to_projective_transforms(angles: Any, image_height: Any, image_width: Any, name: str | None = None) -> Tensor:
    """The transformations that turn by `angles` around the middle. `[n] -> [n, 8]`.

    Raises TypeError for angles of more than one axis. Source: tf.contrib.image.angles_to_projective_transforms.
    """
    graph = get_default_graph()
    with graph.name_scope(name or "angles_to_projective_transforms"):
        angle = graph.convert(angles, float32, name="angles")
        if angle.shape.rank not in (0, 1):
            raise TypeError(f"Angles should have rank 0 or 1, found {angle}")
        angle = angle if angle.shape.rank == 1 else _node("ExpandDims", angle, 0)
        cosine, sine = _node("Cos", angle), _node("Sin", angle)
        width, height = graph.convert(image_width, float32) - 1, graph.convert(image_height, float32) - 1
        x_offset = (width - (cosine * width - sine * height)) / 2.0
        y_offset = (height - (sine * width + cosine * height)) / 2.0
        zeros = _node("ZerosLike", angle)
        return _node("Pack", cosine, -sine, x_offset, sine, cosine, y_offset, zeros, zeros, axis=1)


def translations_to_projective_transforms(translations: Any, name: str | None = None) -> Tensor:
    """The transformations that shift by [dx, dy]. `[n, 2] -> [n, 8]`.

    Raises TypeError for another rank. Source: tf.contrib.image.translations_to_projective_transforms.
    """
    graph = get_default_graph()
    with graph.name_scope(name or "translations_to_projective_transforms"):
        shifts = graph.convert(translations, float32, name="translations")
        if shifts.shape.rank not in (1, 2):
            raise TypeError(f"Translations should have rank 1 or 2, found {shifts}")
        shifts = shifts if shifts.shape.rank == 2 else _node("ExpandDims", shifts, 0)
        dx, dy = shifts[:, 0], shifts[:, 1]
        ones, zeros = _node("OnesLike", dx), _node("ZerosLike", dx)
        return _node("Pack", ones, zeros, -dx, zeros, ones, -dy, zeros, zeros, axis=1)


def flat_transforms_to_matrices(transforms: Any) -> Tensor:
    """Transformations as matrices. `[n, 8] -> [n, 3, 3]`. Source: tf.contrib.image.flat_transforms_to_matrices."""
    flat = graph_of(transforms).convert(transforms, float32)
    flat = flat if flat.shape.rank == 2 else _node("ExpandDims", flat, 0)
    ones = _node("OnesLike", flat[:, :1])
    return _node("Reshape", _node("ConcatV2", flat, ones, 1), [-1, 3, 3])


def matrices_to_flat_transforms(transform_matrices: Any) -> Tensor:
    """Matrices as transformations, scaled so that the last number is 1. `[n, 3, 3] -> [n, 8]`.

    Source: tf.contrib.image.matrices_to_flat_transforms.
    """
    flat = _node("Reshape", graph_of(transform_matrices).convert(transform_matrices, float32), [-1, 9])
    made: Tensor = (flat / flat[:, 8:9])[:, :8]
    return made


def compose_transforms(*transforms: Any) -> Tensor:
    """One transformation that does what all do, the first one first. `[n, 8] x ... -> [n, 8]`.

    Raises ValueError without any. Source: tf.contrib.image.compose_transforms.
    """
    if not transforms:
        raise ValueError("transforms cannot be empty")
    product = flat_transforms_to_matrices(transforms[0])
    for each in transforms[1:]:
        product = _node("BatchMatMulV2", product, flat_transforms_to_matrices(each))
    return matrices_to_flat_transforms(product)


def transform(
    images: Any, transforms: Any, interpolation: str = "NEAREST", output_shape: Any = None, name: str | None = None
) -> Tensor:
    """Images seen through projective transformations, one for all or one each. `[n, h, w, c] x [n, 8] -> [n, h', w', c]`.

    `interpolation` is "NEAREST" or "BILINEAR"; `output_shape` is [h', w'], the input's unless told. Raises TypeError for
    images of another rank than 2 to 4 and for transformations of more than two axes, ValueError for another
    interpolation. Source: tf.contrib.image.transform.
    """
    if interpolation not in ("NEAREST", "BILINEAR"):
        raise ValueError(f"interpolation must be 'NEAREST' or 'BILINEAR', got {interpolation!r}")
    graph = graph_of(images)
    with graph.name_scope(name or "transform"):
        images = graph.convert(images, name="images")
        batch = _with_all_axes(images)
        flat = graph.convert(transforms, float32, name="transforms")
        if flat.shape.rank not in (1, 2):
            raise TypeError(f"Transforms should have rank 1 or 2, found {flat}")
        flat = flat if flat.shape.rank == 2 else _node("ExpandDims", flat, 0)
        shape = _node("Shape", batch)
        size = shape[1:3] if output_shape is None else graph.convert(output_shape, int32, name="output_shape")
        x, y = _places(flat, shape[0], size)
        seen = _nearest(batch, shape, x, y) if interpolation == "NEAREST" else _between(batch, shape, x, y)
        sizes = batch.shape.as_list()[1:3] if output_shape is None else size.spec.known_sizes() or (None, None)
        seen.set_shape(TensorShape([batch.shape[0], *sizes, batch.shape[3]]))
        axes = {2: [0, 3], 3: [0]}.get(images.shape.rank, [])
        return _node("Squeeze", seen, squeeze_dims=axes) if axes else seen


def _node(kind: str, *inputs: Any, **attrs: Any) -> Tensor:
    made: Tensor = get_default_graph().node(kind, *inputs, **attrs)
    return made


def _with_all_axes(images: Any) -> Tensor:
    images = graph_of(images).convert(images)
    if images.shape.rank == 2:
        return _node("ExpandDims", _node("ExpandDims", images, 0), -1)
    if images.shape.rank == 3:
        return _node("ExpandDims", images, 0)
    if images.shape.rank == 4:
        return images
    raise TypeError(f"Images should have rank between 2 and 4, found {images}")


def _places(flat: Tensor, count: Tensor, size: Tensor) -> tuple[Tensor, Tensor]:
    """Where in the input each place of the output is seen, as x and y of shape [n, h', w']."""
    columns = _node("Reshape", _node("Cast", _node("Range", 0, size[1], 1), DstT=float32), [1, 1, -1])
    rows = _node("Reshape", _node("Cast", _node("Range", 0, size[0], 1), DstT=float32), [1, -1, 1])
    a0, a1, a2, b0, b1, b2, c0, c1 = (_node("Reshape", flat[:, each], [-1, 1, 1]) for each in range(8))
    below = c0 * columns + c1 * rows + 1.0
    x, y = (a0 * columns + a1 * rows + a2) / below, (b0 * columns + b1 * rows + b2) / below
    whole = _node("Pack", count, size[0], size[1])
    return _node("BroadcastTo", x, whole), _node("BroadcastTo", y, whole)


def _read(batch: Tensor, shape: Tensor, x: Tensor, y: Tensor) -> Tensor:
    """The pixels at whole places, zero outside."""
    width, height = _node("Cast", shape[2], DstT=float32), _node("Cast", shape[1], DstT=float32)
    zero = _node("ZerosLike", x)
    inside = (x >= zero) & (x < width + zero) & (y >= zero) & (y < height + zero)
    # What lies outside, or nowhere, reads pixel 0 and is taken away again.
    column, row = (_node("Cast", _node("SelectV2", inside, each, zero), DstT=int32) for each in (x, y))
    number = _node("Reshape", _node("Range", 0, shape[0], 1), [-1, 1, 1]) + _node("ZerosLike", column)
    pixels = _node("GatherNd", batch, _node("Pack", number, row, column, axis=3))
    return _node("SelectV2", _node("ExpandDims", inside, 3), pixels, _node("ZerosLike", pixels))


def _nearest(batch: Tensor, shape: Tensor, x: Tensor, y: Tensor) -> Tensor:
    # C++'s std::round, away from zero at halves, which only matters from zero on: what is below is outside or 0.
    return _read(batch, shape, *(_node("Sign", each) * _node("Floor", _node("Abs", each) + 0.5) for each in (x, y)))


def _between(batch: Tensor, shape: Tensor, x: Tensor, y: Tensor) -> Tensor:
    left, top = _node("Floor", x), _node("Floor", y)
    across, down = _node("ExpandDims", x - left, 3), _node("ExpandDims", y - top, 3)
    kind = batch.dtype
    corners = [_node("Cast", _read(batch, shape, left + dx, top + dy), DstT=float32) for dy in (0.0, 1.0) for dx in (0.0, 1.0)]
    upper = (1.0 - across) * corners[0] + across * corners[1]
    lower = (1.0 - across) * corners[2] + across * corners[3]
    return _node("Cast", (1.0 - down) * upper + down * lower, DstT=kind)
