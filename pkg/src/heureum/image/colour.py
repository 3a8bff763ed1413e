"""Pictures recoloured: brightness, contrast, hue, saturation, grey, and their numbers' type.

Takes `[..., h, w, c]`; gives the same shape. Numbers that are fractions lie in [0, 1], whole ones between their limits.
"""

from __future__ import annotations

from typing import Any

from ..dtypes import as_dtype, float32, int32
from ..graph import Tensor, graph_of
from ..ops.casting import cast, saturate_cast
from ..ops.contraction import tensordot
from ..ops.division import maximum, minimum
from ..ops.elementwise import abs, rsqrt, sqrt, square
from ..ops.joining import concat, stack, unstack
from ..ops.random import random_uniform
from ..ops.reductions import reduce_max, reduce_mean, reduce_min
from ..ops.reshaping import expand_dims
from ..ops.selecting import where
from .turning import picture

__all__ = [
    "adjust_brightness",
    "adjust_contrast",
    "adjust_hue",
    "adjust_saturation",
    "convert_image_dtype",
    "grayscale_to_rgb",
    "hsv_to_rgb",
    "per_image_standardization",
    "random_brightness",
    "random_contrast",
    "random_hue",
    "random_saturation",
    "rgb_to_grayscale",
    "rgb_to_hsv",
]


