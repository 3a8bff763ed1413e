"""Lines for tf.image."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ..generating import FLOATS, REAL, line, some, whole

__all__ = ["LINES"]

_OF_ANY_SIZE = (
    "adjust_brightness",
    "adjust_gamma",
    "central_crop",
    "convert_image_dtype",
    "crop_to_bounding_box",
    "crop_or_pad",
    "flip",
    "resize",
    "resize by names",
    "resize of two",
)
_COLOURS = ([(4, 5, 3)], [(2, 4, 4, 3)], [(1, 1, 3)], [(0, 4, 4, 3)], [(4, 4)])
_PICTURES = ([(4, 5, 1)], [(2, 4, 4, 2)], [(1, 3, 2, 1)], [(3, 3)])
_BATCH = ([(1, 4, 4, 1)], [(2, 3, 5, 2)], [(0, 3, 3, 1)], [(3, 3, 1)])


def _shade(tf: Any, x: Any) -> Any:
    """Between 0 and 1."""
    return tf.sigmoid(x) if x.dtype.is_floating else x


_LINES = {
    "adjust_brightness": line(
        lambda tf, x, n: (tf.image.adjust_brightness(x, n[0] / 4), tf.image.adjust_contrast(x, n[1] / 2)),
        some(("float32", "uint8"), *_COLOURS),
        named=False,
        rough=1e-4,
    ),
    "adjust_gamma": line(
        lambda tf, x, n: tf.image.adjust_gamma(_shade(tf, x), abs(n[0]), 1 + abs(n[1])),
        some(("float32", "uint8"), *_COLOURS),
        named=False,
        rough=1e-4,
    ),
    "adjust_hue": line(
        lambda tf, x, n: tf.image.adjust_hue(_shade(tf, x), n[0] / 4),
        some(("float32", "uint8"), *_COLOURS),
        named=False,
        rough=1e-4,
        sloped=False,
    ),
    "adjust_saturation": line(
        lambda tf, x, n: tf.image.adjust_saturation(_shade(tf, x), abs(n[0]) / 2),
        some(("float32", "uint8"), *_COLOURS),
        named=False,
        rough=1e-4,
        sloped=False,
    ),
    "central_crop": line(lambda tf, x, n: tf.image.central_crop(x, (abs(n[0]) % 3 + 1) / 4), some(REAL, *_PICTURES), named=False),
    "convert_image_dtype": line(
        lambda tf, x, n: tf.image.convert_image_dtype(x, [tf.uint8, tf.float32, tf.int16, tf.float64][n[0]], saturate=n[1] > 0),
        some(("uint8", "int16"), *_PICTURES),
        named=False,
    ),
    "crop_and_resize": line(
        lambda tf, x, n: tf.image.crop_and_resize(
            x,
            [[0.1, 0.2, 0.9, 0.7], [0.9, -0.2, 0.3, 1.2]],
            [0, 0],
            [2, 3],
            method="bilinear" if n[0] > 0 else "nearest",
            extrapolation_value=n[1],
        ),
        some((*FLOATS, "uint8"), [(1, 4, 4, 1)], [(2, 3, 5, 2)], [(3, 3, 1)]),
        rough=1e-4,
        sloped=False,
    ),
    "crop_to_bounding_box": line(
        lambda tf, x, n: (
            tf.image.crop_to_bounding_box(x, abs(n[0]), abs(n[1]), 2, 1),
            tf.image.pad_to_bounding_box(x, abs(n[0]), abs(n[1]), 6, 7),
        ),
        some(REAL, *_PICTURES),
        named=False,
    ),
    "extract_patches": line(
        lambda tf, x, n: tf.image.extract_patches(
            x, [1, 2, 2, 1], [1, 1, abs(n[0]) or 1, 1], [1, 1, 1, 1], "SAME" if n[1] > 0 else "VALID"
        ),
        some(REAL, *_BATCH),
    ),
    "flip": line(
        lambda tf, x, n: (
            tf.image.flip_left_right(x),
            tf.image.flip_up_down(x),
            tf.image.transpose(x),
            tf.placeholder_with_default(tf.image.rot90(x, abs(n[0])), None),
        ),
        some(REAL, *_PICTURES),
        named=False,
    ),
    "grayscale": line(
        lambda tf, x, n: tf.image.rgb_to_grayscale(x), some((*FLOATS, "uint8"), *_COLOURS), named=False, rough=1e-4
    ),
    "grayscale_to_rgb": line(
        lambda tf, x, n: tf.image.grayscale_to_rgb(x), some(REAL, [(4, 5, 1)], [(2, 2, 2, 1)], [(2, 2, 3)]), named=False
    ),
    "hsv": line(
        lambda tf, x, n: (tf.image.rgb_to_hsv(_shade(tf, x)), tf.image.hsv_to_rgb(_shade(tf, x))),
        some(FLOATS, *_COLOURS),
        named=False,
        rough=1e-4,
        sloped=False,
    ),
    "yiq": line(
        lambda tf, x, n: (tf.image.rgb_to_yiq(x), tf.image.yiq_to_rgb(x), tf.image.rgb_to_yuv(x), tf.image.yuv_to_rgb(x)),
        some(FLOATS, *_COLOURS),
        rough=1e-4,
        named=False,
    ),
    "image_gradients": line(
        lambda tf, x, n: (tf.image.image_gradients(x), tf.image.sobel_edges(x)), some(FLOATS, *_BATCH), named=False, rough=1e-4
    ),
    "non_max_suppression": line(
        lambda tf, x, y, n: (
            tf.image.non_max_suppression(tf.abs(x), y, abs(n[0]), abs(n[1]) / 4),
            tf.image.non_max_suppression_overlaps(tf.abs(y[:, None] * y), y, 2),
        ),
        some(("float32",), [(3, 4), (3,)], [(0, 4), (0,)], [(3, 3), (3,)]),
        named=False,
    ),
    "per_image_standardization": line(
        lambda tf, x, n: tf.image.per_image_standardization(x),
        some(("float32", "uint8"), *_PICTURES),
        named=False,
        rough=1e-3,
        sloped=False,
    ),
    "psnr": line(
        lambda tf, x, y, n: tf.image.psnr(x, y, 8),
        some(("float32",), [(1, 4, 4, 1)] * 2, [(3, 3, 1)] * 2, [(2, 3, 3, 1), (3, 3, 1)]),
        named=False,
        rough=1e-3,
        sloped=False,
    ),
    "ssim": line(
        lambda tf, x, y, n: tf.image.ssim(x, y, 8.0, filter_size=3),
        some(("float32",), [(1, 4, 4, 1)] * 2, [(2, 5, 4, 2)] * 2),
        named=False,
        rough=2e-3,
        sloped=False,
    ),
    "total_variation": line(lambda tf, x, n: tf.image.total_variation(x), some(FLOATS, *_PICTURES), named=False, rough=1e-4),
    "resize": line(
        lambda tf, x, n: tf.image.resize_images(x, [abs(n[0]) + 1, abs(n[1]) + 1], [0, 1, 2, 3][n[2]], align_corners=n[0] > 0),
        some((*FLOATS, "uint8"), *_BATCH),
        named=False,
        rough=1e-3,
    ),
    "resize by names": line(
        lambda tf, x, n: [
            resize(x, [abs(n[0]) + 1, abs(n[1]) + 2], align_corners=n[1] > 0)
            for resize in (
                tf.image.resize_bilinear,
                tf.image.resize_nearest_neighbor,
                tf.image.resize_bicubic,
                tf.image.resize_area,
            )
        ][n[2]],
        some(REAL, *_BATCH),
        rough=1e-3,
    ),
    "resize of two": line(
        lambda tf, x, n: tf.image.resize(x, [abs(n[0]) + 1, 3]), some(FLOATS, *_BATCH), named=False, rough=1e-3
    ),
    "crop_or_pad": line(
        lambda tf, x, n: tf.image.resize_image_with_crop_or_pad(x, abs(n[0]) + 1, abs(n[1]) + 3),
        some(REAL, *_PICTURES),
        named=False,
    ),
    "random": line(
        lambda tf, x, n: (
            tf.image.random_brightness(x, 0.5),
            tf.image.random_contrast(x, 0.5, 1.5),
            tf.image.random_flip_left_right(x),
            tf.image.random_flip_up_down(x),
        ),
        some(("float32", "uint8"), [(4, 5, 3)], [(2, 2, 3)]),
        random=True,
        named=False,
    ),
    "random colours": line(
        lambda tf, x, n: (tf.image.random_hue(x, 0.5), tf.image.random_saturation(x, 0.5, 1.5)),
        some(("float32", "uint8"), [(4, 5, 3)]),
        random=True,
        named=False,
    ),
    "png": line(
        lambda tf, x, n: tf.image.decode_png(tf.image.encode_png(x), channels=[0, 1, 3, 4][n[0]], dtype=x.dtype),
        some(("uint8", "uint16"), [(3, 2, 1)], [(2, 2, 3)], [(1, 1, 4)], [(2, 2)]),
    ),
    "decode_image": line(
        lambda tf, x, n: tf.image.decode_image(tf.image.encode_png(x)), some(("uint8",), [(3, 2, 1)], [(2, 2, 3)]), named=False
    ),
    "crop flips": line(
        lambda tf, x, i, n: tf.image.crop_to_bounding_box(x, 0, 0, abs(n[0]) + 1, 1),
        some(("float32",), *_PICTURES),
        whole(0, 1, ()),
        named=False,
    ),
}
# A picture's rank is known when the graph is made, its sizes perhaps not.
LINES = {name: replace(each, known=("all", "rank") if name in _OF_ANY_SIZE else ("all",)) for name, each in _LINES.items()}
