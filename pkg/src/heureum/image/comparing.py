"""How alike pictures are, and where their edges are. Source: tf.image."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from ..dtypes import float32
from ..graph import Tensor, graph_of
from .colour import convert_image_dtype

__all__ = ["image_gradients", "psnr", "sobel_edges", "ssim", "ssim_multiscale", "total_variation"]

# How much each size counts, of human observers: Z. Wang et al. 2003, Multiscale structural similarity.
_WEIGHTS = (0.0448, 0.2856, 0.3001, 0.2363, 0.1333)


def image_gradients(image: Any) -> tuple[Tensor, Tensor]:
    """The differences to the pixel below and to that on the right; 0 in the last. `[n, h, w, c] -> 2 x [n, h, w, c]`.

    Raises ValueError for another rank. Source: tf.image.image_gradients.
    """
    graph = graph_of(image)
    image = graph.convert(image, name="image")
    if image.shape.rank != 4:
        raise ValueError(f"image_gradients expects a 4D tensor [batch_size, h, w, d], not {image.shape}.")
    down, across = image[:, 1:] - image[:, :-1], image[:, :, 1:] - image[:, :, :-1]
    return (
        graph.node("Pad", down, [[0, 0], [0, 1], [0, 0], [0, 0]]),
        graph.node("Pad", across, [[0, 0], [0, 0], [0, 1], [0, 0]]),
    )


def sobel_edges(image: Any) -> Tensor:
    """The slopes down and across, by Sobel's filters. `[n, h, w, c] -> [n, h, w, c, 2]`. Source: tf.image.sobel_edges."""
    graph = graph_of(image)
    image = graph.convert(image, name="image")
    channels = image.shape.with_rank(4).as_list()[3]
    down = np.array([[-1, -2, -1], [0, 0, 0], [1, 2, 1]], np.float32)
    filters = np.tile(np.stack([down, down.T], -1)[:, :, None], [1, 1, channels, 1])
    padded = graph.node("MirrorPad", image, [[0, 0], [1, 1], [1, 1], [0, 0]], mode="REFLECT")
    made = graph.node("DepthwiseConv2dNative", padded, filters, strides=[1, 1, 1, 1], padding="VALID")
    edges: Tensor = graph.node("Reshape", made, graph.node("ConcatV2", graph.node("Shape", image), graph.convert([2]), 0))
    edges.set_shape([*image.shape.as_list(), 2])
    return edges


def total_variation(images: Any, name: str | None = None) -> Tensor:
    """The sum of all differences between neighbours. `[h, w, c] -> []`, `[n, h, w, c] -> [n]`.

    Raises ValueError for another rank. Source: tf.image.total_variation.
    """
    graph = graph_of(images)
    with graph.name_scope(name or "total_variation"):
        images = graph.convert(images, name="images")
        if images.shape.rank not in (3, 4):
            raise ValueError("'images' must be either 3 or 4-dimensional.")
        axes = list(range(images.shape.rank - 3, images.shape.rank))
        down = images[..., 1:, :, :] - images[..., :-1, :, :]
        across = images[..., :, 1:, :] - images[..., :, :-1, :]
        made: Tensor = graph.node("Sum", abs(down), axes) + graph.node("Sum", abs(across), axes)
        return made


def psnr(a: Any, b: Any, max_val: Any, name: str | None = None) -> Tensor:
    """The peak signal-to-noise ratio in decibels. `[..., h, w, c] x [..., h, w, c] -> [...]`. Source: tf.image.psnr."""
    graph = graph_of(a, b)
    with graph.name_scope(name or "PSNR"):
        a, b = graph.convert(a), graph.convert(b)
        largest = convert_image_dtype(graph.convert(max_val, a.dtype), float32)
        a, b = (convert_image_dtype(each, float32) for each in (a, b))
        error = graph.node("Mean", graph.node("SquaredDifference", a, b), [-3, -2, -1])
        decibels = 10 / math.log(10)
        made: Tensor = 2 * decibels * graph.node("Log", largest) - decibels * graph.node("Log", error)
        return made


def ssim(
    img1: Any,
    img2: Any,
    max_val: Any,
    filter_size: int = 11,
    filter_sigma: float = 1.5,
    k1: float = 0.01,
    k2: float = 0.03,
    return_index_map: bool = False,
) -> Tensor:
    """The structural similarity of pictures, 1 where they are the same. `[..., h, w, c] x [..., h, w, c] -> [...]`.

    Z. Wang et al. 2004. Raises ValueError for pictures smaller than the filter. Source: tf.image.ssim.
    """
    graph = graph_of(img1, img2)
    with graph.name_scope("SSIM"):
        first, second, largest = _as_fractions(img1, img2, max_val)
        luminance, contrast = _likeness(first, second, largest, filter_size, filter_sigma, k1, k2)
        axes = [-1] if return_index_map else [-3, -2]
        made: Tensor = graph.node("Mean", luminance * contrast, axes)
        return made if return_index_map else graph.node("Mean", made, [-1])