def convert_image_dtype(image: Any, dtype: Any, saturate: bool = False, name: str | None = None) -> Tensor:
    """Numbers of another type, scaled from the one's range to the other's. `[...] -> [...]`.

    Source: tf.image.convert_image_dtype.
    """
    graph, dtype = graph_of(image), as_dtype(dtype)
    with graph.name_scope(name or "convert_image"):
        image = graph.convert(image, name="image")
        if dtype == image.dtype:
            return image
        to = saturate_cast if saturate else cast
        if image.dtype.is_integer and dtype.is_integer:
            steps = (image.dtype.max + 1) // (dtype.max + 1)
            if steps > 1:
                return to(image // steps, dtype)
            return to(image, dtype) * ((dtype.max + 1) // (image.dtype.max + 1))
        if image.dtype.is_integer:
            return cast(image, dtype) * (1.0 / image.dtype.max)
        if dtype.is_integer:
            return to(image * (dtype.max + 0.5), dtype)
        return cast(image, dtype)


def _as_fractions(image: Any, scope: str, change: Any) -> Tensor:
    """What `change` makes of the picture in float32, in the type that it had."""
    graph = graph_of(image)
    with graph.name_scope(scope):
        image = graph.convert(image, name="image")
        changed = change(image if image.dtype.is_floating else convert_image_dtype(image, float32))
        return convert_image_dtype(changed, image.dtype, saturate=True)


def adjust_brightness(image: Any, delta: Any) -> Tensor:
    """Adds `delta`, a fraction of full brightness. `[...] -> [...]`. Source: tf.image.adjust_brightness."""
    return _as_fractions(image, "adjust_brightness", lambda x: x + delta)


def adjust_contrast(images: Any, contrast_factor: Any) -> Tensor:
    """Moves each channel away from its mean by a factor. `[..., h, w, c] -> [..., h, w, c]`.

    Source: tf.image.adjust_contrast.
    """

    def apart(x: Tensor) -> Tensor:
        mean = reduce_mean(x, axis=[-3, -2], keepdims=True)
        return (x - mean) * contrast_factor + mean

    return _as_fractions(images, "adjust_contrast", apart)


def adjust_hue(image: Any, delta: Any, name: str | None = None) -> Tensor:
    """Turns the hue by `delta`, where 1 is once around. `[..., 3] -> [..., 3]`. Source: tf.image.adjust_hue."""

    def turned(x: Tensor) -> Tensor:
        hue, saturation, value = unstack(rgb_to_hsv(x), axis=-1)
        return hsv_to_rgb(stack([(hue + delta) % 1.0, saturation, value], axis=-1))

    return _as_fractions(image, name or "adjust_hue", turned)


def adjust_saturation(image: Any, saturation_factor: Any, name: str | None = None) -> Tensor:
    """Multiplies the saturation, at most to 1. `[..., 3] -> [..., 3]`. Source: tf.image.adjust_saturation."""

    def saturated(x: Tensor) -> Tensor:
        hue, saturation, value = unstack(rgb_to_hsv(x), axis=-1)
        product = minimum(maximum(saturation * saturation_factor, 0.0), 1.0)
        return hsv_to_rgb(stack([hue, product, value], axis=-1))

    return _as_fractions(image, name or "adjust_saturation", saturated)


def random_brightness(image: Any, max_delta: float, seed: int | None = None) -> Tensor:
    """adjust_brightness by chance, within `max_delta`. `[...] -> [...]`. Raises ValueError when it is negative.

    Source: tf.image.random_brightness.
    """
    if max_delta < 0:
        raise ValueError("max_delta must be non-negative.")
    return adjust_brightness(image, random_uniform([], -max_delta, max_delta, seed=seed))


def random_contrast(image: Any, lower: float, upper: float, seed: int | None = None) -> Tensor:
    """adjust_contrast by chance, between two factors. `[..., h, w, c] -> [..., h, w, c]`.

    Raises ValueError unless 0 <= lower < upper. Source: tf.image.random_contrast.
    """
    return adjust_contrast(image, _between(lower, upper, seed))


def random_saturation(image: Any, lower: float, upper: float, seed: int | None = None) -> Tensor:
    """adjust_saturation by chance, between two factors. `[..., 3] -> [..., 3]`.

    Raises ValueError unless 0 <= lower < upper. Source: tf.image.random_saturation.
    """
    return adjust_saturation(image, _between(lower, upper, seed))


def random_hue(image: Any, max_delta: float, seed: int | None = None) -> Tensor:
    """adjust_hue by chance, within `max_delta`. `[..., 3] -> [..., 3]`. Raises ValueError unless 0 <= max_delta <= 0.5.

    Source: tf.image.random_hue.
    """
    if not 0 <= max_delta <= 0.5:
        raise ValueError("max_delta must be between 0 and 0.5.")
    return adjust_hue(image, random_uniform([], -max_delta, max_delta, seed=seed))


def _between(lower: float, upper: float, seed: int | None) -> Tensor:
    if upper <= lower:
        raise ValueError("upper must be > lower.")
    if lower < 0:
        raise ValueError("lower must be non-negative.")
    return random_uniform([], lower, upper, seed=seed)


def per_image_standardization(image: Any) -> Tensor:
    """Each picture with mean 0 and variance 1, whole numbers as float32. `[..., h, w, c] -> [..., h, w, c]`.

    Raises ValueError unless of rank 3 or 4. Source: tf.image.per_image_standardization.
    """
    graph = graph_of(image)
    with graph.name_scope("per_image_standardization"):
        image = picture(graph, image)
        if not image.dtype.is_floating:
            image = cast(image, float32)
        mean = reduce_mean(image, axis=[-1, -2, -3], keepdims=True)
        deviation = sqrt(reduce_mean(square(image - mean), axis=[-1, -2, -3], keepdims=True))
        # A picture of one colour is not divided by zero.
        numbers = cast(graph.node("Size", image[0] if image.shape.rank == 4 else image, out_type=int32), image.dtype)
        return (image - mean) / maximum(deviation, rsqrt(numbers))


def rgb_to_grayscale(images: Any, name: str | None = None) -> Tensor:
    """How bright each pixel looks. `[..., 3] -> [..., 1]`. Source: tf.image.rgb_to_grayscale."""
    return _as_fractions(
        images, name or "rgb_to_grayscale", lambda x: expand_dims(tensordot(x, [0.2989, 0.5870, 0.1140], [[-1], [-1]]), -1)
    )


def grayscale_to_rgb(images: Any, name: str | None = None) -> Tensor:
    """Three equal channels. `[..., 1] -> [..., 3]`. Source: tf.image.grayscale_to_rgb."""
    graph = graph_of(images)
    with graph.name_scope(name or "grayscale_to_rgb"):
        images = graph.convert(images, name="images")
        if images.shape.rank is not None and images.shape[-1:].as_list() not in ([1], [None]):
            raise ValueError(f"Last dimension of a grayscale image should be size 1, found {images}")
        return concat([images] * 3, axis=-1)


def rgb_to_hsv(images: Any, name: str | None = None) -> Tensor:
    """Hue, saturation and value of red, green and blue. `[..., 3] -> [..., 3]`. Source: tf.image.rgb_to_hsv."""
    graph = graph_of(images)
    with graph.name_scope(name or "RGBToHSV"):
        images = graph.convert(images, name="images")
        red, green, blue = unstack(images, axis=-1)
        value = reduce_max(images, axis=-1)
        width = value - reduce_min(images, axis=-1)
        ones, zeros = graph.node("OnesLike", width), graph.node("ZerosLike", width)
        divisor = where(width > 0.0, width * 6.0, ones)
        hue = where(
            red >= value,
            (green - blue) / divisor,
            where(green >= value, (blue - red) / divisor + 1.0 / 3.0, (red - green) / divisor + 2.0 / 3.0),
        )
        hue = where(width > 0.0, where(hue < 0.0, hue + 1.0, hue), zeros)
        saturation = where(value > 0.0, width / where(value > 0.0, value, ones), zeros)
        return stack([hue, saturation, value], axis=-1)


def hsv_to_rgb(images: Any, name: str | None = None) -> Tensor:
    """Red, green and blue of hue, saturation and value. `[..., 3] -> [..., 3]`. Source: tf.image.hsv_to_rgb."""
    graph = graph_of(images)
    with graph.name_scope(name or "HSVToRGB"):
        hue, saturation, value = unstack(graph.convert(images, name="images"), axis=-1)
        around = hue * 6.0
        parts = (abs(around - 3.0) - 1.0, 2.0 - abs(around - 2.0), 2.0 - abs(around - 4.0))
        # Each colour rises and falls along the circle, between 0 and 1.
        clipped = [maximum(1.0 - maximum(1.0 - part, 0.0), 0.0) for part in parts]
        return stack([value * (1.0 - saturation * (1.0 - part)) for part in clipped], axis=-1)
