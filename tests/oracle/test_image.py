"""tf.image: values, gradients, shapes and errors are TensorFlow's."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

pytestmark = pytest.mark.oracle

Compare = Callable[..., Any]

IMAGES = np.cos(np.arange(2 * 5 * 4 * 3, dtype=np.float32)).reshape(2, 5, 4, 3)

PROGRAMS: dict[str, Callable[[Any], Any]] = {
    "bilinear": lambda tf: tf.image.resize_bilinear(IMAGES, [7, 9]),
    "bilinear corners": lambda tf: tf.image.resize_bilinear(IMAGES, [3, 9], align_corners=True),
    "bilinear centres": lambda tf: tf.image.resize_bilinear(IMAGES, [3, 9], half_pixel_centers=True),
    "nearest": lambda tf: tf.image.resize_nearest_neighbor(IMAGES, [7, 9]),
    "nearest corners": lambda tf: tf.image.resize_nearest_neighbor(IMAGES, [3, 9], align_corners=True),
    "nearest centres": lambda tf: tf.image.resize_nearest_neighbor(IMAGES, [3, 9], half_pixel_centers=True),
    "one image": lambda tf: tf.identity(tf.image.resize_images(IMAGES[0], [2, 2]), name="y"),
    "images": lambda tf: tf.identity(tf.image.resize_images(IMAGES, [2, 8], method=1), name="y"),
    "left right": lambda tf: tf.identity(tf.image.flip_left_right(IMAGES[0]), name="y"),
    "up down": lambda tf: tf.identity(tf.image.flip_up_down(IMAGES), name="y"),
    "standardized": lambda tf: tf.identity(tf.image.per_image_standardization(IMAGES[0]), name="y"),
    "one colour": lambda tf: tf.identity(tf.image.per_image_standardization(np.ones((2, 2, 3), np.float32)), name="y"),
    "grey": lambda tf: tf.identity(tf.image.rgb_to_grayscale(IMAGES), name="y"),
    "not grey": lambda tf: tf.identity(tf.image.grayscale_to_rgb(tf.constant(IMAGES[..., :1])), name="y"),
    "brighter": lambda tf: tf.identity(tf.image.adjust_brightness(IMAGES, 0.25), name="y"),
    "rank": lambda tf: tf.image.resize_images(IMAGES[0, 0], [2, 2]),
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_images(compare: Compare, name: str) -> None:
    compare(PROGRAMS[name])


@pytest.mark.parametrize("function", ["resize_bilinear", "resize_nearest_neighbor"])
def test_gradients_of_resizing(compare: Compare, function: str) -> None:
    def program(tf: Any) -> Any:
        x = tf.constant(IMAGES)
        y = getattr(tf.image, function)(x, [7, 3])
        return tf.identity(tf.gradients(tf.reduce_sum(y * y), x)[0], name="checked")

    compare(program)