def _as_fractions(img1: Any, img2: Any, max_val: Any) -> tuple[Tensor, Tensor, Tensor]:
    """Both pictures and the largest value as float32."""
    graph = graph_of(img1, img2)
    first, second = graph.convert(img1, name="img1"), graph.convert(img2, name="img2")
    largest = convert_image_dtype(graph.convert(max_val, first.dtype), float32)
    return convert_image_dtype(first, float32), convert_image_dtype(second, float32), largest


def _likeness(
    first: Tensor, second: Tensor, largest: Tensor, filter_size: int, filter_sigma: float, k1: float, k2: float
) -> tuple[Tensor, Tensor]:
    """How alike the brightness is under each place of the filter, and how alike contrast and structure are."""
    graph = first.graph.current()
    *outer, rows, columns, channels = first.shape.as_list()
    if rows is None or columns is None or channels is None or min(rows, columns) < filter_size:
        raise ValueError(f"ssim needs pictures of known size, at least {filter_size} pixels each way, found {first.shape}")
    places = np.arange(filter_size, dtype=np.float32) - (filter_size - 1) / 2
    weights = np.exp(-0.5 * (places[:, None] ** 2 + places**2) / filter_sigma**2)
    filters = np.tile((weights / weights.sum()).astype(np.float32)[:, :, None, None], [1, 1, channels, 1])
    batch = [-1 if size is None else size for size in outer]

    def blurred(x: Tensor) -> Tensor:
        flat = graph.node("Reshape", x, [-1, rows, columns, channels])
        made = graph.node("DepthwiseConv2dNative", flat, filters, strides=[1, 1, 1, 1], padding="VALID")
        y: Tensor = graph.node("Reshape", made, [*batch, rows - filter_size + 1, columns - filter_size + 1, channels])
        return y

    c1, c2 = (graph.node("Square", k * largest) for k in (k1, k2))
    mean1, mean2 = blurred(first), blurred(second)
    products, squares = mean1 * mean2 * 2.0, graph.node("Square", mean1) + graph.node("Square", mean2)
    both, each = blurred(first * second) * 2.0, blurred(graph.node("Square", first) + graph.node("Square", second))
    return (products + c1) / (squares + c1), (both - products + c2) / (each - squares + c2)


def ssim_multiscale(
    img1: Any,
    img2: Any,
    max_val: Any,
    power_factors: Any = _WEIGHTS,
    filter_size: int = 11,
    filter_sigma: float = 1.5,
    k1: float = 0.01,
    k2: float = 0.03,
) -> Tensor:
    """The structural similarity at several sizes, each half the one before. `[..., h, w, c] x [..., h, w, c] -> [...]`.

    Z. Wang et al. 2003. Raises ValueError for pictures smaller than the filter at the last size.
    Source: tf.image.ssim_multiscale.
    """
    graph = graph_of(img1, img2)
    with graph.name_scope("MS-SSIM"):
        first, second, largest = _as_fractions(img1, img2, max_val)
        factors: list[Tensor] = []
        for scale in range(len(power_factors)):
            if scale:
                first, second = _halved(first), _halved(second)
            luminance, contrast = _likeness(first, second, largest, filter_size, filter_sigma, k1, k2)
            is_last = scale == len(power_factors) - 1
            index = graph.node("Mean", luminance * contrast if is_last else contrast, [-3, -2])
            factors.append(graph.node("Relu", index))
        powers = graph.node("Pow", graph.node("Pack", *factors, axis=-1), np.array(power_factors, np.float32))
        made: Tensor = graph.node("Mean", graph.node("Prod", powers, [-1]), [-1])
        return made


def _halved(image: Tensor) -> Tensor:
    """The means of 2 x 2 pixels; the last row or column counts twice where there is an odd one."""
    graph = image.graph.current()
    outer = image.shape.as_list()[:-3]
    rows, columns, channels = (int(size) for size in image.shape[-3:])
    flat = graph.node("Reshape", image, [-1, rows, columns, channels])
    odd = [[0, 0], [0, rows % 2], [0, columns % 2], [0, 0]]
    if rows % 2 or columns % 2:
        flat = graph.node("MirrorPad", flat, odd, mode="SYMMETRIC")
    window = [1, 2, 2, 1]
    made = graph.node("AvgPool", flat, ksize=window, strides=window, padding="VALID")
    batch = [-1 if size is None else size for size in outer]
    smaller: Tensor = graph.node("Reshape", made, [*batch, (rows + 1) // 2, (columns + 1) // 2, channels])
    return smaller
