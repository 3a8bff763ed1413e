"""The colours of television, YIQ and YUV, and gamma. Source: tf.image."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..dtypes import float32
from ..graph import Tensor, graph_of
from ..ops.contraction import tensordot
from .colour import convert_image_dtype

__all__ = ["adjust_gamma", "rgb_to_yiq", "rgb_to_yuv", "yiq_to_rgb", "yuv_to_rgb"]

_YIQ = [[0.299, 0.59590059, 0.2115], [0.587, -0.27455667, -0.52273617], [0.114, -0.32134392, 0.31119955]]
_FROM_YIQ = [[1, 1, 1], [0.95598634, -0.27201283, -1.10674021], [0.6208248, -0.64720424, 1.70423049]]
_YUV = [[0.299, -0.14714119, 0.61497538], [0.587, -0.28886916, -0.51496512], [0.114, 0.43601035, -0.10001026]]
_FROM_YUV = [[1, 1, 1], [0, -0.394642334, 2.03206185], [1.13988303, -0.58062185, 0]]


def _mixed(images: Any, kernel: Any) -> Tensor:
    graph = graph_of(images)
    images = graph.convert(images, name="images")
    weights = np.array(kernel, images.dtype.as_numpy_dtype)
    return tensordot(images, graph.convert(weights, name="kernel"), [[(images.shape.rank or 1) - 1], [0]])


def rgb_to_yiq(images: Any) -> Tensor:
    """Brightness and two colours, in-phase and quadrature. `[..., 3] -> [..., 3]`. Source: tf.image.rgb_to_yiq."""
    return _mixed(images, _YIQ)


def yiq_to_rgb(images: Any) -> Tensor:
    """Red, green and blue from YIQ. `[..., 3] -> [..., 3]`. Source: tf.image.yiq_to_rgb."""
    return _mixed(images, _FROM_YIQ)


def rgb_to_yuv(images: Any) -> Tensor:
    """Brightness and two colours, blue and red. `[..., 3] -> [..., 3]`. Source: tf.image.rgb_to_yuv."""
    return _mixed(images, _YUV)


def yuv_to_rgb(images: Any) -> Tensor:
    """Red, green and blue from YUV. `[..., 3] -> [..., 3]`. Source: tf.image.yuv_to_rgb."""
    return _mixed(images, _FROM_YUV)


def adjust_gamma(image: Any, gamma: Any = 1, gain: Any = 1) -> Tensor:
    """gain * image ** gamma. `[...] -> [...]`, of the same dtype. Raises ValueError for a gamma below 0.

    Source: tf.image.adjust_gamma.
    """
    graph = graph_of(image)
    with graph.name_scope("adjust_gamma"):
        image = graph.convert(image, name="image")
        if not isinstance(gamma, Tensor) and gamma < 0:
            raise ValueError("Gamma should be a non-negative real number.")
        dtype = image.dtype
        fractions = image if dtype.is_floating else convert_image_dtype(image, float32)
        return convert_image_dtype(gain * fractions**gamma, dtype, saturate=True)
